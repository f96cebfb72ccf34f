"""How alike a text and many known names are in their characters: cosine over weighted n-grams."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from features.linkers.spelling import grams


class GramIndex:
    """Names turned into unit vectors of n-grams, weighted by rarity among the names and kept as postings."""

    def __init__(self, names: Sequence[str]) -> None:
        bags = [Counter(grams(name)) for name in names]
        spread = Counter(gram for bag in bags for gram in bag)
        self._rows = {gram: row for row, gram in enumerate(spread)}
        self._size = len(names)
        counts = np.fromiter(spread.values(), dtype=np.float64, count=len(spread))
        self._rarity = np.log((1 + len(names)) / (1 + counts)) + 1
        self._unseen = float(np.log(1 + len(names)) + 1)
        self._starts, self._entries, self._weights = self._postings(bags)

    def cosines(self, spelled: str) -> NDArray[np.float64]:
        """The likeness of `spelled` to every name, 0 to 1, in the order of the names."""
        return self.cosines_of(Counter(grams(spelled)))

    def cosines_of(self, bag: Mapping[str, float]) -> NDArray[np.float64]:
        """The same for a bag of n-grams."""
        norm = 0.0
        entries: list[NDArray[np.int32]] = []
        weights: list[NDArray[np.float64]] = []
        for gram, count in bag.items():
            row = self._rows.get(gram)
            if row is None:
                norm += (count * self._unseen) ** 2
                continue
            weight = count * float(self._rarity[row])
            norm += weight**2
            stretch = slice(self._starts[row], self._starts[row + 1])
            entries.append(self._entries[stretch])
            weights.append(self._weights[stretch] * weight)
        if not entries:
            return np.zeros(self._size)
        total = np.bincount(np.concatenate(entries), np.concatenate(weights), minlength=self._size)
        return np.asarray(total / np.sqrt(norm), dtype=np.float64)

    def _postings(
        self, bags: Sequence[Counter[str]]
    ) -> tuple[NDArray[np.int64], NDArray[np.int32], NDArray[np.float64]]:
        rows = np.fromiter((self._rows[gram] for bag in bags for gram in bag), dtype=np.int64)
        counts = np.fromiter((count for bag in bags for count in bag.values()), dtype=np.float64)
        entries = np.repeat(np.arange(len(bags), dtype=np.int32), [len(bag) for bag in bags])
        weights = counts * self._rarity[rows]
        norms = np.sqrt(np.bincount(entries, weights**2, minlength=len(bags)))
        weights = weights / norms[entries]
        order = np.argsort(rows, kind="stable")
        starts = np.searchsorted(rows[order], np.arange(len(self._rows) + 1))
        return starts.astype(np.int64), entries[order], weights[order]
