"""What can be told of who sits where: the last seat's score, who stands in reserve, and what those without a seat lack."""

from collections.abc import Collection

import numpy as np
from numpy.typing import NDArray

from matcher.demand import Allocation, Demand, LeftOut, Pair, Placement
from matcher.parts import among, takes_of

Numbers = NDArray[np.int64]
Marks = NDArray[np.bool_]


def seated(demand: Demand, placed: Collection[Pair]) -> Allocation:
    """The placed pairs, which must be edges, with all that follows from them alone."""
    edges, here = demand.edges, among(demand, placed)
    counts = np.bincount(edges.opportunities[here], minlength=len(demand.seats))
    shortages = tuple(int(seats.most - count) for seats, count in zip(demand.seats, counts, strict=True))
    lowest = np.full(len(demand.seats), np.iinfo(np.int64).max)
    np.minimum.at(lowest, edges.opportunities[here], edges.scores[here])
    cutoffs = tuple(int(low) if count and not short else None for low, count, short in zip(lowest, counts, shortages, strict=True))
    busy = np.bincount(edges.members[here], minlength=demand.members)
    free = ~here & ~among(demand, demand.forbids)
    without = busy == 0
    without &= takes_of(demand) > 0
    return Allocation(
        tuple(_placements(demand, np.flatnonzero(here))),
        _reserves(demand, free & (busy < takes_of(demand))[edges.members]),
        cutoffs,
        shortages,
        tuple(_left_out(demand, free & without[edges.members], without, cutoffs)),
    )


def _placements(demand: Demand, which: Numbers) -> list[Placement]:
    edges = demand.edges
    columns = (edges.members[which].tolist(), edges.opportunities[which].tolist(), edges.scores[which].tolist())
    return [Placement(*one) for one in zip(*columns, strict=True)]


def _reserves(demand: Demand, free: Marks) -> tuple[tuple[Placement, ...], ...]:
    """By falling score, members whose group has no place at all there passed over."""
    edges = demand.edges
    for quota in demand.quotas:
        if quota.most == 0:
            of_group = np.array(demand.groups, np.int64) == quota.group
            free = free & ~((edges.opportunities == quota.opportunity) & of_group[edges.members])
    which = np.flatnonzero(free)
    order = which[np.lexsort((edges.members[which], -edges.scores[which], edges.opportunities[which]))]
    ends = np.searchsorted(edges.opportunities[order], np.arange(len(demand.seats) + 1))
    bounds = zip(ends[:-1].tolist(), ends[1:].tolist(), strict=True)
    return tuple(tuple(_placements(demand, order[first : min(last, first + demand.alternates)])) for first, last in bounds)


def _left_out(demand: Demand, free: Marks, without: Marks, cutoffs: tuple[int | None, ...]) -> list[LeftOut]:
    """Everyone without a seat, with the opportunity that fits best of those that were to be had."""
    edges, which = demand.edges, np.flatnonzero(free)
    order = which[np.lexsort((edges.opportunities[which], -edges.scores[which], edges.members[which]))]
    members, first = np.unique(edges.members[order], return_index=True)
    best = dict(zip(members.tolist(), order[first].tolist(), strict=True))
    found = []
    for member in np.flatnonzero(without).tolist():
        at = best.get(member)
        opportunity = None if at is None else int(edges.opportunities[at])
        if opportunity is None:
            found.append(LeftOut(member))
        else:
            found.append(LeftOut(member, opportunity, int(edges.scores[at]), cutoffs[opportunity]))
    return found
