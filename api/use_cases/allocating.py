"""Filling the seats of several openings from the members whom the asker may see."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection

from api.index import Indexes
from api.schemas_runs import AllocationBody
from api.use_cases.allocation_aims import aim_of, kept_aim, kept_verdict
from api.use_cases.allocation_field import Field, Lists, demand_of, seats_of
from api.use_cases.allocation_groups import check_quotas
from api.use_cases.allocation_moves import Numbered, seats_before
from api.use_cases.allocation_result import (
    Solved,
    kept_conditions,
    kept_left_out,
    kept_openings,
    members_shown,
)
from api.use_cases.allocation_taken import taken_of
from api.use_cases.checks import INVALID
from api.use_cases.courses import open_courses
from api.use_cases.openness import check_opportunity_open
from api.use_cases.opportunities import find_opportunities, track_of
from api.use_cases.payloads import shown
from api.use_cases.progress import Tell, untold
from api.use_cases.run_bodies import read_body
from data.errors import Fault, InvalidInput, NotFound
from data.records import Member, Opportunity
from data.store.repositories import NOT_FOUND, Records
from data.store.scope import Asker
from data.text import Text
from data.vocabulary import RecordKind, Track
from matcher.aims import Aim
from matcher.allocation import follow
from matcher.allocation_check import check
from matcher.demand import Allocation, Demand
from matcher.engine import Matcher
from matcher.floor import Where
from matcher.growing import gap, hurdles, to_grow

AN_OPENING = Text(zh="openings 里的一个 id", en="one of the ids in `openings`")
AN_OPPORTUNITY = Text(zh="您看得到的岗位、项目需求或服务事项的 id", en="the id of an opening, a need or a service that you may see")
CHUNK = 500


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an allocation is to be of, found and open: `before` are the seats of the run that it comes after."""

    body: AllocationBody
    opportunities: Sequence[Opportunity]
    track: Track
    aim: Aim
    before: Sequence[tuple[str, str]]


def read_wanted(connection: Connection, asker: Asker, payload: Mapping[str, Any]) -> Wanted:
    """What is asked for; InvalidInput where it cannot be read, NotFound names an opening that the asker may not see."""
    body = read_body(payload, AllocationBody)
    check_quotas(body)
    opportunities = _opportunities(connection, asker, body)
    track = track_of(opportunities[0], body.track)
    for opportunity in opportunities:
        track_of(opportunity, track.value)
    return Wanted(body, opportunities, track, aim_of(body), seats_before(connection, asker, body))


def allocate_seats(
    connection: Connection, indexes: Indexes, asker: Asker, payload: Mapping[str, Any], tell: Tell = untold
) -> dict[str, Any]:
    """The best allocation of members to seats, checked, as it is kept; errors as in `read_wanted`."""
    wanted = read_wanted(connection, asker, payload)
    index = indexes.of(wanted.track)
    with index.current(connection) as matcher:
        mask = index.allowed(matcher.members, asker)
        return _Allocating(connection, asker, wanted, matcher, mask, tell).kept()


