"""Records as codes become a base: neighbours alike, bags deduplicated, columns as narrow as they can be, blocks told."""

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from features.bags import Bags, Coded, Codes
from features.merging import first_items, merged
from features.pool import Pool
from features.segment import BLOCK, PARTS, UNSORTED, Register, Segment, order_keys
from features.values import Column, Vocabulary

T = TypeVar("T", np.uint16, np.uint32)
__all__ = ["Bags", "Coded", "arranged", "compacted", "pool_from_codes"]

NARROW = np.iinfo(np.uint16).max
"""The largest code that a narrow column can hold."""

WHOLE_BLOCKS = 32
"""From so many records on, those that share their first code in the order have blocks of their own."""

MOST_TOLD = 256
"""A column of whose values a block holds more than so many, on average, is not told."""

def pool_from_codes(
    columns: Sequence[Column],
    vocabularies: Mapping[str, NDArray[np.void]],
    codes: Mapping[str, Codes | Bags],
    ids: Sequence[str] | NDArray[np.bytes_],
    labels: Codes | None = None,
    sorted_by: tuple[str, ...] = (),
) -> Pool:
    """A pool with all these records in its base.

    Args:
        vocabularies: the values of each column by code, code 0 of a single column being "not stated".
        codes: for each column the records' codes, or their bags.
        sorted_by: the columns by which the records are sorted, so that neighbours are alike.
    """
    pool = Pool(columns)
    pool.sorted_by = sorted_by
    for column in pool.columns:
        pool.vocabularies[column.key] = _counted(column, vocabularies[column.key], codes[column.key])
    written = np.asarray(ids if isinstance(ids, np.ndarray) else [i.encode() for i in ids], np.bytes_)
    marked = np.zeros(len(written), np.uint32) if labels is None else labels
    coded = Coded(codes, written, order_keys(written.tolist()), marked)
    return pool.standing_on(*arranged(pool, coded))


def compacted(pool: Pool) -> Pool:
    """A new pool with the living records of this one in its base; it shares the vocabularies and what was worked out.

    Records that are put or removed meanwhile are not in it: whoever does both puts them again.
    """
    whole = pool if pool.base is not None else _over_nothing(pool)
    return pool.standing_on(*_laid_out(pool, *merged(whole)), known=pool)


def arranged(pool: Pool, coded: Coded) -> tuple[Segment, Register]:
    """The records in an order that makes neighbours alike, those alike by key, as a segment and its register."""
    order = _order(pool, coded)
    keys = coded.keys[order]
    columns = {key: _renumbered(held, order) if isinstance(held, Bags) else held[order] for key, held in coded.columns.items()}
    by_key = np.argsort(keys, kind="stable").astype(np.uint32)
    return _laid_out(pool, Coded(columns, coded.ids[order], keys, coded.labels[order].astype(np.uint32)), by_key)


def _over_nothing(pool: Pool) -> Pool:
    """The pool with an empty base before its tail."""
    none = np.zeros(0, np.uint32)
    bag = Bags(np.zeros(1, np.int64), np.zeros(1, np.int64), none, none)
    columns: dict[str, Codes | Bags] = {column.key: bag if column.bag else none for column in pool.columns}
    found = pool.standing_on(*_laid_out(pool, Coded(columns, np.zeros(0, np.bytes_), np.zeros(0, np.int64), none), none))
    found.tail = pool.tail
    return found


def _laid_out(pool: Pool, coded: Coded, by_key: Codes) -> tuple[Segment, Register]:
    """Records that are in order, as a segment and its register."""
    n, columns = len(coded.keys), [coded.columns[column.key] for column in pool.columns]
    codes = [column.codes if isinstance(column, Bags) else column for column in columns]
    small = [column.max(initial=0) <= NARROW for column in codes]
    ranks = np.cumsum(small) - 1
    bags = [column for column in columns if isinstance(column, Bags)]
    sizes = np.array([len(column.starts) for column in bags], np.int64)
    items = np.concatenate([column.items for column in bags] or [np.zeros(0, np.uint16)])
    filled = np.cumsum([0, *(len(column.items) for column in bags)])
    spans = _joined([*((column.starts + at).astype(np.uint32) for column, at in zip(bags, filled, strict=False)), filled[-1:].astype(np.uint32)])
    blocks = _blocks(codes[pool.position[pool.sorted_by[0]]] if pool.sorted_by else np.zeros(n, np.uint32))
    held_at, held, holders, parts = _held(columns, blocks)
    segment = Segment(
        narrow=_stacked([column for column, fits in zip(codes, small, strict=True) if fits], n, np.uint16),
        wide=_stacked([column for column, fits in zip(codes, small, strict=True) if not fits], n, np.uint32),
        where=np.where(small, ranks, ~(np.arange(len(small)) - ranks - 1)).astype(np.int64),
        starts=spans[:-1],
        ends=spans[1:],
        starts_at=np.cumsum(sizes) - sizes,
        distinct=sizes,
        items=items.astype(np.uint16, copy=False) if items.max(initial=0) <= NARROW else items,
        keys=coded.keys,
        labels=coded.labels,
        alive=np.ones(n, np.uint8),
        sorted_by=pool.position[pool.sorted_by[0]] if pool.sorted_by else UNSORTED,
        blocks=blocks,
        held_at=held_at,
        held=held,
        holders=holders.astype(np.uint16) if len(blocks) <= NARROW else holders,
        parts=parts,
    )
    return segment, Register(coded.ids, by_key)


