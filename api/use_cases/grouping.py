"""Who together covers a need of capital, and which team covers a project's needs, among members the asker may see."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from api.index import Indexes
from api.schemas_runs import GroupBody
from api.use_cases.allocation_result import kept_remedy
from api.use_cases.checks import INVALID
from api.use_cases.investors import WHOLE_PERCENT, ask_of, investor_of, side_share
from api.use_cases.openness import NOT_OPEN, check_opportunity_open, is_open
from api.use_cases.opportunities import find_opportunity, needs_of, track_of
from api.use_cases.payloads import shown
from api.use_cases.run_bodies import read_body
from api.use_cases.seat_reasons import seat_reasons
from data.errors import Conflict, Fault, InvalidInput
from data.fen import shared_out
from data.records import Member, NeedOf, Project
from data.store.repositories import Records
from data.store.scope import Asker
from data.text import Text
from data.tracks import tracks_of
from data.vocabulary import RecordKind, Track
from matcher.groups import Covering, Group, covering_group
from matcher.shortage import Shortage, shortage
from matcher.teams import team

ONE_OF_TWO = Text(zh="need（资金需求的 id），或 project 并 team: true，二选一", en="either `need`, a capital need's id, or `project` with `team: true`")
A_CAPITAL_NEED = Text(zh="资金类的项目需求，如 p_0123456789abcdef0123.capital", en="a project's need of capital, such as p_0123456789abcdef0123.capital")
A_SUM = Text(zh="sum：要凑的钱（元），项目没有写明", en="`sum`, the yuan to be covered: the project does not state them")
TERMS = Text(zh="share（个百分点）、years（年）、involvement（0 或 1）", en="share (percent), years, involvement (0 or 1)")
TOLERATED = {"share": 100, "years": 12, "involvement": 1}
"""The tolerances that may be given, and how many of a term's units one of them is."""


@dataclass(frozen=True, slots=True)
class Candidates:
    """The best for one need by id: their scores, their records, why each stands there, and what keeps others out."""

    scores: dict[str, int]
    members: dict[str, Member]
    why: dict[str, dict[str, Any]]
    lacking: Shortage


def find_group(connection: Connection, indexes: Indexes, asker: Asker, payload: Mapping[str, Any]) -> dict[str, Any]:
    """A group of investors or a team, as it is kept: ids, fen and hundredths, nothing that names a person."""
    body = read_body(payload, GroupBody)
    if body.team and body.project is not None and body.need is None:
        return {"team": _team(connection, indexes, asker, body, body.project)}
    if body.need is None or body.team or body.project is not None:
        raise InvalidInput(INVALID, (Fault("$.need", "", ONE_OF_TWO),))
    strange = next((key for key in body.tolerances if key not in TOLERATED), None)
    if strange is not None:
        raise InvalidInput(INVALID, (Fault("$.tolerances", shown(strange), TERMS),))
    return {"group": _group(connection, indexes, asker, body, body.need)}


def _group(connection: Connection, indexes: Indexes, asker: Asker, body: GroupBody, identifier: str) -> dict[str, Any]:
    need = find_opportunity(connection, asker, identifier)
    if not isinstance(need, NeedOf) or Track.INVEST not in tracks_of(need):
        raise InvalidInput(INVALID, (Fault("$.need", shown(identifier), A_CAPITAL_NEED),))
    check_opportunity_open(connection, asker, need)
    ask = ask_of(need, body, {key: round(gap * TOLERATED[key]) for key, gap in body.tolerances.items()})
    if ask is None:
        raise InvalidInput(INVALID, (Fault("$.sum", "", A_SUM),))
    ranked = _ranked(connection, indexes, asker, need, Track.INVEST, body.k)
    offered = {key: investor_of(ranked.members[key], score, need) for key, score in ranked.scores.items()}
    found = covering_group([one for one in offered.values() if one is not None], ask, body.runners_up)
    return {
        "need": need.id, "considered": ranked.lacking.considered, "candidates": len(offered), "sum": ask.sum, "gap": found.gap, "proven": found.proven,
        "side": side_share(need), "groups": [_kept_group(group, need, ranked.why) for group in _groups(found)],
        "outside": [
            {"member": item.investor.id, "terms": [{"key": t.key, "asked": t.asked, "offered": t.offered} for t in item.terms]}
            for item in found.outside
        ],
        "unstated": [key for key, investor in offered.items() if investor is None],
        "remedies": [kept_remedy(remedy) for remedy in ranked.lacking.remedies],
    }  # fmt: skip


