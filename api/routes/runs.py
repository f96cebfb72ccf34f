"""Allocations and groups: worked out for whoever asks, kept, and read again by their organisation alone."""

from collections.abc import Callable, Mapping
from typing import Annotated, Any

import msgspec
from fastapi import APIRouter, Depends, Path, Response
from sqlalchemy import Connection

from api.answers import PRIVATE, Answer, encode, once_answer
from api.dependencies import GroundHere, Known, OnceKey, Spoken
from api.json_body import json_body
from api.openapi import operation
from api.routes.records import stored_id
from api.schemas_runs import RunAnswer
from api.use_cases.allocating import allocate_seats
from api.use_cases.allocation_words import told_allocation
from api.use_cases.group_words import told_group
from api.use_cases.grouping import find_group
from api.use_cases.idempotency import once
from data.codec import canonical
from data.store.idempotency import Given
from data.store.runs import Run, RunKind, find_run, keep_run
from data.store.scope import Asker
from data.text import Language

router = APIRouter(tags=["runs"])
RunId = Annotated[str, Path(max_length=40, description="这次计算的 id the run's id", examples=["a_0123456789abcdef0123"])]
TELL: Mapping[str, Callable[[Connection, Asker, Mapping[str, Any], Language], dict[str, Any]]] = {
    "allocation": told_allocation,
    "group": told_group,
}
WORK = {"allocation": allocate_seats, "group": find_group}


def _told(connection: Connection, asker: Asker, run: Run, language: Language) -> RunAnswer:
    result = None if run.result is None else TELL[run.kind](connection, asker, run.result, language)
    return RunAnswer(run.id, run.kind, run.state, run.created_at, result)


def _start(
    kind: RunKind, path: str, ground: GroundHere, asker: Asker, key: str | None, language: Language, body: dict[str, Any]
) -> Response:
    """Work it out on what stands now, then keep and tell it in one transaction."""
    with ground.database.reading() as connection:
        result = WORK[kind](connection, ground.indexes, asker, body)

    def keep(connection: Connection) -> Given:
        run = keep_run(connection, asker, kind, body, result)
        return Given(202, encode(_told(connection, asker, run, language)).decode())

    given, replayed = once(ground.database, asker, key, canonical({f"POST {path}": body}), keep)
    if replayed:  # as it may be seen now: a consent may have ended since
        with ground.database.reading() as connection:
            run = find_run(connection, asker, kind, msgspec.json.decode(given.answer)["id"])
            given = Given(given.status, encode(_told(connection, asker, run, language)).decode())
    return once_answer(given, replayed, path)


def _read(kind: RunKind, ground: GroundHere, asker: Asker, language: Language, id: str) -> Response:
    with ground.database.reading() as connection:
        run = find_run(connection, asker, kind, stored_id(id))
        return Answer(_told(connection, asker, run, language), headers=PRIVATE)


@router.post(
    "/allocations",
    **operation(
        "allocate_seats", "统筹分配 fill many seats at once",
        "总分最高的安排：每个席位有理由，每个岗位有最后一名的分数、候补和缺口的办法，没安排上的有原因；互相矛盾的条件一一点名。 The placement "
        "with the best total: reasons for every seat, the last seat's score and reserves for every opening, remedies for what stays "
        "free, and conditions that cannot hold together by name. Kept for the organisation alone.",
        gives="RunAnswer", status=202, takes="AllocationBody", problems=(401, 404, 409, 413, 422, 503),
    ),
)  # fmt: skip
def start_allocation(
    ground: GroundHere, asker: Known, key: OnceKey, language: Spoken, body: Annotated[dict[str, Any], Depends(json_body)]
) -> Response:
    return _start("allocation", "allocations", ground, asker, key, language, body)


@router.get(
    "/allocations/{id}",
    **operation(
        "read_allocation", "查看统筹分配 read an allocation",
        "成员按现在能看到的显示；已撤回同意的只剩 id。 Members as they may be seen now; of one who withdrew consent the id alone.",
        gives="RunAnswer", problems=(401, 404, 422, 503),
    ),
)  # fmt: skip
def read_allocation(ground: GroundHere, asker: Known, language: Spoken, id: RunId) -> Response:
    return _read("allocation", ground, asker, language, id)


@router.post(
    "/groups",
    **operation(
        "find_group", "组合出资人或团队 a group of investors, or a team",
        "need：几个人合起来凑足一笔钱，各出多少精确到分；project 并 team：每项需求一个人，缺的点名。 With `need`, investors who together cover "
        "a sum, to the fen; with `project` and `team`, one member for each need and the gaps by name. Arithmetic, not a promise.",
        gives="RunAnswer", status=202, takes="GroupBody", problems=(401, 404, 409, 413, 422, 503),
    ),
)  # fmt: skip
def start_group(
    ground: GroundHere, asker: Known, key: OnceKey, language: Spoken, body: Annotated[dict[str, Any], Depends(json_body)]
) -> Response:
    return _start("group", "groups", ground, asker, key, language, body)


@router.get(
    "/groups/{id}",
    **operation(
        "read_group", "查看组合 read a group",
        "成员按现在能看到的显示。 Members as they may be seen now.",
        gives="RunAnswer", problems=(401, 404, 422, 503),
    ),
)  # fmt: skip
def read_group(ground: GroundHere, asker: Known, language: Spoken, id: RunId) -> Response:
    return _read("group", ground, asker, language, id)
