"""Which sum in a note is the wage asked for: never a past or present wage, a debt or the capital of a project."""

from __future__ import annotations

import re
from dataclasses import dataclass

from data.reading.pay import pay_spans
from features.drafts.filling import Filling
from features.drafts.note import Clause
from features.drafts.stances import EARNED, FAMILY, PAST, WISH
from features.drafts.wording import NUMERAL, one_of, some_of

NOT_OWN = re.compile(rf"(?<=[长珠])三角|(?<=[\d千万百])[她他](?:要|拿|得)?{NUMERAL}[千万]?")
"""A river delta, and what somebody else would earn."""

ASKING = "我 也 就 都 想要? 希望 期望 要求 要 能有 能拿 能给 给 有 是 在 到 的 为 最好 得 开 大概 大约 差不多 [:：\\s]"
CALLED = "月薪 工资 薪资 薪水 待遇 收入 月入 每月 每个月 一个月 一月 期望薪资"
BEFORE = re.compile(some_of(
    ASKING, CALLED, "找[个份]? 一?[个份] 至少 最少 最低 起码 不低于 不得低于 不少于 低于 少于 不到 底薪 保底 综合 月 日薪 日工资 时薪 年薪",
    "每天 一天 按天 小时工 每小时 一小时 薪 价钱? 税后 到手 大工 中工 小工 点工",
) + "$")
FILL = re.compile("^" + some_of(ASKING, CALLED, "薪(?!水) 月(?!结) 找[个份]? 一?[个份](?!月|小时) 点工"))
EDGE = one_of("左右 上下 以上 往上 起步? 以下 以内 多 来块")
RULED_OUT = one_of("不干 的?不考虑 的?不去 免谈 不做 不来 勿扰")
AFTER = re.compile(rf"^(?:/|每)?(?:个?月|天|小时|年)?{EDGE}?{RULED_OUT}*")
ENOUGH = re.compile(r"(?:的)?(?:就行|就可以|就好|也行|都行|即可|可以|差不多|吧|就够)+")
CAPITAL = re.compile(one_of(
    "项目 投(?!递|稿) 出资 入股 本钱 积蓄 存款 启动 资金 拿出 凑 股 手(?:头|上|里) 闲钱 贷 欠 亏 赔 押金 房租 租金 学费 首付 彩礼 融资 营业额 销售额 产值 规模"
))
BARGAIN = re.compile(r"(?:面议|面谈|可议|好商量|看着给|可商量)")
WORKS_NOW = re.compile("在[^,。]{2,14}(?:上班|打工|务工|做工)$")
EACH_MONTH = re.compile("(?:现在)?(?:每个?月|一个?月|月薪|工资)")
ASKED = re.compile(r"工资|薪资|月薪|待遇|薪水|日薪|时薪|年薪|底薪|保底|左右|以上|不低于|就行")


@dataclass(frozen=True, slots=True)
class _Sum:
    start: int
    end: int
    sure: int
    clause: Clause


def _own(text: str) -> str:
    return NOT_OWN.sub(lambda match: " " * len(match[0]), text)


def read_wage(row: Filling) -> None:
    """Fill 期望薪资 from the clauses that ask."""
    found: list[_Sum] = []
    clauses = row.note.clauses
    for at, clause in enumerate(clauses):
        spans = [s for s in pay_spans(_own(clause.text)) if row.free(clause.start + s[0], clause.start + s[1])]
        if not spans or FAMILY.search(clause.text):
            continue
        sure = _asked(clause, clauses[at - 1] if at else None, spans[0][0])
        if sure:
            found.append(_Sum(*_widened(clause, spans[0][0], spans[-1][1]), sure, clause))
        elif sure == 0 and not CAPITAL.search(clause.text):
            _keep_as_said(row, clause, *_widened(clause, spans[0][0], spans[-1][1]))
    best = max((item.sure for item in found), default=0)
    for item in found:
        row.put("期望薪资" if item.sure == best else "备注", item.start, item.end)
        if item.sure < best and len(item.clause.text) - (item.end - item.start) <= 4:
            row.take(item.clause.start, item.clause.end)
        if label := BEFORE.search(row.note.plain, max(0, item.start - 12), item.start):
            row.take(label.start(), item.start)
        if tail := ENOUGH.match(row.note.plain, item.end):
            row.take(item.end, tail.end())
    if not found:
        for clause in clauses:
            if match := BARGAIN.search(clause.text):
                row.put("期望薪资", clause.start + match.start(), clause.start + match.end())
                return


def _keep_as_said(row: Filling, clause: Clause, start: int, end: int) -> None:
    """Another sum is a remark; the work that it was earned with stays to be read."""
    label = re.search(r"(?:每个?月|一个?月|一天|每天|月薪|工资|拿|有|是|挣)+$", row.note.plain[clause.start : start])
    row.put("备注", start - (len(label[0]) if label else 0), end)


def _asked(clause: Clause, previous: Clause | None, at: int) -> int:
    """2 where the words ask, 1 where nothing speaks against it, 0 where it is another sum."""
    before, after = clause.text[:at], clause.text[at:]
    if CAPITAL.search(clause.text) and not re.search(r"工资|月薪|待遇|薪|保底|底薪", clause.text):
        return 0
    wishes = [match.end() for match in WISH.finditer(before)]
    earned = [match.end() for match in EARNED.finditer(before)]
    if earned and (not wishes or wishes[-1] < earned[-1]) and not re.match(r".{0,12}(?:也行|也可以|就行|都行|也干|也做)", after):
        return 0
    if wishes or re.search(r"就行|就可以|就好|也行|都行|以上|左右|不干|不考虑|不去|免谈|起(?!重)|往上", after[:14]):
        return 2
    if PAST.search(before):
        return 0
    told = previous.text if previous and "证" not in previous.text else ""
    if (PAST.search(told) or EARNED.search(told)) and not ASKED.search(clause.text):
        return 0
    if WORKS_NOW.search(told) and EACH_MONTH.match(clause.text):
        return 0
    if previous and EARNED.search(previous.text) and re.match(r"工资|月薪|一个?月|每个?月", clause.text) and not WISH.search(clause.text):
        return 0
    return 1


def _widened(clause: Clause, start: int, end: int) -> tuple[int, int]:
    """The sum with the label before and the edge after it."""
    before = BEFORE.search(clause.text[max(0, start - 24) : start])
    begun = start - len(before[0]) if before else start
    if fill := FILL.match(clause.text[begun:start]):
        begun += fill.end()
    after = AFTER.match(clause.text[end:])
    return clause.start + begun, clause.start + end + (after.end() if after else 0)
