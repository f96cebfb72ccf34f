"""A résumé as a row of 成员登记表, with the columns beside it that keep what no heading takes."""

from __future__ import annotations

import re
from datetime import date

from data.documents.sections import Section
from data.reading.experience import read_years
from data.text import Text
from features.drafts.certificates import read_certificates
from features.drafts.filling import Doubt, Filling
from features.drafts.note import Note
from features.drafts.stances import FAMILY, NOT_REFUSED, REFUSED
from features.drafts.trades import read_wanted
from features.drafts.wages import read_wage
from features.drafts.whereabouts import read_whereabouts
from features.drafts.wider import read_wider
from features.resumes.held import read_held, settle
from features.resumes.jobs import Job, read_jobs
from features.resumes.known import read_from_duties, read_listed
from features.resumes.labels import pairs
from features.resumes.page import Line, Page
from features.resumes.periods import Period, years_together
from features.resumes.schooling import read_schooling
from features.resumes.who import TITLE, read_head, read_who
from features.resumes.wishes import read_wishes

TELLING = (Section.WORK, Section.EDUCATION, Section.WISH, Section.ABOUT, Section.PRACTICE, Section.PROJECT, Section.PERSON)
ASKS = re.compile(r"任职要求|岗位要求|职位描述|岗位职责[:\s]*\n|招聘(?!专员|经理|主管|会)|诚聘|急招|薪资待遇|福利待遇")
BESIDE: tuple[tuple[str, tuple[Section, ...]], ...] = (
    ("项目经历", (Section.PROJECT,)),
    ("实践经历", (Section.PRACTICE,)),
    ("教育经历", (Section.EDUCATION,)),
    ("培训经历", (Section.TRAINING,)),
    ("语言能力", (Section.LANGUAGES,)),
    ("获奖情况", (Section.AWARDS,)),
)
"""Columns that no heading knows; they are kept, shown and searched as they were written."""

DUTIES = "工作内容"
COLUMNS = (DUTIES, *(column for column, _ in BESIDE))

SPEAKING = (Section.ABOUT, Section.OTHER)
LONGEST_COLUMN = 2_000
LONGEST_JOB = 120
AT_HOME = re.compile(r"在家|待业|带孩子|失业|求学")
"""Years spent so are told but are not years of work."""

APART = 2.0
YEARS_DIFFER = Text(zh="与经历中的起止时间对不上，请核对", en="does not agree with the periods told, please check")
NO_PERIOD = Text(zh="没写起止时间，未计入年限", en="no period is given, so it is not counted")


def is_resume(page: Page) -> bool:
    """Whether a text is laid out as a résumé: parts under headings, a name with a label, or the word itself."""
    parts = {line.section for line in page.lines} & set(TELLING)
    named = any(pair.field == "姓名" for line in page.lines[:40] for pair in pairs(line.text))
    titled = bool(TITLE.search(page.plain[:80]))
    worth = len(parts) + 2 * named + 2 * titled
    asks = len(ASKS.findall(page.plain)) if Section.WORK not in parts else 0
    return worth >= 2 and worth > asks


def read_resume(row: Filling, page: Page, today: date) -> None:
    """Read every part; certificates before skills, labels before lines without."""
    read_held(row, _unlabelled(page, Section.CERTIFICATES), today)
    listed = tuple(row.cells.get("证书", ()))
    read_who(row, page, today)
    read_wider(row)
    read_wishes(row, page.of(Section.WISH), today)
    read_head(row, page, today)
    read_certificates(row, page.told_in(Section.SKILLS, *SPEAKING))
    settle(row, listed)
    _read_work(row, page, today)
    read_schooling(row, page.of(Section.EDUCATION), today)
    read_listed(row, _unlabelled(page, Section.SKILLS))
    _read_said(row, page)
    if row.cells.get("意向") and row.cells.get("求职岗位"):
        wished = next(span for span in row.spans if span["field"] == "求职岗位")
        row.cells["意向"].insert(0, "求职")
        row.spans.append({**wished, "field": "意向"})
    for column, sections in BESIDE:
        _keep(row, column, page.of(*sections))


def _unlabelled(page: Page, section: Section) -> tuple[Line, ...]:
    return tuple(line for line in page.of(section) if not pairs(line.text))


