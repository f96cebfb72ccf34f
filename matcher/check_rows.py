"""A demand and its answer as columns, laid out for checking alone: no solver reads them."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matcher.demand import Allocation, Demand, Pair

UNBOUNDED = 2**40
"""More seats than there are members."""

Numbers = NDArray[np.int64]
Marks = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Bounds:
    """What must at least and may at most be taken, and what is; int64[O] or int64[Q] each."""

    least: Numbers
    most: Numbers
    taken: Numbers


@dataclass(frozen=True, slots=True)
class Rows:
    """Columns of the candidate pairs, and of the answer.

    Attributes:
        members, places, scores, parts: int64[E]; `parts` is the number of the quota that a pair falls under, or -1.
        open, locked, held: bool[E], whether a pair may be placed, must be, is.
        takes, busy: int64[M], how many each may take, and takes. seats, quotas: the bounds; quota_places: int64[Q].
        placed: int64[P, 3], the answer's members, opportunities and scores as told; at: int64[P], which pairs, or -1.
    """

    members: Numbers
    places: Numbers
    scores: Numbers
    parts: Numbers
    open: Marks
    locked: Marks
    held: Marks
    takes: Numbers
    busy: Numbers
    seats: Bounds
    quotas: Bounds
    quota_places: Numbers
    placed: Numbers
    at: Numbers


def rows_of(demand: Demand, found: Allocation) -> Rows:
    """ValueError where edges are out of order, or a pair comes twice among them."""
    edges, wide = demand.edges, max(len(demand.seats), 1)
    keys = edges.members * wide + edges.opportunities
    if (np.diff(keys) <= 0).any():
        raise ValueError("edges are ordered, each pair once")
    placed = np.array([(one.member, one.opportunity, one.score) for one in found.placements], np.int64).reshape(-1, 3)
    at = _edges_of(keys, wide, placed[:, :2])
    held = np.zeros(len(keys), np.bool_)
    held[at[at >= 0]] = True
    parts = _parts(demand)
    known = placed[(placed.min(axis=1, initial=0) >= 0) & (placed[:, 0] < demand.members) & (placed[:, 1] < len(demand.seats))]
    counted = np.bincount(known[:, 1], minlength=len(demand.seats))
    in_parts = np.bincount(parts[at[(at >= 0)]] + 1, minlength=len(demand.quotas) + 1)[1:]
    seats = Bounds(_column(one.least for one in demand.seats), _column(one.most for one in demand.seats), counted)
    highest = _column(UNBOUNDED if one.most is None else one.most for one in demand.quotas)
    return Rows(
        edges.members, edges.opportunities, edges.scores, parts,
        ~_marked(keys, wide, demand.forbids), _marked(keys, wide, demand.locks), held,
        _takes(demand), np.bincount(known[:, 0], minlength=demand.members), seats,
        Bounds(_column(one.least for one in demand.quotas), highest, in_parts),
        _column(one.opportunity for one in demand.quotas), placed, at,
    )  # fmt: skip


def _column(numbers: Iterable[int]) -> Numbers:
    return np.array([*numbers], np.int64)


def _edges_of(keys: Numbers, wide: int, pairs: Numbers) -> Numbers:
    """Which edge each pair is; -1 where it is none."""
    wanted = pairs[:, 0] * wide + pairs[:, 1]
    near = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
    if not len(keys):
        return np.full(len(pairs), -1, np.int64)
    same = (keys[near] == wanted) & (pairs[:, 1] < wide) & (pairs.min(axis=1, initial=0) >= 0)
    return np.where(same, near, -1)


def _marked(keys: Numbers, wide: int, pairs: frozenset[Pair]) -> Marks:
    marks = np.zeros(len(keys), np.bool_)
    found = _edges_of(keys, wide, np.array([*pairs], np.int64).reshape(-1, 2))
    marks[found[found >= 0]] = True
    return marks


def _takes(demand: Demand) -> Numbers:
    return np.array([demand.takes.get(member, 1) for member in range(demand.members)], np.int64)


def _parts(demand: Demand) -> Numbers:
    """A table of opportunities by groups tells each pair's quota."""
    edges = demand.edges
    if not demand.quotas or not len(edges):
        return np.full(len(edges), -1, np.int64)
    own = demand.groups or (-1,) * demand.members
    names, column = np.unique(np.array([*own, *(quota.group for quota in demand.quotas)]), return_inverse=True)
    table = np.full((len(demand.seats), len(names)), -1, np.int64)
    table[[quota.opportunity for quota in demand.quotas], column[demand.members :]] = np.arange(len(demand.quotas))
    return np.asarray(table[edges.opportunities, column[: demand.members][edges.members]])
