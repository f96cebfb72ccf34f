"""Festivals and seasons as days to begin: 春节后, 元宵, 秋收后, 开学."""

from __future__ import annotations

import re
from datetime import date

from data.reading.calendar_words import (
    EVERY_TERM,
    HOLIDAY_ENDS,
    LUNAR,
    SEASONS,
    SOLAR,
    coming,
    day_of,
    days_on,
    lunar_day,
)

SEASON = re.compile("|".join(sorted(SEASONS, key=len, reverse=True)) + "|(?<![月日号])(?<!月份)开学")
NOT_A_FEAST = r"(?![路街楼层号栋室组巷村])"
"""What makes of 五一 and 十一 a road or a floor."""
NUMBERS_TOO = {"二月二": "(?![十号日\\d])", "十一": "(?![月点个天年人岁元块万千百.])"}
"""Feasts whose name may go on as another number or month: 二月二十, 十一月."""
_NAMES = "|".join(
    ("(?<![一二三四五六七八九])" if name == "十一" else "") + name + NUMBERS_TOO.get(name, "") for name in sorted({*LUNAR, *SOLAR} - {"年"}, key=len, reverse=True)
)
_BARE_YEAR = r"(?<![\d一二两三四五六七八九十半几多整])年(?=后|过)"
FESTIVAL = re.compile(
    rf"(?P<days>年前|(?:春)?节前)|(?P<over>过完|过了|过)?(?:(?P<other>{_NAMES})节?[和、及跟与]?)?(?P<name>(?:{_NAMES}){NOT_A_FEAST}"
    rf"|(?:过(?:完|了)?|翻过?)年|{_BARE_YEAR}|新年|^节(?=后))(?:节|长?假期?|黄金周)?"
    r"(?P<after>以后|之后|过后|后|放假回来|回来|收假|完|结束|一过)?(?P<before>以前|之前|前)?"
)


def festival(match: re.Match[str], today: date) -> date | None:
    """The festival, or the later of two that are said together: 中秋国庆后."""
    day, other = _festival(match, today), match["other"]
    alone = FESTIVAL.fullmatch(other + (match["after"] or "")) if other else None
    earlier = _festival(alone, today) if alone else None
    return max(day, earlier) if day and earlier else day


def _festival(match: re.Match[str], today: date) -> date | None:
    """A festival itself; after it, the day after the usual rest (the eighth of the first month for the new year)."""
    if match["days"]:
        eve = coming(today, lambda year: lunar_day(year, 1, 1))
        return max(today, days_on(eve, -15) or today) if eve else None
    name = match["name"]
    new_year = name in ("春节", "节") or (name.endswith("年") and name not in SOLAR)
    if new_year and name != "小年":
        if match.string.startswith("正月", match.end()):
            return None
        if match["before"]:
            eve = coming(today, lambda year: lunar_day(year, 1, 1))
            return max(today, days_on(eve, -15) or today) if eve else None
        return coming(today, lambda year: lunar_day(year, 1, 8))
    lunar = LUNAR.get(name)
    after = bool(match["after"] or match["over"] or (name.startswith("过") and name.endswith("十五")))
    solar = HOLIDAY_ENDS.get(name, SOLAR.get(name)) if after else SOLAR.get(name)
    day = coming(today, lambda year: lunar_day(year, *lunar) if lunar else day_of(year, *(solar or (0, 0))))
    if day and match["before"]:
        return max(today, days_on(day, -1) or today)
    return days_on(day, 1) if day and after else day


def season(match: re.Match[str], today: date) -> date | None:
    if match[0] not in SEASONS:
        return min(filter(None, (_yearly(today, *term) for term in EVERY_TERM)), default=None)
    return _yearly(today, *SEASONS[match[0]])


def _yearly(today: date, month: int, day: int) -> date | None:
    return coming(today, lambda year: day_of(year, month, day))
