"""What a résumé says somebody can do: listed skills as they stand, and those that former duties name."""

from __future__ import annotations

import re

from data.reading.clauses import DENIED
from data.reading.wishes import CERTIFICATE
from features.drafts.filling import Filling
from features.linking import find
from features.resumes.page import Line

ITEMS = re.compile(r"[、,;。\t|]|\s{2,}|(?<=[\u4e00-\u9fff])\s(?=[\u4e00-\u9fff])|\s?/\s?(?=[\u4e00-\u9fff])|以及|[•·●]")
LEAD = re.compile(
    r"^(?:[\s•·●○◆■▪➢➤✓√*\-–]|[(]?\d{1,2}[.、)]|(?:能够?|可以?)?(?:熟练|熟悉|精通|擅长|掌握|了解|会(?!计)|懂得?|具有|具备|拥有|使用|操作(?=[\u4e00-\u9fffA-Za-z]{2})|运用|独立(?:完成|操作)?"
    r"|良好的?|较强的?|能(?!力)|有(?=.{2,}经验)|及|和(?!面)|等|各(?:种|类)|常用|基本的?|proficient in|experienced in|familiar with|skilled in|good at|knowledge of))+\s*[:]?\s*",
    re.IGNORECASE,
)
HEAD = re.compile(r"^(?:[\s•·●○◆■\-]|[(]?\d{1,2}[.、)])*[\u4e00-\u9fffA-Za-z ]{2,10}:\s*")
TAIL = re.compile(r"(?:等)?(?:技能|技术|操作|软件|知识|工作|设备|方面)?(?:熟练|精通|良好|一般|优秀)?[\s.。)(]*$")
HOW_WELL = re.compile(r"\s+(?:熟练|精通|良好|一般|了解|掌握)?\s*(?:\d+个?月)?$")
MEASURE = re.compile(r"^(?:熟练|精通|良好|一般|优秀|了解|掌握|\d{1,3}%|[★☆●○]+|年|个月)$")
LESS = re.compile(r"协助|配合|了解|不会|没有|无需|跟随")
CUT = re.compile("工[作序程具艺期资]")
"""焊接工作 names no 焊接工."""

SHORTEST = 3
GOODS, GROWN = re.compile("种植|养殖|栽培|饲养|加工|制作|技术支持"), re.compile("[种植养栽育饲做制加]|技术")
"""Who sells oranges does not grow them."""

LONGEST = 22
MOST_FROM_DUTIES = 12


def read_listed(row: Filling, lines: tuple[Line, ...]) -> None:
    """Fill 技能特长 from the lines of the skills part."""
    for line in lines:
        read_list(row, line.start, line.end)


def read_list(row: Filling, start: int, end: int) -> None:
    """One line or one value of listed skills."""
    plain = row.note.plain
    if head := HEAD.match(plain[start:end]):
        start += head.end()
    at = start
    for stop in (*(m.span() for m in ITEMS.finditer(plain, start, end)), (end, end)):
        _read_item(row, at, stop[0])
        at = stop[1]


def _read_item(row: Filling, start: int, end: int) -> None:
    words = row.note.plain[start:end]
    if not words.strip() or not row.free(start, end) or DENIED.search(words):
        return
    lead = LEAD.match(words)
    begun = start + (lead.end() if lead else 0)
    core = HOW_WELL.sub("", row.note.plain[begun:end].rstrip(" .。"))
    if len(core) < 2 or MEASURE.match(core):
        return
    if CERTIFICATE.search(core) and find("credential", core):
        return
    if len(core) <= (60 if core.isascii() else LONGEST):
        row.put("技能特长", begun, begun + len(core))
    else:
        for hit in find("skill", core):
            row.put("技能特长", begun + hit.start, begun + hit.end)


def read_from_duties(row: Filling, duties: list[Line]) -> None:
    """Skills that former duties name outright; what was only helped with is none."""
    found = 0
    for line in duties:
        if found >= MOST_FROM_DUTIES or LESS.search(line.text):
            continue
        for hit in find("skill", line.text):
            if CUT.match(line.text[hit.end - 1 : hit.end + 1]):
                continue
            goods = GOODS.search(hit.name) and not GROWN.search(line.text[hit.start : hit.end])
            if hit.end - hit.start >= SHORTEST and not goods and row.free(line.start + hit.start, line.start + hit.end):
                row.put("技能特长", line.start + hit.start, line.start + hit.end)
                found += 1

