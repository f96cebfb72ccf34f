"""Who could be placed where: the candidates of several opportunities, as the numbers that a solver is given."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from api.schemas_runs import MOST_CANDIDATES, AllocationBody, PairBody
from data.records import Member, NeedOf, Opportunity, PairingPlace
from matcher.demand import Demand, Edges, Quota, Seats
from matcher.engine import Asked, Matcher
from matcher.ranking import score_rows


@dataclass(frozen=True, slots=True)
class Field:
    """Who could be placed where: each opportunity's compiled question, and rows of the members' pool by number.

    `whole` says that no candidate beyond those looked at could have changed the total.
    """

    asked: tuple[Asked, ...]
    rows: tuple[int, ...]
    ids: tuple[str, ...]
    edges: Edges
    whole: bool


def seats_of(body: AllocationBody, opportunity: Opportunity) -> Seats:
    """As asked; else the headcount, one where that was left open."""
    single = isinstance(opportunity, NeedOf | PairingPlace)
    usual = 1 if single else opportunity.headcount or 1  # type: ignore[union-attr]
    asked = body.seats.get(opportunity.id)
    return Seats(usual) if asked is None else Seats(usual if asked.most is None else asked.most, asked.least)


def field_of(
    matcher: Matcher, opportunities: Sequence[Opportunity], mask: NDArray[np.uint8], body: AllocationBody, seats: int
) -> Field:
    """Each one's best candidates: without quotas no more can matter than there are seats, bans and reserves.

    Whoever stands further down could give the seat to somebody better who has none.
    """
    for opportunity in opportunities:
        own = matcher.members.row(opportunity.id)
        if own is not None:
            mask[own] = 0
    enough = seats + len(body.forbids) + len(body.locks) + body.alternates
    k = body.k or min(MOST_CANDIDATES if body.quotas else enough, MOST_CANDIDATES)
    rankings = [matcher.rank(opportunity, k, mask) for opportunity in opportunities]
    scores = {(place.row, at): place.score for at, ranking in enumerate(rankings) for place in ranking.places}
    asked = [ranking.asked for ranking in rankings]
    scores |= _locked(matcher, body, opportunities, mask)
    rows = sorted({row for row, _ in scores}, key=lambda row: (int(matcher.members.keys[row]), row))
    number = {row: i for i, row in enumerate(rows)}
    edges = Edges.of((number[row], at, score) for (row, at), score in scores.items())
    simple = not body.quotas and k >= enough
    whole = simple or all(len(ranking.places) < k for ranking in rankings)
    return Field(tuple(asked), tuple(rows), tuple(map(matcher.members.id, rows)), edges, whole)


def _locked(
    matcher: Matcher, body: AllocationBody, opportunities: Sequence[Opportunity], mask: NDArray[np.uint8]
) -> dict[tuple[int, int], int]:
    """The scores of locked pairs that may be placed, however far down they stand."""
    found = {}
    for at, opportunity in enumerate(opportunities):
        for row in (matcher.members.row(pair.member) for pair in body.locks if pair.opening == opportunity.id):
            if row is not None and mask[row]:
                found[row, at] = int(score_rows(matcher.ask(opportunity).program, matcher.members)[row])
    return {pair: score for pair, score in found.items() if score >= 0}


def demand_of(
    body: AllocationBody, seats: tuple[Seats, ...], field: Field, records: Mapping[str, Member]
) -> tuple[Demand, list[str], list[str]]:
    """The numbers for the solver, and the members and stations that they stand for.

    A locked member who is no candidate gets a number too, so that the lock is found not to hold. Members of
    stations without a quota are one group that no quota names.
    """
    openings = list(dict.fromkeys(body.openings))
    members = list(dict.fromkeys([*field.ids, *(pair.member for pair in body.locks)]))
    stations = sorted({quota.station for quota in body.quotas})
    number = {member: i for i, member in enumerate(members)}
    group = {station: i for i, station in enumerate(stations)}
    groups = (group.get(records[member].organisation, -1) if member in records else -1 for member in members)

    def pairs(given: Sequence[PairBody]) -> frozenset[tuple[int, int]]:
        return frozenset((number[pair.member], openings.index(pair.opening)) for pair in given if pair.member in number)

    demand = Demand(
        field.edges, seats, len(members), {} if body.takes == 1 else dict.fromkeys(range(len(members)), body.takes),
        tuple(groups) if body.quotas else (),
        tuple(Quota(openings.index(quota.opening), group[quota.station], quota.least, quota.most) for quota in body.quotas),
        pairs(body.locks), pairs(body.forbids), body.alternates,
    )  # fmt: skip
    return demand, members, stations
