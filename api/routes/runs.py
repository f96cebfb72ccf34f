"""Allocations and groups: worked out for whoever asks, kept for their organisation alone, accepted by people."""

from collections.abc import Callable, Mapping
from typing import Annotated, Any

import msgspec
from fastapi import APIRouter, Depends, Header, Path, Query, Response
from sqlalchemy import Connection
from starlette.concurrency import run_in_threadpool

from api.answers import PRIVATE, Answer, encode, once_answer
from api.dependencies import Ground, GroundHere, Known, OnceKey, Spoken, Today
from api.errors import told_problem
from api.json_body import json_body
from api.openapi import operation
from api.routes.records import stored_id
from api.schemas_runs import RunAnswer, RunPage, RunSummary, TakenAnswer
from api.settings import SETTINGS
from api.use_cases import allocating, grouping
from api.use_cases.accepting import explained_now, read_accepting
from api.use_cases.allocation_words import told_allocation
from api.use_cases.group_words import told_group
from api.use_cases.idempotency import once
from api.use_cases.pages import page_start
from api.use_cases.progress import STEPS
from api.use_cases.taking_seats import accept
from data.codec import canonical
from data.errors import TooMany
from data.store.idempotency import Given
from data.store.runs import (
    DONE,
    STATE_LABELS,
    UNFINISHED,
    Run,
    RunKind,
    begin_run,
    cancel_run,
    find_run,
    forget_runs,
    list_runs,
    unfinished_runs,
)
from data.store.scope import Asker
from data.store.workflows import Accepted, accepted_from
from data.text import Language, Text
from data.workflows.machine import machine

RunId = Annotated[str, Path(max_length=40, description="这次计算的 id the run's id", examples=["a_0123456789abcdef0123"])]
PATIENCE_S, LONGEST_WAIT_S = 10.0, 30
"""Seconds for which whoever begins a run waits for what comes of it, unless they would rather not."""

RESPOND_ASYNC = "respond-async"
WAITING = Text(
    zh="本单位已有{most}次计算没有完成，请等其中一次算完或取消一次", en="{most} runs of your organisation are not finished: wait for one or cancel it"
)
CHECKS: Mapping[RunKind, Callable[[Connection, Asker, Mapping[str, Any]], object]] = {
    "allocation": allocating.read_wanted,
    "group": grouping.read_wanted,
}
TELL: Mapping[str, Callable[[Connection, Asker, Mapping[str, Any], Language], dict[str, Any]]] = {
    "allocation": told_allocation,
    "group": told_group,
}
SAID: Mapping[RunKind, tuple[str, str]] = {
    "allocation": (
        "统筹分配 fill many seats at once",
        ("总分最高（或稳定）的安排：每个席位有理由，每个岗位有最后一名的分数、候补和缺口的办法，没安排上的有原因；互相矛盾的条件一一点名。 The "
        "placement with the best total, or a stable one: reasons for every seat, the last seat's score and reserves for every opening, "
        "remedies for what stays free, and conditions that cannot hold together by name."),
    ),
    "group": (
        "组合出资人或团队 a group of investors, or a team",
        ("need：几个人合起来凑足一笔钱，各出多少精确到分；project 并 team：每项需求一个人，缺的点名。 With `need`, investors who together cover a "
        "sum, to the fen; with `project` and `team`, one member for each need and the gaps by name. Arithmetic, not a promise."),
    ),
}
LONG = (
    " 几秒内算完就直接给出结果，否则先给 id 和进度，稍后再读；带 `Prefer: respond-async` 不等。 What takes longer than a moment is told by its "
    "id and how far it is, to be read again; `Prefer: respond-async` does not wait. Kept for the organisation alone."
)


def _summary(run: Run, language: Language) -> dict[str, Any]:
    step = STEPS.get(run.step)
    return {
        **{name: getattr(run, name) for name in ("id", "kind", "state", "share", "created_at", "updated_at")},
        "state_label": STATE_LABELS[run.state].say(language),
        "step": step.say(language) if step is not None and run.state in UNFINISHED else None,
        "problem": None if run.problem is None else told_problem(run.problem, language),
    }


def _told(connection: Connection, asker: Asker, run: Run, language: Language) -> RunAnswer:
    result = None if run.result is None else TELL[run.kind](connection, asker, run.result, language)
    accepted = accepted_from(connection, asker, run.id) if run.state == DONE else ()
    return RunAnswer(**_summary(run, language), result=result, accepted=[_taken(one, language) for one in accepted])


def _taken(one: Accepted, language: Language) -> TakenAnswer:
    label = machine(one.machine).label_of(one.state).say(language)
    return TakenAnswer(one.member, one.opportunity, one.id, one.machine, one.state, label, one.seat == 1)


def _read(kind: RunKind, ground: Ground, asker: Asker, language: Language, identifier: str) -> bytes:
    with ground.database.reading() as connection:
        return encode(_told(connection, asker, find_run(connection, asker, kind, identifier), language))


def _require(kind: RunKind, ground: Ground, asker: Asker, identifier: str) -> None:
    """NotFound where the run is not the asker's to wait for."""
    with ground.database.reading() as connection:
        find_run(connection, asker, kind, identifier)


def _begin(kind: RunKind, connection: Connection, asker: Asker, body: Mapping[str, Any]) -> Given:
    """Keep a run to be worked out; TooMany where the organisation has as many as it may."""
    CHECKS[kind](connection, asker, body)
    if unfinished_runs(connection, asker) >= SETTINGS.runs_waiting:
        raise TooMany(WAITING.filled(most=SETTINGS.runs_waiting))
    forget_runs(connection, asker, SETTINGS.run_days)
    return Given(202, encode({"id": begin_run(connection, asker, kind, body)}).decode())


