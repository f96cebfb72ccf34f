"""Who a résumé is of: name, phone, home, where they live, from labels anywhere and from the lines at its head."""

from __future__ import annotations

import re
from datetime import date

from data.documents.sections import Section
from data.reading.dates import read_start
from data.reading.education import read_level
from data.reading.experience import read_years
from data.reading.places import read_place
from features.drafts.filling import Filling
from features.drafts.people import COMPOUND, PHONE, SURNAMES
from features.linking import find
from features.resumes.held import CLASS, read_held
from features.resumes.known import read_list
from features.resumes.labels import KEPT, Pair, Where, alone, pairs
from features.resumes.page import Line, Page
from features.resumes.wishes import read_wish

TOLD_IN = frozenset({None, Section.PERSON, Section.WISH, Section.SKILLS, Section.CERTIFICATES, Section.ABOUT, Section.OTHER,
                     Section.LANGUAGES, Section.EDUCATION})  # fmt: skip
MORE_SURNAMES = "危璩甯邸亓仝晁褟谌禤阙佘逄"
WISHES = frozenset({"求职岗位", "期望薪资", "期望工作地"})
HEAD_LINES = 8
TITLE = re.compile(r"的?(?:个人|求职)*(?:简历|履历表?|簡歷)(?:表)?|resume|curriculum vitae|\bcv\b|求职登记表|应聘登记表|人员登记表|登记表", re.IGNORECASE)
CHINESE_NAME = re.compile(rf"^(?:(?:{COMPOUND})[\u4e00-\u9fff]{{1,2}}|[{SURNAMES}{MORE_SURNAMES}][\u4e00-\u9fff]{{1,2}}|[{SURNAMES}](?:某某?|先生|女士|师傅))$")
ENGLISH_NAME = re.compile(r"^(?:[A-Z][a-z]+|[A-Z]{2,})(?:[ -](?:[A-Z][a-z]+|[A-Z]\.|[A-Z]{2,})){1,2}$")
FOREIGN_PHONE = re.compile(r"\+?\d[\d\s\-()]{6,18}\d")
TOKENS = re.compile(r"[|,;\t·•/]+|\s{2,}|(?<=[\u4e00-\u9fff])\s(?=\S)|\s(?=[\u4e00-\u9fff])|\s[-–—]\s|(?<=[\u4e00-\u9fff])-")
FROM_HERE = re.compile(r"^(?P<place>[\u4e00-\u9fff]{2,12}?)(?:人|籍)$")
HAILS = re.compile(r"^(?:籍贯|户籍|老家|来自|户口)(?:在|是)?(?P<place>[\u4e00-\u9fff]{2,12})$")
LIVES = re.compile(r"^(?:现居住?|现住|居住|目前在|人在|所在地)(?:于|在|地)?(?P<place>[\u4e00-\u9fff]{2,12})$")
EXPERIENCE = re.compile(r"(?:工作)?经验|工龄|years", re.IGNORECASE)


def read_who(row: Filling, page: Page, today: date) -> None:
    """Fill the headings that labels name."""
    hanging = ""
    for line in page.lines:
        if line.section not in TOLD_IN:
            continue
        found = pairs(line.text, _where(line))
        if hanging and not found and alone(line.text) is None:
            _put(row, hanging, line.start, line.end, line.text, today)
        for pair in found:
            if pair.field in KEPT and pair.end > pair.value:
                _put_pair(row, line, pair, today)
        label = alone(line.text) or ""
        hanging = label if label in KEPT else ""


def _where(line: Line) -> Where:
    """Beside what is wanted short labels tell more of it: 期望工资 8000, 工作地点 抚州."""
    wished = any(pair.field in WISHES for pair in pairs(line.text))
    return Where.WISH if line.section is Section.WISH or wished else Where.ANYWHERE


def _put_pair(row: Filling, line: Line, pair: Pair, today: date) -> None:
    label = line.text[pair.start : pair.value]
    _put(row, pair.field, line.start + pair.value, line.start + pair.end, label, today)


