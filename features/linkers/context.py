"""Skills that running text means without naming them: a common word beside another one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from data.reading.script import simplify
from data.reference.skills import skills
from data.reference.words_in_context import InContext, words_in_context
from features.linkers.link import Link

STOP = re.compile("[。；;！!？?\n]|\\d[、.．)）](?!\\d)")
COMMA = re.compile("[，,]")
WHOLE = 8
"""A word and what stands beside it are one span where both fit in so many characters; words that must be
so near may not be in different clauses."""


@dataclass(frozen=True, slots=True)
class _Rule:
    stated: InContext
    said: re.Pattern[str]
    beside: re.Pattern[str]


def hangs_on_context(name: str) -> bool:
    """Whether the name says something only beside certain words."""
    return simplify(name).lower() in _words()


def by_context(text: str, taken: Sequence[tuple[int, int]] = ()) -> tuple[Link, ...]:
    """The skills that words beside each other mean, in the order of the text.

    No span overlaps one of `taken` or another: a word with what stands beside it where both are free, else it alone.
    """
    plain = simplify(text).lower()
    found: list[Link] = []
    used = bytearray(len(plain))
    for start, end in taken:
        used[start:end] = b"\1" * (end - start)
    for begin, end in _sentences(plain):
        sentence = plain[begin:end]
        for rule in _rules():
            for spans in _of_rule(rule, sentence, begin):
                span = next((span for span in spans if not any(used[slice(*span)])), None)
                if span:
                    used[slice(*span)] = b"\1" * (span[1] - span[0])
                    found.append(Link(rule.stated.skill, skills()[rule.stated.skill].name, 1.0, *span, "alias"))
    return tuple(sorted(found, key=lambda hit: (hit.start, hit.end)))


def _of_rule(rule: _Rule, sentence: str, begin: int) -> Iterator[tuple[tuple[int, int], ...]]:
    """For every place where the rule holds the spans to choose from, the fuller one first."""
    for said in rule.said.finditer(sentence):
        beside = _nearest(rule, sentence, said)
        if beside is None:
            continue
        alone = (begin + said.start(), begin + said.end())
        both = (begin + min(said.start(), beside.start()), begin + max(said.end(), beside.end()))
        yield (both, alone) if both[1] - both[0] <= WHOLE else (alone,)


def _nearest(rule: _Rule, sentence: str, said: re.Match[str]) -> re.Match[str] | None:
    low, high = said.start() - rule.stated.within, said.end() + rule.stated.within
    for beside in rule.beside.finditer(sentence, max(low - WHOLE, 0), high + WHOLE):
        between = sentence[min(said.end(), beside.end()) : max(said.start(), beside.start())]
        apart = beside.end() <= said.start() or beside.start() >= said.end()
        clause = rule.stated.within > WHOLE or not COMMA.search(between)
        if apart and clause and beside.end() > low and beside.start() < high:
            return beside
    return None


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    begin = 0
    for stop in STOP.finditer(text):
        if stop.start() > begin:
            yield begin, stop.start()
        begin = stop.end()
    if begin < len(text):
        yield begin, len(text)


@cache
def _rules() -> tuple[_Rule, ...]:
    return tuple(_Rule(row, _any(row.said), _any(row.beside)) for row in words_in_context() if row.skill)


@cache
def _words() -> frozenset[str]:
    return frozenset(word.lower() for row in words_in_context() if row.only_there for word in row.said)


def _any(words: tuple[str, ...]) -> re.Pattern[str]:
    """Any of the words, the longest first; a Latin one uncut."""
    return re.compile("|".join(map(_one, sorted(words, key=len, reverse=True))))


def _one(word: str) -> str:
    plain = re.escape(word.lower().strip("、"))
    if word.startswith("、"):
        return rf"(?<=[、,，/和与及或]){plain}|{plain}(?=[、/])"
    if word.endswith("、"):
        return rf"{plain}(?=[、/和与及或])"
    return rf"(?<![a-z0-9]){plain}(?![a-z0-9+#&])" if word.isascii() else plain
