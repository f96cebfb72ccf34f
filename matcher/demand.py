"""What many seats ask of many members, and who sits where in the end: plain integers that solver and verifier share."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

Pair = tuple[int, int]
"""(member, opportunity)"""


@dataclass(frozen=True, slots=True)
class Edges:
    """The pairs that may be placed, each once, ordered by member and opportunity: int64[E] each.

    `scores` are hundredths of a point and never negative. The order is fixed, so that equal answers are
    chosen alike whatever order the pairs came in.
    """

    members: NDArray[np.int64]
    opportunities: NDArray[np.int64]
    scores: NDArray[np.int64]

    @classmethod
    def of(cls, triples: Iterable[tuple[int, int, int]]) -> "Edges":
        """From (member, opportunity, score); of a pair that comes twice the better score is kept."""
        return cls.ordered(*np.array([*triples], np.int64).reshape(-1, 3).T)

    @classmethod
    def ordered(
        cls, members: NDArray[np.int64], opportunities: NDArray[np.int64], scores: NDArray[np.int64]
    ) -> "Edges":
        """From columns in any order, int64[n] each; of a pair that comes twice the better score is kept."""
        if min(column.min(initial=0) for column in (members, opportunities, scores)) < 0:
            raise ValueError("members, opportunities and scores are counted from 0")
        order = np.lexsort((-scores, opportunities, members))
        members, opportunities, scores = members[order], opportunities[order], scores[order]
        first = np.ones(len(order), np.bool_)
        first[1:] = (members[1:] != members[:-1]) | (opportunities[1:] != opportunities[:-1])
        return cls(members[first], opportunities[first], scores[first])

    def __len__(self) -> int:
        return len(self.scores)

    def by_pair(self) -> dict[Pair, int]:
        """The score of every pair."""
        return dict(zip(zip(self.members.tolist(), self.opportunities.tolist(), strict=True), self.scores.tolist(), strict=True))


@dataclass(frozen=True, slots=True)
class Seats:
    """How many an opportunity must have at least and can have at most."""

    most: int
    least: int = 0


@dataclass(frozen=True, slots=True)
class Quota:
    """How many of an opportunity's seats go to members of one group (a station); no `most` means no bound."""

    opportunity: int
    group: int
    least: int = 0
    most: int | None = None


@dataclass(frozen=True, slots=True)
class Demand:
    """All that an allocation has to respect.

    Attributes:
        seats: one for each opportunity; takes: how many each member may take, one where it is not said.
        groups: each member's group; quotas: at most one for an opportunity and a group.
        locks: pairs that must be placed; forbids: pairs that must not.
        alternates: how many reserves each opportunity is to have.
    """

    edges: Edges
    seats: tuple[Seats, ...]
    members: int
    takes: dict[int, int] = field(default_factory=dict)
    groups: tuple[int, ...] = ()
    quotas: tuple[Quota, ...] = ()
    locks: frozenset[Pair] = frozenset()
    forbids: frozenset[Pair] = frozenset()
    alternates: int = 0

    def may_take(self, member: int) -> int:
        """How many opportunities a member may take."""
        return self.takes.get(member, 1)

    def group_of(self, member: int) -> int:
        """A member's group; -1 where groups play no part."""
        return self.groups[member] if self.groups else -1


class Bound(StrEnum):
    """What can be asked of an allocation beside seats that exist and members who can be in one place only."""

    LEAST = "least"
    QUOTA_LEAST = "quota_least"
    QUOTA_MOST = "quota_most"
    LOCK = "lock"
    FORBID = "forbid"


@dataclass(frozen=True, slots=True, order=True)
class Condition:
    """One such thing: `value` is the number asked for, -1 where none is."""

    bound: Bound
    opportunity: int
    member: int = -1
    group: int = -1
    value: int = -1


@dataclass(frozen=True, slots=True)
class Placement:
    """One seat taken."""

    member: int
    opportunity: int
    score: int


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A member without a seat: the opportunity that fitted best, the score there and that of its last seat.

    `opportunity` is None where the member could have been placed nowhere; `cutoff` is None where seats stayed free.
    """

    member: int
    opportunity: int | None = None
    score: int | None = None
    cutoff: int | None = None


@dataclass(frozen=True, slots=True)
class Allocation:
    """The best total; where `conflict` is not empty, the nearest to it that the seats allow.

    Attributes:
        reserves: for each opportunity, those left over in the order in which they would step in.
        cutoffs: the score of each opportunity's last seat, None where seats stayed free.
        shortages: how many seats of each opportunity stayed free.
        conflict: conditions that cannot hold together; without any one of them the others can.
        prices: what one seat more of each opportunity would add to the total, which together prove that no total is
            higher; None where minima and quotas had to be kept, or where another aim was followed.
        entries: beside these the score above which whoever is left out would have a seat: at most that of the last one,
            whose member may be better placed there for others' sake.
        missed: minima and locks that a stable answer does not reach.
    """

    placements: tuple[Placement, ...]
    reserves: tuple[tuple[Placement, ...], ...]
    cutoffs: tuple[int | None, ...]
    shortages: tuple[int, ...]
    left_out: tuple[LeftOut, ...]
    conflict: tuple[Condition, ...] = ()
    prices: tuple[int, ...] | None = None
    entries: tuple[int, ...] | None = None
    missed: tuple[Condition, ...] = ()

    @property
    def total(self) -> int:
        """The sum of the scores, in hundredths."""
        return sum(placement.score for placement in self.placements)
