"""A memory of what was worked out last: bounded, and safe to share between threads."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Bounded(Generic[K, V]):
    """Keeps what was asked for last, up to a weight in all; `weigh` says what one value counts for."""

    def __init__(self, most: int, weigh: Callable[[V], int] = lambda _: 1) -> None:
        self._most, self._weigh = most, weigh
        self._held: OrderedDict[K, V] = OrderedDict()
        self._lock = Lock()
        self.weight = 0

    def __len__(self) -> int:
        return len(self._held)

    def get(self, key: K) -> V | None:
        """What is kept under a key; None where nothing is."""
        with self._lock:
            value = self._held.get(key)
            if value is not None:
                self._held.move_to_end(key)
            return value

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._held.clear()
            self.weight = 0

    def put(self, key: K, value: V) -> None:
        """Keep a value; what was not asked for the longest makes room."""
        with self._lock:
            before = self._held.pop(key, None)
            self.weight += self._weigh(value) - (0 if before is None else self._weigh(before))
            self._held[key] = value
            while self.weight > self._most and self._held:
                self.weight -= self._weigh(self._held.popitem(last=False)[1])
