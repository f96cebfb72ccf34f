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


@dataclass(frozen=True, slots=True)
class Column:
    """A column of one side: the fields of a value, whether it is a bag, and how a profile gives it."""

    key: str
    dtype: np.dtype[Any]
    values: Callable[[Any], Iterable[Value]]
    bag: bool = False


class Vocabulary:
    """The distinct values of a column in order of arrival; code 0 of a single column is "not stated"."""

    def __init__(self, column: Column) -> None:
        self.column = column
        self._codes: dict[Value, int] = {}
        self._array = np.zeros(8, dtype=column.dtype)
        self._size = 0 if column.bag else 1

    def __len__(self) -> int:
        return self._size

    def code(self, value: Value) -> int:
        """The code of a value, given a new one when it has not been seen."""
        known = self._codes.get(value)
        if known is not None:
            return known
        if self._size == len(self._array):
            self._array = np.concatenate([self._array, np.zeros_like(self._array)])
        code = self._size
        self._array[code] = value
        self._codes[value] = code
        self._size += 1
        return code

    @property
    def array(self) -> NDArray[Any]:
        """The values by code, as a structured array of length V."""
        return self._array[: self._size]


def order_key(identifier: str) -> int:
    """A fixed 63-bit hash of an id: ties are broken by it, so that no name or date goes first."""
    return int.from_bytes(blake2b(identifier.encode(), digest_size=8).digest(), "big") >> 1


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
            self._singles[at, i] = self.vocabularies[column.key].code(values[0]) if values else 0
        for i, column in enumerate(self.bag_columns):
            self._starts[at, i] = self._filled
            self._fill([self.vocabularies[column.key].code(value) for value in row.get(column.key, ())])
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


def as_array(column: Column, values: Sequence[Value]) -> NDArray[Any]:
    """A query's own values of a column as a structured array, to be measured against a vocabulary."""
    array = np.zeros(len(values), dtype=column.dtype)
    for i, value in enumerate(values):
        array[i] = value
    return array
