"""Places told from where somebody is: 县城, 本市, 省内, 老家."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from data.reading.place_context import is_home
from data.records import Place
from data.reference.regions import current, lineage, regions

HOME = ["老家", "家乡", "家门口"]
COUNTY_SEAT = ["县城", "本县", "县里", "县内"]
CITY_AROUND = ["本市", "市区", "市里", "市内", "全市"]
PROVINCE_AROUND = ["本省", "省内", "省里", "全省"]
IN_A_CELL_ONLY = [
    "全县",
    "本地",
    "当地",
    "附近",
    "就近",
    "家里",
    "本镇",
    "镇上",
    "镇里",
    "本乡",
    "乡里",
    "本村",
    "村里",
]
IN_A_NOTE = re.compile("|".join([*HOME, *COUNTY_SEAT, *CITY_AROUND, *PROVINCE_AROUND]))
IN_A_CELL = re.compile("|".join([IN_A_NOTE.pattern, *IN_A_CELL_ONLY]))


def read_relative(text: str, near: str | None) -> Place | None:
    """The first relative word of a cell, as seen from `near`; None without either."""
    match = IN_A_CELL.search(text)
    return _place(match, near) if match and near else None


def list_relative(text: str, named: Sequence[Place], near: str | None) -> Iterator[Place]:
    """Every relative word of a cell that no name of a place covers, as seen from `near`."""
    for match in IN_A_CELL.finditer(text) if near else ():
        if all(match.end() <= place.start or place.end <= match.start() for place in named):
            yield _place(match, near or "")


def find_relative(text: str, named: Sequence[Place], near: str | None) -> Iterator[Place]:
    """The relative words of a note, as far as `near` or the counties that it names say whose they are."""
    counties = [place for place in named if place.code and place.level == "county"]
    homes = [place.code for place in counties if is_home(text, place.start, place.end)]
    seats = [place.code for place in counties if regions()[place.code or ""].name.endswith("县")]
    for match in IN_A_NOTE.finditer(text):
        reach = match.end() + 2 * (match.group() in HOME)
        if any(place.start < reach and match.start() < place.end for place in named):
            continue
        around = near or next(iter(homes if match.group() in HOME else [*homes, *seats]), None)
        if around:
            yield _place(match, around)


def _place(match: re.Match[str], near: str) -> Place:
    line = lineage(current(near) or "")
    if not line:
        return Place(None, None, match.group(), match.start(), match.end())
    code = line[0]
    if match.group() in PROVINCE_AROUND:
        code = line[-1]
    elif match.group() in CITY_AROUND and len(line) > 2 and regions()[code].name.endswith("县"):
        code = line[1]
    return Place(code, regions()[code].level, match.group(), match.start(), match.end())
