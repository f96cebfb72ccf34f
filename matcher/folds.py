"""What a query's terms give for whole bags, so that a bag can be looked up by its code like any single value."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from features.segment import UNSORTED, Segment
from features.tables import NONE
from matcher.compile import LOOKUP, Term

FEWEST_A_BAG = 4
"""In a base, bags are looked up whole where so many records share one, on average."""

NEWEST = 2
"""So many terms, those that drop records soonest, are worked out for the bags of the newest records, anew for each query."""


def folds_of(terms: Sequence[Term], questions: NDArray[np.int64], segment: Segment) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
    """For each term where it begins in an array that gives it for every distinct bag of its column, -1 where it does not; and the array."""
    if segment.sorted_by == UNSORTED:
        return _newest(terms, segment)
    return segment.folds.find(questions, terms, lambda term: _worth_folding(term, segment))


def fold_of(term: Term, segment: Segment) -> NDArray[np.int32]:
    """What a term gives for every distinct bag of its column, in the order of the bags' codes."""
    from matcher.kernel import fold

    starts, ends = segment.spans(term.position)
    folded = np.empty(len(starts), np.int32)
    fold(term.operation, term.empty, term.table, starts, ends, segment.items, folded)
    return folded


def _worth_folding(term: Term, segment: Segment) -> NDArray[np.int32] | None:
    if term.operation == LOOKUP or FEWEST_A_BAG * segment.distinct[term.position - segment.first_bag] > len(segment):
        return None
    return fold_of(term, segment)


def _newest(terms: Sequence[Term], segment: Segment) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
    places, folds, filled = np.full(len(terms), NONE, np.int64), [], 0
    for at in [at for at, term in enumerate(terms) if term.operation != LOOKUP][:NEWEST]:
        folds.append(fold_of(terms[at], segment))
        places[at], filled = filled, filled + len(folds[-1])
    return places, np.concatenate(folds) if folds else np.zeros(0, np.int32)
