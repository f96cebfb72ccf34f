"""Which of many job titles are closest to a given one: by their characters and words, and by the work they name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

from data.reading.script import HAN, fold
from features.linking import link
from features.similarity import occupation_index, occupation_matrix
from features.title_kin import kin

LONGEST_GRAM = 4
READINGS = 4
LEAST_SURE = 0.12
SHARE_OF_WORK = 0.45
SHARE_IN_ENGLISH = 0.3
"""How much the named occupations count beside the spelling; less in English, where fewer titles can be tied to one."""

RUN = re.compile(r"[a-z0-9+#']+|[^\x00-\x7f]+")
LAST_WORD = 0.7
WORD_GRAM = 0.3
WORD_KIN = 1.5
ENDINGS = (("ies", "y"), ("sses", "ss"), ("ers", "er"), ("ors", "or"), ("ists", "ist"), ("s", ""))


class TitleIndex:
    """A corpus of titles that can be ranked by closeness to any other; nothing depends on other queries."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._lines = tuple(lines)
        bags = [_features(line) for line in self._lines]
        known = sorted({feature for bag in bags for feature in bag})
        self._rows = {feature: row for row, feature in enumerate(known)}
        counts = np.zeros(len(known))
        for bag in bags:
            counts[[self._rows[feature] for feature in bag]] += 1
        self._rarity = np.log((1 + len(bags)) / (1 + counts)) + 1
        self._starts, self._titles, self._weights = self._postings(bags)

    def rank(self, title: str) -> list[int]:
        """The positions of all lines, closest first; equal ones in the order of the lines."""
        closeness = self.closeness(title)
        return [int(at) for at in np.lexsort((np.arange(len(self._lines)), -np.round(closeness, 9)))]

    def closeness(self, title: str) -> NDArray[np.float64]:
        """How close each line is, in [0, 1]: spelling and, where both sides name work, the work."""
        share = SHARE_OF_WORK if HAN.search(title) else SHARE_IN_ENGLISH
        joined = (1 - share) * self._spelling(title) + share * self._work(title)
        return np.asarray(joined, dtype=np.float64)

    def _spelling(self, title: str) -> NDArray[np.float64]:
        bag = {self._rows[f]: weight for f, weight in _features(title).items() if f in self._rows}
        total = np.zeros(len(self._lines))
        norm = 0.0
        for row, weight in bag.items():
            value = weight * self._rarity[row]
            norm += value * value
            stretch = slice(self._starts[row], self._starts[row + 1])
            total[self._titles[stretch]] += value * self._weights[stretch]
        return total / np.sqrt(norm) if norm else total

    def _work(self, title: str) -> NDArray[np.float64]:
        """The best agreement of any reading of the title with any reading of each line."""
        best = np.zeros(len(self._lines))
        codes, sure, owners = self._readings
        mine = _readings(title)
        if not mine or not len(codes):
            return best
        matrix = occupation_matrix()
        for row, surety in mine:
            alike = matrix[row][codes].astype(np.float64) / 100
            np.maximum.at(best, owners, alike * np.sqrt(sure * surety))
        return best

    @cached_property
    def _readings(self) -> tuple[NDArray[np.int64], NDArray[np.float64], NDArray[np.int64]]:
        """(rows of occupations, how sure, which line) of every reading of every line."""
        found = [(row, sure, at) for at, line in enumerate(self._lines) for row, sure in _readings(line)]
        rows, sure, owners = zip(*found, strict=True) if found else ((), (), ())
        return np.array(rows, dtype=np.int64), np.array(sure, dtype=np.float64), np.array(owners, dtype=np.int64)

    def _postings(self, bags: Sequence[Mapping[str, float]]) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]:
        rows = np.array([self._rows[f] for bag in bags for f in bag], dtype=np.int64)
        raw = np.array([weight for bag in bags for weight in bag.values()], dtype=np.float64)
        titles = np.repeat(np.arange(len(bags), dtype=np.int64), [len(bag) for bag in bags])
        weights = raw * self._rarity[rows] if len(rows) else raw
        norms = np.sqrt(np.bincount(titles, weights**2, minlength=len(bags)))
        weights = weights / norms[titles] if len(rows) else weights
        order = np.argsort(rows, kind="stable")
        starts = np.searchsorted(rows[order], np.arange(len(self._rows) + 1))
        return starts.astype(np.int64), titles[order], weights[order]


def _readings(title: str) -> tuple[tuple[int, float], ...]:
    index = occupation_index()
    return tuple(
        (index[hit.code], hit.similarity)
        for hit in link("occupation", title, READINGS)
        if hit.similarity >= LEAST_SURE and hit.code in index
    )


@lru_cache(maxsize=50_000)
def _plain(title: str) -> str:
    return fold(title).text.casefold().strip()


def _features(title: str) -> dict[str, float]:
    """Character grams of 1 to 4 of Chinese runs; of English words the whole, its grams and the kind of work it names.

    The last English word is mostly a rank or a role (manager, worker) that says less than what stands before it.
    """
    found: dict[str, float] = {}
    runs = RUN.findall(_plain(title))
    for at, run in enumerate(runs):
        if run[0].isascii():
            weight = LAST_WORD if at == len(runs) - 1 else 1.0
            for feature, value in _of_word(_stem(run)):
                found[feature] = found.get(feature, 0.0) + weight * value
        else:
            for gram in _grams(run, 1, LONGEST_GRAM):
                found[gram] = found.get(gram, 0.0) + 1
    return found


def _of_word(stem: str) -> Iterator[tuple[str, float]]:
    yield "=" + stem, 1.0
    for gram in _grams(f"^{stem}$", 3, 5):
        yield gram, WORD_GRAM
    for group in _kin().get(stem, ()):
        yield "~" + group, WORD_KIN


@cache
def _kin() -> dict[str, tuple[str, ...]]:
    found: dict[str, set[str]] = {}
    for word, groups in kin().items():
        found.setdefault(_stem(word), set()).update(groups)
    return {word: tuple(sorted(groups)) for word, groups in found.items()}


def _grams(run: str, shortest: int, longest: int) -> Iterator[str]:
    for size in range(shortest, longest + 1):
        for start in range(len(run) - size + 1):
            yield run[start : start + size]


def _stem(word: str) -> str:
    for ending, kept in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3 and not word.endswith("ss"):
            return word[: len(word) - len(ending)] + kept
    return word
