"""A stretch of a pool: records as narrow arrays that a kernel can walk, in groups or as they came."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from features.tables import Shelf

BLOCK = 128
"""Records a block at most: so many neighbours share one account of what their columns hold."""

PARTS = 8
"""A block falls into so many parts of equal length, the last ones shorter or empty."""

UNSORTED = -1

MOST_FOLDED, MOST_BOUNDS = 24_000_000, 160_000_000
"""Entries kept of what whole bags give, four bytes each, and of what bounds blocks, one byte each."""


def order_key(identifier: str) -> int:
    """A fixed 63-bit hash of an id: ties are broken by it, so that no name or date goes first."""
    return int(order_keys([identifier.encode()])[0])


def order_keys(identifiers: Iterable[bytes]) -> NDArray[np.int64]:
    """`order_key` of every id, int64[n]."""
    digests = b"".join(blake2b(identifier, digest_size=8).digest() for identifier in identifiers)
    return (np.frombuffer(digests, ">u8") >> 1).astype(np.int64)


@dataclass(frozen=True)
class Segment:
    """Records of one side as codes; nothing in it changes but `alive` and `labels`. C columns, B of them bags, n records.

    Attributes:
        narrow: uint16[·, n] and wide: uint32[·, n or more], the codes of the columns; a bag column's code stands for a
            whole bag; 0 everywhere for "not stated".
        where: int64[C], of each column its row of `narrow`, or `~row` of `wide`.
        starts, ends: uint32[·], where each distinct bag lies in `items`; those of bag column b from
            `starts_at[b]` on, `distinct[b]` of them, the empty one first.
        items: uint16[m] or uint32[m], the codes of the values in all distinct bags.
        keys: int64[n], `order_key` of each id.
        labels: uint32[n], what the pool's keeper knows each record by.
        alive: uint8[n], 0 for a record that was replaced or removed.
        sorted_by: the first column that the records are sorted by, UNSORTED when they stand as they came.
        blocks: int64[K + 1], where each block begins.
        held_at: int64[C + 1], where each column's part of `held` begins; that of a column with too much to tell is empty.
        held: uint32[·], for each value of a column where its holders begin, an empty bag counting as the value after the
            last; one more says where they end.
        holders: uint16[·] or uint32[·], the blocks that hold the value, rising.
        parts: uint8[·], beside each of these, by bits, the parts of the block that hold it.
    """

    narrow: NDArray[np.uint16]
    wide: NDArray[np.uint32]
    where: NDArray[np.int64]
    starts: NDArray[np.uint32]
    ends: NDArray[np.uint32]
    starts_at: NDArray[np.int64]
    distinct: NDArray[np.int64]
    items: NDArray[np.uint16] | NDArray[np.uint32]
    keys: NDArray[np.int64]
    labels: NDArray[np.uint32]
    alive: NDArray[np.uint8]
    sorted_by: int
    blocks: NDArray[np.int64]
    held_at: NDArray[np.int64]
    held: NDArray[np.uint32]
    holders: NDArray[np.uint16] | NDArray[np.uint32]
    parts: NDArray[np.uint8]

    def __len__(self) -> int:
        return len(self.alive)

    @property
    def first_bag(self) -> int:
        """The position of the first bag column; single ones come before it."""
        return len(self.where) - len(self.starts_at)

    @cached_property
    def folds(self) -> Shelf:
        """What whole bags were found to give, by the question asked of their values."""
        return Shelf(np.int32, MOST_FOLDED)

    @cached_property
    def bounds(self) -> Shelf:
        """What was found to bound the blocks, then their parts, by the question asked of their values."""
        return Shelf(np.uint8, MOST_BOUNDS)

    def holders_of(self, position: int) -> NDArray[np.uint32]:
        """Where the holders of each value of a column begin, as `held` has it; empty where they are not told."""
        return self.held[self.held_at[position] : self.held_at[position + 1]]

    def codes(self, position: int) -> NDArray[np.uint16] | NDArray[np.uint32]:
        """The codes of one column, [n]."""
        at = int(self.where[position])
        return self.narrow[at] if at >= 0 else self.wide[~at, : len(self)]

    def code(self, position: int, row: int) -> int:
        """One record's code in a column."""
        at = int(self.where[position])
        return int(self.narrow[at, row] if at >= 0 else self.wide[~at, row])

    def bag(self, position: int, code: int) -> NDArray[np.uint16] | NDArray[np.uint32]:
        """The value codes of one bag of the bag column at a position."""
        at = int(self.starts_at[position - self.first_bag]) + code
        return self.items[self.starts[at] : self.ends[at]]

    def spans(self, position: int) -> tuple[NDArray[np.uint32], NDArray[np.uint32]]:
        """Where the distinct bags of a bag column begin and end in `items`."""
        first = int(self.starts_at[position - self.first_bag])
        last = first + int(self.distinct[position - self.first_bag])
        return self.starts[first:last], self.ends[first:last]


