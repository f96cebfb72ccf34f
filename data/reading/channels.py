"""How and where goods are sold or are to be sold: 商超, 批发档口, 社区团购; 杭州, 广东, 珠三角."""

from __future__ import annotations

import re
from functools import cache

from data.reading.places import find_places, read_place
from data.reading.script import fold
from data.records import Place
from data.reference.channels import channels
from data.reference.regions import regions

LONGEST = 5_000
"""Characters of a text that are looked at."""

GROUPS = {
    "北上广深": ("110000", "310000", "440100", "440300"),
    "北上广": ("110000", "310000", "440100"),
    "江浙沪": ("320000", "330000", "310000"),
    "江浙": ("320000", "330000"),
    "长三角": ("310000", "320000", "330000", "340000"),
    "珠三角": ("440100", "440300", "440400", "440600", "440700", "441200", "441300", "441900", "442000"),
    "大湾区": ("440100", "440300", "440400", "440600", "440700", "441200", "441300", "441900", "442000", "810000", "820000"),
    "京津冀": ("110000", "120000", "130000"),
    "粤港澳": ("440000", "810000", "820000"),
    "港澳": ("810000", "820000"),
    "川渝": ("510000", "500000"),
    "云贵川": ("530000", "520000", "510000"),
    "东三省": ("210000", "220000", "230000"),
    "东北": ("210000", "220000", "230000"),
    "闽粤": ("350000", "440000"),
    "两广": ("440000", "450000"),
    "两湖": ("430000", "420000"),
}
"""Names of several divisions at once, as they are said of markets."""

ORIGIN = re.compile("产自|产地|位于|坐落|地处|基地在|地址|项目地|来自")
NOT_SOUGHT = re.compile(r"(?:不(?:做|走|要|搞|考虑|进|接)|没有?|除了?)(?:过)?$")


def read_channels(text: str) -> frozenset[str]:
    """The ways of selling that a text names, as codes; not those that it rules out."""
    plain = fold(text[:LONGEST]).text.lower()
    taken = [False] * len(plain)
    found: set[str] = set()
    for alias, code in _aliases():
        start = plain.find(alias)
        while start >= 0:
            end = start + len(alias)
            if not any(taken[start:end]):
                taken[start:end] = [True] * len(alias)
                if not NOT_SOUGHT.search(plain[:start]):
                    found.add(code)
            start = plain.find(alias, end)
    return frozenset(found)


def read_markets(text: str) -> tuple[Place, ...]:
    """The divisions where goods are to be sold, in the order named; not where they come from."""
    clauses = re.split(r"[。;；\n，,]", text[:LONGEST])
    named = [place for clause in clauses if not ORIGIN.search(clause) for place in _named(clause)]
    unique: dict[str, Place] = {}
    for place in named:
        if place.code:
            unique.setdefault(place.code, place)
    return tuple(unique.values())


def _named(clause: str) -> list[Place]:
    plain = fold(clause).text
    groups = [(plain.find(name), name) for name in GROUPS if name in plain]
    groups = [(at, name) for at, name in groups if not any(name != other and name in other for _, other in groups)]
    spans = [(at, at + len(name)) for at, name in groups]
    places = [p for p in find_places(clause) if p.code and not any(p.start < end and start < p.end for start, end in spans)]
    if not places and not groups:
        parts = [part.strip() for part in re.split(r"[、,，和及/ ]", clause) if part.strip()]
        places = [place for part in parts if len(part) <= 4 and (place := read_place(part)).code and place.end - place.start == len(part)]
    meant = [Place(code, regions()[code].level, name, at, at + len(name)) for at, name in groups for code in GROUPS[name]]
    return sorted([*places, *meant], key=lambda place: place.start)


@cache
def _aliases() -> tuple[tuple[str, str], ...]:
    """Every word with its code, the longest first."""
    words = [(alias.lower(), channel.code) for channel in channels().values() for alias in channel.aliases]
    return tuple(sorted(words, key=lambda word: -len(word[0])))
