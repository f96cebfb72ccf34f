"""The words in which a project's arithmetic is told."""

from __future__ import annotations

from fractions import Fraction

from data.records import Share
from data.text import Text

ADVICE = Text(
    zh="这是按所写数字做的算术，不是承诺：价格、产量、成本和分配都可能变，投资有风险，可能亏本。",
    en="This is arithmetic on the figures as stated, not a promise: price, yield, cost and split may change, and money may be lost.",
)
LABELS: dict[str, Text] = {
    "quantity": Text(zh="年产量", en="yield a year"),
    "per_mu": Text(zh="亩产", en="yield of one mu"),
    "area": Text(zh="面积", en="area"),
    "price": Text(zh="单价", en="price"),
    "stated_revenue": Text(zh="所写的年收入", en="revenue a year as stated"),
    "revenue": Text(zh="一年的销售收入", en="revenue of a year"),
    "cost": Text(zh="一年的成本", en="cost of a year"),
    "profit": Text(zh="所写的年利润", en="profit a year as stated"),
    "net": Text(zh="减去成本后", en="after costs"),
    "capital": Text(zh="所需资金", en="capital"),
    "promised": Text(zh="已落实的资金", en="promised already"),
    "wanted": Text(zh="还缺的资金", en="still wanted"),
    "ticket": Text(zh="最低出资", en="least ticket"),
    "jobs": Text(zh="预计带动就业", en="jobs expected"),
    "share": Text(zh="{party}的份额", en="share of {party}"),
    "part": Text(zh="{party}分得", en="part of {party}"),
    "part_gross": Text(zh="{party}分得（未减成本）", en="part of {party} (costs not taken off)"),
    "ticket_part": Text(zh="出资{ticket}一年分得", en="a ticket of {ticket} gets in a year"),
    "ticket_part_gross": Text(zh="出资{ticket}一年分得（未减成本）", en="a ticket of {ticket} gets in a year (costs not taken off)"),
    "payback": Text(zh="分回本金要几年", en="years until the money is back"),
    "stated": Text(zh="写的是{amount}", en="stated as {amount}"),
    "stated_jobs": Text(zh="写的是{count}人", en="stated as {count} people"),
    "times": Text(zh="{a} × {b}", en="{a} × {b}"),
    "each": Text(zh="{amount}/{unit}", en="{amount}/{unit}"),
    "less": Text(zh="{a} − {b}", en="{a} − {b}"),
    "divided": Text(zh="{a} ÷ 每年{b}", en="{a} ÷ {b} a year"),
    "part_of": Text(zh="{whole} × {percent}", en="{whole} × {percent}"),
    "ticket_of": Text(zh="{part} × {ticket} ÷ {base}", en="{part} × {ticket} ÷ {base}"),
}
MISSING: dict[str, Text] = {
    "quantity": Text(zh="没有写年产量", en="the yield of a year is not stated"),
    "price": Text(zh="没有写单价", en="the price is not stated"),
    "area": Text(zh="写了亩产，没有写面积", en="the yield of one mu is stated, the area is not"),
    "units": Text(zh="产量按{a}、单价按{b}，没法相乘", en="the yield is in {a} and the price for each {b}: they cannot be multiplied"),
    "cost": Text(zh="没有写成本，下面分的是没有减成本的收入", en="costs are not stated: what is divided below is revenue before costs"),
    "cost_unit": Text(zh="“{what}”没法算成一年的成本", en="“{what}” cannot be made a cost of the year"),
    "shares": Text(zh="没有写清收益怎么分", en="how the yield is split is not stated"),
    "under": Text(zh="所写份额合计{total}，还有{left}没有写归谁", en="the shares stated come to {total}; who gets the other {left} is not stated"),
    "over": Text(zh="所写份额合计{total}，超过100%，没有分", en="the shares stated come to {total}, more than 100%: nothing was divided"),
    "investors": Text(zh="没有写出资人占多少", en="the share of those who put in money is not stated"),
    "capital": Text(zh="没有写所需资金", en="the capital wanted is not stated"),
    "payback": Text(zh="没有写成本，算不出几年分回本金", en="without costs the years until the money is back cannot be worked out"),
}
NOTES: dict[str, Text] = {
    "base": Text(zh="没有写所需资金，按这几笔合计{total}算各自的比例", en="the capital wanted is not stated: each one's part is of these tickets' sum, {total}"),
    "too_much": Text(zh="这几笔合计{total}，超过所需资金{capital}，按合计算各自的比例", en="the tickets come to {total}, more than the {capital} wanted: each one's part is of their sum"),
    "loss": Text(zh="按所写数字没有可分的", en="by the figures stated there is nothing to divide"),
    "later": Text(zh="写的是{said}，按所写数字要{worked}年", en="stated as {said}; by the figures stated it takes {worked} years"),
    "range": Text(zh="“{what}”是一个范围，按{taken}算", en="“{what}” is a range: {taken} was used"),
    "both": Text(zh="所写年收入{said}与产量乘单价{worked}不一致，按后者算", en="revenue stated as {said} differs from yield × price, {worked}; the latter was used"),
    "profit": Text(zh="所写年利润{said}与收入减成本{worked}不一致，按所写利润算", en="profit stated as {said} differs from revenue less costs, {worked}; the former was used"),
}
UNITS_EN = {"斤": "jin", "公斤": "kg", "吨": "t", "担": "dan", "亩": "mu", "头": "head", "只": "head", "羽": "head", "箱": "boxes", "瓶": "bottles", "间": "rooms"}
SIDES = {
    "village": Text(zh="村", en="the village"),
    "investors": Text(zh="出资人", en="those who put in money"),
    "operator": Text(zh="经营方", en="who runs it"),
    "farmers": Text(zh="农户", en="the households"),
    "other": Text(zh="其他", en="another party"),
}


def as_decimal(value: Fraction, places: int = 6) -> str:
    """A number with separators and only the decimals that it has, at most `places`."""
    scaled = round(value * 10**places)
    sign, digits = "-" if scaled < 0 else "", abs(scaled)
    whole, rest = divmod(digits, 10**places)
    decimals = f"{rest:0{places}d}".rstrip("0")
    return f"{sign}{whole:,}" + (f".{decimals}" if decimals else "")


def yuan(fen: int | Fraction) -> Text:
    """Fen as yuan; tenths of a fen and less are shown where a price has them."""
    number = as_decimal(Fraction(fen) / 100)
    return Text(f"{number}元", f"{number} yuan")


def goods(amount: Fraction, unit: str) -> Text:
    """How much of what: 50,000斤, 50,000 jin."""
    number = as_decimal(amount)
    return Text(number + unit, f"{number} {UNITS_EN.get(unit, unit)}".rstrip())


def goods_unit(unit: str) -> Text:
    """The unit in both languages; English falls back on the character as written."""
    return Text(unit, UNITS_EN.get(unit, unit))


def party_name(share: Share) -> Text:
    """A party as it was written; in English with what it is."""
    return Text(share.party, f"{share.party} ({SIDES[share.side].en})")
