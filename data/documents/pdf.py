"""The words of a PDF in reading order; runs only in a confined child, and therefore imports nothing of ours."""

import logging
import re
import sys
from io import BytesIO
from itertools import pairwise
from typing import Any, NamedTuple

from pypdf import PageObject, PdfReader
from pypdf.errors import DependencyError, LimitReachedError, PyPdfError

DAMAGED_BY = (Exception,)
"""pypdf lets through whatever its code meets in a damaged file."""

TELLS = False
DEEPEST = 3000
FEWEST = 4
"""So many lines on both sides of a gap make two columns."""

HEADING = re.compile(
    r"^[^\w]*(?:工作经[历验]|實?习?工作|教育|求职意向|求職|专业技能|專業技能|技能|自我评价|自我評價|项目经[历验]|证书|證書|个人信息|基本信息|联系方式"
    r"|个人简介|獲獎|获奖|学历|學歷|兴趣|experience|employment|education|skills|contact|summary|certific|profile)",
    re.IGNORECASE,
)


BROKEN = "\u2028"
"""Stands at the end of a line that the edge of its column broke."""

DATE = re.compile(r"^[\s(]*(?:(?:19|20)\d{2}[\d./年月\-–—~至⾄到今 ]*(?:现在|present|now)?|[A-Z][a-z]{2,8}\.? \d{4}[\w –—\-]*)[)\s]*$", re.IGNORECASE)


class Piece(NamedTuple):
    """Words as they were drawn: where they begin and end, on which line, how large."""

    left: float
    right: float
    height: float
    size: float
    text: str


def read(content: bytes, most_pages: int, most_characters: int) -> dict[str, Any]:
    """`pages` as texts and `pictures` as a number, or the `problem` that keeps anybody from reading it."""
    logging.disable(logging.CRITICAL)
    sys.setrecursionlimit(DEEPEST)
    try:
        reader = PdfReader(BytesIO(content), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            return {"problem": "encrypted"}
        return _read(reader, most_pages, most_characters)
    except DependencyError:
        return {"problem": "encrypted"}


def _read(reader: PdfReader, most_pages: int, most_characters: int) -> dict[str, Any]:
    count = len(reader.pages)
    if count > most_pages:
        return {"problem": "pages", "found": count}
    pages, pictures, left = [], 0, most_characters
    for page in reader.pages:
        try:
            text = _text(page)
        except (PyPdfError, LimitReachedError, RecursionError, ValueError, KeyError, TypeError, AttributeError, IndexError):
            text = ""
        pages.append(text)
        left -= len(text)
        pictures += _pictures(page)
        if left < 0:
            raise OverflowError(f"> {most_characters}")
    return {"pages": pages, "pictures": pictures}


def _pictures(page: PageObject) -> int:
    try:
        resources: Any = page.get("/Resources")
        drawn: Any = resources.get_object().get("/XObject") if resources is not None else None
        found = drawn.get_object().values() if drawn is not None else ()
        return sum(item.get_object().get("/Subtype") == "/Image" for item in found)
    except (PyPdfError, KeyError, TypeError, AttributeError, ValueError, RecursionError):
        return 0


def _text(page: PageObject) -> str:
    """The text in the order it was written, but for columns written across, dates drawn apart and broken lines."""
    pieces: list[Piece] = []
    lines: list[list[Piece]] = [[]]

    def seen(text: str, cm: list[float], tm: list[float], font: object, size: float) -> None:
        across, up = tm[4] * cm[0] + tm[5] * cm[2] + cm[4], tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
        high = abs(size * (cm[3] or 1.0) * (tm[3] or 1.0)) or 10.0
        for at, words in enumerate(text.split("\n")):
            if at:
                lines.append([])
            if words:
                width = sum(1.0 if ord(c) > 0x2E7F else 0.5 for c in words) * high
                lines[-1].append(Piece(across, across + width, up, high, words))
        if text.strip():
            pieces.extend(lines[-1][-1:])

    plain = page.extract_text(visitor_text=seen)
    gap = _gap(pieces)
    told = _in_columns(pieces, gap) if gap is not None else _in_order([line for line in lines if _words(line).strip()])
    return told if sorted("".join(told.split())) == sorted("".join(plain.split())) else plain


def _words(line: list[Piece]) -> str:
    return "".join(piece.text for piece in line)


def _in_order(lines: list[list[Piece]]) -> str:
    """The lines as they were written, a date set at the right edge after the words on its line, broken lines marked."""
    lines = _dates_in_place([[piece for piece in line if piece.text.strip()] or line for line in lines], [_words(line) for line in lines])
    edges: dict[int, float] = {}
    for line in lines:
        column = round(line[0].left / 4)
        edges[column] = max(edges.get(column, 0.0), line[-1].right)
    return "\n".join(
        _words(line).rstrip() + (BROKEN if after and _goes_on(line, after, edges[round(line[0].left / 4)]) else "")
        for line, after in zip(lines, (*lines[1:], None), strict=True)
    )


def _dates_in_place(lines: list[list[Piece]], texts: list[str]) -> list[list[Piece]]:
    """What floats at the right edge is drawn before its line; a date without its line tells nothing."""
    told = [_spaced(line, text) for line, text in zip(lines, texts, strict=True)]
    placed = [line for line, text in zip(told, texts, strict=True) if not DATE.match(text)]
    for at, (line, text) in enumerate(zip(told, texts, strict=True)):
        if not DATE.match(text):
            continue
        beside = [
            other for other in placed
            if abs(other[0].height - line[0].height) < 0.4 * line[0].size and other[-1].right <= line[0].left + 2
        ]  # fmt: skip
        if beside:
            max(beside, key=lambda other: other[-1].right).extend([line[0]._replace(text="  " + line[0].text), *line[1:]])
        else:
            following = [other for other in told[at + 1 :] if other in placed]
            placed.insert(placed.index(following[0]) if following else len(placed), line)
    return placed


def _spaced(line: list[Piece], text: str) -> list[Piece]:
    """The line's words with the blanks between them, at the places of those that are no blanks."""
    return [line[0]._replace(text=text, right=max(piece.right for piece in line))]


def _goes_on(run: list[Piece], after: list[Piece], edge: float) -> bool:
    """Whether a line was broken by the edge of its column."""
    first, size = run[0], run[0].size
    full = run[-1].right >= edge - 1.6 * size and edge - first.left > 8 * size
    below = 0 < first.height - after[0].height < 2.4 * size
    return full and below and abs(first.left - after[0].left) < 3 and abs(size - after[0].size) < 0.6


def _rows(pieces: list[Piece]) -> list[list[Piece]]:
    """Pieces that stand on one line together, from the top, each from the left."""
    rows: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda p: (-p.height, p.left)):
        if rows and abs(rows[-1][0].height - piece.height) < 0.4 * piece.size:
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [sorted(row) for row in rows]


