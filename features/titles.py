"""Which of many job titles are closest to a given one: by their characters and words, and by the work they name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from features.linking import link
from features.similarity import occupation_index, occupation_matrix
from features.title_units import bag, heard
from features.title_words import plain

READINGS = 4
LEAST_SURE = 0.12
SHARE_OF_OCCUPATION = 0.2
"""How much the occupations that both titles may be count beside their words."""

REFERENCE = 0.3
"""A name of the reference tables counts this much of a line when rarity is judged, so that short lists are judged well."""


class TitleIndex:
    """A corpus of titles that can be ranked by closeness to any other; nothing depends on other queries."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._lines = tuple(lines)
        bags = [bag(line) for line in self._lines]
        known = sorted({unit for units in bags for unit in units})
        self._rows = {unit: row for row, unit in enumerate(known)}
        self._rarity = self._rarity_among(bags)
        self._starts, self._titles, self._weights = self._postings(bags)

    def rank(self, title: str) -> list[int]:
        """The positions of all lines, closest first; equal ones in the order of the lines."""
        closeness = self.closeness(title)
        return [int(at) for at in np.lexsort((np.arange(len(self._lines)), -np.round(closeness, 9)))]

    def closeness(self, title: str) -> NDArray[np.float64]:
        """How close each line is, in [0, 1]: words and, where both sides name an occupation, the occupation."""
        share = SHARE_OF_OCCUPATION
        joined = (1 - share) * self._words(title) + share * self._occupation(title)
        return np.asarray(joined, dtype=np.float64)

    def _words(self, title: str) -> NDArray[np.float64]:
        mine = {self._rows[unit]: weight for unit, weight in bag(title).items() if unit in self._rows}
        total = np.zeros(len(self._lines))
        norm = 0.0
        for row, weight in mine.items():
            value = weight * self._rarity[row]
            norm += value * value
            stretch = slice(self._starts[row], self._starts[row + 1])
            total[self._titles[stretch]] += value * self._weights[stretch]
        return total / np.sqrt(norm) if norm else total

    def _occupation(self, title: str) -> NDArray[np.float64]:
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

    def _rarity_among(self, bags: Sequence[Mapping[str, float]]) -> NDArray[np.float64]:
        """How much it says to share a unit: less the more lines, and names of occupations, have it."""
        known, names = heard()
        counts = np.array([REFERENCE * known.get(unit, 0) for unit in self._rows], dtype=np.float64)
        for units in bags:
            counts[[self._rows[unit] for unit in units]] += 1
        rarity = np.log((1 + len(bags) + REFERENCE * names) / (1 + counts)) + 1
        return np.asarray(rarity, dtype=np.float64)

    def _postings(self, bags: Sequence[Mapping[str, float]]) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]:
        rows = np.array([self._rows[unit] for units in bags for unit in units], dtype=np.int64)
        raw = np.array([weight for units in bags for weight in units.values()], dtype=np.float64)
        titles = np.repeat(np.arange(len(bags), dtype=np.int64), [len(units) for units in bags])
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
        for hit in link("occupation", plain(title), READINGS)
        if hit.similarity >= LEAST_SURE and hit.code in index
    )