class _Allocating:
    """One question, answered on the members whom `mask` lets in."""

    def __init__(
        self, connection: Connection, asker: Asker, wanted: Wanted, matcher: Matcher, mask: NDArray[np.uint8], tell: Tell
    ) -> None:
        self.connection, self.asker, self.wanted, self.matcher, self.tell = connection, asker, wanted, matcher, tell
        self.taken = taken_of(connection, wanted.track, wanted.opportunities)
        self.before = [pair for pair in wanted.before if pair not in self.taken.pairs]
        self.mask = mask

    def kept(self) -> dict[str, Any]:
        """The answer as it is kept."""
        body, aim, opportunities = self.wanted.body, self.wanted.aim, self.wanted.opportunities
        seats = tuple(seats_of(body, one, self.taken.seats.get(one.id, 0)) for one in opportunities)
        lists = Lists(self.matcher, opportunities, self.mask, body, seats, self.taken, self.before, self.tell)
        while True:
            field = lists.field()
            self.tell("solving", 0.4)
            records = self._members(field.ids) if body.quotas or aim.share_price is not None else {}
            demand, members, groups = demand_of(body, seats, field, records, self.taken)
            numbered = Numbered(members, [one.id for one in opportunities], self.before)
            found, followed = follow(demand, replace(aim, present=numbered.pairs) if self.before else aim)
            left = demand if followed.floored is None else followed.floored.demand
            by_price = found.prices is not None and lists.priced and (aim.floor is None or aim.where is Where.EVERYWHERE)
            if by_price:
                more = lists.add(field, found.prices or (), hurdles(left, found.prices or ()), aim.floor or 0)
            else:
                more = lists.grow(_beyond(left, found, field, aim))
            if not more:
                break
        self.tell("reasons", 0.6)
        records |= self._members(members_shown(field, found))
        adjustments = {share.group: share.adjustment for share in followed.shares}
        solved = Solved(self.matcher, opportunities, field, demand, found, records, adjustments, self.taken.seats)
        courses = open_courses(self.connection, self.asker) if any(found.shortages) else {}
        openings = kept_openings(solved, self.mask, courses, self.tell)
        left_out = kept_left_out(solved)
        self.tell("checking", 0.95)
        verdict = check(left, found, shares=followed.shares, share_price=aim.share_price or 0)
        open_gap = 0 if by_price else _gap(left, found, field, aim)
        return {
            "track": self.wanted.track.value, "scorecard": self.matcher.scorecard.name, "considered": int(self.mask.sum()),
            "candidates": len(field.ids), "exact": open_gap == 0, "gap": open_gap, "total": found.total, "openings": openings,
            "left_out_count": len(found.left_out), "left_out": left_out,
            "conflict": kept_conditions(solved, found.conflict, members, groups),
            "missed": kept_conditions(solved, found.missed, members, groups), **kept_aim(followed, solved, groups.names),
            **numbered.kept(left, followed.again, body.trades),
            "check": {"faults": len(verdict.faults), "best": verdict.best, "total": verdict.total, "blocking": verdict.blocking},
            "verified": kept_verdict(verdict),
        }  # fmt: skip

    def _members(self, identifiers: Sequence[str]) -> dict[str, Member]:
        records = Records(self.connection, self.asker, RecordKind.MEMBER)
        found: dict[str, Member] = {}
        for start in range(0, len(identifiers), CHUNK):
            several = records.several(identifiers[start : start + CHUNK])
            found.update({identifier: stored.record for identifier, stored in several.items()})  # type: ignore[misc]
        return found


def _beyond(demand: Demand, found: Allocation, field: Field, aim: Aim) -> list[int]:
    """The opportunities of which more candidates could change the answer."""
    beyond = _reaching(field, aim)
    if found.prices is not None:
        return to_grow(demand, found.prices, beyond)
    return [at for at, score in enumerate(beyond) if score is not None]


def _gap(demand: Demand, found: Allocation, field: Field, aim: Aim) -> int | None:
    """How much more the total could be with candidates who were not looked at; None where that is not known."""
    beyond = _reaching(field, aim)
    if found.prices is not None:
        return gap(demand, found.total, found.prices, beyond)
    return None if any(score is not None for score in beyond) else 0


def _reaching(field: Field, aim: Aim) -> list[int | None]:
    """What lies beyond each list, as far as a floor lets it in."""
    floor = aim.floor or 0
    return [score if score is not None and score >= floor else None for score in field.beyond]


def _opportunities(connection: Connection, asker: Asker, body: AllocationBody) -> list[Opportunity]:
    """Those that are named, in the order in which they are."""
    found = find_opportunities(connection, asker, dict.fromkeys(body.openings))
    unknown = next((one for one in body.openings if one not in found), None)
    if unknown is not None:
        raise NotFound(NOT_FOUND, (Fault("$.openings", shown(unknown), AN_OPPORTUNITY),))
    named = [*body.seats, *(quota.opening for quota in body.quotas), *(pair.opening for pair in (*body.locks, *body.forbids))]
    strange = next((one for one in named if one not in found), None)
    if strange is not None:
        raise InvalidInput(INVALID, (Fault("opening", shown(strange), AN_OPENING),))
    for opportunity in found.values():
        check_opportunity_open(connection, asker, opportunity)
    return [found[one] for one in dict.fromkeys(body.openings)]
