"""Former jobs in a résumé: from when to when, for whom, as what, however the lines are laid out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from data.reading.places import read_place
from features.linking import find, link
from features.resumes.labels import JOB, Where, alone, pairs
from features.resumes.page import Line
from features.resumes.periods import Period, periods

EMPLOYER_END = (
    r"(?:公司|集团|厂|工厂|车间|店|商行|商场|超市|酒店|宾馆|饭店|餐厅|餐馆|饭馆|酒楼|大排档|医院|卫生院|诊所|养老院|敬老院|护理院|学校|小学|中学|大学|学院|幼儿园|幼教中心|培训班|银行|信用社"
    r"|合作社|基地|农场|果园|茶园|养殖场|猪场|牧场|渔场|矿|煤矿|电站|项目部|工程队|施工队|车队|保安队|大队|中队|物业|家政|中介|工作室|事务所|中心|管理处|管委会|服务站|派出所|环卫所|卫生所|供电所|税务所|招待所|托管所|加油站|收费站|林场|景区|公园|小区|社区|车站|机场|码头|邮政|网点|驿站|协会|研究所|研究院|法院|局|村委会|居委会|政府|部队|工地"
    r"|雇主家|客户家|家庭|有限责任|股份有限|\(个体\)|个体户)"
)
EMPLOYER = re.compile(rf"{EMPLOYER_END}(?:\([^)]{{1,20}}\))?$|(?:Co\.?|Ltd\.?|Inc\.?|LLC|Corp\.?|Group|Company|Factory|Hotel|Hospital|School|Plant|Restaurant|Store|Logistics|Limited)\.?$", re.IGNORECASE)
RUN_ON = re.compile(rf"^(?P<employer>.{{2,40}}?{EMPLOYER_END}(?:\([^)]{{1,20}}\))?)(?P<title>[\u4e00-\u9fffA-Za-z/()]{{2,14}})$")
PROSE = re.compile(
    r"(?:在(?!家)|于|就职于|任职于|供职于|受雇于)(?P<employer>[^,。;]{2,36}?)(?:[,]?(?:先后)?(?:担任|任职?|做过?|当过?|从事|干过?|负责|工作|上班|打工|务工)(?:过|的是)?|(?=[开跑送卖种养教修带看]))(?P<title>[\u4e00-\u9fff\d.]{0,14})"
)
OWN = re.compile(r"(?:自己|自主|独立|合伙|个体|返乡|回乡|回家)?(?:开了?|经营|创办|创立|承包|办了?)(?:过)?(?:一?[家个间])?[\u4e00-\u9fff]{1,14}|自由职业|灵活就业|个体经营|自主创业|务农|在家(?:务农|种地)|打零工|散工")
ASIDE = re.compile(r"\((?:\d+年|\d+个月|因|已|后|由于|合同|离职)[^)]*\)?$")
CELLS = re.compile(r" *\t *|(?<=\S) {2,}(?=\S)")
HEAD_PARTS = {"period", "employer", "title"}
ENGLISH_TITLE = re.compile(r"[A-Z][A-Za-z&/\-]+(?: [A-Za-z&/\-]+){0,4}$")
ALONE = re.compile(r"(?:自己|自主|独立|与人|合伙|个人)+$")
DEPARTMENT = re.compile(r"(?:部|部门|科|处|课|组|班组|中心|线)$")
NOT_A_HEAD = re.compile(r"^[•·●○◆■▪➢➤✓√*\-–]|[。;]$|^\d{1,2}[.、)]|^(?:负责|主要|协助|熟悉|参与|完成|工作内容|工作职责|职责|独立|根据|按|对|每)")
IDLE = re.compile(r"待业|失业|在家(?:待产|带孩子|休息|照顾)|离职|求学|学习|脱产")
PARTS = re.compile(r"[\t|/·•,;]+|\s{2,}|\s[-–—]\s|(?<=[\u4e00-\u9fff)a-z.])\s(?=\S)|\s(?=[\u4e00-\u9fff(])|(?<=\)):")
ENGLISH_PARTS = re.compile(r"[\t|·•;]+|\s{2,}|\s[-–—@]\s|,\s(?=[A-Z])|\sat\s|\(|\)")
WORKS = re.compile(r"(?:工|员|师|师傅|长|司机|嫂|姐|阿姨|厨|保安|保洁|经理|主管|文员|会计|出纳|客服|主播|运营|老师|护士|护理|医生|助理|销售|焊|学徒|普工|帮厨|跟单|维修|装配|搬运|快递|骑手|老板|店主|合伙人|负责人|操作|总监|专员|顾问|代表|教师|技术|店员|收银|采购|跑腿|外卖)(?:\([^)]{1,12}\))?$")
LONGEST_HEAD = 60
ABOUT_SURE = 0.45


@dataclass(slots=True)
class Job:
    """One job: its period, the words of its employer and title with their places, and what was done."""

    period: Period | None = None
    start: int = 0
    end: int = 0
    employer: str = ""
    title: tuple[int, int] | None = None
    duties: list[Line] = field(default_factory=list)


def read_jobs(lines: Sequence[Line], today: date) -> list[Job]:
    """The jobs of a part of a résumé, as they stand."""
    columns = next((names for line in lines if (names := _columns(line.text))), [])
    lines = [line for line in lines if not _columns(line.text)]
    found: list[Job] = []
    for head, rest in _entries(lines, today):
        job = Job(start=head[0].start, end=head[-1].end)
        for line in head:
            _read_head(job, line, columns, today)
        for at, line in enumerate(rest):
            if not _read_labelled(job, line, today) and not _continues(job, line, at, today):
                job.duties.append(line)
        if not IDLE.search("".join(line.text for line in head)) or job.title:
            found.append(job)
    return [job for job in found if job.title or job.employer or job.period]


def _columns(text: str) -> list[str]:
    """起止时间	单位	职务: the parts that the head of a table names; none where a line is no such head."""
    cells = [cell for cell in re.split(r"[\t ]+", text.strip()) if cell]
    known = {word: part for part, words in JOB.items() for word in words.split("|")}
    if len(cells) < 2 or any(cell not in known and alone(cell) is None for cell in cells):
        return []
    return [known.get(cell, "rest") for cell in cells]


def _entries(lines: Sequence[Line], today: date) -> Iterator[tuple[list[Line], list[Line]]]:
    """(lines that head a job, the lines below them); a period begins a job, or a label of its employer."""
    starts = _labelled(lines, today) or [at for at, line in enumerate(lines) if _begins(line, today)]
    if not starts:
        starts = [at for at, line in enumerate(lines) if PROSE.search(line.text) or OWN.match(line.text) or _words_of_head(line)]
    before = bool(starts) and starts[0] == 1 and not pairs(lines[0].text, Where.JOB) and not NOT_A_HEAD.search(lines[0].text)
    begun = [max(at - 1, 0) if before and (at == 1 or _may_head(lines[at - 1])) else at for at in starts]
    for place, at in enumerate(begun):
        stop = begun[place + 1] if place + 1 < len(begun) else len(lines)
        last = starts[place]
        yield list(lines[at : last + 1]), list(lines[last + 1 : stop])


def _labelled(lines: Sequence[Line], today: date) -> list[int]:
    """Where each job begins when labels tell the parts: where a part comes again."""
    starts: list[int] = []
    seen: set[str] = set()
    told = [{pair.field for pair in pairs(line.text, Where.JOB)} & HEAD_PARTS for line in lines]
    if not any(parts & {"employer", "title"} for parts in told):
        return []
    for at, (line, labels) in enumerate(zip(lines, told, strict=True)):
        parts = labels | ({"period"} if next(periods(line.text, today), None) and not NOT_A_HEAD.search(line.text) else set())
        if parts and (not starts or parts & seen):
            starts.append(at)
            seen = set()
        seen |= parts
    return starts


def _begins(line: Line, today: date) -> bool:
    told = next(periods(line.text, today), None)
    if told is None:
        return False
    if any(pair.field in ("duties", "rest") for pair in pairs(line.text, Where.JOB)[:1]):
        return False
    return not NOT_A_HEAD.match(line.text) or told.start <= 3 or len(line.text) <= LONGEST_HEAD


def _may_head(line: Line) -> bool:
    return len(line.text) <= (90 if line.text.isascii() else 40) and not NOT_A_HEAD.search(line.text) and not pairs(line.text, Where.JOB)


def _words_of_head(line: Line) -> bool:
    return len(line.text) <= LONGEST_HEAD and not NOT_A_HEAD.search(line.text) and any(
        EMPLOYER.search(line.text[a:b]) for a, b in _parts(line.text, None)
    )


def _read_head(job: Job, line: Line, columns: list[str], today: date) -> None:
    told = next(periods(line.text, today), None)
    if told and job.period is None:
        job.period = told
    if columns and CELLS.search(line.text):
        _read_row(job, line, columns)
        return
    if _read_labelled(job, line, today):
        return
    if prose := PROSE.search(line.text):
        job.employer = job.employer or ALONE.sub("", prose["employer"])
        span = (line.start + prose.start("title"), line.start + prose.end("title"))
        if prose["title"] and _works(prose["title"]):
            job.title = span
        elif worked := find("occupation", line.text[prose.end("employer") :]):
            job.title = line.start + prose.end("employer") + worked[0].start, line.start + prose.end("employer") + worked[0].end
        elif len(prose["title"]) > 2:
            job.title = span
        return
    _take_parts(job, line, _parts(line.text, told))


def _read_row(job: Job, line: Line, columns: list[str]) -> None:
    """A row of a table under the columns that its head names."""
    at = 0
    stops = (*(match.span() for match in CELLS.finditer(line.text)), (len(line.text),) * 2)
    for stop, part in zip(stops, columns, strict=False):
        cell = line.text[at : stop[0]]
        if part == "employer" and cell.strip():
            job.employer = cell.strip()
        elif part == "title" and cell.strip():
            job.title = line.start + at, line.start + stop[0]
        at = stop[1]


def _parts(text: str, told: Period | None) -> list[tuple[int, int]]:
    """The parts of a line beside its period."""
    english = sum(c.isascii() and c.isalpha() for c in text) > 0.5 * len(text)
    stretches = [(0, told.start), (told.end, len(text))] if told else [(0, len(text))]
    found = []
    for start, end in stretches:
        at = start
        for stop in (*(m.span() for m in (ENGLISH_PARTS if english else PARTS).finditer(text, start, end)), (end, end)):
            piece = text[at : stop[0]]
            bare = piece.strip(" \t|/·,;:-–—•●◆■*()[]【】") if piece.count("(") != piece.count(")") else piece.strip(" \t|/·,;:-–—•●◆■*")
            if bare and not re.fullmatch(r"[\d一二三四五六七八九十.\-/年月个()共、 ]+", bare):
                begun = at + piece.index(bare)
                found.append((begun, begun + len(bare)))
            at = stop[1]
    return found


def _take_parts(job: Job, line: Line, parts: list[tuple[int, int]]) -> None:
    """In English what stands beside an employer is the title, whatever it is called."""
    beside = any(EMPLOYER.search(line.text[a:b]) for a, b in parts)
    for start, end in parts:
        words = line.text[start:end]
        if beside and job.title is None and words.isascii() and not EMPLOYER.search(words) and ENGLISH_TITLE.match(words):
            job.title = line.start + start, line.start + end
        else:
            _take(job, words, line.start + start)


def _take(job: Job, words: str, start: int) -> None:
    """Words of a head as the employer or the title."""
    if job.title is None and OWN.match(words) and len(words) <= 18:
        job.title = start, start + len(re.split("[、,]", words)[0])
    elif EMPLOYER.search(words):
        if not job.employer:
            job.employer = words
        elif job.title is None and _works(words):
            job.title = start, start + len(words)
    elif (run := RUN_ON.match(words)) and not job.employer and _works(run["title"]):
        job.employer, job.title = run["employer"], (start + run.start("title"), start + run.end("title"))
    elif job.title is None and _works(words):
        aside = ASIDE.search(words)
        job.title = start, start + (aside.start() if aside else len(words))
    elif not job.employer and not DEPARTMENT.search(words) and len(words) >= 2 and not read_only_place(words):
        job.employer = words


def read_only_place(words: str) -> bool:
    """Whether words are a place and nothing else."""
    place = read_place(words)
    return place.code is not None and place.end - place.start >= len(words) - 1


def _works(words: str) -> bool:
    """Whether words are a title."""
    bare = re.sub(r"\([^)]*\)", "", words).strip()
    if not 2 <= len(bare) <= (40 if bare.isascii() else 16) or re.search(r"[。;]", bare):
        return False
    if DEPARTMENT.search(bare) and not WORKS.search(bare):
        return False
    if WORKS.search(words) or any(hit.end - hit.start >= 0.5 * len(bare) for hit in find("occupation", bare)):
        return True
    return any(hit.similarity >= ABOUT_SURE for hit in link("occupation", bare, 1)) and not DEPARTMENT.search(bare)


def _read_labelled(job: Job, line: Line, today: date) -> bool:
    """A line of labels as the parts of a job; False where it is none."""
    found = pairs(line.text, Where.JOB)
    parts = {pair.field for pair in found}
    if not parts & set(JOB):
        return False
    for pair in found:
        words = line.text[pair.value : pair.end]
        if pair.field == "employer" and not job.employer:
            job.employer = words
        elif pair.field == "title" and words:
            job.title = line.start + pair.value, line.start + pair.end
            job.end = max(job.end, line.end)
        elif pair.field == "period" and job.period is None:
            job.period = next(periods(words, today), None)
        elif pair.field == "duties" and words:
            job.duties.append(Line(words, line.start + pair.value, line.section))
    return True


def _continues(job: Job, line: Line, at: int, today: date) -> bool:
    """The employer or the title on a line of its own below the period."""
    if at > 1 or (job.title and job.employer) or len(line.text) > 40 or NOT_A_HEAD.search(line.text):
        return False
    parts = _parts(line.text, None)
    words = [line.text[a:b] for a, b in parts]
    fits = [w for w in words if (EMPLOYER.search(w) and not job.employer) or (_works(w) and job.title is None)]
    if not fits or len(words) > 3:
        return False
    _take_parts(job, line, parts)
    job.end = line.end
    return True
