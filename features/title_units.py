"""A job title as weighted units that can be compared: characters, English words, and the kinds of work they name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from types import MappingProxyType

from data.reference.occupations import occupations
from features.title_kin import learned, units
from features.title_words import Word, kinds_of, words

LAST_WORD = 0.7
"""The last English word is mostly a rank or a role that says less than what stands before it."""

WORD_GRAM = 0.3
KIND = 3.0
LEARNED_KIND = 1.0


def bag(title: str) -> dict[str, float]:
    """The units of a title with their weights: `~` before a kind of work, `=` before an English word."""
    found: dict[str, float] = {}
    runs = words(title)
    for at, run in enumerate(runs):
        last = run[0].english and at == len(runs) - 1
        for unit, weight in _of_run(run):
            found[unit] = found.get(unit, 0.0) + weight * (LAST_WORD if last else 1.0)
    return found


@cache
def heard() -> tuple[Mapping[str, int], int]:
    """In how many of the names of occupations each unit stands, and how many names there are."""
    names = {
        name
        for row in occupations().values()
        for name in (row.name, *row.aliases, *row.colloquial, row.name_en)
        if name
    }
    return MappingProxyType(Counter(unit for name in sorted(names) for unit in bag(name))), len(names)


def _of_run(run: Sequence[Word]) -> Iterator[tuple[str, float]]:
    yield from _spelled_in_english(run[0]) if run[0].english else _characters(run)
    for word in run:
        for kind, share in kinds_of(word.text):
            yield "~" + kind, KIND * share
    for unit in units(run):
        for kind, share in learned(unit).items():
            yield "~" + kind, LEARNED_KIND * share


def _spelled_in_english(word: Word) -> Iterator[tuple[str, float]]:
    weight = word.weight**0.5
    yield "=" + word.text, weight
    marked = f"^{word.text}$"
    for size in (3, 4, 5):
        for start in range(len(marked) - size + 1):
            yield marked[start : start + size], WORD_GRAM * weight


def _characters(run: Sequence[Word]) -> Iterator[tuple[str, float]]:
    """Single characters and pairs, those of ranks with less."""
    text = "".join(word.text for word in run)
    weights = [word.weight for word in run for _ in word.text]
    yield from zip(text, weights, strict=True)
    for at in range(len(text) - 1):
        yield text[at : at + 2], (weights[at] + weights[at + 1]) / 2
