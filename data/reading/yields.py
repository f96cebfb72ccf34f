"""What a project says that it brings in a year: 年产五万斤, 每斤10元, 亩产800斤, 成本20万, 年产值60万."""

from __future__ import annotations

import re
from collections.abc import Iterator

from data.reading.numbers import Quantity, find_ranges
from data.reading.script import Folded, fold
from data.reading.sums import find_sums
from data.records import Figure, Phrase, Yields

LONGEST = 5_000
"""Characters of a text that are looked at."""

WEIGHTS = {"斤": "斤", "市斤": "斤", "公斤": "公斤", "千克": "公斤", "kg": "公斤", "吨": "吨", "t": "吨", "担": "担"}
COUNTED = "头只羽尾箱件瓶盒袋个枚株棵套双条台坛桶间晚次盘朵对碗筐把包"
GOODS = rf"(?:市斤|公斤|千克|kg|斤|吨|担|[{COUNTED}])"
UNIT = re.compile(rf" ?(?P<unit>{GOODS})", re.IGNORECASE)
MADE = r"(?:产出?|收|出栏|捕捞?|捕鱼|出鱼|加工|出货|销售?|生产|收获|采收|供货|卖)"
A_YEAR = re.compile(
    rf"(?:(?:每|一|全|常)?年{MADE}?量?|产量|总产量?|总共?产|合计产|{MADE}量)(?:可以?|能|预计|估计|达到?|大概|大约|约|稳定在|在|有|为|是|:| |{MADE}|鲜?鱼|干莲子?|蜂蜜|生态鱼)"
    r"{0,4}(?:[\u4e00-\u9fff]{1,4})?$"
)
PER_MU = re.compile(r"(?:亩产量?|亩均产?量?|(?:每|一)亩(?:地|田|水面|鱼塘)?(?:可以?|能|大概|大约|约|均)?(?:产|收|出|捕)(?:量)?)(?:可达|能到|大概|大约|约|达|为|是|有|:| |[鱼干鲜]|湿谷){0,3}$")
AREA = re.compile(r" ?(?:多|余)?亩")
NOT_AREA = re.compile(r"(?:每|一|单|均)$|亩产[^,;。]{0,4}$")
PRICE_EACH = re.compile(rf"(?:每|一|1)(?P<unit>{GOODS})(?:鱼|蜜|莲子|米|酒|花生|油)?(?:预计|大概|大约|约|可以?|能|均价|单价|售价|卖价|收购价|市场价|批发价|统货价|价格?|卖到?|按|在|为|是|就|:| ){{0,4}}$", re.IGNORECASE)
EACH_AFTER = re.compile(rf" ?(?:左右|上下)?(?:[/每一]|1|一)? ?(?P<unit>{GOODS})(?!产)", re.IGNORECASE)
UNIT_PRICE = re.compile(r"(?:单价|均价|售价|卖价|收购价|批发价|市场价|塘口价|地头价|出厂价|价格)(?:预计|大概|大约|约|能到|按|在|为|是|:| ){0,3}$")
TIMES = re.compile(r" ?[xX×*乘](?:以)? ?$")
YUAN = re.compile(r" ?(?:元|块)(?:钱)?")
COST = re.compile(r"(?:成本|开支|开销|费用|支出|(?:每年|年|每亩|亩均?|一年|每斤|每公斤)(?:要|需|得)?(?:总)?投入|工钱|人工费?|饲料费?|租金|农资|电费|运费)(?:大概|大约|预计|合计|总共|共|约|要|需|得|在|为|是|每年|一年|:| ){0,3}$")
NOT_COST = re.compile("收回|免租|零租|低于|节省|省下|降低|减少|覆盖|高于")
PART_OF = re.compile("其中|包括|含")
REVENUE = re.compile(r"(?:年?(?:总)?产值|(?:年|每年|一年)(?:总)?(?:收入|销售额|营业额|营收|流水|进账)|销售额|营业额|营收|总收入)(?:可达|能到|达到?|大概|大约|预计|可以?|约|在|为|是|有|突破|超过|:| ){0,3}$")
PROFIT = re.compile(r"(?:利润|纯利|净利|净收入|纯收入|净赚|纯收益|净收益)(?:润)?(?:可达|能到|达到?|大概|大约|预计|可以?|约|在|为|是|有|:| ){0,3}$")
ONE_OF = re.compile(rf"(?:每|一)(?P<unit>亩|{GOODS})(?:的)?[^,;。\d]{{0,8}}$|(?P<mu>亩均)[^,;。\d]{{0,6}}$", re.IGNORECASE)
AFTER_EACH = re.compile(rf" ?(?:/|每|一) ?(?P<unit>亩|{GOODS})", re.IGNORECASE)


