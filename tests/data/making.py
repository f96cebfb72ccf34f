"""Files as people and attackers make them, for the tests of sheets."""

import csv
import io
import zipfile
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import xlsxwriter

TODAY = date(2026, 11, 22)
HEADINGS = ("编号", "单位名称", "岗位名称", "招聘人数", "工作地点", "薪资待遇")
ROW = ("1", "盱江仓储", "仓库管理员", "5人", "江西南城", "4500-5200元/月")
SHEET = "xl/worksheets/sheet1.xml"


def csv_text(*rows: Sequence[str], delimiter: str = ",") -> str:
    """Rows as the text of a CSV file."""
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue()


def workbook(fill: Callable[[Any], None]) -> bytes:
    """A workbook that `fill` writes."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        fill(book)
    return out.getvalue()


def sheet_of(*rows: Sequence[object], name: str | None = None) -> Callable[[Any], None]:
    """Writes rows as a sheet."""

    def fill(book: Any) -> None:
        sheet = book.add_worksheet(name)
        for at, row in enumerate(rows):
            sheet.write_row(at, 0, row)

    return fill


def repacked(edit: Callable[[str, bytes], bytes] = lambda _, part: part, more: Sequence[tuple[str, bytes]] = ()) -> bytes:
    """A sound workbook with its parts edited and others put in."""
    sound, out = workbook(sheet_of(HEADINGS, ROW)), io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(sound)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, edit(name, old.read(name)))
        for name, part in more:
            new.writestr(name, part)
    return out.getvalue()


def in_sheet(old: bytes, new: bytes) -> Callable[[str, bytes], bytes]:
    """An edit of the first sheet's XML."""
    return lambda name, part: part.replace(old, new, 1) if name == SHEET else part
