"""The compiled loops: look up, add, keep the top k; nothing about jobs or people is known here.

A record's score is the sum, over the terms of a query, of an entry of each term's table: at the
record's code (operation 0), the largest over its bag (1) or the sum over its bag (2). All figures
are integers, so the order of adding changes nothing. How the exact top k is found:

1. Records stand in blocks of neighbours that are alike, and for most columns a segment tells which
   values a block holds. The most that a term can give for any of them (`bound_blocks`, kept for the
   next query that has the term) bounds the block; the sum over all terms bounds its scores.
2. `search` takes a few of the likeliest blocks first: the last record that they keep sets a threshold.
3. Of all others it takes those whose bound reaches the threshold, the likeliest first.
4. Of a block that is taken, the look-ups of the head are added up for all records at once, without
   branches, until none of them can reach the threshold (`begin`); the records that still can are read
   term by term (`scan`).

`narrow`, `wide`, `where`, `starts`, `ends`, `starts_at`, `items`, `blocks` are those of a Segment. A
query's terms are `operations`, `positions`, `offsets` (where each one's table begins in `table`),
`empties` (what it gives for an empty bag) and `largest` (the most that it gives); `head` and `tail`
number them; `bounded[t]` is the row of `bounds` that bounds the blocks by term t, or -1; where
`folded[t]` is not -1, `folds` holds from there on what t gives for each distinct bag.
"""

import numpy as np

from features.compiled import njit
from features.segment import BLOCK, NOTHING

STEP = 8
"""Sums are sorted into steps of so many hundredths."""

LEAST_BOUND = -30_000
"""What bounds a block in which everybody is excluded: no score makes up for it, and it fits two bytes."""

SHORTLIST = 24
"""So many likely blocks are taken first, to find a threshold."""


@njit(cache=True, nogil=True)
def weigh(table, counts, floor):  # type: ignore[no-untyped-def]
    """The sum of the entries as often as they are counted, none taken for less than `floor`; and the largest."""
    whole, most = np.int64(0), np.int32(-(2**31))
    for code in range(len(table)):
        whole += max(np.int64(table[code]), floor) * counts[code]
        most = max(most, table[code])
    return whole, most


@njit(cache=True, nogil=True)
def fold(operation, empty, table, starts, ends, items, out):  # type: ignore[no-untyped-def]
    """What a term gives for each distinct bag, so that it can be looked up by the bag's code."""
    for bag in range(len(out)):
        first, last = np.int64(starts[bag]), np.int64(ends[bag])
        value = np.int64(empty)
        for i in range(first, last):
            entry = np.int64(table[items[i]])
            value = entry if i == first else value + entry if operation == 2 else max(value, entry)
        out[bag] = value


@njit(cache=True, nogil=True)
def bound_blocks(operation, empty, largest, table, told, contents, out):  # type: ignore[no-untyped-def]
    """The most that a term can give in each block, by the values that the block holds."""
    for block in range(len(out)):
        value, added = -np.int64(2**30), np.int64(0)
        for i in range(np.int64(told[block]), np.int64(told[block + 1])):
            entry = np.int64(empty) if contents[i] == NOTHING else np.int64(table[contents[i]])
            value = max(value, entry)
            if entry > 0:
                added += entry
        out[block] = max(min(max(value, added) if operation == 2 else value, largest), LEAST_BOUND)


@njit(cache=True, nogil=True)
def bound_by_value(operation, empty, largest, floors, most, table, starts, blocks, out):  # type: ignore[no-untyped-def]
    """What bounds a term in each block, by the blocks that hold each value: close for high entries, coarse for low ones.

    All entries up to a floor count as that floor: the lowest of `floors` for which no more than `most` blocks
    need be looked at. Gives whether there was one.
    """
    last, size = len(starts) - 2, min(len(starts) - 2, len(table))
    for floor in floors:
        work = starts[last + 1] - starts[last] if empty > floor else 0
        for value in range(size):
            if table[value] > floor:
                work += starts[value + 1] - starts[value]
        if work > most:
            continue
        out[:] = floor
        for value in range(size):
            if table[value] > floor:
                entry = min(np.int64(table[value]), largest)
                for i in range(starts[value], starts[value + 1]):
                    out[blocks[i]] = min(out[blocks[i]] + entry, largest) if operation == 2 else max(out[blocks[i]], entry)
        if empty > floor:
            for i in range(starts[last], starts[last + 1]):
                out[blocks[i]] = max(out[blocks[i]], empty)
        return True
    return False


