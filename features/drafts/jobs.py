"""The jobs that a posting offers: titles and seats, and where it offers several, the stretch that tells each."""

from __future__ import annotations

import re
from dataclasses import dataclass

from data.reading.headcount import read_headcount
from data.reading.numbers import read_number
from features.drafts.filling import Filling
from features.drafts.note import Clause
from features.drafts.wording import HAN, NUMERAL, one_of, some_of
from features.linking import UNKNOWN_BELOW, find, link

CALL_LEAD = r"(?:因[^,]{0,12}(?:需要|扩大)[,]?)?(?:现|急|长期|大量|高薪|诚|直|还|兼|先)?(?:面向社会|公开)?"
CALL_WORD = one_of(
    "招聘 诚聘 急聘 高薪聘 聘请 招募 招收(?!银|费|纳|货|割) 招工 招人 急招 诚招 直招 长期招 大量招 招 聘 急需 急缺 急要 需要 需 缺 急找 请人 请 找",
    rf"(?<![需必只主])要(?={NUMERAL}[个名位](?!月))",
    rf"(?<=[店厂司地里队])要(?=一?[名个位]|[两三几\\d]|{HAN}{{1,4}}{NUMERAL}[名个])",
)
NOT_A_CALL = one_of("聘 启事 信息 公告 简章 会(?![计做]) 要求 对象 条件 呼 待 商 牌 人了 假")
CALL = re.compile(rf"{CALL_LEAD}{CALL_WORD}(?!{NOT_A_CALL})(?:一?[名位个批]|若干)?[:：\s]*")
COUNT = rf"{NUMERAL}(?:[-~到至]{NUMERAL})?"
PERSON = r"(?:多|余|来)?(?:名|人(?!间)|位|个(?!月|小时|班)|员)"
SEATS = re.compile(rf"(?:约|若干|大量|多|数|各?{COUNT}|各){PERSON}(?:人|左右|以上)?|若干(?:名|人)?|人数不限|长期有效")
TITLE_LABEL = re.compile(r"^(?:招聘)?(?:岗位|职位|工种|岗位名称|职位名称)(?:名称)?[:：\s是]+")
TITLE_HEAD = re.compile("^" + some_of(
    "一?[名位个批](?=[\\u4e00-\\u9fff]) 会(?!计|议|所)[^,的]{0,6}的 有经验的? 熟练(?:的)? 能[^,的]{0,8}的 的",
    "[:：\\s] 长期 短期 暂时 岗位 职位 男 女 以下(?:岗位|人员)? 兼(?!职)",
    "要?[^,的]{2,12}证的 有[^,的]{1,12}证的 还要 另[招要]",
))
TITLE_TAIL = re.compile(some_of(
    "[\\s,:：] 一?[名位](?=$) 的 若干 数名 多名 长期 短期 急 大量 男女不限 男女均可 岗位 了 啦 要人 人员?(?=$)(?<![管服操业作工]人员)"
) + "$")
IN_BRACKETS = r"(?:\([^()]{0,12}\))?"
OWN_SEATS = rf"若干(?:名|人)?|(?:多|数|各?{COUNT}|各)(?:名|人(?!间)|位|个(?!月|小时|班))"
PAIR = re.compile(rf"(?P<title>[A-Za-z0-9\u4e00-\u9fff]{{2,10}}?){IN_BRACKETS}(?P<seats>{OWN_SEATS})")
BARE_PAIR = re.compile(rf"(?P<title>{HAN}{{2,8}})(?P<seats>\d{{1,2}})(?=[、,\s]|$)")
"""后厨3、前厅6: numbers alone, where there are several."""

BEFORE_TITLE = re.compile(rf"^.{{0,8}}?(?:{CALL_WORD}|要|[、和及,\s]|还有)(?={HAN})")
TITLE_FIRST = re.compile(rf"^(?P<title>{HAN}{{2,8}}(?:、{HAN}{{2,8}})*?)(?:招聘|大量要人|急要人|要人|长期招|急招|的?要一班人)(?:[!,。:]|$)")
ASKED = re.compile("证|驾照|会|懂")
"""Before a title: conditions that are still to be read."""

