"""The five ones: offer, list, read, move on, and ask who wants one."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Query, Response
from sqlalchemy import Connection

from api.answers import PRIVATE, Answer, encode, once_answer
from api.dependencies import GroundHere, OnceKey, Spoken, Today
from api.json_body import json_body
from api.openapi import operation
from api.routes.matches import place_answer, sight_of
from api.routes.records import stored_id
from api.routes.reports import Station
from api.schemas_cases import (
    ContributionAnswer,
    ContributionDetail,
    ContributionMatches,
    ContributionsAnswer,
    TrackMatches,
)
from api.settings import SETTINGS
from api.use_cases import contributions
from api.use_cases.contributions import CONTRIBUTION
from api.use_cases.idempotency import once
from api.use_cases.workflow import find_member
from api.use_cases.workflow_answers import flow_answer, flow_detail
from data.codec import canonical
from data.contributions.kinds import contribution_kinds
from data.store.contributions import Contribution
from data.store.idempotency import Given
from data.store.scope import Asker
from data.text import Language
from data.vocabulary import TRACK_LABELS

router = APIRouter(prefix="/contributions", tags=["contributions"])
Identifier = Annotated[str, Path(max_length=40, description="id", examples=["b_0123456789abcdef0123"])]


def _told(found: Contribution, language: Language) -> dict[str, Any]:
    return {"kind": found.kind, "kind_label": contribution_kinds()[found.kind].label.say(language), "text": found.text}


def _brief(asker: Asker, found: Contribution, language: Language) -> ContributionAnswer:
    row = flow_answer(asker, CONTRIBUTION, found.flow, language)
    return ContributionAnswer(**{name: getattr(row, name) for name in row.__struct_fields__}, **_told(found, language))


def _detail(connection: Connection, asker: Asker, found: Contribution, language: Language) -> ContributionDetail:
    row = flow_detail(connection, asker, CONTRIBUTION, found.flow, language)
    return ContributionDetail(**{name: getattr(row, name) for name in row.__struct_fields__}, **_told(found, language))


@router.post(
    "",
    **operation(
        "create_contribution", "记下五个一 note what a member brings home",
        "一条线索、一条建议、一个项目、一件实事、一项实用技术，记本人原话。 One lead, proposal, project, kindness or technique, in the member's words.",
        gives="ContributionDetail", status=201, takes="ContributionBody", problems=(401, 403, 404, 413, 422, 503),
    ),
)  # fmt: skip
def create_contribution(
    ground: GroundHere, asker: Station, key: OnceKey, language: Spoken, today: Today, body: Annotated[dict[str, Any], Depends(json_body)]
) -> Response:
    def work(connection: Any) -> Given:
        found = contributions.offer(connection, asker, body, today)
        return Given(201, encode(_detail(connection, asker, found, language)).decode())

    given, replayed = once(ground.database, asker, key, canonical({"POST contributions": body}), work)
    return once_answer(given, replayed, "contributions")


@router.get(
    "",
    **operation(
        "list_contributions", "一位成员的五个一 a member's contributions in one place",
        "各有几件，五个里还差哪些。 How many of each kind, and which of the five are still to come.",
        gives="ContributionsAnswer", problems=(401, 403, 404, 422, 503),
    ),
)  # fmt: skip
def list_contributions(
    ground: GroundHere,
    asker: Station,
    language: Spoken,
    member: Annotated[str, Query(max_length=40, examples=["m_0123456789abcdef0123"])],
    after: Annotated[str, Query(max_length=40)] = "",
    limit: Annotated[int, Query(ge=1, le=SETTINGS.longest_page)] = SETTINGS.page,
) -> Response:
    with ground.database.reading() as connection:
        found = contributions.list_offers(connection, asker, member, after, limit)
    items = [_brief(asker, item, language) for item in found.items]
    return Answer(ContributionsAnswer(member, found.counts, found.open, items, found.next), headers=PRIVATE)


@router.get(
    "/{id}",
    **operation(
        "read_contribution", "查看一件 read a contribution",
        "到了哪一步、现在可以做什么。 Where it stands and what may follow.",
        gives="ContributionDetail", problems=(401, 403, 404, 422, 503),
    ),
)  # fmt: skip
def read(ground: GroundHere, asker: Station, language: Spoken, id: Identifier) -> Response:
    with ground.database.reading() as connection:
        told = _detail(connection, asker, contributions.read_offer(connection, asker, stored_id(id)), language)
    return Answer(told, headers=PRIVATE)


@router.post(
    "/{id}/transitions",
    **operation(
        "move_contribution", "转到下一状态 move a contribution on",
        "对接时可写明由谁承接。 Where it is taken up, `opportunity` may name what took it up.",
        gives="ContributionDetail", takes="ContributionMoveBody", problems=(401, 403, 404, 409, 413, 422, 503),
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
        flow = contributions.move_offer(connection, asker, stored_id(id), body, today)
        found = contributions.read_offer(connection, asker, flow.id)
        return Given(200, encode(_detail(connection, asker, found, language)).decode())

    given, replayed = once(ground.database, asker, key, canonical({f"POST contributions/{id}": body}), work)
    return once_answer(given, replayed)


@router.get(
    "/{id}/matches",
    **operation(
        "match_contribution", "谁需要这一件 who wants a contribution",
        "按类别到相应的项目需求或服务事项里找，按分数排，每个都带完整说明。 The needs or services that want it, ranked by the engine, each with "
        "its explanation. The engine advises; people decide.",
        gives="ContributionMatches", problems=(401, 403, 404, 422, 503),
    ),
)  # fmt: skip
def matches(
    ground: GroundHere,
    asker: Station,
    language: Spoken,
    id: Identifier,
    k: Annotated[int, Query(ge=1, le=50, description="每种匹配给几个 how many a track")] = 5,
) -> Response:
    with ground.database.reading() as connection:
        found = contributions.read_offer(connection, asker, stored_id(id))
        member = find_member(connection, asker, found.flow.member or "")
        wanted = contributions.who_wants(connection, ground.indexes, asker, found, k)
        sight = sight_of(connection, asker, member, [place for one in wanted for place in one.places])
    tracks = [
        TrackMatches(
            one.track.value, TRACK_LABELS[one.track].say(language), one.considered,
            [place_answer(sight, member, place, language) for place in one.places],
        )
        for one in wanted
    ]  # fmt: skip
    return Answer(ContributionMatches(found.flow.id, found.kind, tracks), headers=PRIVATE)
