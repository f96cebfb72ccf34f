"""A note about a matter, a class or a team place as a row of 服务事项表."""

from __future__ import annotations

import re
from datetime import date

from data.reading.dates import read_until
from data.reading.headcount import read_seats
from data.reading.places import find_places
from features.drafts.filling import Filling
from features.drafts.need import UNTIL
from features.drafts.note import Clause
from features.drafts.people import PHONE
from features.drafts.wider import HOURS
from features.linking import find

KINDS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"法律援助|法律咨询|讨薪|维权|律师|欠薪"), "法律援助"),
    (re.compile(r"工资借支|借支|预支工资|垫付"), "工资借支"),
    (re.compile(r"子女入学|入学|转学|上学|学位"), "子女入学"),
    (re.compile(r"培训|开班|技能班|学习班|公益课|教学|免费学|学员"), "技能培训"),
    (re.compile(r"结对|师带徒|一带一|帮带"), "结对帮带"),
    (re.compile(r"政策(?:咨询|解读|宣讲|讲解)|社保(?:咨询|转移)|补贴(?:咨询|申请|申领)"), "政策咨询"),
    (re.compile(r"志愿|义诊|义务|义剪|巡逻|植树|保洁队|陪伴|助浴|助餐|文艺队"), "志愿服务"),
    (re.compile(r"认领|实事|心愿|捐|路灯|修(?:路|灯|桥|水管)|微实事"), "实事认领"),
)
FOR = re.compile(r"(?:面向|针对|对象(?:是|为|[:：])*|服务(?:对象)?(?:是|为|[:：])+|给|为|帮(?:助)?|适合|限|教)(?P<who>[\u4e00-\u9fff、]{0,10}?(?:老人|儿童|学生|务工人员|务工者|返乡人员|农民工|妇女|宝妈|家庭|农户|村民|居民|劳动者|困难户|创业者|退役军人|孩子|小孩|青年|乡亲|成员|老乡|毕业生|全村|人员|户))")
WHO = re.compile(r"(?:独居|空巢|留守|高龄|孤寡|返乡|外出|在外|困难|失业)(?:老人|儿童|人员|务工人员|家庭|妇女)")
WHEN = re.compile(r"(?:春节|过年|年|国庆|寒假|暑假)(?:之)?前|" + HOURS.pattern + r"|(?:\d{1,2}|[一二三四五六七八九十]{1,2})月(?:\d{1,2}[日号]|底|初|中旬|上旬|下旬)?(?:开班|开始|开课|起)?|(?:上午|下午|晚上)?\d{1,2}[:点](?:\d{2}|半)?|每[周月天][一二三四五六日末]?|年后|下个?月[初底中]?|长期|为期[^,]{1,6}|\d+天(?!内)")
CLAIM = ((re.compile(r"一人(?:可)?(?:多领|领多|认领多|可以?领几)|可(?:以)?(?:一个人)?领(?:几|多)(?:件|项|户)"), "一人多领"), (re.compile(r"多人一领|几(?:个人|人)?(?:可以?)?(?:合|一起)(?:认)?领|合(?:领|着认领|伙认领)|可几人合|多人(?:可)?(?:共同)?认领|大家一起"), "多人一领"))
NAME = re.compile(r"(?P<name>(?:免费)?[\u4e00-\u9fffA-Za-z0-9]{2,20}?(?:培训班|技能培训|培训|公益课|志愿者?服务队|志愿服务|志愿者?|法律援助|义诊|咨询|助浴|助餐|认领|巡逻|帮带|学习班|课堂|借支|辅导班|辅导))")
SKILLS = re.compile(r"(?:要求?|需要?|最好|懂|会(?!议|计)|有|熟悉)(?:会|懂|有|熟悉)?(?P<what>[^,;。]{2,16}?)(?:的|经验|证|特长|优先|就行|即可|$)")


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
            lead = re.match(r".{0,16}?(?:开办|举办|开设|组织|招募|开展|主办|想找|需要|招)|(?:我们|我|现|本|办|的|在|有|想|村里|将|要)+", match["name"])
            begun = start + (lead.end() if lead and lead.end() <= len(match["name"]) - 2 else 0)
            row.put("事项名称", begun, end)
            return
    told = [clause for clause in row.note.clauses if not any(pattern.search(clause.text) for pattern, _ in CLAIM)]
    if told:
        first = told[0]
        row.put("事项名称", first.start, min(first.end, first.start + 24))


def _read_where(row: Filling) -> None:
    for place in find_places(row.note.plain):
        if place.code:
            clause = next((c for c in row.note.clauses if c.start <= place.start < c.end), None)
            tail = re.match(r"[\u4e00-\u9fff]{1,4}?村(?!里|集|民)", row.note.plain[place.end : clause.end]) if clause else None
            row.put("所在地", place.start, place.end + (tail.end() if tail else 0))
            return


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
    seats = read_seats(clause.text)
    if not row.cells.get("所需人数") and seats.high and re.search(r"名额|需|招|要|限|共|人|名", clause.text) and not re.search(r"[元块岁]|一人多领|多人一领", clause.text):
        if row.free(clause.start + seats.start, clause.start + seats.end):
            row.put("所需人数", clause.start + seats.start, clause.start + seats.end)
    elif not row.cells.get("所需人数") and (places := re.search(r"名额(?P<n>\d+)|(?P<m>\d+)个?名额", clause.text)):
        group = "n" if places["n"] else "m"
        row.put("所需人数", clause.start + places.start(group), clause.start + places.end(group))
    for match in WHEN.finditer(clause.text):
        if row.free(clause.start + match.start(), clause.start + match.end()):
            row.put("时间", clause.start + match.start(), clause.start + match.end())
    if row.cells.get("技能要求") or not (asked := SKILLS.search(clause.text)):
        return
    start, end = clause.start + asked.start("what"), clause.start + asked.end("what")
    if row.free(start, end) and find("skill", asked["what"]):
        row.put("技能要求", start, end)
