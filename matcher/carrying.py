"""A new base begins with what was worked out for the one before, so that nobody who asks next waits for it."""

import numpy as np

from features.pool import Pool
from matcher.bounds import bounds_of
from matcher.folds import folds_of

AT_ONCE = 16
"""So many terms are worked out before others may have their turn."""


def carry_over(before: Pool, after: Pool) -> None:
    """Work out for `after` the bounds and folds that `before` has kept; the two share their tables."""
    if before.base is None or after.base is None or before.tables is not after.tables:
        return
    for shelf, of in ((before.base.bounds, bounds_of), (before.base.folds, folds_of)):
        known = shelf.known()
        numbers, terms = list(known), list(known.values())
        for start in range(0, len(numbers), AT_ONCE):
            of(terms[start : start + AT_ONCE], np.array(numbers[start : start + AT_ONCE], np.int64), after.base)
