"""How near two industries are for who knows or seeks the one and meets the other."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from functools import cache
from operator import attrgetter
from types import MappingProxyType
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from data.reference.industries import industries
from data.reference.industry_near import industry_near

Hundredths = NDArray[np.uint8]

# Same first part of the code: the section (one character), division (three), group (four).
WITHIN: Mapping[int, int] = MappingProxyType({1: 8, 3: 40, 4: 70})
# A broad interest (农业, 水果种植) against what lies below it.
BROAD: Mapping[int, int] = MappingProxyType({1: 40, 3: 70, 4: 95})
LONGEST_CODE = 5


class _Block(NamedTuple):
    """Every pair of one stretch of codes with another gets `hundredths`; narrower blocks are laid over wider."""

    narrowness: int
    order: int
    a: slice
    b: slice
    hundredths: int


@cache
def industry_index() -> Mapping[str, int]:
    """The row, and column, of each code of the classification in `industry_matrix`, in the order of the codes."""
    return MappingProxyType({code: row for row, code in enumerate(sorted(industries()))})


@cache
def industry_matrix() -> Hundredths:
    """Nearness of every industry to every other in hundredths, [n, n], symmetric, 100 on the diagonal.

    The place in the classification gives a start; the hand-written table corrects it, where a narrower statement
    always beats a wider one, and of two equally narrow ones the later. Read-only.
    """
    size = len(industry_index())
    matrix = np.zeros((size, size), dtype=np.uint8)
    for block in sorted([*_by_place(), *_by_hand()], key=attrgetter("narrowness", "order")):
        matrix[block.a, block.b] = block.hundredths
        matrix[block.b, block.a] = block.hundredths
    np.fill_diagonal(matrix, 100)
    matrix.flags.writeable = False
    return matrix


def industry_nearness(a: str, b: str) -> float:
    """How near two industries are, in [0, 1] and the same both ways; KeyError for an unknown code."""
    index = industry_index()
    return int(industry_matrix()[index[a], index[b]]) / 100


def _by_place() -> Iterator[_Block]:
    for length, hundredths in WITHIN.items():
        for prefix in {code[:length] for code in industry_index() if len(code) >= length}:
            yield _Block(2 * length, 0, _stretch(prefix), _stretch(prefix), hundredths)
    for code, row in industry_index().items():
        if len(code) in BROAD:
            yield _Block(len(code) + LONGEST_CODE, 0, slice(row, row + 1), _stretch(code), BROAD[len(code)])


def _by_hand() -> Iterator[_Block]:
    for order, near in enumerate(industry_near(), start=1):
        yield _Block(len(near.a) + len(near.b), order, _stretch(near.a), _stretch(near.b), near.hundredths)


@cache
def _stretch(prefix: str) -> slice:
    """The rows of all codes that begin with `prefix`."""
    codes = tuple(industry_index())
    return slice(bisect_left(codes, prefix), bisect_left(codes, prefix + "~"))
