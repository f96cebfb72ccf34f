"""A note about a person as a row of 成员登记表."""

from __future__ import annotations

import re
from datetime import date

from data.reading.board import GIVEN, read_board
from data.reading.conditions import read_conditions
from data.reading.dates import read_start
from data.reading.education import LEVEL, read_level
from data.reading.experience import read_years
from features.drafts.certificates import read_certificates
from features.drafts.filling import Filling
from features.drafts.note import Clause
from features.drafts.people import pass_over, read_person
from features.drafts.stances import FAMILY, NOT_REFUSED, PAST, REFUSED, WISH
from features.drafts.trades import (
    YEARS_ONLY,
    names_a_trade,
    read_history,
    read_skills,
    read_trade,
    read_wanted,
)
from features.drafts.wages import read_wage
from features.drafts.whereabouts import read_whereabouts
from features.drafts.wider import read_wider
from features.drafts.wording import one_of
from features.linking import find

SCHOOLED = re.compile(r"毕业|文化|学历|程度|读(?:到|过|了)|念(?:到|过|了)|上过|水平|肄业|辍学|在读")
NOT_SCHOOLED = re.compile(r"门口|附近|食堂|老师|教师|旁边|那边|保安|门卫|宿舍|城|厨")
STARTS = re.compile(one_of(
    "到岗 上岗 上班 能来 可来 可以来 来(?:上班|报到) 入职 开工 能(?:去|干|做|到|走) 可(?:去|到|上) 可以(?:去|到|上|开始) 有空 开始 随时",
    "再(?:找|去|上|出|说) 回来 回去 回(?!收) 想 才能 就能上 接单",
))
NOT_A_START = re.compile(one_of(
    "没事 闲着 \\d年前 年前.{0,4}(?:回|做|干|在) 每[周月天] (?<![下本这])周[一二三四五六日末] 放假 过期 到期 年审 毕业 出来的?时候"
))
BARE_SPAN = re.compile(r"[\d一二两三四五六七八九十半几]+个?(?:多)?(?:月|天|周|星期|年)$")
ARRIVES = re.compile("到岗|上岗|入职|报到|交接|能来|能到|可到|才能")
COMES = re.compile("(?:就|都|可以?|能|才|也)*(?:来)?" + one_of("上岗 到岗 上班 入职 来 开工 报到 开始") + "?")
TALK = re.compile("^" + one_of(
    "[:：的了吧呢啊呀哦嗯哈就是那个这样有也都还很想做找要能可以我人他她在和跟与] 本人 求职 找工作 找活 工作 谢谢 麻烦 你好 您好 大家好 情况 登记 需要",
    "现在 目前 求助 帮忙 看看 有没有 合适 左右 可以 因为 所以 但是? 不过 而且 上岗 到岗 上班",
) + "*$")
LORRY, BUS = re.compile("[AB]2"), re.compile("A1|A3|B1|网约")
ANY_DRIVING = re.compile("(?:开车|司机|驾驶员?)(?:的)?(?:活儿?|工作)?")
YEARS = r"[\d一二两三四五六七八九十多几半]+年(?:多|以上)?"
YEARS_SAID = re.compile(
    rf"(?:工龄|经验|从业|工作年限|年限)[^,]{{0,6}}?(?P<a>{YEARS})|(?P<b>{YEARS})(?:的)?[\u4e00-\u9fff]{{0,8}}?(?:经验|工龄|经历|功夫|手艺|驾龄|教龄)"
)


def read_member(row: Filling, today: date) -> None:
    """Read every kind of thing that a member's note may say, the surer ones first."""
    read_person(row)
    pass_over(row)
    read_wider(row)
    read_certificates(row, row.note.clauses)
    read_wage(row)
    _read_refusals(row)
    read_whereabouts(row)
    for clause in row.note.clauses:
        _read_start(row, clause, today)
        _read_schooling(row, clause)
    for clause in row.note.clauses:
        read_history(row, clause)
        read_skills(row, clause)
    _read_terms(row)
    for at, clause in enumerate(row.note.clauses):
        read_wanted(row, clause, row.note.clauses[at - 1] if at else None)
    if not {"求职岗位", "意向"} & set(row.cells) and not any(WISH.search(c.text) for c in row.note.clauses):
        for clause in row.note.clauses:
            read_trade(row, clause)
    _read_licence(row)
    _read_years(row, today)
    _read_rest(row)


def _read_licence(row: Filling) -> None:
    """A wish to drive, with no word of what, is for lorries where the licence held is one for lorries."""
    held = " ".join(row.cells.get("证书", ()))
    wanted = row.cells.get("求职岗位", [])
    if LORRY.search(held) and not BUS.search(held):
        told = ["货车司机" if ANY_DRIVING.fullmatch(said) else said for said in wanted]
        row.cells |= {"求职岗位": told} if told else {}


