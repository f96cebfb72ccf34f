"""The compiled loops that bound scores: the most that blocks of records, and the parts of blocks, can reach.

A column's holders tell which blocks hold a value, and in which of their parts. What bounds a term there is its
largest entry among the values held, put into a byte (`unit`): a row of all blocks, then of all their parts.
"""

import numpy as np

from features.compiled import njit
from features.segment import BLOCK, PARTS

STEP = 8
"""Sums are sorted into steps of so many hundredths."""

LEAST_BOUND = -30_000
"""What bounds a block in which everybody is excluded: no score makes up for it, and a sum of several fits four bytes."""

EVERY_PART = np.uint64(0x0101010101010101)
LANES = np.array([sum(255 << 8 * part for part in range(PARTS) if marks >> part & 1) for marks in range(256)], np.uint64)
"""For each set of parts the bytes that stand for them, little end first."""


@njit(cache=True, nogil=True)
def unit(largest):  # type: ignore[no-untyped-def]
    """How a byte tells what bounds a term: it stands for so many hundredths each, beginning at so many.

    A term that gives nothing, or excludes, has two bounds; any other is rounded up to one of 256.
    """
    return ((largest + 254) // 255, 0) if largest > 0 else (-LEAST_BOUND, LEAST_BOUND)


@njit(cache=True, nogil=True)
def floor_of(empty, floors, most, table, starts):  # type: ignore[no-untyped-def]
    """The lowest of `floors` for which no more than `most` holders need be looked at, and whether there is one."""
    last = len(starts) - 2
    size = min(last, len(table))
    for floor in floors:
        work = np.int64(starts[last + 1]) - np.int64(starts[last]) if empty > floor else np.int64(0)
        for value in range(size):
            if table[value] > floor:
                work += np.int64(starts[value + 1]) - np.int64(starts[value])
        if work <= most:
            return floor, True
    return floors[0], False


@njit(cache=True, nogil=True)
def added(near, code, lanes, highest):  # type: ignore[no-untyped-def]
    """Eight bytes, those in `lanes` raised by `code`, but none above `highest`."""
    found = np.uint64(0)
    for part in range(PARTS):
        shift = np.uint64(8 * part)
        byte = (near >> shift) & np.uint64(255)
        if (lanes >> shift) & np.uint64(1):
            byte = min(byte + code, highest)
        found |= byte << shift
    return found


@njit(cache=True, nogil=True)
def bound(operation, empty, largest, floors, most, table, starts, holders, parts, out):  # type: ignore[no-untyped-def]
    """What bounds a term in each block, then in each of its parts: close for high entries, coarse for low ones.

    All entries up to a floor count as that floor: see `floor_of`. `out` is uint8[(1 + PARTS) K], as `unit` reads
    it. Gives the mean over the blocks' first parts, or -1 where there was no floor
    or where all blocks hold a value that is not excluded.
    """
    floor, found = floor_of(empty, floors, most, table, starts)
    if not found:
        return -1.0
    count, last = len(out) // (1 + PARTS), len(starts) - 2
    each, lowest = unit(largest)
    least, highest = -((lowest - max(floor, lowest)) // each), -((lowest - largest) // each)
    entries = np.full(last + 1, floor, np.int64)
    for value in range(min(last, len(table))):
        entries[value] = min(max(np.int64(table[value]), floor), largest)
    entries[last] = max(empty, floor)
    values = np.flatnonzero(entries > floor)
    if largest <= 0 and len(values) and (np.diff(starts)[values] == count).any():
        return -1.0
    near = np.full(count, EVERY_PART * np.uint64(least), np.uint64)
    out[:count] = least
    for value in values[np.argsort(entries[values])]:
        code = np.uint64(-((lowest - entries[value]) // each))
        for i in range(starts[value], starts[value + 1]):
            block, lanes = np.int64(holders[i]), LANES[parts[i]]
            if operation == 2:
                near[block] = added(near[block], code & np.uint64(255), lanes, np.uint64(highest))
                out[block] = min(np.int64(out[block]) + np.int64(code), highest)
            else:
                near[block] = (near[block] & ~lanes) | (EVERY_PART * code & lanes)
                out[block] = code
    out[count:] = near.view(np.uint8)
    total = np.int64(0)
    for at in range(count, len(out), PARTS):
        total += np.int64(out[at])
    return total / count


@njit(cache=True, nogil=True)
def units(largest, bounded):  # type: ignore[no-untyped-def]
    """The `unit` of every term; one that has no bounds gives its largest everywhere."""
    each, lowest = np.zeros(len(largest), np.int32), np.empty(len(largest), np.int32)
    for t in range(len(largest)):
        if bounded[t] < 0:
            lowest[t] = largest[t]
        else:
            each[t], lowest[t] = unit(largest[t])
    return each, lowest


@njit(cache=True, nogil=True)
def reach_blocks(base, bounded, bounds, each, lowest, count):  # type: ignore[no-untyped-def]
    """What bounds the scores of each of `count` blocks."""
    reach = np.full(count, base + lowest.sum(), np.int32)
    for t in range(len(bounded)):
        if bounded[t] >= 0:
            at, step = bounded[t], each[t]
            for block in range(count):
                reach[block] = np.int32(reach[block] + np.int32(step * np.int32(bounds[at + block])))
    return reach


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
def bar_of(reach, wanted):  # type: ignore[no-untyped-def]
    """The highest bound that about so many reach."""
    steps = np.zeros(max(reach.max(), 0) // STEP + 2 if len(reach) else 2, np.int64)
    for bound in reach:
        steps[(max(bound, -1) + STEP) // STEP] += 1
    return level(steps, wanted)


@njit(cache=True, nogil=True)
def likeliest(reach, wanted):  # type: ignore[no-untyped-def]
    """About so many blocks with the highest bounds, spread over those that are equal."""
    found = np.flatnonzero(reach >= bar_of(reach, wanted))
    return found[:: max(len(found) // wanted, 1)]


@njit(cache=True, nogil=True)
def parts_of(chosen, least, likely, base, bounded, bounds, each, lowest, blocks):  # type: ignore[no-untyped-def]
    """The parts of the chosen blocks that can reach `least`, with what bounds their scores.

    About `likely` of the likeliest come first. Part p of block b is number PARTS b + p. The others stay in the order in which they lie in memory.
    """
    count, length, found = len(blocks) - 1, BLOCK // PARTS, 0
    parts, reach = np.empty(PARTS * len(chosen), np.int64), np.empty(PARTS * len(chosen), np.int32)
    near, alike = np.empty(PARTS, np.int32), base + lowest.sum()
    for i in range(len(chosen)):
        block = chosen[i]
        at = count + PARTS * block
        for part in range(PARTS):
            near[part] = alike
        for t in range(len(bounded)):
            if bounded[t] >= 0:
                first, step = bounded[t] + at, each[t]
                for part in range(PARTS):
                    near[part] = np.int32(near[part] + np.int32(step * np.int32(bounds[first + part])))
        for part in range((blocks[block + 1] - blocks[block] + length - 1) // length):
            if near[part] >= least:
                parts[found], reach[found] = PARTS * block + part, near[part]
                found += 1
    parts, reach = parts[:found], reach[:found]
    high = reach >= bar_of(reach, likely)
    return np.concatenate((parts[high], parts[~high])), np.concatenate((reach[high], reach[~high]))


@njit(cache=True, nogil=True)
def remaining(parts, first, last, terms, bounded, bounds, each, lowest, count, rests):  # type: ignore[no-untyped-def]
    """Into rests[p, i] the most that the terms from the i-th on can add in the p-th of parts[first:last]."""
    for p in range(last - first):
        at = count + parts[first + p]
        rests[p, len(terms)] = 0
        for i in range(len(terms) - 1, -1, -1):
            t = terms[i]
            gain = np.int64(lowest[t])
            if bounded[t] >= 0:
                gain += each[t] * np.int64(bounds[bounded[t] + at])
            rests[p, i] = rests[p, i + 1] + max(gain, 0)
