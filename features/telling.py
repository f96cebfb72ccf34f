"""What the blocks of a segment hold, column by column, and where each value is held: the compiled loops."""

import numpy as np

from features.compiled import njit


@njit(cache=True, nogil=True)
def tell(codes, starts, ends, items, blocks, nothing, most, seen, told, contents):  # type: ignore[no-untyped-def]
    """Write the distinct values of each block into `contents`, and where each block's begin into `told`.

    A record's values are the items of its bag, `nothing` for an empty one. `seen` has room for every value and
    one more, all -1. Gives how many values there are, or -1 when there are more than `most`.
    """
    filled, empty = 0, len(seen) - 1
    for block in range(len(blocks) - 1):
        told[block] = filled
        for row in range(blocks[block], blocks[block + 1]):
            first, last = np.int64(starts[codes[row]]), np.int64(ends[codes[row]])
            size = last - first if last > first else 1
            if filled + size > most:
                return -1
            if first == last and seen[empty] != block:
                seen[empty], contents[filled] = block, nothing
                filled += 1
            for i in range(first, last):
                item = np.int64(items[i])
                if seen[item] != block:
                    seen[item], contents[filled] = block, item
                    filled += 1
    told[len(blocks) - 1] = filled
    return filled


@njit(cache=True, nogil=True)
def turn(told, contents, nothing, starts, blocks):  # type: ignore[no-untyped-def]
    """From what each block of a column holds, the blocks that hold each value: those of v are blocks[starts[v]:starts[v + 1]].

    `nothing` counts as the value after the last; `starts` is all 0 and has room for one more than that.
    """
    last, first = len(starts) - 2, np.int64(told[0])
    for i in range(first, np.int64(told[-1])):
        starts[(last if contents[i] == nothing else np.int64(contents[i])) + 1] += 1
    for value in range(1, len(starts)):
        starts[value] += starts[value - 1]
    filled = starts.copy()
    for block in range(len(told) - 1):
        for i in range(np.int64(told[block]), np.int64(told[block + 1])):
            held = last if contents[i] == nothing else np.int64(contents[i])
            blocks[filled[held]] = block
            filled[held] += 1