@dataclass(frozen=True)
class Register:
    """The ids of a segment's records. `ids`: bytes[n] of one width; `by_key`: uint32[n], the rows in the order of their keys."""

    ids: NDArray[np.bytes_]
    by_key: NDArray[np.uint32]

    def find(self, identifier: str, keys: NDArray[np.int64]) -> int | None:
        """The row that an id stands in."""
        key, coded = order_key(identifier), identifier.encode()
        at = bisect_left(self.by_key, key, key=lambda row: keys[row])
        while at < len(self.by_key) and keys[self.by_key[at]] == key:
            if self.ids[self.by_key[at]] == coded:
                return int(self.by_key[at])
            at += 1
        return None


class Tail:
    """The newest records, as they came: a segment that grows, every column wide.

    Arrays are replaced, never shrunk, when they are outgrown, and rows are only added, so that a
    segment taken earlier stays true for the rows that it has.
    """

    def __init__(self, columns: int, bags: int) -> None:
        self.first_bag = columns - bags
        self.ids: list[str] = []
        self.row_of: dict[str, int] = {}
        self._size, self._filled = 0, 0
        self._codes = np.zeros((columns, 64), np.uint32)
        self._alive, self._keys, self._labels = np.zeros(64, np.uint8), np.zeros(64, np.int64), np.zeros(64, np.uint32)
        self._spans = np.zeros((2, bags, 64), np.uint32)
        self._items = np.zeros(256, np.uint32)
        self._known: list[dict[tuple[int, ...], int]] = [{(): 0} for _ in range(bags)]
        self._segment: Segment | None = None

    def __len__(self) -> int:
        return self._size

    def put(self, identifier: str, codes: Sequence[int | tuple[int, ...]], label: int) -> int:
        """Add a record by its codes, a bag as those of its values; gives its row."""
        if self._size == len(self._alive):
            self._grow()
        single = [code if isinstance(code, int) else self._bag(i, code) for i, code in enumerate(codes)]
        at = self._size
        self._codes[:, at] = single
        self._alive[at] = 1
        self._keys[at] = order_key(identifier)
        self._labels[at] = label
        self.ids.append(identifier)
        self.row_of[identifier] = at
        self._size += 1
        return at

    def kill(self, identifier: str) -> int | None:
        """Take a record out of every later answer; gives the row that it had."""
        row = self.row_of.pop(identifier, None)
        if row is not None:
            self._alive[row] = 0
        return row

    @cached_property
    def _where(self) -> NDArray[np.int64]:
        return ~np.arange(len(self._codes), dtype=np.int64)

    @property
    def segment(self) -> Segment:
        """The rows so far; the same until one more is put."""
        if self._segment is None or len(self._segment) != self._size:
            self._segment = self._rows_so_far()
        return self._segment

    def _rows_so_far(self) -> Segment:
        n, (_, bags, room) = self._size, self._spans.shape
        starts, ends = self._spans.reshape(2, bags * room)
        return Segment(
            narrow=np.zeros((0, n), np.uint16),
            wide=self._codes,
            where=self._where,
            starts=starts,
            ends=ends,
            starts_at=np.arange(bags, dtype=np.int64) * room,
            distinct=np.array([len(known) for known in self._known], np.int64),
            items=self._items,
            keys=self._keys[:n],
            labels=self._labels[:n],
            alive=self._alive[:n],
            sorted_by=UNSORTED,
            blocks=np.append(np.arange(0, n, BLOCK), n),
            held_at=np.zeros(len(self._codes) + 1, np.int64),
            held=np.zeros(0, np.uint32),
            holders=np.zeros(0, np.uint32),
            parts=np.zeros(0, np.uint8),
        )

    def _bag(self, position: int, values: tuple[int, ...]) -> int:
        which = position - self.first_bag
        known = self._known[which]
        code = known.get(values)
        if code is None:
            code = known[values] = len(known)
            while code >= self._spans.shape[2]:
                self._spans = np.concatenate([self._spans, np.zeros_like(self._spans)], axis=2)
            while self._filled + len(values) > len(self._items):
                self._items = np.concatenate([self._items, np.zeros_like(self._items)])
            last = self._filled + len(values)
            self._items[self._filled : last] = values
            self._spans[:, which, code] = self._filled, last
            self._filled = last
        return code

    def _grow(self) -> None:
        self._codes = np.concatenate([self._codes, np.zeros_like(self._codes)], axis=1)
        self._alive = np.concatenate([self._alive, np.zeros_like(self._alive)])
        self._keys = np.concatenate([self._keys, np.zeros_like(self._keys)])
        self._labels = np.concatenate([self._labels, np.zeros_like(self._labels)])
