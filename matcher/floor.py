"""A floor under an allocation: nobody is sent where they hardly fit, and what that costs in seats.

The best total may give a member's best place to somebody else and send the member where the score is low, because
the sum gains. Two sentences guard against it, and a clerk chooses which:

- everywhere: nobody is placed below the floor. Whoever fits nowhere that well has no seat.
- elsewhere: nobody placed elsewhere than where they fit best stands below the floor. Whoever fits at 45 at best may
  have that place, as nothing better is open to them; but nobody is sent for the others' sake to a place below the
  floor that suits them less than their own best. Who may take several has as many best places.

Locks are a person's decision and stand below a floor too; they are named. Minima may become impossible under a
floor: that is told, and the allocation names the conditions.
"""

from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from matcher.demand import Demand, Edges, Pair
from matcher.filling import Filling, most_seats
from matcher.parts import among, most_of, quota_of, require_sound, takes_of


class Where(StrEnum):
    """For whom the floor holds."""

    EVERYWHERE = "everywhere"
    ELSEWHERE = "elsewhere"


@dataclass(frozen=True, slots=True)
class Floored:
    """A demand under a floor, to be solved as any other.

    Attributes:
        dropped: pairs that can no longer be placed; locks_below: locked pairs that stand below the floor.
        before, after: how many seats can be filled without the floor and with it, and whether all conditions can hold.
    """

    demand: Demand
    dropped: int
    locks_below: tuple[Pair, ...]
    before: Filling
    after: Filling

    @property
    def empty(self) -> int:
        """Seats that could be filled but for the floor."""
        return max(self.before.seats - self.after.seats, 0)

    @property
    def breaks(self) -> bool:
        """Whether minima and locks that could hold together no longer can."""
        return self.before.holds and not self.after.holds


def with_floor(demand: Demand, floor: int, where: Where = Where.EVERYWHERE) -> Floored:
    """The demand without the pairs that a floor in hundredths rules out, and what it costs."""
    reach = _reach(demand, where)
    below = demand.edges.scores < floor
    locked = among(demand, demand.locks)
    kept = ~below | locked | (reach >= floor)
    floored = _with_edges(demand, kept)
    named = _with_edges(demand, below & locked).edges.by_pair()
    return Floored(floored, int((~kept).sum()), tuple(named), most_seats(demand), most_seats(floored))


def highest_floor(demand: Demand, where: Where = Where.EVERYWHERE) -> int | None:
    """The highest score that, taken as the floor, leaves no seat empty that could be filled and no minimum unreached.

    None where no seat can be filled; where minima and locks cannot all hold anyway, only the seats are counted.
    Pairs only come in as the floor falls, so halving the list of scores finds it.
    """
    reach, usual = _reach(demand, where), most_seats(demand)
    reach[among(demand, demand.locks)] = _ALWAYS
    floors = np.unique(demand.edges.scores)
    if not usual.seats:
        return None
    low, high = 0, len(floors) - 1
    while low < high:
        middle = (low + high + 1) // 2
        if most_seats(_with_edges(demand, reach >= floors[middle])) == usual:
            low = middle
        else:
            high = middle - 1
    return int(floors[low])


_ALWAYS = 2**62


def _reach(demand: Demand, where: Where) -> NDArray[np.int64]:
    """int64[E] the highest floor under which a pair may still be placed: its score, or no limit at a best place.

    A place that is forbidden, has no seat, or none for the member's group is nobody's best place.
    """
    require_sound(demand)
    edges = demand.edges
    reach = edges.scores.copy()
    if where == Where.EVERYWHERE or not len(edges):
        return reach
    most, quotas = np.array([seats.most for seats in demand.seats], np.int64), quota_of(demand)
    room = most[edges.opportunities]
    room[quotas >= 0] = np.minimum(room[quotas >= 0], most_of(demand)[quotas[quotas >= 0]])
    open_ = np.flatnonzero((room > 0) & ~among(demand, demand.forbids))
    least = _least_best(demand, open_)
    reach[open_[edges.scores[open_] >= least[edges.members[open_]]]] = _ALWAYS
    return reach


def _least_best(demand: Demand, open_: NDArray[np.int64]) -> NDArray[np.int64]:
    """int64[members] the score of the least of the best places, as many as each may take, among some pairs."""
    edges, may = demand.edges, takes_of(demand)
    order = open_[np.lexsort((-edges.scores[open_], edges.members[open_]))]
    counts = np.bincount(edges.members[order], minlength=demand.members)
    last = np.cumsum(counts) - counts + np.minimum(may, counts) - 1
    least = np.full(demand.members, _ALWAYS, np.int64)
    some = np.minimum(may, counts) > 0
    least[some] = edges.scores[order[last[some]]]
    return least


def _with_edges(demand: Demand, kept: NDArray[np.bool_]) -> Demand:
    edges = demand.edges
    return replace(demand, edges=Edges(edges.members[kept], edges.opportunities[kept], edges.scores[kept]))
