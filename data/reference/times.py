"""The words for when somebody is free or wanted, what they say, and which months they mean."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from data.reference.tables import rows, several


@dataclass(frozen=True, slots=True)
class TimeWord:
    """What a word says: a slot, how often, on line or on the spot, or months alone, each with its code."""

    says: str
    code: str
    months: frozenset[int]


@cache
def time_words() -> Mapping[str, tuple[TimeWord, ...]]:
    """Everything that each word says: 寒暑假 is both holidays."""
    found: dict[str, list[TimeWord]] = {}
    for row in rows("times.csv"):
        meant = TimeWord(row["says"], row["code"], frozenset(map(int, several(row["months"]))))
        for word in several(row["words"]):
            found.setdefault(word, []).append(meant)
    return MappingProxyType({word: tuple(meant) for word, meant in found.items()})


@cache
def slot_names() -> Mapping[str, tuple[str, str]]:
    """Every slot, in the order of the table, with its Chinese and English name."""
    return MappingProxyType(
        {row["code"]: (row["name"], row["name_en"]) for row in rows("times.csv") if row["says"] == "slot"}
    )