def _read_work(row: Filling, page: Page, today: date) -> None:
    """Jobs, the latest first; the years are those of their periods together, what was stated goes before."""
    plain = row.note.plain
    jobs = read_jobs(page.of(Section.WORK), today)
    for job in sorted(jobs, key=lambda job: -(job.period.until if job.period else 0)):
        _put_job(row, job)
    told = [job.period for job in jobs if job.period is not None and not AT_HOME.search(plain[job.start : job.end])]
    _read_years(row, jobs, told, today)
    trained = read_jobs(page.of(Section.PRACTICE), today)
    duties = [line for job in (*jobs, *trained) for line in job.duties]
    kept = [line for job in jobs for line in job.duties]
    _keep(row, DUTIES, tuple(kept))
    read_from_duties(row, duties)


def _put_job(row: Filling, job: Job) -> None:
    """焊工（某某公司，2018.03-2021.05）; the employer alone where no title is said."""
    plain = row.note.plain
    title = plain[job.title[0] : job.title[1]] if job.title else ""
    period = _written(row, job)
    around = [words for words in (job.employer, period) if words]
    what = title or job.employer or plain[job.start : job.end]
    if not title:
        around = around[1:] if job.employer else []
    text = f"{what}（{'，'.join(around)}）" if around else what
    row.put("工作经历", job.start, max(job.end, job.start + 1), text[:LONGEST_JOB])


def _written(row: Filling, job: Job) -> str:
    """The period as months, however it was written."""
    if job.period is None:
        return ""
    since, until = job.period.since, job.period.until - 1
    if not job.period.exact:
        return f"{since // 12}-{'至今' if job.period.now else (until + 1) // 12}"
    end = "至今" if job.period.now else f"{until // 12}.{until % 12 + 1:02d}"
    return f"{since // 12}.{since % 12 + 1:02d}-{end}"


def _read_years(row: Filling, jobs: list[Job], told: list[Period], today: date) -> None:
    together = years_together(told, today)
    stated = row.cells.get("工作年限")
    if stated:
        years = read_years(stated[0], today) or read_years(f"{stated[0]}年", today)
        if years and told and abs(years.low - together) >= APART and (years.high is None or abs(years.high - together) >= APART):
            span = next(span for span in row.spans if span["field"] == "工作年限")
            _doubt_as_read(row, "工作年限", span, YEARS_DIFFER)
    elif told and together:
        dated = [job for job in jobs if job.period]
        row.put("工作年限", dated[0].start, dated[0].end, f"{together:g}年")
    for job in jobs:
        if job.period is None and told:
            row.doubt("工作年限", job.start, job.end, NO_PERIOD)


def _doubt_as_read(row: Filling, heading: str, span: dict[str, object], reason: Text) -> None:
    start, end = span["start"], span["end"]
    assert isinstance(start, int)
    assert isinstance(end, int)
    row.doubts.append(Doubt(heading, str(span["text"]), start, end, reason))


def _read_said(row: Filling, page: Page) -> None:
    """What somebody says of themselves: refusals, wishes where no label gave them, the rest as remarks."""
    wished = page.told_in(Section.WISH)
    clauses = (*wished, *page.told_in(*SPEAKING))
    for clause in clauses:
        match = REFUSED.search(clause.text)
        if match and row.free(clause.start + match.start("core"), clause.end):
            if not NOT_REFUSED.match(clause.text, match.start("core")) and not FAMILY.search(clause.text[: match.start()]):
                row.refused.append(row.note.plain[clause.start + match.start("core") : clause.end])
                if clause in wished:
                    row.put("备注", clause.start + match.start("core"), clause.end)
    if not row.cells.get("期望薪资"):
        read_wage(row)
    if not row.cells.get("期望工作地"):
        _read_places(row, page)
    if not row.cells.get("求职岗位"):
        for at, clause in enumerate(clauses):
            read_wanted(row, clause, clauses[at - 1] if at else None)
    for line in page.of(*SPEAKING):
        if not pairs(line.text) and row.left(line.start, line.end):
            row.put("备注", line.start, line.end)


def _read_places(row: Filling, page: Page) -> None:
    """Where somebody says, in speaking of themselves, that they would work."""
    for line in page.of(Section.WISH, *SPEAKING):
        aside = Filling(Note(line.text))
        read_whereabouts(aside)
        for span in aside.spans:
            start, end = span["start"], span["end"]
            if span["field"] == "期望工作地" and isinstance(start, int) and isinstance(end, int):
                row.put("期望工作地", line.start + start, line.start + end)


def _keep(row: Filling, column: str, lines: tuple[Line, ...]) -> None:
    """Lines as they were written under a column of their own."""
    taken = bytes(row.taken)
    room = LONGEST_COLUMN
    for line in lines:
        room -= len(line.text)
        if room >= 0:
            row.put(column, line.start, line.end)
    row.taken = bytearray(taken)
