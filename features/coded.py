"""One side as plain arrays, the form in which a pool is built at once: the values of every column, and each record's codes."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from features.compaction import Bags
from features.pool import Column, Row, Value, Vocabulary

Coded = NDArray[np.uint32] | Bags


@dataclass(frozen=True)
class CodedSide:
    """One side as a pool takes it: the values of every column by code, and each record's codes.

    `codes` of a single column are uint32[n], 0 for "not stated"; of a bag column `Bags`.
    """

    columns: tuple[Column, ...]
    ids: NDArray[np.bytes_]
    values: Mapping[str, Vocabulary]
    codes: Mapping[str, Coded]

    def __len__(self) -> int:
        return len(self.ids)

    @property
    def vocabularies(self) -> dict[str, NDArray[np.void]]:
        """The values of every column by code."""
        return {column.key: self.values[column.key].array for column in self.columns}

    def row(self, at: int) -> Row:
        """One record's values."""
        return {column.key: tuple(self._read(column, at)) for column in self.columns}

    def _read(self, column: Column, at: int) -> Iterator[Value]:
        coded, values = self.codes[column.key], self.values[column.key]
        if isinstance(coded, Bags):
            bag = coded.codes[at]
            yield from map(values.value, coded.items[coded.starts[bag] : coded.ends[bag]].tolist())
        elif coded[at]:
            yield values.value(int(coded[at]))

    def rows(self) -> Iterator[tuple[str, Row]]:
        """Identifier and column values of every record."""
        for at, identifier in enumerate(self.ids.tolist()):
            yield identifier.decode(), self.row(at)

    def only(self, keys: Collection[str]) -> "CodedSide":
        """The same with the columns named alone."""
        return replace(self, columns=tuple(column for column in self.columns if column.key in keys))


def coded_rows(columns: tuple[Column, ...], rows: Iterable[tuple[str, Row]]) -> CodedSide:
    """Records given by identifier and values as plain arrays."""
    values = {column.key: ValuesSeen(column) for column in columns}
    chosen: dict[str, list[int]] = {column.key: [] for column in columns}
    ids = []
    for identifier, row in rows:
        ids.append(identifier.encode())
        for key, seen in values.items():
            chosen[key].append(seen.of(row[key]))
    codes = {key: values[key].codes(np.array(chosen[key], np.uint32)) for key in values}
    return CodedSide(columns, np.array(ids), {key: seen.vocabulary for key, seen in values.items()}, codes)


class ValuesSeen:
    """The values and bags of one column, numbered as they come."""

    def __init__(self, column: Column) -> None:
        self.column = column
        self.vocabulary = Vocabulary(column)
        self._known: dict[tuple[Value, ...], int] = {(): 0}
        self._bags: list[list[int]] = [[]]

    def of(self, values: Iterable[Value]) -> int:
        """The number of a record's value or bag."""
        held = tuple(values)
        if not self.column.bag:
            return self.vocabulary.code(held[0]) if held else 0
        number = self._known.get(held)
        if number is None:
            number = self._known[held] = len(self._bags)
            self._bags.append([self.vocabulary.code(value) for value in held])
        return number

    def code(self, value: Value) -> int:
        """The code of one value."""
        return self.vocabulary.code(value)

    def codes(self, numbers: NDArray[np.uint32]) -> Coded:
        """The records that have these values or bags."""
        if not self.column.bag:
            return numbers
        lengths = np.array([len(bag) for bag in self._bags], np.int64)
        ends = np.cumsum(lengths)
        return Bags(ends - lengths, ends, np.array([code for bag in self._bags for code in bag], np.uint32), numbers)
