"""Sums of capital: 10万, 5-10万, 八十萬元, 一千多万, 最多三万, 拿不出钱 -> yuan."""

import re

from data.reading.numbers import Quantity, find_ranges
from data.reading.script import fold

NO_MONEY = re.compile("(?:暂时?|目前|现在|手头|手上)?(?:没有?|无|拿不出|出不起|掏不出|没什么)(?:钱|资金|存款|积蓄|什么钱|多少钱|闲钱)?[。,;]?")
SOME_OF = re.compile("(?P<unit>[十百千])[多余来几]万$")
UNITS = {"十": 10.0, "百": 100.0, "千": 1000.0}
COUNTED = re.compile("(?<=[0-9一二两三四五六七八九十百])个(?=[wW万])")
BRACKETED = re.compile(r"(?<=[\d一二三四五六七八九十百])\(?万(?:元)?\)")
HUNDREDS = re.compile(r"(?P<low>\d+(?:\.\d+)?)(?:-(?P<high>\d+(?:\.\d+)?))?(?P<unit>[百千])万")
SPOKEN = {"百把万": "100万", "千把万": "1000万", "半个亿": "5000万", "半亿": "5000万", "小几十万": "30万", "个把亿": "1亿"}
SMALLEST = 1_000
YUAN = re.compile("元|块|¥|￥")
CURRENCIES = {"欧元": 7.8, "美元": 7.0, "美金": 7.0, "英镑": 9.2, "港币": 0.9, "港元": 0.9, "日元": 0.047, "日币": 0.047, "韩元": 0.005, "澳元": 4.6, "加元": 5.1}
"""What one of another money is usually worth in yuan, roughly."""

A_SHARE = re.compile(r"(?<=[万千百元块])(?=[一每][股户份人单笔])")
"""5万一股 is fifty thousand for one share, not fifty-one thousand."""

LEAST = 100
"""Nobody puts in less: 一点 is no sum, and a bare 5 says neither yuan nor 万."""


def read_capital(text: str) -> tuple[float | None, float | None] | None:
    """(low, high) in yuan; None where no sum can be read."""
    text = spelled(text)
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


def spelled(text: str) -> str:
    """A sum in the forms that numbers are read from: 3个w, 2-3百万, 百把万, 50(万元), 5万一股."""
    plain = COUNTED.sub("", fold(text).text).strip()
    for said, meant in SPOKEN.items():
        plain = plain.replace(said, meant)
    plain = HUNDREDS.sub(_in_wan, BRACKETED.sub("万", plain))
    return A_SHARE.sub(" ", plain)


def _in_wan(found: re.Match[str]) -> str:
    ends = [f"{float(end) * UNITS[found['unit']]:g}" for end in (found["low"], found["high"]) if end]
    return "-".join(ends) + "万"


def own_money(text: str) -> tuple[float | None, float | None] | None:
    """What somebody has to put in, in yuan: nothing is a sum too, other money is taken at its usual worth.

    A bare 200 says neither yuan nor 万, and nobody offers 200 yuan: no sum.
    """
    if has_none(text):
        return 0.0, 0.0
    read = read_capital(text)
    if read is None or (max(end for end in read if end is not None) < SMALLEST and not YUAN.search(text)):
        return None
    worth = next((worth for name, worth in CURRENCIES.items() if name in fold(text).text), 1.0)
    low, high = (None if end is None else end * worth for end in read)
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