@njit(cache=True, nogil=True)
def begin(head, total, need, positions, offsets, table, folded, folds, narrow, wide, where, start, sums):  # type: ignore[no-untyped-def]
    """Sum the head's terms for the records from `start` on, `len(sums)` of them; gives whether any can reach the threshold.

    All begin at `total`; after the i-th term a sum of `need[i]` or more still can.
    """
    sums[:] = total
    stop = start + len(sums)
    for i in range(len(head)):
        t = head[i]
        entries, at = folds[folded[t] :] if folded[t] >= 0 else table[offsets[t] :], where[positions[t]]
        if at >= 0:
            codes = narrow[at, start:stop]
            for row in range(len(sums)):
                sums[row] += entries[codes[row]]
        else:
            broad = wide[-at - 1, start:stop]
            for row in range(len(sums)):
                sums[row] += entries[broad[row]]
        if sums.max() < need[i]:
            return False
    return True


@njit(cache=True, nogil=True)
def keep(total, row, key, kept, scores, best, keys):  # type: ignore[no-untyped-def]
    """Put a record in its place among the best, the last one making room; gives how many are kept."""
    place = kept
    while place > 0 and (scores[place - 1] < total or (scores[place - 1] == total and keys[place - 1] > key)):
        place -= 1
    if place == len(scores):
        return kept
    kept = min(kept + 1, len(scores))
    for i in range(kept - 1, place, -1):
        scores[i], best[i], keys[i] = scores[i - 1], best[i - 1], keys[i - 1]
    scores[place], best[place], keys[place] = total, row, key
    return kept


@njit(cache=True, nogil=True)
def scan(  # type: ignore[no-untyped-def]
    tail, rest, operations, positions, offsets, empties, table, folded, folds,
    narrow, wide, where, starts, ends, starts_at, items, keys, first_row, rows, sums, least, kept, scores, best, best_keys,
):
    """Add the records `rows`, each at its sum so far, to those kept, in order of falling score, then rising key.

    `rest[i]` is the most that the tail's terms from the i-th on can add, `least` the lowest score that counts;
    the segment's rows begin at `first_row` of the pool. Gives how many are kept.
    """
    places, first_bag = len(scores), len(where) - len(starts_at)
    for r in range(len(rows)):
        row, total = np.int64(rows[r]), np.int64(sums[r])
        for i in range(len(tail)):
            if total + rest[i] < least:
                total = np.int64(-1)
                break
            t = tail[i]
            operation, position, offset = operations[t], positions[t], offsets[t]
            at = where[position]
            code = np.int64(narrow[at, row]) if at >= 0 else np.int64(wide[-at - 1, row])
            if folded[t] >= 0:
                total += folds[folded[t] + code]
                continue
            if operation == 0:
                total += table[offset + code]
                continue
            bag = starts_at[position - first_bag] + code
            first, last = np.int64(starts[bag]), np.int64(ends[bag])
            value = np.int64(empties[t])
            for j in range(first, last):
                entry = np.int64(table[offset + np.int64(items[j])])
                value = entry if j == first else value + entry if operation == 2 else max(value, entry)
            total += value
        if total >= least:
            kept = keep(total, first_row + row, keys[row], kept, scores, best, best_keys)
            if kept == places:
                least = max(least, scores[kept - 1])
    return kept


@njit(cache=True, nogil=True)
def level(steps, wanted):  # type: ignore[no-untyped-def]
    """The highest sum that at least so many reach, by steps; 0 where fewer do."""
    above = 0
    for step in range(len(steps) - 1, 0, -1):
        above += steps[step]
        if above >= wanted:
            return (step - 1) * STEP
    return 0