def run_router(kind: RunKind, path: str) -> APIRouter:
    """The routes of one kind of run under one path."""
    router = APIRouter(prefix=f"/{path}", tags=["runs"])
    summary, said = SAID[kind]
    takes = f"{kind.capitalize()}Body"
    begins = {"allocation": "allocate_seats", "group": "find_group"}[kind]

    @router.post(
        "",
        **operation(
            begins, summary, said + LONG,
            gives="RunAnswer", status=202, takes=takes, problems=(401, 404, 409, 413, 422, 429, 503),
        ),
    )  # fmt: skip
    async def start(
        ground: GroundHere,
        asker: Known,
        key: OnceKey,
        language: Spoken,
        body: Annotated[dict[str, Any], Depends(json_body)],
        prefer: Annotated[str, Header(max_length=200, description="respond-async: 不等结果 do not wait for the result")] = "",
    ) -> Response:
        def begin() -> tuple[Given, bool]:
            request = canonical({f"POST {path}": body})
            return once(ground.database, asker, key, request, lambda connection: _begin(kind, connection, asker, body))

        given, replayed = await run_in_threadpool(begin)
        identifier = msgspec.json.decode(given.answer)["id"]
        ground.runner.call()
        await ground.runner.over(identifier, 0 if RESPOND_ASYNC in prefer.lower() else PATIENCE_S)
        told = await run_in_threadpool(_read, kind, ground, asker, language, identifier)
        return once_answer(Given(given.status, told.decode()), replayed, path)

    @router.get(
        "",
        **operation(
            f"list_{path}", f"列出{summary.partition(' ')[0]} list {path}",
            "本单位的，最近的在前，不含结果。 The organisation's own, newest first, without what came of them.",
            gives="RunPage", problems=(401, 422, 503),
        ),
    )  # fmt: skip
    def list_(
        ground: GroundHere,
        asker: Known,
        language: Spoken,
        after: Annotated[str, Query(max_length=40, description="上一页的 next the `next` of the page before")] = "",
        limit: Annotated[int, Query(ge=1, le=SETTINGS.longest_page, examples=[50])] = SETTINGS.page,
    ) -> Response:
        with ground.database.reading() as connection:
            found = list_runs(connection, asker, kind, page_start(after), limit + 1)
        items = [RunSummary(**_summary(run, language)) for run in found[:limit]]
        return Answer(RunPage(items, items[-1].id if len(found) > limit else None), headers=PRIVATE)

    @router.get(
        "/{id}",
        **operation(
            f"read_{kind}", f"查看{summary.partition(' ')[0]} read one of the {path}",
            "进度，或算完后的结果；成员按现在能看到的显示，已撤回同意的只剩 id。 How far it is, or what came of it; members as they may be seen "
            "now, of one who withdrew consent the id alone.",
            gives="RunAnswer", problems=(401, 404, 422, 503),
        ),
    )  # fmt: skip
    async def read(
        ground: GroundHere,
        asker: Known,
        language: Spoken,
        id: RunId,
        wait: Annotated[int, Query(ge=0, le=LONGEST_WAIT_S, description="最多等几秒 seconds to wait for it to be over")] = 0,
    ) -> Response:
        identifier = stored_id(id)
        if wait:
            await run_in_threadpool(_require, kind, ground, asker, identifier)
            await ground.runner.over(identifier, wait)
        return Answer(await run_in_threadpool(_read, kind, ground, asker, language, identifier), headers=PRIVATE)

    @router.post(
        "/{id}/cancel",
        **operation(
            f"cancel_{kind}", f"取消{summary.partition(' ')[0]} cancel one of the {path}",
            "还没算完的才能取消；再取消一次不变。 One that is not over; once more changes nothing.",
            gives="RunAnswer", problems=(401, 404, 409, 422, 503),
        ),
    )  # fmt: skip
    def cancel(ground: GroundHere, asker: Known, language: Spoken, id: RunId) -> Response:
        with ground.database.writing() as connection:
            cancel_run(connection, asker, kind, stored_id(id))
        return Answer(_read(kind, ground, asker, language, stored_id(id)), headers=PRIVATE)

    @router.post(
        "/{id}/accept",
        **operation(
            f"accept_{kind}", f"采用{summary.partition(' ')[0]}的席位 accept seats of one of the {path}",
            "由人决定：采用全部或列出的席位，每席成为一条待本人同意的推荐并占一个名额；要么全成要么全不成，除非 partly。 People decide: all "
            "seats or those named each become a referral that waits for the member and has one of the places; all or none, unless `partly`.",
            gives="AcceptAnswer", takes="AcceptBody", problems=(401, 403, 404, 409, 413, 422, 503),
        ),
    )  # fmt: skip
    def accept_seats(
        ground: GroundHere,
        asker: Known,
        key: OnceKey,
        language: Spoken,
        today: Today,
        id: RunId,
        body: Annotated[dict[str, Any], Depends(json_body)],
    ) -> Response:
        identifier = stored_id(id)
        with ground.database.reading() as connection:
            wanted = read_accepting(connection, asker, kind, identifier, body, today)
            explained = explained_now(connection, asker, wanted)

        def work(connection: Connection) -> Given:
            return Given(200, encode(accept(connection, asker, wanted, explained, today, language)).decode())

        given, replayed = once(ground.database, asker, key, canonical({f"POST {path}/{identifier}/accept": body}), work)
        return once_answer(given, replayed)

    return router


ROUTERS = (run_router("allocation", "allocations"), run_router("group", "groups"))
