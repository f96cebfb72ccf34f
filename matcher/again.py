"""Solving again when a record has changed: the best total once more, and as few as possible lose the seat they have."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np

from matcher.auction import place_by_auction, solvable
from matcher.demand import Demand, Edges, Pair
from matcher.mending import Marks, mended_placement
from matcher.network import place
from matcher.parts import among, edges_of, require_sound

REPAIRS, REPAIRS_OF_FLOW = 60, 600
"""With more repairs than this a present placement is not mended but sought afresh, as that is quicker then: by an
auction, or as a flow where minima or quotas have to be kept."""

LARGEST = 2**61


@dataclass(frozen=True, slots=True)
class Again:
    """A new placement beside the present one; sums are hundredths.

    Attributes:
        placed, kept, removed, added: pairs; `kept` and `removed` together are the present ones.
        total: the sum of the scores; best_total: the best there is, more only where some of it was given up.
        missed: how many units of minima and locks are not reached: 0 where all conditions hold.
        afresh: whether everything was placed anew, because too much had changed to start from the present placement.
    """

    placed: frozenset[Pair]
    kept: frozenset[Pair]
    removed: frozenset[Pair]
    added: frozenset[Pair]
    total: int
    best_total: int
    missed: int = 0
    afresh: bool = False

    @property
    def moved(self) -> tuple[int, ...]:
        """The members whose seats are others than before."""
        return tuple(sorted({member for member, _ in self.removed | self.added}))

    @property
    def changes(self) -> int:
        """How many seats change: those who leave one and those who come to one."""
        return len(self.removed) + len(self.added)


@dataclass(frozen=True, slots=True)
class Trade:
    """One choice between points and calm: the best total with so many present placements kept.

    `give_up`: the hundredths given up for each placement kept more than at the trade before, 0 for the best total.
    """

    kept: int
    changes: int
    total: int
    give_up: Fraction


def solve_again(demand: Demand, present: Collection[Pair], give_up: int = 0, *, afresh: bool = False) -> Again:
    """Of all placements with the best total exactly, one that keeps as many present placements as possible.

    With `give_up`, each present placement that is kept may cost up to so many hundredths of the total. What `present`
    names and the demand no longer allows is let go. Always the same for the same demand and the same placement.
    ValueError where numbers lead nowhere or are too large.

    Scores are multiplied by more than a round of moves passes nodes, and a present placement has one unit more: then no
    round can pay a hundredth of the total with placements kept. The present placement is mended where it no longer is
    the best (`mending.mended_placement`); `afresh`, or where too much has changed, all is placed anew.
    """
    if give_up < 0:
        raise ValueError("what may be given up is counted from 0")
    asked, fine = _Asked.of(demand, present), _nodes(demand)
    found = _solved(asked, Weights(fine, give_up * fine + 1), afresh)
    return _told(asked, found, _solved(asked, Weights(fine, 1), afresh) if give_up else None)


def frontier(demand: Demand, present: Collection[Pair], most: int = 8) -> tuple[Trade, ...]:
    """What calm costs: from the best total to the most placements kept, the corners between, each a placement.

    Corners are found between two known ones by weighing both so that they are equal (Eisner and Severance 1976), at
    most `most` in all; others beside them are never better for any price of a placement.
    """
    asked = _Asked.of(demand, present)
    most_of_all = 1 + int(demand.edges.scores.max(initial=0)) * _nodes(demand)
    ends = [_told(asked, _solved(asked, weights)) for weights in (Weights(_nodes(demand), 1), Weights(1, most_of_all))]
    corners = {(len(one.kept), one.total): one for one in ends}
    sought = [(ends[0], ends[1])]
    while sought and len(corners) < most:
        calm, rich = sought.pop(0)[::-1]
        kept, points = len(calm.kept) - len(rich.kept), rich.total - calm.total
        if kept <= 0 or points <= 0:
            continue
        middle = _told(asked, _solved(asked, Weights(kept, points)))
        if kept * middle.total + points * len(middle.kept) > kept * rich.total + points * len(rich.kept):
            corners[len(middle.kept), middle.total] = middle
            sought += [(rich, middle), (middle, calm)]
    return tuple(_trades([corners[key] for key in sorted(corners, key=lambda key: (-key[1], key[0]))]))


def _trades(corners: list[Again]) -> Iterable[Trade]:
    for before, one in zip([corners[0], *corners], corners, strict=False):
        kept = len(one.kept) - len(before.kept)
        if one is not before and kept <= 0:
            continue
        paid = Fraction(before.total - one.total, kept) if kept else Fraction(0)
        yield Trade(len(one.kept), one.changes, one.total, paid)


@dataclass(frozen=True, slots=True)
class Weights:
    """How much a hundredth of score weighs, and how much a present placement that is kept."""

    score: int
    kept: int


@dataclass(frozen=True, slots=True)
class _Asked:
    """A demand and the present placement in it: bool[E] which edges it is, and the pairs that are no edge now."""

    demand: Demand
    present: frozenset[Pair]
    marks: Marks
    lost: tuple[Pair, ...]

    @classmethod
    def of(cls, demand: Demand, present: Collection[Pair]) -> "_Asked":
        require_sound(demand)
        pairs = np.array([*present], np.int64).reshape(-1, 2)
        at = edges_of(demand, pairs)
        inside = (pairs >= 0).all(axis=1) & (pairs[:, 0] < demand.members) & (pairs[:, 1] < len(demand.seats))
        lost = tuple((member, place) for member, place in pairs[inside & (at < 0)].tolist())
        marks = np.zeros(len(demand.edges), np.bool_)
        marks[at[at >= 0]] = True
        return cls(demand, frozenset(present), marks, lost)


@dataclass(frozen=True, slots=True)
class _Solved:
    held: Marks
    missed: int
    afresh: bool


def _nodes(demand: Demand) -> int:
    """More than a round of moves can pass."""
    return len(demand.seats) + len(demand.quotas) + 2


def _told(asked: _Asked, found: _Solved, best: _Solved | None = None) -> Again:
    edges, present = asked.demand.edges, asked.present
    pairs = zip(edges.members[found.held].tolist(), edges.opportunities[found.held].tolist(), strict=True)
    placed = frozenset(pairs)
    kept, total = present & placed, int(edges.scores[found.held].sum())
    most = total if best is None else int(edges.scores[best.held].sum())
    return Again(placed, kept, present - kept, placed - kept, total, most, found.missed, found.afresh)


def _solved(asked: _Asked, weights: Weights, afresh: bool = False) -> _Solved:
    demand, edges = asked.demand, asked.demand.edges
    highest = int(edges.scores.max(initial=0)) * weights.score + weights.kept
    bounded = bool(demand.locks) or any([*(one.least for one in demand.seats), *(one.least for one in demand.quotas)])
    if highest * 8 * _nodes(demand) ** (1 + bounded) >= LARGEST:
        raise ValueError("scores are too large to be counted exactly")
    worths = edges.scores * weights.score + asked.marks * weights.kept
    repairs = REPAIRS if solvable(demand) else REPAIRS_OF_FLOW
    mended = None if afresh else mended_placement(demand, asked.marks, asked.lost, worths, repairs)
    if mended is not None:
        return _Solved(*mended, afresh=False)
    weighed = replace(demand, edges=Edges(edges.members, edges.opportunities, worths))
    sold = place_by_auction(weighed)
    pairs, missed = (sold.pairs, 0) if sold is not None else place(weighed)
    return _Solved(among(demand, pairs), missed, afresh=True)
