"""What speaks for each occupation when a title is read, in a row of numbers; learning and linking use the same rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from features.linkers.heads import allowed, fits
from features.linkers.linear import Numbers, codes, places, weighed_grams
from features.linkers.link import Link
from features.linkers.spelling import spell
from features.linkers.title import Piece
from features.linkers.title_words import lexicon

EVIDENCE = (
    "taught",  # the share that advertised titles written alike give to the code
    "taught_near",  # to its whole minor group
    "taught_wide",  # to its whole sub-major group
    "common",  # how many advertised titles have the code at all: what is common needs to be spoken for more
    "untaught",  # 1 when none has
    "words",  # our own words for it stand in the title: how much of it they cover
    "words_sure",  # the same, nearly nothing unless they cover most of it
    "whole",  # 1 when they are all of it
    "alike",  # they do not stand in it, but it is written alike
    "head_fits",  # 1 when the last word of the title calls for such codes
    "head_speaks_against",  # 1 when it calls for others
    "like_name",  # likeness of characters to its official name
    "like_said",  # to what people call it
    "like_advertised",  # to what employers call it
)
WORD_POWER = 6
CANDIDATES = 25
"""Only so many codes are compared, the likeliest by a rough sum."""

NAME, SAID, ADVERTISED = range(3)


@dataclass(frozen=True, slots=True)
class Taught:
    """What advertised titles say of one title: a share for each code, and how many of them have it."""

    shares: Numbers
    counts: Numbers


@dataclass(frozen=True, slots=True)
class Evidence:
    """The candidates of one title, as numbers in `codes()`, and a row of EVIDENCE for each."""

    candidates: NDArray[np.int64]
    rows: Numbers


def evidence(whole: Sequence[Piece], named: Sequence[Link], taught: Taught, groups: bool) -> Evidence:
    """What speaks for the likeliest codes; `named` are the links that words give."""
    count = len(codes())
    words, alike = np.zeros(count), np.zeros(count)
    for found in named:
        (words if found.via == "alias" else alike)[places()[found.code]] = found.similarity
    likeness = own_words(groups).likeness(whole)
    shares = np.sqrt(taught.shares)
    sure = words**WORD_POWER
    rough = shares + sure / 2 + 0.3 * (likeness[SAID] + likeness[ADVERTISED]) + 0.2 * likeness[NAME]
    at = np.argpartition(-rough, CANDIDATES)[:CANDIDATES]
    near, wide = (_summed(taught.shares, level)[at] for level in (3, 2))
    seen = taught.counts[at]
    suits = _suits(allowed(whole))[at]
    columns = {
        "taught": shares[at],
        "taught_near": near,
        "taught_wide": wide,
        "common": np.log(seen + 0.3),
        "untaught": seen == 0,
        "words": words[at],
        "words_sure": sure[at],
        "whole": words[at] >= 0.999,
        "alike": alike[at],
        "head_fits": suits > 0,
        "head_speaks_against": suits < 0,
        "like_name": likeness[NAME, at],
        "like_said": likeness[SAID, at],
        "like_advertised": likeness[ADVERTISED, at],
    }
    return Evidence(at, np.stack([columns[name] for name in EVIDENCE], axis=1).astype(np.float64))


class OwnWords:
    """The names and aliases of one lexicon, by code and by kind."""

    def __init__(self, groups: bool) -> None:
        self._known = lexicon(groups)
        names = {code: spell(name).text for code, name in self._known.titles.items()}
        kinds = [
            NAME if entry.spelled == names[entry.code] else SAID if entry.sure == 1 else ADVERTISED
            for entry in self._known.entries
        ]
        cells = [kind * len(codes()) + places()[entry.code] for kind, entry in zip(kinds, self._known.entries, strict=True)]
        self._order = np.argsort(cells, kind="stable")
        self._cells, self._starts = np.unique(np.array(cells)[self._order], return_index=True)

    def likeness(self, whole: Sequence[Piece]) -> Numbers:
        """(kind, code): the cosine of the title to the likest name of that kind that the code has."""
        bag: dict[str, float] = {}
        for gram, weight in (weighed for piece in whole for weighed in weighed_grams(piece)):
            bag[gram] = bag.get(gram, 0.0) + weight
        cosines = self._known.index.cosines_of(bag)
        best = np.zeros(3 * len(codes()))
        best[self._cells] = np.maximum.reduceat(cosines[self._order], self._starts)
        return best.reshape(3, -1)


@cache
def own_words(groups: bool) -> OwnWords:
    """Our own words, with or without those for whole groups."""
    return OwnWords(groups)


def _summed(shares: Numbers, level: int) -> Numbers:
    """For each code the sum over its group at that level."""
    groups = _groups(level)
    return np.asarray(np.bincount(groups, shares)[groups], dtype=np.float64)


@cache
def _groups(level: int) -> NDArray[np.int64]:
    beginnings = ["-".join(code.split("-")[:level]) for code in codes()]
    return np.unique(beginnings, return_inverse=True)[1].astype(np.int64)


@cache
def _suits(beginnings: tuple[str, ...]) -> NDArray[np.int8]:
    """1 for codes that the last word of a title calls for, -1 for the others; 0 where it calls for none."""
    if not beginnings:
        return np.zeros(len(codes()), dtype=np.int8)
    return np.array([1 if fits(code, beginnings) else -1 for code in codes()], dtype=np.int8)
