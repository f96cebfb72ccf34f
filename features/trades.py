"""Which trades a phrase names: the words that counties use, else the names and aliases of the classification."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache, lru_cache
from types import MappingProxyType

from data.reading.script import fold
from data.records import Phrase
from data.reference.industries import industries
from data.reference.trade_words import trade_words
from features.industries import industry_nearness
from features.linking import find
from features.profiles.linked import Linked, distinct, link_phrase

FURTHER = 0.95
"""How sure the further trades of a word are against its first."""

AGREES = 0.35
"""Two trades this near or nearer belong to one line of business."""

AGREES_WELL, SPOKEN = 0.45, 0.9
"""What only the description names must be nearer, and counts a little less: it names goods and neighbours too."""

OTHERWISE = 0.5
"""How much a trade counts that only the name or the description has, beside another one in the cell of the trade."""

PIECES = re.compile(r"[\s,，、;；。/和及与()（）]+")
LONGEST = 1_000
"""Characters of a text that are looked at."""

DIVISION = 3
"""Characters of the code of a division, such as A03."""

Found = tuple[int, int, tuple[str, ...]]
"""[start, end) of the words and the codes that they stand for."""


def trades_in(phrase: Phrase) -> tuple[Linked, ...]:
    """Every trade that the phrase names, in its order, the first of a word surest."""
    return distinct(
        Linked(code, industries()[code].name, _piece(phrase, start, end), 1.0 if at == 0 else FURTHER)
        for start, end, codes in named_trades(phrase.text[:LONGEST])
        for at, code in enumerate(codes)
    )


def trades_meant(phrase: Phrase) -> tuple[Linked, ...]:
    """The trades that a cell names, else the one whose name it comes closest to."""
    return trades_in(phrase) or link_phrase("industry", phrase)


def trades_of_project(cell: Phrase, name: Phrase, told: Phrase) -> tuple[Linked, ...]:
    """A project's trades: those of its cell with what the name and the description make of them.

    The cell is often broad (养殖, 文旅): what the name says within it is as sure; what the name says beside it (a
    cinema called 樱桃) is half as sure. Without a cell the name speaks, and last the description.
    """
    stated = trades_meant(cell) if cell.text else ()
    named = trades_in(name)
    known = distinct([*stated, *_seen_with(stated, named, AGREES, 1.0)]) if stated else named
    spoken = trades_in(told)
    return distinct([*known, *_seen_with(known, spoken, AGREES_WELL, SPOKEN)]) if known else spoken


def _seen_with(stated: Iterable[Linked], more: Iterable[Linked], agreeing: float, worth: float) -> Iterator[Linked]:
    known = [item.code for item in stated]
    for item in more:
        agrees = any(industry_nearness(item.code, code) >= agreeing for code in known)
        sure = round((worth if agrees else OTHERWISE) * item.similarity, 2)
        yield item if sure == item.similarity else replace(item, similarity=sure, inferred=True)


@lru_cache(maxsize=50_000)
def named_trades(text: str) -> tuple[Found, ...]:
    """The words of a text that name trades, longest first where they overlap; a word alone may be one character."""
    plain = fold(text).text if len(fold(text).text) == len(text) else text
    found = [*_words(plain), *((link.start, link.end, (link.code,)) for link in find("industry", text))]
    kept: list[Found] = []
    for start, end, codes in sorted(found, key=lambda hit: (hit[0] - hit[1], hit[0])):
        if all(end <= other[0] or start >= other[1] for other in kept):
            kept.append((start, end, codes))
    ends = {end for start, end, codes in kept if codes}
    return tuple(hit for hit in sorted(kept) if hit[2] and not (hit[0] in ends and _broad(hit[2])))


def _broad(codes: tuple[str, ...]) -> bool:
    """Whether a word stands for whole divisions: after a narrower one (稻虾种养, 黄鳝养殖) it adds nothing."""
    return len(codes[0]) <= DIVISION


def _words(plain: str) -> Iterator[Found]:
    """Words of the table; those of one character only where they stand alone."""
    for start, first in enumerate(plain):
        for word in _by_first().get(first, ()):
            if plain.startswith(word, start) and (len(word) > 1 or _alone(plain, start)):
                yield start, start + len(word), trade_words()[word]
                break


def _alone(plain: str, at: int) -> bool:
    before, after = plain[at - 1 : at], plain[at + 1 : at + 2]
    return all(not char or PIECES.fullmatch(char) for char in (before, after))


@cache
def _by_first() -> Mapping[str, tuple[str, ...]]:
    """The words by their first character, the longest first."""
    words: dict[str, list[str]] = {}
    for word in sorted(trade_words(), key=len, reverse=True):
        words.setdefault(word[0], []).append(word)
    return MappingProxyType({first: tuple(known) for first, known in words.items()})


def _piece(phrase: Phrase, start: int, end: int) -> Phrase:
    return Phrase(phrase.text[start:end], phrase.source, phrase.start + start, phrase.start + end, phrase.confirmed)
