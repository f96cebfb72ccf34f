"""A new base begins with what was worked out for the one before, so that nobody who asks next waits for it."""

import numpy as np

from features.pool import Pool
from matcher.bounds import bounds_of
from matcher.compile import TERMS
from matcher.folds import folds_of

AT_ONCE = 16
"""So many terms are worked out before others may have their turn."""


def carry_over(before: Pool, after: Pool) -> None:
    """Work out for `after` the bounds and folds that `before` has kept and may be asked for again; the two share their tables."""
    if before.base is None or after.base is None or before.tables is not after.tables:
        return
    terms = [term for _, made in before.tables.answers(TERMS) for term in made if term.question is not None]
    numbers = np.array([term.question for term in terms], np.int64)
    for shelf, of in ((before.base.bounds, bounds_of), (before.base.folds, folds_of)):
        known = np.flatnonzero(shelf.knows(numbers)).tolist()
        for start in range(0, len(known), AT_ONCE):
            several = known[start : start + AT_ONCE]
            of([terms[at] for at in several], numbers[several], after.base)
