"""When somebody can start, and until when an opening stands: 随时, 下月初, 年后, 正月十五以后, 收完稻子, 2026-12-01."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from data.reading.calendar_words import (
    PARTS,
    coming,
    day_of,
    days_on,
    last_of,
    last_of_lunar,
    lunar_day,
    months_on,
    part_of,
)
from data.reading.english_dates import in_chinese
from data.reading.festivals import FESTIVAL, SEASON, festival, season
from data.reading.numbers import read_number
from data.reading.script import fold
from data.reading.spaced import closed_up
from data.records import Start

_PART = r"(?P<part>上旬|中旬|下旬|初|中|底|末|月底)?"
_UNTIL = r"(?= ?[-—~至到] ?\d{1,2}[日号])"
"""Where 12月15-20日 names its first day without 日."""
IMMEDIATE = re.compile(
    r"随时|立即|立刻|立马|马上|即刻|即时|即可|即日|现在就|当天|今天|今日|今儿|^现在$|随到随|在岗可|尽快|越[快早]越好|随[叫喊]随[到走]|说走就走|已经?离职|已经?辞[职工]|离职中|待业|immediately|asap"
    r"|at once|as soon as possible|any ?time|right away|(?:available|start) now",
    re.IGNORECASE,
)
NOT_IMMEDIATE = re.compile(r"(?:不能|没法|无法|不可以?|不一定)[^,。;]{0,3}$")
YEAR_BEFORE = re.compile(r"(?:(?<!\d)(?P<y>20\d{2})年?|明年?|来年|(?P<after>后年))的?$")
RULED_OUT = re.compile(
    r"[节假]?(?:子|谷|稻|麦)?的?(?:时候?|期间|那(?:阵|段|几天)|季节?)?(?:我|都|也|就|得|要|可能){0,2}"
    r"(?:不行|不能|不可以|没[空事活]|没时间|来不了|干不了|除外|(?:要)?回家|(?:要)?请假)"
)
VAGUE = re.compile(r"合同到期后?|等通知|过(?:几天|段时间|一阵子?|阵子)|(?:孩子)?满月后|出了?月子后?|身体好了以?后")
"""Times that are no day: only the words are kept."""
AFTER = re.compile(r"(?:以|之|过)?后|完|结束|再|过了?$")
FULL = re.compile(
    r"(?P<y>\d{4}) ?[-./年] ?(?P<m>\d{1,2})(?: ?[-./月] ?(?P<d>\d{1,2})[日号]?| ?月份?" + _PART + ")"
)
NEXT_YEAR_MONTH = re.compile(
    rf"(?<!\d)(?P<year>明年|后年|今年|来年|\d{{2}}年)?(?:的)?(?P<m>\d{{1,2}}|十[一二]?"
    rf"|[一二三四五六七八九元])月份?(?:(?P<d>\d{{1,2}}|[一二三]?十[一二三四五六七八九]?|[一二三四五六七八九])(?:[日号]|{_UNTIL})|(?P<d2>[二三]?十[一二三四五六七八九]?)(?=$|[,。 ]|[以之]?[后前]|左右|开始|起|到岗|上班)|{_PART})"
)
LUNAR_DAY = re.compile(
    r"(?:农历|阴历|旧历)?(?P<m>正月|腊月|冬月)(?:(?P<d>初[一二三四五六七八九十]|二?十[一二三四五六七八九]?|廿[一二三四五六七八九]?|三十)"
    r"|(?P<part>初|中|底|末))?"
)
OLD_CALENDAR = re.compile(
    r"(?:农历|阴历|旧历|(?=[一二三四五六七八九十]{1,2}月(?:初[一二三四五六七八九十]|廿)))(?P<m>十[一二]?|[一二三四五六七八九])月(?P<d>初[一二三四五六七八九十]|二?十[一二三四五六七八九]?|廿[一二三四五六七八九]?"
    r"|三十)?"
)
BY_MONTH = re.compile(
    rf"(?P<done>[做干上忙]完|[做干]满)?(?P<which>下下个?月|下个?月|次月|这个?月|本月|当月|(?<![\d年一二三四五六七八九十元])月)(?:(?P<d>\d{{1,2}}"
    rf"|[一二三]?十[一二三四五六七八九]?|[一二三四五六七八九])(?:[日号]|(?<=下月\d\d)(?!\d)|(?<=个月\d\d)(?!\d))|{_PART})"
)
WEEK = re.compile(r"(?P<which>下下|下个?|本|这个?)?(?:周|星期|礼拜)(?P<d>[一二三四五六日天末])?(?:(?<=六)[日天])?")
SPAN = re.compile(
    r"(?P<n>\d{1,3}|[一二两三四五六七八九十半几]{1,3}) ?(?:来|多)?(?P<half>个半)?个?(?P<unit>天|日(?!结)|周|星期|礼拜"
    r"|月|年)(?P<tail>之?以?内|左右|后|以后|之后|到岗|可到|能到|上岗|可上岗)?"
)
COMPACT = re.compile(r"(?<!\d)(?P<y>20\d{2})(?P<m>\d{2})(?P<d>\d{2})(?!\d)")
NEW_YEAR_DAY = re.compile(
    r"(?:年后|过完年|过年|春节|年|^|[,。 大])[的,到]?(?:正月)?(?P<d>初[一二三四五六七八九十])(?!中|级)"
)
DAY_ALONE = re.compile(
    r"(?<![月\d第一二三四五六七八九十])(?P<d>[12]\d|3[01]|[1-9]|(?:二|三)?十[一二三四五六七八九]?|[一二三四五六七八九](?=号))[号日](?![线楼地店门院])"
)
YEAR_ALONE = re.compile(r"(?P<word>明年|来年|后年|(?<!\d)20\d\d(?=年(?:$|[,。 后以再])))")
HOURS = re.compile(r"(?P<n>\d{1,3})个?(?:小时|钟头)(?=之?以?内|[以之]?后)")
NOTICE = re.compile(
    r"(?:^|再[等过]|大概|大约|差不多|交接|辞[工职]后?|离职后?|要|需要?|还要?(?:干|做|上)?|再[干做上]|提前) ?(?P<n>\d{1,2}|[一二两三半]) ?(?P<half>个半)?(?:个(?=月)"
    r"|(?<=半)|(?!月)个?)(?P<unit>月|周|星期|天)(?!的?(?:工资|薪|奖|经验|试用|培训|合同|保底))(?P<tail>$|交接|辞|离)?"
)
YEAR_MONTH = re.compile(r"(?<![\d.\-/])(?P<y>20[2-9]\d)[-./](?P<m>1[0-2]|0?[1-9])(?![\d./\-])")
SLASHED = re.compile(r"(?<![\d/])(?P<one>\d{1,2})/(?P<two>\d{1,2})/(?P<y>20\d{2})(?!\d)")
SHORT_YEAR = re.compile(
    r"(?<![\d.\-/])(?P<y>2[6-9]|3\d)[./\-](?P<m>1[0-2]|0?[1-9])[./\-](?P<d>3[01]|[12]\d|0?[1-9])(?![\d.\-/])"
)
DOTTED = re.compile(
    r"(?<![\d.\-/])(?P<m>1[0-2]|0?[1-9])[./\-](?P<d>3[01]|[12]\d|0?[1-9])(?![\d.万千kw]|[./\-]\d)"
)
SIMPLE_DAYS = {"大后天": 3, "大后日": 3, "后天": 2, "后日": 2, "后儿": 2, "明天": 1, "明日": 1, "明儿": 1, "聽日": 1, "听日": 1, "明早": 1}
FOREVER = re.compile(r"长期|永久|不限|招满|招到|满员|随时|无期限|long")


def _number(text: str | None) -> int:
    """A small number in either writing; 0 where there is none."""
    text = (text or "").removeprefix("初")
    found = read_number(text) if text else None
    return int(found.low) if found else 0


def _full(match: re.Match[str], today: date) -> date | None:
    year, month = int(match["y"]), int(match["m"])
    year += 2000 if year < 100 else 0
    return (
        day_of(year, month, int(match["d"]))
        if match["d"]
        else part_of(year, month, match.groupdict().get("part"))
    )


def _coming_month(match: re.Match[str], today: date) -> date | None:
    """2027-3; a month that is over belongs to a story, not to a start."""
    year, month = int(match["y"]), int(match["m"])
    return part_of(year, month, None) if (year, month) >= (today.year, today.month) else None


def _slashed(match: re.Match[str], today: date) -> date | None:
    """Month first; day first where it can be no month."""
    year, one, two = int(match["y"]), int(match["one"]), int(match["two"])
    return day_of(year, one, two) or day_of(year, two, one)


def _month(match: re.Match[str], today: date) -> date | None:
    month, word = 1 if match["m"] == "元" else _number(match["m"]), match["year"]
    if not 1 <= month <= 12:
        return None
    if word:
        offset = {"明年": 1, "来年": 1, "后年": 2, "今年": 0}.get(word)
        year = today.year + offset if offset is not None else 2000 + int(word[:2])
        return day_of(year, month, _number(match["d"])) if match["d"] else part_of(year, month, match["part"])
    if said := match["d"] or match["d2"]:
        return coming(today, lambda year: day_of(year, month, _number(said)))
    ended = coming(today, lambda year: last_of(year, month))
    if ended is None:
        return None
    begun = part_of(ended.year, month, match["part"])
    return max(begun, today) if begun else None


def _lunar_day(match: re.Match[str], today: date) -> date | None:
    month = {"正月": 1, "冬月": 11, "腊月": 12}.get(match["m"]) or _number(match["m"])
    part = match.groupdict().get("part")
    if part in ("底", "末"):
        return coming(today, lambda year: last_of_lunar(year, month))
    day = _number(match["d"]) if match["d"] else PARTS.get(part or "", 1)
    return coming(today, lambda year: lunar_day(year, month, day))


def _by_month(match: re.Match[str], today: date) -> date | None:
    which, part = match["which"], match["part"]
    if which == "月" and not part and not match["d"]:
        return None
    ahead = 2 if which.startswith("下下") else 1 if which[0] in "下次" else 0
    if match["done"] and not part and not match["d"]:
        ahead += 1
    year, month = months_on(today, ahead)
    if match["d"]:
        day = day_of(year, month, _number(match["d"]))
    else:
        day = part_of(year, month, part)
    if day and day < today and which == "月":
        day = part_of(*months_on(today, 1), part)
    return max(day, today) if day else None


def _week(match: re.Match[str], today: date) -> date | None:
    which, day = match["which"], match["d"]
    if not which and not day:
        return None
    weeks = 2 if which == "下下" else 1 if which and which[0] == "下" else 0
    index = {"末": 5, "天": 6, "日": 6}.get(day or "一", "一二三四五六".find(day or "一"))
    found = days_on(today, weeks * 7 - today.weekday() + index)
    return found if found is None or weeks or found >= today else days_on(found, 7)


def _span(match: re.Match[str], today: date) -> date | None:
    """Half a month on, within a week (the last day of it)."""
    said = match["n"]
    if said.startswith("几"):
        return None
    count = 0.5 if said == "半" else float(_number(said)) + (0.5 if match["half"] else 0.0)
    unit = match["unit"]
    if match.re is SPAN and not match["tail"] and unit in "月年日":
        return None
    if unit == "年":
        unit, count = "月", count * 12
    days = {"天": 1, "日": 1, "周": 7, "星期": 7, "礼拜": 7, "月": 30}[unit]
    if unit == "月" and count == int(count):
        year, month = months_on(today, int(count))
        return day_of(year, month, min(today.day, last_of(year, month).day)) if year < 9999 else None
    return days_on(today, int(15 if said == "半" and unit == "月" else days * count))


def _dotted(match: re.Match[str], today: date) -> date | None:
    return coming(today, lambda year: day_of(year, int(match["m"]), int(match["d"])))


def _new_year_day(match: re.Match[str], today: date) -> date | None:
    return coming(today, lambda year: lunar_day(year, 1, _number(match["d"])))


def _day_alone(match: re.Match[str], today: date) -> date | None:
    for ahead in range(3):
        year, month = months_on(today, ahead)
        day = day_of(year, month, _number(match["d"]))
        if day and day >= today:
            return day
    return None


def _year_alone(match: re.Match[str], today: date) -> date | None:
    word = match["word"]
    if word.isdigit():
        return day_of(int(word), 1, 1) if int(word) > today.year else None
    return day_of(today.year + (2 if word == "后年" else 1), 1, 1)


def _hours(match: re.Match[str], today: date) -> date | None:
    return days_on(today, -(-int(match["n"]) // 24))


FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], date], date | None]], ...] = (
    (LUNAR_DAY, _lunar_day),
    (OLD_CALENDAR, _lunar_day),
    (NEXT_YEAR_MONTH, _month),
    (BY_MONTH, _by_month),
    (WEEK, _week),
    (SPAN, _span),
    (DOTTED, _dotted),
    (DAY_ALONE, _day_alone),
    (NOTICE, _span),
    (HOURS, _hours),
    (YEAR_ALONE, _year_alone),
)
def _year_said(plain: str, start: int, today: date) -> tuple[int, date]:
    """Where a year said before a day begins (2027年底, 明年暑假), and the day to look on from."""
    said = YEAR_BEFORE.search(plain, max(0, start - 6), start)
    year = int(said["y"]) if said and said["y"] else today.year
    if said and not said["y"]:
        year += 2 if said["after"] else 1
    if said is None or year <= today.year or not (first := day_of(year, 1, 1)):
        return start, today
    return said.start(), first


def _find(plain: str, today: date) -> tuple[date, int, int] | None:
    """The first day that the text names, at [start, end)."""
    for word, days in SIMPLE_DAYS.items():
        if (at := plain.find(word)) >= 0 and (day := days_on(today, days)):
            return day, at, at + len(word)
    for pattern, read in (
        (FULL, _full),
        (COMPACT, _full),
        (SHORT_YEAR, _full),
        (YEAR_MONTH, _coming_month),
        (SLASHED, _slashed),
        (NEW_YEAR_DAY, _new_year_day),
        (FESTIVAL, festival),
        (SEASON, season),
        *FORMS,
    ):
        for match in pattern.finditer(plain):
            begun, since = _year_said(plain, match.start(), today)
            day = read(match, since)
            if day and not RULED_OUT.match(plain, match.end()):
                after = AFTER.match(plain, match.end())
                return day, begun, after.end() if after else match.end()
    english = in_chinese(plain)
    found = _find(english[0], today) if english else None
    return (found[0], english[1], english[2]) if found and english else None


def read_start(text: str, today: date) -> Start | None:
    """When somebody can begin: an ISO date or at once, with the words that say so; None where unsaid."""
    folded = closed_up(fold(text))
    plain = folded.text[:2000]
    at_once = IMMEDIATE.search(plain)
    if at_once and NOT_IMMEDIATE.search(plain[max(0, at_once.start() - 8) : at_once.start()]):
        at_once = None
    found = _find(plain, today)
    if found and not (at_once and at_once.start() < found[1]):
        start, end = folded.original_span(found[1], found[2])
        return Start(date=found[0].isoformat(), phrase=text[start:end])
    if at_once:
        start, end = folded.original_span(*at_once.span())
        return Start(immediate=True, phrase=text[start:end])
    return None


def read_no_day(text: str, today: date) -> str:
    """The words that speak of a time but give no day to begin: 农忙时不行, 等通知; empty where there are none."""
    folded = closed_up(fold(text))
    plain = folded.text[:2000]
    for pattern in (FESTIVAL, SEASON, WEEK, LUNAR_DAY, NEXT_YEAR_MONTH):
        for match in pattern.finditer(plain):
            if ruled := RULED_OUT.match(plain, match.end()):
                start, end = folded.original_span(match.start(), ruled.end())
                return text[start:end]
    vague = VAGUE.search(plain)
    start, end = folded.original_span(*vague.span()) if vague else (0, 0)
    return text[start:end]


def read_until(text: str, today: date) -> date | None:
    """The last day that something stands; None where open (长期, 招满即止) or unsaid.

    A month with no day stands until its end.
    """
    plain = fold(text).text[:2000]
    if FOREVER.search(plain):
        return None
    found = _find(plain, today)
    if not found:
        return None
    day, _, end = found
    whole_month = day.day == 1 and plain[:end].endswith(("月", "月份"))
    return last_of(day.year, day.month) if whole_month else day
