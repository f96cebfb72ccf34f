"""The terms of a project: what is promised already, the most one may put in, when it is back, how one may take part, what it pays."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from data.reading.money import spelled
from data.reading.numbers import Quantity, find_ranges
from data.reading.pay import read_pay
from data.reading.script import fold
from data.reading.shares import PERCENT, percents
from data.reading.sums import BETWEEN, Spell, find_spells, find_sums
from data.records import Pay, Years
from data.vocabulary import Involvement

LONGEST = 5_000
"""Characters of a text that are looked at."""


def _one_of(words: str) -> str:
    return "(?:" + "|".join(words.split()) + ")"


CLAUSES = re.compile(r"[,;。!?\n、]")
PROMISED = re.compile(
    _one_of("已(?:经)?(?:落实|认筹|认购|认缴|到位|筹[到集得措]?|募[到集得]?|承诺|谈妥|签约|有人?(?:认|出|投)|凑[了到齐]?) 自筹 配套 已有意向 已收")
    + r"(?:资金|款项|投资|股金|了|到|其中|约|大概|共|合计|金额|:| ){0,3}$"
)
GIVEN = re.compile(r"(?:村里|村集体|合作社|县里|镇里|财政|我们|乡贤|带头人)(?:自己)?(?:已经?)?(?:先)?(?:出|拿|投|补|配套?)(?:了|资金?)?$")
PROMISED_AFTER = re.compile(r" ?(?:的)?(?:资金)?(?:已(?:经)?)(?:落实|到位|认筹|认购|筹[到集齐]|有(?:了)?着落|有人认|谈妥|承诺)")
NONE_PROMISED = re.compile(r"(?:资金)?(?:尚未|还未|还没有?|未|没有?)(?:资金|一分钱)?(?:落实|到位|有?人(?:认|投|出))(?:资金|[,;。]|$)|一分(?:钱)?(?:都)?没(?:落实|筹|到位)|分文未")
CAP_WORD = "(?:不(?:得)?超过|最多|最高|不高于|至多|上限(?:为)?|限额?|封顶|不多于)"
EACH_ONE = "(?:每[户人家位方]|单[户人个家笔方位]|个人|一[户人家]|单个投资人|每名)"
CAP_BEFORE = re.compile(rf"(?:{EACH_ONE}[^,;。]{{0,8}}{CAP_WORD}|{CAP_WORD}(?:可)?(?:出资|认购|认筹|投资?|入股)?|(?:出资|认购|投资|入股)上限)(?:为|是|:|约| )?$")
CAP_AFTER = re.compile(r" ?(?:封顶|为上限|为限|顶格|以内)")
EACH_BEFORE = re.compile(rf"{EACH_ONE}[^,;。]{{0,8}}$")
BACK = _one_of("回本 收回 收本 见效 可退 能退 返还 退还 返本 退出 退本 退股 还本 还清 还完 赎回 回笼")
UNTIL_BACK = re.compile(rf"(?:以?内|之内|左右|上下|后|以后|之后|就|可以?|能|便|即|基本|大概|预计|才能?|全部|全额|保证|争取|把?成本|把?本钱|把?投资|到期){{0,5}}{BACK}")
HORIZON = re.compile(
    r"(?:期限|回本期|回收期|(?:投资|项目|合作|锁定|封闭|还款|回报|合同|协议|股权)(?:期限?|周期|年限)|周期)(?:限)?(?:大概|大约|预计|一般|暂定|约|为|是|:| ){0,3}$"
)
BOUND_AFTER = re.compile(" ?(?:的)?(?:收益|合同|协议|租期|经营期|合作期|锁定|封闭)")
BACK_BEFORE = re.compile(rf"{BACK}(?:投资|成本|期|周期|时间)?(?:要|需要?|得|大概|大约|预计|约|为|是|:| ){{0,3}}$")
WITHIN = re.compile(r"(?:以内|之内|内)|(?:最多|不超过|至多)")
AT_LEAST = re.compile(r"(?:至少|起码|最少|不少于|不低于)[^,;。]{0,3}$")
OR_MORE = re.compile("(?:以上|起|往上)")
RUN_BY = "(?:合作社|公司|村里|村委会?|村集体|专业团队|专人|带头人|厂里|我们|基地|大户|企业)"
RUNS = "(?:负责|来|统一|代为|专门|帮忙?|代){0,2}(?:养|种|经营|管理?|运营|打理|生产|代养|托管|操心|做|干|管护)"
MONEY_ONLY = re.compile(
    _one_of(
        "只(?:要|需|管|用|是)?(?:出资|出钱|投钱|分红|拿分红) 纯(?:出资|投资|财务) 不(?:用|必|需要?|要)?(?:参与|参加|过问|插手)(?:日常|具体)?(?:经营|管理|生产|事务) "
        "不(?:用|必|需要?)(?:管|操心|到场|出力|干活) 坐(?:等|享|收)分红 按股分红 托管 代养 保底分红 财务投资 出钱就行 出资就行 只分红"
    )
    + f"|{RUN_BY}{RUNS}"
)
TAKE_PART = re.compile(
    _one_of(
        "(?<!不)(?<!不用)(?<!不必)(?<!不需)(?<!不要)(?<!不能)(?<!不得)(?<!无需)(?<!需要)(?:可以?|能|欢迎|愿意?|一起|共同|也可)?(?:参与|参加)(?:日常|具体)?(?:经营|管理|运营|生产) "
        "(?:共同|合伙|联合|一起|合作)(?:经营|管理|干|做|办|养|种|运营) 合伙人 入伙 搭伙 来人更好 出钱(?:又|也|还|加)出力 带资(?:入股|进组)?(?:上班|来干|就业)"
    )
)
TAKE_LEAD = re.compile(
    _one_of(
        "(?<!不用)(?<!不必)(?<!不需)(?<!不需要)(?<!已有人)(?<!有人)牵头 领办 领头 主理人 带头(?:干|做|搞|办|回来) 全权(?:负责|经营|打理) 整体承包 承包(?:经营|出去|给|人) 独立(?:经营|运营) "
        "(?:找|招|请|缺|要|寻|聘)[^,;。]{0,8}(?:带头人|场长|店长|负责人|当家人|掌柜|主理人|老板|经营者|运营方) 由投资[人方](?:负责)?经营 一手操办 挑大梁 挑头"
    )
)
WAGE = re.compile("年薪|月薪|工资|底薪|薪|待遇|劳务费|补贴|津贴|补助|报酬|课时费|保底(?!分红|收购)|每[月天次趟]|一个?(?:月|天)|[/每]?(?:月|天|次)$|元/")
A_VISIT = re.compile("每[次趟]|一[次趟]|[/元][次趟]|课时")
"""Paid by the visit: no sum of a month can be made of it."""
ALLOWANCE = re.compile("补贴|津贴|补助")
"""The pay of one who comes, though no wage: 每月补贴3000元."""
NOT_THEIR_PAY = re.compile("工人|务工|群众|农户|村民|带动|户均|人均|设备补贴|政府补贴|县里补|财政")
STAKE_BEFORE = re.compile(r"(?:占股?|干股|股份|参股|入股|持股|股权(?:激励)?|期权|送股?|给股?|让利?|分红|技术股|管理股)(?:可以?|可谈|约|最[多高]|不超过|不低于|到|:| |的|比例|占|为|是|给|赠送?|让出){0,3}$")
STAKE_AFTER = re.compile(r" ?(?:的)?(?:干股|股份|股权|技术股|管理股|分红|利润|纯利|收益|净利)")
TO_WHOM = re.compile(r"(?:带头人|牵头人|场长|店长|负责人|合伙人|主理人|技术员|技术入股|技术方|专家|师傅|经营者|运营方|经营方|承包人|能人|来的人|回来的人)(?:拿|得|占|可占|分)?$")
TO_WHOM_AFTER = re.compile(r"(?:的)?(?:利润|收益|股份|分红)?(?:归|给)(?:带头人|牵头人|场长|店长|主理人|技术员|经营者|运营方|承包人|能人|来的人|回来的人)")
GIVES = re.compile(r"(?:给|让出?|送|赠)(?:带头人|场长|店长|主理人|技术员|经营者)?[^,;。村]{0,2}$")
OTHERS = re.compile(r"(?:村|投资|出资|农户|村民|股东|基金|户主|合作社|公司)[^,;。 ]{0,8}$")
OF_SALES = re.compile(r"销售额|营业额|流水|销量|每[斤单件瓶]")
BONUS = re.compile("分红|提成|奖金|绩效|分成|抽成|按销售额提|按产量奖|超产奖|年终奖|利润(?:的)?[一二三四五六七八九\\d]|给股份?|股权|期权|干股")
NO_BONUS = re.compile("(?:没有?|无|不)(?:分红|提成|奖金|绩效)")


def read_tickets(text: str) -> tuple[float | None, float | None]:
    """(the least, the most) that one may put in, in yuan, from the cell of the least: 1万起, 单户不超过5万; 1-5万."""
    plain = spelled(text[:LONGEST])
    shared = list(find_ranges(plain, BETWEEN))
    scale = max((found.scale for found in shared), default=1.0)
    least: list[float] = []
    most: list[float] = []
    for found in shared:
        factor = scale if found.bare and scale > 1 and found.high * scale < 1e9 and found.high < 100 else 1.0
        if found.high * factor < 100:
            continue
        if _capped(plain, found):
            most.append(found.high * factor)
        else:
            least.append(found.low * factor)
            most += [found.high * factor] if found.high > found.low and plain[found.start : found.end].count("多") == 0 else []
    return min(least, default=None), max(most, default=None)


def read_most(text: str) -> float | None:
    """The most that one may put in, in yuan, where running text says so: 单户不超过5万, 每人限3万."""
    plain = fold(text[:LONGEST]).text
    caps = [
        found.high
        for found in find_sums(plain)
        if (CAP_BEFORE.search(plain[: found.start]) and re.search(rf"{EACH_ONE}|出资|认购|入股", plain[max(0, found.start - 16) : found.start]))
        or (CAP_AFTER.match(plain, found.end) and EACH_BEFORE.search(plain[: found.start]))
    ]
    return max(caps, default=None)


def read_promised(text: str) -> float | None:
    """How many yuan are promised already, added up; 0 where it is said that there are none."""
    plain = fold(text[:LONGEST]).text
    sums = [found.low for found in find_sums(plain) if _is_promised(plain, found)]
    if sums:
        return sum(sums)
    return 0.0 if NONE_PROMISED.search(plain) else None


def read_horizon(text: str) -> Years | None:
    """How long until the money is back, or how long it is bound: 三年回本, 期限5年, 2-3年收回, 五年可退."""
    plain = fold(text[:LONGEST]).text
    spells = list(find_spells(plain))
    for fits in (_back, _bound):
        for spell in spells:
            if fits(plain, spell):
                return _years(plain, spell)
    return Years(0.0, 1.0, "当年") if re.search(rf"当年(?:就|能|可以?|即)?{BACK}", plain) else None


def read_involvement(text: str) -> frozenset[Involvement]:
    """How an investor may take part by what a project says; empty where it says nothing."""
    plain = fold(text[:LONGEST]).text
    wordings = ((MONEY_ONLY, Involvement.MONEY_ONLY), (TAKE_PART, Involvement.TAKE_PART), (TAKE_LEAD, Involvement.TAKE_LEAD))
    return frozenset(involvement for pattern, involvement in wordings if pattern.search(plain))


def read_offer(text: str) -> Pay | None:
    """The pay for whoever comes: 年薪10万, 月薪6000+分红, 每天200元; None where no wage is said."""
    for clause in clauses(text):
        if WAGE.search(clause) and not NOT_THEIR_PAY.search(clause):
            pay = read_pay(ALLOWANCE.sub("工资", clause))
            if pay.low is not None or pay.high is not None:
                return replace(pay, low=None, high=None, period=None) if A_VISIT.search(clause) else pay
    return None


def read_stake(text: str) -> int | None:
    """The share of the whole that whoever comes is offered, in hundredths of a percent: 占股30%, 干股10%, 利润两成."""
    plain = fold(text[:LONGEST]).text
    for hundredths, start, end in percents(plain):
        before = re.split(r"[,;。]", plain[:start])[-1]
        if OF_SALES.search(before):
            continue
        if GIVES.search(before) and STAKE_AFTER.match(plain, end):
            return hundredths
        offered = STAKE_BEFORE.search(before) or STAKE_AFTER.match(plain, end) or TO_WHOM.search(before)
        if (offered and not OTHERS.search(before)) or TO_WHOM_AFTER.match(plain, end):
            return hundredths
    return None


def read_bonus(text: str) -> bool | None:
    """Whether a part of what comes in is offered beside the pay: 分红, 提成."""
    plain = fold(text[:LONGEST]).text
    if NO_BONUS.search(plain):
        return False
    return True if BONUS.search(plain) or re.search(rf"提{PERCENT}", plain) else None


def clauses(text: str) -> Iterator[str]:
    """The clauses of a text, folded."""
    return (part for part in CLAUSES.split(fold(text[:LONGEST]).text) if part.strip())


def _capped(plain: str, found: Quantity) -> bool:
    return bool(CAP_BEFORE.search(plain[: found.start]) or CAP_AFTER.match(re.sub(" ?(?:元|块)", "", plain[found.end :], count=1)))


def _is_promised(plain: str, found: Quantity) -> bool:
    before = plain[: found.start]
    said = PROMISED.search(before) or GIVEN.search(before)
    return bool(said or PROMISED_AFTER.match(plain, found.end))


def _back(plain: str, spell: Spell) -> bool:
    return bool(UNTIL_BACK.match(plain, spell.end) or BACK_BEFORE.search(plain[: spell.start]))


def _bound(plain: str, spell: Spell) -> bool:
    return bool(HORIZON.search(plain[: spell.start]) or BOUND_AFTER.match(plain, spell.end))


def _years(plain: str, spell: Spell) -> Years:
    text = plain[spell.start : spell.end]
    if OR_MORE.match(plain, spell.end) or AT_LEAST.search(plain[: spell.start]):
        return Years(spell.low, None, text)
    within = WITHIN.match(plain, spell.end) or re.search(r"(?:最多|不超过|至多)[^,;。]{0,2}$", plain[: spell.start])
    return Years(0.0 if within else spell.low, spell.high, text)
