"""Which occupation a title sounds like, by weights learned from advertised titles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from features.linkers.spelling import grams, spell
from features.linkers.title import Piece, stems

ARTEFACT = Path(__file__).with_name("occupation.npz")
SLOPE = 3.5
MIDDLE = 0.2
IDLE = 0.06
WORTH_NAMING = 0.003


@dataclass(frozen=True, slots=True)
class Classifier:
    """One linear separation per code.

    `starts`, `classes` and `weights` hold, trait by trait, the weights that are not zero.

    `taught` are the codes that advertised titles taught; the others are known from our own words alone.
    """

    codes: Sequence[str]
    taught: frozenset[str]
    rows: Mapping[str, int]
    rarity: NDArray[np.float32]
    starts: NDArray[np.int32]
    classes: NDArray[np.uint16]
    weights: NDArray[np.float32]
    offsets: NDArray[np.float32]

    def chances(self, pieces: Sequence[Piece]) -> dict[str, float]:
        """How likely each code is, apart from the others; codes with hardly any chance are left out."""
        counts = {
            row: count for trait, count in traits(pieces).items() if (row := self.rows.get(trait)) is not None
        }
        if not counts:
            return {}
        rows = np.fromiter(counts, dtype=np.int64, count=len(counts))
        values = (
            1 + np.log(np.fromiter(counts.values(), dtype=np.float64, count=len(counts)))
        ) * self.rarity[rows]
        values /= np.sqrt(np.dot(values, values))
        stretches = [slice(self.starts[row], self.starts[row + 1]) for row in rows]
        classes = np.concatenate([self.classes[stretch] for stretch in stretches])
        weights = np.concatenate(
            [self.weights[at] * value for at, value in zip(stretches, values, strict=True)]
        )
        margins = np.bincount(classes, weights, minlength=len(self.codes)) + self.offsets
        chances = (1 / (1 + np.exp(-SLOPE * (margins + MIDDLE))) - IDLE) / (1 - IDLE)
        named = np.flatnonzero(chances > WORTH_NAMING).tolist()
        return {self.codes[at]: float(chances[at]) for at in named}


def traits(pieces: Sequence[Piece]) -> Counter[str]:
    """What a title shows: its character n-grams, and how its first piece begins and ends."""
    found: Counter[str] = Counter()
    for rank, piece in enumerate(pieces):
        for gram in grams(spell(piece.text).text):
            found[gram] += piece.weight**2  # type: ignore[assignment]
        if rank == 0:
            *_, stem = stems(piece.text)
            core = spell(stem).text
            found.update("$" + core[-length:] for length in (1, 2, 3))
            found["^" + core[:2]] += 1
    return found


@cache
def classifier() -> Classifier | None:
    """The classifier that ships with the package; None where it was left out."""
    if not ARTEFACT.exists():
        return None
    with np.load(ARTEFACT) as kept:
        return Classifier(
            codes=_lines(kept["codes"]),
            taught=frozenset(_lines(kept["taught"])),
            rows={name: row for row, name in enumerate(_lines(kept["traits"]))},
            rarity=kept["rarity"].astype(np.float32),
            starts=kept["starts"],
            classes=kept["classes"],
            weights=kept["weights"].astype(np.float32),
            offsets=kept["offsets"].astype(np.float32),
        )


def _lines(kept: NDArray[np.uint8]) -> list[str]:
    return kept.tobytes().decode("utf-8").split("\n")
