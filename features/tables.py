"""Worked-out tables side by side in one array, each kept under the question that it answers."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field
from threading import RLock
from typing import Any

import numpy as np
from numpy.typing import NDArray

MOST = 32_000_000
"""Entries kept before all are forgotten together: 128 MB."""

UNKNOWN, NONE = -2, -1


class Shelf:
    """Arrays of one kind, each kept by a number and found many at once; a number may also stand for no array at all.

    They stand one after another in `array`, at most so many entries; what is not yet filled takes no memory.
    """

    def __init__(self, kind: type[np.generic], most: int) -> None:
        self.array: NDArray[Any] = np.empty(most, kind)
        self._most, self._filled = most, 0
        self._lock = RLock()
        self._places = np.full(64, UNKNOWN, np.int64)
        self._places[-1] = NONE

    def find(
        self, numbers: NDArray[np.int64], things: Sequence[Any], work_out: Callable[[Any], NDArray[Any] | None]
    ) -> tuple[NDArray[np.int64], NDArray[Any]]:
        """Where in an array each number's own begins, NONE where it has none; and that array, which stays as it is.

        A number that was never asked for is worked out from the thing that it stands for; where all would take too
        much room, all but these are forgotten. The number -1 never has any.
        """
        with self._lock:
            self._make_room(int(numbers.max(initial=0)))
            while True:
                places = self._places[numbers]
                missing = {int(numbers[i]): i for i in np.flatnonzero(places == UNKNOWN).tolist()}
                if not missing:
                    return places, self.array
                made = {number: work_out(things[i]) for number, i in missing.items()}
                size = sum(len(entries) for entries in made.values() if entries is not None)
                if self._filled + size > len(self.array):
                    some_are_lost = self._filled > 0
                    self._forget(size)
                    if some_are_lost:
                        continue
                for number, entries in made.items():
                    self._places[number] = NONE if entries is None else self._put(entries)

    def knows(self, numbers: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Which of the numbers were asked for."""
        with self._lock:
            self._make_room(int(numbers.max(initial=0)))
            known: NDArray[np.bool_] = self._places[numbers] != UNKNOWN
            return known

    def _put(self, entries: NDArray[Any]) -> int:
        at, self._filled = self._filled, self._filled + len(entries)
        self.array[at : self._filled] = entries
        return at

    def _make_room(self, number: int) -> None:
        """The last place is that of the number -1."""
        if number + 1 >= len(self._places):
            self._places[-1] = UNKNOWN
            self._places = np.concatenate([self._places, np.full(number + 2, UNKNOWN, np.int64)])
            self._places[-1] = NONE

    def _forget(self, size: int) -> None:
        self.array, self._filled = np.empty(max(self._most, size), self.array.dtype), 0
        self._places[:-1] = UNKNOWN


@dataclass(slots=True)
class Kept:
    """What is known on one topic, by question; emptied when the room runs out."""

    answers: dict[Any, Any] = field(default_factory=dict)


class Tables:
    """An array that is filled from its start, and what its parts stand for; what is not yet filled takes no memory.

    A query that was laid out holds on to the array of its time; forgetting starts a new one. Whoever
    makes a query holds the lock.
    """

    def __init__(self, most: int = MOST) -> None:
        self.array: NDArray[np.int32] = np.empty(most, np.int32)
        self.lock = RLock()
        self.forgotten = 0
        """How often all was forgotten."""
        self._most = most
        self._placed, self._kept = 0, 0
        self._topics: dict[Hashable, Kept] = {}

    def on(self, topic: Hashable) -> Kept:
        """What is kept on a topic; the same object as long as these tables live."""
        return self._topics.setdefault(topic, Kept())

    def answers(self, kind: str) -> list[Any]:
        """What is kept on all topics whose name begins so."""
        with self.lock:
            topics = [kept for topic, kept in self._topics.items() if isinstance(topic, tuple) and topic[0] == kind]
            return [answer for kept in topics for answer in kept.answers.values()]

    def place(self, table: NDArray[np.int32]) -> int:
        """Put a table behind the others; gives where it begins in `array`."""
        self.weigh(len(table))
        size = self._placed + len(table)
        if size > len(self.array):  # one table alone is larger than all may be
            self.array = np.concatenate([self.array[: self._placed], np.zeros(len(table), np.int32)])
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
        self.array, self._placed = np.empty(self._most, np.int32), 0
        self.forgotten += 1
        for kept in self._topics.values():
            kept.answers.clear()
