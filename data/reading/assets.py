"""What a project has already, item by item, with how much of it: 水库水面320亩，管护房两间；三年免租."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from data.reading.clauses import pieces
from data.reading.numbers import find_ranges
from data.reading.script import fold
from data.records import Holding, Phrase
from data.reference.assets import assets

LONGEST = 5_000
"""Characters of a text that are looked at."""

UNIT_WORDS = {"平方米": "平方米", "平方": "平方米", "平米": "平方米", "平": "平方米", "㎡": "平方米", "m2": "平方米", "方": "立方", "立方米": "立方"}
UNIT = re.compile(
    r" ?(?:多|余|来|个)?(?P<unit>平方公里|平方米|平方|平米|平|㎡|m2|立方米|立方|千伏安|公顷|万元|个月|亩|口|座|片|块|分|间|栋|幢|处|套|层|台|条|辆|艘|架|只|头|尾|株|棵|箱|羽|群|吨|元|家|份|单|项|件|人|名|户|年|个|方)"
)
LACKING = re.compile(r"没有?|缺(?!陷)|尚无|暂无|待(?:建|办|批)|拟(?:建|办|流转)|计划(?:建|流转)|准备(?:建|办)|未(?:办|建|通|取得)|还没|正在(?:办|申)|在办|申办中|(?<!减)(?<!费)无(?!偿|人机|公害|尘|菌|障碍|息|条件)")
FITTING_FAR = 14
"""No quantity belongs to a thing that stands further away."""


@dataclass(frozen=True, slots=True)
class _Amount:
    value: float
    unit: str
    start: int
    end: int


def read_holdings(text: str, source: str) -> tuple[Holding, ...]:
    """The things that a text lists, each kind once for each item of the list; not what is missing or only planned."""
    found: list[Holding] = []
    for phrase in pieces(text[:LONGEST], source):
        if not LACKING.search(fold(phrase.text).text):
            found += _in(phrase)
    return tuple(found)


def _in(phrase: Phrase) -> Iterator[Holding]:
    """Each quantity goes to the nearest thing that is counted so: 村部厂房500平 is the workshop's."""
    plain = fold(phrase.text).text.lower()
    amounts = list(_amounts(plain))
    things = _things(plain)
    counted: dict[str, _Amount] = {}
    for amount in amounts:
        fitting = {code: _gap(amount, *span) for code, span in things.items() if amount.unit in assets()[code].units and code not in counted}
        nearest = min(fitting, key=fitting.__getitem__, default=None)
        if nearest and fitting[nearest] <= FITTING_FAR:
            counted[nearest] = amount
    for code in things:
        its = counted.get(code)
        yield Holding(code, its.value if its else None, its.unit if its else "", phrase)


def _gap(amount: _Amount, start: int, end: int) -> int:
    return amount.start - end if amount.start >= end else start - amount.end + 1


def _things(plain: str) -> dict[str, tuple[int, int]]:
    """Where each kind that the words name stands last; longer words first, so that 设备补贴 is no equipment."""
    taken = [False] * len(plain)
    found: dict[str, tuple[int, int]] = {}
    for alias, code in _aliases():
        for match in re.finditer(re.escape(alias), plain):
            if any(taken[match.start() : match.end()]):
                continue
            taken[match.start() : match.end()] = [True] * len(alias)
            start, end = found.get(code, match.span())
            found[code] = (start, max(end, match.end()))
    if "subsidy" in found and "equipment" in found and found["equipment"][1] == found["subsidy"][0]:
        del found["equipment"]
    return dict(sorted(found.items(), key=lambda item: item[1]))


def _amounts(plain: str) -> Iterator[_Amount]:
    for quantity in find_ranges(plain, r" ?(?:亩|平|间)?"):
        unit = UNIT.match(plain, quantity.end)
        if unit is None:
            continue
        name = UNIT_WORDS.get(unit["unit"], unit["unit"])
        yield _Amount(quantity.low, name, quantity.start, unit.end())


@cache
def _aliases() -> tuple[tuple[str, str], ...]:
    """Every word with its code, the longest first."""
    words = [(alias.lower(), asset.code) for asset in assets().values() for alias in asset.aliases]
    return tuple(sorted(words, key=lambda word: -len(word[0])))
