"""Whether candidates who were never looked at could raise the best total: read off the prices that prove it.

At any prices, what all seats are worth at theirs, together with the most that each member gains beside them, is above
every total there can be. A candidate beyond an opportunity's list scores no more than the list's last one; so where the
price is as high as that, nobody beyond gains anything. Where it is lower, the price is raised to it: the bound that this
gives is what the total could reach at most, with all candidates there are.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from matcher.auction import bound_of
from matcher.demand import Demand, Edges
from matcher.parts import among, takes_of


def to_grow(demand: Demand, prices: Sequence[int], beyond: Sequence[int | None]) -> list[int]:
    """The opportunities beyond whose lists somebody could still raise the total."""
    several = zip(demand.seats, prices, beyond, strict=True)
    return [at for at, (seats, price, score) in enumerate(several) if seats.most and score is not None and score > price]


def hurdles(demand: Demand, prices: Sequence[int]) -> NDArray[np.int64]:
    """int64[members] what a seat must be worth to each beside its price before it could raise the total.

    That is the least of the gains that fill what the member may take (0 where some of it stays free): a pair that was
    never looked at and gains no more leaves the bound, and so the proof, as they are. Nobody who is locked everywhere
    has a place left.
    """
    edges, takes = demand.edges, takes_of(demand)
    for member, _ in demand.locks:
        takes[member] -= 1
    free = ~among(demand, demand.locks) & ~among(demand, demand.forbids)
    gains = edges.scores[free] - np.array(prices, np.int64)[edges.opportunities[free]]
    order = np.lexsort((-gains, edges.members[free]))
    members, gains = edges.members[free][order], gains[order]
    first = np.searchsorted(members, np.arange(demand.members + 1))
    last = first[:-1] + takes - 1
    full = (takes > 0) & (last < first[1:])
    found = np.zeros(demand.members, np.int64)
    found[full] = np.maximum(gains[last[full]], 0)
    found[takes <= 0] = np.iinfo(np.int64).max // 2
    return found


def gap(demand: Demand, total: int, prices: Sequence[int], beyond: Sequence[int | None]) -> int:
    """How much higher a total could be at most, in hundredths, if everybody were looked at; 0 proves that none is.

    Locked pairs are placed whatever they score, so neither they nor what they take up play a part.
    """
    edges, locked = demand.edges, among(demand, demand.locks)
    seats, takes = np.array([one.most for one in demand.seats], np.int64), takes_of(demand)
    for member, opportunity in demand.locks:
        takes[member] -= 1
        seats[opportunity] -= 1
    free = ~locked & ~among(demand, demand.forbids)
    left = Edges(edges.members[free], edges.opportunities[free], edges.scores[free])
    raised = np.array([max(price, score or 0) for price, score in zip(prices, beyond, strict=True)], np.int64)
    return max(bound_of(left, seats, takes, raised) - (total - int(edges.scores[locked].sum())), 0)
