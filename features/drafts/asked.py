"""What a posting asks of people and offers them: certificates, schooling, experience, skills, hours, board, start."""

from __future__ import annotations

import re
from datetime import date

from data.reading.board import GIVEN, read_board
from data.reading.conditions import read_conditions
from data.reading.dates import read_start
from data.reading.education import LEVEL, read_education_ask
from data.reading.experience import NONE_NEEDED, read_years
from features.drafts.filling import Filling
from features.drafts.note import Clause
from features.drafts.wording import one_of, some_of
from features.linking import find, link

OWN_PLACE = re.compile(r"证|照|本|[ABC][123]|资格|职称|[NQ]\d|级|师")
CAN_BE_HAD = re.compile(one_of("无 没有? 不(?:要|需)要? 无需 免费考 包考 可?以?办理 可办 协助办") + "$")
OR_STAY_AWAY = re.compile("勿扰|免谈|不要|别来|不考虑")
HAD_LATER = re.compile("(?:可|可以|能)?(?:入职|进厂|到岗)?后?(?:再)?(?:补?办|后补|代办)")
AFTER_CERTIFICATE = re.compile(r"(?:书|等)?(?:者|的)?" + one_of("优先(?:考虑)? 即可 都行 也行 也可 齐全 必备 必须有 上岗") + "*")
BEFORE_CERTIFICATE = re.compile(some_of("必须 须 需要? 要 持有? 有 具备 最好") + "$")
HOURS = re.compile(one_of(
    r"\d{1,2}[:点]\d{0,2} 小时 双休 单休 月休 休\d 轮休 白班 夜班 晚班 中班 两班 三班 长白 倒班 早班 早[六七八九6-9] 八点 不加班 加班 做[五六]休",
    "朝九 全职 兼职 上[一二五六]休 下午班 班次 坐班 周末 四班",
))
BENEFIT = re.compile("五险|社保|公积金|保险|福利|补贴|奖|全勤|年假|体检|节日")
EXPERIENCE = re.compile("经验|工龄|驾龄|熟手|熟练工|生手|新手|小白|从业|应届|做过|干过|年以上")
SKILLED = re.compile(one_of(
    "(?:有)?(?:相关)?经验(?:者)?优先 熟手(?:优先)? 熟练工(?:优先)? 生手(?:可教|也可|也行|也要) 新手(?:可教|也可|也行) 学徒也可 包教包会"
))
NOT_A_SCHOOL = re.compile("附近|门口|食堂|老师|教师")
STARTS = re.compile(one_of(
    "到岗 上岗 入职 开工 上班时间从 报到 随时 立即 马上 开始上班 进厂 能来 进场 明早 (?:明|后)天(?!休) 起(?=[干做]) 开始(?!$) (?:今天|明天|后天)开始 年后 [今明后]天要 今晚 集合 下个?月 月初 月底 急 即日 号到$ 日到$"
))
NOT_A_START = re.compile("发工资|发放|每月|结算|报名|咨询|联系|预产期|面试|有效期")
DATES_ALONE = re.compile(r"^\d{1,2}月\d{1,2}[号日]?(?:[-~到至—]+(?:\d{1,2}月)?\d{1,2}[号日]?)$")
COMES = re.compile(r"(?:之?前)?(?:可|能|就)?" + one_of("到岗 上岗 入职 上班 开工 来 报到 到") + "*")
CAN = one_of("会(?!计|议) (?<!可)能(?!吃苦|接受|适应|长期|倒|上) 懂 熟悉 熟练(?!工)(?:使用|操作|掌握)? 精通 掌握 擅长 要(?=普通话|英语|粤语)")
SKILLS = re.compile(rf"(?:要求|需要?|须|必须|要)?{CAN}(?P<what>[^,;。]{{2,24}}?)(?=会|懂|熟悉|更好|优先|[,;。]|$)")
DUTIES = re.compile("^(?:主要)?" + one_of("负责 工作内容 岗位职责 职责 主要工作 内容 日常") + "[:：]?|负责")


