"""An employer's note as a row of 岗位需求表."""

from __future__ import annotations

import re
from datetime import date

from data.reading.dates import read_until
from data.reading.headcount import read_seats
from data.reading.numbers import read_number
from data.reading.pay import NEGOTIABLE, pay_spans
from data.reading.places import find_places
from data.records import Place
from features.drafts.asked import (
    DUTIES,
    read_certificates_asked,
    read_experience_asked,
    read_schooling_asked,
    read_skills_asked,
    read_start_asked,
    read_terms,
)
from features.drafts.employers import read_employer
from features.drafts.filling import Filling
from features.drafts.job_parts import part_jobs
from features.drafts.jobs import COUNT, read_jobs
from features.drafts.note import Clause
from features.drafts.people import PHONE, PHONE_LABEL
from features.drafts.unlawful import doubt_unlawful
from features.drafts.wording import HAN, NUMERAL, one_of, some_of

WHERE = one_of("地点 地址 地方 厂址 位置")
PLACE_LABEL = re.compile(
    rf"(?:工作|上班|厂)?{WHERE}(?:是|在|[:：\s])*|{one_of('上班 工作 厂 位于 地处 就 坐落')}(?:就)?(?:在|于)|在$|位于$"
)
LABELLED = re.compile(rf"(?:工作|上班|厂|公司|单位)?{WHERE}(?:是|在|就在|[:：\s])*(?P<place>[^,;。]{{2,40}})$")
PART_OF_TOWN = one_of(
    "工业园区? 园区 开发区 路(?:\\d+号)? 镇 乡 街道 大道 广场 村 县城 城区 小区 步行街 商城 市场 附近 对面"
)
PLACE_TAIL = re.compile(rf"{HAN}{{0,12}}?{PART_OF_TOWN}|城(?![东西南北中])")
NOT_THE_PLACE = re.compile("人优先|户口|本地|跑.{2,8}到.{2,10}线")
PAY_LABEL = some_of(
    "综合 平均 税后 到手 试用期 转正后? 保底 底薪 无责 月薪 工资 薪资 待遇 薪酬 收入 月入 月均 每月 一个月 日薪 时薪 年薪 每天 一天 每小时 月",
    "可?达 能?拿 能到 是 在 为 [:：\\s]",
)
PAY_BEFORE = re.compile(rf"{PAY_LABEL}$")
GRADE = one_of("大工 中工 小工 学徒工? 熟手 生手 新手 师傅 男工 女工")
GRADED = re.compile(rf"{GRADE}\d{{2,5}}")
GRADE_BEFORE = re.compile(rf"{GRADE}(?:{PAY_LABEL})?$")
PAY_AFTER = re.compile(
    rf"(?:\+|加)[\u4e00-\u9fff+]{{2,12}}(?:\d+[+加][\u4e00-\u9fff]{{2,6}})?|{some_of('左右 以上 起 不等 /月 一?个月 每月 多劳多得 上不封顶 计件 元 [+]')}|,?上不封顶"
)
LONE_SUM = re.compile(r"(?<![\d.])(?P<sum>[2-9]\d{3}|[12]\d{4})(?=休|包|管|双休|单休|$)")
PIECE = re.compile(rf"(?:按|每|一|/)?{one_of('棵 平方米? 平米 斤 件 单 趟 吨 亩 双 打 箱 米')}(?:价|青)?$")
PER_PIECE = re.compile(rf"元?/?(?:一|每)?{one_of('棵 平方 平米 斤 件 单 趟 吨 亩 双 箱')}")
NOT_PAID = re.compile("(?:宿舍|住宿|房租|房费|押金|体检费?|报销|水电)(?:费|每月|每人)?$")
EVERY_MONTH = re.compile("一?(?:发|结|休|调)")
UNTIL = re.compile(
    r"(?:截止|截至|有效期|报名)(?:到|至|时间|日期|为|[:：])*(?P<a>[\u4e00-\u9fff\d./-]{2,14})"
    r"|(?P<b>[\d月年日号底初旬中./-]{3,14})(?:前|截止|之前)(?!到岗|上岗|入职|开工|上班|进场)(?:报名|有效|联系|投)?"
)
REFUSED = re.compile(
    r"(?:无证|没(?:有)?[^,]{0,8}证(?:的)?|不(?:要|招|收|接受|考虑|包[吃住]|提供)|谢绝|拒绝|勿扰|免谈)[^,;。]*"
)
NOT_REFUSED = re.compile("不要?超过|不招人?了|不(?:收|要)(?:任何)?(?:押金|学费|费用|中介费|钱)|不要经验|不要求")
SEATS_ALONE = re.compile(rf"^{COUNT}[个名人位]$")
CALLS = re.compile("名|人|位|招|缺|需|要")
COUPLES = re.compile(rf"(?<!最好)(?:(?P<pairs>{NUMERAL})对)?夫妻(?:工|档|两个|俩|搭档)?(?:(?P<after>{NUMERAL})对)?(?!房|间|优先|均可|都)")
"""A couple is two people."""

NOT_SEATS = re.compile(r"人间|人一间|休|老板|员工\d|两个人")


