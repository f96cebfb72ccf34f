"""The same score as vectorised numpy would have it: whole columns gathered and reduced, then partitioned."""

import numpy as np
from numpy.typing import NDArray

from features.pool import Pool
from matcher.compile import SUM, Query, Term
from tests.bench.rivals.plain import BagColumn, Place, Plain, Points, Question, best

FOLDED_BELOW = 0.5
"""Bags are reduced once for all who hold them where there are fewer of them than this share of the records."""


class NumpyReference:
    """Records as whole columns; queries run over them without any loop in Python over records.

    Bags that many share are reduced once each and gathered; those that nearly everybody has for
    themselves are reduced in the order of the records, which was the faster for them.
    """

    name = "numpy"

    def __init__(self, plain: Plain) -> None:
        self.plain = plain
        self.singles = {position: codes.astype(np.int32) for position, codes in plain.singles.items()}
        self.bags = {position: _laid(column, len(plain)) for position, column in plain.bags.items()}

    @classmethod
    def of(cls, pool: Pool) -> "NumpyReference":
        """The records of a pool."""
        return cls(Plain.of(pool))

    def scores(self, query: Query) -> NDArray[np.int32]:
        """The score of every record."""
        asked = Question.of(query)
        total = np.full(len(self.plain), asked.base, np.int32)
        for position, table in asked.singles.items():
            total += table[self.singles[position]]
        for position, terms in asked.bags.items():
            column = self.bags[position]
            folded = sum((_reduced(column, term) for term in terms), np.zeros(len(column.begins) - 1, np.int32))
            total += folded if column.codes is None else folded[column.codes]
        return total

    def top(self, query: Query, k: int) -> list[Place]:
        """(row, score) of the best k, in the engine's total order."""
        return best(self.plain, self.scores(query), k)

    def close(self) -> None:
        """Nothing but memory is held."""


class _Laid:
    """A column of bags: each distinct one where they are shared, else (`codes` None) one after another by record."""

    def __init__(self, begins: NDArray[np.int64], items: NDArray[np.int32], codes: NDArray[np.int32] | None) -> None:
        self.begins, self.items, self.codes = begins, items, codes
        self.filled = np.flatnonzero(np.diff(begins))
        self.starts = begins[self.filled]


def _laid(column: BagColumn, records: int) -> _Laid:
    if len(column.begins) < FOLDED_BELOW * records:
        return _Laid(column.begins, column.items.astype(np.int32), column.codes.astype(np.int32))
    sizes = column.sizes[column.codes]
    ends = np.cumsum(sizes)
    inside = np.arange(int(sizes.sum())) - np.repeat(ends - sizes, sizes)
    items = column.items[np.repeat(column.begins[column.codes], sizes) + inside]
    return _Laid(np.concatenate([[0], ends]), items.astype(np.int32), None)


def _reduced(column: _Laid, term: Term) -> Points:
    """What a term gives for every bag."""
    found = np.full(len(column.begins) - 1, term.empty, np.int32)
    if len(column.filled):
        reduce = np.add.reduceat if term.operation == SUM else np.maximum.reduceat
        found[column.filled] = reduce(term.table[column.items], column.starts)
    return found
