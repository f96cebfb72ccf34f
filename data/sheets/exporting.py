"""Records back into the sheets they came from, and empty sheets to fill in."""

import csv
import io
from collections.abc import Iterable

from data.records import Record
from data.sheets.formulas import escape_formula
from data.sheets.headings import EXAMPLE_NUMBERS, HEADINGS, NUMBER, SHEET_NAMES, Heading
from data.vocabulary import RecordKind


def table(kind: RecordKind, records: Iterable[Record]) -> list[list[str]]:
    """Headings and rows: the contract's headings first, then every other column that was kept."""
    kept = list(records)
    names = [heading.name for heading in HEADINGS[kind]]
    others = list(dict.fromkeys(name for record in kept for name in record.extra))
    rows = [
        [record.number, *(record.cells.get(name, "") for name in names[1:]), *(record.extra.get(name, "") for name in others)]
        for record in kept
    ]
    return [[escape_formula(cell) for cell in row] for row in ([*names, *others], *rows)]


def to_csv(kind: RecordKind, records: Iterable[Record]) -> bytes:
    """UTF-8 with a byte-order mark, which Excel opens in Chinese."""
    out = io.StringIO(newline="")
    csv.writer(out).writerows(table(kind, records))
    return out.getvalue().encode("utf-8-sig")


def to_xlsx(kind: RecordKind, records: Iterable[Record]) -> bytes:
    """A workbook of one sheet."""
    return _workbook({kind: table(kind, records)}, with_help=False)


def template(kinds: Iterable[RecordKind]) -> bytes:
    """A workbook to fill in: a sheet a kind with its headings, notes on what may stand there, and an example row.

    The example's number says that it is one, so that it is not taken in with the rows written below it.
    """
    return _workbook({kind: [[h.name for h in HEADINGS[kind]], _example(kind)] for kind in kinds}, True)


def _example(kind: RecordKind) -> list[str]:
    return [EXAMPLE_NUMBERS[0] if heading is NUMBER else heading.example for heading in HEADINGS[kind]]


def _workbook(sheets: dict[RecordKind, list[list[str]]], with_help: bool) -> bytes:
    import xlsxwriter

    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        bold = book.add_format({"bold": True, "bg_color": "#E8F0E4", "border": 1, "text_wrap": True})
        for kind, rows in sheets.items():
            sheet = book.add_worksheet(SHEET_NAMES[kind])
            sheet.freeze_panes(1, 0)
            for column, name in enumerate(rows[0]):
                sheet.write_string(0, column, name, bold)
                sheet.set_column(column, column, max(12, 2 * len(name) + 4))
            if with_help:
                for column, heading in enumerate(HEADINGS[kind]):
                    sheet.write_comment(0, column, _note(heading))
            for at, row in enumerate(rows[1:], 1):
                for column, cell in enumerate(row):
                    sheet.write_string(at, column, cell)
    return out.getvalue()


def _note(heading: Heading) -> str:
    return f"{heading.accepts.zh}\n{heading.accepts.en}"