AGAIN = re.compile("(?:另|再|还)?(?:招聘|诚聘|急聘|招|聘)")
CAPITALS = str.maketrans("壹贰叁肆伍陆柒捌玖拾", "一二三四五六七八九十")

TERMS = re.compile("兼职|全职|临时工|长期工|短工|日结")
NOT_SEATS = re.compile(one_of("老板 员工 团队 现有 每组 一组 宿舍 两人 四人 六人 店$ 间 最多 一天"))
PERSONAL = re.compile(one_of("阿姨 大姐 学徒 小工 助理 主管 经理 店长 厂长 组长 班长") + "$")
"""What a title ends with, whatever comes before."""

GENERAL = re.compile("大工|中工|小工|学徒工?|普工|师傅|技工|夫妻工")

LICENCE = re.compile("[ABC][123](?=驾驶员|司机)")

Rule = tuple[re.Pattern[str], re.Pattern[str], str]
IN_CONTEXT: tuple[Rule, ...] = (
    (re.compile("^(?:护理员?|护工|照护员?)$"), re.compile("养老|敬老院|医养|康养|福利院|老年公寓|护老|养老中心|失能"), "养老院护理员"),
    (re.compile("^分拣(?:员|工)?$"), re.compile("快递|中转|包裹"), "快递分拣员"),
    (re.compile("^(?:[AB]2)?(?:驾驶员|司机)$"), re.compile("[AB]2|货车|挂车|物流"), "货车司机"),
    (re.compile("^技术员$"), re.compile("注塑"), "注塑技术员"),
    (re.compile("^阿姨$"), re.compile("家里|接送|做饭|晚饭|打扫|带孩子"), "家政阿姨"),
    (re.compile("^(?:大工|中工|学徒工?|师傅)$"), re.compile("汽修|修车"), "汽修工"),
)
"""A general title, where it is worked at, and what it is there."""


NO_TRADE = re.compile("(?:学徒工?|师傅|帮工|帮手|工人|小工|人手|妇女|[男女]工)")
"""Titles that leave the trade to the rest of the note."""


@dataclass(frozen=True, slots=True)
class Job:
    """One job of a post: its title, the seats that stand beside it, both as places of the folded note."""

    title: tuple[int, int]
    seats: tuple[int, int] | None = None


def read_jobs(row: Filling) -> tuple[Job, ...]:
    """Fill 岗位名称 and 招聘人数; the jobs in the order of the note."""
    jobs: list[Job] = []
    for clause in row.note.clauses:
        if len(BARE_PAIR.findall(clause.text)) > 1:
            jobs += _paired(row, clause)
        jobs += _called(row, clause, any(_known(row, job) for job in jobs))
        jobs += _paired(row, clause)
    if not jobs:
        jobs += _alone(row)
    if any(_known(row, job) for job in jobs):
        jobs = _surest(row, jobs)
    jobs = sorted({job.title: job for job in jobs}.values(), key=lambda job: job.title)
    if any(job.seats for job in jobs) and not all(job.seats for job in jobs):
        row.withdraw("招聘人数")
    elif len(jobs) > 1 and len({job.seats for job in jobs}) == len(jobs):
        counted = [seats_of(row, job) or 0 for job in jobs]
        row.cells["招聘人数"] = [f"{sum(counted)}人"] if all(counted) else ["若干"]
    elif jobs and (each := _each(row, jobs)):
        row.cells["招聘人数"] = [f"{each}人"]
    for job in jobs:
        if licence := LICENCE.match(row.note.plain, *job.title):
            row.put("证书要求", *licence.span())
    return tuple(jobs)


SUBJECT = re.compile("语文|数学|英语|物理|化学|生物|历史|地理|政治|音乐|美术|体育")


