"""Schooling in a résumé: the highest level that was finished, by the words for it and not by the name of a school."""

from __future__ import annotations

import re
from datetime import date

from data.reading.education import LEVEL, read_level
from data.text import Text
from data.vocabulary import Education
from features.drafts.filling import Filling
from features.resumes.labels import pairs
from features.resumes.page import Line
from features.resumes.periods import periods

SCHOOL = re.compile(r"[\u4e00-\u9fff]{2,18}?(?:大学|学院|大專|中学|小学|学校|分校|(?<=[县市区])[一二三四五六]中|附中)|(?:[A-Z][\w.'&-]* ){0,6}(?:University|College|Institute|School)(?: of(?: [A-Z][\w&-]*| and){1,5})?")
TELLING = re.compile(r"小学|初级中学|高级中学|技工学校|技校|职业(?:高中|中专|中学)|中等专业学校|中专|卫校|卫生学校")
NAMED = {"职业中学": "职中", "中等专业学校": "中专", "卫校": "中专", "卫生学校": "中专", "高级中学": "高中", "职业中专": "中专"}
TAIL = re.compile(r"(?:学历|毕业|学位)*(?:[\u4e00-\u9fff]{0,2}(?:没毕业|未毕业|没读完|肄业|辍学|在读))?")
UNFINISHED = re.compile(r"在读|肄业|辍学|未毕业|没毕业|没读完|至今|在校|expected|ongoing", re.IGNORECASE)
NOT_SAID = Text(zh="只写了学校，没写读到什么学历", en="the school is named but not the level reached")
NOT_DONE = Text(zh="还没毕业或没读完", en="not finished")


def read_schooling(row: Filling, lines: tuple[Line, ...], today: date) -> None:
    """Fill 学历 from the lines of schooling where no label said it."""
    if row.cells.get("学历"):
        return
    found = [hit for line in lines for hit in _levels(row, line, today)]
    if found:
        _, start, end, text = max(found, key=lambda hit: hit[0])
        row.put("学历", start, end, text)
    elif named := next((line for line in lines if SCHOOL.search(line.text)), None):
        if not any(doubt.field == "学历" for doubt in row.doubts):
            row.doubt("学历", named.start, named.end, NOT_SAID)


def _levels(row: Filling, line: Line, today: date) -> list[tuple[Education, int, int, str | None]]:
    """Every level of a line with where it stands; those not finished are doubts."""
    masked = SCHOOL.sub(lambda match: match[0] if match[0].startswith("大学") else "□" * len(match[0]), line.text)
    for pair in pairs(line.text):
        if pair.field == "学历":
            masked = masked[: pair.value] + line.text[pair.value : pair.end] + masked[pair.end :]
    told = next(periods(line.text, today), None)
    going_on = UNFINISHED.search(line.text) or (told is not None and told.until > today.year * 12 + today.month)
    found: list[tuple[Education, int, int, str | None]] = []
    for match in LEVEL.finditer(masked.lower()):
        tail = TAIL.match(line.text, match.end())
        end = tail.end() if tail else match.end()
        level = read_level(line.text[match.start() : end])
        if going_on:
            row.doubt("学历", line.start + match.start(), line.start + end, NOT_DONE)
        elif level is not None:
            found.append((level, line.start + match.start(), line.start + end, None))
    if not found and not going_on and (school := TELLING.search(line.text)):
        words = NAMED.get(school[0], school[0])
        if (level := read_level(words)) is not None:
            found.append((level, line.start + school.start(), line.start + school.end(), words))
    return found
