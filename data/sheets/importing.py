"""A file of any of the four sheets as records, each row with its report."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from hashlib import blake2b

from data.errors import Fault, InvalidInput
from data.records import Record
from data.sheets.files import Grid, read_file, refused
from data.sheets.formulas import unescape_formula
from data.sheets.headings import EXAMPLE_NUMBERS, HEADINGS, SHEET_NAMES, guess_kind, match_headings
from data.sheets.lawful import unlawful
from data.sheets.rows import NOTHING_OF_THE_KIND, record_from_row
from data.text import Text
from data.vocabulary import RecordKind

HEADING_WITHIN = 10
NO_SHEET = Text(
    zh="首行是{sheets}之一的标题的表（可用 guiyan template 得到样表）",
    en="a sheet whose heading row is that of one of {sheets} (guiyan template writes one)",
)
TWICE = Text(zh="同一编号在一份文件里只出现一次（前面已在第{row}行）", en="each number once in a file (it stood in row {row} before)")
NO_ROWS = Text(zh="标题下面至少有一行内容", en="at least one filled row under the headings")
EXAMPLE_ROW = Text(
    zh="本单位的编号（这是示例行，未导入）", en="your own number (this is an example row and was not imported)"
)
LONG_NUMBER = Text(zh="最长64个字符的编号", en="a number of at most 64 characters")


@dataclass(frozen=True, slots=True)
class ReadRow:
    """A row of the file: its record, or None where the row is an example or cannot be taken; faults say why or what was unread."""

    sheet: str
    row: int
    kind: RecordKind
    record: Record | None
    faults: tuple[Fault, ...]
    example: bool = False

    @property
    def refused(self) -> bool:
        """Whether somebody's row cannot be taken; an example row is nobody's."""
        return self.record is None and not self.example


def read_sheets(name: str, content: bytes, today: date, kind: RecordKind | None = None) -> list[ReadRow]:
    """Every row of every sheet that is recognised; InvalidInput where the file holds none."""
    grids = read_file(name, content)
    heads = [(grid, head) for grid in grids if (head := _heading_row(grid, kind))]
    if not heads:
        wanted = [SHEET_NAMES[kind]] if kind else list(SHEET_NAMES.values())
        names = Text("、".join(wanted), ", ".join(wanted))
        raise refused(name, _first_words(grids), NO_SHEET.filled(sheets=names))
    found = [row for grid, head in heads for row in _read_grid(grid, *head, today)]
    if not found:
        grid, (at, _) = heads[0]
        raise refused(name, " ".join(filter(None, grid.rows[at])), NO_ROWS, at + 1, grid.name)
    return found


def _first_words(grids: list[Grid]) -> str:
    words = next((" ".join(filter(None, row)) for grid in grids for row in grid.rows if any(map(str.strip, row))), "")
    return "".join(c if c.isprintable() else "?" for c in words[:80])


def _heading_row(grid: Grid, kind: RecordKind | None) -> tuple[int, RecordKind] | None:
    for at, row in enumerate(grid.rows[:HEADING_WITHIN]):
        guessed = kind if kind and len(match_headings(kind, row)) >= 2 else guess_kind(row)
        if guessed and (kind is None or guessed is kind):
            return at, guessed
    return None


def _read_grid(grid: Grid, head: int, kind: RecordKind, today: date) -> Iterator[ReadRow]:
    headings = _column_names(grid, head)
    seen: dict[str, int] = {}
    left_out: set[str] = set()
    for number, cells in enumerate(grid.rows[head + 1 :], head + 2):
        if not any(cell.strip() for cell in cells) or _heading_again(cells, headings):
            continue
        row = {heading: unescape_formula(cell) for heading, cell in zip(headings, cells, strict=False)}
        record, faults = record_from_row(kind, row, today)
        if record.number in EXAMPLE_NUMBERS:
            passed_over = Fault("编号", record.number, EXAMPLE_ROW, number, grid.name or None)
            yield ReadRow(grid.name, number, kind, None, (passed_over,), example=True)
            continue
        record = record if record.number else replace(record, number=_content_number(row))
        told = [fault for fault in (*faults, *unlawful(record)) if fault.accepted is not NOTHING_OF_THE_KIND or fault.where not in left_out]
        left_out |= {fault.where for fault in faults if fault.accepted is NOTHING_OF_THE_KIND}
        placed = tuple(replace(fault, row=number, sheet=grid.name or None) for fault in told)
        yield _checked(ReadRow(grid.name, number, kind, record, placed), seen)


def _column_names(grid: Grid, head: int) -> list[str]:
    """A name for every column: its heading, its place where it has none, numbered where it stood before."""
    names: list[str] = []
    width = max(len(cells) for cells in grid.rows[head:])
    written = [unescape_formula(cell.strip()) for cell in grid.rows[head]]
    for at in range(width):
        name = first = (written[at] if at < len(written) else "") or f"第{at + 1}列"
        again = 2
        while name in names:
            name, again = f"{first}（{again}）", again + 1
        names.append(name)
    return names


def _heading_again(cells: list[str], headings: list[str]) -> bool:
    """Whether a row repeats the headings: the lower half of merged ones, or the top of another printed page."""
    same = sum(cell.strip() == heading for cell, heading in zip(cells, headings, strict=False))
    return same >= max(2, len(headings) // 3)


def _checked(read: ReadRow, seen: dict[str, int]) -> ReadRow:
    assert read.record is not None
    number = read.record.number
    before = seen.setdefault(number, read.row)
    if before == read.row and len(number) <= 64:
        return read
    accepted = LONG_NUMBER if len(number) > 64 else TWICE.filled(row=before)
    fault = Fault("编号", number, accepted, read.row, read.sheet or None)
    return replace(read, record=None, faults=(fault, *read.faults))


def _content_number(row: dict[str, str]) -> str:
    """A row without a number is known by what it says, so that the same row is not taken twice."""
    said = "\0".join(f"{name}\1{cell.strip()}" for name, cell in sorted(row.items()) if cell.strip())
    return "x" + blake2b(said.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


__all__ = ["HEADINGS", "InvalidInput", "ReadRow", "read_sheets"]
