"""Unpacks a workbook into rows of text; runs only in a confined child, and therefore imports nothing of ours."""

from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook

MOST_CELLS = 3_000_000
MOST_CHARACTERS = 32 * 1024 * 1024
DAMAGED_BY = (CalamineError, ValueError, OSError, KeyError, IndexError, BaseExceptionGroup)
TELLS = True
"""The error's own words name a part of the workbook and may be shown."""


def read(content: bytes, most_rows: int, most_columns: int) -> list[tuple[str, list[list[str]]]]:
    """(name, rows) of every sheet."""
    book = CalamineWorkbook.from_filelike(BytesIO(content))
    left = [MOST_CELLS, MOST_CHARACTERS]
    return [(name, _rows(book.get_sheet_by_name(name), most_rows, most_columns, left)) for name in book.sheet_names]


def _rows(sheet: Any, most_rows: int, most_columns: int, left: list[int]) -> list[list[str]]:
    """The rows of a sheet; what is still allowed of cells and characters goes down in `left`."""
    height, width = (end + 1 for end in sheet.end or (-1, -1))
    left[0] -= height * width
    if height > most_rows + 1 or width > most_columns or left[0] < 0:
        raise OverflowError(f"{height} × {width}")
    rows = []
    for values in _unmerged(sheet, left):
        cells = [_cell(value) for value in values]
        left[1] -= sum(map(len, cells))
        if left[1] < 0:
            raise OverflowError(f"> {MOST_CHARACTERS // 1024 // 1024} MB")
        while cells and not cells[-1]:
            cells.pop()
        rows.append(cells)
    while rows and not rows[-1]:
        rows.pop()
    return rows


def _unmerged(sheet: Any, left: list[int]) -> list[list[object]]:
    """The values, words of merged cells in each cell that they cover; a number belongs to all of them together."""
    grid: list[list[object]] = sheet.to_python(skip_empty_area=False)
    for (top, first), (bottom, last) in sheet.merged_cell_ranges or ():
        value = grid[top][first] if top < len(grid) and first < len(grid[top]) else ""
        left[0] -= 1 + (bottom - top) * (last - first)
        if left[0] < 0:
            raise OverflowError(f"> {MOST_CELLS}")
        if isinstance(value, str) and value:
            for row in grid[top : bottom + 1]:
                row[first : last + 1] = [value] * len(row[first : last + 1])
    return grid


def _cell(value: object) -> str:
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    if isinstance(value, date | time | timedelta):
        return str(value)
    return str(value)
