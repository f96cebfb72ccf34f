"""Sums of wages in a text: how much, for what period, as what (base, all-in, probation), open above or below."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum

from data.reading.numbers import DIGITS, NUMBER, Quantity, find_ranges
from data.reading.wage_words import (
    AFTER_ASIDE,
    BEFORE_PERIOD,
    BOARD_A_DAY,
    COMMISSION,
    DENIED_ASIDE,
    EDGE_AFTER,
    EDGE_BEFORE,
    INSURED,
    LABEL,
    MONEY,
    MOST_PER,
    NAMED,
    NOISE,
    NOT_MONEY,
    OTHER_SPAN,
    PERIOD,
    RISES,
    THINGS,
    TURNED_DOWN,
)


class Part(Enum):
    """What part of the wage a sum is."""

    WAGE = "wage"
    BASE = "base"
    ALL_IN = "all_in"
    AVERAGE = "average"
    PROBATION = "probation"
    FORMAL = "formal"
    LEARNER = "learner"
    ASIDE = "aside"


class Bound(Enum):
    """Whether a sum is meant as it stands, as the least, or as the most."""

    EXACT = "exact"
    FROM = "from"
    UP_TO = "up_to"


@dataclass(frozen=True, slots=True)
class Amount:
    """A sum in yuan of its own period (None where unsaid), at [start, end) of the folded text."""

    low: float
    high: float
    start: int
    end: int
    period: str | None = None
    part: Part = Part.WAGE
    bound: Bound = Bound.EXACT


CURRENCY_BEFORE = re.compile(r"(?:cny|rmb|hkd?\$?|nt\$|mop\$?|[¥$]) ?$")
WAGE_AGAIN = re.compile(r"[\d ]\D{0,4}(?:工资|[月日时]薪|薪资|薪水) ?:?$")
"""The wage itself after an allowance: 饭补400 工资7000, 包路费 日薪300."""
A_WAGE = 2000.0
"""No insurance is told with a sum so large: 有社保4500 tells the wage."""
ADDED = re.compile(r"[ )]*\+[^,;。]*$")
"""What joins a sum to the one before, in one clause: 2200+岗位工资800."""


def _mask(match: re.Match[str]) -> str:
    return "□" * len(match[0])


def prepare(folded: str) -> str:
    """The text in lower case, of the same length, with times, shares, insurances and 13薪 out of the way."""
    text = "".join(char.lower() if len(char.lower()) == 1 else char for char in folded)
    text = re.sub(r"(?<![\d.])(\d{1,2}) (?=\d00 ?(?:元|块|圆|rmb|yuan|左右|以上|/月|-\d))", r"\1,", text)
    text = re.sub(r"(?<=[\d一二三四五六七八九])、(?=[\d一二三四五六七八九][千万百kw])", "-", text)
    text = re.sub(r"(?<=[\dk]) to (?=[\d¥$])", " -  ", text)
    text = re.sub(r"(?<=[一二两三四五六七八九][千万])[1-9](?![\d.,])", lambda match: "一二三四五六七八九"[int(match[0]) - 1], text)
    return NOISE.sub(_mask, text)


def _window(text: str, since: int, start: int) -> tuple[str, str]:
    """(the words of the same clause, all words since the last sum) before a sum, brackets left out."""
    whole = text[max(since, start - 60) : start]
    whole = re.split(r"[。;\n|]", whole)[-1]
    whole = re.sub(r"\([^()]*\)", "", whole)
    return re.split(r"[,!?、]", whole)[-1], whole


def _part(clause: str, whole: str) -> Part:
    clause = DENIED_ASIDE.sub(_mask, clause)
    labels = list(LABEL.finditer(clause))
    if not labels:
        earlier = [Part(m.lastgroup) for m in LABEL.finditer(whole)]
        return earlier[-1] if earlier and earlier[-1] in (Part.PROBATION, Part.FORMAL) else Part.WAGE
    part = Part(labels[-1].lastgroup)
    if part is Part.ASIDE and WAGE_AGAIN.search(clause, labels[-1].end()):
        return Part.WAGE
    if part is Part.ASIDE and any(m.lastgroup in ("base", "all_in", "average") for m in labels):
        return Part.ALL_IN
    if part is Part.ALL_IN and any(m.lastgroup == "average" for m in labels):
        return Part.AVERAGE
    return part


def _before_period(clause: str, whole: str) -> str | None:
    for words in (clause, whole):
        found = [(m.end(), name) for name, pattern in BEFORE_PERIOD for m in pattern.finditer(words)]
        if found:
            return max(found)[1]
    return None


@dataclass(slots=True)
class _After:
    """What stands directly after a number: money unit, period, edges."""

    end: int
    factor: float = 1.0
    extra: float = 0.0
    money: bool = False
    period: str | None = None
    bound: Bound = Bound.EXACT


def _after(text: str, quantity: Quantity) -> _After:
    after = _After(quantity.end)
    for _ in range(2):
        if not after.money and (unit := MONEY.match(text, after.end)):
            after.money, after.end = True, unit.end()
            after.factor = 0.1 if unit["tenth"] else 0.01 if unit["cent"] else 1.0
            if tail := unit["tail"]:
                after.extra = (0.01 if unit["tenth"] else 0.1) * (DIGITS[tail] if tail in DIGITS else float(tail))
        if edge := EDGE_AFTER.match(text, after.end):
            after.bound = Bound.FROM if edge["open"] else Bound.UP_TO if edge["shut"] else after.bound
            after.end = edge.end()
        if after.period is None and (rate := PERIOD.match(text, after.end)) and rate.lastgroup:
            if quantity.high >= A_WAGE and BOARD_A_DAY.match(text, rate.end()) and rate[0].endswith(("天", "日")):
                continue
            marked = re.match(r" ?(?:/|每|一|个工|per|a |计件)", rate[0])
            if (
                after.money
                or quantity.scale >= 1000
                or marked
                or rate[0].strip() in ("日结", "月薪", "年薪", "月结")
            ):
                after.period, after.end = rate.lastgroup, rate.end()
    return after


def _is_sum(text: str, quantity: Quantity, after: _After, whole: str, alone: bool, rated: bool) -> bool:
    """Whether a number is money at all: it says so, it stands for a period, or it can be nothing else."""
    first = text[quantity.start]
    if first in "百千万亿" and not (
        text[quantity.start - 1 : quantity.start] in tuple("过上破近薪入") or text[quantity.end - 1] in "把多来"
    ):
        return False
    if first == "几" or quantity.high > 100_000_000:
        return False
    if after.money or after.period:
        return True
    if NOT_MONEY.match(text, quantity.end) if quantity.scale < 1000 else THINGS.match(text, quantity.end):
        return False
    if quantity.scale >= 1000 or alone or rated:
        return True
    if NAMED.search(whole):
        return quantity.low >= 5
    year_like = 1950 <= quantity.low <= 2040 and 1950 <= quantity.high <= 2040
    return 1000 <= quantity.low <= 99_999 and not year_like and text[quantity.start].isdigit()


def _bound(text: str, clause: str, after: _After) -> Bound:
    if after.bound is Bound.UP_TO and TURNED_DOWN.match(text, after.end):
        return Bound.FROM
    if after.bound is not Bound.EXACT:
        return after.bound
    edge = EDGE_BEFORE.search(clause[-24:])
    if not edge:
        return Bound.EXACT
    if edge["open"]:
        return Bound.FROM
    return Bound.FROM if TURNED_DOWN.match(text, after.end) else Bound.UP_TO


def find_amounts(text: str) -> Iterator[Amount]:
    """Every sum in a prepared text, allowances and past losses included (as ASIDE)."""
    alone = (
        not re.search(r"[^\d.,~一-龥\-]", text) and len(text) <= 24 and bool(NUMBER.fullmatch(text.strip()))
    )
    since = 0
    for quantity in find_ranges(text, r" ?(?:元|块钱?|圆)?(?:[/每一]个?[月天日年时])? ?"):
        if quantity.start < since:
            continue
        clause, whole = _window(text, since, quantity.start)
        after = _after(text, quantity)
        after.money = after.money or CURRENCY_BEFORE.search(clause) is not None
        alone_here = alone or text.strip(" ,。元") == text[quantity.start : quantity.end]
        period = after.period or _before_period(clause, whole)
        if not _is_sum(text, quantity, after, whole, alone_here, period is not None):
            continue
        low, high = quantity.low * after.factor + after.extra, quantity.high * after.factor + after.extra
        if after.period is None and period and low > MOST_PER.get(period, low):
            period = None
        part, bound = _part(clause, whole), _bound(text, clause, after)
        if part is Part.ASIDE and low >= A_WAGE and INSURED.search(clause):
            part = Part.WAGE
        added = (
            ADDED.match(text[since : quantity.start]) is not None
            and part in (Part.WAGE, Part.BASE)
            and since > 0
        )
        if added or AFTER_ASIDE.match(text, after.end) or OTHER_SPAN.match(text, after.end):
            part = Part.ASIDE
        elif RISES.match(text, after.end):
            part = Part.PROBATION
        elif part in (Part.WAGE, Part.FORMAL) and COMMISSION.match(text, after.end):
            part = Part.BASE
        since = after.end
        yield Amount(round(low, 4), round(high, 4), quantity.start, after.end, period, part, bound)


def share_periods(amounts: list[Amount]) -> list[Amount]:
    """A sum without a period takes that of a neighbour of its own order: 大工300小工220一天."""
    shared = list(amounts)
    for order in (range(len(shared)), range(len(shared) - 1, -1, -1)):
        last: Amount | None = None
        for index in order:
            amount = shared[index]
            if amount.period is None and last is not None and 0.2 <= amount.low / max(last.low, 0.01) <= 5:
                shared[index] = amount = replace(amount, period=last.period)
            last = amount if amount.period else last
    return shared