class _Reader:
    """One cell of text; every figure keeps the words that it was read from."""

    def __init__(self, text: str, source: str) -> None:
        self.text, self.source = text, source
        self.folded: Folded = fold(text)
        self.plain = self.folded.text
        self.numbers = list(find_ranges(self.plain, rf" ?(?:元|块|亩|{GOODS})? ?"))

    def figure(self, found: Quantity, end: int, unit: str, start: int | None = None) -> Figure:
        first, last = self.folded.original_span(found.start if start is None else start, end)
        phrase = Phrase(self.text[first:last], self.source, first, last)
        return Figure(found.low, found.high if found.high > found.low else None, unit, phrase)

    def before(self, found: Quantity) -> str:
        return re.split(r"[,;。!?\n(]", self.plain[: found.start])[-1]

    def quantity(self, per_mu: bool = False) -> Figure | None:
        for found in self.numbers:
            unit = UNIT.match(self.plain, found.end)
            if unit is None or found.low <= 0:
                continue
            before = self.before(found)
            said = PER_MU.search(before) if per_mu else A_YEAR.search(before) or self._multiplied(unit.end())
            if said and (per_mu or not PER_MU.search(before)) and not YUAN.match(self.plain, found.end):
                start = found.start - (len(before) - said.start()) if isinstance(said, re.Match) else found.start
                return self.figure(found, unit.end(), _weight(unit["unit"]), start)
        return None

    def _multiplied(self, end: int) -> bool:
        return bool(re.match(r"(?:鱼|蜜|莲子|米)? ?[xX×*乘]", self.plain[end:]))

    def price(self) -> Figure | None:
        for found in self.numbers:
            yuan = YUAN.match(self.plain, found.end)
            before = self.before(found)
            each = PRICE_EACH.search(before)
            if yuan is None or found.low <= 0 or COST.search(before) or PROFIT.search(before):
                continue
            if each:
                return self.figure(found, yuan.end(), _weight(each["unit"]), found.start - (len(before) - each.start()))
            if after := EACH_AFTER.match(self.plain, yuan.end()):
                return self.figure(found, after.end(), _weight(after["unit"]))
            if UNIT_PRICE.search(before) or TIMES.search(before):
                return self.figure(found, yuan.end(), "")
        return None

    def area(self) -> Figure | None:
        for found in self.numbers:
            mu = AREA.match(self.plain, found.end)
            if mu and found.low > 0 and not NOT_AREA.search(self.before(found)):
                return self.figure(found, mu.end(), "亩")
        return None

    def money(self, words: re.Pattern[str]) -> Iterator[Figure]:
        for found in find_sums(self.plain):
            before = self.before(found)
            if not words.search(before) or NOT_COST.search(before) or PART_OF.search(self.plain[max(0, found.start - 20) : found.start]):
                continue
            each, after = ONE_OF.search(before), AFTER_EACH.match(self.plain, found.end)
            unit = "亩" if each and each["mu"] else each["unit"] if each else after["unit"] if after else ""
            said = words.search(before)
            start = found.start - (len(before) - (each or said).start()) if said else found.start
            yield self.figure(found, after.end() if after else found.end, _weight(unit), start)


def read_yields(text: str, source: str) -> Yields | None:
    """The figures that a text states; None where it states none."""
    reader = _Reader(text[:LONGEST], source)
    per_mu = reader.quantity(per_mu=True)
    read = Yields(
        quantity=reader.quantity(),
        per_mu=per_mu,
        area=reader.area() if per_mu else None,
        price=reader.price(),
        costs=tuple(reader.money(COST)),
        revenue=next(reader.money(REVENUE), None),
        profit=next(reader.money(PROFIT), None),
    )
    return read if read != Yields() else None


def _weight(unit: str) -> str:
    return WEIGHTS.get(unit.lower(), unit)
