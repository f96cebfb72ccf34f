"""When somebody is free, or wanted: weekends, evenings, holidays, months, how often, on line or on the spot."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from data.reading.numbers import chinese
from data.reading.script import fold
from data.reference.times import TimeWord, slot_names, time_words

LONGEST_TEXT = 1000
"""What stands after so many characters says nothing about times."""
HALF_DAY, WHOLE_DAY = 4.0, 8.0
EVENING_FROM = 18

UNSEASONED = frozenset({"weekday", "weekend", "evening", "daytime", "any"})
OFTEN = ("daily", "weekly", "monthly", "yearly", "once")
"""The frequencies, the more telling first: 每年春节每周 is weekly."""

_DAY = "[一二三四五六日1-6]"
_WEEK = "(?:周|星期|礼拜)"
WEEKDAYS = re.compile(
    rf"(?P<every>每|逢)?个?{_WEEK}(?P<days>(?:{_DAY}|天)(?:[、,和及或/]?{_WEEK}?{_DAY}|[、,和及或/]?{_WEEK}天|[至到~-]{_WEEK}?(?:{_DAY}|天))*)"
    rf"(?![一二三四五六七几\d、到至-]*(?:次|回|个|小时|钟头|趟|场|节|天|晚(?!上)))"
)
_HOUR = r"(?:\d{1,2}|[一二两三四五六七八九十]{1,3})"
CLOCK = re.compile(
    rf"(?P<part>凌晨|早上?|上午|中午|下午|晚上?|傍晚|夜里)?(?P<hour>{_HOUR})(?:点半?|时(?!间)|:\d\d)(?:钟)?(?P<after>以后|之后|后)?(?!时间|空|忙|儿|力|事|点|钱)"
)
_MONTH = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
PAIR = re.compile(r"(?P<two>[一二三四五六七八九]{2})月")
MONTHS = re.compile(
    rf"(?<![每\d个])(?P<first>{_MONTH})月?份?(?:[至到~-]+(?:次年|第二年|来年|翌年)?(?P<last>{_MONTH})|(?P<more>(?:[、,和]{_MONTH}月?)+))?月份?(?![饼嫂子租])"
)
PERIOD = re.compile(r"一个?(?P<unit>周|星期|礼拜|月|年)(?=[一二两三四五六七八几\d~-]{1,4}\s*(?:次|回|天|晚|小时|个|趟|场))")
UNITS = {"周": "weekly", "星期": "weekly", "礼拜": "weekly", "月": "monthly", "年": "yearly"}
HOURS = re.compile(
    r"(?P<low>\d+(?:\.\d+)?|[半一二两三四五六七八九十]+)(?:\s*[~到至-]\s*(?P<high>\d+(?:\.\d+)?|[一二两三四五六七八九十]+))?\s*个?(?P<half>半)?(?:小时|钟头)"
)
DAYS = ((re.compile("半天|半日"), HALF_DAY), (re.compile("一整天|整天|一天(?!一次|两次|三次)|1天|全天"), WHOLE_DAY))

_LINK = r"(?:的|时候|时间|期间|里|一般|基本上?|我|都|也|就|可能|话|大多|经常|通常|要|得|在|会|有时|比较|很|太|还|全|,|、|和|及|或|到|至|-)*"
_BUSY = r"(?:没空|没时间|没有时间|没有空|没法|没办法|不行|不便|不方便|走不开|抽不开|不得空|无空|不参加|不能|不可以|回不|不在|来不了|上班|加班|忙|有事|外地|外面|外务工|外打工|外头|外省|外边|工作(?!日)|打工|厂里|带孩子|勿扰)"
BUSY_AFTER = re.compile(_LINK + _BUSY)
ONLY_LINK = re.compile(r"[的都也就和及或、到至\s-]*")
EXCEPT_BEFORE = re.compile(r"(?:除了?|不包括|不含|不是|不能|不会|不方便|不要|无法|不接受|不)\s*$")
STOP = re.compile(r"[,。;!\n]")


@dataclass(frozen=True, slots=True)
class Times:
    """When: `slots` are codes of data/reference/times.csv, empty where nothing was said.

    `months` limit them, empty for no limit; `often` is daily, weekly, monthly, yearly or once; `online` is True
    where from away will do, False where it must be on the spot; `hours` are those of one time.
    """

    slots: frozenset[str] = frozenset()
    often: str | None = None
    online: bool | None = None
    hours: float | None = None
    months: frozenset[int] = frozenset()

    @property
    def bits(self) -> int:
        """The slots as bits, in the order of the table."""
        return sum(_slot_bits()[slot] for slot in self.slots)

    @property
    def month_bits(self) -> int:
        """The months as bits, January the lowest."""
        return sum(1 << month - 1 for month in self.months)


@dataclass(frozen=True, slots=True)
class _Said:
    """A stretch of the text and what it says."""

    start: int
    end: int
    means: tuple[TimeWord, ...]


def read_times(text: str) -> Times:
    """Everything that a cell or a note says about when, what is refused left out (平时没空只有过年)."""
    plain = re.sub(r"\s+", " ", fold(text[:LONGEST_TEXT]).text).replace("，", ",").replace("；", ";")
    said = [*_chosen(plain)]
    open_, closed = _parted(plain, said)
    slots = frozenset(word.code for word in open_ if word.says == "slot")
    often = next((code for code in OFTEN if any(w.says == "often" and w.code == code for w in open_)), None)
    if often == "daily" and not slots:
        slots = frozenset({"any"})
    return Times(slots, often, _online(open_, closed), _hours(plain), _months(open_, slots))


@cache
def _slot_bits() -> Mapping[str, int]:
    return {slot: 1 << at for at, slot in enumerate(slot_names())}


def _chosen(text: str) -> Iterator[_Said]:
    """Of the readings that overlap the longest, from the left."""
    found = [*_words(text), *_weekdays(text), *_clocks(text), *months_named(text), *_periods(text)]
    at = 0
    for said in sorted(found, key=lambda said: (said.start, -said.end)):
        if said.start >= at:
            at = said.end
            yield said


def _words(text: str) -> Iterator[_Said]:
    lowered = text.lower()
    for word, means in time_words().items():
        start = lowered.find(word)
        while start >= 0:
            yield _Said(start, start + len(word), means)
            start = lowered.find(word, start + 1)


def _weekdays(text: str) -> Iterator[_Said]:
    for match in WEEKDAYS.finditer(text):
        codes = {"weekend" if day > 5 else "weekday" for day in days_named(match["days"])}
        means = [TimeWord("slot", code, frozenset()) for code in sorted(codes)]
        if match["every"]:
            means.append(TimeWord("often", "weekly", frozenset()))
        yield _Said(match.start(), match.end(), tuple(means))


def days_named(run: str) -> Iterator[int]:
    """1 for Monday to 7: 一三五, 一到五, 六、日."""
    last, spans = 0, False
    for char in run:
        if char in "至到~-":
            spans = True
        elif day := "一二三四五六日".find(char) + 1 or (7 if char == "天" else int(char) if char.isdigit() else 0):
            yield from range(last + 1, day) if spans else ()
            yield day
            last, spans = day, False


def _clocks(text: str) -> Iterator[_Said]:
    for match in CLOCK.finditer(text):
        code = "evening" if _is_evening(match) else "daytime"
        yield _Said(match.start(), match.end(), (TimeWord("slot", code, frozenset()),))


def _is_evening(match: re.Match[str]) -> bool:
    if match["part"]:
        return match["part"][0] in "晚傍夜"
    hour = _number(match["hour"])
    return hour >= EVENING_FROM or (bool(match["after"]) and 5 <= hour <= 9)


def months_named(text: str) -> Iterator[_Said]:
    """The months and spans of months that a text states."""
    for match in PAIR.finditer(text):
        pair = frozenset(int(_number(char)) for char in match["two"])
        yield _Said(match.start(), match.end(), (TimeWord("months", "stated", pair),))
    for match in MONTHS.finditer(text):
        first, last = _number(match["first"]), _number(match["last"] or match["first"])
        months = {(int(first) - 1 + step) % 12 + 1 for step in range(int(last - first) % 12 + 1)}
        months |= {int(_number(part)) for part in re.findall(_MONTH, match["more"] or "")}
        yield _Said(match.start(), match.end(), (TimeWord("months", "stated", frozenset(months)),))


def _periods(text: str) -> Iterator[_Said]:
    for match in PERIOD.finditer(text):
        yield _Said(match.start(), match.end(), (TimeWord("often", UNITS[match["unit"]], frozenset()),))


def _parted(text: str, said: list[_Said]) -> tuple[list[TimeWord], list[TimeWord]]:
    """What is open and what is refused; a list of times shares what is said after its last (早上、中午都没空)."""
    parted: tuple[list[TimeWord], list[TimeWord]] = ([], [])
    refused = False
    for at in range(len(said) - 1, -1, -1):
        until = said[at + 1].start if at + 1 < len(said) else len(text)
        rest, before = text[said[at].end : until], text[: said[at].start]
        linked = at + 1 < len(said) and ONLY_LINK.fullmatch(rest) is not None
        refused = bool(BUSY_AFTER.match(STOP.split(rest)[0]) or EXCEPT_BEFORE.search(before) or (linked and refused))
        parted[refused].extend(said[at].means)
    return parted


def _online(open_: list[TimeWord], closed: list[TimeWord]) -> bool | None:
    yes, no = {word.says for word in open_}, {word.says for word in closed}
    if "online" in yes:
        return True
    return False if "offline" in yes or "online" in no else None


def _months(open_: list[TimeWord], slots: frozenset[str]) -> frozenset[int]:
    """The months stated, and those of holidays only where nothing else is open: 周末和春节 has no limit."""
    stated = frozenset(month for word in open_ if word.says == "months" for month in word.months)
    if stated or slots & UNSEASONED:
        return stated
    return frozenset(month for word in open_ for month in word.months)


def _hours(text: str) -> float | None:
    match = HOURS.search(text)
    if match:
        low = 0.5 if match["low"] == "半" else _number(match["low"])
        high = _number(match["high"]) if match["high"] else low
        return (low + high) / 2 + (0.5 if match["half"] else 0)
    return next((hours for pattern, hours in DAYS if pattern.search(text)), None)


def _number(run: str) -> float:
    if run[0].isdigit():
        return float(run)
    ends = chinese(run)
    return ends[0] if ends else 0.0
