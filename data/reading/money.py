"""Sums of capital: 10万, 5-10万, 八十萬元, 一千多万, 最多三万, 拿不出钱 -> yuan."""

import re

from data.reading.numbers import Quantity, find_ranges
from data.reading.script import fold

NO_MONEY = re.compile("(?:暂时?|目前|现在|手头|手上)?(?:没有?|无|拿不出|出不起|掏不出|没什么)(?:钱|资金|存款|积蓄|什么钱|多少钱|闲钱)?[。,;]?")
SOME_OF = re.compile("(?P<unit>[十百千])[多余来几]万$")
UNITS = {"十": 10.0, "百": 100.0, "千": 1000.0}
COUNTED = re.compile("(?<=[0-9一二两三四五六七八九十百])个(?=[wW万])")

LEAST = 100
"""Nobody puts in less: 一点 is no sum, and a bare 5 says neither yuan nor 万."""


def read_capital(text: str) -> tuple[float | None, float | None] | None:
    """(low, high) in yuan; None where no sum can be read."""
    text = COUNTED.sub("", fold(text).text).strip()
    found = [_some_of(text, quantity) for quantity in find_ranges(text)]
    if not found:
        return None
    amounts = [(q.low, q.high) for q in found]
    scale = max(q.scale for q in found)
    amounts = [(low * scale, high * scale) if q.bare and scale > 1 else (low, high) for q, (low, high) in zip(found, amounts, strict=True)]
    low, high = min(a for a, _ in amounts), max(b for _, b in amounts)
    if high < LEAST:
        return None
    if any(word in text for word in ("以内", "以下", "最多", "不超过")) or text.endswith("内"):
        return None, high
    if any(word in text for word in ("以上", "起", "至少", "不低于")):
        return low, None
    return low, high


def has_none(text: str) -> bool:
    """Whether somebody says that there is no money: 没有, 暂时拿不出钱."""
    return NO_MONEY.fullmatch(fold(text).text.strip()) is not None


def _some_of(text: str, found: Quantity) -> Quantity:
    """一千多万 is a thousand and some 万, not a thousand to ten thousand."""
    said = SOME_OF.search(text[: found.end]) if found.low < 10_000 <= found.high else None
    if said is None:
        return found
    low = found.low * 10_000
    return Quantity(low, low + 0.5 * UNITS[said["unit"]] * 10_000, found.start, found.end, 10_000.0)
