"""Where the words of a job title begin and end, and which kinds of work each word names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from types import MappingProxyType

from data.reading.script import fold
from data.reference.regional_words import as_on_the_mainland
from data.reference.title_kin import title_kin

RUN = re.compile(r"[a-z0-9+#']+|[^\x00-\x7f]+")
ENDINGS = (("ies", "y"), ("sses", "ss"), ("ers", "er"), ("ors", "or"), ("ists", "ist"), ("s", ""))
NEARBY = 0.25
"""A kind next to the one named counts this much of it."""


@dataclass(frozen=True, slots=True)
class Word:
    """A stretch of a title; `listed` if the table of kin has it, else simply what stands between such words.

    `weight` is how much it says about the work. English words are stems.
    """

    text: str
    weight: float
    listed: bool
    english: bool


@lru_cache(maxsize=50_000)
def plain(title: str) -> str:
    """The title simplified, in the mainland's words, half-width and in lower case."""
    return as_on_the_mainland(fold(title).text).casefold().strip()


@lru_cache(maxsize=50_000)
def words(title: str) -> tuple[tuple[Word, ...], ...]:
    """The words of each run of the title: an English word alone, or Chinese characters up to a mark or a blank."""
    return tuple(tuple(_words(run)) for run in RUN.findall(plain(title)))


@cache
def kinds_of(word: str) -> tuple[tuple[str, float], ...]:
    """The kinds that a listed word names, and with less those next to them; shared out over its meanings."""
    meant = _listed().get(word, {})
    found: dict[str, float] = {}
    for kind, weight in meant.items():
        share = weight / len(meant) ** 0.5
        found[kind] = found.get(kind, 0.0) + share
        for near in _neighbours()[kind]:
            found[near] = found.get(near, 0.0) + share * NEARBY
    return tuple(found.items())


def meanings(word: str) -> Mapping[str, float]:
    """The kinds that stand for the word in the table, with their weights; neighbours not counted."""
    return _listed().get(word, {})


def stem(word: str) -> str:
    """An English word without the ending of its plural."""
    for ending, kept in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3 and not word.endswith("ss"):
            return word[: len(word) - len(ending)] + kept
    return word


def _words(run: str) -> Iterator[Word]:
    if run[0].isascii():
        yield _word(stem(run), english=True)
        return
    begin = 0
    for start, end in _listed_stretches(run):
        if begin < start:
            yield _word(run[begin:start])
        yield _word(run[start:end])
        begin = end
    if begin < len(run):
        yield _word(run[begin:])


def _listed_stretches(run: str) -> Iterator[tuple[int, int]]:
    """Where listed words lie, chosen so that their squared lengths add up to most: 无线电|工程师, not 电工."""
    best = [0] * (len(run) + 1)
    taken = [0] * len(run)
    for at in reversed(range(len(run))):
        best[at] = best[at + 1]
        for size in range(1, min(_longest(), len(run) - at) + 1):
            if run[at : at + size] in _listed() and size**2 + best[at + size] >= best[at]:
                best[at], taken[at] = size**2 + best[at + size], size
    at = 0
    while at < len(run):
        if taken[at]:
            yield at, at + taken[at]
        at += taken[at] or 1


def _word(text: str, english: bool = False) -> Word:
    meant = _listed().get(text)
    return Word(text, max(meant.values()) if meant else 1.0, meant is not None, english)


@cache
def _longest() -> int:
    return max(map(len, _listed()))


@cache
def _listed() -> Mapping[str, Mapping[str, float]]:
    found: dict[str, dict[str, float]] = {}
    for row in title_kin().values():
        for word in (*row.zh, *map(stem, row.en)):
            found.setdefault(word, {})[row.kind] = row.weight
    return MappingProxyType(found)


@cache
def _neighbours() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, set[str]] = {kind: set(row.near) for kind, row in title_kin().items()}
    for kind, row in title_kin().items():
        for near in row.near:
            found[near].add(kind)
    return MappingProxyType({kind: tuple(sorted(near)) for kind, near in found.items()})
