"""What no record keeps, found in a résumé and taken out of its text before anything is read from it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from data.documents.sections import Section, lead_of, section_of
from data.reading.script import Folded, fold
from features.resumes.labels import JOB, NEVER, Where, alone, pairs
from features.resumes.page import STORIES
from features.resumes.unlabelled import EDGE, END, told_unlabelled

ENDING = frozenset({Section.WISH, Section.WORK, Section.ABOUT, Section.SKILLS, Section.CERTIFICATES, Section.OTHER})
OWN = frozenset({"求职岗位", "期望薪资", "期望工作地", "到岗时间", "证书", "技能特长"})
LEFT_SECTIONS = {Section.FAMILY: "家庭成员", Section.REFERENCES: "证明人", Section.HOBBIES: "兴趣爱好"}
ROAD = "路|街(?!道)|巷|弄|大道|小区|花园|新村|公寓|广场|家园|苑"
DOOR = "号|栋|幢|弄|组|室|单元|楼"
STREET = re.compile(
    rf"(?:(?<=[县市区镇乡道村])[^\s县市区镇乡村,;]{{1,12}}?(?:{ROAD})[\u4e00-\u9fffA-Za-z\d\-#]{{0,24}}"
    rf"|\d{{1,5}}(?:{DOOR})[\u4e00-\u9fffA-Za-z\d\-#]{{0,20}}"
    r"|(?<=[村队])[\u4e00-\u9fff]{1,4}?(?:小组|组)\d{0,4}号?)$"
)
LIVES_AT = re.compile(r"(?:家住|住在|现住(?:在|于)?|居住(?:在|于))(?P<place>[^,。;\s]{4,40})")
SEXED = re.compile(rf"{EDGE}(?:男|女|male|female){END}", re.IGNORECASE)
BORN = re.compile(r"(?:^|[\s|,/·])(?P<born>(?:19[4-9]|200)\d(?:[./年\-](?:1[0-2]|0?[1-9])(?:月|[./\-]\d{1,2}日?)?|年))(?=$|[\s|,/·])")
"""A month beside the word for the sex is that of birth."""

OF_A_STREET = re.compile(r"[^,;]{0,80}(?:\d|\b(?:Road|Rd|Street|St|Avenue|Ave|Lane|Building|Room)\b)[^,;]{0,80}", re.IGNORECASE)
LOOSE_MARKS = re.compile(r"^[\s|/,;，；、·•\-]+|[\s|/,;，；、·]+$|(?P<one>[|/,;、·，；。])(?:\s*[|/,;、·，；])+|(?<=[:：])\s*[，,、；;。]+")
CELLS = re.compile(r" *\t *|(?<=\S) {2,}(?=\S)")
MOBILE = re.compile(r"(?<!\d)1[3-9]\d(?:[ -]?\d{4}){2}(?!\d)")
LONGEST_CONTACT = 24
JOB_WORDS = frozenset(word for words in JOB.values() for word in words.split("|"))
SHORT = 24


@dataclass(frozen=True, slots=True)
class Kept:
    """The text without what no record keeps, which kinds were left out, and the line that each line was."""

    text: str
    left_out: tuple[str, ...]
    lines: tuple[int, ...]

    def line_at(self, place: int) -> int:
        """The line of the text as given that a place of the kept one was read from."""
        at = self.text.count("\n", 0, place)
        return self.lines[at] if at < len(self.lines) else 0


def without_personal(text: str, pictures: int = 0) -> Kept:
    """Take out what no record keeps; the kinds come in a fixed order."""
    folded = fold(text)
    found = sorted(_found(folded))
    kinds = {kind for _, _, kind in found} | ({"照片"} if pictures else set())
    order = [*NEVER, "住址门牌"]
    numbered = _few_blanks(_blanked(text, folded, found))
    kept = "\n".join(line for _, line in numbered)
    return Kept(kept, tuple(sorted(kinds, key=order.index)), tuple(number for number, _ in numbered))


def _found(folded: Folded) -> Iterator[tuple[int, int, str]]:
    """Stretches of the folded text with what they are."""
    start, section, hanging = 0, None, ""
    columns: dict[int, str] = {}
    for line in folded.text.split("\n"):
        lead = lead_of(line)
        headed = section_of(line) or (lead[0] if lead and lead[0] in LEFT_SECTIONS else None)
        ended = section in LEFT_SECTIONS and ((lead and lead[0] in ENDING) or _speaks_of_oneself(line))
        section = headed or (None if ended else section)
        if section in LEFT_SECTIONS and line.strip():
            yield start, start + len(line), LEFT_SECTIONS[section]
        elif hanging and line.strip():
            if len(line) <= SHORT and headed is None and alone(line) is None and not pairs(line):
                yield start, start + len(line), hanging
            hanging = ""
        if section not in LEFT_SECTIONS:
            yield from ((start + a, start + b, kind) for a, b, kind in _in_line(line))
            if section in STORIES:
                yield from ((start + a, start + b, "证明人") for a, b in _phones_of_others(line))
            cells = _cells(line)
            yield from ((start + cells[at][0], start + cells[at][1], kind) for at, kind in columns.items() if at < len(cells))
            columns = _columns(line, columns)
            label = alone(line) if line.strip() else hanging
            hanging = label if label in NEVER else hanging if not line.strip() else ""
        start += len(line) + 1


def _phones_of_others(line: str) -> Iterator[tuple[int, int]]:
    """Numbers told of a job; one on a line of its own is the person's, however the file was laid out."""
    fields = {pair.field for pair in pairs(line, Where.JOB)}
    if "手机号" not in fields and (fields & set(JOB) or len(line) > LONGEST_CONTACT):
        yield from (match.span() for match in MOBILE.finditer(line))


