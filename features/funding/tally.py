"""How often each investor met each value, and how often all did."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

PRIOR_PARTNERS = 0.3
"""So much closeness the habits of all count beside those of the partners."""

PRIOR_MEETINGS = 2.0
"""Two who met once in a few rounds each are not yet partners."""


@dataclass(frozen=True)
class Tally:
    """Weighted counts by investor and value, counts[i, v], and the share of each value among all, shares[v]."""

    values: tuple[str, ...]
    counts: Floats
    shares: Floats

    @cached_property
    def sizes(self) -> Floats:
        """How much each investor told, [i, 1]."""
        return np.asarray(self.counts.sum(axis=1, keepdims=True))

    @cached_property
    def position(self) -> dict[str, int]:
        """Where a value stands."""
        return {value: v for v, value in enumerate(self.values)}

    def ratios(self, prior: float) -> Floats:
        """How much more often than all an investor meets each value, drawn to 1 as by `prior` rounds more."""
        return np.asarray((self.counts / self.shares + prior) / (self.sizes + prior))

    def circled(self, closeness: Floats) -> Floats:
        """How much more often than all an investor's partners meet each value."""
        own = self.counts / np.maximum(self.sizes, 1e-9)
        near = closeness.sum(axis=1, keepdims=True)
        return np.asarray((closeness @ own / self.shares + PRIOR_PARTNERS) / (near + PRIOR_PARTNERS))


def tally(named: Sequence[str], who: Ints, weights: Floats, investors: int) -> Tally:
    """Count a value of every round, those in which it is not told ("") left out."""
    values = tuple(sorted(set(named) - {""}))
    position = {value: v for v, value in enumerate(values)}
    known = np.array([name != "" for name in named], bool)
    counts = np.zeros((investors, len(values)))
    np.add.at(counts, (who[known], np.array([position[name] for name in named if name], np.int64)), weights[known])
    return Tally(values, counts, (counts.sum(axis=0) + 0.5) / (counts.sum() + 0.5 * max(len(values), 1)))


def meetings(backed: Sequence[Sequence[int]], investors: int) -> Floats:
    """closeness[i, j]: in how many projects two met, against how many each backed (a damped cosine); 0 to oneself."""
    matrix = np.zeros((investors, len(backed)), np.float32)
    for column, rows in enumerate(backed):
        matrix[rows, column] = 1.0
    together = (matrix @ matrix.T).astype(np.float64)
    damped = np.sqrt(np.diag(together) + PRIOR_MEETINGS)
    np.fill_diagonal(together, 0.0)
    return np.asarray(together / damped[:, None] / damped[None, :])
