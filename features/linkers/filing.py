"""Under which code a collection of advertised titles would file one more, in view of all evidence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from features.linkers.classifier import WORTH_NAMING
from features.linkers.evidence import Taught, evidence
from features.linkers.judgement import Judgement
from features.linkers.linear import Linear, Numbers, codes
from features.linkers.link import Link
from features.linkers.title import Piece


@dataclass(frozen=True, slots=True)
class Filing:
    """What titles written alike are filed under, how many titles have each code, and what evidence counts."""

    shares: Linear
    counts: Numbers
    judgement: Judgement

    def chances(
        self, whole: Sequence[Piece], shown: Mapping[str, float], named: Sequence[Link], groups: bool
    ) -> dict[str, float]:
        """How likely each code is, at most one of them being right; those with hardly any chance are left out."""
        taught = Taught(np.maximum(self.shares.sums(shown), 0), self.counts)
        found = evidence(whole, named, taught, groups)
        chances = self.judgement.chances(found.rows).tolist()
        likely = zip(found.candidates.tolist(), chances, strict=True)
        return {codes()[at]: chance for at, chance in likely if chance > WORTH_NAMING}
