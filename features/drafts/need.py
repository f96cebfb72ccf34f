"""A hometown official's note as a row of 家乡项目表."""

from __future__ import annotations

import re
from datetime import date

from data.reading.dates import read_until
from data.reading.headcount import read_seats
from data.reading.money import read_capital
from data.reading.shares import BARE, SPOKEN, read_shares
from features.drafts.filling import Filling
from features.drafts.grounds import site_of
from features.drafts.note import Clause
from features.drafts.wording import NUMERAL, one_of, some_of
from features.linking import find

RANGE = rf"{NUMERAL}(?:[-~到至]{NUMERAL})?(?:来|多)?"
SUM = re.compile(rf"{RANGE}(?:万|亿|千|百万|w)(?:元|块钱?)?(?:左右|以内|以上)?|\d{{3,}}(?:元|块)")
TICKET = re.compile("最低|最少|起投|起(?!来|步)|至少|每(?:股|份|户|人)|一(?:股|份)|单个|不低于|不少于")
PER_ITEM = re.compile(r"每(?:个|栋|座|棚|亩|头|台|户)[^,]{0,4}$")
MONEY = re.compile(one_of("需要? 还?缺 差 总投资 投资 资金 筹 募集 融资 预算 投入 要 出钱 出资 引资 募股 缺口 引进 股权 打包 总价 报价 作价 转让价"))
LACKING = re.compile(one_of("招引 社会资本 社会资金 余下 剩下 剩余 其余 缺 差 还需 缺口 引资 融资额?度? 募股?") + "[^,]{0,4}$")
PLACED = re.compile(one_of("亩产 产值 销售额 年产 已投 已经投 补贴 奖补 收入 营业额 利润 自筹 到位 补助 争取 总造价 公司出资 我自己 月薪 年薪 月补 年接待"))
THINGS = re.compile("[斤亩只头羽株棵吨人粉尾平枚次套盏]")
LACKS = rf"(?:缺|差|还差|需要?|募集|筹)[^,。]{{0,6}}{NUMERAL}[^,。]{{0,4}}万"
OFFICERS = one_of("会计 运营(?!资金) 设计师 大学生 管理人员 主播 工程师 电商人员 专业人员 店长 经理 讲解员 绣娘")
KINDS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(one_of("资金 投资(?!人?已) 出资 入股 缺钱 差钱 融资 合伙人 募股 引资 招商 参股", LACKS)), "资金"),
    (re.compile(one_of(
        "带头人 牵头 领头 负责人 有人来(?:做|干|搞|运营) 能人 带领 运营(?:人|团队|总经理) (?:找|请|招|缺)[^,。]{0,6}(?:带头|承包)"
    )), "带头人"),
    (re.compile(one_of("技术 专家 指导(?!价) 农艺 防治 育种 种植.{0,4}问题 教(?:我们|大家) 工艺 农技员 师傅(?:带|回来|指导) 飞手")), "技术"),
    (re.compile(one_of(
        "销路 销售(?!额) 卖不(?:动|出去|掉) 渠道 收购 滞销 打开市场 带货 帮(?:忙)?卖 找(?:客商|买家) 进(?:超市|商超) 走货 订单 有门路 代运营"
    )), "销路"),
    (re.compile(rf"人才|(?:缺|招|引进|需要?|找|想请)[^,。]{{0,10}}{OFFICERS}"), "人才"),
)
WANTS = re.compile(one_of("需 缺 差 求 寻 找 招 引进 希望 想 请 募集 筹 欢迎 急 要 最低 出资 投资 难 卖不 滞销 没有? 望 引资 期望 募"))
NOT_WANTED = re.compile("不缺|不需要|不差|有技术|技术(?:有|成熟)|资金(?:已|有|不)")
ASSETS = re.compile(one_of(
    "已有 现有 已经有 村里有 村里出 合作社出 有(?!限|意|人|没有|机|关) 已流转 流转了 提供 出(?:土地|水面|厂房|场地|地) 水面 厂房 闲置 三年免租 免租 可用地 占地 场地免费"
))
NOT_ASSETS = re.compile("有意|有限公司|需要|缺|最低|有人")
JOBS = re.compile("带动|就业|用工|安置|岗位|务工")
STARTS = one_of("搞 建 做 办 开 发展 种 养 打造 上马")
NAME = re.compile(
    rf"(?:项目(?:名称)?[:：]|(?:想|要|准备|计划|打算|拟|正在|在|新)?{STARTS})(?:一?[个座片家处批]|了)?(?P<name>[\u4e00-\u9fffA-Za-z0-9]{{2,20}})"
)
UNDERTAKING = one_of(
    "项目 基地 合作社 产业园 加工厂 养殖场? 种植园? 民宿 大棚 水库养鱼 农家乐 果园 茶园 农场 冷库 电商仓 试验田? 示范园 家庭农场 厂 烘干中心 托育中心 豆腐坊 创业园"
)
PROJECT = re.compile(rf"(?P<name>[\u4e00-\u9fff0-9A-Za-z]{{2,20}}?{UNDERTAKING})")
NAME_LEAD = re.compile(some_of(
    "我们?村? 村里 本村 我县 我镇 的 县 镇 乡 村 想 要 有 个 一 在 是 搞 建 做 办 发展 准备 打算 拟"
))
NAME_STOP = re.compile(one_of("需要? 还?缺 差 总投资 , 想找 招商 希望 现 急"))
SKILLS = re.compile(r"(?:懂|会(?!计)|熟悉|擅长|有(?=[^,;。]{2,12}(?:经验|技术))|养(?=蜂))(?P<what>[^,;。]{2,20}?)(?:经验|技术|的人|的|优先|$|(?=、(?:懂|会)))")
EMPTY = re.compile("需要?|资金|启动|最低|最少|每股|出资|投资?|总|缺|还差|融资|预计|带动|就业|[人万元、的]")
UNTIL = re.compile(
    r"(?:截止|截至|有效期|报名)(?:到|至|时间|日期|为|[:：])*(?P<a>[\u4e00-\u9fff\d./-]{2,14})"
    r"|(?P<b>[\d月年日号底初中旬./-]{3,14}|年前|年底|月底)(?:之?前|截止|前定)"
)


