"""Files as people send them: Excel or CSV in any usual encoding, checked before anything is unpacked."""

import csv
import io
import zipfile
from dataclasses import dataclass

from data.errors import Fault, InvalidInput
from data.sheets.workbook import WorkbookRefused, read_in_child
from data.text import Text

LARGEST_FILE = 32 * 1024 * 1024
LARGEST_UNPACKED = 256 * 1024 * 1024
MOST_PARTS = 2_000
MOST_ROWS = 100_000
MOST_COLUMNS = 256
LONGEST_CELL = 32_767
LONGEST_NAME = 200
SAMPLE_LINES = 10
DELIMITERS = (",\t;", "，")
"""The second only where none of the first parts any line: in a sentence it parts nothing."""
BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))

REFUSED = Text(zh="文件“{file}”不能导入", en="the file “{file}” cannot be imported")
TOO_LARGE = Text(zh="不超过{limit} MB的文件", en="a file of at most {limit} MB")
KINDS = Text(zh=".xlsx、.xls、.csv 文件", en=".xlsx, .xls or .csv files")
ENCODINGS = Text(zh="UTF-8 或 GB18030 编码的文字", en="text in UTF-8 or GB18030")
SHAPE = Text(
    zh=f"最多{MOST_ROWS}行、{MOST_COLUMNS}列，每格最多{LONGEST_CELL}字",
    en=f"at most {MOST_ROWS} rows, {MOST_COLUMNS} columns and {LONGEST_CELL} characters a cell",
)
PARTS = Text(zh=f"最多{MOST_PARTS}个部分的压缩包", en=f"an archive of at most {MOST_PARTS} parts")
SOUND = Text(zh="能用表格软件打开的完整文件", en="a whole file that a spreadsheet program opens")


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet of a file: rows of cells as text, the first row being row 1."""

    name: str
    rows: list[list[str]]


def read_file(name: str, content: bytes) -> list[Grid]:
    """The sheets of a file; InvalidInput says what is wrong with it and what would be taken."""
    if len(content) > LARGEST_FILE:
        raise refused(name, f"{len(content) / 1024 / 1024:.1f} MB", TOO_LARGE.filled(limit=LARGEST_FILE // 1024 // 1024))
    suffix = name.lower().rsplit(".", 1)[-1]
    if content[:4] == b"PK\x03\x04" or suffix in ("xlsx", "xls", "xlsm", "ods") or content[:4] == b"\xd0\xcf\x11\xe0":
        grids = _read_workbook(name, content)
    elif suffix in ("csv", "tsv", "txt"):
        grids = [Grid("", _read_csv(name, content))]
    else:
        raise refused(name, f".{suffix}", KINDS)
    for grid in grids:
        _check_shape(name, grid)
    return grids


def refused(file: str, found: str, accepted: Text, row: int | None = None, sheet: str = "") -> InvalidInput:
    """The error for a whole file."""
    name = file[:LONGEST_NAME]
    return InvalidInput(REFUSED.filled(file=name), (Fault(name, found, accepted, row, sheet or None),))


def _read_workbook(name: str, content: bytes) -> list[Grid]:
    if content[:4] == b"PK\x03\x04":
        _check_archive(name, content)
    elif content[:4] != b"\xd0\xcf\x11\xe0":
        raise refused(name, "不是表格 / not a workbook", SOUND)
    try:
        sheets = read_in_child(content, MOST_ROWS, MOST_COLUMNS)
    except WorkbookRefused as error:
        raise refused(name, str(error), SHAPE if error.too_big else SOUND) from error
    return [Grid(title, rows) for title, rows in sheets]


def _check_archive(name: str, content: bytes) -> None:
    try:
        parts = zipfile.ZipFile(io.BytesIO(content)).infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise refused(name, "损坏的文件 / a damaged file", SOUND) from error
    if len(parts) > MOST_PARTS:
        raise refused(name, str(len(parts)), PARTS)
    unpacked = sum(part.file_size for part in parts)
    if unpacked > LARGEST_UNPACKED:
        raise refused(name, f"{unpacked / 1024 / 1024:.0f} MB", TOO_LARGE.filled(limit=LARGEST_UNPACKED // 1024 // 1024))


def decode(name: str, content: bytes) -> str:
    """Text by its byte-order mark, as strict UTF-8, or as GB18030."""
    encodings = [encoding for mark, encoding in BOMS if content.startswith(mark)] or ["utf-8", "gb18030"]
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError as error:
            failed = error
    found = f"字节 / byte {failed.start}: {content[failed.start : failed.start + 4].hex(' ')}"
    raise refused(name, found, ENCODINGS) from failed


def _read_csv(name: str, content: bytes) -> list[list[str]]:
    text = decode(name, content)
    delimiter = _delimiter(text[:8192])
    if max(line.count(delimiter) for line in text.split("\n")) > MOST_COLUMNS + LONGEST_CELL:
        raise refused(name, f"> {MOST_COLUMNS}", SHAPE)
    csv.field_size_limit(LARGEST_FILE)
    rows: list[list[str]] = []
    try:
        for row in csv.reader(io.StringIO(text.replace("\0", ""), newline=""), delimiter=delimiter):
            rows.append(row)
            if len(rows) > MOST_ROWS + 1:
                break
    except csv.Error as error:
        raise refused(name, str(error), SOUND, len(rows) + 1) from error
    return rows


def _delimiter(start: str) -> str:
    """What parts the cells of the first line that is parted at all; a title may stand above the headings."""
    lines = start.split("\n")[:SAMPLE_LINES]
    for several in DELIMITERS:
        for line in lines:
            best = max(several, key=line.count)
            if line.count(best) > 1:
                return best
    return max("".join(DELIMITERS), key=lines[0].count)


def _check_shape(name: str, grid: Grid) -> None:
    if len(grid.rows) > MOST_ROWS + 1:
        raise refused(name, f"> {MOST_ROWS}", SHAPE, sheet=grid.name)
    for number, row in enumerate(grid.rows, 1):
        longest = max(map(len, row), default=0)
        if len(row) > MOST_COLUMNS or longest > LONGEST_CELL:
            found = f"{len(row)}列 / columns" if len(row) > MOST_COLUMNS else f"{longest}字 / characters"
            raise refused(name, found, SHAPE, number, grid.name)
