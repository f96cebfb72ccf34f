"""Unpacks a workbook in a child process with little memory and time, so that a hostile one harms nobody.

The child runs this very file by its path, so that it finds it from any folder, installed or not, and
nothing else of that name; it therefore imports nothing of ours.
"""

import json
import resource
import subprocess
import sys
from datetime import date, datetime, time, timedelta
from typing import Any

MEMORY = 768 * 1024 * 1024
SECONDS = 15
MOST_CELLS = 3_000_000
MOST_CHARACTERS = 32 * 1024 * 1024
UNREADABLE, TOO_BIG = 2, 3


class WorkbookRefused(Exception):
    """The child could not read it; `too_big` when it ran out of its limits."""

    def __init__(self, message: str, too_big: bool = False) -> None:
        super().__init__(message)
        self.too_big = too_big


def read_in_child(content: bytes, most_rows: int, most_columns: int) -> list[tuple[str, list[list[str]]]]:
    """(name, rows) of every sheet; empty rows and cells after the last filled one are left out."""
    command = [sys.executable, "-I", __file__, str(most_rows), str(most_columns)]
    try:
        done = subprocess.run(command, input=content, capture_output=True, timeout=2 * SECONDS, check=False)
    except subprocess.TimeoutExpired as error:
        raise WorkbookRefused(f"> {SECONDS} s", too_big=True) from error
    said = done.stderr.decode("utf-8", "replace").strip().rpartition("\n")[2][-200:]
    if done.returncode in (UNREADABLE, TOO_BIG):
        raise WorkbookRefused(said, too_big=done.returncode == TOO_BIG)
    if done.returncode < 0 or "MemoryError" in said:
        raise WorkbookRefused(f"> {MEMORY // 1024 // 1024} MB / {SECONDS} s", too_big=True)
    if done.returncode:
        raise RuntimeError(f"the workbook reader failed: {said}")
    return [(name, rows) for name, rows in json.loads(done.stdout)]


def main() -> None:
    """The child: workbook on standard input, JSON on standard output."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    most_rows, most_columns = int(sys.argv[1]), int(sys.argv[2])
    from io import BytesIO

    from python_calamine import CalamineError, CalamineWorkbook

    content = sys.stdin.buffer.read()
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(content))
        left = [MOST_CELLS, MOST_CHARACTERS]
        sheets = [(name, _rows(book.get_sheet_by_name(name), most_rows, most_columns, left)) for name in book.sheet_names]
        json.dump(sheets, sys.stdout)
    except (MemoryError, OverflowError):
        _leave(TOO_BIG, f"> {MEMORY // 1024 // 1024} MB")
    except (CalamineError, ValueError, OSError, KeyError, IndexError, BaseExceptionGroup) as error:
        _leave(UNREADABLE, str(error))
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        _leave(UNREADABLE, "损坏的文件 / a damaged file")


def _rows(sheet: Any, most_rows: int, most_columns: int, left: list[int]) -> list[list[str]]:
    """The rows of a sheet; what is still allowed of cells and characters goes down in `left`."""
    height, width = (end + 1 for end in sheet.end or (-1, -1))
    left[0] -= height * width
    if height > most_rows + 1 or width > most_columns or left[0] < 0:
        _leave(TOO_BIG, f"{height} × {width}")
    rows = []
    for values in _unmerged(sheet, left):
        cells = [_cell(value) for value in values]
        left[1] -= sum(map(len, cells))
        if left[1] < 0:
            _leave(TOO_BIG, f"> {MOST_CHARACTERS // 1024 // 1024} MB")
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
            _leave(TOO_BIG, f"> {MOST_CELLS}")
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


def _leave(code: int, message: str) -> None:
    print(message, file=sys.stderr)
    raise SystemExit(code)


if __name__ == "__main__":
    main()
