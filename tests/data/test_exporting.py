"""Records back as sheets: nothing lost, nothing run, nothing changed when they come in again."""

import csv
import io
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.codec import canonical, to_plain
from data.records import Opening, Record
from data.sheets.exporting import table, template, to_csv, to_xlsx
from data.sheets.files import read_file
from data.sheets.formulas import escape_formula, unescape_formula
from data.sheets.headings import HEADINGS, SHEET_NAMES
from data.sheets.importing import read_sheets
from data.sheets.rows import record_from_row
from data.vocabulary import RecordKind
from tests.conftest import county_sheet
from tests.data.making import HEADINGS as NAMES
from tests.data.making import ROW, TODAY, csv_text

WRITERS = {"csv": to_csv, "xlsx": to_xlsx}
SHEETS = {"members": RecordKind.MEMBER, "openings": RecordKind.OPENING, "needs": RecordKind.NEED, "services": RecordKind.SERVICE}


def records(content: bytes, name: str = "a.csv") -> list[Record]:
    rows = read_sheets(name, content, TODAY)
    assert all(row.record for row in rows)
    return [row.record for row in rows if row.record]


def digest(record: Record) -> str:
    return sha256(canonical(to_plain(record))).hexdigest()


@pytest.mark.parametrize("form", WRITERS)
@pytest.mark.parametrize("sheet", SHEETS)
def test_the_county_goes_out_and_comes_in_unchanged(sheet: str, form: str) -> None:
    before = records(county_sheet(sheet))
    after = records(WRITERS[form](SHEETS[sheet], before), f"a.{form}")
    assert len(before) > 20
    assert [digest(record) for record in after] == [digest(record) for record in before]


@pytest.mark.parametrize("kinds", [[kind] for kind in RecordKind] + [list(RecordKind)])
def test_the_examples_of_a_template_are_shown_and_not_taken_in(kinds: list[RecordKind]) -> None:
    blank = template(kinds)
    assert [grid.rows[1][0] for grid in read_file("样表.xlsx", blank)] == ["示例"] * len(kinds)
    rows = read_sheets("样表.xlsx", blank, TODAY)
    assert [(row.kind, row.record, row.example, row.refused) for row in rows] == [(kind, None, True, False) for kind in kinds]
    for row in rows:
        (fault,) = row.faults
        assert (fault.sheet, fault.row, fault.where, fault.found) == (SHEET_NAMES[row.kind], 2, "编号", "示例")
        assert "示例行，未导入" in fault.say("zh") and "not imported" in fault.say("en")


@pytest.mark.parametrize("kind", RecordKind)
def test_what_a_template_shows_can_be_read_without_a_fault(kind: RecordKind) -> None:
    examples = {heading.name: heading.example for heading in HEADINGS[kind] if heading.example}
    record, faults = record_from_row(kind, examples, TODAY)
    assert faults == () and dict(record.cells) == examples


TRICKS = ["=1+1", "@SUM(A1)", "+cmd|' /C calc'!A0", "-2+3", "=HYPERLINK(\"http://x\")", "\t=1", "\r=1", " =1+1", "＝1+1", "＠x", "'=1+1", "''=1", "-cmd", "+86-139"]  # fmt: skip
PLAIN = ["-5", "+8613900000000", "+86 139 0000 0000", "-0.5", "13900000000", "-", "—", "'引号'", "a=1", "4500-5200", "", "1+1"]


@pytest.mark.parametrize("cell", TRICKS)
def test_a_cell_that_would_run_is_written_as_text(cell: str) -> None:
    assert escape_formula(cell) == "'" + cell
    assert unescape_formula(escape_formula(cell)) == cell


@pytest.mark.parametrize("cell", PLAIN)
def test_other_cells_are_left_alone(cell: str) -> None:
    assert escape_formula(cell) == cell == unescape_formula(cell)


@settings(max_examples=500, deadline=None)
@given(st.text("='+-@＝ \t\r5a", max_size=8))
def test_escaping_is_undone_whatever_the_cell(cell: str) -> None:
    escaped = escape_formula(cell)
    assert unescape_formula(escaped) == cell
    assert escaped.lstrip()[:1] not in ("=", "@", "＝") and escaped[:1] not in ("\t", "\r")


@pytest.mark.parametrize("form", WRITERS)
def test_formulas_in_any_cell_or_heading_go_out_as_text_and_come_back(form: str) -> None:
    names, row = (*NAMES, "=1+1", "特长"), (ROW[0], "=cmd()", "@普工", *ROW[3:], "+x", "-y")
    before = records(csv_text(names, row).encode())
    content = WRITERS[form](RecordKind.OPENING, before)
    if form == "csv":
        for cells in csv.reader(io.StringIO(content.decode("utf-8-sig"))):
            assert not [cell for cell in cells if cell.startswith(("=", "@", "+", "-"))]
    assert records(content, f"a.{form}") == before
    assert before[0].extra == {"=1+1": "+x", "特长": "-y"}


@pytest.mark.parametrize("form", WRITERS)
def test_columns_that_nobody_knows_go_out_behind_the_others(form: str) -> None:
    names = (*NAMES, "", "内部意见", "内部意见", "人数", "备 注")
    before = records(csv_text(names, (*ROW, "无名", "一", "二", "9", "y"), ("2", *ROW[1:], "", "", "三", "", "")).encode())
    heads = table(RecordKind.OPENING, before)[0]
    assert heads[: len(HEADINGS[RecordKind.OPENING])] == [heading.name for heading in HEADINGS[RecordKind.OPENING]]
    assert {"内部意见", "内部意见（2）", "人数", "第7列"} <= set(heads)
    assert records(WRITERS[form](RecordKind.OPENING, before), f"a.{form}") == before


@pytest.mark.parametrize("write", [to_csv, to_xlsx])
def test_an_export_of_nothing_is_a_sheet_of_headings(write: Callable[[RecordKind, list[Record]], bytes]) -> None:
    assert write(RecordKind.MEMBER, [])
    assert table(RecordKind.MEMBER, []) == [[heading.name for heading in HEADINGS[RecordKind.MEMBER]]]


def test_csv_opens_in_excel_in_chinese() -> None:
    content = to_csv(RecordKind.OPENING, records(csv_text(NAMES, ROW).encode()))
    assert content.startswith(b"\xef\xbb\xbf") and "盱江仓储" in content.decode("utf-8-sig")


def test_line_ends_and_quotes_inside_cells_survive() -> None:
    before = records(csv_text((*NAMES, "岗位职责"), (*ROW, '一、收货\n二、“发货”,"盘点"')).encode())
    assert isinstance(before[0], Opening) and "\n" in before[0].duties
    for form, write in WRITERS.items():
        assert records(write(RecordKind.OPENING, before), f"a.{form}") == before
    assert digest(before[0]) != digest(replace(before[0], duties="x"))
