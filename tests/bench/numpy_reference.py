"""The same score as vectorised numpy would have it: whole columns gathered and reduced, then partitioned."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from features.pool import Pool
from matcher.compile import LOOKUP, SUM, Query


@dataclass(frozen=True, slots=True)
class Bag:
    """One column of bags: the codes of all records one after another, and where each filled bag begins."""

    codes: NDArray[np.int32]
    filled: NDArray[np.int64]
    begins: NDArray[np.int64]


class NumpyReference:
    """A pool turned into whole columns once; queries then run over them without any loop in Python over records."""

    def __init__(self, pool: Pool) -> None:
        self.keys, self.alive = pool.keys.copy(), pool.alive > 0
        self.singles = [column.astype(np.int32) for column in pool.codes[: pool.first_bag]]
        self.bags = [_bag(pool, i) for i in range(pool.first_bag, len(pool.columns))]
        self.first_bag = pool.first_bag

    def scores(self, query: Query) -> NDArray[np.int32]:
        """The score of every record."""
        total = np.full(len(self.keys), query.base, np.int32)
        for term in query.terms:
            if term.operation == LOOKUP:
                total += term.table[self.singles[term.position]]
                continue
            bag = self.bags[term.position - self.first_bag]
            if len(bag.filled) < len(total):
                total += np.int32(term.empty)
            if len(bag.filled):
                reduce = np.add.reduceat if term.operation == SUM else np.maximum.reduceat
                values = reduce(term.table[bag.codes], bag.begins)
                if len(bag.filled) < len(total):
                    total[bag.filled] += values - np.int32(term.empty)
                else:
                    total += values
        return total

    def top(self, query: Query, k: int) -> list[tuple[int, int]]:
        """(row, score) of the best k, in the engine's total order."""
        scores = self.scores(query)
        scores[~self.alive] = -1
        if k < len(scores):
            last = np.partition(scores, len(scores) - k)[len(scores) - k]
            rows = np.flatnonzero(scores >= max(int(last), 0))
        else:
            rows = np.flatnonzero(scores >= 0)
        order = np.lexsort((rows, self.keys[rows], -scores[rows]))[:k]
        return [(int(row), int(scores[row])) for row in rows[order]]


def _bag(pool: Pool, position: int) -> Bag:
    spans = pool.bags[position - pool.first_bag, pool.codes[position]]
    first, sizes = spans[:, 0], spans[:, 1] - spans[:, 0]
    filled = np.flatnonzero(sizes)
    offsets = np.cumsum(sizes) - sizes
    inside = np.arange(int(sizes.sum())) - np.repeat(offsets, sizes)
    codes = pool.items[np.repeat(first, sizes) + inside].astype(np.int32)
    return Bag(codes, filled, offsets[filled])
