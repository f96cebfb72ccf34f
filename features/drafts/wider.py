"""What a member would bring or needs besides work: money, coming home to lead, advice, service, help, a mentor."""

from __future__ import annotations

import re

from data.reading.money import read_capital
from features.drafts.filling import Filling
from features.drafts.note import Clause
from features.drafts.stances import REFUSED
from features.drafts.wording import NUMERAL, one_of
from features.linking import find

IN_HAND = r"手(?:头|上|里)(?:上|里)?(?:有|大概|差不多|攒|(?=[\d一二两三四五六七八九十]))"
INVEST = re.compile(one_of(
    "投资 入股 出资 投(?=[点个\\d一二三四五六七八九十几]) 投进 拿(?:得)?出 参股 合伙 入伙 想投 可投 愿意投 闲钱 积蓄 本钱 资金(?:有|\\d) 启动资金",
    IN_HAND, rf"^(?:我|手握)?有{NUMERAL}万(?:元|块)?$",
))
SPOKEN_SUM = r"(?:\d+(?:\.\d+)?|[一二两三四五六七八九十百几]+)"
CAPITAL = re.compile(
    rf"{SPOKEN_SUM}(?:万)?(?:[-~到至]{SPOKEN_SUM})?(?:来|多)?(?:万|百万|千万|w)(?:元|块钱?)?(?:左右|以内|以下|以上|上下)?"
)
TO_START = one_of("创业 办厂 开厂 办个 搞(?:点|个)? 带头 牵头 领办 当?带头人 包(?:地|山|塘) 承包 养 种")
HOME = re.compile(
    rf"(?:回|返)(?:乡|老家|家乡|村|来|家|[\u4e00-\u9fff]{{2}})?(?:里)?{TO_START}|"
    + one_of("返乡创业 回乡创业 想(?:包(?:山|地|塘)|承包) 自己(?:回来)?(?:创业|干点) 牵头(?:做|干|搞) 带着?(?:大家|乡亲|村民)")
)
ADVISE = re.compile(one_of(
    "出(?:个)?(?:谋|主意|点子) 当?(?:技术)?顾问 指导(?:种|养|村|一下|家乡|技术) 提供技术 免费指导 技术支持 线上指导 给村里(?:看|讲)"
))
SERVE = re.compile(one_of(
    "志愿 义务 义诊 公益 免费(?:帮|给|教|理发|维修|上课|辅导) 帮(?:村里|乡亲|老人|邻里|老乡) 做点(?:好|善)事 服务(?:家乡|乡亲|老人) 认领"
))
UNPAID = one_of(
    "欠(?:薪|了?我?(?:工资|[一二两三四五六七八九十\\d几]+个?月)|工钱|着?工资) 拖欠 讨薪 要不回 不给(?:工资|钱|签) 押金(?:不退|要不)"
)
SCHOOLING = r"(?:小孩|孩子|儿子|女儿|娃)?[^,]{0,6}(?:入学|上学(?!历)|转学|读书)(?:的)?(?:问题|事|怎么|难|没|名额|手续|学位)"
COUNSEL = one_of(
    "维权 仲裁 工伤 借支 预支 社保(?:转移|怎么) 合同(?:纠纷|没签|的事) (?:想|要|来)咨询 咨询一下 求助 补贴怎么 想问问 政策(?:咨询|怎么)? 代办 找个律师"
)
HELP = re.compile(one_of(UNPAID, SCHOOLING, COUNSEL))
NOT_HELP = re.compile("咨询(?:师|顾问|公司)|政策研究")
MENTOR_RECEIVE = re.compile(
    r"(?:想|希望|求|要|找)[^,]{0,6}(?:有人带|师傅带|人带|拜师|带一?带|带我|结对)|刚(?:出来|毕业)[^,]{0,8}(?:有人带|没人带)"
)
MENTOR_GIVE = re.compile(
    r"(?:可以?|愿意?|能|想|愿意?来)?[^,]{0,2}(?:[带收](?:[一二两三几]个)?徒弟?|带(?:新人|人(?!手)|学徒|几个)|教徒弟|传帮带)"
)
FREE_DAYS = one_of(
    "周末 周[一二三四五六日天] 星期[一二三四五六日天] 晚上 节假日 寒暑假 暑假 寒假 放假 过年(?:在家)? 春节(?:期间)? 农闲 休息(?:日|天) 下班后 每月[一二两三\\d]次"
)
HOURS = re.compile(rf"(?:每个?)?{FREE_DAYS}(?:的时候)?(?:[上下晚]午)?(?:在家)?")
INVOLVED = (
    (re.compile("只(?:出|投)(?:钱|资)|不参与|只出资|不管事"), "只出资"),
    (re.compile("参与经营|一起(?:干|做|经营)|参与管理|合伙(?:干|做|经营)?|入伙"), "参与经营"),
    (re.compile("牵头|带头|自己(?:来)?(?:干|做|搞|办)|领办|主导"), "牵头"),
)
ABOUT = one_of("投资? 入股 搞 做 办 包山 包地 包塘 (?=[种养]) 看好 关注 合伙 行业 领域 项目")
TOPIC_TAIL = one_of("项目 行业 产业 方面 这块 什么的 之类 的 也行 都行 都可以")
TOPIC = re.compile(rf"{ABOUT}(?:点|个|一些|在|是|过|的|[:：])*(?P<what>[\u4e00-\u9fff、]{{2,14}}?){TOPIC_TAIL}*$")
START_UP = re.compile(r"(?:我|想|打算|准备|计划|主要)*(?:搞|办|做|养|种|弄|开)(?!过|了|饭店经理)")
AMOUNT_ONLY = re.compile(r"^[\d一二三四五六七八九十百几万元块左右多的钱来w]+$")
DENIED = re.compile(r"(?:不(?:想|愿|会|打算|要|能|考虑)|没有?(?:钱|打算|兴趣)|亏)[^,]{0,5}$")
INVITED = re.compile("希望|想|要|需要?|愿意?|可以?|能|准备|打算")
SERVE_LEAD = re.compile(one_of("我 也 还 都 可以 能 想 愿意 来 去 有空 时间") + "*(?:当|做|参加)?(?:志愿者|义工|志愿服务|志愿|公益)?")


