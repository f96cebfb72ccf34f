"""What a résumé says is wanted: 求职意向 in one line or several, each part by what it is."""

from __future__ import annotations

import re
from datetime import date

from data.reading.board import GIVEN, read_board
from data.reading.conditions import read_conditions
from data.reading.dates import read_start
from data.reading.pay import pay_spans
from data.reading.places import read_place
from data.reading.wishes import ANYWHERE, CERTIFICATE
from features.drafts.filling import Filling
from features.drafts.stances import REFUSED
from features.linking import find, link
from features.resumes.labels import Where, pairs
from features.resumes.page import Line

PARTS = re.compile(r"[|,;、\t·•]+|\s{2,}|\s?/\s?(?!\d*天|月|年|小时|日)|(?<=[\u4e00-\u9fff\d])\s(?=[\u4e00-\u9fff\d])|\s-\s|或者?|\s(?:or|and)\s|(?<=[离在]职)-")
STATE = re.compile(r"^(?:目前|现在|我|暂时)*(?:离职|在职|待业|应届(?:毕业生)?|已离职|正在找工作|考虑机会|观望)[\u4e00-\u9fff]{0,6}$")
NATURE = re.compile(r"^(?:全职|兼职|实习|长期|短期|临时|小时工|合同工|社会招聘|full[ -]?time|part[ -]?time)$", re.IGNORECASE)
BARGAIN = re.compile(r"面议|面谈|可议|negotiable", re.IGNORECASE)
STARTS = re.compile(r"到岗|上岗|入职|上班|随时|立即|马上|即可|immediately|asap|available", re.IGNORECASE)
PLACE_LEAD = re.compile(r"^(?:就|只|最好|希望|想|优先)*(?:考虑|在|去|回到?|到|留在|于)?")
PLACE_TAIL = re.compile(r"(?:附近|周边|本地|工作|上班|发展|都可以?|都行|也行|也可以?|优先|均可|为主)+$")
GOING, WORKING = re.compile(r"(?:想|希望|最好)?(?:回到?|去|到|在|留在)(?=..)"), re.compile(r"(?<=..)(?:工作|上班|发展)$")
NOTHING = re.compile(r"^(?:期望|希望|意向|要求|求职|应聘|不限|无)$")
LEAD = re.compile(r"^(?:希望|想|寻求?|应聘|从事|找|一份|有关|关于|期望|意向|贵公司|the position of|a position as|an?|seeking|position)+\s*", re.IGNORECASE)
TAIL = re.compile(r"(?:相关|方面|类|等)?(?:的)?(?:工作|岗位|职位|职业|position|job|role)?(?:均可|都行|优先|等)?$")
ENOUGH = 0.35
LONGEST_TITLE = 40


def read_wishes(row: Filling, lines: tuple[Line, ...], today: date) -> None:
    """Fill the headings of what is wanted from lines without labels."""
    for line in lines:
        if not pairs(line.text, Where.WISH):
            read_wish(row, line.start, line.end, today)


def read_wish(row: Filling, start: int, end: int, today: date, named: bool = False) -> None:
    """One line or one value, part by part; `named` where a label says that it is the work wanted."""
    plain, at = row.note.plain, start
    for stop in (*(m.span() for m in PARTS.finditer(plain, start, end)), (end, end)):
        _read_part(row, at, stop[0], today, named)
        at = stop[1]


def _read_part(row: Filling, start: int, end: int, today: date, named: bool) -> None:
    words = row.note.plain[start:end]
    start += len(words) - len(words.lstrip(" :-"))
    end -= len(words) - len(words.rstrip(" 。.:-" if "(" in words else " 。.:-)"))
    words = row.note.plain[start:end]
    if len(words) < 2 or NOTHING.match(words) or not row.free(start, end):
        return
    if REFUSED.match(words):
        row.refused.append(words)
        row.put("备注", start, end)
    elif heading := _heading(words, today):
        row.put(heading, *(_bare_place(words, start) if heading == "期望工作地" else (start, end)))
    elif STATE.match(words):
        row.take(start, end)
    elif named and words.isascii() and len(words) <= LONGEST_TITLE:
        row.put("求职岗位", start, end)
    else:
        _put_work(row, start, end)


def _heading(words: str, today: date) -> str | None:
    """The heading for what is no work."""
    if NATURE.match(words):
        return "备注"
    if any(pay_spans(words)) or BARGAIN.search(words):
        return "期望薪资"
    if STARTS.search(words) and read_start(words, today):
        return "到岗时间"
    core = PLACE_TAIL.sub("", PLACE_LEAD.sub("", words))
    place = read_place(core)
    if place.code and place.end - place.start >= 0.6 * len(core) and not find("occupation", words):
        return "期望工作地"
    if ANYWHERE.search(words) and len(words) <= 10:
        return "期望工作地"
    if any(read_board(match[0]) != (None, None) for match in GIVEN.finditer(words)):
        return "备注"
    if read_conditions(words).mentions and not find("occupation", words) and not CERTIFICATE.search(words):
        return "备注"
    return None


def _bare_place(words: str, start: int) -> tuple[int, int]:
    """回资溪工作 is wished as 资溪."""
    lead, tail = GOING.match(words), WORKING.search(words)
    return start + (lead.end() if lead else 0), start + (tail.start() if tail else len(words))


def _put_work(row: Filling, start: int, end: int) -> None:
    words = row.note.plain[start:end]
    head, tail = LEAD.match(words), TAIL.search(words)
    begun = head.end() if head and head.end() < len(words) else 0
    ended = tail.start() if tail and tail.start() > begun + 1 else len(words)
    core = words[begun:ended]
    if len(core) > (60 if core.isascii() else 24):
        for hit in find("occupation", words):
            row.put("求职岗位", start + hit.start, start + hit.end)
        row.put("备注", start, end)
    elif not row.cells.get("期望工作地") and (place := read_place(core)).code and place.start == 0 and 2 <= place.end <= len(core) - 2:
        row.put("期望工作地", start + begun, start + begun + place.end)
        _put_work(row, start + begun + place.end, start + ended)
    elif find("occupation", core) or any(hit.similarity >= ENOUGH for hit in link("occupation", core, 1)):
        row.put("求职岗位", start + begun, start + ended)
    else:
        row.put("备注", start, end)
