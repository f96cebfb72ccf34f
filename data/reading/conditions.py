"""Which conditions of work a text states, refuses or wants: 两班倒, 不上夜班, 想找长白班的, 能登高."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cache

from data.reading.board import read_board
from data.reading.script import fold
from data.reference.conditions import conditions, implied_by


class Stance(Enum):
    """How a text stands to a condition."""

    HAS = "has"
    REFUSED = "refused"
    WANTED = "wanted"


@dataclass(frozen=True, slots=True)
class Mention:
    """One condition read at [start, end) of the original text."""

    code: str
    stance: Stance
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Conditions:
    """The codes that a text states, refuses and wants, and where each was read."""

    has: frozenset[str] = frozenset()
    refused: frozenset[str] = frozenset()
    wanted: frozenset[str] = frozenset()
    mentions: tuple[Mention, ...] = ()


Meanings = tuple[tuple[str, Stance], ...]
NOT_BEFORE = re.compile(
    r"(?:不|没有?|无|别|拒绝|避免|免|非|难以|受不了|怕|排除|干不了|做不了|上不了|受得?不了|除了?|熬不了|倒不了|扛不住)(?:需要?|必|用|能|想|愿意?|肯|要|接受|适应|喜欢|考虑|可以?|会|得)?(?:再|长期|经常|天天"
    r"|总|去|做|干|上|有|安排|一直){0,2}$"
)
STILL_YES = re.compile(r"(?:不怕|不介意|不拒绝|不排斥|不嫌|无所谓|没问题|不反对)(?:做|干|上|去)?$")
NOT_AFTER = re.compile(
    r"(?:岗|活|工作)?的?(?:都|就|也|我)?(?:不行|不要|不干|不去|不做|不考虑|免谈|不接受|受不了|吃不消|干不了|做不了|勿扰|除外|之?外(?:其他)?都|就算了)"
)
WANT_BEFORE = re.compile(
    r"(?:想|要|希望|最好|只|求|优先|宁愿|喜欢|倾向)(?:要|找|做|干|上|是|有|去|考虑|个|份|能|在)*$"
)


@cache
def _phrases() -> Mapping[str, tuple[tuple[str, Meanings], ...]]:
    """Every phrase of the table with its meanings, by its first two characters, longest first."""
    meanings: dict[str, dict[tuple[str, Stance], None]] = {}
    for condition in conditions().values():
        rows = (
            (Stance.HAS, (condition.name, *condition.aliases)),
            (Stance.REFUSED, condition.refusals),
            (Stance.WANTED, condition.wants),
        )
        for stance, words in rows:
            for word in words:
                meanings.setdefault(fold(word).text.lower(), {})[(condition.code, stance)] = None
    index: dict[str, list[tuple[str, Meanings]]] = {}
    for phrase in sorted((p for p in meanings if len(p) > 1), key=len, reverse=True):
        index.setdefault(phrase[:2], []).append((phrase, tuple(meanings[phrase])))
    return {head: tuple(rows) for head, rows in index.items()}


def _matches(plain: str) -> Iterator[tuple[int, int, Meanings]]:
    """The longest phrase at each place, left to right, without overlap."""
    index, place = _phrases(), 0
    while place < len(plain) - 1:
        for phrase, meanings in index.get(plain[place : place + 2], ()):
            if plain.startswith(phrase, place):
                yield place, place + len(phrase), meanings
                place += len(phrase)
                break
        else:
            place += 1


def _stances(plain: str, start: int, end: int, meanings: Meanings) -> Iterator[tuple[str, Stance]]:
    before = plain[max(0, start - 10) : start]
    denied = NOT_BEFORE.search(before) and not STILL_YES.search(before)
    refused_after = NOT_AFTER.match(plain, end)
    for code, stance in meanings:
        if stance is Stance.REFUSED:
            yield code, Stance.HAS if before.endswith("不") and plain[start] in "怕嫌恐" else stance
        elif denied or refused_after:
            yield code, Stance.REFUSED
        else:
            yield code, stance
            if stance is Stance.HAS and WANT_BEFORE.search(before):
                yield code, Stance.WANTED


def read_conditions(text: str) -> Conditions:
    """The conditions in a text. What comes with a stated condition (倒班 brings 夜班) is stated as well;
    what is refused in one place is not taken as stated in the same words elsewhere.
    """
    folded = fold(text)
    plain = folded.text.lower() if len(folded.text.lower()) == len(folded.text) else folded.text
    mentions: list[Mention] = []
    for start, end, meanings in _matches(plain):
        place = folded.original_span(start, end)
        mentions.extend(
            Mention(code, stance, *place) for code, stance in _stances(plain, start, end, meanings)
        )
    by: dict[Stance, set[str]] = {stance: set() for stance in Stance}
    for mention in mentions:
        by[mention.stance].add(mention.code)
    has = set().union(*(implied_by(code) for code in by[Stance.HAS])) - by[Stance.REFUSED]
    wanted = by[Stance.WANTED] - by[Stance.REFUSED]
    return Conditions(frozenset(has), frozenset(by[Stance.REFUSED]), frozenset(wanted), tuple(mentions))


__all__ = ["Conditions", "Mention", "Stance", "read_board", "read_conditions"]