def _each(row: Filling, jobs: list[Job]) -> int | None:
    """The sum of 物理、化学老师各3名: so many for each of the titles, or of the subjects in the one title."""
    places = {job.seats for job in jobs}
    place = jobs[0].seats
    if len(places) > 1 or place is None or not row.note.plain[slice(*place)].startswith("各"):
        return None
    titles = max(len(jobs), len(SUBJECT.findall(row.note.plain, max(0, place[0] - 16), place[0])))
    return (seats_of(row, jobs[0]) or 0) * titles or None


def _known(row: Filling, job: Job) -> bool:
    words = row.note.plain[slice(*job.title)]
    return is_title(words) or any(hit.similarity >= 0.5 for hit in link("occupation", words, 1))


def _surest(row: Filling, jobs: list[Job]) -> list[Job]:
    """Without what was called for but is no job: 诚招合伙人？不，诚招店长."""
    vague = {row.note.plain[slice(*job.title)] for job in jobs if not _known(row, job)}
    row.cells["岗位名称"] = [said for said in row.cells["岗位名称"] if said not in vague]
    return [job for job in jobs if _known(row, job)]


def _called(row: Filling, clause: Clause, known: bool) -> list[Job]:
    """招包装工20人, 岗位：仓管: what follows the word that calls, up to the seats."""
    label = TITLE_LABEL.match(clause.text)
    head = label or next((m for m in CALL.finditer(clause.text) if _free(row, clause, *m.span())), None)
    if first := TITLE_FIRST.match(clause.text):
        return _titles(row, clause.start, clause.start + first.end("title"), None)
    again = head is not None and head.start() == 0 and AGAIN.match(clause.text)
    if head is None or (known and not label and not again):
        return []
    row.take(clause.start + head.start(), clause.start + head.end())
    seats = SEATS.search(clause.text, head.end())
    start = seats.end() if seats and seats.start() == head.end() else head.end()
    end = seats.start() if seats and seats.start() > head.end() else len(clause.text)
    place = (clause.start + seats.start(), clause.start + seats.end()) if seats else None
    jobs: list[Job] = []
    for begun, ended in row.left(clause.start + start, clause.start + max(end, start))[:1]:
        jobs = _titles(row, begun, ended, place) or _of_the_skilled(row, begun, ended, place)
        if jobs:
            asks_before = ASKED.search(row.note.plain, begun, jobs[0].title[0])
            asks_after = ASKED.search(row.note.plain, jobs[-1].title[1], ended)
            row.take(jobs[0].title[0] if asks_before else begun, jobs[-1].title[1] if asks_after else ended)
    if place and (jobs or not known):
        row.put("招聘人数", *place, row.note.plain[slice(*place)].translate(CAPITALS))
    return jobs


def _of_the_skilled(row: Filling, begun: int, ended: int, seats: tuple[int, int] | None) -> list[Job]:
    """要一个会开旋耕机的: the job that is named by what one can do."""
    if not row.note.plain[begun:ended].endswith("的"):
        return []
    hits = find("occupation", row.note.plain[begun:ended])[:1]
    titles = [_put_title(row, begun + hit.start, begun + hit.end) for hit in hits]
    return [Job(title, seats) for title in titles if title]


def _titles(row: Filling, begun: int, ended: int, seats: tuple[int, int] | None) -> list[Job]:
    found: list[Job] = []
    for part in re.finditer(r"[^、/]+?(?=、|和|及|兼(?!职)|/|$)", row.note.plain[begun:ended]):
        for start, end in _run_together(part[0]):
            title = _put_title(row, begun + part.start() + start, begun + part.start() + end)
            found += [Job(title, seats)] if title else []
    return found


ENDS_A_TITLE = "工员师嫂姨姆手长"


def _run_together(words: str) -> list[tuple[int, int]]:
    """铆工电焊工 are two titles: each that is named, where together they are all of the words."""
    ends: dict[int, int] = {}
    for hit in find("occupation", words):
        if words[hit.end - 1] in ENDS_A_TITLE:
            ends[hit.start] = max(hit.end, ends.get(hit.start, 0))
    found, at = [], 0
    while at in ends:
        found.append((at, ends[at]))
        at = ends[at]
    return found if at == len(words) and len(found) > 1 else [(0, len(words))]


