"""The compiled loops: look up, add, keep the top k; nothing about jobs or people is known here.

A record's score is the sum, over the terms of a query, of an entry of each term's table: at the
record's code (operation 0), the largest over its bag (1) or the sum over its bag (2). All figures
are integers, so the order of adding changes nothing. How the exact top k is found:

1. Records stand in blocks of neighbours that are alike, and a segment tells which blocks, and which
   eighths of them, its parts, hold a value. The most that each term can give there bounds the scores
   (`matcher/bounding.py`); what bounds a term is kept for the next query that has it.
2. `search` takes a few of the likeliest blocks first: the last record that they keep sets a threshold.
3. Of all other blocks it takes the parts whose bound reaches the threshold, a few of the likeliest first.
4. Of a part that is taken, the look-ups of the head are added up for all its records at once, without
   branches, until none of them can reach the threshold (`begin`); the records that still can are read
   term by term (`scan`).

`narrow`, `wide`, `where`, `starts`, `ends`, `starts_at`, `items`, `blocks` are those of a Segment. A
query's terms are `operations`, `positions`, `offsets` (where each one's table begins in `table`),
`empties` (what it gives for an empty bag) and `largest` (the most that it gives); `terms` numbers them,
the `heads` first of them being the head; `rests[p, i]` is the most that those from the i-th on can add in
a part; where `bounded[t]` is not -1, `bounds` holds from there on, in bytes, what bounds term t: a byte
stands for `each[t]` hundredths above `lowest[t]`; where `folded[t]` is not -1, `folds` holds from there on what t
gives for each distinct bag.
"""

import numpy as np

from features.compiled import njit
from features.segment import BLOCK, PARTS
from matcher.bounding import likeliest, parts_of, reach_blocks, remaining, units

FEW, AT_ONCE = 2, 16
"""So few parts of blocks are begun together at first, as there is no threshold yet, and so many later."""

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
def begin(  # type: ignore[no-untyped-def]
    parts, reached, first, last, least, terms, heads, base, positions, offsets, table, rests, folded, folds,
    narrow, wide, where, labels, blocks, mask, open_labels, which, rows, sums,
):
    """Sum the head's terms for the records of parts[first:last], part by part, as long as any can reach `least`.

    Those that still can, that may be shown and that the mask lets through go into `rows` with their `sums`;
    `which[i]` is the i-th one's row of `rests`. Gives how many they are. Arrays are indexed rather than cut: a cut
    counts its holders, which costs more than sixteen look-ups.
    """
    found, length = 0, BLOCK // PARTS
    for p in range(first, last):
        if reached[p] < least:
            continue
        block, own = parts[p] // PARTS, p - first
        start = blocks[block] + parts[p] % PARTS * length
        size = min(length, blocks[block + 1] - start)
        for row in range(size):
            sums[found + row] = base
        for i in range(heads):
            t, most = terms[i], np.int32(-(2**31))
            column, offset = where[positions[t]], folded[t] if folded[t] >= 0 else offsets[t]
            if folded[t] >= 0 and column >= 0:
                for row in range(size):
                    sums[found + row] = np.int32(sums[found + row] + folds[offset + np.int64(narrow[column, start + row])])
            elif folded[t] >= 0:
                for row in range(size):
                    sums[found + row] = np.int32(sums[found + row] + folds[offset + np.int64(wide[-column - 1, start + row])])
            elif column >= 0:
                for row in range(size):
                    sums[found + row] = np.int32(sums[found + row] + table[offset + np.int64(narrow[column, start + row])])
            else:
                for row in range(size):
                    sums[found + row] = np.int32(sums[found + row] + table[offset + np.int64(wide[-column - 1, start + row])])
            for row in range(size):
                most = max(most, sums[found + row])
            if most + rests[own, i + 1] < least:
                size = 0
        begun = found
        for row in range(size):
            total = sums[begun + row]
            if total + rests[own, heads] >= least and mask[start + row] and open_labels[labels[start + row]]:
                which[found], rows[found], sums[found] = own, start + row, total
                found += 1
    return found


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
    terms, heads, rests, operations, positions, offsets, empties, table, folded, folds,
    narrow, wide, where, starts, ends, starts_at, items, keys, first_row, count, which, rows, sums, least, kept, scores, best, best_keys,
):
    """Add the first `count` of the records `rows`, each at its sum so far, to those kept, in order of falling score, then rising key.

    `rests[which[r], i]` is the most that the terms from the i-th on can add to the r-th, `least` the lowest score
    that counts; the segment's rows begin at `first_row` of the pool. Gives how many are kept.
    """
    places, first_bag = len(scores), len(where) - len(starts_at)
    for r in range(count):
        row, total = np.int64(rows[r]), np.int64(sums[r])
        for i in range(heads, len(terms)):
            if total + rests[which[r], i] < least:
                total = np.int64(-1)
                break
            t = terms[i]
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
def search(  # type: ignore[no-untyped-def]
    terms, heads, base, operations, positions, offsets, empties, largest, table, bounded, bounds, folded, folds,
    narrow, wide, where, starts, ends, starts_at, items, keys, labels, blocks,
    mask, open_labels, first_row, least, kept, scores, best, best_keys,
):
    """Add a segment's records to those kept: only those whose mask and whose label's entry of `open_labels` are not 0.

    `base` is what every record earns alike; the rest as in `begin` and `scan`. Gives how many are kept.
    """
    places, length = len(scores), BLOCK // PARTS
    if kept == places:
        least = max(least, scores[kept - 1])
    each, lowest = units(largest, bounded)
    reach = reach_blocks(base, bounded, bounds, each, lowest, len(blocks) - 1)
    rests = np.empty((AT_ONCE, len(terms) + 1), np.int64)
    which, rows, sums = np.empty(AT_ONCE * length, np.int64), np.empty(AT_ONCE * length, np.int64), np.empty(AT_ONCE * length, np.int32)
    for turn in range(2):
        chosen = likeliest(reach, SHORTLIST) if turn == 0 else np.flatnonzero(reach >= least)
        parts, reached = parts_of(chosen, least, SHORTLIST, base, bounded, bounds, each, lowest, blocks)
        reach[chosen] = -1
        last = 0
        while last < len(parts):
            first, last = last, min(last + min(FEW + last, AT_ONCE), len(parts))
            remaining(parts, first, last, terms, bounded, bounds, each, lowest, len(blocks) - 1, rests)
            found = begin(
                parts, reached, first, last, least, terms, heads, base, positions, offsets, table, rests, folded, folds,
                narrow, wide, where, labels, blocks, mask, open_labels, which, rows, sums,
            )  # fmt: skip
            if found:
                kept = scan(
                    terms, heads, rests, operations, positions, offsets, empties, table, folded, folds,
                    narrow, wide, where, starts, ends, starts_at, items, keys, first_row,
                    found, which, rows, sums, least, kept, scores, best, best_keys,
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