def _stacked(columns: Sequence[Codes], n: int, width: type[T]) -> NDArray[T]:
    found = np.empty((len(columns), n), width)
    for row, column in zip(found, columns, strict=True):
        row[:] = column
    return found


def _order(pool: Pool, coded: Coded) -> NDArray[np.int64]:
    """By the columns named, a bag by its first two items, then by key."""
    marks: list[NDArray[Any]] = [coded.keys]
    for key in reversed(pool.sorted_by):
        held = coded.columns[key]
        if isinstance(held, Bags):
            marks += [first_items(held.starts, held.ends, held.items, place)[held.codes] for place in (1, 0)]
        else:
            marks.append(held)
    return np.lexsort(marks)


def _blocks(codes: Codes) -> NDArray[np.int64]:
    """Where blocks begin: at a change of code before or after many of one code, else whenever one is full."""
    changes = np.flatnonzero(np.concatenate([[True], codes[1:] != codes[:-1], [True]])) if len(codes) else np.zeros(1, np.int64)
    many = np.diff(changes) >= WHOLE_BLOCKS
    cuts = np.unique(np.concatenate([[0], changes[:-1][many], changes[1:][many], [len(codes)]]))
    counts = -(-np.diff(cuts) // BLOCK)
    inside = np.arange(int(counts.sum())) - np.repeat(np.cumsum(counts) - counts, counts)
    return np.append(np.repeat(cuts[:-1], counts) + BLOCK * inside, len(codes))


def _held(
    columns: Sequence[Codes | Bags], blocks: NDArray[np.int64]
) -> tuple[NDArray[np.int64], Codes, Codes, NDArray[np.uint8]]:
    """Which blocks, and which parts of them, hold each value of each column, where that is little enough to be worth telling."""
    from features.telling import tell, turn

    count, filled = len(blocks) - 1, 0
    held_at, held = np.zeros(len(columns) + 1, np.int64), [np.zeros(0, np.uint32)]
    holders, parts = [np.zeros(0, np.uint32)], [np.zeros(0, np.uint8)]
    values, marks = np.empty(MOST_TOLD * count, np.uint32), np.empty(MOST_TOLD * count, np.uint8)
    for position, column in enumerate(columns):
        bags = column if isinstance(column, Bags) else _singles(column)
        begins, seen = np.zeros(len(blocks), np.uint32), np.full(int(bags.items.max(initial=0)) + 2, -1, np.int64)
        size = tell(bags.codes, bags.starts, bags.ends, bags.items, blocks, BLOCK // PARTS, len(values), seen, begins, values, marks)
        if size >= 0 and count:
            starts, own, where = np.zeros(len(seen) + 1, np.uint32), np.empty(size, np.uint32), np.empty(size, np.uint8)
            turn(begins, values, marks, starts, own, where)
            held.append(starts + np.uint32(filled))
            holders.append(own)
            parts.append(where)
            filled += size
        held_at[position + 1] = held_at[position] + (len(held[-1]) if size >= 0 and count else 0)
    return held_at, np.concatenate(held), np.concatenate(holders), np.concatenate(parts)


def _singles(codes: Codes) -> Bags:
    """A column of single values as bags of one code each."""
    every = np.arange(int(codes.max(initial=0)) + 1)
    return Bags(every, every + 1, every.astype(np.uint32), codes)


def _renumbered(bags: Bags, order: NDArray[np.int64]) -> Bags:
    """The bags that are used, numbered as they first appear in the new order, so that neighbours' items lie together."""
    codes, size = bags.codes[order], len(bags.starts)
    first = np.full(size, len(codes), np.int64)
    first[codes[::-1]] = np.arange(len(codes))[::-1]
    first[0] = -1
    used = np.flatnonzero(first < len(codes))
    used = used[np.argsort(first[used], kind="stable")]
    fresh = np.zeros(size, np.uint32)
    fresh[used] = np.arange(len(used), dtype=np.uint32)
    lengths = (bags.ends - bags.starts)[used]
    ends = np.cumsum(lengths)
    inside = np.arange(int(lengths.sum())) - np.repeat(ends - lengths, lengths)
    items = bags.items[np.repeat(bags.starts[used], lengths) + inside]
    return Bags(ends - lengths, ends, items, fresh[codes])


def _joined(parts: Sequence[Codes]) -> Codes:
    return np.concatenate(parts) if parts else np.zeros(0, np.uint32)


def _counted(column: Column, array: NDArray[np.void], held: Codes | Bags) -> Vocabulary:
    """A vocabulary that knows how often each value stands in these records."""
    if isinstance(held, Bags):
        often = np.bincount(held.codes, minlength=len(held.starts))
        lengths = held.ends - held.starts
        inside = np.arange(int(lengths.sum())) - np.repeat(np.cumsum(lengths) - lengths, lengths)
        items = held.items[np.repeat(held.starts, lengths) + inside]
        counts = np.bincount(items, np.repeat(often, lengths), len(array)).astype(np.int64)
        found = Vocabulary(column, array, counts)
        found.absent = int(often[0])
        return found
    counts = np.bincount(held, minlength=len(array)).astype(np.int64)
    found = Vocabulary(column, array, np.concatenate([[0], counts[1:]]))
    found.absent = int(counts[0])
    return found
