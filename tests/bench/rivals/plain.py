"""A pool's records and a query's tables without anything of ours about them: what every rival is given."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from features.pool import Pool
from features.segment import Segment
from matcher.compile import EXCLUDED, LOOKUP, Query, Term

Points = NDArray[np.int32]
NEVER = EXCLUDED // 2
"""Points below this can only come from an unmet hard condition."""

Place = tuple[int, int]
"""A row and its score in hundredths."""


@dataclass(frozen=True, slots=True)
class BagColumn:
    """A column of bags: bag d holds items[begins[d] : begins[d + 1]], bag 0 nothing; codes is each record's bag."""

    begins: NDArray[np.int64]
    items: NDArray[np.uint32]
    codes: NDArray[np.uint32]

    @property
    def sizes(self) -> NDArray[np.int64]:
        """How many values each bag holds."""
        return np.diff(self.begins)

    @property
    def owners(self) -> NDArray[np.uint32]:
        """The bag of every item."""
        return np.repeat(np.arange(len(self.begins) - 1, dtype=np.uint32), self.sizes)


@dataclass(frozen=True, slots=True)
class Plain:
    """The living records of a pool: a code each in single columns, a bag each in others, both by position."""

    rows: NDArray[np.int64]
    keys: NDArray[np.int64]
    singles: Mapping[int, NDArray[np.uint32]]
    bags: Mapping[int, BagColumn]

    @classmethod
    def of(cls, pool: Pool) -> "Plain":
        """What a pool holds now, its dead rows left out; rows keep their numbers."""
        rows = np.flatnonzero(pool.alive)
        segments = [segment for _, segment in pool.segments]
        positions = range(len(pool.columns))
        return cls(
            rows=rows,
            keys=pool.keys[rows],
            singles={p: _single(segments, p)[rows] for p in positions if p < pool.first_bag},
            bags={p: _bags(segments, p, rows) for p in positions if p >= pool.first_bag},
        )

    def __len__(self) -> int:
        return len(self.rows)


def _single(segments: Sequence[Segment], position: int) -> NDArray[np.uint32]:
    return np.concatenate([segment.codes(position) for segment in segments]).astype(np.uint32)


def _bags(segments: Sequence[Segment], position: int, rows: NDArray[np.int64]) -> BagColumn:
    """The bags of all segments under one numbering; those of the tail come after those of the base."""
    sizes, items, codes, before = [], [], [], 0
    for segment in segments:
        starts, ends = (span.astype(np.int64) for span in segment.spans(position))
        lengths = ends - starts
        inside = np.arange(int(lengths.sum())) - np.repeat(np.cumsum(lengths) - lengths, lengths)
        sizes.append(lengths)
        items.append(segment.items[np.repeat(starts, lengths) + inside])
        codes.append(segment.codes(position).astype(np.uint32) + np.uint32(before))
        before += len(lengths)
    begins = np.concatenate([[0], np.cumsum(np.concatenate(sizes))]).astype(np.int64)
    return BagColumn(begins, np.concatenate(items), np.concatenate(codes)[rows])


@dataclass(slots=True)
class Question:
    """A query by column: one table for each single column, the terms of each bag column together."""

    base: int
    singles: dict[int, Points] = field(default_factory=dict)
    bags: dict[int, list[Term]] = field(default_factory=dict)

    @classmethod
    def of(cls, query: Query) -> "Question":
        """Terms that look up the same single column are added, so that a rival reads it once."""
        asked = cls(query.base)
        for term in query.terms:
            if term.operation == LOOKUP:
                known = asked.singles.get(term.position)
                asked.singles[term.position] = term.table if known is None else known + term.table
            else:
                asked.bags.setdefault(term.position, []).append(term)
        return asked

    def empty(self, position: int) -> int:
        """What an empty bag of a column gives."""
        return sum(term.empty for term in self.bags[position])


class Rival(Protocol):
    """Something that holds the columns and answers the exact best k of the same score."""

    name: str

    def __init__(self, plain: Plain) -> None: ...

    def top(self, query: Query, k: int) -> list[Place]:
        """(row, score) of the best k that are not excluded, in the engine's total order."""
        ...

    def close(self) -> None:
        """Give back what it holds."""
        ...


def best(plain: Plain, scores: NDArray[Any], k: int) -> list[Place]:
    """The best k by falling score, then key; those below zero are excluded."""
    if k < len(scores):
        last = np.partition(scores, len(scores) - k)[len(scores) - k]
        found = np.flatnonzero(scores >= max(int(last), 0))
    else:
        found = np.flatnonzero(scores >= 0)
    order = np.lexsort((plain.keys[found], -scores[found]))[:k]
    return [(int(plain.rows[at]), int(scores[at])) for at in found[order]]
