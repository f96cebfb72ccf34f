"""The compiled loops: look up, add, keep the top k; nothing about jobs or people is known here.

A record's score is `base` plus, for each term, an entry of that term's table: at the code of a
single column (operation 0), the largest over a bag (1) or the sum over a bag (2). All figures are
integers, so the order of adding changes nothing.
"""

import numpy as np
from numba import njit
from numpy.typing import NDArray


@njit(cache=True, nogil=True)
def term_value(operation, position, offset, empty, table, row, singles, starts, items):  # type: ignore[no-untyped-def]
    """What one term gives one record."""
    if operation == 0:
        return np.int64(table[offset + singles[row, position]])
    first, last = starts[row, position], starts[row, position + 1]
    if first == last:
        return np.int64(empty)
    value = np.int64(table[offset + items[first]])
    for at in range(first + 1, last):
        entry = np.int64(table[offset + items[at]])
        if operation == 2:
            value += entry
        elif entry > value:
            value = entry
    return value


@njit(cache=True, nogil=True)
def read_row(operations, positions, offsets, empties, table, row, singles, starts, items, out):  # type: ignore[no-untyped-def]
    """Every term's entry for one record: the explanation reads exactly what the score adds."""
    for t in range(len(operations)):
        out[t] = term_value(operations[t], positions[t], offsets[t], empties[t], table, row, singles, starts, items)


@njit(cache=True, nogil=True)
def scan(  # type: ignore[no-untyped-def]
    operations, positions, offsets, empties, rest, table, base, lowest, rows, allowed, keys, singles, starts, items,
    scores, best,
):
    """Keep the best `len(scores)` of `rows`, in order of falling score, then rising key, then row.

    `rest[t]` bounds what the terms after t can add, so a record is left as soon as it cannot reach
    the last place kept. `lowest` is the least score that counts at all. Gives how many were kept.
    """
    places, kept = len(scores), 0
    least = lowest
    for at in range(len(rows)):
        row = rows[at]
        if allowed[row] == 0:
            continue
        total = base
        dropped = False
        for t in range(len(operations)):
            operation, position, offset = operations[t], positions[t], offsets[t]
            if operation == 0:
                total += table[offset + singles[row, position]]
            else:
                first, last = starts[row, position], starts[row, position + 1]
                if first == last:
                    total += empties[t]
                else:
                    value = np.int64(table[offset + items[first]])
                    for i in range(first + 1, last):
                        entry = np.int64(table[offset + items[i]])
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
        place = kept
        while place > 0:
            before = best[place - 1]
            if scores[place - 1] > total:
                break
            if scores[place - 1] == total and (
                keys[before] < keys[row] or (keys[before] == keys[row] and before < row)
            ):
                break
            place -= 1
        if place == places:
            continue
        if kept < places:
            kept += 1
        for i in range(kept - 1, place, -1):
            scores[i], best[i] = scores[i - 1], best[i - 1]
        scores[place], best[place] = total, row
        if kept == places and scores[kept - 1] > least:
            least = scores[kept - 1]
    return kept


@njit(cache=True, nogil=True)
def score_all(operations, positions, offsets, empties, table, base, singles, starts, items, out):  # type: ignore[no-untyped-def]
    """Every record's full score, without leaving anything out."""
    for row in range(len(out)):
        total = base
        for t in range(len(operations)):
            total += term_value(operations[t], positions[t], offsets[t], empties[t], table, row, singles, starts, items)
        out[row] = total


Integers = NDArray[np.int64]
