"""The columns of one side: one code per record, or a bag of codes; append-only with tombstones."""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import compress
from typing import Any

import numpy as np
from numpy.typing import NDArray

Value = tuple[Hashable, ...]
Codes = NDArray[np.uint16] | NDArray[np.uint32]
Row = Mapping[str, tuple[Value, ...]]
"""A record as its columns' values: no value means not stated; only a bag may hold several."""

MOST_REMEMBERED = 32_000_000
"""Bytes of worked-out tables kept for one column's values, and again for its bags."""

QUESTION = 500
"""Bytes that a question takes beside its answer, roughly."""

NARROW = np.iinfo(np.uint16).max
"""Codes take two bytes each as long as no column has a larger one."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of one side: the fields of a value, whether it is a bag, and how a profile gives it."""

    key: str
    dtype: np.dtype[Any]
    values: Callable[[Any], Iterable[Value]]
    bag: bool = False


class Memory:
    """What was worked out over a column's codes, kept by topic and question until it takes too much room.

    A code never changes its meaning, so an answer stays right and only has to be continued for new codes.
    """

    def __init__(self) -> None:
        self._answers: dict[Hashable, dict[Hashable, NDArray[np.int32]]] = {}
        self._bytes = 0

    def on(self, topic: Hashable) -> Mapping[Hashable, NDArray[np.int32]]:
        """The answers so far by question; one may end before the newest codes."""
        return self._answers.get(topic, {})

    def keep(self, topic: Hashable, question: Hashable, answer: NDArray[np.int32]) -> None:
        """Remember an answer; all earlier ones are forgotten together when room runs out."""
        room = answer.nbytes + QUESTION
        if self._bytes + room > MOST_REMEMBERED:
            self._answers, self._bytes = {}, 0
        answer.flags.writeable = False
        self._answers.setdefault(topic, {})[question] = answer
        self._bytes += room


class Vocabulary:
    """The distinct values of a column in order of arrival; code 0 of a single column is "not stated"."""

    def __init__(self, column: Column) -> None:
        self.column = column
        self._codes: dict[Value, int] = {}
        self._values: list[Value] = [] if column.bag else [()]
        self._array = np.zeros(8, dtype=column.dtype)
        self._counts = np.zeros(8, dtype=np.int64)
        self._size = 0 if column.bag else 1
        self.used = 0
        """How many values were put, equal ones each time."""
        self.absent = 0
        """How many records were put without any value of the column."""
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
        self._values.append(value)
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

    def value(self, code: int) -> Value:
        """The value that a code stands for."""
        return self._values[code]

    def put(self, value: Value) -> int:
        """The code of a value that one more record holds."""
        code = self.code(value)
        self._counts[code] += 1
        self.used += 1
        return code


def order_key(identifier: str) -> int:
    """A fixed 63-bit hash of an id: ties are broken by it, so that no name or date goes first."""
    return int.from_bytes(blake2b(identifier.encode(), digest_size=8).digest(), "big") >> 1