@njit(cache=True, nogil=True)
def likeliest(reach, wanted):  # type: ignore[no-untyped-def]
    """About so many blocks with the highest bounds, spread over those that are equal."""
    steps = np.zeros(max(reach.max(), 0) // STEP + 2, np.int64)
    for bound in reach:
        steps[(max(bound, -1) + STEP) // STEP] += 1
    found = np.flatnonzero(reach >= level(steps, wanted))
    return found[:: max(len(found) // wanted, 1)]


@njit(cache=True, nogil=True)
def search(  # type: ignore[no-untyped-def]
    head, tail, base, operations, positions, offsets, empties, largest, table, bounded, bounds, folded, folds,
    narrow, wide, where, starts, ends, starts_at, items, keys, labels, blocks,
    mask, open_labels, first_row, least, kept, scores, best, best_keys,
):
    """Add a segment's records to those kept: only those whose mask and whose label's entry of `open_labels` are not 0.

    `base` is what every record earns alike; the rest as in `scan`. Gives how many are kept.
    """
    places = len(scores)
    if kept == places:
        least = max(least, scores[kept - 1])
    reach = np.full(len(blocks) - 1, base, np.int32)
    for t in range(len(bounded)):
        if bounded[t] < 0:
            reach += np.int32(largest[t])
        else:
            reach += bounds[bounded[t]]
    rest, need = np.zeros(len(tail) + 1, np.int64), np.empty(len(head), np.int64)
    sums, rows = np.empty(BLOCK, np.int32), np.empty(BLOCK, np.int64)
    for turn in range(2):
        chosen = likeliest(reach, SHORTLIST) if turn == 0 else np.flatnonzero(reach >= least)
        for i in np.argsort(-reach[chosen]):
            block = chosen[i]
            if reach[block] < least:
                break
            reach[block] = -1
            for at in range(len(tail) - 1, -1, -1):
                t = tail[at]
                rest[at] = rest[at + 1] + (largest[t] if bounded[t] < 0 else max(bounds[bounded[t], block], 0))
            left = least - rest[0]
            for at in range(len(head) - 1, -1, -1):
                t, need[at] = head[at], left
                left -= largest[t] if bounded[t] < 0 else max(bounds[bounded[t], block], 0)
            start, size, found = blocks[block], blocks[block + 1] - blocks[block], 0
            if not begin(head, base, need, positions, offsets, table, folded, folds, narrow, wide, where, start, sums[:size]):
                continue
            for at in range(size):
                if sums[at] >= least - rest[0] and mask[start + at] and open_labels[labels[start + at]]:
                    rows[found], sums[found] = start + at, sums[at]
                    found += 1
            if found:
                kept = scan(
                    tail, rest, operations, positions, offsets, empties, table, folded, folds,
                    narrow, wide, where, starts, ends, starts_at, items, keys, first_row, rows[:found], sums[:found], least, kept, scores, best, best_keys,
                )  # fmt: skip
                if kept == places:
                    least = max(least, scores[kept - 1])
    return kept


@njit(cache=True, nogil=True)
def read_rows(  # type: ignore[no-untyped-def]
    operations, positions, offsets, empties, table, rows, narrow, wide, where, starts, ends, starts_at, items, out
):
    """Every term's entry for some records, [row, term]: the explanation reads exactly what the score adds."""
    first_bag = len(where) - len(starts_at)
    for r in range(len(rows)):
        row = np.int64(rows[r])
        for t in range(len(operations)):
            operation, position, offset = operations[t], positions[t], offsets[t]
            at = where[position]
            code = np.int64(narrow[at, row]) if at >= 0 else np.int64(wide[-at - 1, row])
            if operation == 0:
                out[r, t] = table[offset + code]
                continue
            bag = starts_at[position - first_bag] + code
            first, last = np.int64(starts[bag]), np.int64(ends[bag])
            value = np.int64(empties[t])
            for j in range(first, last):
                entry = np.int64(table[offset + np.int64(items[j])])
                value = entry if j == first else value + entry if operation == 2 else max(value, entry)
            out[r, t] = value