def _speaks_of_oneself(line: str) -> bool:
    """A label that nobody writes of relatives ends the part about them: 紧急联系人：王某, then 求职意向：焊工."""
    first = next(iter(pairs(line)), None)
    return first is not None and first.field in OWN and not line[: first.start].strip()


def _in_line(line: str) -> Iterator[tuple[int, int, str]]:
    labelled = list(_labelled(line))
    yield from labelled
    for start, end, kind in _unlabelled(line):
        if not any(a <= start and end <= b for a, b, _ in labelled):
            yield start, end, kind


def _unlabelled(line: str) -> Iterator[tuple[int, int, str]]:
    if SEXED.search(line):
        yield from ((*match.span("born"), "出生日期") for match in BORN.finditer(line))
    yield from told_unlabelled(line)
    for match in LIVES_AT.finditer(line):
        if street := STREET.search(match["place"]):
            yield match.start("place") + street.start(), match.end("place"), "住址门牌"


def _labelled(line: str) -> Iterator[tuple[int, int, str]]:
    for pair in pairs(line):
        if pair.field in NEVER:
            yield pair.start, _end_of_value(line, pair.value, pair.end, pair.field), pair.field
        elif pair.field in ("现居地", "户籍地") and (rooms := _rooms(line[pair.value : pair.end])):
            yield pair.value, pair.value + rooms, "住址门牌"
        elif pair.field in ("现居地", "户籍地"):
            if street := STREET.search(line[pair.value : pair.end]):
                yield pair.value + street.start(), pair.end, "住址门牌"
    if label := alone(line):
        if label in NEVER:
            yield 0, len(line), label


def _rooms(address: str) -> int:
    """How many characters of an English address name the room and the street, which stand before the town."""
    found = at = 0
    *before, _ = address.split(",")
    for words in before:
        if not OF_A_STREET.fullmatch(words):
            break
        at += len(words) + 1
        after = address[at : at + 40].lstrip()
        if after[:1].isascii() and after[:1].isalpha():
            found = at + address[at : at + 40].index(after[0])
    return found


def _cells(line: str) -> list[tuple[int, int]]:
    """Where the cells of a row stand; one for a line that is no row."""
    at, found = 0, []
    for stop in (*(match.span() for match in CELLS.finditer(line)), (len(line),) * 2):
        found.append((at, stop[0]))
        at = stop[1]
    return found


def _columns(line: str, before: dict[int, str]) -> dict[int, str]:
    """Which columns of a table are never kept: named in its head, good for the rows below it."""
    cells = _cells(line)
    if len(cells) < 2:
        return {}
    fields = [alone(line[start:end]) for start, end in cells]
    known = sum(field is not None or line[start:end].strip() in JOB_WORDS for field, (start, end) in zip(fields, cells, strict=True))
    if known < len(cells):
        return before
    return {at: field for at, field in enumerate(fields) if field in NEVER}


def _end_of_value(line: str, value: int, end: int, kind: str) -> int:
    """A number or a word of its own ends the value; what follows a comma may be of another kind."""
    if kind in ("家庭成员", "证明人", "兴趣爱好", "住址门牌"):
        return end
    stop = re.search(r"[,;|]|  |\t", line[value:end])
    return value + stop.start() if stop and stop.start() else end


def _blanked(text: str, folded: Folded, found: list[tuple[int, int, str]]) -> list[str]:
    """The lines without those stretches, and without the marks that only parted them from others."""
    cut = bytearray(len(text))
    for start, end, _ in found:
        if start < end:
            first, last = folded.original_span(start, end)
            cut[first:last] = b"\1" * (last - first)
    lines, at = [], 0
    for line in text.split("\n"):
        marks = cut[at : at + len(line)]
        if any(marks):
            line = "".join(c for c, gone in zip(line, marks, strict=True) if not gone)
            line = LOOSE_MARKS.sub(lambda match: match["one"] or "", line)
            lines += [line] if line.strip(" \t|/,;、·()（）:：") else [""]
        else:
            lines.append(line)
        at += len(marks) + 1
    return lines


def _few_blanks(lines: list[str]) -> list[tuple[int, str]]:
    """The lines with their numbers, never two blank ones together, none at the ends."""
    kept: list[tuple[int, str]] = []
    for number, line in enumerate(lines):
        if line.strip() or (kept and kept[-1][1]):
            kept.append((number, line if line.strip() else ""))
    return kept[:-1] if kept and not kept[-1][1] else kept
