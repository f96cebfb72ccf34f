"""Text taken out of a document, put into the lines that its writer meant."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

from data.documents.sections import section_of
from data.reading.script import INVISIBLE

RADICALS = str.maketrans(
    "⺁⺅⺈⺌⺍⺕⺗⺙⺝⺟⺠⺡⺢⺣⺤⺥⺩⺪⺫⺬⺭⺮⺯⺰⺱⺲⺳⺶⺸⺹⺻⺼⺾⺿⻁⻃⻄⻅⻆⻈⻉⻋⻌⻍⻎⻏⻐⻑⻒⻓⻔⻖⻗⻘⻙⻚⻛⻜⻝⻠⻢⻣⻤⻥⻦⻧⻨⻩⻬⻮⻰⻳",
    "厂亻刀小小彐心攵月母民氵水灬爪爫王疋目示礻竹糸纟罒网冈羊羊老聿肉艹艹虎覀西见角讠贝车辶辶辶邑钅長镸长门阝雨青韦页风飞食饣马骨鬼鱼鸟卤麦黄齐齿龙龟",
)
"""Radicals that some programs write for the characters that look the same; Unicode itself folds only the others."""

DASHES = str.maketrans("〜∼‐‑‒−⼾", "~~----户")
"""Marks between two ends, and a radical, for which the fonts of some systems have other characters."""

COMPATIBLE = re.compile("[\u2e80-\u2fdf\u3000\uf900-\ufaff\uff01-\uff5e\u2000-\u200a\u00a0]")
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ue000-\uf8ff\ufffd]")
HAN = "[\u4e00-\u9fff]"
SPREAD = re.compile(rf"(?<!{HAN})(?:{HAN}[ ]{{1,4}})+{HAN}(?!{HAN})")
TWO_LETTERS = "姓名 性别 年龄 民族 籍贯 学历 电话 手机 专业 婚姻 婚否 身高 体重 邮箱 住址 地址 特长 技能 证书 职务 职位 岗位 单位 时间 户籍 现居 健康 文化 出生"
LABELS = re.compile(f"(?<!{HAN})(?<!{HAN} )(?:" + "|".join(f"{word[0]} {{1,6}}{word[1]}" for word in TWO_LETTERS.split()) + ")")
FLOATING = re.compile(rf"(?<={HAN})[ ]+(?=[：，。；、）])|(?<=[：（])[ ]+(?={HAN})")
ALL_APART = 0.75
PAGE_NUMBER = re.compile(r"^[\s\-—–·]*(?:第?\s*\d{1,3}\s*页?\s*(?:[/，,]|共|of)?\s*(?:共\s*)?\d{0,3}\s*页?|page\s*\d+(?:\s*of\s*\d+)?)[\s\-—–·]*$", re.IGNORECASE)
ENDED = re.compile(r"[。；;！!？?：:]$")
BEGINS = re.compile(
    r"^(?:[•·●○◆◇■□▪➢➤✓√★☆*\-–—]|[（(]?\d{1,2}[.、)）]|[（(]?[一二三四五六七八九十]{1,2}[、.)）]|(?:19|20)\d{2}\s*[年./\-—]"
    r"|[男女](?: ?[/|,，·]|$)|[\u4e00-\u9fff]{2,8}[:：]|[A-Z][A-Za-z ]{1,20}:)"
)
PARTED = re.compile(r"\S {2,}\S|\t|\S ?\|")
"""Words set in columns are no sentence that goes on."""

BROKEN = "\u2028"
"""The mark that the reader of a PDF sets where the edge of a column broke a line."""

HAN_ANY, PUNCTUATED = re.compile(HAN), re.compile("[，。；、,;]")
NARROWEST = 56
"""Columns of letters below which a line is short by itself, not broken by the edge of a page."""


def tidy(pages: list[str], wrapped: bool = True) -> str:
    """The pages as one text: one way of writing characters, no page heads, no broken sentences, words not spread out."""
    lines = [[_line(line) for line in _plain(page).split("\n")] for page in pages]
    kept = _without_heads([_without_number(page) for page in lines] if wrapped else lines)
    flat = [line for page in kept for line in page]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(_mended(flat) if wrapped else flat)).strip()


def _without_number(page: list[str]) -> list[str]:
    """The lines without the number of the page above or below them."""
    told = [at for at, line in enumerate(page) if line.strip(" \u2028")]
    edges = {*told[:2], *told[-2:]}
    return [line for at, line in enumerate(page) if at not in edges or not PAGE_NUMBER.match(line.removesuffix(BROKEN))]


def _plain(text: str) -> str:
    """Without radicals, full-width letters, invisible and control characters."""
    even = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n").replace("\v", "\n").translate(RADICALS | DASHES)
    even = COMPATIBLE.sub(lambda match: _narrow(match[0]), even)
    return CONTROL.sub("", INVISIBLE.sub("", even))


def _narrow(character: str) -> str:
    """Punctuation keeps its Chinese width, by which the readers part clauses."""
    return character if character in "，；：！？（）" else unicodedata.normalize("NFKC", character)


def _line(line: str) -> str:
    """A line without blanks at its ends and between characters that were set apart for looks."""
    bare = re.sub(r" *\t[\t ]*", "\t", line).strip(" \t")
    words = [word for word in bare.split(" ") if word]
    if len(words) >= 6 and sum(len(word) == 1 for word in words) >= ALL_APART * len(words):
        bare = re.sub(r"(?<! ) (?! )", "", bare)
    bare = SPREAD.sub(_together, LABELS.sub(lambda match: match[0].replace(" ", ""), bare))
    return FLOATING.sub("", bare)


def _together(match: re.Match[str]) -> str:
    """性    别  男 is 性别  男: only what stands equally far apart belongs together."""
    found, gap = "", 0
    for blanks, character in re.findall(r"( *)([^ ])", match[0]):
        together = not found or not gap or len(blanks) == gap
        gap = len(blanks) if together else 0
        found += character if together else blanks + character
    return found


def _without_heads(pages: list[list[str]]) -> list[list[str]]:
    """What stands at the top or the foot of several pages is kept once."""
    if len(pages) < 2:
        return pages
    edges = Counter(_shape(line) for page in pages for line in {*_edges(page)})
    seen: set[str] = set()
    kept = []
    for page in pages:
        lines = []
        for at, line in enumerate(page):
            shape = _shape(line)
            again = line.strip() and edges[shape] > 1 and (at < 3 or at >= len(page) - 3)
            if not (again and shape in seen):
                lines.append(line)
            seen |= {shape} if again else set()
        kept.append(lines)
    return kept


def _shape(line: str) -> str:
    """A line without its numbers and whether the edge broke it: what heads of pages have in common."""
    return re.sub(r"\d+", "", line.removesuffix(BROKEN)).strip()


def _edges(page: list[str]) -> list[str]:
    told = [line for line in page if line.strip()]
    return [*told[:2], *told[-2:]]


def _width(line: str) -> int:
    return sum(2 if ord(character) > 0x2E7F else 1 for character in line)


def _mended(lines: list[str]) -> list[str]:
    """Lines that the edge of the page broke are put together again."""
    marked = any(line.endswith(BROKEN) for line in lines)
    widths = sorted(map(_width, lines))
    full = widths[-1 - len(lines) // 30] if lines and not marked else 0
    mended: list[str] = []
    broken = False
    for marked_line in lines:
        line = marked_line.removesuffix(BROKEN).rstrip()
        if broken and line and not BEGINS.match(line) and not PARTED.search(line) and section_of(line) is None:
            apart = mended[-1][-1].isascii() and line[0].isascii() and mended[-1][-1].isalnum() and line[0].isalnum()
            mended[-1] += (" " if apart else "") + line
        else:
            mended.append(line)
        wide = marked_line.endswith(BROKEN) or (full >= NARROWEST and _width(line) >= full - 8)
        prose = not (" " in line and HAN_ANY.search(line)) or bool(PUNCTUATED.search(line))
        broken = bool(line) and wide and prose and not PARTED.search(line) and not ENDED.search(line) and section_of(line) is None
    return mended