def read_certificates_asked(row: Filling, clause: Clause) -> None:
    """Fill 证书要求; that none is needed, or that it can be had on the job, is a remark."""
    hits = [h for h in find("credential", clause.text) if OWN_PLACE.search(clause.text[h.start : h.end])]
    if not hits or not row.free(clause.start + hits[0].start, clause.start + hits[-1].end):
        return
    start, end = hits[0].start, hits[-1].end
    before, after = clause.text[:start], clause.text[end:]
    if (CAN_BE_HAD.search(before) or HAD_LATER.match(after)) and not OR_STAY_AWAY.search(after):
        row.put("备注", clause.start, clause.end)
        return
    if re.search("(?:无|没有?)$", before):
        row.take(clause.start, clause.end)
    else:
        asked = BEFORE_CERTIFICATE.search(before)
        tail = AFTER_CERTIFICATE.match(after)
        start, end = asked.start() if asked else start, end + (tail.end() if tail else 0)
    row.put("证书要求", clause.start + start, clause.start + end)


def read_schooling_asked(row: Filling, clause: Clause) -> None:
    """Fill 学历要求."""
    asked = read_education_ask(clause.text)
    match = LEVEL.search(clause.text) or re.search("学历", clause.text)
    if not (asked.level or asked.unlimited) or not match or NOT_A_SCHOOL.search(clause.text):
        return
    if row.free(clause.start + match.start(), clause.start + match.end()):
        tail = re.match("(?:文化|学历|毕业|程度|及|或|以上|以下|不限|优先|即可)*", clause.text[match.end() :])
        row.put("学历要求", clause.start + match.start(), clause.start + match.end() + (tail.end() if tail else 0))


def read_experience_asked(row: Filling, clause: Clause, today: date) -> None:
    """Fill 经验要求: years, else skilled hands wanted, else that none is needed."""
    if EXPERIENCE.search(clause.text) and not row.cells.get("经验要求") and read_years(clause.text, today):
        free = row.left(clause.start, clause.end)
        if free:
            row.put("经验要求", free[0][0], free[-1][1])
        return
    match = (not row.cells.get("经验要求") and SKILLED.search(clause.text)) or NONE_NEEDED.search(clause.text)
    if match and row.free(clause.start + match.start(), clause.start + match.end()):
        row.put("经验要求", clause.start + match.start(), clause.start + match.end())


def read_terms(row: Filling, clause: Clause) -> None:
    """Fill 食宿 and 工作时间."""
    for match in GIVEN.finditer(clause.text):
        start, end = clause.start + match.start(), clause.start + match.end()
        if read_board(match[0]) != (None, None) and row.free(start, end):
            row.put("食宿", start, end)
    if (HOURS.search(clause.text) or read_conditions(clause.text).has) and not BENEFIT.search(clause.text):
        free = row.left(clause.start, clause.end)
        said = any(HOURS.search(row.note.plain, a, b) for a, b in free)
        if said and sum(b - a for a, b in free) >= 2:
            row.put("工作时间", free[0][0], free[-1][1])


def read_start_asked(row: Filling, clause: Clause, today: date) -> None:
    """Fill 到岗时间 from the first clause that says when to come."""
    start = read_start(clause.text, today)
    if row.cells.get("到岗时间") or start is None or not start.phrase or NOT_A_START.search(clause.text):
        return
    if not STARTS.search(clause.text) and not DATES_ALONE.match(clause.text):
        return
    at = clause.text.find(start.phrase)
    end = at + len(start.phrase)
    if at >= 0 and row.free(clause.start + at, clause.start + end):
        row.put("到岗时间", clause.start + at, clause.start + end)
        tail = COMES.match(clause.text[end:])
        row.take(clause.start + at, clause.start + end + (tail.end() if tail else 0))


def read_skills_asked(row: Filling, clause: Clause) -> None:
    """Fill 技能要求 with what people must be able to do."""
    if DUTIES.search(clause.text):
        return
    for match in SKILLS.finditer(clause.text):
        start, end = clause.start + match.start("what"), clause.start + match.end("what")
        free = row.left(start, end)
        if free and free[0][0] == start and _is_skill(match):
            row.put("技能要求", *free[0])
            row.take(clause.start + match.start(), clause.start + match.end())


def _is_skill(match: re.Match[str]) -> bool:
    return bool(find("skill", match[0])) or any(hit.similarity >= 0.6 for hit in link("skill", match["what"], 1))
