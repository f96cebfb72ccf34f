"""Days as English says them, each with how Chinese says the same: next month is 下个月."""

from __future__ import annotations

import re
from collections.abc import Callable

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
WEEKDAYS = dict(zip(("mon", "tue", "wed", "thu", "fri", "sat", "sun"), "一二三四五六日", strict=True))
COUNTS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "six": 6, "ten": 10}
UNITS = {"day": "天", "week": "周", "month": "个月"}
FEASTS = {
    "spring festival": "春节",
    "chinese new year": "春节",
    "lunar new year": "春节",
    "cny": "春节",
    "lantern festival": "元宵节",
    "qingming": "清明",
    "tomb-sweeping day": "清明",
    "may day": "五一",
    "labour day": "五一",
    "labor day": "五一",
    "dragon boat festival": "端午",
    "mid-autumn festival": "中秋",
    "national day": "国庆",
    "new year's day": "元旦",
    "new year": "元旦",
    "christmas": "圣诞",
}
_MONTH = (
    r"(?P<m>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY = r"(?P<d>[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?"
_YEAR = r"(?:,? (?P<y>20\d\d))"
_COUNT = rf"(?P<n>\d{{1,3}}|{'|'.join(COUNTS)})"
_UNIT = r"(?P<unit>day|week|month)(?:s'?|'s)?"
_WEEKDAY = r"(?P<w>mon|tue|wed|thu|fri|sat|sun)[a-z]*day"
_PART = r"(?P<part>early|beginning of|start of|mid|middle of|late|end of)(?:[- ]the)?[- ]"
_FEAST = "(?P<feast>" + "|".join(sorted(map(re.escape, FEASTS), key=len, reverse=True)) + ")"


def _month(match: re.Match[str]) -> int:
    return MONTHS.index(match["m"][:3].lower()) + 1


def _part(match: re.Match[str]) -> str:
    return {"e": "初", "b": "初", "s": "初", "m": "中", "l": "底"}[
        "l" if match["part"].lower().startswith("end") else match["part"][0].lower()
    ]


def _count(match: re.Match[str]) -> str:
    said = match["n"].lower()
    return f"{COUNTS.get(said, said)}{UNITS[match['unit'].lower()]}"


def _day(match: re.Match[str]) -> str:
    year = f"{match['y']}年" if match["y"] else ""
    return f"{year}{_month(match)}月{int(match['d'])}日"


Saying = Callable[[re.Match[str]], str]
ROWS: tuple[tuple[re.Pattern[str], Saying], ...] = tuple(
    (re.compile(rf"(?<![a-z])(?:{pattern})(?![a-z])", re.IGNORECASE), say)
    for pattern, say in (
        (rf"{_DAY}(?: of)? {_MONTH}{_YEAR}?", _day),
        (rf"{_MONTH} {_DAY}(?!\d){_YEAR}?", _day),
        (rf"{_PART}{_MONTH}", lambda found: f"{_month(found)}月{_part(found)}"),
        (rf"{_PART}next month", lambda found: f"下月{_part(found)}"),
        (rf"{_PART}(?:this )?month", lambda found: f"月{_part(found)}"),
        (rf"{_PART}(?:this )?year", lambda found: f"年{_part(found)}"),
        (rf"{_MONTH}{_YEAR}", lambda found: f"{found['y']}年{_month(found)}月"),
        (rf"(?:from|in|by|since|starting|next) {_MONTH}", lambda found: f"{_month(found)}月"),
        (rf"after (?:the )?{_FEAST}", lambda found: f"{FEASTS[found['feast'].lower()]}后"),
        (_FEAST, lambda found: FEASTS[found["feast"].lower()]),
        (r"after (?:the )?(?:autumn |rice )?harvest", lambda _: "秋收后"),
        (r"summer (?:holidays?|vacation|break)", lambda _: "暑假"),
        (r"winter (?:holidays?|vacation|break)", lambda _: "寒假"),
        (r"(?:the )?day after tomorrow", lambda _: "后天"),
        (r"tomorrow", lambda _: "明天"),
        (rf"next {_WEEKDAY}", lambda found: f"下周{WEEKDAYS[found['w'].lower()]}"),
        (rf"(?:(?:on|this|from) )?{_WEEKDAY}", lambda found: f"周{WEEKDAYS[found['w'].lower()]}"),
        (r"next week", lambda _: "下周"),
        (r"next month", lambda _: "下个月"),
        (r"next year", lambda _: "明年"),
        (rf"within {_COUNT} {_UNIT}", lambda found: f"{_count(found)}内"),
        (rf"(?:in|after) {_COUNT} {_UNIT}", lambda found: f"{_count(found)}后"),
        (rf"{_COUNT} {_UNIT}(?: from now|'? notice)", lambda found: f"{_count(found)}后"),
    )
)


def in_chinese(text: str) -> tuple[str, int, int] | None:
    """The first English day of a text as Chinese says it, and its span; None when it names none."""
    if not re.search("[A-Za-z]{3}", text):
        return None
    for pattern, say in ROWS:
        if found := pattern.search(text):
            return say(found), found.start(), found.end()
    return None
