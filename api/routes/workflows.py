"""Referrals, claims, pairings and job leads: put forward, list, read and move on, all four alike."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Query, Response

from api.answers import PRIVATE, Answer, encode, once_answer
from api.dependencies import Ground, GroundHere, Known, OnceKey, Policy, Spoken, Today
from api.json_body import json_body
from api.openapi import operation
from api.routes.records import stored_id
from api.schemas_workflow import FlowPage
from api.settings import SETTINGS
from api.use_cases.idempotency import once
from api.use_cases.leads import submit_lead
from api.use_cases.pages import page_start
from api.use_cases.replaying import as_seen_now
from api.use_cases.workflow import propose, transition
from api.use_cases.workflow_answers import flow_answer, flow_detail
from data.codec import canonical
from data.store.idempotency import Given
from data.store.scope import Asker
from data.store.storable import check_storable
from data.store.workflows import Workflows
from data.workflows.machine import BEGINNING, machine

Identifier = Annotated[str, Path(max_length=40, description="id", examples=["r_0123456789abcdef0123"])]
Filter = Annotated[str, Query(max_length=96)]
SAID = {
    "referral": "成员与岗位、项目需求或服务事项；引擎当时的说明一并保存。 A member and an opportunity; what the engine said is kept with it.",
    "claim": "认领一件事项；名额满了就列为候补。 A member claims a matter; on the reserve list when no place is left.",
    "pairing": "成员与带教名额或另一位成员，双方都同意才算结对。 A member and a mentor's place or another member; active when both agreed.",
    "lead": "成员或驿站带来的岗位，核实之前别人看不到。 An opening that a member or station brings; hidden until it is verified.",
}


def seen_now(ground: Ground, asker: Asker, given: Given, replayed: bool) -> Given:
    """What is given, a replay with those people alone whom the asker may still see."""
    if not replayed:
        return given
    with ground.database.reading() as connection:
        return as_seen_now(connection, asker, given)


def workflow_router(code: str, path: str) -> APIRouter:
    """The routes of one machine under one path."""
    router = APIRouter(prefix=f"/{path}", tags=["workflow"])
    moves = machine(code)
    label = moves.label.zh
    creators = frozenset().union(*(move.roles for move in moves.next_from(BEGINNING)))
    proposer, mover = Policy(creators), Policy(moves.roles)
    body = f"{code.capitalize()}Body"

    @router.post(
        "",
        **operation(
            f"create_{code}", f"新建{label} create a {code}", SAID[code],
            gives="FlowDetail", status=201, takes=body, problems=(401, 403, 404, 409, 413, 422, 503),
        ),
    )  # fmt: skip
    def create(
        ground: GroundHere,
        asker: Annotated[Asker, Depends(proposer)],
        key: OnceKey,
        language: Spoken,
        today: Today,
        body: Annotated[dict[str, Any], Depends(json_body)],
    ) -> Response:
        def work(connection: Any) -> Given:
            if code == "lead":
                flow, faults = submit_lead(connection, asker, moves, body, today)
            else:
                flow, faults = propose(connection, asker, moves, body, today), ()
            told = flow_detail(connection, asker, moves, flow, language, faults)
            return Given(201, encode(told).decode())

        given, replayed = once(ground.database, asker, key, canonical({f"POST {path}": body}), work)
        return once_answer(seen_now(ground, asker, given, replayed), replayed, path)

    @router.get(
        "",
        **operation(
            f"list_{path}", f"列出{label} list {path}",
            "本单位提出的、本单位成员的，以及已送交本单位的。 Those that the organisation put forward, of its members, or sent to it.",
            gives="FlowPage", problems=(401, 422, 503),
        ),
    )  # fmt: skip
    def list_(
        ground: GroundHere,
        asker: Known,
        language: Spoken,
        member: Filter = "",
        opportunity: Filter = "",
        state: Filter = "",
        run: Filter = "",
        after: Annotated[str, Query(max_length=40, description="上一页的 next the `next` of the page before")] = "",
        limit: Annotated[int, Query(ge=1, le=SETTINGS.longest_page, examples=[50])] = SETTINGS.page,
    ) -> Response:
        filters = {"member": member, "opportunity": opportunity, "state": state, "run": run}
        check_storable(filters)
        with ground.database.reading() as connection:
            found = Workflows(connection, asker, moves).page(page_start(after), limit + 1, **filters)
        items = [flow_answer(asker, moves, flow, language) for flow in found[:limit]]
        return Answer(FlowPage(items, items[-1].id if len(found) > limit else None), headers=PRIVATE)

    @router.get(
        "/{id}",
        **operation(
            f"read_{code}", f"查看{label} read a {code}",
            "每一步、您现在可以做的、当时的说明。 Every step, what you may do now, and what the engine said at the time.",
            gives="FlowDetail", problems=(401, 404, 422, 503),
        ),
    )  # fmt: skip
    def read(ground: GroundHere, asker: Known, language: Spoken, id: Identifier) -> Response:
        with ground.database.reading() as connection:
            flow = Workflows(connection, asker, moves).get(stored_id(id))
            told = flow_detail(connection, asker, moves, flow, language)
        return Answer(told, headers={**PRIVATE, "ETag": f'"{flow.version}"'})

    @router.post(
        "/{id}/transitions",
        **operation(
            f"move_{code}", f"{label}转到下一状态 move a {code} on",
            "不能转的会说明可以转到哪里；要原因的用代码。 An illegal move is refused with what is allowed; reasons are codes.",
            gives="FlowDetail", takes="TransitionBody", problems=(401, 403, 404, 409, 413, 422, 503),
        ),
    )  # fmt: skip
    def move(
        ground: GroundHere,
        asker: Annotated[Asker, Depends(mover)],
        key: OnceKey,
        language: Spoken,
        today: Today,
        id: Identifier,
        body: Annotated[dict[str, Any], Depends(json_body)],
    ) -> Response:
        def work(connection: Any) -> Given:
            flow = transition(connection, asker, moves, stored_id(id), body, today)
            return Given(200, encode(flow_detail(connection, asker, moves, flow, language)).decode())

        given, replayed = once(ground.database, asker, key, canonical({f"POST {path}/{id}": body}), work)
        return once_answer(seen_now(ground, asker, given, replayed), replayed)

    return router


ROUTERS = tuple(
    workflow_router(code, path)
    for code, path in (("referral", "referrals"), ("claim", "claims"), ("pairing", "pairings"), ("lead", "leads"))
)
