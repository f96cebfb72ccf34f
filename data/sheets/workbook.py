"""Unpacks a workbook in a child process with little memory and time, so that a hostile one harms nobody."""

import json
import resource
import subprocess
import sys
from datetime import date, datetime, time, timedelta
from typing import Any

MEMORY = 1_500 * 1024 * 1024
SECONDS = 30
PARSE = "from data.sheets.workbook import main; main()"


class WorkbookRefused(Exception):
    """The child could not read it; `too_big` when it ran out of its limits."""

    def __init__(self, message: str, too_big: bool = False) -> None:
        super().__init__(message)
        self.too_big = too_big


def read_in_child(content: bytes, most_rows: int, most_columns: int) -> list[tuple[str, list[list[str]]]]:
    """(name, rows) of every sheet."""
    command = [sys.executable, "-I", "-c", PARSE, str(most_rows), str(most_columns)]
    try:
        done = subprocess.run(command, input=content, capture_output=True, timeout=SECONDS + 5, check=False)
    except subprocess.TimeoutExpired as error:
        raise WorkbookRefused(f"> {SECONDS} s", too_big=True) from error
    if done.returncode == 3:
        raise WorkbookRefused(done.stderr.decode("utf-8", "replace")[-200:].strip(), too_big=True)
    if done.returncode == 2:
        raise WorkbookRefused(done.stderr.decode("utf-8", "replace")[-200:].strip())
    if done.returncode:
        raise WorkbookRefused(f"> {MEMORY // 1024 // 1024} MB / {SECONDS} s", too_big=True)
    return [(name, rows) for name, rows in json.loads(done.stdout)]


def main() -> None:
    """The child: workbook on standard input, JSON on standard output."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    most_rows, most_columns = int(sys.argv[1]), int(sys.argv[2])
    from io import BytesIO

    from python_calamine import CalamineError, CalamineWorkbook

    try:
        book = CalamineWorkbook.from_filelike(BytesIO(sys.stdin.buffer.read()))
        sheets = [(name, _rows(book.get_sheet_by_name(name), most_rows, most_columns)) for name in book.sheet_names]
    except CalamineError as error:
        _leave(2, str(error))
    except (MemoryError, OverflowError):
        _leave(3, f"> {MEMORY // 1024 // 1024} MB")
    json.dump(sheets, sys.stdout)


def _rows(sheet: Any, most_rows: int, most_columns: int) -> list[list[str]]:
    if sheet.height > most_rows + 1 or sheet.width > most_columns:
        _leave(3, f"{sheet.height} × {sheet.width}")
    return [[_cell(value) for value in row] for row in sheet.to_python(skip_empty_area=False)]


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
