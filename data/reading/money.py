"""Sums of capital: 10万, 5-10万, 八十万元, 最多三万 -> yuan."""

from data.reading.numbers import find_ranges

LEAST = 100
"""Nobody puts in less: 一点 is no sum, and a bare 5 says neither yuan nor 万."""


def read_capital(text: str) -> tuple[float | None, float | None] | None:
    """(low, high) in yuan; None where no sum can be read."""
    found = list(find_ranges(text))
    if not found:
        return None
    amounts = [(q.low, q.high) for q in found]
    scale = max(q.scale for q in found)
    amounts = [(low * scale, high * scale) if q.bare and scale > 1 else (low, high) for q, (low, high) in zip(found, amounts, strict=True)]
    low, high = min(a for a, _ in amounts), max(b for _, b in amounts)
    if high < LEAST:
        return None
    if any(word in text for word in ("以内", "以下", "最多", "不超过")):
        return None, high
    if any(word in text for word in ("以上", "起", "至少", "不低于")):
        return low, None
    return low, high
