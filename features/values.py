"""The values of a column and the codes that stand for them: a vocabulary only grows, a code never changes its meaning."""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Value = tuple[Hashable, ...]
Row = Mapping[str, tuple[Value, ...]]
"""A record as its columns' values: no value means not stated; only a bag may hold several, each once."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of one side: the fields of a value, whether it is a bag, and how a profile gives it."""

    key: str
    dtype: np.dtype[Any]
    values: Callable[[Any], Iterable[Value]]
    bag: bool = False


class Vocabulary:
    """The distinct values of a column in order of arrival; code 0 of a single column is "not stated"."""

    def __init__(self, column: Column, array: NDArray[Any] | None = None, counts: NDArray[np.int64] | None = None) -> None:
        """Empty, or with the values `array` by code (code 0 of a single column included) put `counts` times each."""
        first = 0 if column.bag else 1
        self.column = column
        self._array = np.zeros(8, dtype=column.dtype) if array is None else array.astype(column.dtype)
        self._counts = np.zeros(8, dtype=np.int64) if counts is None else counts.astype(np.int64)
        self._size = first if array is None else len(array)
        self._codes: dict[Value, int] = {}
        self._values: list[Value] = [()] * first
        self._sharing: dict[Hashable, list[int]] = {}
        self._shared = first
        self.used = int(self._counts.sum())
        """How many values were put, equal ones each time."""
        self.absent = 0
        """How many records were put without any value of the column."""

    def __len__(self) -> int:
        return self._size

    @property
    def array(self) -> NDArray[Any]:
        """The values by code, as a structured array of length V."""
        return self._array[: self._size]

    @property
    def counts(self) -> NDArray[np.int64]:
        """How often each code was put, versions that are gone included: a guide to what is usual, int64[V]."""
        return self._counts[: self._size]

    def find(self, value: Value) -> int | None:
        """The code of a value; None when it was never seen."""
        self._learn()
        return self._codes.get(value)

    def code(self, value: Value) -> int:
        """The code of a value, given a new one when it has not been seen."""
        known = self.find(value)
        if known is not None:
            return known
        if self._size == len(self._array):
            more = max(8, self._size)
            self._array = np.concatenate([self._array, np.zeros(more, self._array.dtype)])
            self._counts = np.concatenate([self._counts, np.zeros(more, np.int64)])
        code = self._size
        self._array[code] = value
        self._codes[value] = code
        self._values.append(value)
        self._size += 1
        return code

    def value(self, code: int) -> Value:
        """The value that a code stands for."""
        self._learn()
        return self._values[code]

    def put(self, value: Value) -> int:
        """The code of a value that one more record holds."""
        code = self.code(value)
        self._counts[code] += 1
        self.used += 1
        return code

    def sharing(self, first: Hashable) -> Sequence[int]:
        """The codes of the values whose first field is this."""
        self._learn()
        for code in range(self._shared, self._size):
            self._sharing.setdefault(self._values[code][0], []).append(code)
        self._shared = self._size
        return self._sharing.get(first, ())

    def _learn(self) -> None:
        """Values that came as an array are read once somebody asks for one by itself."""
        known = len(self._values)
        if known == self._size:
            return
        fresh = [_value(item) for item in self._array[known : self._size].tolist()]
        self._codes.update(zip(fresh, range(known, self._size), strict=True))
        self._values += fresh


def _value(item: Any) -> Value:
    """A structured item as nested tuples."""
    parts = (part.tolist() if isinstance(part, np.ndarray) else part for part in item)
    return tuple(_value(part) if isinstance(part, (list, tuple)) else part for part in parts)


def as_array(column: Column, values: Sequence[Value]) -> NDArray[Any]:
    """A query's own values of a column as a structured array, to be measured against a vocabulary."""
    array = np.zeros(len(values), dtype=column.dtype)
    for i, value in enumerate(values):
        array[i] = value
    return array
