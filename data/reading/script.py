"""How characters may be written: traditional or simplified, full or half width, with invisible ones between."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f"
    "\ufeff\uffa0\U000e0000-\U000e0fff]"
)
HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af]")


@dataclass(frozen=True, slots=True)
class Folded:
    """A text in one way of writing, with where each of its characters stood in the original.

    `offsets` has one entry per character of `text` and a last one, the length of the original.
    """

    text: str
    offsets: Sequence[int]

    def original_span(self, start: int, end: int) -> tuple[int, int]:
        """The span of the original that `text[start:end]` was read from."""
        first = self.offsets[min(start, len(self.text))]
        return (first, self.offsets[end - 1] + 1) if start < end <= len(self.text) else (first, first)


@cache
def _converter() -> Callable[[str], str]:
    import opencc

    convert: Callable[[str], str] = opencc.OpenCC("t2s").convert
    return convert


@cache
def _simple(char: str) -> str:
    try:
        converted = _converter()(char)
    except UnicodeError:
        return char
    return converted if len(converted) == 1 else char


def simplify(text: str) -> str:
    """Traditional characters made simplified, character for character: the length never changes."""
    if not HAN.search(text):
        return text
    try:
        converted = _converter()(text)
    except UnicodeError:
        converted = ""
    return converted if len(converted) == len(text) else "".join(map(_simple, text))


def fold(text: str) -> Folded:
    """The text simplified, half-width (NFKC of each character) and without invisible characters."""
    if unicodedata.is_normalized("NFKC", text) and not INVISIBLE.search(text):
        return Folded(simplify(text), range(len(text) + 1))
    characters: list[str] = []
    offsets: list[int] = []
    for place, char in enumerate(text):
        if INVISIBLE.match(char):
            continue
        plain = unicodedata.normalize("NFKC", char)
        characters.append(plain)
        offsets.extend([place] * len(plain))
    return Folded(simplify("".join(characters)), (*offsets, len(text)))
