"""A note about a matter, a class or a team place as a row of 服务事项表."""

from __future__ import annotations

import re
from datetime import date

from data.reading.dates import read_until
from data.reading.headcount import read_seats
from data.reading.numbers import read_number
from features.drafts.filling import Filling
from features.drafts.grounds import site_of
from features.drafts.need import UNTIL
from features.drafts.note import Clause
from features.drafts.people import PHONE
from features.drafts.wider import HOURS
from features.drafts.wording import NUMERAL, one_of
from features.linking import find

KINDS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile("法律援助|法律咨询|讨薪|维权|律师|欠薪"), "法律援助"),
    (re.compile("工资借支|借支|预支|垫付"), "工资借支"),
    (re.compile("子女入学|积分入学|入学|转学|上学|学位"), "子女入学"),
    (re.compile("培训|开班|技能班|学习班|公益课|教学|免费学|学员"), "技能培训"),
    (re.compile("结对|师带徒|一带一|一对一|帮带"), "结对帮带"),
    (re.compile("政策(?:咨询|解读|宣讲|讲解)|社保(?:咨询|转移)|补贴(?:咨询|申请|申领)"), "政策咨询"),
    (re.compile(one_of("志愿 义诊 义务 义剪 巡逻 植树 保洁队 陪伴 助浴 助餐 文艺队 护学岗 清漂 演出")), "志愿服务"),
    (re.compile("认领|实事|心愿|捐|路灯|修(?:路|灯|桥|水管|屋)|微实事"), "实事认领"),
)
PEOPLE = one_of(
    "老人 儿童 学生 务工人员 务工者 返乡人员 农民工 妇女 宝妈 家庭 农户 村民 居民 劳动者 困难户 创业者 退役军人 孩子 小孩 青年 乡亲 成员 老乡 毕业生 全村 人员 户"
)
FOR_WHOM = one_of("面向 针对 对象(?:是|为|[:：])* 服务(?:对象)?(?:是|为|[:：])+ 给 为 帮(?:助)? 适合 仅?限 教")
FOR = re.compile(rf"{FOR_WHOM}(?P<who>[\u4e00-\u9fff、]{{0,10}}?{PEOPLE})")
WHO = re.compile("(?:独居|空巢|留守|高龄|孤寡|返乡|外出|在外|困难|失业)(?:老人|儿童|人员|务工人员|家庭|妇女)")
DAY = r"(?:\d{1,2}|[一二三四五六七八九十]{1,2})月(?:\d{1,2}[日号]?|底|初|中旬|上旬|下旬)?"
WHEN = re.compile("|".join((
    "(?:春节|过年|年|国庆|寒假|暑假)(?:之)?前", HOURS.pattern, rf"{DAY}(?:[-~至到—]+{DAY})?(?:开班|开始|开课|起)?",
    r"(?:上午|下午|晚上)?\d{1,2}[:点](?:\d{2}|半)?", "每[周月天][一二三四五六日末]?", "年后|下个?月[初底中]?|长期|为期[^,]{1,6}", r"\d+天(?!内)",
)))  # fmt: skip
ONE_TAKES_MANY = "一人(?:可)?(?:多领|领多|认领多|可以?领几)|可(?:以)?(?:一个人)?领(?:几|多)(?:件|项|户|个)"
MANY_TAKE_ONE = "多人一领|几(?:个人|人)?(?:可以?)?(?:合|一起)(?:认)?领|合(?:领|着认领|伙认领)|可几人合|多人(?:可)?(?:共同)?认领|大家一起"
CLAIM = ((re.compile(ONE_TAKES_MANY), "一人多领"), (re.compile(MANY_TAKE_ONE), "多人一领"))
MATTER = one_of(
    "培训班 技能培训 培训 公益课 志愿者?服务队 志愿服务 志愿者? 法律援助 义诊 咨询日? 助浴 助餐 认领 巡逻 帮带 学习班 课堂 借支 预支 辅导班 辅导 讲座 调解 热线 托管班 护学岗"
)
NAME = re.compile(rf"(?P<name>(?:免费)?[\u4e00-\u9fffA-Za-z0-9]{{2,20}}?{MATTER})")
NAME_LEAD = re.compile(r".{0,16}?(?:开办|举办|开设|组织|招募|开展|主办|想找|需要|招)|(?:我们|我|现|本|办|的|在|有|想|村里|将|要)+")
SKILLS = re.compile(
    r"(?:要求?|需要?|最好|懂|(?<!工)会(?!议|计)|有|熟悉)(?:会|懂|有|熟悉)?(?P<what>[^,;。]{2,16}?)(?:的|经验|证|特长|优先|就行|即可|$)"
)
PLACES = re.compile(r"(?:名额|座位|学员|限)(?P<n>\d+)(?:人|个|名|位)?|(?P<m>\d+)个?名额")
SEATED = re.compile("名额|座位|学员|需|招|要|限|共|人|名|位|缺")
NOT_SEATS = re.compile("[元块岁]|\\d[张套盏本棵座床间份次场节期](?!报)|一人多领|多人一领|一人认|一个人$|一带一|一对一")


