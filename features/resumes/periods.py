"""From when to when: 2018.03-2021.05, 2021年6月至今, Mar 2018 – Present; and how many years several make together."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def _date(side: str) -> str:
    """One end of a period; the groups are named after the side."""
    month, dotted = rf"(?P<{side}m>1[0-2]|0?[1-9])", rf"(?P<{side}d>1[0-2]|0?[1-9])"
    day = r"(?:(?: ?[./\-] ?| ?(?<=月) ?)(?:3[01]|[12]\d|0?[1-9])(?!\d)日?)?"
    return (
        rf"(?:(?P<{side}cy>(?:19|20)\d{{2}})(?P<{side}cm>0[1-9]|1[0-2])(?!\d)|(?P<{side}y>(?:19|20)\d{{2}})(?: ?年 ?{month} ?月{day}| ?[./\-] ?{dotted}(?!\d) ?月?{day}|年)?(?:份)?"
        rf"|民国 ?(?P<{side}roc>\d{{2,3}}) ?年(?: ?(?P<{side}rm>1[0-2]|0?[1-9]) ?月)?"
        rf"|(?<!\d)(?P<{side}s>\d{{2}})年 ?(?:(?P<{side}sm>1[0-2]|0?[1-9])月)?"
        rf"|(?P<{side}e>{'|'.join(MONTHS)})[a-z]*\.?,? ?(?P<{side}ey>(?:19|20)\d{{2}})"
        rf"|(?<!\d)(?P<{side}xm>1[0-2]|0?[1-9])/(?P<{side}xy>(?:19|20)\d{{2}}))"
    )


JOIN = r"[ ]*(?:-{1,3}|–|—{1,2}|~{1,2}|至|到|−|to|until|till)[ ]*"
NOW = r"(?:至今|迄今|今|现在|目前|present|now|current|today|to date)"
PERIOD = re.compile(
    rf"(?<![\d.]){_date('a')}(?:{JOIN}(?:{_date('b')}|(?P<now>{NOW}))|[ ]*(?P<still>{NOW}|起至今|起))(?![\d])", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Period:
    """Months counted from the year 0, `until` not included; standing at [start, end) of the line.

    `exact` where the months were said and not only the years.
    """

    since: int
    until: int
    now: bool
    start: int
    end: int
    exact: bool = True


def periods(text: str, today: date) -> Iterator[Period]:
    """Every period of a folded line; one that ends before it begins, or begins after today, is none."""
    this_month = today.year * 12 + today.month
    for match in PERIOD.finditer(text):
        year, month = _read(match, "a")
        now = bool(match["now"] or match["still"])
        if now:
            until = this_month
        else:
            last, last_month = _read(match, "b")
            until = last * 12 + (last_month or (month - 1 if month else 0))
        since = year * 12 + (month - 1 if month else 0)
        if since < until and since < this_month:
            yield Period(since, until, now, *match.span(), exact=bool(month))


def _read(match: re.Match[str], side: str) -> tuple[int, int]:
    """(year, month), 0 where no month is said."""
    if match[f"{side}cy"]:
        return int(match[f"{side}cy"]), int(match[f"{side}cm"])
    if match[f"{side}y"]:
        return int(match[f"{side}y"]), int(match[f"{side}m"] or match[f"{side}d"] or 0)
    if match[f"{side}roc"]:
        return 1911 + int(match[f"{side}roc"]), int(match[f"{side}rm"] or 0)
    if match[f"{side}s"]:
        short = int(match[f"{side}s"])
        return short + (1900 if short > 50 else 2000), int(match[f"{side}sm"] or 0)
    if match[f"{side}e"]:
        return int(match[f"{side}ey"]), MONTHS.index(match[f"{side}e"].lower()) + 1
    return int(match[f"{side}xy"]), int(match[f"{side}xm"])


def years_together(told: Iterable[Period], today: date) -> float:
    """Years that the periods cover, what overlaps counted once, to half a year; nothing after today counts."""
    this_month = today.year * 12 + today.month
    covered, reached = 0, 0
    for period in sorted(told, key=lambda p: p.since):
        begun, ended = max(period.since, reached), min(period.until, this_month)
        covered += max(0, ended - begun)
        reached = max(reached, ended)
    return int(covered / 6 + 0.25) / 2