class Pool:
    """Records of one side as narrow columns that a kernel can walk; code 0 of every column is "not stated".

    Attributes:
        codes: uint16[C, n], or uint32 where a column has that many, a code per column and record; a bag
            column's code stands for a whole bag.
        bags: int64[B, D, 2], where each distinct bag of a bag column begins and ends in `items`.
        items: uint32[m], the codes of the values in all bags.
        alive: uint8[n], 0 for a record that was replaced or removed.
        keys: int64[n], `order_key` of each id.
    """

    def __init__(self, columns: Sequence[Column]) -> None:
        bags_last = (*(c for c in columns if not c.bag), *(c for c in columns if c.bag))
        self.columns = bags_last
        self.position = {column.key: i for i, column in enumerate(bags_last)}
        self.vocabularies = {column.key: Vocabulary(column) for column in columns}
        self.first_bag = sum(not column.bag for column in columns)
        self.ids: list[str] = []
        self.row_of: dict[str, int] = {}
        self._size = 0
        self._codes: Codes = np.zeros((len(columns), 64), np.uint16)
        self._bags = np.zeros((len(columns) - self.first_bag, 64, 2), np.int64)
        self._items = np.zeros(256, np.uint32)
        self._alive = np.zeros(64, np.uint8)
        self._keys = np.zeros(64, np.int64)
        self._filled = 0
        self._known_bags: list[dict[tuple[int, ...], int]] = [{(): 0} for _ in self._bags]
        self.folds = [Memory() for _ in self._bags]
        """What terms give for whole bags, for each bag column."""

    def __len__(self) -> int:
        return self._size

    @property
    def codes(self) -> Codes:
        return self._codes[:, : self._size]

    @property
    def bags(self) -> NDArray[np.int64]:
        return self._bags

    @property
    def items(self) -> NDArray[np.uint32]:
        return self._items[: max(self._filled, 1)]

    @property
    def alive(self) -> NDArray[np.uint8]:
        return self._alive[: self._size]

    @property
    def keys(self) -> NDArray[np.int64]:
        return self._keys[: self._size]

    def distinct(self, position: int) -> int:
        """How many different codes the column at a position has, bags counted whole."""
        if position >= self.first_bag:
            return len(self._known_bags[position - self.first_bag])
        return len(self.vocabularies[self.columns[position].key])

    def stated(self, row: int) -> frozenset[str]:
        """The keys of the columns in which a record says something."""
        return frozenset(compress(self.position, self._codes[:, row].tolist()))

    def values(self, column: str, row: int) -> tuple[Value, ...]:
        """What a record states in a column."""
        position, vocabulary = self.position[column], self.vocabularies[column]
        code = int(self._codes[position, row])
        if position < self.first_bag:
            return (vocabulary.value(code),) if code else ()
        first, last = self._bags[position - self.first_bag, code]
        return tuple(map(vocabulary.value, self._items[first:last].tolist()))

    def put(self, identifier: str, row: Row) -> int:
        """Add a record, or put a new version in the place of the one with this id; gives its row."""
        codes = [self._encoded(i, column, row.get(column.key, ())) for i, column in enumerate(self.columns)]
        self.remove(identifier)
        self._make_room()
        if max(codes, default=0) > NARROW and self._codes.dtype == np.uint16:
            self._codes = self._codes.astype(np.uint32)
        at = self._size
        self._codes[:, at] = codes
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

    def _encoded(self, position: int, column: Column, values: tuple[Value, ...]) -> int:
        vocabulary = self.vocabularies[column.key]
        vocabulary.absent += not values
        if column.bag:
            return self._bag(position - self.first_bag, tuple(map(vocabulary.put, values)))
        return vocabulary.put(values[0]) if values else 0

    def _bag(self, which: int, codes: tuple[int, ...]) -> int:
        known = self._known_bags[which]
        found = known.get(codes)
        if found is None:
            found = known[codes] = len(known)
            if found == self._bags.shape[1]:
                self._bags = np.concatenate([self._bags, np.zeros_like(self._bags)], axis=1)
            self._bags[which, found] = self._filled, self._filled + len(codes)
            self._fill(codes)
        return found

    def _fill(self, codes: tuple[int, ...]) -> None:
        while self._filled + len(codes) > len(self._items):
            self._items = np.concatenate([self._items, np.zeros_like(self._items)])
        self._items[self._filled : self._filled + len(codes)] = codes
        self._filled += len(codes)

    def _make_room(self) -> None:
        if self._size < len(self._alive):
            return
        self._codes = np.concatenate([self._codes, np.zeros_like(self._codes)], axis=1)
        self._alive = np.concatenate([self._alive, np.zeros_like(self._alive)])
        self._keys = np.concatenate([self._keys, np.zeros_like(self._keys)])


def as_array(column: Column, values: Sequence[Value]) -> NDArray[Any]:
    """A query's own values of a column as a structured array, to be measured against a vocabulary."""
    array = np.zeros(len(values), dtype=column.dtype)
    for i, value in enumerate(values):
        array[i] = value
    return array
