"""Working hours by the clock, 22:00-7:00, 凌晨3点-11点, 21点后 -> the work conditions that they come to."""

import re

from data.reading.script import fold

NIGHT_FROM, NIGHT_TO = 22.0, 6.0
"""Work in these hours is night work (GBZ/T 229; the same hours as 劳动法 practice)."""

LONG_DAY = 11.0
_PART = r"(?P<{0}part>凌晨|早上?|上午|中午|下午|傍晚|晚上?|夜里?|次日|第二天|隔日)?\s*"
_CLOCK = r"(?P<{0}hour>[01]?\d|2[0-4])(?:(?::(?P<{0}minute>[0-5]\d))|点(?P<{0}half>半)?(?:[0-5]?\d分?)?|时)?"
SPAN = re.compile(
    _PART.format("a") + _CLOCK.format("a") + r"\s*(?:-+|—+|~+|到|至)\s*" + _PART.format("b") + _CLOCK.format("b") + r"(?![\d元千kK万人名岁%])"
)
AFTER = re.compile(r"(?P<part>晚上?|夜里?|凌晨)?(?P<hour>1\d|2[0-4]|\d)(?::\d\d|点)(?:半)?(?:以?后|起|开始|开工|上班)")
LATER = {"下午": 12, "傍晚": 12, "晚": 12, "晚上": 12, "夜": 12, "夜里": 12}


def read_hours(text: str) -> frozenset[str] | None:
    """night_shift where the clock runs between 22:00 and 6:00, overtime where a span is eleven hours or more.

    None where no hours are stated by the clock.
    """
    plain = fold(text[:2000]).text
    found: set[str] = set()
    stated = False
    for match in SPAN.finditer(plain):
        if not (match["aminute"] or match["bminute"] or "点" in match[0] or "时" in match[0]):
            continue
        start, end = _hour(match, "a"), _hour(match, "b")
        length = (end - start) % 24
        if length > 14 and not match["bpart"] and end + 12 <= 24:
            end, length = end + 12, (end + 12 - start) % 24
        if 0 < length <= 16:
            stated = True
            found |= _conditions(start, length)
    for match in AFTER.finditer(plain):
        start = int(match["hour"]) + (LATER.get(match["part"] or "", 0) if int(match["hour"]) < 12 else 0)
        if start >= 21 or start < NIGHT_TO - 1:
            stated = True
            found.add("night_shift")
    return frozenset(found) if stated else None


def _hour(match: re.Match[str], side: str) -> float:
    hour = float(match[f"{side}hour"])
    if hour < 12:
        hour += LATER.get(match[f"{side}part"] or "", 0)
    return hour + float(match[f"{side}minute"] or (30 if match[f"{side}half"] else 0)) / 60


def _conditions(start: float, length: float) -> set[str]:
    end = start + length
    nights = ((NIGHT_FROM - 24, NIGHT_TO), (NIGHT_FROM, NIGHT_TO + 24))
    at_night = max(min(end, to) - max(start, since) for since, to in nights)
    found = {"overtime"} if length >= LONG_DAY else set()
    return found | ({"night_shift"} if at_night > 1.0 else set())
