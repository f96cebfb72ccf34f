"""What a line about wages comes to a month: 4.5k-6k, 底薪3000+提成, 150元/天, 面议, 包吃住."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from data.reading.amounts import (
    Amount,
    Bound,
    Part,
    find_amounts,
    prepare,
    share_periods,
)
from data.reading.board import read_board
from data.reading.script import fold
from data.records import Pay

A_MONTH_OF = {"month": 1.0, "week": 4.35, "day": 21.75, "hour": 174.0, "year": 1 / 12}
"""How many of a stated unit make a month: 21.75 days of 8 hours, weeks of 5 days, 12 months a year (working-time norm of 2008/2025)."""

A_MONTHS_WORK = 1000.0
"""No single piece is paid so much: 计件4000-5500 is what the pieces of a month come to."""

NEGOTIABLE = re.compile(
    r"(?<!不)(?<!非)(?:面议|面谈|可议|可谈|详谈|商议|另议|议价|面聊|电议|待议|协商|再谈|谈薪|好商量|可商量|好谈|从优"
    r"|\bnegotiable|to be discussed|open to discussion)"
)
NEVER = re.compile(r"\b(?:non-?|not )negotiable|(?:不|非|拒绝|谢绝)(?:接受)?(?:面议|面谈|议价|还价)")
NO_CEILING = re.compile(r"不封顶|无上限|无封顶|上限不|不设上限|没有上限")
MORE_FOR_MORE = re.compile(r"多劳多得|多做多得|多干多得")
BY_DAY = re.compile(r"大工|小工|点工|当[天日]结|[木瓦泥漆杂力壮]工|钢筋工|架子工|抹灰工|日[结清发]|天工|白班|夜班|男|女|师傅|普工"
    r"|(?:[89]|1[0-2]|八|九|十[一二]?)个?(?:小时|钟头?)|[一每][天日班]")
BY_HOUR = re.compile(r"小时工|钟点工|时薪|兼职")
BY_PIECE = re.compile(r"计件|[按论]件")
HARD = re.compile(
    r"不[得能]?低于|不[得能]?少于|不[得能]?小于|至少|最少|最低|起码|底线|必须|一分不能少|少了不|低了不|再低不"
    r"|(?:低于|少于|不到)[^。;]{0,16}?(?:不考虑|不干|不去|不要|免谈|不接受|不来|不做|勿扰|别|不行)"
)
NOTHING_BELOW = re.compile(r"以下(?:的)?(?:都|就|我|一律|绝对)?(?:不考虑|不干|不去|不要|免谈|不接受|不来|不做|勿扰|别|不行)")
OPEN = re.compile(
    r"以上|\d ?[k千万w]?(?:元|块)?\+(?! ?(?:提成|绩效|奖|补|全勤|加班|社保|计件|底薪|\d))|(?<!一)起步?(?!码)|往上|打底|保底"
)
SOFT = re.compile(r"左右|上下|希望|想|期望|最好|大概|差不多|争取|能有")


LONGEST = 20_000
"""How much of a text is read: more than any cell holds, so that reading stays quick on anything."""


def _pick(amounts: list[Amount]) -> list[Amount]:
    """The sums that make up the wage: one period only, formal instead of probation.

    What a learner (学徒) gets is probation where the wage after it is told, else a grade beside the others.
    """
    wages = [amount for amount in amounts if amount.part is not Part.ASIDE]
    formal = any(amount.part is Part.FORMAL for amount in wages)
    passing = {Part.PROBATION, Part.LEARNER} if formal else {Part.PROBATION}
    if any(amount.part not in passing for amount in wages):
        wages = [amount for amount in wages if amount.part not in passing]
    periods = [amount.period for amount in wages]
    chosen = "month" if "month" in periods else next(iter(periods), None)
    return [amount for amount in wages if amount.period == chosen]


def _low(wages: list[Amount]) -> float | None:
    based = [amount for amount in wages if amount.part is Part.BASE]
    lows = [amount.low for amount in based or wages if amount.bound is not Bound.UP_TO]
    return min(lows, default=None)


def _high(wages: list[Amount]) -> float | None:
    """The largest end that is said; None as soon as one sum is left open above."""
    tops = [amount.high for amount in wages if amount.bound is Bound.UP_TO]
    if tops:
        return max(tops)
    ends: list[float] = []
    for amount in wages:
        if amount.bound is Bound.FROM and amount.part is not Part.BASE:
            return None
        lone_average = amount.part is Part.AVERAGE and amount.low == amount.high
        if amount.part is not Part.BASE and not lone_average:
            ends.append(amount.high)
    return max(ends, default=None)


def _ends(text: str, wages: list[Amount]) -> tuple[float | None, float | None]:
    low, high = _low(wages), _high(wages)
    if NO_CEILING.search(text) or (low == high and MORE_FOR_MORE.search(text)):
        high = None
    if low is not None and high is not None and high < low:
        return low, None
    return low, high


def _guess_period(text: str, low: float) -> str:
    """No period said means a month, but for rates that the trade words say: 大工300, 小时工18."""
    if low < 150 and BY_HOUR.search(text):
        return "hour"
    if 50 <= low < 1500 and BY_DAY.search(text):
        return "day"
    return "piece" if low < 50 and BY_PIECE.search(text) else "month"


def _monthly(value: float | None, period: str) -> float | None:
    factor = A_MONTH_OF.get(period)
    return None if value is None or factor is None else round(value * factor, 2)


def _board_and_terms(text: str, plain: str) -> Pay:
    housing, meals = read_board(text)
    negotiable = False if NEVER.search(plain) else True if NEGOTIABLE.search(plain) else None
    return Pay(negotiable=negotiable, housing=housing, meals=meals, text=text.strip())


def _unpriced_period(plain: str) -> str | None:
    return "piece" if BY_PIECE.search(plain) else "day" if "日结" in plain else None


def read_pay(text: str) -> Pay:
    """The wage that a line promises or asks; everything None where it says nothing of the kind."""
    text = text[:LONGEST]
    plain = prepare(fold(text).text)
    unpriced = _board_and_terms(text, plain)
    wages = _pick(share_periods(list(find_amounts(plain))))
    if not wages:
        return replace(unpriced, period=_unpriced_period(plain))
    low, high = _ends(plain, wages)
    period = wages[0].period or _guess_period(plain, wages[0].low)
    if period == "piece" and (low or high or 0.0) >= A_MONTHS_WORK:
        period = "month"
    return replace(
        unpriced,
        low=_monthly(low, period),
        high=_monthly(high, period),
        low_raw=low,
        high_raw=high,
        period=period,
    )


def read_wish(text: str) -> Pay:
    """A wage that a member asks for; `floor` is True when less will not do (不低于, 以上), not for 希望, 左右."""
    plain = fold(text[:LONGEST]).text
    firm = bool(HARD.search(plain) or NOTHING_BELOW.search(plain))
    hard = firm or bool(OPEN.search(plain) and not SOFT.search(plain))
    pay = read_pay(text)
    return replace(pay, floor=hard and pay.low is not None, firm=firm and pay.low is not None)


def pay_spans(text: str) -> Iterable[tuple[int, int]]:
    """Where in the original text the sums of the wage stand."""
    folded = fold(text[:LONGEST])
    for amount in _pick(share_periods(list(find_amounts(prepare(folded.text))))):
        yield folded.original_span(amount.start, amount.end)
