"""The columns of one side: a sorted base and the newest records behind it, each record one code or bag a column."""

from collections.abc import Sequence
from itertools import compress
from typing import Any

import numpy as np
from numpy.typing import NDArray

from features.segment import Register, Segment, Tail, order_key
from features.tables import Tables
from features.values import Column, Row, Value, Vocabulary, as_array

__all__ = ["Column", "Pool", "Row", "Value", "Vocabulary", "as_array", "order_key"]


class Pool:
    """Records of one side; rows of the base come first, those of the tail after them, dead ones keep theirs.

    A record is found and ranked as soon as it is put. `compaction` turns base and tail into a new base.
    """

    def __init__(self, columns: Sequence[Column]) -> None:
        self.columns = (*(c for c in columns if not c.bag), *(c for c in columns if c.bag))
        self.position = {column.key: i for i, column in enumerate(self.columns)}
        self.vocabularies = {column.key: Vocabulary(column) for column in self.columns}
        self.first_bag = sum(not column.bag for column in columns)
        self.base: Segment | None = None
        self.register: Register | None = None
        self.tail = Tail(len(self.columns), len(self.columns) - self.first_bag)
        self.tables = Tables()
        """What was worked out over the vocabularies, kept for the next query."""
        self.sorted_by: tuple[str, ...] = ()
        """The columns by which a base is sorted, so that neighbours are alike."""
        self._label_counts = np.zeros(1, np.int64)

    def __len__(self) -> int:
        return self.base_size + len(self.tail)

    @property
    def base_size(self) -> int:
        """Rows of the base."""
        return 0 if self.base is None else len(self.base)

    @property
    def segments(self) -> tuple[tuple[int, Segment], ...]:
        """Base and tail as they are now, each with the number of its first row; empty ones left out."""
        base = ((0, self.base),) if self.base is not None and len(self.base) else ()
        return (*base, (self.base_size, self.tail.segment)) if len(self.tail) else base

    @property
    def living(self) -> int:
        """How many records there are."""
        return int(self._label_counts.sum())

    @property
    def label_counts(self) -> NDArray[np.int64]:
        """How many records have each label, int64[labels used so far]."""
        return self._label_counts

    @property
    def alive(self) -> NDArray[np.uint8]:
        """uint8[n], 0 for a record that was replaced or removed."""
        return self._whole("alive", np.uint8)

    @property
    def keys(self) -> NDArray[np.int64]:
        """int64[n], `order_key` of each id."""
        return self._whole("keys", np.int64)

    @property
    def labels(self) -> NDArray[np.uint32]:
        """uint32[n], the label of each record."""
        return self._whole("labels", np.uint32)

    def _whole(self, name: str, dtype: type[np.generic]) -> NDArray[Any]:
        parts = [getattr(segment, name) for _, segment in self.segments]
        return np.concatenate(parts) if parts else np.zeros(0, dtype)

    def stated_in(self, column: str) -> NDArray[np.bool_]:
        """bool[n], which records say something in a column."""
        position = self.position[column]
        parts = [segment.codes(position) > 0 for _, segment in self.segments]
        return np.concatenate(parts) if parts else np.zeros(0, np.bool_)

    def id(self, row: int) -> str:
        """The id of the record in a row."""
        if row < self.base_size:
            assert self.register is not None
            return bytes(self.register.ids[row]).decode()
        return self.tail.ids[row - self.base_size]

    def row(self, identifier: str) -> int | None:
        """The row of a record; None when it is not here."""
        row = self.tail.row_of.get(identifier)
        if row is not None:
            return self.base_size + row
        return self._base_row(identifier)

    def _base_row(self, identifier: str) -> int | None:
        if self.base is None or self.register is None:
            return None
        row = self.register.find(identifier, self.base.keys)
        return row if row is not None and self.base.alive[row] else None

    def _at(self, row: int) -> tuple[Segment, int]:
        if self.base is not None and row < self.base_size:
            return self.base, row
        return self.tail.segment, row - self.base_size

    def stated(self, row: int) -> frozenset[str]:
        """The keys of the columns in which a record says something."""
        segment, at = self._at(row)
        return frozenset(compress(self.position, [segment.code(i, at) for i in range(len(self.columns))]))

    def values(self, column: str, row: int) -> tuple[Value, ...]:
        """What a record states in a column."""
        segment, at = self._at(row)
        return self._read(segment, self.position[column], at)

    def row_values(self, row: int) -> Row:
        """What a record states in every column."""
        segment, at = self._at(row)
        return {column.key: self._read(segment, position, at) for position, column in enumerate(self.columns)}

    def _read(self, segment: Segment, position: int, at: int) -> tuple[Value, ...]:
        vocabulary = self.vocabularies[self.columns[position].key]
        code = segment.code(position, at)
        if position < self.first_bag:
            return (vocabulary.value(code),) if code else ()
        return tuple(map(vocabulary.value, segment.bag(position, code).tolist())) if code else ()

    def put(self, identifier: str, row: Row, label: int = 0) -> int:
        """Add a record, or put a new version in the place of the one with this id; gives its row."""
        codes = [self._encoded(column, row.get(column.key, ())) for column in self.columns]
        self.remove(identifier)
        self._count(label, 1)
        return self.base_size + self.tail.put(identifier, codes, label)

    def remove(self, identifier: str) -> bool:
        """Take a record out of every later answer; False when it was not there."""
        row = self.tail.kill(identifier)
        if row is not None:
            self._count(int(self.tail.segment.labels[row]), -1)
            return True
        row = self._base_row(identifier)
        if row is None or self.base is None:
            return False
        self.base.alive[row] = 0
        self._count(int(self.base.labels[row]), -1)
        return True

    def set_label(self, identifier: str, label: int) -> bool:
        """Know a record by another label; False when it is not here."""
        row = self.row(identifier)
        if row is None:
            return False
        segment, at = self._at(row)
        self._count(int(segment.labels[at]), -1)
        segment.labels[at] = label
        self._count(label, 1)
        return True

    def _count(self, label: int, by: int) -> None:
        if label >= len(self._label_counts):
            more = np.zeros(max(label + 1, 2 * len(self._label_counts)), np.int64)
            more[: len(self._label_counts)] = self._label_counts
            self._label_counts = more
        self._label_counts[label] += by

    def _encoded(self, column: Column, values: tuple[Value, ...]) -> int | tuple[int, ...]:
        vocabulary = self.vocabularies[column.key]
        vocabulary.absent += not values
        if column.bag:
            return tuple(map(vocabulary.put, dict.fromkeys(values)))
        return vocabulary.put(values[0]) if values else 0

    def standing_on(self, base: Segment, register: Register, known: "Pool | None" = None) -> "Pool":
        """A pool over a base whose codes are of this one's vocabularies, with nothing behind it yet.

        Whoever still searches this pool is not disturbed. `known` is the pool whose worked-out tables go on being true.
        """
        fresh = Pool(self.columns)
        fresh.vocabularies, fresh.sorted_by = self.vocabularies, self.sorted_by
        fresh.base, fresh.register = base, register
        fresh.tables = known.tables if known is not None else fresh.tables
        fresh._label_counts = np.bincount(base.labels[base.alive > 0], minlength=1).astype(np.int64)
        return fresh

    def agreeing(self, other: "Pool") -> "Pool":
        """The other one with this one's vocabularies and worked-out tables, where its codes mean the same; else as it is."""
        if other.base is None or other.register is None:
            return other
        for key, vocabulary in other.vocabularies.items():
            own = self.vocabularies[key].array
            if len(own) < len(vocabulary) or not np.array_equal(own[: len(vocabulary)], vocabulary.array):
                return other
        return self.standing_on(other.base, other.register, known=self)