def read_need(row: Filling, today: date) -> None:
    """Read what a project is, what it needs and what it offers."""
    _read_where(row)
    _read_name(row)
    for clause in row.note.clauses:
        _read_until(row, clause, today)
        _read_split(row, clause)
        _read_jobs(row, clause)
        _read_money(row, clause)
    _read_kinds(row)
    for clause in row.note.clauses:
        _read_assets(row, clause)
        _read_skills(row, clause)
    _read_trade(row)
    _read_rest(row)


def _read_where(row: Filling) -> None:
    if place := site_of(row.note):
        row.put("所在地", *place)


def _read_name(row: Filling) -> None:
    for pattern in (PROJECT, NAME):
        for clause in row.note.clauses:
            match = pattern.search(clause.text)
            if match is None:
                continue
            start, end = match.span("name")
            free = row.left(clause.start + start, clause.start + end)
            if not free:
                continue
            begun, ended = max(free, key=lambda span: span[1] - span[0])
            words = row.note.plain[begun:ended]
            lead, stop = NAME_LEAD.match(words), NAME_STOP.search(words)
            finish = begun + stop.start() if stop and stop.start() > 1 else ended
            begun += lead.end() if lead else 0
            if finish - begun >= 2 and not re.search(r"^(?:带头|资金|技术|销路|人)", row.note.plain[begun:finish]):
                row.put("项目名称", begun, finish)
                return


def _read_until(row: Filling, clause: Clause, today: date) -> None:
    match = UNTIL.search(clause.text)
    if match and not row.cells.get("有效期至") and row.free(clause.start + match.start(), clause.start + match.end()):
        group = "a" if match["a"] else "b"
        if read_until(match[group], today):
            row.put("有效期至", clause.start + match.start(group), clause.start + match.end(group))


