"""How many people an opening wants: 2人, 若干, 5-8名, 四百, 招20个, 男女各5."""

from __future__ import annotations

import re
from dataclasses import dataclass

from data.reading.numbers import find_ranges
from data.reading.script import fold

OPEN = re.compile(r"若干|数名|数人|多名|多人|不限|长期|大量|批量|急招|不等")
EACH = re.compile(
    r"(?P<sides>[^\d,。;]{0,20}?)各[招需要 ]{0,2}(?P<count>\d{1,5}|[一二两三四五六七八九十百千]{1,6})"
)
SIDE = re.compile(r"男|女|白班|夜班|甲|乙|丙")
THINGS = re.compile(r" ?(?:岁|元|块|千|万|天|小时|年|月|%|公里|点|:|号|楼|班|k|线|周|厘米|cm|kg|套|本|床|辆|盏|件|头|斤|吨)")
PEOPLE = re.compile(r" ?(?:多|余|来)?(?:个?(?:人|名|位|员|口)|个(?!月|小时|星期|班)|岗)")
WANTED = re.compile(r"(?:招聘?|需要?|缺|要|聘|人数|名额|共|合计|收|岗位数?)[:\s]*(?:大概|约|大约|男|女)?$")
MOST = 1_000_000


@dataclass(frozen=True, slots=True)
class Headcount:
    """From `low` to `high` people; both None where the number is open (若干) or unsaid."""

    low: int | None = None
    high: int | None = None
    open: bool = False
    start: int = 0
    end: int = 0


def read_headcount(text: str) -> int | None:
    """The number of seats to fill, the upper end of a range; None where open (若干) or unsaid."""
    return read_seats(text).high


def read_seats(text: str) -> Headcount:
    """The number of people in a cell or a sentence; several numbers with 人 or 名 add up (男5人女3人)."""
    folded = fold(text)
    plain = folded.text
    if each := EACH.search(plain):
        sides = len(SIDE.findall(each["sides"])) or 1
        number = next(find_ranges(each["count"]), None)
        if number and number.high < MOST:
            start, end = folded.original_span(*each.span())
            return Headcount(int(number.low) * sides, int(number.high) * sides, start=start, end=end)
    found = [q for q in find_ranges(plain, r" ?(?:个?人|名|位|个)?") if 0 < q.high < MOST and q.high >= 1]
    sure = [q for q in found if PEOPLE.match(plain, q.end)]
    likely = sure or [
        q
        for q in found
        if WANTED.search(plain[max(0, q.start - 8) : q.start]) and not THINGS.match(plain, q.end)
    ]
    if not likely and len(found) == 1 and not THINGS.match(plain, found[0].end):
        likely = found if len(plain.strip()) <= found[0].end - found[0].start + 4 else []
    if not likely:
        return Headcount(open=bool(OPEN.search(plain)))
    start, end = folded.original_span(likely[0].start, likely[-1].end)
    return Headcount(int(sum(q.low for q in likely)), int(sum(q.high for q in likely)), start=start, end=end)
