"""What the blocks of a segment hold, column by column, and where each value is held: the compiled loops."""

import numpy as np

from features.compiled import njit


@njit(cache=True, nogil=True)
def tell(codes, starts, ends, items, blocks, part, most, seen, begins, values, parts):  # type: ignore[no-untyped-def]
    """Write the distinct values of each block into `values`, from `begins[block]` on, and into `parts`, by bits, where they are.

    A record's values are the items of its bag; an empty one counts as the value after the last, for which `seen`,
    all -1, has room too. A block's first `part` records are its first part, and so on. Gives how many values there
    are, or -1 when there are more than `most`.
    """
    filled, empty = np.int64(0), len(seen) - 1
    for block in range(len(blocks) - 1):
        begins[block] = filled
        for row in range(blocks[block], blocks[block + 1]):
            mark = np.uint8(1 << ((row - blocks[block]) // part))
            first, last = np.int64(starts[codes[row]]), np.int64(ends[codes[row]])
            for i in range(first, max(last, first + 1)):
                value = np.int64(items[i]) if last > first else empty
                if seen[value] < begins[block]:
                    if filled == most:
                        return -1
                    seen[value], values[filled], parts[filled] = filled, value, 0
                    filled += 1
                parts[seen[value]] |= mark
    begins[len(blocks) - 1] = filled
    return filled


@njit(cache=True, nogil=True)
def turn(begins, values, parts, starts, holders, where):  # type: ignore[no-untyped-def]
    """From the values that each block holds, the blocks that hold each value: those of v are holders[starts[v]:starts[v + 1]].

    `where` gets the parts that go with them. `starts` is all 0, with room for every value and one more.
    """
    for i in range(begins[-1]):
        starts[values[i] + 1] += 1
    for value in range(1, len(starts)):
        starts[value] += starts[value - 1]
    filled = starts.copy()
    for block in range(len(begins) - 1):
        for i in range(begins[block], begins[block + 1]):
            at = filled[values[i]]
            holders[at], where[at] = block, parts[i]
            filled[values[i]] = at + np.uint32(1)
