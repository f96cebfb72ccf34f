"""Sums of money and spells of years in running text, each with where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from data.reading.numbers import Quantity, find_ranges

NOT_MONEY = re.compile(r" ?(?:亩|斤|公斤|只|头|羽|株|棵|吨|人|名|户|粉丝?|尾|平|枚|次|套|盏|箱|瓶|件|个|方|立方|里|米)")
YUAN = re.compile(r" ?(?:人民币)?(?:元|块)(?:钱)?")
BETWEEN = r" ?(?:元|块)? ?"
SOME_OF = re.compile("[十百][多余来几]万$")
SPELL = re.compile(r" ?个?(?P<half>半)?(?P<unit>年|(?<=个)月|个月)(?P<more>半)?(?!薪|产|收(?!回|本|益)|级|底|初|纪|轻)")
MANY_MONTHS = 600


@dataclass(frozen=True, slots=True)
class Spell:
    """From `low` to `high` years, at [start, end) of the text."""

    low: float
    high: float
    start: int
    end: int


def find_sums(plain: str) -> Iterator[Quantity]:
    """The sums of money in a folded text, in yuan: those of 万 or more, and smaller ones that are said to be yuan."""
    for found in map(partial(_tens_of_thousands, plain), find_ranges(plain, BETWEEN)):
        yuan = YUAN.match(plain, found.end)
        if yuan:
            yield Quantity(found.low, found.high, found.start, yuan.end(), found.scale)
        elif found.scale >= 10_000 and not NOT_MONEY.match(plain, found.end):
            yield found


def _tens_of_thousands(plain: str, found: Quantity) -> Quantity:
    """六十多万 is sixty and some 万, not sixty to ten thousand."""
    if found.low < 10_000 <= found.high and SOME_OF.search(plain[found.start : found.end]):
        return Quantity(found.low * 10_000, found.low * 10_000, found.start, found.end, 10_000.0)
    return found


def find_spells(plain: str) -> Iterator[Spell]:
    """The lengths of time in a folded text: 三年, 2-3年, 一年半, 18个月, 两个半年."""
    for found in find_ranges(plain, r" ?年?"):
        unit = SPELL.match(plain, found.end)
        if unit is None or found.high > MANY_MONTHS:
            continue
        low, high = found.low, found.high
        if unit["half"] or unit["more"]:
            low, high = low + 0.5, high + 0.5
        if "月" in unit["unit"]:
            low, high = round(low / 12, 2), round(high / 12, 2)
        if high <= 100:
            yield Spell(low, high, found.start, unit.end())
