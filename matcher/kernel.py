"""The compiled loops: look up, add, keep the top k; nothing about jobs or people is known here.

A record's score is `base` plus, for each term, an entry of that term's table: at the code of a
single column (operation 0), the largest over a bag (1) or the sum over a bag (2). All figures are
integers, so the order of adding changes nothing. `codes`, `bags` and `items` are those of a Pool.
"""

import numpy as np
from numba import njit

NONE = np.int32(-1)
STEP = np.int32(8)
"""The sums of the first terms are sorted into steps of so many hundredths."""

STRETCH = np.int64(4096)


@njit(cache=True, nogil=True)
def weigh(table, counts, floor):  # type: ignore[no-untyped-def]
    """The sum of the entries as often as they are counted, none taken for less than `floor`; and the largest."""
    whole, most = np.int64(0), np.int32(-(2**31))
    for code in range(len(table)):
        whole += max(np.int64(table[code]), floor) * counts[code]
        most = max(most, table[code])
    return whole, most


@njit(cache=True, nogil=True)
def fold(operation, empty, table, spans, items, out):  # type: ignore[no-untyped-def]
    """What a term gives for each distinct bag, so that it can be looked up by the bag's code."""
    for bag in range(len(out)):
        first, last = spans[bag, 0], spans[bag, 1]
        if first == last:
            out[bag] = empty
            continue
        value = np.int64(table[items[first]])
        for i in range(first + 1, last):
            entry = np.int64(table[items[i]])
            if operation == 2:
                value += entry
            elif entry > value:
                value = entry
        out[bag] = value


@njit(cache=True, nogil=True)
def begin(offsets, positions, table, base, codes, mask, sums, steps):  # type: ignore[no-untyped-def]
    """Sum a few looked-up terms for every record into `sums`, -1 where the mask is 0 or it falls below 0.

    `steps[s]` counts the sums in step s + 1, those of -1 in step 0. Done stretch by
    stretch, so that the sums stay near, and without branches, which nobody could foresee.
    """
    last = np.uint32(len(steps) - 1)
    for start in range(0, len(sums), STRETCH):
        part = sums[start : start + STRETCH]
        part[:] = base
        for t in range(len(positions)):
            column, entries = codes[positions[t], start : start + STRETCH], table[offsets[t] :]
            for row in range(len(part)):
                part[row] += entries[column[row]]
        open_rows = mask[start : start + STRETCH]
        for row in range(len(part)):
            part[row] = max(part[row] if open_rows[row] else NONE, NONE)
        for row in range(len(part)):
            steps[min(np.uint32(part[row] + STEP) // np.uint32(STEP), last)] += 1


@njit(cache=True, nogil=True)
def keep(total, row, keys, kept, scores, best):  # type: ignore[no-untyped-def]
    """Put a record in its place among the best, the last one making room; gives how many are kept."""
    place = kept
    while place > 0:
        before = best[place - 1]
        if scores[place - 1] > total:
            break
        if scores[place - 1] == total and (keys[before] < keys[row] or (keys[before] == keys[row] and before < row)):
            break
        place -= 1
    if place == len(scores):
        return kept
    kept = min(kept + 1, len(scores))
    for i in range(kept - 1, place, -1):
        scores[i], best[i] = scores[i - 1], best[i - 1]
    scores[place], best[place] = total, row
    return kept


@njit(cache=True, nogil=True)
def scan(  # type: ignore[no-untyped-def]
    operations, positions, offsets, empties, rest, table, bound, rows, sums, least, keys, codes, bags, items,
    first_bag, kept, scores, best,
):
    """Add the records `rows`, each at its sum so far, to the best `len(scores)` kept.

    They stand in order of falling score, then rising key, then row. `bound` is the most that all
    these terms can add to a sum, `rest[t]` the most that those after t can, so a record is left as
    soon as it cannot reach the last place kept. `least` is the lowest score that counts at all.
    Gives how many are kept.
    """
    places = len(scores)
    if kept == places and scores[kept - 1] > least:
        least = scores[kept - 1]
    for row in rows:
        total = np.int64(sums[row])
        if total + bound < least:
            continue
        dropped = False
        for t in range(len(operations)):
            operation, position, offset = operations[t], positions[t], offsets[t]
            code = np.int64(codes[position, row])
            if operation == 0:
                total += table[offset + code]
            else:
                first, last = bags[position - first_bag, code, 0], bags[position - first_bag, code, 1]
                if first == last:
                    total += empties[t]
                else:
                    value = np.int64(table[offset + np.int64(items[first])])
                    for i in range(first + 1, last):
                        entry = np.int64(table[offset + np.int64(items[i])])
                        if operation == 2:
                            value += entry
                        elif entry > value:
                            value = entry
                    total += value
            if total + rest[t] < least:
                dropped = True
                break
        if dropped or total < least:
            continue
        kept = keep(total, row, keys, kept, scores, best)
        if kept == places and scores[kept - 1] > least:
            least = scores[kept - 1]
    return kept


@njit(cache=True, nogil=True)
def read_rows(  # type: ignore[no-untyped-def]
    operations, positions, offsets, empties, table, rows, codes, bags, items, first_bag, out
):
    """Every term's entry for some records, [row, term]: the explanation reads exactly what the score adds."""
    for at in range(len(rows)):
        row = rows[at]
        for t in range(len(operations)):
            operation, position, offset = operations[t], positions[t], offsets[t]
            code = np.int64(codes[position, row])
            if operation == 0:
                out[at, t] = table[offset + code]
                continue
            first, last = bags[position - first_bag, code, 0], bags[position - first_bag, code, 1]
            value = empties[t]
            for i in range(first, last):
                entry = np.int64(table[offset + np.int64(items[i])])
                value = entry if i == first else value + entry if operation == 2 else max(value, entry)
            out[at, t] = value
