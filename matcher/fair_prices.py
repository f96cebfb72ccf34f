"""The least adjustments under which a placement with fair shares is simply the one of the best total."""

from collections import Counter
from collections.abc import Collection, Mapping

import numpy as np
from numpy.typing import NDArray

from features.compiled import njit
from matcher.demand import Demand, Pair
from matcher.parts import among, quota_of, takes_of

NEVER = -(2**62)

Bounds = list[tuple[int, int, int]]
"""(from, to, by how much the second is at least the first)"""


@njit(cache=True, nogil=True)
def _raise(tails, heads, gaps, values):  # type: ignore[no-untyped-def]
    """The least values that keep `values[head] >= values[tail] + gap` on each arc; False where there are none."""
    for _ in range(len(values) + 1):
        changed = False
        for arc in range(len(tails)):
            if values[tails[arc]] > NEVER and values[tails[arc]] + gaps[arc] > values[heads[arc]]:
                values[heads[arc]] = values[tails[arc]] + gaps[arc]
                changed = True
        if not changed or values[0] > 0:
            return not changed and values[0] == 0
    return False


def least_adjustments(demand: Demand, placed: Collection[Pair], targets: Mapping[int, int], price: int) -> dict[int, int]:
    """Each group's adjustment in hundredths, from 0 to `price`: 0 above the target, `price` below it.

    Prices of seats and adjustments of groups are duals of the flow; each pair bounds their difference (a system of
    difference constraints, Bellman 1958), and the least ones are the longest ways from 0. A member's node stands for
    what the price of the member's seat may pass the score there by: the adjustment, less what the member gains.
    ArithmeticError where none exist, because the placement is not the best.
    """
    edges, locked = demand.edges, among(demand, demand.locks)
    held = among(demand, placed)
    free = ~among(demand, demand.forbids) & ~held
    taken = held & ~locked
    groups = {group: 1 + i for i, group in enumerate(sorted(targets))}
    first_member = 1 + len(groups)
    first_place = first_member + demand.members
    first_part = first_place + len(demand.seats)
    quotas, members = quota_of(demand), edges.members + first_member
    targets_of = np.where(quotas < 0, first_place + edges.opportunities, first_part + quotas)
    bounds = _group_bounds(demand, placed, targets, groups, price)
    bounds += _seat_bounds(demand, edges.opportunities[held], quotas[held], first_place)
    few = np.array(bounds, np.int64).reshape(-1, 3).T
    own = np.array([groups.get(group, 0) for group in demand.groups], np.int64)
    busy = np.bincount(edges.members[held], minlength=demand.members)
    idle = np.flatnonzero(busy < takes_of(demand))
    tails = [targets_of[taken], members[free], first_member + np.arange(demand.members), own[idle], few[0]]
    heads = [members[taken], targets_of[free], own, first_member + idle, few[1]]
    gaps = [-edges.scores[taken], edges.scores[free], 0 * own, 0 * idle, few[2]]
    values = np.full(first_part + len(demand.quotas), NEVER, np.int64)
    values[0] = 0
    if not _raise(np.concatenate(tails), np.concatenate(heads), np.concatenate(gaps), values):
        raise ArithmeticError("the placement is not the best for its shares")
    return {group: int(values[node]) for group, node in groups.items()}


def _group_bounds(
    demand: Demand, placed: Collection[Pair], targets: Mapping[int, int], nodes: Mapping[int, int], price: int
) -> Bounds:
    """At least 0 and at most the price; the one of them where the target is passed or missed."""
    got = Counter(demand.groups[member] for member, _ in placed)
    bounds = []
    for group, node in nodes.items():
        low = price if got[group] < targets[group] else 0
        high = 0 if got[group] > targets[group] else price
        bounds += [(0, node, low), (node, 0, -high)]
    return bounds


def _seat_bounds(demand: Demand, places: NDArray[np.int64], quotas: NDArray[np.int64], first_place: int) -> Bounds:
    """A seat costs nothing while seats are free; it is no gain while no minimum needs it. So with the parts of quotas."""
    taken = np.bincount(places, minlength=len(demand.seats)).tolist()
    parts = np.bincount(quotas[quotas >= 0], minlength=len(demand.quotas)).tolist()
    bounds = []
    for at, seats in enumerate(demand.seats):
        if taken[at] < seats.most:
            bounds.append((first_place + at, 0, 0))
        if taken[at] > seats.least:
            bounds.append((0, first_place + at, 0))
    for i, quota in enumerate(demand.quotas):
        part, whole = first_place + len(demand.seats) + i, first_place + quota.opportunity
        if quota.most is None or parts[i] < quota.most:
            bounds.append((part, whole, 0))
        if parts[i] > quota.least:
            bounds.append((whole, part, 0))
    return bounds
