"""A present placement made the best again by few repairs: its network, laid out for the compiled loops."""

from collections.abc import Collection
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from matcher.demand import Demand, Pair
from matcher.parts import among, most_of, quota_of, takes_of

if TYPE_CHECKING:
    from matcher.again_kernel import Field, Place

Numbers = NDArray[np.int64]
Marks = NDArray[np.bool_]


def mended_placement(
    demand: Demand, present: Marks, lost: Collection[Pair], worths: Numbers, repairs: int
) -> tuple[Marks, int] | None:
    """bool[E], the placement that is worth most, and how many units of minima and locks it misses; None after too many
    repairs.

    Found from the present one, bool[E], which may break any bound; `lost` are pairs of it that are no edge any more. A
    minimum or a lock outweighs all that a round of moves can be worth. `worths` are int64[E].
    """
    from matcher import again_kernel as kernel

    barred = among(demand, demand.forbids)
    kept = np.flatnonzero(~barred)
    takes, locked = takes_of(demand), among(demand, demand.locks)[kept]
    field = _field(demand, kept, worths[kept], locked)
    now = present[kept]
    stays = _within(field, now, takes)
    state = _seated(field, demand.members, stays, takes)
    gone = np.concatenate([kept[now & ~stays], np.flatnonzero(present & barred)])
    members = np.append(demand.edges.members[gone], [member for member, _ in lost]).astype(np.int64)
    places = np.append(demand.edges.opportunities[gone], [at for _, at in lost]).astype(np.int64)
    state.allowed[members] = state.busy[members]
    state.closed[1 + places] = kernel.MORE | kernel.FEWER
    if not kernel.mend(field, state, takes, repairs):
        return None
    held = np.zeros(len(worths), np.bool_)
    held[kept] = state.held
    reached = int(held[kept][locked].sum()) + int(np.minimum(state.passing, field.least).sum())
    return held, len(demand.locks) + int(field.least.sum()) - reached


def _field(demand: Demand, kept: Numbers, worths: Numbers, locked: Marks) -> "Field":
    from matcher.again_kernel import Field

    seats, quotas, parts = demand.seats, demand.quotas, quota_of(demand)[kept]
    outer = _column(-1, *(0 for _ in seats), *(1 + quota.opportunity for quota in quotas))
    least = _column(0, *(one.least for one in seats), *(quota.least for quota in quotas))
    most = np.concatenate([_column(0, *(one.most for one in seats)), most_of(demand)])
    child, sibling = np.full(len(outer), -1), np.full(len(outer), -1)
    for x in range(len(outer) - 1, 0, -1):
        sibling[x], child[outer[x]] = child[outer[x]], x
    must = 1 + int(worths.max(initial=0)) * 2 * len(outer) if locked.any() or least.any() else 0
    members, places = demand.edges.members[kept], demand.edges.opportunities[kept]
    node = np.where(parts < 0, 1 + places, 1 + len(seats) + parts)
    starts = np.searchsorted(members, np.arange(demand.members + 1))
    return Field(starts, members, node, worths + must * locked, outer, child, sibling, least, most, must)


def _column(*numbers: int) -> Numbers:
    return np.array(numbers, np.int64)


def _within(field: "Field", present: Marks, takes: Numbers) -> Marks:
    """Of the present pairs those that keep all upper bounds: where there are too many, the ones that are worth most."""
    stays = present
    parts = field.outer[field.node] > 0
    whole = np.where(parts, field.outer[field.node], field.node)
    for owner, most in ((field.owner, takes), (field.node, field.most), (whole, field.most)):
        rows = np.flatnonzero(stays)
        if (np.bincount(owner[rows], minlength=len(most)) <= most).all():
            continue
        order = rows[np.lexsort((-field.worth[rows], owner[rows]))]
        rank = np.arange(len(order)) - np.searchsorted(owner[order], owner[order])
        stays = np.zeros_like(present)
        stays[order[rank < most[owner[order]]]] = True
    return stays


def _seated(field: "Field", members: int, stays: Marks, takes: Numbers) -> "Place":
    from matcher.again_kernel import Place, seat

    edges, nodes = len(field.worth), len(field.outer)
    state = Place(
        np.zeros(edges, np.uint8), np.zeros(members, np.int64), takes.copy(), np.zeros(nodes, np.int64),
        np.zeros(nodes, np.int64), np.zeros(nodes, np.int64), np.full(nodes, -1), np.full(edges, -1), np.full(edges, -1),
    )  # fmt: skip
    seat(field, state, np.flatnonzero(stays))
    return state
