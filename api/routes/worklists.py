"""Whom a station should call: which lists there are, and who stands on one."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Path, Query, Response

from api.answers import PRIVATE, Answer
from api.dependencies import GroundHere, Spoken, Today
from api.openapi import operation
from api.routes.reports import Station
from api.schemas_cases import DueAnswer, DuePage, EventAnswer, WorklistAnswer, WorklistsAnswer
from api.settings import SETTINGS
from api.use_cases import masking
from api.use_cases.bodies import EARLIEST, day_in
from api.use_cases.worklists import Place, find_rules, worklist
from data.store.scope import Asker
from data.worklists.rules import rules

router = APIRouter(prefix="/worklists", tags=["worklists"])
LATEST = date(2999, 12, 31)


@router.get(
    "",
    **operation(
        "list_worklists", "有哪些名单 which worklists there are",
        "每张名单的规则用一句话写明；几条规则满足一条即可。 Each with its rules in words, any of which will do.",
        gives="WorklistsAnswer", problems=(401, 403, 503),
    ),
)  # fmt: skip
def list_worklists(asker: Station, language: Spoken) -> Response:
    items = [
        WorklistAnswer(key, several[0].name.say(language), [rule.words.say(language) for rule in several])
        for key, several in rules().items()
    ]
    return Answer(WorklistsAnswer(items), headers=PRIVATE)


def _due(asker: Asker, place: Place) -> DueAnswer:
    stored = place.stored
    return DueAnswer(
        member=stored.record.id,
        since=place.due.since.isoformat(),
        events=[EventAnswer(event.kind, event.day.isoformat(), event.how, event.id) for event in place.due.events],
        contact=place.contact,
        masked=masking.masked(asker, stored.record, stored.agreed),
        record=masking.shown(asker, stored.record, brief=True, agreed=stored.agreed),
    )


@router.get(
    "/{key}",
    **operation(
        "read_worklist", "名单上的成员 the members who are due",
        "只看本人报过的情况；等得最久的在前。`on` 是从哪一天看。 Worked out from reports alone, for the members whom the station serves; "
        "whoever waits longest comes first.",
        gives="DuePage", problems=(401, 403, 404, 422, 503),
    ),
)  # fmt: skip
def read_worklist(
    ground: GroundHere,
    asker: Station,
    language: Spoken,
    today: Today,
    key: Annotated[str, Path(max_length=40, examples=["moving_often"])],
    on: Annotated[str | None, Query(max_length=10, description="哪一天，缺省今天 the day; by default today", examples=["2026-11-22"])] = None,
    after: Annotated[str, Query(max_length=60)] = "",
    limit: Annotated[int, Query(ge=1, le=SETTINGS.longest_page)] = SETTINGS.page,
) -> Response:
    day = today if on is None else day_in({"on": on}, "on", EARLIEST, LATEST)
    with ground.database.reading() as connection:
        page = worklist(connection, asker, key, day, after, limit)
    name = find_rules(key)[0].name.say(language)
    items = [_due(asker, place) for place in page.items]
    return Answer(DuePage(key, name, day.isoformat(), page.total, items, page.next), headers=PRIVATE)