def _put(row: Filling, heading: str, start: int, end: int, label: str, today: date) -> None:
    """The value of a label under its heading, once."""
    words = row.note.plain[start:end]
    if heading == "求职岗位":
        read_wish(row, start, end, today, named=True)
    elif heading == "证书":
        _put_certificate(row, start, end, label, today)
    elif heading == "技能特长":
        read_list(row, start, end)
    elif row.cells.get(heading):
        return
    elif heading == "手机号":
        if match := PHONE.search(words) or FOREIGN_PHONE.search(words):
            row.put(heading, start + match.start(), start + match.end())
    elif heading == "姓名":
        name = re.split(r"\s{2,}|[|,;(\t]", words)[0].strip()
        if 1 < len(name) <= 40:
            row.put(heading, start, start + len(words[: words.index(name)]) + len(name))
    elif heading == "学历":
        read_school = re.split(r"[\s|,;]", words.strip())[0] if not words.isascii() else words
        row.put(heading, start, start + words.index(read_school) + len(read_school))
    elif heading == "到岗时间" and label.startswith("上班") and not read_start(words, today):
        row.put("备注", start, end)
    elif words.strip():
        row.put(heading, start, end)


def _put_certificate(row: Filling, start: int, end: int, label: str, today: date) -> None:
    words = row.note.plain[start:end].strip()
    if CLASS.match(words) or (re.search("驾|车型", label) and re.match(r"^[ABC][123]", words)):
        row.put("证书", start, start + 2, f"{words[:2]}驾照")
    else:
        read_held(row, (Line(row.note.plain[start:end], start, Section.CERTIFICATES),), today)


def read_head(row: Filling, page: Page, today: date) -> None:
    """Unlabelled words above the first heading: the name, the phone, the trade, from where."""
    head = [line for line in page.lines if line.section in (None, Section.PERSON)][:HEAD_LINES]
    for line in head:
        if not pairs(line.text):
            _read_tokens(row, line, today)
    if not row.cells.get("手机号") and (match := PHONE.search(page.plain)):
        row.put("手机号", *match.span())
    if not row.cells.get("姓名") and page.lines:
        _name_in_title(row, page.lines[0])


def _read_tokens(row: Filling, line: Line, today: date) -> None:
    at = 0
    for stop in (*(m.span() for m in TOKENS.finditer(line.text)), (len(line.text),) * 2):
        piece = line.text[at : stop[0]]
        words = piece.strip(" :-()")
        start = line.start + at + (piece.index(words) if words else 0)
        at = stop[1]
        if len(words) >= 2 and row.free(start, start + len(words)):
            _read_token(row, words, start, today)


def _read_token(row: Filling, words: str, start: int, today: date) -> None:
    end = start + len(words)
    home, lives = FROM_HERE.match(words) or HAILS.match(words), LIVES.match(words)
    if not row.cells.get("姓名") and _is_name(words):
        row.put("姓名", start, end)
    elif match := PHONE.search(words):
        if not row.cells.get("手机号"):
            row.put("手机号", start + match.start(), start + match.end())
    elif EXPERIENCE.search(words) and read_years(words, today):
        if not row.cells.get("工作年限"):
            row.put("工作年限", start, end)
    elif home and read_place(home["place"]).code:
        if not row.cells.get("户籍地"):
            row.put("户籍地", start + home.start("place"), start + home.end("place"))
    elif lives and read_place(lives["place"]).code:
        if not row.cells.get("现居地"):
            row.put("现居地", start + lives.start("place"), end)
    elif len(words) <= 6 and not row.cells.get("学历") and read_level(words) is not None:
        row.put("学历", start, end)
    elif not row.cells.get("求职岗位") and any(hit.end - hit.start >= 0.6 * len(words) for hit in find("occupation", words)):
        row.put("求职岗位", start, end)


def _name_in_title(row: Filling, line: Line) -> None:
    """王小雁的个人简历."""
    title = TITLE.search(line.text)
    words = line.text[: title.start()].strip(" -_") if title else ""
    if words and _is_name(words):
        row.put("姓名", line.start, line.start + len(words))


def _is_name(words: str) -> bool:
    if TITLE.search(words) or find("occupation", words) or read_level(words) is not None:
        return False
    if CHINESE_NAME.match(words):
        return read_place(words).code is None or len(words) == 3
    return bool(ENGLISH_NAME.match(words)) and not find("skill", words)