def _paired(row: Filling, clause: Clause) -> list[Job]:
    """厨师一名帮厨两名, 切菜工40名: titles that each have a number of their own."""
    jobs = []
    bare = list(BARE_PAIR.finditer(clause.text))
    listed = len(bare) > 1 and any(is_title(match["title"]) for match in bare)
    for match in (*PAIR.finditer(clause.text), *(bare if listed else ())):
        start, words = match.start("title"), match["title"]
        if lead := BEFORE_TITLE.match(words):
            start, words = start + lead.end(), words[lead.end() :]
        if NOT_SEATS.search(words) or not (listed or is_title(words)) or not _free(row, clause, start, match.end()):
            continue
        seats = clause.start + match.start("seats"), clause.start + match.end("seats")
        parts = [(clause.start + start + a, clause.start + start + b) for a, b in _run_together(words)]
        titles = [title for part in parts if (title := _put_title(row, *part))]
        if titles:
            row.put("招聘人数", *seats)
            jobs += [Job(title, seats) for title in titles]
    return jobs


def is_title(words: str) -> bool:
    """Whether the words name a job; the dear question, what they are like, is asked last."""
    if len(words) < 2:
        return False
    if GENERAL.fullmatch(words) or find("occupation", words):
        return True
    if PERSONAL.search(words):
        return True
    return words[-1] in "工员师" and any(hit.similarity >= UNKNOWN_BELOW for hit in link("occupation", words, 1))


def _alone(row: Filling) -> list[Job]:
    """Where nothing calls for people: the first short clause that is a job, else the first job that is named."""
    for longest in (10, 40):
        for clause in row.note.clauses:
            hits = find("occupation", clause.text)
            whole = row.left(clause.start, clause.end) == [(clause.start, clause.end)]
            if hits and not TERMS.fullmatch(clause.text) and len(clause.text) <= longest and (whole or longest > 10):
                named = clause.start + hits[0].start, clause.start + hits[0].end
                start, end = (clause.start, clause.end) if longest == 10 else named
                title = _put_title(row, start, end)
                if title:
                    return [Job(title)]
    return []


def _put_title(row: Filling, start: int, end: int) -> tuple[int, int] | None:
    words = row.note.plain[start:end]
    head = TITLE_HEAD.match(words)
    begun = head.end() if head else 0
    tail = TITLE_TAIL.search(words, begun)
    ended = tail.start() if tail else len(words)
    ended = begun + _cut(words[begun:ended])
    core = words[begun:ended]
    if not 2 <= len(core) <= 20 or not (len(core) <= 8 or find("occupation", core) or link("occupation", core, 1)):
        return None
    row.put("岗位名称", start + begun, start + ended, _in_context(core, row.note.plain))
    return start + begun, start + ended


DOES = re.compile("[搬扛和拌扫擦送装卸切洗剪摘拔种喂看打跑]")


def _cut(title: str) -> int:
    """Where the title ends: 杂工搬砖 is 杂工 who carries bricks."""
    ends = [hit.end for hit in find("occupation", title) if hit.start == 0 and title[hit.end - 1] in ENDS_A_TITLE]
    return max(ends) if ends and DOES.match(title, max(ends)) and "、" not in title else len(title)


def _in_context(title: str, plain: str) -> str | None:
    """养老院护理员 for the 护理员 of a home for the old; None where the title says it all."""
    if said := next((said for words, where, said in IN_CONTEXT if words.search(title) and where.search(plain)), None):
        return said
    if not NO_TRADE.fullmatch(title):
        return None
    hits = find("occupation", plain.replace(title, "," * len(title)))
    return plain[hits[0].start : hits[0].end] if hits else None


def _free(row: Filling, clause: Clause, start: int, end: int) -> bool:
    return row.free(clause.start + start, clause.start + end)


def seats_of(row: Filling, job: Job) -> int | None:
    """The number of people that a job wants, None where its own number is not said."""
    if job.seats is None:
        return None
    words = row.note.plain[slice(*job.seats)]
    number = read_number(words)
    return read_headcount(words) or (int(number.low) if number else None)
