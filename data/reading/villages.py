"""The town and the village that a place's own words name below its county."""

import re
from dataclasses import dataclass
from functools import cache

from data.records import Place
from data.reference.regions import Town, towns

SUFFIX = re.compile(r"(?:街道办事处|街道|民族乡|乡|镇|苏木)$")
VILLAGE = re.compile(r"([\u4e00-\u9fff]{2,5}?)(?:行政|自然)?(?:村|社区|屯|寨)(?!镇|口|头)")


@dataclass(frozen=True, slots=True)
class Village:
    """A town by its nine-digit code and a village by its name, each None where not said."""

    town: str | None = None
    village: str | None = None


@cache
def _towns_of(county: str) -> tuple[Town, ...]:
    """The county's towns, those with the longest names first."""
    return tuple(sorted((town for town in towns() if town.county == county), key=lambda town: -len(town.name)))


def read_village(place: Place | None) -> Village:
    """What the place's text says below the county; nothing where no county is sure."""
    if place is None or place.level != "county" or not place.code or not place.text:
        return Village()
    for town in _towns_of(place.code):
        for name in (town.name, SUFFIX.sub("", town.name)):
            at = place.text.rfind(name) if len(name) > 1 else -1
            if at >= 0:
                return Village(town.code, _village(SUFFIX_AT_START.sub("", place.text[at + len(name) :])))
    return Village(None, _village(place.text[place.end - place.start :]))


SUFFIX_AT_START = re.compile(r"^(?:街道办事处|街道|民族乡|乡|镇)")


def _village(rest: str) -> str | None:
    found = VILLAGE.search(rest)
    return found[1] if found else None
