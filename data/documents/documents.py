"""A document as somebody hands it in: what it is by its content, whatever it is called, and the text in it."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from data.confined import Refused, read_confined
from data.documents import limits
from data.documents.lines import tidy
from data.documents.plain import decode
from data.errors import Fault, InvalidInput
from data.text import Text

PDF, WORD = (Path(__file__).with_name(name) for name in ("pdf.py", "word.py"))
OLD_OFFICE = b"\xd0\xcf\x11\xe0"
LOCKED = "EncryptedPackage".encode("utf-16-le")
LONG_NUMBER = re.compile(r"\d{11,}[xX]?")
JSON = re.compile(r'[\ufeff\s]*(?:\{|\[\s*[{\["])')
PICTURES = (b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"BM", b"II*\0", b"MM\0*")
PICTURE_BOXES = (b"ftypheic", b"ftypheix", b"ftypmif1", b"ftypavif")


@dataclass(frozen=True, slots=True)
class Document:
    """The text of a file in tidy lines; `form` is pdf, word, text or json, `pictures` how many stand in it."""

    form: str
    text: str
    pictures: int = 0


def read_document(name: str, content: bytes) -> Document:
    """The text of a file; InvalidInput says what is wrong with it and what would be taken."""
    if not content.strip(b"\0\t\r\n "):
        raise refused(name, "0", limits.WITH_TEXT)
    if len(content) > limits.LARGEST:
        raise refused(name, f"{len(content) / 1024 / 1024:.1f} MB", limits.SIZE)
    if b"%PDF-" in content[:1024]:
        return _confined(name, content, "pdf", PDF, limits.MOST_PAGES, limits.MOST_CHARACTERS)
    if content[:4] == b"PK\x03\x04":
        _check_archive(name, content)
        return _confined(name, content, "word", WORD, limits.MOST_CHARACTERS)
    _refuse_others(name, content)
    return _plain(name, content)


def shown(name: str) -> str:
    """The name of a file as an error may show it: no control characters, nothing as long as the number of an identity card."""
    visible = "".join(character for character in name if character.isprintable())
    return LONG_NUMBER.sub("…", visible)[: limits.LONGEST_NAME]


def refused(name: str, found: str, accepted: Text) -> InvalidInput:
    """The error for a whole file."""
    file = shown(name)
    message = limits.REFUSED.filled(file=file)
    return InvalidInput(message, (Fault(file, found, accepted),))


def _refuse_others(name: str, content: bytes) -> None:
    head = content[:512].lstrip().lower()
    if content[:4] == OLD_OFFICE:
        if LOCKED in content:
            raise refused(name, "有密码 / with a password", limits.UNLOCKED)
        raise refused(name, "旧版 Office 文件（.doc） / an old Office file (.doc)", limits.SAVE_AGAIN)
    if head.startswith((b"{\\rtf", b"<html", b"<!doctype html", b"mime-version", b"<?xml")):
        raise refused(name, "RTF、网页或 XML / RTF, a web page or XML", limits.SAVE_AGAIN)
    if content.startswith(PICTURES) or content[4:12] in PICTURE_BOXES or content[8:12] == b"WEBP":
        raise refused(name, "图片 / a picture", limits.WITH_TEXT)


def _check_archive(name: str, content: bytes) -> None:
    """A Word document within its limits, looked at before anything is unpacked."""
    try:
        parts = zipfile.ZipFile(io.BytesIO(content)).infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, EOFError) as error:
        raise refused(name, "损坏的文件 / a damaged file", limits.SOUND) from error
    names = {part.filename for part in parts}
    if "xl/workbook.xml" in names:
        raise refused(name, "表格 / a workbook", limits.AS_SHEET)
    if "word/document.xml" not in names:
        raise refused(name, "压缩包 / an archive", limits.KINDS)
    unpacked = sum(part.file_size for part in parts)
    if len(parts) > limits.MOST_PARTS or unpacked > limits.LARGEST_UNPACKED:
        raise refused(name, f"{len(parts)} × {unpacked / 1024 / 1024:.0f} MB", limits.SIZE)


def _confined(name: str, content: bytes, form: str, reader: Path, *most: int) -> Document:
    try:
        found = read_confined(reader, content, *most)
    except Refused as error:
        raise refused(name, str(error), limits.LENGTH if error.too_big else limits.SOUND) from error
    _refuse_problem(name, found)
    text = tidy(found["pages"], wrapped=form == "pdf")
    if not text.strip():
        pictures = found["pictures"]
        said = f"没有文字，{pictures}张图片 / no text, {pictures} pictures" if pictures else "没有文字 / no text"
        raise refused(name, said, limits.WITH_TEXT)
    return Document(form, text, found["pictures"])


def _refuse_problem(name: str, found: dict[str, Any]) -> None:
    problem = found.get("problem")
    if problem == "encrypted":
        raise refused(name, "有密码 / with a password", limits.UNLOCKED)
    if problem == "pages":
        raise refused(name, f"{found['found']}页 / pages", limits.LENGTH)


def _plain(name: str, content: bytes) -> Document:
    text = decode(content)
    if text is None:
        raise refused(name, "不是文字 / not text", limits.KINDS)
    if len(text) > limits.MOST_CHARACTERS:
        raise refused(name, f"{len(text)}字 / characters", limits.LENGTH)
    if JSON.match(text):
        return Document("json", text)
    tidied = tidy([text], wrapped=False)
    if not tidied:
        raise refused(name, "没有文字 / no text", limits.WITH_TEXT)
    return Document("text", tidied)
