"""A pool as it stood at one moment: searched by anybody while the pool it was taken from goes on changing."""

from collections.abc import Iterable, Iterator
from copy import copy
from dataclasses import dataclass, replace

import numpy as np

from features.pool import Pool
from features.segment import Segment, order_key


@dataclass(frozen=True, slots=True)
class StillRows:
    """Where the living records stand, looked for by their keys: few are asked for, so that no table of them is made.

    `ids` may have later ones behind those that count.
    """

    ids: list[str]
    segment: Segment

    def __iter__(self) -> Iterator[str]:
        return (self.ids[row] for row in np.flatnonzero(self.segment.alive).tolist())

    def get(self, identifier: str) -> int | None:
        """The row of a record; None when it is not here."""
        alike = np.flatnonzero(self.segment.keys == order_key(identifier))
        return next((row for row in alike.tolist() if self.segment.alive[row] and self.ids[row] == identifier), None)


@dataclass(frozen=True, slots=True)
class StillTail:
    """The newest records up to a moment."""

    ids: list[str]
    row_of: StillRows
    segment: Segment

    def __len__(self) -> int:
        return len(self.segment)


def still(pool: Pool) -> Pool:
    """The pool as it is now, to be read alone; it shares all that only grows.

    Whoever changes the pool later gives its base other arrays for `alive` first: see `loosened`.
    """
    tail, found = pool.tail.segment, copy(pool)
    segment = replace(tail, alive=tail.alive.copy())
    found.tail = StillTail(pool.tail.ids, StillRows(pool.tail.ids, segment), segment)  # type: ignore[assignment]
    found._label_counts = pool.label_counts.copy()
    return found


def loosened(pool: Pool) -> None:
    """Let a base's records be removed without anybody noticing who holds the pool as it stood before."""
    if pool.base is not None:
        known, pool.base = pool.base, replace(pool.base, alive=pool.base.alive.copy())
        vars(pool.base).update(bounds=known.bounds, folds=known.folds)  # neither depends on who of them is alive


def carried(source: Pool, target: Pool, identifiers: Iterable[str]) -> None:
    """Bring these records of one pool into another as they are in the first, those that it lacks out of it."""
    for identifier in identifiers:
        row = source.row(identifier)
        if row is None:
            target.remove(identifier)
        else:
            target.put(identifier, source.row_values(row), label_of(source, row))


def label_of(pool: Pool, row: int) -> int:
    """The label of one record."""
    first, segment = next((first, segment) for first, segment in reversed(pool.segments) if first <= row)
    return int(segment.labels[row - first])


