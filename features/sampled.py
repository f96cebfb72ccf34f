"""A few thousand of a pool's records: always the same ones of the same records, whatever base and tail they stand in."""

from typing import Any
from weakref import ref

import numpy as np
from numpy.typing import NDArray

from features.pool import Pool

MOST = 4_096
"""About so many records are looked at where a pool holds more: those whose keys are lowest, and keys are as good as drawn."""

KEY_BITS = 63
_LOW: dict[int, tuple[Any, int, NDArray[np.int64]]] = {}
"""By a base's array of keys: the array, how far the limit was shifted, and the rows below it."""


def sampled(pool: Pool) -> NDArray[np.int64]:
    """The rows of some living records, in the order of their keys; all of them where there are at most 2 × MOST."""
    shift = max((pool.living // MOST).bit_length() - 1, 0)
    found = []
    for first_row, segment in pool.segments:
        rows = _base_rows(segment.keys, shift) if first_row == 0 and pool.base is not None else _low(segment.keys, shift)
        rows = rows[segment.alive[rows] > 0]
        found.append(np.stack([segment.keys[rows], rows + first_row]))
    if not found:
        return np.zeros(0, np.int64)
    keys, rows = np.concatenate(found, axis=1)
    in_order: NDArray[np.int64] = rows[np.lexsort((rows, keys))]
    return in_order


def stating(pool: Pool, column: str, rows: NDArray[np.int64]) -> NDArray[np.int64]:
    """Those of the rows whose records say something in a column."""
    position, says = pool.position[column], np.zeros(len(rows), np.bool_)
    for first_row, segment in pool.segments:
        here = (rows >= first_row) & (rows < first_row + len(segment))
        says[here] = segment.codes(position)[rows[here] - first_row] > 0
    return rows[says]


def _low(keys: NDArray[np.int64], shift: int) -> NDArray[np.int64]:
    return np.flatnonzero(keys < 1 << (KEY_BITS - shift)) if shift else np.arange(len(keys))


def _base_rows(keys: NDArray[np.int64], shift: int) -> NDArray[np.int64]:
    """Looked for once, as a base never changes whose records it holds."""
    known = _LOW.get(id(keys))
    if known is not None and known[0]() is keys and known[1] == shift:
        return known[2]
    for number in [number for number, (held, _, _) in list(_LOW.items()) if held() is None]:
        _LOW.pop(number, None)
    rows = _low(keys, shift)
    _LOW[id(keys)] = ref(keys), shift, rows
    return rows
