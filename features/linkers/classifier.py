"""Which occupation a title sounds like, by weights learned from our names for each and from advertised titles."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from features.linkers.linear import Linear, Numbers, codes

SLOPE = 3.5
MIDDLE = 0.2
IDLE = 0.06
WORTH_NAMING = 0.003


@dataclass(frozen=True, slots=True)
class Classifier:
    """One linear separation per code. `offsets` are very low for codes that nothing taught.

    `taught` are the codes that advertised titles taught; the others are known from our own words alone.
    """

    margins: Linear
    offsets: Numbers
    taught: frozenset[str]

    def chances(self, shown: Mapping[str, float]) -> dict[str, float]:
        """How likely each code is, apart from the others; codes with hardly any chance are left out."""
        sums = self.margins.sums(shown)
        if not sums.any():
            return {}
        chances = (1 / (1 + np.exp(-SLOPE * (sums + self.offsets + MIDDLE))) - IDLE) / (1 - IDLE)
        return {codes()[at]: float(chances[at]) for at in np.flatnonzero(chances > WORTH_NAMING).tolist()}
