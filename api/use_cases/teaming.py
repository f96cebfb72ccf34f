"""Which team covers a project's needs, among the members whom the asker may see."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import Connection

from api.index import Indexes
from api.schemas_runs import BanBody, GroupBody, LockBody
from api.use_cases.allocation_result import kept_remedy
from api.use_cases.candidates import Candidates, Ground
from api.use_cases.checks import INVALID
from api.use_cases.investors import hundredths
from api.use_cases.openness import NOT_OPEN, is_open
from api.use_cases.opportunities import needs_of, track_of
from api.use_cases.payloads import shown
from api.use_cases.progress import Tell, each, untold
from data.errors import Conflict, Fault, InvalidInput
from data.records import NeedOf, Project
from data.store.repositories import Records
from data.store.scope import Asker
from data.text import Text
from data.vocabulary import RecordKind
from matcher.shortage import shortage
from matcher.teams import Team, TeamAsk, TeamLimit, TeamWanted, team

A_PLACE = Text(zh="团队里写明 need 和 member，不写钱数", en="in a team `need` with `member`, and no sums")
A_NEED = Text(zh="这个项目的一项需求：{known}", en="one of the project's needs: {known}")
Place = tuple[str, str]


@dataclass(frozen=True, slots=True)
class WantedTeam:
    """A project whose open needs are to be covered: what is settled, and what is ruled out."""

    body: GroupBody
    project: str
    needs: Sequence[NeedOf]
    locked: frozenset[Place]
    excluded: frozenset[Place]


def wanted_team(connection: Connection, asker: Asker, body: GroupBody, project: str) -> WantedTeam:
    """InvalidInput, NotFound and Conflict say what of it is not there or not open."""
    needs = [need for need in all_needs(connection, asker, project) if is_open(connection, asker, need)]
    if not needs:
        raise Conflict(NOT_OPEN)
    return WantedTeam(body, project, needs, *_places(body, needs))


def find_team(connection: Connection, indexes: Indexes, asker: Asker, wanted: WantedTeam, tell: Tell = untold) -> dict[str, Any]:
    """For each need the best candidates of its own track; then people for as many needs as can be."""
    body, locked, excluded = wanted.body, wanted.locked, wanted.excluded
    found: dict[str, Candidates] = {}
    hindrances: dict[Place, dict[str, Any]] = {}
    for need in each(tell, "candidates", wanted.needs, 0.0, 0.5):
        ground = _ground(connection, indexes, asker, need)
        settled = sorted(member for place, member in locked if place == need.id)
        found[need.id] = ground.best(need, body.k, settled)
        away = [member for member in settled if member not in found[need.id].scores]
        hindrances.update({(need.id, member): ground.hindrance(need, member) for member in away})
    ask = TeamAsk({key: one.scores for key, one in found.items()}, hundredths(body.floor), locked, excluded, body.takes)
    tell("solving", 0.5)
    answer = team(ask, body.runners_up)
    empty = {gap.need for gap in answer.gaps}
    gaps = [need for need in wanted.needs if need.id in empty]
    lacking = {
        need.id: _lacking(_ground(connection, indexes, asker, need), need, ask.floor) for need in each(tell, "reasons", gaps, 0.6, 1.0)
    }
    return _kept(wanted.project, body, ask, answer, found, lacking, hindrances)


def _ground(connection: Connection, indexes: Indexes, asker: Asker, need: NeedOf) -> Ground:
    index = indexes.of(track_of(need))
    with index.current(connection) as matcher:
        return Ground(connection, asker, matcher, index.allowed(matcher.members, asker))


def _lacking(ground: Ground, need: NeedOf, floor: int) -> list[dict[str, Any]]:
    """The hard conditions that keep out members who would score enough for an open need."""
    found = shortage(ground.matcher, need, ground.mask, max(floor, 1))
    return [kept_remedy(remedy) for remedy in found.remedies if remedy.would_fit]


def _kept(
    project: str, body: GroupBody, ask: TeamAsk, answer: Team, found: dict[str, Candidates],
    lacking: dict[str, list[dict[str, Any]]], hindrances: dict[Place, dict[str, Any]],
) -> dict[str, Any]:  # fmt: skip
    return {
        "project": project, "floor": ask.floor, "takes": body.takes, "total": answer.total,
        "chosen": [{"need": one.need, "locked": one.locked, **found[one.need].seat(one.member)} for one in answer.chosen],
        "gaps": [
            {
                "need": gap.need, "best": gap.best, "taken": gap.taken, "remedies": lacking[gap.need],
                "would_help": [asdict(one) for one in answer.remedies if one.need == gap.need],
            }
            for gap in answer.gaps
        ],
        "runners_up": [
            {
                "need": one.need, "gives_up": one.gives_up, "opens": one.opens, "busy": one.busy, "follow": one.follow,
                **found[one.need].seat(one.member),
            }
            for one in answer.runners_up
        ],
        "conflict": [_kept_wanted(one, hindrances) for one in answer.conflict],
        "relaxed": [_kept_wanted(one, hindrances) for one in answer.relaxed],
    }  # fmt: skip


def _kept_wanted(one: TeamWanted, hindrances: dict[Place, dict[str, Any]]) -> dict[str, Any]:
    why = hindrances.get((one.need, one.member), {}) if one.limit is TeamLimit.LOCK else {}
    value = None if one.value < 0 else one.value
    return {"bound": one.limit.value, "need": one.need or None, "member": one.member or None, "value": value, "why": why}


def all_needs(connection: Connection, asker: Asker, identifier: str) -> list[NeedOf]:
    """All needs of a project, whether they stand in one record or, as sheets write them, in one of the same name each."""
    records = Records(connection, asker, RecordKind.NEED)
    asked = records.get(identifier).record
    assert isinstance(asked, Project)
    projects = [one.record for one in records.all() if isinstance(one.record, Project) and one.record.id != asked.id]
    others = [one for one in projects if asked.name and (one.organisation, one.name) == (asked.organisation, asked.name)]
    return [need for project in (asked, *others) for need in needs_of(project)]


def _places(body: GroupBody, needs: Iterable[NeedOf]) -> tuple[frozenset[Place], frozenset[Place]]:
    """The places that are settled, and those that are ruled out: of all needs where none is named."""
    known = [need.id for need in needs]
    locked = [_place(f"$.locked[{at}]", one, known) for at, one in enumerate(body.locked)]
    excluded: set[Place] = set()
    for at, one in enumerate(body.excluded):
        ban = one if isinstance(one, BanBody) else BanBody(one)
        if ban.need is not None and ban.need not in known:
            raise _no_need(f"$.excluded[{at}].need", ban.need, known)
        excluded |= {(need, ban.member) for need in known if ban.need in (None, need)}
    return frozenset(locked), frozenset(excluded)


def _place(where: str, one: str | LockBody, known: list[str]) -> Place:
    if isinstance(one, str) or one.need is None or (one.amount, one.least, one.most) != (None, None, None):
        raise InvalidInput(INVALID, (Fault(where, shown(one if isinstance(one, str) else one.member), A_PLACE),))
    if one.need not in known:
        raise _no_need(f"{where}.need", one.need, known)
    return one.need, one.member


def _no_need(where: str, need: str, known: list[str]) -> InvalidInput:
    return InvalidInput(INVALID, (Fault(where, shown(need), A_NEED.filled(known=", ".join(known))),))
