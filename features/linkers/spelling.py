"""A text reduced to the characters that carry meaning, each remembering where it stood."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from data.reading.persons import impersonal
from data.reading.script import fold

MEANT_MARKS = frozenset("+#")
SOFT = frozenset(" \t\u3000\xa0\r")
ALL_NAMES = 60_000
"""The names of every reference table fit: both lexicons of occupations have the same ones."""


@dataclass(frozen=True, slots=True)
class Spelled:
    """Folded, lower-case letters and digits only.

    `places[i]` is where character i stood; `joins[i]` says what lay between it and the one before:
    0 nothing, 1 blanks, 2 a mark. `length` is the length of the text as given.
    """

    text: str
    places: Sequence[int]
    joins: Sequence[int]
    length: int

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the original that `text[start:end]` was read from."""
        if start >= end:
            return (0, self.length)
        return (self.places[start], self.places[end - 1] + 1)

    def bounded(self, start: int, end: int) -> bool:
        """Whether `text[start:end]` cuts no Latin word or number in two."""
        return not (self._runs_on(start) or self._runs_on(end))

    def unbroken(self, start: int, end: int) -> bool:
        """Whether no mark lies inside, and blanks only beside Latin letters."""
        for at in range(start + 1, end):
            join = self.joins[at]
            if join == 2 or (join == 1 and not (self.text[at].isascii() or self.text[at - 1].isascii())):
                return False
        return True

    def _runs_on(self, at: int) -> bool:
        if not 0 < at < len(self.text) or self.joins[at]:
            return False
        before, after = self.text[at - 1], self.text[at]
        return (_letter(before) and _letter(after)) or (before.isdigit() and after.isdigit())


def _letter(char: str) -> bool:
    return "a" <= char <= "z"


@lru_cache(maxsize=ALL_NAMES)
def spell(text: str) -> Spelled:
    """What of `text` counts when names are compared."""
    folded = fold(impersonal(text))
    lower = folded.text.lower()
    if folded.text.isalnum() and len(lower) == len(folded.text):
        return Spelled(lower, folded.offsets[: len(lower)], bytes(len(lower)), len(text))
    characters: list[str] = []
    places: list[int] = []
    joins: list[int] = []
    join = 0
    for place, char in zip(folded.offsets, folded.text, strict=False):
        if char.isalnum() or (char in MEANT_MARKS and characters and characters[-1].isascii()):
            characters.append(char.lower() if len(char.lower()) == 1 else char)
            places.append(place)
            joins.append(join)
            join = 0
        else:
            join = max(join, 1 if char in SOFT else 2)
    return Spelled("".join(characters), places, joins, len(text))


def grams(spelled: str, longest: int = 3) -> Iterator[str]:
    """Character n-grams of 1 to `longest`, with the end of the text marked.

    A Latin word gives itself whole and its grams of three: single letters say nothing.
    """
    marked = spelled + "$"
    for size in range(1, longest + 1):
        for start in range(len(marked) - size + 1):
            gram = marked[start : start + size]
            if size == 3 or not gram[0].isascii():
                yield gram
    for word in _latin_words(spelled):
        yield "_" + word


def _latin_words(text: str) -> Iterator[str]:
    word = ""
    for char in text + "\0":
        if char.isascii() and (char.isalnum() or char in MEANT_MARKS):
            word += char
        elif word:
            yield word
            word = ""
