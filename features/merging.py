"""How the newest records come into a base: both are in order already, so that one walk through each column is enough."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from features.bags import Bags, Coded, Codes
from features.pool import Pool
from features.segment import Segment


@dataclass(frozen=True)
class _Two:
    """A base and a tail to be merged.

    `order` names the living records as they are to stand, those of the tail counted on from the last of the base.
    """

    base: Segment
    tail: Segment
    order: NDArray[np.int64]

    @cached_property
    def width(self) -> type[np.uint16] | type[np.uint32]:
        """What every value in a bag fits into."""
        narrow = self.base.items.dtype == np.uint16 and self.tail.items.max(initial=0) <= np.iinfo(np.uint16).max
        return np.uint16 if narrow else np.uint32


def merged(pool: Pool) -> tuple[Coded, Codes]:
    """The living records of a pool that has a base, in the base's order, and the rows in the order of their keys."""
    from features.merging_loops import merge_by_key

    assert pool.base is not None and pool.register is not None
    two = _Two(pool.base, pool.tail.segment, _merged_order(pool, pool.base, pool.tail.segment))
    columns: dict[str, Codes | Bags] = {
        column.key: _bags(two, position) if column.bag else _taken(two, two.base.codes(position), two.tail.codes(position))
        for position, column in enumerate(pool.columns)
    }
    keys = np.empty(len(two.order), np.int64)
    _take(two.base.keys, two.tail.keys, two.order, keys)
    latest = np.flatnonzero(two.tail.alive)
    latest = latest[np.argsort(two.tail.keys[latest], kind="stable")] + len(two.base)
    by_key = np.empty(len(two.order), np.uint32)
    merge_by_key(two.order, pool.register.by_key, latest, two.base.keys, two.tail.keys, by_key)
    return Coded(columns, _ids(pool, two), keys, _taken(two, two.base.labels, two.tail.labels)), by_key


def _merged_order(pool: Pool, base: Segment, tail: Segment) -> NDArray[np.int64]:
    from features.merging_loops import merge_rows

    living = np.flatnonzero(tail.alive)
    earlier, later = (_marks(pool, part) for part in (base, tail))
    rows = living[np.lexsort([tail.keys[living], *later[::-1, living]])]
    order = np.empty(len(base) + len(rows), np.int64)
    size = merge_rows(base.alive, earlier, base.keys, rows, later, tail.keys, order)
    return order[:size]


def _marks(pool: Pool, part: Segment) -> NDArray[np.uint32]:
    """What a segment's records are sorted by before their keys, uint32[marks, n]: codes, of a bag its first two items."""
    marks: list[Codes] = []
    for position in (pool.position[key] for key in pool.sorted_by):
        codes = part.codes(position)
        if position < part.first_bag:
            marks.append(codes.astype(np.uint32))
        else:
            starts, ends = part.spans(position)
            marks += [first_items(starts, ends, part.items, place)[codes] for place in (0, 1)]
    return np.array(marks, np.uint32).reshape(len(marks), len(part))


def first_items(starts: NDArray[np.integer], ends: NDArray[np.integer], items: NDArray[np.unsignedinteger], place: int) -> Codes:
    """One more than each bag's item at a place, 0 where it has none."""
    found = np.zeros(len(starts), np.uint32)
    longer = np.flatnonzero(ends.astype(np.int64) - starts > place)
    found[longer] = items[starts[longer] + place].astype(np.uint32) + 1
    return found


def _taken(two: _Two, earlier: NDArray[np.unsignedinteger], later: NDArray[np.unsignedinteger]) -> Codes:
    found = np.empty(len(two.order), np.uint32)
    _take(earlier, later, two.order, found)
    return found


def _take(earlier: np.ndarray, later: np.ndarray, order: NDArray[np.int64], found: np.ndarray) -> None:
    from features.merging_loops import take

    take(earlier, later, order, found)


def _ids(pool: Pool, two: _Two) -> NDArray[np.bytes_]:
    assert pool.register is not None
    fresh = np.array([identifier.encode() for identifier in pool.tail.ids[: len(two.tail)]], np.bytes_)
    return np.take(np.concatenate([pool.register.ids, fresh]) if len(fresh) else pool.register.ids, two.order)


def _bags(two: _Two, position: int) -> Bags:
    """The bags in use, equal ones once, numbered as they first appear, so that neighbours' items lie together."""
    from features.merging_loops import copy_bags, find_bags, number_bags, place_bags

    (starts, ends), (more_starts, more_ends) = two.base.spans(position), two.tail.spans(position)
    known = find_bags(starts, ends, two.base.items, more_starts, more_ends, two.tail.items)
    codes, used = np.empty(len(two.order), np.uint32), np.empty(len(starts) + len(more_starts), np.int32)
    count = number_bags(two.base.codes(position), two.tail.codes(position), two.order, len(starts), known, codes, used)
    begins, stops = np.empty(count, np.int64), np.empty(count, np.int64)
    items = np.empty(place_bags(used, starts, ends, more_starts, more_ends, begins, stops), two.width)
    copy_bags(used, starts, two.base.items, more_starts, two.tail.items, begins, stops, items)
    return Bags(begins, stops, items, codes)
