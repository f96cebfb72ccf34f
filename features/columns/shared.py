"""What columns of several kinds of record have in common: their making, shares of a whole, words, places and days."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any
from zlib import crc32

import numpy as np

from data.reading.persons import impersonal
from data.reading.villages import read_village
from data.records import Phrase, Place, Start
from features.codes import globe, skill_position
from features.industries import industry_index
from features.pool import Column, Value
from features.profiles.linked import Linked
from features.similarity import occupation_index

MOST_ASKED = 8
"""Skills asked for beyond these would each carry too little to be seen."""

MOST_WORDS = 25

POINT = [("code", "i4"), ("x", "f8"), ("y", "f8"), ("z", "f8")]


def column(key: str, fields: list[tuple[str, str]] | list[Any], values: Any, bag: bool = False) -> Column:
    return Column(key, np.dtype(fields), values, bag)


def shares(count: int) -> list[int]:
    """100 split over `count` parts as evenly as whole numbers allow, the first ones larger."""
    whole, left = divmod(100, count) if count else (0, 0)
    return [whole + (i < left) for i in range(count)]


def words(texts: Iterable[str]) -> list[int]:
    """The character pairs of the texts as fixed 32-bit hashes, in order of appearance."""
    pairs: dict[int, None] = {}
    for text in texts:
        for piece in "".join(c if c.isalnum() else " " for c in impersonal(text).lower()).split():
            for at in range(len(piece) - 1):
                pairs[crc32(piece[at : at + 2].encode())] = None
    return list(pairs)


def trades(items: Iterable[Linked]) -> list[Value]:
    position = occupation_index()
    return [(position[item.code], item.similarity) for item in items if item.code in position]


def point(code: str) -> tuple[int, float, float, float]:
    return (int(code), *globe(code))


def day(start: Start | None) -> list[Value]:
    if start is None or start.date is None:
        return []
    return [(date.fromisoformat(start.date).toordinal(),)]


SETTLED = [("code", "i4"), ("town", "i4"), ("village", "i8")]
"""A county with the town and the village that were named, 0 where they were not."""


def settled(place: Place | None) -> list[Value]:
    """A place down to town and village."""
    if place is None or not place.code:
        return []
    found = read_village(place)
    village = crc32(found.village.encode()) if found.village else 0
    return [(int(place.code), int(found.town or 0), village)]


def industries(items: Iterable[Linked]) -> list[Value]:
    """Industries by position, each with how sure it is."""
    index = industry_index()
    return [(index[item.code], item.similarity) for item in items if item.code in index]


def asked_skills(items: Sequence[Linked]) -> list[Value]:
    """The first few skills asked for, each with its share of the whole."""
    asked = items[:MOST_ASKED]
    return [(skill_position()[s.code], share) for s, share in zip(asked, shares(len(asked)), strict=True)]


def asked_words(texts: Iterable[Phrase]) -> list[Value]:
    """The first character pairs of the texts, each with its share of the whole."""
    found = words(phrase.text for phrase in texts)[:MOST_WORDS]
    return list(zip(found, shares(len(found)), strict=True))