def _read_refusals(row: Filling) -> None:
    for clause in row.note.clauses:
        match = REFUSED.search(clause.text)
        if match is None or not row.free(clause.start + match.start("core"), clause.end):
            continue
        if NOT_REFUSED.match(clause.text, match.start("core")) or FAMILY.search(clause.text[: match.start()]):
            continue
        start = clause.start + match.start("core")
        if clause.text[: match.start()].endswith("的") and match.end() == len(clause.text):
            start = clause.start
        row.refused.append(row.note.said(start, clause.end))
        row.put("备注", start, clause.end)


def _read_start(row: Filling, clause: Clause, today: date) -> None:
    if row.cells.get("到岗时间") or NOT_A_START.search(clause.text) or FAMILY.search(clause.text):
        return
    start = read_start(clause.text, today)
    if start is None or not start.phrase:
        return
    at = clause.text.find(start.phrase)
    if at < 0 or not row.free(clause.start + at, clause.start + at + len(start.phrase)):
        return
    alone = len(clause.text) <= len(start.phrase) + 3 and not BARE_SPAN.match(start.phrase)
    if not alone and not (STARTS if not BARE_SPAN.match(start.phrase) else ARRIVES).search(clause.text[at:]):
        return
    if re.search(r"(?:过|了)$", clause.text) and PAST.search(clause.text) and not start.immediate:
        return
    row.put("到岗时间", clause.start + at, clause.start + at + len(start.phrase))
    if match := COMES.match(row.note.plain[clause.start + at + len(start.phrase) : clause.end]):
        row.take(clause.start + at + len(start.phrase), clause.start + at + len(start.phrase) + match.end())


def _read_schooling(row: Filling, clause: Clause) -> None:
    if row.cells.get("学历") or FAMILY.search(clause.text):
        return
    match = LEVEL.search(clause.text)
    if match is None or NOT_SCHOOLED.search(clause.text[match.end() : match.end() + 4]):
        return
    if not (SCHOOLED.search(clause.text) or len(clause.text) <= 6 or match.end() == len(clause.text)):
        return
    if not row.free(clause.start + match.start(), clause.start + match.end()) or read_level(clause.text) is None:
        return
    tail = re.match(r"(?:[\u4e00-\u9fff]{0,2}(?:没毕业|未毕业|没读完|肄业|辍学)|(?:学历|文化|毕业|程度|水平)*)", clause.text[match.end() :])
    row.put("学历", clause.start + match.start(), clause.start + match.end() + (tail.end() if tail else 0))
    if lead := re.search(r"(?:学历|文化程度|文化|读到|读了|读过|念到|念了|上过|我|本人|[是:])+$", clause.text[: match.start()]):
        row.take(clause.start + lead.start(), clause.start + match.start())


def _read_terms(row: Filling) -> None:
    """Board, lodging and conditions of work go to 备注 as they were said."""
    for clause in row.note.clauses:
        if not row.left(clause.start, clause.end):
            continue
        spans = [match.span() for match in GIVEN.finditer(clause.text) if read_board(match[0]) != (None, None)]
        spans += [(m.start, m.end) for m in read_conditions(clause.text).mentions]
        spans = [s for s in spans if row.free(clause.start + s[0], clause.start + s[1])]
        if not spans:
            continue
        trades = [(hit.start, hit.end) for hit in find("occupation", clause.text)]
        if names_a_trade(clause):
            continue
        if trades and WISH.search(clause.text):
            for begun, ended in spans:
                if all(ended <= a or b <= begun for a, b in trades):
                    row.put("备注", clause.start + begun, clause.start + ended)
            continue
        free = row.left(clause.start, clause.end)
        row.put("备注", free[0][0], free[-1][1])


def _read_years(row: Filling, today: date) -> None:
    if row.cells.get("工作年限"):
        return
    for clause in row.note.clauses:
        if YEARS_ONLY.match(clause.text) and read_years(clause.text, today):
            row.put("工作年限", clause.start, clause.end)
            return
        match = YEARS_SAID.search(clause.text)
        if match and not FAMILY.search(clause.text) and read_years(match[0], today):
            group = "a" if match["a"] else "b"
            row.put("工作年限", clause.start + match.start(group), clause.start + match.end(group))
            return


def _read_rest(row: Filling) -> None:
    """What nothing has read is kept as a remark, but for empty talk."""
    for clause in row.note.clauses:
        left = row.left(clause.start, clause.end)
        if not left or sum(end - start for start, end in left) < 3:
            continue
        start, end = max(left, key=lambda span: span[1] - span[0])
        words = row.note.plain[start:end]
        if TALK.match(words) or end - start < 3:
            continue
        whole = sum(b - a for a, b in left) >= 0.6 * len(clause.text)
        row.put("备注", *((clause.start, clause.end) if whole and not _personal(row, clause) else (start, end)))


def _personal(row: Filling, clause: Clause) -> bool:
    from features.drafts.people import NOT_KEPT

    return bool(NOT_KEPT.search(clause.text))