EACH = re.compile(rf"(?P<who>[^,。;]{{2,24}}?)各(?:需|要|招)?(?P<n>{NUMERAL})[名人位个]")


def _each(match: re.Match[str]) -> int:
    """开车的和煮面的各3人: so many for each that is named."""
    number = read_number(match["n"])
    return int(number.low if number else 1) * len(re.split("[、和及跟]", match["who"]))


def read_service(row: Filling, today: date) -> None:
    """Read what the matter is, for whom, where, when and how it is taken on."""
    plain = row.note.plain
    for match in PHONE.finditer(plain):
        row.put("说明", *match.span())
    _read_where(row)
    for pattern, word in KINDS:
        if said := pattern.search(plain):
            _mark(row, "类型", said, word)
            break
    for pattern, word in CLAIM:
        if said := pattern.search(plain):
            row.put("认领方式", *said.span(), word)
            break
    for clause in row.note.clauses:
        _read_clause(row, clause, today)
    _read_name(row)
    for clause in row.note.clauses:
        left = row.left(clause.start, clause.end)
        if left and sum(b - a for a, b in left) >= 4:
            row.put("说明", clause.start, clause.end)


def _mark(row: Filling, heading: str, match: re.Match[str], word: str | None = None, group: str | int = 0) -> None:
    kept = bytes(row.taken)
    row.put(heading, *match.span(group), word)
    row.taken = bytearray(kept)


def _read_name(row: Filling) -> None:
    for clause in row.note.clauses:
        if match := NAME.search(clause.text):
            start, end = clause.start + match.start("name"), clause.start + match.end("name")
            lead = NAME_LEAD.match(match["name"])
            begun = start + (lead.end() if lead and lead.end() <= len(match["name"]) - 2 else 0)
            row.put("事项名称", begun, end)
            return
    told = [clause for clause in row.note.clauses if not any(pattern.search(clause.text) for pattern, _ in CLAIM)]
    if told:
        first = told[0]
        row.put("事项名称", first.start, min(first.end, first.start + 24))


def _read_where(row: Filling) -> None:
    if place := site_of(row.note, stations=True):
        row.put("所在地", *place)


def _read_clause(row: Filling, clause: Clause, today: date) -> None:
    until = UNTIL.search(clause.text)
    if until and not row.cells.get("有效期至"):
        group = "a" if until["a"] else "b"
        if read_until(until[group], today):
            row.put("有效期至", clause.start + until.start(group), clause.start + until.end(group))
    if not row.cells.get("服务对象") and (whom := FOR.search(clause.text) or WHO.search(clause.text)):
        start, end = whom.span("who") if whom.re is FOR else whom.span()
        kept = bytes(row.taken)
        row.put("服务对象", clause.start + start, clause.start + end)
        row.taken = bytearray(kept)
    _read_seats(row, clause)
    for match in WHEN.finditer(clause.text):
        if row.free(clause.start + match.start(), clause.start + match.end()):
            row.put("时间", clause.start + match.start(), clause.start + match.end())
    if row.cells.get("技能要求"):
        return
    for asked in SKILLS.finditer(clause.text):
        start, end = clause.start + asked.start("what"), clause.start + asked.end("what")
        if row.free(start, end) and find("skill", asked["what"]):
            row.put("技能要求", start, end)


def _read_seats(row: Filling, clause: Clause) -> None:
    if row.cells.get("所需人数"):
        return
    if places := PLACES.search(clause.text):
        group = "n" if places["n"] else "m"
        row.put("所需人数", clause.start + places.start(group), clause.start + places.end(group))
        return
    if each := EACH.search(clause.text):
        row.put("所需人数", clause.start + each.start("n"), clause.start + each.end(), f"{_each(each)}人")
        return
    seats = read_seats(clause.text)
    if seats.high and SEATED.search(clause.text) and not NOT_SEATS.search(clause.text):
        if row.free(clause.start + seats.start, clause.start + seats.end):
            row.put("所需人数", clause.start + seats.start, clause.start + seats.end)
