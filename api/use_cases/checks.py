"""Whether a record's values can be: lengths, ranges, days, and codes that the reference tables know."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from math import isfinite

from data.errors import Fault, InvalidInput
from data.reading.shares import WHOLE
from data.records import (
    Figure,
    Holding,
    InvestWish,
    Opening,
    Pay,
    Phrase,
    Place,
    ProjectNeed,
    Record,
    ServeWish,
    Service,
    Share,
    Start,
    WorkWish,
    Years,
)
from data.reference.assets import assets
from data.reference.channels import channels
from data.reference.conditions import conditions
from data.reference.regions import regions
from data.sheets.files import LONGEST_CELL, MOST_COLUMNS
from data.text import Text

INVALID = Text(zh="内容不能接受", en="this cannot be taken as it stands")
LARGEST = 1e12
MOST_ITEMS = 200
TEXT = Text(zh=f"最长{LONGEST_CELL}字的文字", en=f"text of at most {LONGEST_CELL} characters")
NUMBER = Text(zh="0 到 10^12 的数", en="a number from 0 to 10^12")
ITEMS = Text(zh=f"最多{MOST_ITEMS}项", en=f"at most {MOST_ITEMS} items")
DAY = Text(zh="日期，如 2026-12-31", en="a date such as 2026-12-31")
REGION = Text(zh="六位行政区划代码，如 361021，以及它的级别", en="a six-digit code of a division, such as 361021, with its level")
CONDITION = Text(zh="工作条件代码，如 {known} …", en="a code of a working condition, such as {known} …")
CHANNEL = Text(zh="销售渠道代码，如 {known} …", en="a code of a way of selling, such as {known} …")
ASSET = Text(zh="资源种类代码，如 {known} …", en="a code of a kind of asset, such as {known} …")
PERCENT = Text(zh=f"以万分之一计的整数，0 到 {WHOLE}（51% 写 5100）", en=f"hundredths of a percent, from 0 to {WHOLE} (51 % is 5100)")
OF_HUNDRED = Text(zh="0 到 100 的百分数", en="percent from 0 to 100")
RANGE = Text(zh="不小于前一个数", en="not less than the first of the two")

Found = tuple[str, object, Text]


def check_record(record: Record) -> None:
    """InvalidInput where a value of the record cannot be, naming each one and what could."""
    faults = tuple(Fault(where, str(found)[:80], accepted) for where, found, accepted in _walk(record, "$"))
    if faults:
        raise InvalidInput(INVALID, faults[:MOST_ITEMS])


def _walk(value: object, where: str) -> Iterator[Found]:
    if isinstance(value, str):
        if len(value) > LONGEST_CELL:
            yield where, f"{len(value)}", TEXT
    elif isinstance(value, int | float):
        if not isinstance(value, bool) and not (isfinite(value) and 0 <= value <= LARGEST):
            yield where, value, NUMBER
    elif isinstance(value, tuple | frozenset | Mapping):
        yield from _several(value, where)
    elif is_dataclass(value):
        yield from _meaning(value, where)
        for item in fields(value):
            yield from _walk(getattr(value, item.name), f"{where}.{item.name}")


def _several(value: tuple[object, ...] | frozenset[object] | Mapping[object, object], where: str) -> Iterator[Found]:
    most = 2 * MOST_COLUMNS if isinstance(value, Mapping) else MOST_ITEMS
    if len(value) > most:
        yield where, len(value), ITEMS
        return
    if isinstance(value, Mapping):
        for name, item in value.items():
            yield from _walk(name, where)
            yield from _walk(item, f"{where}.{name}"[:120])
    else:
        for at, item in enumerate(value):
            yield from _walk(item, f"{where}[{at}]")


def _meaning(value: object, where: str) -> Iterator[Found]:
    if isinstance(value, Place):
        yield from _place(value, where)
    elif isinstance(value, Start):
        yield from _day(value.date, f"{where}.date")
    elif isinstance(value, Opening | Service | ProjectNeed):
        yield from _day(value.valid_until, f"{where}.valid_until")
    elif isinstance(value, Pay | Years):
        if value.low is not None and value.high is not None and value.high < value.low:
            yield f"{where}.high", value.high, RANGE
    elif isinstance(value, Phrase) and value.end < value.start:
        yield f"{where}.end", value.end, RANGE
    yield from _codes(value, where)
    yield from _terms(value, where)


def _codes(value: object, where: str) -> Iterator[Found]:
    if isinstance(value, WorkWish):
        yield from _known(value.wanted, conditions(), CONDITION, f"{where}.wanted")
        yield from _known(value.refused, conditions(), CONDITION, f"{where}.refused")
    elif isinstance(value, Opening):
        yield from _known(value.conditions, conditions(), CONDITION, f"{where}.conditions")
    elif isinstance(value, ProjectNeed | ServeWish):
        yield from _known(value.channels, channels(), CHANNEL, f"{where}.channels")
    elif isinstance(value, Holding):
        yield from _known(frozenset({value.kind}), assets(), ASSET, f"{where}.kind")


def _terms(value: object, where: str) -> Iterator[Found]:
    if isinstance(value, Share) and not 0 <= value.percent <= WHOLE:
        yield f"{where}.percent", value.percent, PERCENT
    elif isinstance(value, ProjectNeed):
        if value.offer_stake is not None and not 0 <= value.offer_stake <= WHOLE:
            yield f"{where}.offer_stake", value.offer_stake, PERCENT
        if value.min_ticket is not None and value.max_ticket is not None and value.max_ticket < value.min_ticket:
            yield f"{where}.max_ticket", value.max_ticket, RANGE
    elif isinstance(value, Figure) and value.high is not None and value.high < value.value:
        yield f"{where}.high", value.high, RANGE
    elif isinstance(value, InvestWish) and value.min_share is not None and not 0 <= value.min_share <= 100:
        yield f"{where}.min_share", value.min_share, OF_HUNDRED


def _place(place: Place, where: str) -> Iterator[Found]:
    if place.code is not None and (place.code not in regions() or place.level != regions()[place.code].level):
        yield f"{where}.code", f"{place.code} ({place.level})", REGION
    for at, code in enumerate(place.candidates):
        if code not in regions():
            yield f"{where}.candidates[{at}]", code, REGION


def _day(text: str | None, where: str) -> Iterator[Found]:
    if text is None:
        return
    try:
        good = len(text) == 10 and date.fromisoformat(text).isoformat() == text
    except ValueError:
        good = False
    if not good:
        yield where, text, DAY


def _known(codes: frozenset[str], table: Mapping[str, object], accepted: Text, where: str) -> Iterator[Found]:
    known = ", ".join(list(table)[:5])
    for code in sorted(codes - set(table)):
        yield where, code, accepted.filled(known=known)