def _gap(pieces: list[Piece]) -> float | None:
    """Where two columns part that were written line by line across the page; None where there are none.

    Both must have headings of their own: a table of label and value has a gap too, but is read across.
    """
    sides = [p for p in pieces if HEADING.match(p.text.replace(" ", ""))]
    starts = sorted({round(p.left) for p in sides})
    if len(starts) < 2 or starts[-1] - starts[0] < 60:
        return None
    right = next(b for a, b in pairwise(starts) if b - a >= 60) if any(b - a >= 60 for a, b in pairwise(starts)) else starts[-1]
    gap = right - 3.0
    before = [p for p in pieces if p.left < gap]
    after = [p for p in pieces if p.left >= gap]
    crossing = sum(p.right > gap + 12 for p in before)
    if len(before) < FEWEST or len(after) < FEWEST or crossing > 0.2 * len(before):
        return None
    turns = sum((a.left < gap) != (b.left < gap) for a, b in pairwise(pieces))
    return gap if turns > FEWEST else None


def _in_columns(pieces: list[Piece], gap: float) -> str:
    """What stands above both columns, then the left one, then the right one."""
    top = max((p.height for p in pieces if p.left >= gap), default=0.0)
    above = [p for p in pieces if p.height > top + p.size]
    rest = [p for p in pieces if p.height <= top + p.size]
    columns = (above, [p for p in rest if p.left < gap], [p for p in rest if p.left >= gap])
    return "\n".join(_line(row) for column in columns for row in _rows(column))


def _line(row: list[Piece]) -> str:
    words = row[0].text
    for before, piece in pairwise(row):
        words += (" " if piece.left - before.right > 0.3 * piece.size else "") + piece.text
    return words
