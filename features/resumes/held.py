"""Certificates in a résumé: held while they are valid; a date of expiry that has passed makes them doubtful."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date

from data.reading.numbers import read_number
from features.drafts.certificates import REASONS, read_certificates
from features.drafts.filling import Filling
from features.drafts.note import Clause
from features.drafts.stances import DOUBT, EXPIRED, LOST, STUDYING
from features.linking import find
from features.resumes.page import Line

DAY = r"(?P<{0}y>20\d{{2}}) ?(?:[年./\-] ?(?P<{0}m>1[0-2]|0?[1-9]) ?(?:[月./\-] ?(?P<{0}d>3[01]|[12]\d|0?[1-9])?日?)?)?年?"
UNTIL = re.compile(
    r"(?:有效期限?|有效|期限|截止|截至|复审|年审|valid|expir(?:es|y)|exp\.?)[^\d;]{0,12}(?:(?:19|20)\d{2}[\d年月日./ \-]{0,9}?[日\d]? ?(?:-|~|至|到|–|—|to) ?)?" + DAY.format("a")
    + "|" + DAY.format("b") + r"(?:到期|过期|失效|止|前有效|截止)",
    re.IGNORECASE,
)  # fmt: skip
LASTS = re.compile(r"(?P<y>20\d{2}) ?[年./\-] ?(?:(?P<m>1[0-2]|0?[1-9])月?)?[^;]{0,12}有效期?(?P<n>[一两二三四五六1-6])年")
WHEN = r"有效|已|但|不过|就是|复审|年审|发证|取得|编号|证号|长期|到期|过期|至|valid|expir"
"""How words go on that tell until when the certificate before them is good."""

SPAN = r"(?:19|20)\d\d[\d年月日./]*\s*[-~至到]"
ITEMS = re.compile(
    rf"[、;|]|,(?![^(]*\))(?!\s*(?:{WHEN}|(?:19|20)\d\d))|(?:\t|\s{{2,}})(?!{WHEN}|{SPAN})|(?<=[证书])\s(?=[\u4e00-\u9fffA-Z])(?!{WHEN})", re.IGNORECASE
)
LOOKS = re.compile(r"证(?!明)|资格|执照|驾照|等级|职称|技师|(?:[一二三四五初中高]级|[ABC][123]|[四六]级)\)?$|CET|NCRE|certificate|licen[sc]e|certified", re.IGNORECASE)
PRAISE = re.compile(r"荣誉|优秀|先进|获奖|奖|标兵|表彰|聘书|毕业证|学位证|结业|退伍|身份证|结婚|户口|房产|(?:奖|优).{0,6}证")
TRIM = re.compile(r"^\s*(?:19|20)\d{2}[\d年月日./\-]*\s*(?:取得|获得?|考取|颁发)?\s*|^[\s•·●○◆■▪➢➤✓√*\-–\d.、()]*?(?=[^\s•·●○◆■▪➢➤✓√*\-–.、()\d])")
OBTAINED = re.compile(r"\([^()]*(?:取得|办理|有效|颁发|发证|到期|复审|年审|年[^()]{0,3})[^()]*\)\s*$|[(\s,]*(?:(?:19|20)\d{2}[年./\-]?[\d月./\-日]*\s*(?:取得|获得|考取|发证|颁发|年)?|有效.*|长期.*|[^()]*(?:到期|有效|复审|年审)|[^()]{0,20}颁发|(?:证书?)?编?号)\)?\s*$")
GRADE = re.compile("[甲乙丙一二三四]等")
LONGEST_SKILL, LONGEST_ITEM = 16, 120
CLASS = re.compile(r"^[ABC][123]E?(?:证|照|本)?$")


def read_held(row: Filling, lines: tuple[Line, ...], today: date) -> None:
    """Fill 证书 from lines that list certificates."""
    for line in lines:
        for start, end in _items(line):
            _read_one(row, start, end, today)


def _items(line: Line) -> Iterator[tuple[int, int]]:
    at = 0
    for stop in (*(m.span() for m in ITEMS.finditer(line.text)), (len(line.text),) * 2):
        if line.text[at : stop[0]].strip():
            yield line.start + at, line.start + stop[0]
        at = stop[1]


def _read_one(row: Filling, start: int, end: int, today: date) -> None:
    words = row.note.plain[start:end]
    if not row.free(start, end) or PRAISE.search(words):
        return
    until = expiry(words)
    if until is not None and until < today:
        row.doubt("证书", start, end, REASONS["expired"])
        row.doubtful.append(words.strip())
        row.put("备注", start, end, f"{words.strip()}（已过期）")
    elif until is None and any(pattern.search(GRADE.sub("", words)) for pattern in (EXPIRED, DOUBT, LOST, STUDYING)):
        read_certificates(row, (Clause(words, start, end),))
        if row.free(start, end):
            row.put("备注", start, end)
    else:
        _put(row, start, end)


def settle(row: Filling, listed: tuple[str, ...]) -> None:
    """One told twice under two names is one; one that is doubted where it is `listed` is not held by being praised elsewhere."""
    doubted = _codes("、".join(row.doubtful))
    seen: set[str] = set()
    for words in tuple(row.cells.get("证书", ())):
        codes = _codes(words)
        if codes and (codes <= seen or (words not in listed and codes & doubted)):
            row.cells["证书"].remove(words)
            row.spans = [span for span in row.spans if (span["field"], span["text"]) != ("证书", words)]
        seen |= codes
    if not row.cells.get("证书"):
        row.withdraw("证书")


def _codes(words: str) -> set[str]:
    return {hit.code for hit in find("credential", words)}


def _put(row: Filling, start: int, end: int) -> None:
    words = row.note.plain[start:end]
    if match := TRIM.match(words):
        start += match.end()
    if end - start <= LONGEST_ITEM and (match := OBTAINED.search(row.note.plain[start:end])):
        end = start + match.start()
    bare = row.note.plain[start:end].strip()
    if CLASS.match(bare):
        row.put("证书", start, end, bare if bare[-1] in "证照本" else f"{bare}驾照")
    elif 2 <= len(bare) <= 40 and (LOOKS.search(bare) or find("credential", bare)):
        row.put("证书", start, end)
    elif hits := find("credential", bare):
        row.put("证书", start + hits[0].start, start + hits[0].end)
    elif len(bare) <= LONGEST_SKILL and find("skill", bare):
        row.put("技能特长", start, end)


def expiry(words: str) -> date | None:
    """The last day on which a certificate is valid, where that is said."""
    match = UNTIL.search(words)
    if match is None:
        lasts = LASTS.search(words)
        count = read_number(lasts["n"]) if lasts else None
        return date(int(lasts["y"]) + int(count.low), int(lasts["m"] or 12), 28) if lasts and count else None
    side = "a" if match["ay"] else "b"
    year, month = int(match[f"{side}y"]), int(match[f"{side}m"] or 12)
    day = int(match[f"{side}d"] or 31)
    return date(year, month, min(day, monthrange(year, month)[1]))
