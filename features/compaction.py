"""Records as codes become a base: neighbours alike, bags deduplicated, columns as narrow as they can be, blocks told."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from features.pool import Pool
from features.segment import BLOCK, NOTHING, UNTOLD, Register, Segment, order_keys
from features.values import Column, Vocabulary

NARROW = np.iinfo(np.uint16).max
"""The largest code that a narrow column can hold."""

WHOLE_BLOCKS = 32
"""From so many records on, those that share their first code in the order have blocks of their own."""

MOST_TOLD = 256
"""A column of whose values a block holds more than so many, on average, is not told."""

Codes = NDArray[np.uint32]


@dataclass(frozen=True, slots=True)
class Bags:
    """A column of bags: bag d holds `items[starts[d]:ends[d]]`, bag 0 nothing; `codes` gives each record's bag."""

    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    items: Codes
    codes: Codes


@dataclass(frozen=True, slots=True)
class Coded:
    """Records in any order: a code or a bag for each column by key, with ids (bytes of one width), keys and labels."""

    columns: Mapping[str, Codes | Bags]
    ids: NDArray[np.bytes_]
    keys: NDArray[np.int64]
    labels: Codes


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
    return pool.standing_on(*arranged(pool, _gathered(pool)), known=pool)


def arranged(pool: Pool, coded: Coded) -> tuple[Segment, Register]:
    """The records in an order that makes neighbours alike, those alike by key, as a segment and its register."""
    order = _order(pool, coded)
    n, keys = len(order), coded.keys[order]
    columns = [_renumbered(held, order) if isinstance(held, Bags) else held[order] for held in _in_order(pool, coded)]
    codes = [column.codes if isinstance(column, Bags) else column for column in columns]
    small = [column.max(initial=0) <= NARROW for column in codes]
    narrow = [column.astype(np.uint16) for column, fits in zip(codes, small, strict=True) if fits]
    wide = [column for column, fits in zip(codes, small, strict=True) if not fits]
    ranks = np.cumsum(small) - 1
    bags = [column for column in columns if isinstance(column, Bags)]
    sizes = np.array([len(column.starts) for column in bags], np.int64)
    items, filled = _joined([column.items for column in bags]), np.cumsum([0, *(len(column.items) for column in bags)])
    spans = _joined([*((column.starts + at).astype(np.uint32) for column, at in zip(bags, filled, strict=False)), filled[-1:].astype(np.uint32)])
    blocks = _blocks(codes[pool.position[pool.sorted_by[0]]] if pool.sorted_by else np.zeros(n, np.uint32))
    told_at, told, contents = _told(columns, blocks)
    segment = Segment(
        narrow=np.array(narrow, np.uint16).reshape(len(narrow), n),
        wide=np.array(wide, np.uint32).reshape(len(wide), n),
        where=np.where(small, ranks, ~(np.arange(len(small)) - ranks - 1)).astype(np.int64),
        starts=spans[:-1],
        ends=spans[1:],
        starts_at=np.cumsum(sizes) - sizes,
        distinct=sizes,
        items=items.astype(np.uint16) if items.max(initial=0) <= NARROW else items,
        keys=keys,
        labels=coded.labels[order].astype(np.uint32),
        alive=np.ones(n, np.uint8),
        sorted_by=pool.position[pool.sorted_by[0]] if pool.sorted_by else UNTOLD,
        blocks=blocks,
        told_at=told_at,
        told=told,
        contents=contents,
    )
    return segment, Register(coded.ids[order], np.argsort(keys, kind="stable").astype(np.uint32))


def _in_order(pool: Pool, coded: Coded) -> list[Codes | Bags]:
    return [coded.columns[column.key] for column in pool.columns]


def _order(pool: Pool, coded: Coded) -> NDArray[np.int64]:
    """By the columns named, a bag by its first two items, then by key."""
    marks: list[NDArray[Any]] = [coded.keys]
    for key in reversed(pool.sorted_by):
        held = coded.columns[key]
        if isinstance(held, Bags):
            marks += [_item(held, 1)[held.codes], _item(held, 0)[held.codes]]
        else:
            marks.append(held)
    return np.lexsort(marks)


def _item(bags: Bags, place: int) -> Codes:
    """One more than each bag's item at a place, 0 where it has none."""
    found = np.zeros(len(bags.starts), np.uint32)
    longer = np.flatnonzero(bags.ends - bags.starts > place)
    found[longer] = bags.items[bags.starts[longer] + place] + 1
    return found


