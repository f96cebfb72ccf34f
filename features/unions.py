"""Bags put together from what each phrase alone gives: the first place and the best reading of every code."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from features.compaction import Bags
from features.compiled import njit

ODD = np.uint64(0x9E3779B97F4A7C15)
WIDEST = 512
"""No bag holds more values than this."""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that a phrase gives: what it is, how good the reading is (lower is better), and its value's code."""

    what: int
    rank: int
    code: int


@dataclass(frozen=True, slots=True)
class Parts:
    """What every phrase gives, in order: those of phrase p lie at [starts[p], starts[p + 1])."""

    starts: NDArray[np.int64]
    what: NDArray[np.int64]
    rank: NDArray[np.int64]
    code: NDArray[np.uint32]

    @classmethod
    def of(cls, phrases: Sequence[Sequence[Item]]) -> "Parts":
        """The parts of phrases in the order of their numbers."""
        items = [item for phrase in phrases for item in phrase]
        return cls(
            np.cumsum([0, *map(len, phrases)]).astype(np.int64),
            np.array([item.what for item in items], np.int64),
            np.array([item.rank for item in items], np.int64),
            np.array([item.code for item in items], np.uint32),
        )

    def united(self, said: NDArray[np.int32]) -> tuple[NDArray[np.int64], NDArray[np.uint32], NDArray[np.uint64]]:
        """For n records that said the phrases int32[n, most] (-1 for none): where their values end, the values, a hash each."""
        sizes = np.concatenate([np.diff(self.starts), [0]])
        room = int(sizes[said].sum())
        ends, codes, hashes = np.zeros(len(said), np.int64), np.zeros(room, np.uint32), np.zeros(len(said), np.uint64)
        filled = _unite(said, self.starts, self.what, self.rank, self.code, ends, codes, hashes)
        return ends, codes[:filled], hashes


def shared(ends: NDArray[np.int64], codes: NDArray[np.uint32], hashes: NDArray[np.uint64]) -> Bags:
    """Equal bags kept once, in the order in which they first appear, behind the empty one."""
    _, first, which = np.unique(hashes, return_index=True, return_inverse=True)
    begins = np.concatenate([[0], ends[:-1]]) if len(ends) else ends
    order = np.argsort(first)
    order = order[ends[first[order]] > begins[first[order]]]
    number = np.zeros(len(first), np.uint32)
    number[order] = np.arange(1, len(order) + 1)
    kept = first[order]
    sizes = ends[kept] - begins[kept]
    stops = np.cumsum(sizes)
    items, bags = codes[np.repeat(begins[kept] - stops + sizes, sizes) + np.arange(int(sizes.sum()))], number[which.reshape(-1)]
    found = Bags(np.concatenate([[0], stops - sizes]), np.concatenate([[0], stops]), items, bags)
    if not _equal(begins, ends, codes, found.starts, found.ends, items, bags):
        raise ValueError("two different bags have one hash")
    return found


@njit(cache=True, nogil=True)
def _unite(said, starts, what, rank, code, ends, codes, hashes):  # type: ignore[no-untyped-def]
    held, ranks = np.empty(WIDEST, np.int64), np.empty(WIDEST, np.int64)
    filled = 0
    for row in range(len(said)):
        first, count = filled, 0
        for phrase in said[row]:
            if phrase < 0:
                continue
            for at in range(starts[phrase], starts[phrase + 1]):
                place = 0
                while place < count and held[place] != what[at]:
                    place += 1
                if place == count:
                    count += 1
                elif ranks[place] <= rank[at]:
                    continue
                held[place], ranks[place] = what[at], rank[at]
                codes[first + place] = code[at]
        filled = first + count
        ends[row] = filled
        mixed = np.uint64(count + 1) * ODD
        for at in range(first, filled):
            mixed = (mixed + np.uint64(codes[at] + 1)) * ODD
            mixed ^= mixed >> np.uint64(29)
        hashes[row] = mixed
    return filled


@njit(cache=True, nogil=True)
def _equal(begins, ends, codes, starts, stops, items, bags):  # type: ignore[no-untyped-def]
    for row in range(len(bags)):
        size, first = ends[row] - begins[row], starts[bags[row]]
        if stops[bags[row]] - first != size:
            return False
        for at in range(size):
            if codes[begins[row] + at] != items[first + at]:
                return False
    return True
