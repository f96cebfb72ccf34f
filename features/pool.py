"""The columns of one side: one code per record, or a bag of codes; append-only with tombstones."""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

import numpy as np
from numpy.typing import NDArray

Value = tuple[Hashable, ...]
Codes = NDArray[np.uint32]
Row = Mapping[str, tuple[Value, ...]]
"""A record as its columns' values: no value means not stated; only a bag may hold several."""

FEW = 2_000
"""So many records are looked through one by one rather than put in order."""

MOST_REMEMBERED = 32_000_000
"""Bytes of worked-out tables kept for one vocabulary."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of one side: the fields of a value, whether it is a bag, and how a profile gives it."""

    key: str
    dtype: np.dtype[Any]
    values: Callable[[Any], Iterable[Value]]
    bag: bool = False


class Memory:
    """What was worked out over a vocabulary's values, kept by question until it takes too much room.

    Values never change their code, so an answer stays right and only has to be continued for new values.
    """

    def __init__(self) -> None:
        self._answers: dict[Hashable, NDArray[np.int32]] = {}
        self._bytes = 0

    def get(self, question: Hashable) -> NDArray[np.int32] | None:
        """The answer so far, which may end before the newest values."""
        return self._answers.get(question)

    def keep(self, question: Hashable, answer: NDArray[np.int32]) -> None:
        """Remember an answer; the oldest ones are forgotten together when room runs out."""
        if self._bytes + answer.nbytes > MOST_REMEMBERED:
            self._answers, self._bytes = {}, 0
        answer.flags.writeable = False
        self._answers[question] = answer
        self._bytes += answer.nbytes


class Vocabulary:
    """The distinct values of a column in order of arrival; code 0 of a single column is "not stated"."""

    def __init__(self, column: Column) -> None:
        self.column = column
        self._codes: dict[Value, int] = {}
        self._array = np.zeros(8, dtype=column.dtype)
        self._counts = np.zeros(8, dtype=np.int64)
        self._size = 0 if column.bag else 1
        self.memory = Memory()

    def __len__(self) -> int:
        return self._size

    def code(self, value: Value) -> int:
        """The code of a value, given a new one when it has not been seen."""
        known = self._codes.get(value)
        if known is not None:
            return known
        if self._size == len(self._array):
            self._array = np.concatenate([self._array, np.zeros_like(self._array)])
            self._counts = np.concatenate([self._counts, np.zeros_like(self._counts)])
        code = self._size
        self._array[code] = value
        self._codes[value] = code
        self._size += 1
        return code

    @property
    def array(self) -> NDArray[Any]:
        """The values by code, as a structured array of length V."""
        return self._array[: self._size]

    @property
    def counts(self) -> NDArray[np.int64]:
        """How often each code was put, versions that are gone included: a guide to what is usual, int64[V]."""
        return self._counts[: self._size]

    def seen(self, code: int) -> None:
        """Count one more use of a code."""
        self._counts[code] += 1


def order_key(identifier: str) -> int:
    """A fixed 63-bit hash of an id: ties are broken by it, so that no name or date goes first."""
    return int.from_bytes(blake2b(identifier.encode(), digest_size=8).digest(), "big") >> 1


@dataclass(frozen=True, slots=True)
class Postings:
    """The rows that hold each code of one column: those of code c are `rows[begins[c] : begins[c + 1]]`.

    After the vocabulary's codes come the rows of empty bags. Rows from `covered` on are not in it.
    """

    rows: NDArray[np.int64]
    begins: NDArray[np.int64]
    covered: int

    @property
    def values(self) -> int:
        """How many codes it knows; a later code stands in later rows alone."""
        return len(self.begins) - 2

    def sizes(self) -> NDArray[np.int64]:
        """How many rows hold each code it knows."""
        return np.diff(self.begins[:-1])

    def empty(self) -> NDArray[np.int64]:
        """The rows whose bag is empty."""
        return self.rows[self.begins[-2] : self.begins[-1]]

    def of(self, codes: NDArray[np.int64]) -> NDArray[np.int64]:
        """The rows of several codes, one code after another; a row may come twice."""
        first = self.begins[codes]
        sizes = self.begins[codes + 1] - first
        inside = np.arange(int(sizes.sum())) - np.repeat(np.cumsum(sizes) - sizes, sizes)
        return np.asarray(self.rows[np.repeat(first, sizes) + inside])