def _blocks(codes: Codes) -> NDArray[np.int64]:
    """Where blocks begin: at a change of code before or after many of one code, else whenever one is full."""
    changes = np.flatnonzero(np.concatenate([[True], codes[1:] != codes[:-1], [True]])) if len(codes) else np.zeros(1, np.int64)
    many = np.diff(changes) >= WHOLE_BLOCKS
    cuts = np.unique(np.concatenate([[0], changes[:-1][many], changes[1:][many], [len(codes)]]))
    counts = -(-np.diff(cuts) // BLOCK)
    inside = np.arange(int(counts.sum())) - np.repeat(np.cumsum(counts) - counts, counts)
    return np.append(np.repeat(cuts[:-1], counts) + BLOCK * inside, len(codes))


def _told(columns: Sequence[Codes | Bags], blocks: NDArray[np.int64]) -> tuple[NDArray[np.int64], Codes, Codes]:
    """What the blocks of each column hold, where that is little enough to be worth telling."""
    from features.telling import tell

    told_at, count, filled = np.full(len(columns), UNTOLD, np.int64), len(blocks) - 1, 0
    told: list[Codes] = []
    contents: list[Codes] = []
    for position, column in enumerate(columns):
        bags = column if isinstance(column, Bags) else _singles(column)
        begins, values = np.zeros(len(blocks), np.uint32), np.zeros(MOST_TOLD * count, np.uint32)
        seen = np.full(int(bags.items.max(initial=0)) + 2, -1, np.int64)
        size = tell(bags.codes, bags.starts, bags.ends, bags.items, blocks, NOTHING, len(values), seen, begins, values)
        if size >= 0 and count:
            told_at[position] = len(told)
            told.append(begins + np.uint32(filled))
            contents.append(values[:size].copy())
            filled += size
    return told_at, np.array(told, np.uint32).reshape(len(told), len(blocks)), _joined(contents)


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


def _gathered(pool: Pool) -> Coded:
    """The living records of base and tail with one numbering of bags."""
    segments = [*([pool.base] if pool.base is not None else []), pool.tail.segment]
    living = [np.flatnonzero(segment.alive) for segment in segments]
    columns: dict[str, Codes | Bags] = {}
    for position, column in enumerate(pool.columns):
        codes = [segment.codes(position)[rows].astype(np.uint32) for segment, rows in zip(segments, living, strict=True)]
        columns[column.key] = _united(segments, position, codes) if column.bag else _joined(codes)
    base = [pool.register.ids[living[0]]] if pool.register is not None else []
    ids = [*base, np.array([pool.tail.ids[row].encode() for row in living[-1].tolist()], np.bytes_)]
    keys = [segment.keys[rows] for segment, rows in zip(segments, living, strict=True)]
    labels = [segment.labels[rows] for segment, rows in zip(segments, living, strict=True)]
    whole = np.concatenate([part for part in ids if len(part)] or [np.zeros(0, np.bytes_)])
    return Coded(columns, whole, np.concatenate(keys or [np.zeros(0, np.int64)]), _joined(labels))


def _joined(parts: Sequence[Codes]) -> Codes:
    return np.concatenate(parts) if parts else np.zeros(0, np.uint32)


def _united(segments: Sequence[Segment], position: int, codes: Sequence[Codes]) -> Bags:
    """The bags of base and tail under one numbering, equal ones together."""
    whole = Bags(np.zeros(1, np.int64), np.zeros(1, np.int64), np.zeros(0, np.uint32), np.zeros(0, np.uint32))
    for segment, own in zip(segments, codes, strict=True):
        starts, ends = (span.astype(np.int64) for span in segment.spans(position))
        more = Bags(starts, ends, segment.items.astype(np.uint32), own)
        whole = _extended(whole, more) if len(whole.codes) else more
    return whole


def _extended(known: Bags, more: Bags) -> Bags:
    """The bags of two numberings under the first one, those that only the second has behind it."""
    hashes = _hashes(known)
    order = np.argsort(hashes, kind="stable")
    at = np.searchsorted(hashes, _hashes(more), sorter=order)
    fresh = np.zeros(len(more.starts), np.uint32)
    added: list[int] = []
    for bag in range(1, len(more.starts)):
        values = more.items[more.starts[bag] : more.ends[bag]]
        candidates = order[at[bag] : at[bag] + 2].tolist()
        same = [d for d in candidates if np.array_equal(known.items[known.starts[d] : known.ends[d]], values)]
        fresh[bag] = same[0] if same else len(known.starts) + len(added)
        added += [] if same else [bag]
    filled = len(known.items)
    return Bags(
        np.concatenate([known.starts, more.starts[added] + filled]),
        np.concatenate([known.ends, more.ends[added] + filled]),
        np.concatenate([known.items, more.items]),
        np.concatenate([known.codes, fresh[more.codes]]),
    )


def _hashes(bags: Bags) -> NDArray[np.uint64]:
    """A hash of each bag that depends on its values and their order; wraps around as it should."""
    lengths = bags.ends - bags.starts
    total = np.zeros(len(lengths), np.uint64)
    for place in range(int(lengths.max(initial=0))):
        longer = np.flatnonzero(lengths > place)
        mixed = (bags.items[bags.starts[longer] + place].astype(np.uint64) + np.uint64(place + 1)) * np.uint64(0x9E3779B97F4A7C15)
        total[longer] = (total[longer] ^ (mixed ^ (mixed >> np.uint64(29)))) * np.uint64(0xBF58476D1CE4E5B9)
    return total


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