def read_opening(row: Filling, today: date) -> None:
    """Read what an employer's note says of the job, or of the jobs."""
    _read_contact(row)
    _read_until(row, today)
    for clause in row.note.clauses:
        _read_pay(row, clause)
        read_employer(row, clause)
    jobs = read_jobs(row)
    _read_places(row)
    for clause in row.note.clauses:
        read_certificates_asked(row, clause)
        _read_seats(row, clause)
        read_schooling_asked(row, clause)
        read_experience_asked(row, clause, today)
        read_start_asked(row, clause, today)
        read_terms(row, clause)
    doubt_unlawful(row)
    for clause in row.note.clauses:
        read_skills_asked(row, clause)
        _read_rest(row, clause)
    part_jobs(row, jobs)


def _put(row: Filling, heading: str, clause: Clause, start: int, end: int) -> None:
    row.put(heading, clause.start + start, clause.start + end)


def _free(row: Filling, clause: Clause, start: int, end: int) -> bool:
    return row.free(clause.start + start, clause.start + end)


def _read_contact(row: Filling) -> None:
    plain = row.note.plain
    for match in PHONE.finditer(plain):
        label = PHONE_LABEL.search(plain, max(0, match.start() - 12), match.start())
        row.put("备注", label.start() if label else match.start(), match.end())


def _read_until(row: Filling, today: date) -> None:
    for clause in row.note.clauses:
        match = UNTIL.search(clause.text)
        if match and _free(row, clause, *match.span()):
            group = "a" if match["a"] else "b"
            if read_until(match[group], today):
                _put(row, "有效期至", clause, *match.span(group))
                row.take(clause.start + match.start(), clause.start + match.end())
                return


def _read_pay(row: Filling, clause: Clause) -> None:
    if re.search("试用期?(?!.{0,8}转正)", clause.text) and row.cells.get("薪资待遇"):
        return
    spans = [s for s in pay_spans(clause.text) if _free(row, clause, *s) and _is_wage(clause.text, *s)]
    if not spans and (lone := LONE_SUM.search(clause.text)) and _free(row, clause, *lone.span()):
        spans = [lone.span("sum")]
    if not spans:
        if (match := NEGOTIABLE.search(clause.text)) and not row.cells.get("薪资待遇"):
            label = re.search(r"(?:工资|薪资|待遇|薪酬|月薪)$", clause.text[: match.start()])
            _put(row, "薪资待遇", clause, label.start() if label else match.start(), match.end())
        return
    start, end = spans[0][0], spans[-1][1]
    if (graded := GRADED.search(clause.text)) and graded.start() < start:
        start = graded.start()
    near = clause.text[max(0, start - 20) : start]
    before = GRADE_BEFORE.search(near) or PAY_BEFORE.search(near)
    after = PAY_AFTER.match(clause.text[end:])
    _put(row, "薪资待遇", clause, start - (len(before[0]) if before else 0), end + (after.end() if after else 0))


def _is_wage(text: str, start: int, end: int) -> bool:
    """Whether a sum is paid for time; the price of a piece and 一个月一发 are not."""
    if NOT_PAID.search(text[:start]) or PIECE.search(text[:start]) or PER_PIECE.match(text, end):
        return False
    return not EVERY_MONTH.match(text, end) and text[start:end] != "一"


def _read_places(row: Filling) -> None:
    for clause in row.note.clauses:
        if (match := LABELLED.match(clause.text)) and _free(row, clause, *match.span("place")):
            _put(row, "工作地点", clause, *match.span("place"))
            row.take(clause.start, clause.end)
            return
    named = [place for place in find_places(row.note.plain) if place.code]
    for place in named:
        _read_place(row, place, len(named) == 1)
    if named and not row.cells.get("工作地点") and not NOT_THE_PLACE.search(row.note.plain):
        row.put("工作地点", named[0].start, named[0].end)


def _read_place(row: Filling, place: Place, only: bool) -> None:
    whole = Clause(row.note.plain, 0, len(row.note.plain))
    clause = next(c for c in (*row.note.clauses, whole) if c.start <= place.start < c.end)
    in_a_name = bytes(row.taken[place.start : place.end]).strip(b"\0")
    if NOT_THE_PLACE.search(clause.text) or (in_a_name and row.cells.get("工作地点")):
        return
    if in_a_name:
        if only:
            row.put("工作地点", place.start, place.end)
        return
    label = PLACE_LABEL.search(row.note.plain[clause.start : place.start])
    tail = PLACE_TAIL.match(row.note.plain[place.end : clause.end])
    row.put("工作地点", place.start, place.end + (tail.end() if tail else 0))
    if label:
        row.take(clause.start + label.start(), place.start)


def _read_seats(row: Filling, clause: Clause) -> None:
    if row.cells.get("招聘人数"):
        return
    if couples := COUPLES.search(clause.text):
        number = read_number(couples["pairs"] or couples["after"] or "一")
        row.put("招聘人数", clause.start + couples.start(), clause.start + couples.end(), f"{2 * int(number.low) if number else 2}人")
        return
    seats = read_seats(clause.text)
    said = SEATS_ALONE.match(clause.text) or (CALLS.search(clause.text) and not NOT_SEATS.search(clause.text))
    if seats.high and said and _free(row, clause, seats.start, seats.end):
        _put(row, "招聘人数", clause, seats.start, seats.end)


def _read_rest(row: Filling, clause: Clause) -> None:
    refused = REFUSED.search(clause.text)
    if refused and not NOT_REFUSED.match(refused[0]):
        row.refused.append(refused[0])
    left = row.left(clause.start, clause.end)
    if not left or sum(b - a for a, b in left) < 3:
        return
    row.put("岗位职责" if DUTIES.search(clause.text) else "备注", left[0][0], left[-1][1])