class Pool:
    """Records of one side as narrow columns that a kernel can walk.

    Attributes:
        singles: uint32[n, C], a code per single column.
        starts: int64[n, B + 1], where each of a record's bags begins in `items`.
        items: uint32[m], the codes of all bags.
        alive: uint8[n], 0 for a record that was replaced or removed.
        keys: int64[n], `order_key` of each id.
    """

    def __init__(self, columns: Sequence[Column]) -> None:
        self.single_columns = tuple(column for column in columns if not column.bag)
        self.bag_columns = tuple(column for column in columns if column.bag)
        self.position = {c.key: i for group in (self.single_columns, self.bag_columns) for i, c in enumerate(group)}
        self.vocabularies = {column.key: Vocabulary(column) for column in columns}
        self.ids: list[str] = []
        self.row_of: dict[str, int] = {}
        self._size = 0
        self._singles = np.zeros((64, len(self.single_columns)), np.uint32)
        self._starts = np.zeros((64, len(self.bag_columns) + 1), np.int64)
        self._items = np.zeros(256, np.uint32)
        self._alive = np.zeros(64, np.uint8)
        self._keys = np.zeros(64, np.int64)
        self._filled = 0
        self._postings: dict[str, Postings] = {}

    def __len__(self) -> int:
        return self._size

    @property
    def singles(self) -> Codes:
        return self._singles[: self._size]

    @property
    def starts(self) -> NDArray[np.int64]:
        return self._starts[: self._size]

    @property
    def items(self) -> Codes:
        return self._items[: max(self._filled, 1)]

    @property
    def alive(self) -> NDArray[np.uint8]:
        return self._alive[: self._size]

    @property
    def keys(self) -> NDArray[np.int64]:
        return self._keys[: self._size]

    def put(self, identifier: str, row: Row) -> int:
        """Add a record, or put a new version in the place of the one with this id; gives its row."""
        self.remove(identifier)
        self._make_room()
        at = self._size
        for i, column in enumerate(self.single_columns):
            values = row.get(column.key, ())
            self._singles[at, i] = self._code(column.key, values[0]) if values else 0
        for i, column in enumerate(self.bag_columns):
            self._starts[at, i] = self._filled
            self._fill([self._code(column.key, value) for value in row.get(column.key, ())])
        self._starts[at, len(self.bag_columns)] = self._filled
        self._alive[at] = 1
        self._keys[at] = order_key(identifier)
        self.ids.append(identifier)
        self.row_of[identifier] = at
        self._size += 1
        return at

    def remove(self, identifier: str) -> bool:
        """Take a record out of every later answer; False when it was not there."""
        row = self.row_of.pop(identifier, None)
        if row is None:
            return False
        self._alive[row] = 0
        return True

    def postings(self, key: str) -> Postings:
        """The rows by code of one column, worked out anew when many records have come since."""
        known = self._postings.get(key)
        if known is None or len(self) - known.covered > max(FEW, known.covered // 10):
            known = self._postings[key] = _post(self, key)
        return known

    def _code(self, key: str, value: Value) -> int:
        vocabulary = self.vocabularies[key]
        code = vocabulary.code(value)
        vocabulary.seen(code)
        return code

    def _fill(self, codes: list[int]) -> None:
        while self._filled + len(codes) > len(self._items):
            self._items = np.concatenate([self._items, np.zeros_like(self._items)])
        self._items[self._filled : self._filled + len(codes)] = codes
        self._filled += len(codes)

    def _make_room(self) -> None:
        if self._size < len(self._alive):
            return
        self._singles = np.concatenate([self._singles, np.zeros_like(self._singles)])
        self._starts = np.concatenate([self._starts, np.zeros_like(self._starts)])
        self._alive = np.concatenate([self._alive, np.zeros_like(self._alive)])
        self._keys = np.concatenate([self._keys, np.zeros_like(self._keys)])


def bag_codes(pool: Pool, position: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """(codes, sizes) of one column of bags: all records' codes one after another, and how many each has."""
    first, sizes = pool.starts[:, position], np.diff(pool.starts[:, position : position + 2], axis=1)[:, 0]
    inside = np.arange(int(sizes.sum())) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    return pool.items[np.repeat(first, sizes) + inside].astype(np.int64), sizes


def _post(pool: Pool, key: str) -> Postings:
    rows, position, size = np.arange(len(pool)), pool.position[key], len(pool.vocabularies[key])
    if pool.vocabularies[key].column.bag:
        codes, sizes = bag_codes(pool, position)
        empty = np.flatnonzero(sizes == 0)
        rows, codes = np.concatenate([np.repeat(rows, sizes), empty]), np.concatenate([codes, np.full(len(empty), size)])
    else:
        codes = pool.singles[:, position].astype(np.int64)
    living = pool.alive[rows] > 0
    rows, codes = rows[living], codes[living]
    order = np.argsort(codes, kind="stable")
    begins = np.searchsorted(codes[order], np.arange(size + 2))
    return Postings(rows[order], begins, len(pool))


def as_array(column: Column, values: Sequence[Value]) -> NDArray[Any]:
    """A query's own values of a column as a structured array, to be measured against a vocabulary."""
    array = np.zeros(len(values), dtype=column.dtype)
    for i, value in enumerate(values):
        array[i] = value
    return array
