"""Base and tail walked through together, column by column: the compiled loops, none of which holds another thread up."""

import numpy as np

from features.compiled import njit

ODD = np.uint64(0x9E3779B97F4A7C15)


@njit(cache=True, nogil=True)
def merge_rows(alive, marks, keys, rows, later_marks, later_keys, order):  # type: ignore[no-untyped-def]
    """Write the living rows of a sorted base and the sorted `rows` of a tail into `order` as they stand together.

    Those of the tail are counted on from the base's last; `marks` uint32[M, n], then `keys`, are what both are sorted by.
    Gives how many there are.
    """
    filled, at = 0, 0
    for row in range(len(alive)):
        if not alive[row]:
            continue
        while at < len(rows) and _before(later_marks, later_keys, rows[at], marks, keys, row):
            order[filled] = len(alive) + rows[at]
            filled += 1
            at += 1
        order[filled] = row
        filled += 1
    for rest in range(at, len(rows)):
        order[filled] = len(alive) + rows[rest]
        filled += 1
    return filled


@njit(cache=True, nogil=True)
def _before(marks, keys, row, other_marks, other_keys, other):  # type: ignore[no-untyped-def]
    for i in range(len(marks)):
        if marks[i, row] != other_marks[i, other]:
            return marks[i, row] < other_marks[i, other]
    return keys[row] < other_keys[other]


@njit(cache=True, nogil=True)
def take(earlier, later, order, found):  # type: ignore[no-untyped-def]
    """Write what base and tail have at the rows that `order` names."""
    for i in range(len(order)):
        row = order[i]
        found[i] = earlier[row] if row < len(earlier) else later[row - len(earlier)]


@njit(cache=True, nogil=True)
def merge_by_key(order, by_key, latest, keys, later_keys, found):  # type: ignore[no-untyped-def]
    """Write the new rows in the order of their keys, from those of the base in theirs and `latest`, the tail's in theirs."""
    place = np.full(len(keys) + len(later_keys), -1, np.int64)
    for i in range(len(order)):
        place[order[i]] = i
    filled, at = 0, 0
    for i in range(len(by_key)):
        row = by_key[i]
        if place[row] < 0:
            continue
        while at < len(latest) and later_keys[latest[at] - len(keys)] < keys[row]:
            found[filled] = place[latest[at]]
            filled += 1
            at += 1
        found[filled] = place[row]
        filled += 1
    for rest in range(at, len(latest)):
        found[filled] = place[latest[rest]]
        filled += 1


@njit(cache=True, nogil=True)
def _hash(items, first, last):  # type: ignore[no-untyped-def]
    found = np.uint64(last - first + 1) * ODD
    for at in range(first, last):
        found = (found + np.uint64(items[at]) + np.uint64(1)) * ODD
        found ^= found >> np.uint64(29)
    return found


@njit(cache=True, nogil=True)
def find_bags(starts, ends, items, more_starts, more_ends, more_items):  # type: ignore[no-untyped-def]
    """For each bag of a tail, no two of which are equal, the number of the equal bag of the base, -1 for none."""
    known, size = np.full(len(more_starts), -1, np.int64), 4
    while size < 4 * len(more_starts):
        size *= 2
    mask, table = np.uint64(size - 1), np.full(size, -1, np.int64)
    for bag in range(len(more_starts)):
        at = _hash(more_items, np.int64(more_starts[bag]), np.int64(more_ends[bag])) & mask
        while table[at] >= 0:
            at = (at + np.uint64(1)) & mask
        table[at] = bag
    for bag in range(len(starts)):
        first, length = np.int64(starts[bag]), np.int64(ends[bag]) - np.int64(starts[bag])
        at = _hash(items, first, first + length) & mask
        while table[at] >= 0:
            begin = np.int64(more_starts[table[at]])
            if np.int64(more_ends[table[at]]) - begin == length and _same(items, first, more_items, begin, length):
                known[table[at]] = bag
                break
            at = (at + np.uint64(1)) & mask
    return known


@njit(cache=True, nogil=True)
def _same(items, first, more_items, begin, length):  # type: ignore[no-untyped-def]
    at = 0
    while at < length and items[first + at] == more_items[begin + at]:
        at += 1
    return at == length


@njit(cache=True, nogil=True)
def number_bags(earlier, later, order, bags, known, codes, used):  # type: ignore[no-untyped-def]
    """Write each record's bag by its new number, and the bags in the order of these; gives how many there are.

    A tail's bag that the base has not is counted on from the base's last; the empty bag stays number 0.
    """
    fresh = np.full(len(used), -1, np.int32)
    fresh[0], used[0], count = 0, 0, 1
    for i in range(len(order)):
        row = order[i]
        if row < len(earlier):
            bag = np.int64(earlier[row])
        else:
            bag = np.int64(later[row - len(earlier)])
            bag = known[bag] if known[bag] >= 0 else bags + bag
        if fresh[bag] < 0:
            fresh[bag], used[count] = count, bag
            count += 1
        codes[i] = fresh[bag]
    return count


@njit(cache=True, nogil=True)
def place_bags(used, starts, ends, more_starts, more_ends, begins, stops):  # type: ignore[no-untyped-def]
    """Write where each bag is to begin and stop when they lie one after the other; gives how long they are together."""
    filled = np.int64(0)
    for i in range(len(begins)):
        bag = used[i]
        begins[i] = filled
        if bag < len(starts):
            filled += np.int64(ends[bag]) - np.int64(starts[bag])
        else:
            filled += np.int64(more_ends[bag - len(starts)]) - np.int64(more_starts[bag - len(starts)])
        stops[i] = filled
    return filled


@njit(cache=True, nogil=True)
def copy_bags(used, starts, items, more_starts, more_items, begins, stops, found):  # type: ignore[no-untyped-def]
    """Write what the bags hold, one after the other."""
    for i in range(len(begins)):
        bag, length = used[i], stops[i] - begins[i]
        if bag < len(starts):
            first = np.int64(starts[bag])
            for at in range(length):
                found[begins[i] + at] = items[first + at]
        else:
            first = np.int64(more_starts[bag - len(starts)])
            for at in range(length):
                found[begins[i] + at] = more_items[first + at]
