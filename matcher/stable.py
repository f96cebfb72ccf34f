"""Placements from which no pair would walk away: deferred acceptance, members or opportunities asking first."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from matcher.demand import Bound, Condition, Demand, Placement
from matcher.parts import among, most_of, quota_of, require_sound, takes_of
from matcher.stable_kernel import Side, defer


class Asking(StrEnum):
    """Who asks; of all stable answers, each one who asks gets the best, each one who is asked the worst."""

    MEMBERS = "members"
    OPPORTUNITIES = "opportunities"


@dataclass(frozen=True, slots=True)
class StableAnswer:
    """Who is placed where, so that no two left apart would both rather be together.

    Attributes:
        placements: by member and opportunity. proposals: how often somebody had to ask.
        missed: minima and locks that are not reached; no stable answer promises them.
    """

    placements: tuple[Placement, ...]
    proposals: int
    missed: tuple[Condition, ...]

    @property
    def total(self) -> int:
        """The sum of the scores, in hundredths."""
        return sum(placement.score for placement in self.placements)


def match_stably(
    demand: Demand, asking: Asking = Asking.MEMBERS, wishes: NDArray[np.int64] | None = None
) -> StableAnswer:
    """The stable answer that is the best for the side that asks, always the same for the same demand.

    An opportunity ranks members by the score, equal ones by the member's number. Members rank opportunities by
    `wishes` (int64[E], never negative: what a member alone wants, edge by edge), equal ones by the opportunity's
    number. Without wishes one score serves both sides; then there is but one stable answer, the one that takes
    pair after pair by falling score, and who asks makes no difference.

    1. Whoever asks goes down the own list, as many at a time as it has room for (Gale and Shapley 1962).
    2. Whoever is asked keeps the best within its bounds and lets the others go. An opportunity's bounds are its
       seats and what quotas allow each group (type-specific quotas: Abdulkadiroğlu and Sönmez 2003); the sets that
       keep them form a matroid, of which the best by score are chosen, so that stable answers exist also where
       members take several (Fleiner 2003, A fixed-point approach to stable matchings).
    3. Nobody who was let go is ever asked for again, so the work ends after one question for each pair at most.

    Locks stand before all others on both sides. Every stable answer fills as many seats of each opportunity (the
    rural hospitals theorem: Roth 1986; for matroids on both sides Fleiner 2003): where a minimum headcount is missed
    here, each of them misses it, and only the best total can be asked to keep it.
    """
    require_sound(demand)
    edges = demand.edges
    if wishes is not None and (len(wishes) != len(edges) or wishes.min(initial=0) < 0):
        raise ValueError("wishes are counted from 0, one for each edge")
    allowed = np.flatnonzero(~among(demand, demand.forbids))
    members, opportunities = edges.members[allowed], edges.opportunities[allowed]
    locked = among(demand, demand.locks)[allowed]
    own = _member_side(demand, members, _locks_first(edges.scores if wishes is None else wishes, allowed, locked))
    theirs = _opportunity_side(demand, opportunities, quota_of(demand)[allowed], _locks_first(edges.scores, allowed, locked))
    held, proposals = defer(own, theirs) if asking == Asking.MEMBERS else defer(theirs, own)
    rows = edges.members, edges.opportunities, edges.scores
    chosen = (column[allowed[held]].tolist() for column in rows)
    placements = tuple(Placement(*row) for row in zip(*chosen, strict=True))
    return StableAnswer(placements, int(proposals), tuple(_missed(demand, placements)))


def _locks_first(scores: NDArray[np.int64], kept: NDArray[np.int64], locked: NDArray[np.bool_]) -> NDArray[np.int64]:
    return scores[kept] + locked * (int(scores.max(initial=0)) + 1)


class _Cells(NamedTuple):
    """Each edge's cell, how many edges a cell may hold, and where each agent's cells begin."""

    of: NDArray[np.int64]
    most: NDArray[np.int64]
    firsts: NDArray[np.int64]


def _member_side(demand: Demand, members: NDArray[np.int64], scores: NDArray[np.int64]) -> Side:
    takes = takes_of(demand)
    return _side(members, takes, _Cells(members, takes, np.arange(demand.members + 1)), scores)


def _opportunity_side(
    demand: Demand, opportunities: NDArray[np.int64], quotas: NDArray[np.int64], scores: NDArray[np.int64]
) -> Side:
    """An opportunity has a cell for each of its quotas, and before these one for everybody else."""
    most = np.array([seats.most for seats in demand.seats], np.int64)
    at = np.array([quota.opportunity for quota in demand.quotas], np.int64)
    order = np.argsort(at, kind="stable")
    firsts = np.arange(len(most) + 1) + np.searchsorted(at[order], np.arange(len(most) + 1))
    own = np.empty(len(at), np.int64)
    own[order] = np.arange(len(at)) + at[order] + 1
    room = np.repeat(most, np.diff(firsts))
    room[own] = most_of(demand)
    cells = np.where(quotas < 0, firsts[opportunities], np.append(own, -1)[quotas])
    return _side(opportunities, most, _Cells(cells, room, firsts), scores)


def _side(agents: NDArray[np.int64], most: NDArray[np.int64], cells: _Cells, scores: NDArray[np.int64]) -> Side:
    """Edges stand by member and opportunity, so of equal scores the earlier edge is the lower number's on either side."""
    count = len(agents)
    top = int(scores.max(initial=0))
    order = np.argsort(cells.of * (top + 1) + top - scores, kind="stable")
    starts = np.searchsorted(cells.of[order], np.arange(len(cells.most) + 1))
    places = np.empty(count, np.int64)
    places[order] = np.arange(count)
    worths = scores * count + np.arange(count)[::-1]
    return Side(agents, most, cells.of, cells.most, cells.firsts, starts, order, places, worths)


def _missed(demand: Demand, placements: tuple[Placement, ...]) -> Iterable[Condition]:
    taken = Counter(placement.opportunity for placement in placements)
    parts = Counter((placement.opportunity, demand.group_of(placement.member)) for placement in placements)
    placed = {(placement.member, placement.opportunity) for placement in placements}
    yield from (Condition(Bound.LOCK, at, member) for member, at in sorted(demand.locks - placed))
    for quota in demand.quotas:
        if parts[quota.opportunity, quota.group] < quota.least:
            yield Condition(Bound.QUOTA_LEAST, quota.opportunity, group=quota.group, value=quota.least)
    for at, seats in enumerate(demand.seats):
        if taken[at] < seats.least:
            yield Condition(Bound.LEAST, at, value=seats.least)
