"""One case, two stations: open, list, read and move on."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Query, Response
from sqlalchemy import Connection

from api.answers import PRIVATE, Answer, encode, once_answer
from api.dependencies import GroundHere, OnceKey, Spoken, Today
from api.json_body import json_body
from api.openapi import operation
from api.routes.records import stored_id
from api.routes.reports import Station, report_answer
from api.schemas_cases import CaseAnswer
from api.schemas_workflow import FlowPage
from api.settings import SETTINGS
from api.use_cases.cases import CASE, move_case, open_case, read_case
from api.use_cases.idempotency import once
from api.use_cases.pages import page_start
from api.use_cases.workflow_answers import flow_answer, flow_detail
from data.codec import canonical
from data.store.idempotency import Given
from data.store.scope import Asker
from data.store.storable import check_storable
from data.store.workflows import Flow, Workflows
from data.text import Language
from data.workflows.machine import machine

router = APIRouter(prefix="/cases", tags=["cases"])
Identifier = Annotated[str, Path(max_length=40, description="一案的 id", examples=["k_0123456789abcdef0123"])]
Filter = Annotated[str, Query(max_length=96)]


def case_answer(connection: Connection, asker: Asker, flow: Flow, language: Language) -> CaseAnswer:
    """A case as one of its stations is told it."""
    case = read_case(connection, asker, flow)
    detail = flow_detail(connection, asker, CASE, flow, language)
    return CaseAnswer(
        **{name: getattr(detail, name) for name in detail.__struct_fields__},
        agreed_fields=list(case.terms.fields),
        consents=[case.terms.disclosure, case.terms.matching],
        until=case.terms.until,
        sight=case.terms.live and detail.live,
        referrals=[flow_answer(asker, machine(found.machine), found, language) for found in case.flows],
        reports=[report_answer(report, language) for report in case.reports],
    )


@router.post(
    "",
    **operation(
        "create_case", "开一人一案 open a case with another station",
        "写明本人怎样同意、同意哪些栏目、到哪天；对方驿站只看得到这些栏目。一位成员同时只有一案。 The other station sees exactly the agreed "
        "fields whole; a member has one open case at a time.",
        gives="CaseAnswer", status=201, takes="CaseBody", problems=(401, 403, 404, 409, 413, 422, 503),
    ),
)  # fmt: skip
def create_case(
    ground: GroundHere, asker: Station, key: OnceKey, language: Spoken, today: Today, body: Annotated[dict[str, Any], Depends(json_body)]
) -> Response:
    def work(connection: Any) -> Given:
        flow = open_case(connection, asker, body, today)
        return Given(201, encode(case_answer(connection, asker, flow, language)).decode())

    given, replayed = once(ground.database, asker, key, canonical({"POST cases": body}), work)
    return once_answer(given, replayed, "cases")


@router.get(
    "",
    **operation(
        "list_cases", "列出一人一案 list cases",
        "本驿站开的，和要本驿站签收或已签收的。 Those opened here and those that another station opened with this one.",
        gives="FlowPage", problems=(401, 403, 422, 503),
    ),
)  # fmt: skip
def list_cases(
    ground: GroundHere,
    asker: Station,
    language: Spoken,
    member: Filter = "",
    state: Filter = "",
    after: Annotated[str, Query(max_length=40)] = "",
    limit: Annotated[int, Query(ge=1, le=SETTINGS.longest_page)] = SETTINGS.page,
) -> Response:
    filters = {"member": member, "state": state}
    check_storable(filters)
    with ground.database.reading() as connection:
        found = Workflows(connection, asker, CASE).page(page_start(after), limit + 1, **filters)
    items = [flow_answer(asker, CASE, flow, language) for flow in found[:limit]]
    return Answer(FlowPage(items, items[-1].id if len(found) > limit else None), headers=PRIVATE)


@router.get(
    "/{id}",
    **operation(
        "read_case", "查看一案 read a case",
        "每一步、双方在案内做的推荐和记下的情况；本人撤回同意后对方立即看不到。 Every step, and what either station did within the case; "
        "when the member withdraws consent the other station sees nothing more.",
        gives="CaseAnswer", problems=(401, 403, 404, 422, 503),
    ),
)  # fmt: skip
def read(ground: GroundHere, asker: Station, language: Spoken, id: Identifier) -> Response:
    with ground.database.reading() as connection:
        flow = Workflows(connection, asker, CASE).get(stored_id(id))
        told = case_answer(connection, asker, flow, language)
    return Answer(told, headers={**PRIVATE, "ETag": f'"{flow.version}"'})


@router.post(
    "/{id}/transitions",
    **operation(
        "move_case", "一案转到下一状态 move a case on",
        "签收由对方驿站做，移交由原驿站做；移交后由对方修改成员记录，不用重新登记。 The other station signs, the home station hands over; after "
        "that the other one keeps the record, without entering it again.",
        gives="CaseAnswer", takes="TransitionBody", problems=(401, 403, 404, 409, 413, 422, 503),
    ),
)  # fmt: skip
def move(
    ground: GroundHere,
    asker: Station,
    key: OnceKey,
    language: Spoken,
    today: Today,
    id: Identifier,
    body: Annotated[dict[str, Any], Depends(json_body)],
) -> Response:
    def work(connection: Any) -> Given:
        flow = move_case(connection, asker, stored_id(id), body, today)
        return Given(200, encode(case_answer(connection, asker, flow, language)).decode())

    given, replayed = once(ground.database, asker, key, canonical({f"POST cases/{id}": body}), work)
    return once_answer(given, replayed)
