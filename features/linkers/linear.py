"""Weights from what a title shows to codes, kept sparse, and read by numpy alone."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from data.reference.occupations import occupations
from features.linkers.spelling import grams, spell
from features.linkers.title import Piece, stems

Numbers = NDArray[np.float64]


@cache
def codes() -> tuple[str, ...]:
    """All codes, groups too, in order: the columns of everything below."""
    return tuple(occupations())


@cache
def places() -> Mapping[str, int]:
    """Where each code stands in `codes()`."""
    return {code: at for at, code in enumerate(codes())}


@dataclass(frozen=True, slots=True)
class Linear:
    """A sum for each code over the traits of a title.

    `starts`, `classes` and `weights` hold, trait by trait, the weights that are not zero; classes are places in
    `codes()`. `strange` is the rarity of a trait that was never met: such traits make a title less like all others.
    """

    rows: Mapping[str, int]
    rarity: NDArray[np.float32]
    starts: NDArray[np.int32]
    classes: NDArray[np.uint16]
    weights: NDArray[np.float32]
    strange: float = 0.0

    def sums(self, shown: Mapping[str, float]) -> Numbers:
        """The sum for each of `codes()`; the title's traits are weighed by rarity and scaled to length 1."""
        known = {row: count for trait, count in shown.items() if (row := self.rows.get(trait)) is not None}
        if not known:
            return np.zeros(len(codes()))
        rows = np.fromiter(known, dtype=np.int64, count=len(known))
        values = _damped(known.values()) * self.rarity[rows]
        strange = _damped([count for trait, count in shown.items() if trait not in self.rows]) * self.strange
        values /= np.sqrt(np.dot(values, values) + np.dot(strange, strange))
        stretches = [slice(self.starts[row], self.starts[row + 1]) for row in rows]
        classes = np.concatenate([self.classes[stretch] for stretch in stretches])
        weights = np.concatenate([self.weights[at] * value for at, value in zip(stretches, values, strict=True)])
        return np.asarray(np.bincount(classes, weights, minlength=len(codes())), dtype=np.float64)


def traits(pieces: Sequence[Piece]) -> dict[str, float]:
    """What a title shows, and how much: its character n-grams, and how its first piece begins and ends."""
    found: dict[str, float] = {}
    for rank, piece in enumerate(pieces):
        for gram, weight in weighed_grams(piece):
            found[gram] = found.get(gram, 0.0) + weight
        if rank == 0:
            *_, stem = stems(piece.text)
            core = spell(stem).text
            for end in (*("$" + core[-length:] for length in (1, 2, 3)), "^" + core[:2]):
                found[end] = found.get(end, 0.0) + 1
    return found


def weighed_grams(piece: Piece) -> Iterator[tuple[str, float]]:
    """The character n-grams of a piece, one by one; those of later pieces and asides weigh less."""
    for gram in grams(spell(piece.text).text):
        yield gram, piece.weight**2


def packed(linear: Linear, here: NDArray[np.int64], prefix: str) -> dict[str, NDArray[np.generic]]:
    """The arrays to be kept in an archive; classes as places in `here`, those codes that occur."""
    names = sorted(linear.rows, key=linear.rows.__getitem__)
    return {
        prefix + "traits": lines(names),
        prefix + "rarity": linear.rarity.astype(np.float16),
        prefix + "starts": linear.starts,
        prefix + "classes": np.searchsorted(here, linear.classes).astype(np.uint16),
        prefix + "weights": linear.weights.astype(np.float16),
        prefix + "strange": np.array(linear.strange),
    }


def unpacked(kept: Mapping[str, NDArray[np.generic]], here: NDArray[np.int64], prefix: str) -> Linear:
    """What `packed` put away."""
    return Linear(
        rows={name: row for row, name in enumerate(unlined(kept[prefix + "traits"]))},
        rarity=kept[prefix + "rarity"].astype(np.float32),
        starts=kept[prefix + "starts"].astype(np.int32),
        classes=here[kept[prefix + "classes"].astype(np.int64)].astype(np.uint16),
        weights=kept[prefix + "weights"].astype(np.float32),
        strange=float(kept[prefix + "strange"]),
    )


def lines(words: Sequence[str]) -> NDArray[np.uint8]:
    """Words as bytes, one a line."""
    return np.frombuffer("\n".join(words).encode("utf-8"), dtype=np.uint8)


def unlined(kept: NDArray[np.generic]) -> list[str]:
    """The words that `lines` put away."""
    return kept.tobytes().decode("utf-8").split("\n")


def _damped(counts: Collection[float]) -> Numbers:
    """Counts of which more says less and less."""
    return 1 + np.log(np.fromiter(counts, dtype=np.float64, count=len(counts)))
