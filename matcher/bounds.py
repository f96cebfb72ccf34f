"""What bounds a query's terms in the blocks of a segment and in their parts: worked out when first asked, and kept."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from features.segment import PARTS, Segment
from features.tables import NONE
from matcher.compile import SUM, Term

USELESS = 0.9
"""A term that on average bounds records by more than this share of its largest is not worth adding up."""

HOLDERS = 8
"""What bounds a term looks at so many times as many holders of values as there are blocks."""

FLOORS = (0, 1, 2, 3, 4, 6, 8, 10)
"""Values that give no more than so many sixteenths of the largest count as giving that much, where they have too many holders."""

NO_BOUNDS = np.zeros(0, np.uint8)


def bounds_of(terms: Sequence[Term], questions: NDArray[np.int64], segment: Segment) -> tuple[NDArray[np.int64], NDArray[np.uint8]]:
    """For each term where its bounds on the segment's blocks and their parts begin, -1 where it has none; and the bounds."""
    if not len(segment.held):
        return np.full(len(terms), NONE), NO_BOUNDS
    return segment.bounds.find(questions, terms, lambda term: _bound(term, segment))


def block_bounds(term: Term, segment: Segment) -> NDArray[np.int16] | None:
    """What bounds a term in each block, in hundredths; None where that says nothing."""
    from matcher.bounding import unit

    (at,), bounds = bounds_of([term], np.array([term.question]), segment)
    if at < 0:
        return None
    each, lowest = unit(max(term.largest, 0))
    return np.int16(lowest) + np.int16(each) * bounds[at : at + len(segment.blocks) - 1].astype(np.int16)


def _bound(term: Term, segment: Segment) -> NDArray[np.uint8] | None:
    """What bounds one term, worth keeping as a base never changes what it holds; None where that says nothing."""
    from matcher.bounding import LEAST_BOUND, bound

    starts, count, largest = segment.holders_of(term.position), len(segment.blocks) - 1, max(term.largest, 0)
    if not len(starts):
        return None
    row, most = np.empty((1 + PARTS) * count, np.uint8), HOLDERS * count
    floors = np.array([0] if term.operation == SUM else [LEAST_BOUND, *(largest * share // 16 for share in FLOORS)], np.int64)
    mean = bound(term.operation, term.empty, largest, floors, most, term.table, starts, segment.holders, segment.parts, row)
    return row if 0 <= mean < (USELESS * 255 if largest else 1) else None
