"""What kind of work unlisted words name, learned from the names of occupations and skills in which they stand."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from math import log, sqrt
from types import MappingProxyType

from data.reference.occupations import occupations
from data.reference.skills import skills
from features.title_words import Word, meanings, words

LEAST_CHANCE = 0.15
MOST_KINDS = 3
SETTLED = 2.0
"""From this score on a unit counts in full."""


def units(run: Sequence[Word]) -> Iterator[str]:
    """The unlisted English words of a run, and of Chinese each two characters not both in listed words."""
    if run and run[0].english:
        if not run[0].listed:
            yield run[0].text
        return
    text = "".join(word.text for word in run)
    listed = [word.listed for word in run for _ in word.text]
    for at in range(len(text) - 1):
        if not (listed[at] and listed[at + 1]):
            yield text[at : at + 2]


def learned(unit: str) -> Mapping[str, float]:
    """The kinds of work of the entries that have the unit in their names, strongest at most 1; often none."""
    return _learned().get(unit, {})


@cache
def _learned() -> Mapping[str, Mapping[str, float]]:
    """A kind counts for a unit by its chance there, and by how far that exceeds its chance anywhere."""
    together: dict[str, Counter[str]] = defaultdict(Counter)
    entries: Counter[str] = Counter()
    anywhere: Counter[str] = Counter()
    number = 0
    for names in _entries():
        profile = _profile(names)
        if not profile:
            continue
        number += 1
        anywhere.update(profile)
        for unit in {unit for name in names for run in words(name) for unit in units(run)}:
            entries[unit] += 1
            together[unit].update(profile)
    usual = {kind: share / number for kind, share in anywhere.items()}
    strongest = (
        (unit, _strongest({kind: share / (entries[unit] + 1) for kind, share in shares.items()}, usual))
        for unit, shares in together.items()
    )
    return MappingProxyType({unit: kinds for unit, kinds in strongest if kinds})


def _strongest(chances: Mapping[str, float], usual: Mapping[str, float]) -> dict[str, float]:
    scores = {
        kind: chance * log(chance / usual[kind])
        for kind, chance in chances.items()
        if chance > LEAST_CHANCE and chance > usual[kind]
    }
    best = sorted(scores.items(), key=lambda item: (-item[1], item[0]))[:MOST_KINDS]
    if not best:
        return {}
    scale = min(1.0, best[0][1] / SETTLED) / sqrt(sum(score**2 for _, score in best))
    return {kind: score * scale for kind, score in best}


def _profile(names: Sequence[str]) -> dict[str, float]:
    """The kinds named by the listed words of an entry, ranks left out, as shares of 1."""
    found: dict[str, float] = {}
    for word in (word for name in names for run in words(name) for word in run):
        meant = meanings(word.text)
        for kind in (kind for kind, weight in meant.items() if weight == 1):
            found[kind] = found.get(kind, 0.0) + 1 / len(meant)
    total = sum(found.values())
    return {kind: share / total for kind, share in found.items()}


def _entries() -> Iterator[tuple[str, ...]]:
    for row in occupations().values():
        yield (row.name, *row.aliases, *row.colloquial, row.name_en)
    for skill in skills().values():
        yield (skill.name, *skill.aliases, skill.name_en)
