"""Sums of wages in a text: how much, for what period, as what (base, all-in, probation), open above or below."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum

from data.reading.numbers import DIGITS, NUMBER, Quantity, find_ranges


class Part(Enum):
    """What part of the wage a sum is."""

    WAGE = "wage"
    BASE = "base"
    ALL_IN = "all_in"
    AVERAGE = "average"
    PROBATION = "probation"
    FORMAL = "formal"
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


NOISE = re.compile(
    r"1[3-9]\d{9}|\d{8,}|\d{1,2}:\d{2}|\d+(?:\.\d+)?(?:-\d+(?:\.\d+)?)?%|\d{4}-\d{1,2}-\d{1,2}|[五六七八5-8]险[一二两1-2]?金?"
    r"|[·*x×,+ ]?1[2-9](?:\.\d)?-?(?:1[2-9])?(?:薪|个月(?:工资|薪))|十[二三四五六]薪|[一二两三四1-4]班(?:[一二两三四倒]|制)"
    r"|(?:每|一)?[天日周月]?(?:工作)?[\d.一二两三四五六七八九十]{1,3}(?:-\d{1,2})?个?(?:小时|钟头)(?:制|工作|[/每]?天)"
    r"|一般|一线|一流|一起|一定|一切|一律|万一|千万别|一经|一旦|一次性|一对一|单双?休"
)
PER = r"(?:[/每按]|一|per |a )"
NOT_RATE = r"(?! ?(?:工作|上班|干|只|做|休|包|管|放|调|涨|加薪|体检|旅游|有|发|[\d八九十]{1,2}(?:个)?小时))"
WAGE_WORD = r"(?![休均结底中初末份度饼嫂子综薪收])"
PERIOD = re.compile(
    r" ?/?(?:人[/·.])?(?:"
    rf"(?P<month>{PER}? ?个?(?:月|months?\b|mon\b){WAGE_WORD}|/ ?(?:约|m\b|mth\b)|每?月薪|monthly|月结)"
    rf"|(?P<hour>{PER}? ?个?(?:小时|钟头?|hours?\b|h\b|hr\b)|/ ?时|每时)"
    rf"|(?P<day>日结|{PER} ?个?(?:天|日|day\b|d\b|工日?(?!作|资)|班)|[天日](?![常夜])|个工(?!作))"
    rf"|(?P<year>{PER}? ?(?:年薪?|years?\b|y\b)(?![底终假龄后前会]))"
    rf"|(?P<piece>{PER} ?[个条]?(?:件|单(?!休)|个|趟|平方米?|平米?|公?斤|亩|吨|车|双(?!休)|套|台|箱|米|公里|次|桌|头|只|票|节"
    r"|课时?|床|包(?![吃住食])|方|根|块|片)|计件)"
    rf"){NOT_RATE}"
)
MONEY = re.compile(r" ?(?:元整?|块钱?|圆|rmb|人民币|大洋|(?P<tenth>毛钱?|角)|(?P<cent>分钱|分(?=/)))(?P<tail>(?<=块)[二三四五六七八九\d](?![\d.万千百个天小月日件人年险]))?(?: ?[(]?(?:rmb|人民币)[)]?)?")
EDGE_AFTER = re.compile(
    r" ?\(? ?(?:(?P<open>(?:及|或)?(?:以上|之上|往上|朝上|向上)|起步?(?!薪|重)|(?:打底|保底)(?!\d)|\+(?= ?(?:$|[/,;、。)!元]|月|每))|多)"
    r"|(?P<shut>(?:及|或)?(?:以下|以内|之内)|封顶)|左右|上下|不等|出头|整)"
)
EDGE_BEFORE = re.compile(
    r"(?:(?P<open>不[得能]?低于|不[得能]?少于|不[得能]?小于|至少|最少|最低|起码|起薪|高于|超过|大于|多于|月入过|过|上|破|>=?|≥)"
    r"|(?P<shut>不超过|不高于|不多于|最高|最多|顶多|至多|低于|少于|小于|不到|<=?|≤|上限|可达|高达|封顶)"
    r") ?(?:是|为|能|有|也|要|得|给|可|达|拿|到|月薪|工资|薪资|:)*? ?(?:人民币|¥|rmb)? ?$"
)
TURNED_DOWN = re.compile(r"[^。;]{0,8}?(?:不考虑|不干|不去|不要|免谈|不接受|不来|不做|勿扰|别|不行)")
LABEL = re.compile(
    r"(?P<formal>转正|过了?试用期?|试用期?(?:满|后|过后?|结束)|正式|出师|满师|考核(?:通过|后)|独立上岗)"
    r"|(?P<probation>试用|试岗|试工|实习|培训期|学徒|见习|前[一二两三1-6]个?月|首月|第一个?月|新手期)"
    r"|(?P<average>月均|平均|人均|均薪)"
    r"|(?P<all_in>综合|合计|总收入|总工资|总薪|总共|月入|收入|能拿|可拿|拿到|到手|实发|可达|能达|能到|可到|挣|赚|总包|最高|一共)"
    r"|(?P<base>无责|底薪|底工资|保底|基本工资|基本薪|基础工资|基础薪|责任底|底资|底)"
    r"|(?P<aside>补贴|补助|[餐饭房住车话油补]补|工龄|全勤|津贴|高温|奖|红包|社保|公积金|押金|保险|介绍费|推荐费|返费|返现|体检"
    r"|培训费|加班|提成|抽成|佣金|分红|绩效|夜班费|[扣罚]|租|中介费|学费|定金|首付|贷|欠|亏|赔|借|投资|本金|存款|流水"
    r"|营业额|销售额|业绩|年终|双薪|[涨升]|加薪|路费|报销|服装费|资金|规模|产值|补)"
)
NAMED = re.compile(r"薪|工资|待遇|收入|月入|日结|时薪|年包|大工|小工|技工|普工|点工|熟手|生手|师傅|徒弟|组长|班长|主管|店长|白班|夜班|男|女|¥|￥|\$|价|底|酬")
AFTER_ASIDE = re.compile(
    r"的?(?:餐饮?|饭|住房|房|交通|话费?|通讯|高温|夜班|全勤|工龄|岗位|生活|出差|伙食){0,2}"
    r"(?:补贴|补助|津贴|餐补|房补|饭补|全勤奖?|奖金?|押金|红包|返费|介绍费|路费)(?! ?(?:\d|另|面议|齐全|多|好|高|等))"
)
COMMISSION = re.compile(
    r"[/元每一个月天日时)]{0,4} ?[,、]?(?:\+[^+,;。]{1,8}){0,4} ?(?:[+加]|另加|外加|和|与|另有|还有|有|另|再加)?"
    r"(?:高额?|业绩|销售|个人|项目|丰厚|月度|计件|无限|绩效|绩|全){0,2}(?:提成|计件|绩效|奖金|分红|抽成|佣金|业绩|小费|提点|浮动|单提)(?!点|制)|[/每一个月天日时]{0,4} ?\+ ?加班(?!\d)"
)
OTHER_SPAN = re.compile(r" ?[/每一] ?(?:周|个?星期|个?礼拜|半天|季)")
NOT_MONEY = re.compile(
    r" ?(?:个(?!工)|天|日(?!结)|小时|钟|点|号|岁|周|人(?![/民])|名|位|年|月|星期|班|次|平|公里|km|分|层|楼|路|险|休|本|证|级|届|后|工位|台|条|辆"
    r"|张|期|轮|口|倍|薪|斤|亩|吨|公斤|米|度|只|头|羽|家|户|栋|:|%|[a-jl-vx-z])"
)
THINGS = re.compile(r" ?(?:个(?!工|月)|多?(?:人(?![/民])|名|位|平|斤|亩|吨|公斤|米|只|头|羽|株|棵|台|辆|户|次|册|套|件|粉|字|公里|km|瓦))")
BEFORE_PERIOD = (
    ("month", re.compile(r"月薪|月工资|月收入|月入|月均|月综|月保底|月底薪|包月|(?:每|一)个?月(?= ?[^\d,]{0,8}$)|/月(?=:)|\b月$")),
    ("day", re.compile(r"日薪|日工资|天工资|日均|按天|日结|点工|(?:每|一)[天日](?= ?[^\d,工班]{0,6}$)")),
    ("hour", re.compile(r"时薪|小时工|钟点工|按小时|(?:每|一)个?(?:小时|钟头?)(?= ?[^\d,]{0,6}$)")),
    ("year", re.compile(r"年薪|年收入|年入|年包|每年(?= ?[^\d,]{0,6}$)|(?<![满签])一年(?= ?[^\d,]{0,6}$)")),
    ("piece", re.compile(r"计件|按件|单价|[每一]个?(?:件|单|趟|平|斤|亩|吨|车|双|套|台|箱|米|个(?!月|小时|钟))[^\d,]{0,5}$")),
)
MOST_PER = {"hour": 800.0, "day": 5000.0}


def _mask(match: re.Match[str]) -> str:
    return "□" * len(match[0])


def prepare(folded: str) -> str:
    """The text in lower case, of the same length, with times, shares, insurances and 13薪 out of the way."""
    text = "".join(char.lower() if len(char.lower()) == 1 else char for char in folded)
    text = re.sub(r"(?<=[\d一二三四五六七八九])、(?=[\d一二三四五六七八九][千万百kw])", "-", text)
    return NOISE.sub(_mask, text)


def _window(text: str, since: int, start: int) -> tuple[str, str]:
    """(the words of the same clause, all words since the last sum) before a sum, brackets left out."""
    whole = text[max(since, start - 60):start]
    whole = re.split(r"[。;\n|]", whole)[-1]
    whole = re.sub(r"\([^()]*\)", "", whole)
    return re.split(r"[,!?、]", whole)[-1], whole


def _part(clause: str, whole: str) -> Part:
    labels = list(LABEL.finditer(clause))
    if not labels:
        earlier = [Part(m.lastgroup) for m in LABEL.finditer(whole)]
        return earlier[-1] if earlier and earlier[-1] in (Part.PROBATION, Part.FORMAL) else Part.WAGE
    part = Part(labels[-1].lastgroup)
    if part is Part.ASIDE and any(m.lastgroup in ("base", "all_in", "average") for m in labels):
        return Part.ALL_IN
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
                after.extra = 0.1 * (DIGITS[tail] if tail in DIGITS else float(tail))
        if edge := EDGE_AFTER.match(text, after.end):
            after.bound = Bound.FROM if edge["open"] else Bound.UP_TO if edge["shut"] else after.bound
            after.end = edge.end()
        if after.period is None and (rate := PERIOD.match(text, after.end)) and rate.lastgroup:
            marked = re.match(r" ?(?:/|每|一|个工|per|a |计件)", rate[0])
            if after.money or quantity.scale >= 1000 or marked or rate[0].strip() in ("日结", "月薪", "年薪", "月结"):
                after.period, after.end = rate.lastgroup, rate.end()
    return after


def _is_sum(text: str, quantity: Quantity, after: _After, whole: str, alone: bool, rated: bool) -> bool:
    """Whether a number is money at all: it says so, it stands for a period, or it can be nothing else."""
    first = text[quantity.start]
    if first in "百千万亿" and not (text[quantity.start - 1:quantity.start] in tuple("过上破近") or text[quantity.end - 1] in "把多来"):
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
    alone = not re.search(r"[^\d.,~一-龥\-]", text) and len(text) <= 24 and bool(NUMBER.fullmatch(text.strip()))
    since = 0
    for quantity in find_ranges(text, r" ?(?:元|块钱?|圆)?(?:[/每一]个?[月天日年时])? ?"):
        if quantity.start < since:
            continue
        clause, whole = _window(text, since, quantity.start)
        after = _after(text, quantity)
        alone_here = alone or text.strip(" ,。元") == text[quantity.start:quantity.end]
        period = after.period or _before_period(clause, whole)
        if not _is_sum(text, quantity, after, whole, alone_here, period is not None):
            continue
        low, high = quantity.low * after.factor + after.extra, quantity.high * after.factor + after.extra
        if after.period is None and period and low > MOST_PER.get(period, low):
            period = None
        part, bound = _part(clause, whole), _bound(text, clause, after)
        added = text[since:quantity.start].lstrip(" )").startswith("+") and part in (Part.WAGE, Part.BASE) and since > 0
        if added or AFTER_ASIDE.match(text, after.end) or OTHER_SPAN.match(text, after.end):
            part = Part.ASIDE
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