def _groups(found: Covering) -> list[Group]:
    return [] if found.best is None else [found.best, *found.runners_up]


def _kept_group(group: Group, need: NeedOf, why: Mapping[str, dict[str, Any]]) -> dict[str, Any]:
    side = side_share(need)
    yields = shared_out(side, [ticket.amount for ticket in group.tickets]) if side is not None else (None,) * len(group.tickets)
    partners = [
        {"amount": ticket.amount, "share": ticket.share, "yield_share": part, **why[ticket.investor.id]}
        for ticket, part in zip(group.tickets, yields, strict=True)
    ]
    return {"covered": group.covered, "fit": group.fit, "partners": partners}


def _team(connection: Connection, indexes: Indexes, asker: Asker, body: GroupBody, project: str) -> dict[str, Any]:
    """For each need the best candidates of its own track; then distinct people for as many needs as can be."""
    scores: dict[str, dict[str, int]] = {}
    reasons: dict[tuple[str, str], dict[str, Any]] = {}
    needs = [need for need in _needs(connection, asker, project) if is_open(connection, asker, need)]
    if not needs:
        raise Conflict(NOT_OPEN)
    for need in needs:
        ranked = _ranked(connection, indexes, asker, need, track_of(need), body.k)
        scores[need.id] = ranked.scores
        reasons |= {(need.id, key): found for key, found in ranked.why.items()}
    found = team(scores, round(body.floor * WHOLE_PERCENT))
    return {
        "project": project, "floor": round(body.floor * WHOLE_PERCENT),
        "chosen": [{"need": one.need, **reasons[one.need, one.member]} for one in found.chosen],
        "gaps": [{"need": gap.need, "best": gap.best, "taken": gap.taken} for gap in found.gaps],
    }  # fmt: skip


def _needs(connection: Connection, asker: Asker, identifier: str) -> list[NeedOf]:
    """All needs of a project, whether they stand in one record or, as sheets write them, in one of the same name each."""
    records = Records(connection, asker, RecordKind.NEED)
    asked = records.get(identifier).record
    assert isinstance(asked, Project)
    projects = [one.record for one in records.all() if isinstance(one.record, Project) and one.record.id != asked.id]
    others = [one for one in projects if asked.name and (one.organisation, one.name) == (asked.organisation, asked.name)]
    return [need for project in (asked, *others) for need in needs_of(project)]


def _ranked(connection: Connection, indexes: Indexes, asker: Asker, need: NeedOf, track: Track, k: int) -> Candidates:
    """The best k for a need, with what keeps others out."""
    index = indexes.of(track)
    with index.current(connection) as matcher:
        mask = index.allowed(matcher.members, asker)
        ranking = matcher.rank(need, k, mask)
        several = Records(connection, asker, RecordKind.MEMBER).several([place.id for place in ranking.places])
        members = {key: one.record for key, one in several.items() if isinstance(one.record, Member)}
        places = [place for place in ranking.places if place.id in members]
        why = {}
        for place in places:
            explanation = matcher.explain_place(ranking.asked, place.row, members[place.id])
            why[place.id] = {"member": place.id, "score": place.score, "why": seat_reasons(explanation, members[place.id])}
        lacking = shortage(matcher, need, mask)
    return Candidates({place.id: place.score for place in places}, members, why, lacking)
