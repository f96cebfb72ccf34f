"""The compiled loops of match-all turned round: every record keeps the best of many who are offered to it."""

import numpy as np

from features.compiled import njit
from features.segment import BLOCK
from matcher.kernel import keep


@njit(cache=True, nogil=True)
def reach_of(base, largest, bounded, bounds, out):  # type: ignore[no-untyped-def]
    """The most that a query can give in each block: what bounds each term there, or the most that it gives anywhere."""
    out[:] = base
    for t in range(len(largest)):
        if bounded[t] < 0:
            out += largest[t]
        else:
            row = bounds[bounded[t]]
            for block in range(len(out)):
                out[block] += row[block]


@njit(cache=True, nogil=True)
def add_up(head, base, positions, offsets, table, narrow, wide, where, start, size, sums):  # type: ignore[no-untyped-def]
    """What the head's look-ups give together to `size` records from `start` on."""
    for row in range(size):
        sums[row] = base
    for i in range(len(head)):
        column, offset = where[positions[head[i]]], offsets[head[i]]
        if column >= 0:
            for row in range(size):
                sums[row] = np.int32(sums[row] + table[offset + np.int64(narrow[column, start + row])])
        else:
            for row in range(size):
                sums[row] = np.int32(sums[row] + table[offset + np.int64(wide[-column - 1, start + row])])


@njit(cache=True, nogil=True)
def offer(  # type: ignore[no-untyped-def]
    reach, terms, heads, bases, numbers, operations, positions, offsets, empties, largest, table, bounded, bounds,
    narrow, wide, where, starts, ends, starts_at, items, edges,
    rows, keys, least, kept, scores, best, best_keys,
):
    """Offer those who ask to the records of some blocks; each keeps its best in order of falling score, then rising key.

    Those who ask are `rows` with `keys`; the terms of the j-th are numbered from terms[j] up to terms[j + 1], its
    head's the first heads[j] of these, and bases[j] is what it gives to everybody. reach[b, j] is the most that it
    gives in block b, whose records are edges[b] up to edges[b + 1] of the segment. Of the records from edges[0] on,
    `scores`, `best` and `best_keys` are [records, places], `kept` counts what each has and `least` is the lowest
    score that it would still take.

    Block by block the likeliest are offered first, until even the likeliest of the others could not be kept by any
    record that has all its places; after that they are offered to those records alone that have places left.
    """
    places, first_bag, first_row = scores.shape[1], len(where) - len(starts_at), edges[0]
    sums, rest = np.empty(BLOCK, np.int32), np.zeros(np.max(terms[1:] - terms[:-1]) + 1, np.int64)
    chosen = np.empty(BLOCK, np.int64)
    for block in range(len(edges) - 1):
        start, size = edges[block], edges[block + 1] - edges[block]
        changed, lowest, left = True, np.int64(0), 0
        for j in np.argsort(-reach[block]):
            if changed:
                changed, lowest, left = False, np.int64(2**30), 0
                for record in range(start - first_row, start - first_row + size):
                    if kept[record] == places:
                        lowest = min(lowest, np.int64(least[record]))
                    elif least[record] <= reach[block, j]:
                        chosen[left] = record
                        left += 1
            whole = reach[block, j] >= lowest
            if not whole and (left == 0 or reach[block, j] < least[chosen[0]]):
                break
            first_term, skipped = terms[j], heads[j] if whole else 0
            count = terms[j + 1] - first_term
            rest[count] = 0
            for at in range(count - 1, skipped - 1, -1):
                t = first_term + at
                rest[at] = rest[at + 1] + (largest[t] if bounded[t] < 0 else max(bounds[bounded[t], block], 0))
            if whole:
                add_up(
                    numbers[first_term : first_term + skipped], bases[j], positions, offsets, table, narrow, wide, where, start, size, sums
                )
            for i in range(size if whole else left):
                record = start - first_row + i if whole else chosen[i]
                total, need = np.int64(sums[i] if whole else bases[j]), np.int64(least[record])
                if total + rest[skipped] < need:
                    continue
                row = first_row + record
                for at in range(skipped, count):
                    if total + rest[at] < need:
                        total = np.int64(-1)
                        break
                    t = first_term + at
                    operation, position, offset = operations[t], positions[t], offsets[t]
                    place = where[position]
                    code = np.int64(narrow[place, row]) if place >= 0 else np.int64(wide[-place - 1, row])
                    if operation == 0:
                        total += table[offset + code]
                        continue
                    bag = starts_at[position - first_bag] + code
                    first, last = np.int64(starts[bag]), np.int64(ends[bag])
                    value = np.int64(empties[t])
                    for k in range(first, last):
                        entry = np.int64(table[offset + np.int64(items[k])])
                        value = entry if k == first else value + entry if operation == 2 else max(value, entry)
                    total += value
                if total >= need:
                    kept[record] = keep(total, rows[j], keys[j], kept[record], scores[record], best[record], best_keys[record])
                    if kept[record] == places and scores[record, places - 1] >= need:
                        least[record] = scores[record, places - 1]
                        changed = True
