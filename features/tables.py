"""Worked-out tables side by side in one array, each kept under the question that it answers."""

from collections.abc import Hashable
from dataclasses import dataclass, field
from threading import RLock
from typing import Any

import numpy as np
from numpy.typing import NDArray

MOST = 48_000_000
"""Entries kept before all are forgotten together: 192 MB."""


MOST_SHELVED = 128_000_000
"""Bytes of rows kept before all are forgotten together."""


class Shelf:
    """Rows of one length, int16[·, length], each kept by a number; a number may also stand for no row at all."""

    def __init__(self, length: int) -> None:
        self.rows: NDArray[np.int16] = np.zeros((16, length), np.int16)
        self.lock = RLock()
        self.forgotten = 0
        """How often all was forgotten."""
        self._row_of: dict[int, int] = {}
        self._filled = 0

    def find(self, number: int) -> int | None:
        """The row kept by a number, -1 where there is none for it; None where it was never put."""
        return self._row_of.get(number)

    def put(self, number: int, row: NDArray[np.int16] | None) -> int:
        """Keep a row by a number; whoever puts holds the lock. Those who hold `rows` are not disturbed."""
        if row is None:
            self._row_of[number] = -1
            return -1
        if self._filled == len(self.rows):
            if 2 * self.rows.nbytes > MOST_SHELVED:
                self.rows, self._row_of, self._filled = np.zeros_like(self.rows), {}, 0
                self.forgotten += 1
            else:
                self.rows = np.concatenate([self.rows, np.zeros_like(self.rows)])
        at, self._filled = self._filled, self._filled + 1
        self.rows[at] = row
        self._row_of[number] = at
        return at


@dataclass(slots=True)
class Kept:
    """What is known on one topic, by question; emptied when the room runs out."""

    answers: dict[Any, Any] = field(default_factory=dict)


class Tables:
    """An array that only grows, and what its parts stand for.

    A query that was laid out holds on to the array of its time; forgetting starts a new one. Whoever
    makes a query holds the lock.
    """

    def __init__(self, most: int = MOST) -> None:
        self.array: NDArray[np.int32] = np.zeros(1 << 14, np.int32)
        self.lock = RLock()
        self.forgotten = 0
        """How often all was forgotten."""
        self._most = most
        self._placed, self._kept = 0, 0
        self._topics: dict[Hashable, Kept] = {}

    def on(self, topic: Hashable) -> Kept:
        """What is kept on a topic; the same object as long as these tables live."""
        return self._topics.setdefault(topic, Kept())

    def place(self, table: NDArray[np.int32]) -> int:
        """Put a table behind the others; gives where it begins in `array`."""
        self.weigh(len(table))
        size = self._placed + len(table)
        if size > len(self.array):
            larger = np.zeros(max(2 * len(self.array), size), np.int32)
            larger[: self._placed] = self.array[: self._placed]
            self.array = larger
        at, self._placed = self._placed, size
        self.array[at:size] = table
        return at

    def weigh(self, entries: int) -> None:
        """Count entries that are kept; when there are too many, all are forgotten."""
        self._kept += entries
        if self._kept > self._most:
            self._forget()
            self._kept = entries

    def _forget(self) -> None:
        self.array, self._placed = np.zeros(1 << 20, np.int32), 0
        self.forgotten += 1
        for kept in self._topics.values():
            kept.answers.clear()