def _read_split(row: Filling, clause: Clause) -> None:
    known = "、".join(row.cells.get("收益分配", ()))
    if known and BARE.search(clause.text) and not read_shares(known):
        row.put("收益分配", clause.start, clause.end)
    if SPOKEN.search(clause.text) and (read_shares(clause.text) or re.search(r"保底分红|按股分红|五五|三七|四六|二八", clause.text)):
        row.put("收益分配", clause.start, clause.end)


def _read_jobs(row: Filling, clause: Clause) -> None:
    if JOBS.search(clause.text) and not row.cells.get("预计带动就业"):
        seats = read_seats(clause.text)
        if seats.high and row.free(clause.start + seats.start, clause.start + seats.end):
            row.put("预计带动就业", clause.start + seats.start, clause.start + seats.end)


def _read_money(row: Filling, clause: Clause) -> None:
    for match in SUM.finditer(clause.text):
        start, end = clause.start + match.start(), clause.start + match.end()
        before, after = clause.text[: match.start()], clause.text[match.end() :]
        if not row.free(start, end) or THINGS.match(after) or not read_capital(match[0]):
            continue
        heading = _heading(before, after)
        if heading == "所需资金" and LACKING.search(before):
            row.withdraw(heading)
        if heading and not row.cells.get(heading):
            row.put(heading, start, end)


EACH_PUTS_IN = re.compile("(?:入股|出资|认购|认捐|参股)每[户人份股]$")
PAID = re.compile("[^,]{0,2}(?:一?个?月|/月|年薪|工资)")


def _heading(before: str, after: str) -> str | None:
    """What a sum is: the whole that is needed, the least that one puts in, or neither."""
    if EACH_PUTS_IN.search(before):
        return "最低出资"
    if PLACED.search(before[-8:]) or PER_ITEM.search(before) or PAID.match(after):
        return None
    if TICKET.search(before[-8:]) or re.match(r"(?:元)?(?:起(?!来)|一(?:股|份)|每(?:股|份)|/家)", after):
        return "最低出资"
    needed = MONEY.search(before) or re.match(r"(?:的)?(?:资金|投资|左右|启动)", after) or not before.strip()
    return "所需资金" if needed else None


def _read_kinds(row: Filling) -> None:
    kept = bytes(row.taken)
    for pattern, word in KINDS:
        for clause in row.note.clauses:
            match = pattern.search(clause.text)
            if match and WANTS.search(clause.text) and not NOT_WANTED.search(clause.text):
                row.put("需求类型", clause.start + match.start(), clause.start + match.end(), word)
                break
    if not row.cells.get("需求类型") and row.cells.get("所需资金"):
        row.cells["需求类型"] = ["资金"]
    row.taken = bytearray(kept)


def _read_assets(row: Filling, clause: Clause) -> None:
    match = ASSETS.search(clause.text)
    if match is None or NOT_ASSETS.search(clause.text):
        return
    for start, end in row.left(clause.start, clause.end):
        if end - start >= 3 and not WANTS.match(row.note.plain[start:end]):
            row.put("已有资源", start, end)


def _read_skills(row: Filling, clause: Clause) -> None:
    for match in SKILLS.finditer(clause.text):
        _put_skill(row, clause, match)


def _put_skill(row: Filling, clause: Clause, match: re.Match[str]) -> None:
    if row.free(clause.start + match.start("what"), clause.start + match.end("what")) and find("skill", match["what"]):
        row.put("技能要求", clause.start + match.start("what"), clause.start + match.end("what"))


def _read_trade(row: Filling) -> None:
    kept = bytes(row.taken)
    for hit in find("industry", row.note.plain)[:1]:
        row.put("行业", hit.start, hit.end)
    row.taken = bytearray(kept)


def _read_rest(row: Filling) -> None:
    for clause in row.note.clauses:
        left = row.left(clause.start, clause.end)
        rest = EMPTY.sub("", "".join(row.note.plain[a:b] for a, b in left))
        if len(rest) >= 3:
            row.put("需求说明", clause.start, clause.end)
