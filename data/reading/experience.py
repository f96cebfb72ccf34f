"""Years of work, asked or held: 3-4年工作经验, 5年以上, 无经验可, 干了十几年, 2018年至今, 做过两年保安，三年仓管."""

from __future__ import annotations

import re
from datetime import date

from data.reading.numbers import Quantity, find_ranges
from data.reading.script import fold
from data.records import Years

NONE_NEEDED = re.compile(
    r"(?:工作)?经[验历](?:可以?)?不限|不限(?:工作)?经[验历]|(?:无|没有?|不需要?|不要|免)(?:相关|工作|任何|从业)*经[验历]|经[验历](?:不要求"
    r"|无要求|不作要求|均可)|应届|生手|新手"
    r"|零基础|小白|有无经验|不用经验|刚毕业|没(?:干|做|上)过(?:活|工|班)|^ ?(?:不限|无|无要求|没有|不要求)$"
)
SINCE = re.compile(
    r"(?P<from>(?:19|20)\d{2}) ?(?:年|[./-])? ?(?:\d{1,2}月?)? ?(?:[-~至到—]+|起|开始|以来"
    r"|就)(?: ?(?P<now>至今|今|现在|目前|一直)| ?(?P<to>(?:19|20)\d{2}))?(?P<tail>至今|一直)?"
)
UNIT = re.compile(
    r" ?(?P<half>个半)?(?P<year>年(?!级|龄|前|底|初|薪|终|[\d]{1,2}月|货|轻|满|会)|载)(?P<halfyear>半)?"
    r"|(?P<month> ?个(?P<monthhalf>半)?月)|(?P<word> ?years?)"
)
OVER = re.compile(
    r" ?(?:工作|从业|相关|行业|岗位|的){0,3}(?:经[验历])?(?:及|或)?(?:以上|以上者|之上|起|多|\+)|\+"
)
UNDER = re.compile(r" ?(?:及|或)?(?:以下|以内|之内)")
AT_LEAST = re.compile(r"(?:至少|不少于|不低于|满|超过|最少|≥|>=?)(?:有|要|具有)? ?$")
AGO = re.compile(r" ?(?:之?前|以前|后|之后|内)")
UNNUMBERED = re.compile("(?<=退)伍|(?<=队)伍")
"""The old numeral five as part of a word."""

NOT_WORK = re.compile(
    r"(?:试用期?|合同|保修|质保|保质期|学制|服役|退役|学徒期|签|提前|休|年限|住了?|毕业|离开|离家|外出|结婚|坐牢|有效期|近|过去|最近)[^,。;]{0,3}$"
)
ALSO = re.compile(r"其中|包括|含|里头")


def _since(plain: str, today: date) -> tuple[float, list[tuple[int, int]]]:
    """Years from spans of calendar years (2018年至今, 2015-2018), with where they stand."""
    total, places = 0.0, []
    for match in SINCE.finditer(plain):
        begun = int(match["from"])
        ended = int(match["to"]) if match["to"] else today.year
        if (
            match["to"] or match["now"] or match["tail"] or re.search("起|开始|以来|就", match[0])
        ) and begun <= ended <= today.year:
            total += ended - begun
            places.append(match.span())
    return total, places


def _length(plain: str, quantity: Quantity) -> tuple[float, float | None, int] | None:
    unit = UNIT.match(plain, quantity.end)
    before = plain[max(0, quantity.start - 8) : quantity.start]
    if not unit or quantity.high > 60 or NOT_WORK.search(before) or AGO.match(plain, unit.end()):
        return None
    low, high = quantity.low, quantity.high
    if unit["half"] or unit["halfyear"] or unit["monthhalf"]:
        low, high = low + 0.5, high + 0.5
    if unit["month"]:
        low, high = round(low / 12, 2), round(high / 12, 2)
    if OVER.match(plain, unit.end()) or AT_LEAST.search(before):
        return low, None, unit.end()
    return (0.0, high, unit.end()) if UNDER.match(plain, unit.end()) else (low, high, unit.end())


def _half_years(plain: str) -> float:
    return 0.5 if re.search(r"(?<![年\d一二两三四五六七八九十])半年", plain) else 0.0


def read_years(text: str, today: date | None = None) -> Years | None:
    """The years asked or held, several spells added up (其中 is not added); None where nothing is said.

    With `today`, spans of calendar years count as well. A phrase such as 经验不限 reads as 0 to open.
    """
    folded = fold(text)
    plain = UNNUMBERED.sub("役", folded.text[:20_000])
    total, taken = _since(plain, today) if today else (0.0, [])
    low, high, open_end, found = total, total, False, bool(taken)
    for quantity in find_ranges(plain, r" ?年?"):
        if any(start <= quantity.start < end for start, end in taken):
            continue
        length = _length(plain, quantity)
        if length is None or (found and ALSO.search(plain[max(0, quantity.start - 12) : quantity.start])):
            continue
        found = True
        low, open_end = low + length[0], open_end or length[1] is None
        high += length[1] if length[1] is not None else length[0]
    if not found and (half := _half_years(plain)):
        low = high = half
        found, open_end = True, bool(re.search("半年(?:及|或)?以上", plain))
    if not found:
        return Years(0.0, None, text.strip()[:80]) if NONE_NEEDED.search(plain.strip()) else None
    return Years(low, None if open_end else high, text.strip()[:80])