def read_wider(row: Filling) -> None:
    """Fill 意向 and the headings of the other intents from the clauses that speak of them."""
    for clause in row.note.clauses:
        _read_investing(row, clause)
    for clause in row.note.clauses:
        if (match := HOME.search(clause.text)) and not DENIED.search(clause.text[: match.start()]):
            _intent(row, clause, match, "返乡")
            _read_topic(row, clause)
            row.take(clause.start + match.start(), clause.start + match.end())
        if match := ADVISE.search(clause.text):
            _intent(row, clause, match, "出谋")
        _read_serving(row, clause)
        if (match := HELP.search(clause.text)) and not NOT_HELP.search(clause.text) and not REFUSED.match(clause.text):
            _intent(row, clause, match, "求助")
            row.put("求助事项", clause.start, clause.end)
        _read_pairing(row, clause)
    if {"投资", "返乡"} & set(row.cells.get("意向", ())):
        for clause in row.note.clauses:
            _read_part(row, clause)
            if START_UP.match(clause.text) and not REFUSED.search(clause.text):
                _read_topic(row, clause)


def _intent(row: Filling, clause: Clause, match: re.Match[str], word: str) -> None:
    taken = bytes(row.taken[clause.start : clause.end])
    row.put("意向", clause.start + match.start(), clause.start + match.end(), word)
    row.taken[clause.start : clause.end] = taken


def _read_investing(row: Filling, clause: Clause) -> None:
    match = INVEST.search(clause.text)
    if match is None or DENIED.search(clause.text[: match.start()]) or re.search(r"亏|赔|欠", clause.text):
        return
    sums = list(CAPITAL.finditer(clause.text))
    bare = match[0].startswith(("手", "积", "闲", "本", "拿", "资", "启", "有"))
    if bare and not sums:
        return
    _intent(row, clause, match, "投资")
    for found in sums:
        if read_capital(found[0]):
            row.put("可投资金", clause.start + found.start(), clause.start + found.end())
    _read_part(row, clause)
    _read_topic(row, clause)
    row.take(clause.start, clause.end)


def _read_part(row: Filling, clause: Clause) -> None:
    for pattern, word in INVOLVED:
        if not row.cells.get("参与方式") and (said := pattern.search(clause.text)):
            taken = bytes(row.taken)
            row.put("参与方式", clause.start + said.start(), clause.start + said.end(), word)
            row.taken = bytearray(taken)
            if said.start() <= 4 and not said[0].startswith("不"):
                row.take(clause.start, clause.end)


def _read_topic(row: Filling, clause: Clause) -> None:
    topic = TOPIC.search(clause.text)
    if topic and not AMOUNT_ONLY.match(topic["what"]):
        row.put("关注行业", clause.start + topic.start("what"), clause.start + topic.end("what"))
    else:
        for hit in find("industry", clause.text):
            row.put("关注行业", clause.start + hit.start, clause.start + hit.end)


def _read_serving(row: Filling, clause: Clause) -> None:
    match = SERVE.search(clause.text)
    if match is None or DENIED.search(clause.text[: match.start()]):
        return
    _intent(row, clause, match, "服务")
    if hours := HOURS.search(clause.text):
        row.put("可服务时间", clause.start + hours.start(), clause.start + hours.end())
    free = row.left(clause.start, clause.end)
    if free:
        start, end = free[-1]
        lead = SERVE_LEAD.match(row.note.plain[start:end])
        begun = start + (lead.end() if lead else 0)
        if end - begun >= 2:
            row.put("服务特长", begun, end)
        row.take(clause.start, clause.end)


def _read_pairing(row: Filling, clause: Clause) -> None:
    if match := MENTOR_RECEIVE.search(clause.text):
        _intent(row, clause, match, "结对")
        row.put("结对意愿", clause.start + match.start(), clause.start + match.end(), "希望有人带")
    elif (match := MENTOR_GIVE.search(clause.text)) and _offers(clause.text):
        _intent(row, clause, match, "结对")
        row.put("结对意愿", clause.start + match.start(), clause.start + match.end(), "愿意带人")





def _offers(text: str) -> bool:
    return INVITED.search(text) is not None and not re.search("(?:不|没)[^,]{0,3}带", text)
