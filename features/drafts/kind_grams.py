"""What the characters and words of a note say of its kind, as learned from notes whose kind is known."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from functools import cache
from math import sqrt
from pathlib import Path

from data.vocabulary import RecordKind

LEARNED = Path(__file__).with_name("kind_grams.csv")
KINDS = (RecordKind.MEMBER, RecordKind.OPENING, RecordKind.NEED, RecordKind.SERVICE)
"""The columns of the table, after the gram."""

NUMBERS = re.compile(r"\d+(?:\.\d+)?")
LATIN = re.compile(r"[A-Za-z]{2,}")
LONGEST = 600
"""Characters of a note that tell its kind."""


def grams(plain: str) -> frozenset[str]:
    """Single characters and pairs of them, numbers as one sign, words of Latin letters whole."""
    text = NUMBERS.sub("0", plain[:LONGEST])
    words = {word.lower() for word in LATIN.findall(text)}
    line = "^" + LATIN.sub("a", text) + "$"
    return frozenset(words | set(line) | {line[at : at + 2] for at in range(len(line) - 1)})


@cache
def _learned() -> Mapping[str, tuple[float, ...]]:
    with LEARNED.open(encoding="utf-8", newline="") as lines:
        rows = csv.reader(lines)
        next(rows)
        return {gram: tuple(int(weight) / 100 for weight in weights) for gram, *weights in rows}


def leaning(plain: str) -> dict[RecordKind, float]:
    """How far the note leans to each kind; all nought where nothing in it was met before."""
    known = _learned()
    met = [weights for gram in grams(plain) if (weights := known.get(gram))]
    length = sqrt(len(met)) or 1.0
    return {kind: sum(weights[at] for weights in met) / length for at, kind in enumerate(KINDS)}
