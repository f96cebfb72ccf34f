"""A file of rows as records, each with its report, and what keeping them does."""

from collections.abc import Callable
from datetime import date, time
from typing import Any

import pytest

from api.use_cases.importing import ImportReport, import_file
from data.records import Opening, Organisation
from data.sheets.importing import ReadRow, read_sheets
from data.store.database import Database
from data.store.organisations import save_organisation
from data.store.repositories import Records, newest_change
from data.store.scope import Asker
from data.vocabulary import RecordKind, Role
from tests.conftest import county_sheet
from tests.data.making import HEADINGS, ROW, TODAY, csv_text, sheet_of, workbook

TOWN = Asker("town", Role.ADMINISTRATOR)


def read(*rows: tuple[str, ...], kind: RecordKind | None = None) -> list[ReadRow]:
    return read_sheets("岗位.csv", csv_text(*rows).encode(), TODAY, kind)


def one(*rows: tuple[str, ...]) -> Opening:
    (row,) = read(*rows)
    assert isinstance(row.record, Opening)
    return row.record


def test_headings_may_stand_in_any_order_under_any_of_their_names() -> None:
    plain = one(HEADINGS, ROW)
    turned = one(tuple(reversed(HEADINGS)), tuple(reversed(ROW)))
    named = one(("序号", "公司", "職位名稱", "需求人数（人）", "上班地点", "*工资"), ROW)
    assert plain == turned == named
    assert (plain.number, plain.employer, plain.title.text, plain.headcount) == ("1", "盱江仓储", "仓库管理员", 5)


def test_columns_that_nobody_knows_are_kept() -> None:
    record = one((*HEADINGS, "联系人喜好", "", ""), (*ROW, "喝茶", "无名", ""))
    assert record.extra == {"联系人喜好": "喝茶", "第8列": "无名"}


def test_a_cell_beyond_the_last_heading_is_kept_too() -> None:
    assert one(HEADINGS, (*ROW, "多出来的")).extra == {"第7列": "多出来的"}


def test_no_column_is_lost_when_headings_repeat() -> None:
    record = one((*HEADINGS, "说明甲", "说明甲", "说明甲", "岗位名称"), (*ROW, "一", "二", "三", "四"))
    assert record.extra == {"说明甲": "一", "说明甲（2）": "二", "说明甲（3）": "三", "岗位名称（2）": "四"}


def test_a_contract_heading_beats_a_synonym_and_words_beat_a_blank() -> None:
    assert one((*HEADINGS, "人数"), (*ROW, "9")).headcount == 5
    assert one(("人数", *HEADINGS), ("9", *ROW)).headcount == 5
    blank = tuple("" if name == "招聘人数" else cell for name, cell in zip(HEADINGS, ROW, strict=True))
    record = one(("人数", *HEADINGS), ("9", *blank))
    assert (record.headcount, record.cells["招聘人数"], record.extra) == (9, "9", {})


def test_rows_of_blanks_are_passed_over_and_the_others_keep_their_numbers() -> None:
    rows = read(HEADINGS, ROW, ("", " ", "\u3000"), (), ("2", *ROW[1:]))
    assert [(row.row, row.record and row.record.number) for row in rows] == [(2, "1"), (5, "2")]


def test_a_title_and_notes_may_stand_above_the_headings() -> None:
    rows = read(("2026年春季岗位汇总",), ("填表单位：某某", "", "日期"), (), HEADINGS, ROW)
    assert [(row.row, row.record and row.record.number) for row in rows] == [(5, "1")]


def test_the_headings_of_another_printed_page_are_no_record() -> None:
    assert len(read(HEADINGS, ROW, HEADINGS, ("2", *ROW[1:]))) == 2


def test_the_same_number_twice_is_refused_with_both_rows_named() -> None:
    first, second, third = read(HEADINGS, ROW, ("1", *ROW[1:2], "保安", *ROW[3:]), ("2", *ROW[1:]))
    assert first.record and third.record and second.record is None
    fault = second.faults[0]
    assert (fault.where, fault.found, fault.row) == ("编号", "1", 3)
    for language, words in (("zh", ("第3行", "第2行")), ("en", ("row 3", "row 2"))):
        assert all(word in fault.say(language) for word in words)


@pytest.mark.parametrize("number", ["示例", "例", " 样例 "])
def test_an_example_row_is_passed_over_wherever_it_stands(number: str) -> None:
    before, example, after = read(HEADINGS, ROW, (number, *ROW[1:]), ("2", *ROW[1:]))
    assert before.record is not None and after.record is not None
    assert (example.record, example.example, example.refused, len(example.faults)) == (None, True, False, 1)
    assert not before.example and not read(HEADINGS, ("例1", *ROW[1:]))[0].example


@pytest.mark.parametrize("all_or_nothing", [False, True])
def test_an_example_row_is_neither_kept_nor_refused(database: Database, all_or_nothing: bool) -> None:
    content = csv_text(HEADINGS, ("示例", *ROW[1:]), ROW).encode()
    with database.writing() as connection:
        save_organisation(connection, Organisation("town", Role.ADMINISTRATOR, "镇驿站"))
        report = import_file(connection, TOWN, "岗位.csv", content, TODAY, all_or_nothing=all_or_nothing)
        assert [stored.record.number for stored in Records(connection, TOWN, RecordKind.OPENING).all()] == ["1"]
    counts = {"rows": 1, "new": 1, "changed": 0, "unchanged": 0, "refused": 0, "with_doubts": 0}
    assert report.kept and report.counts() == counts
    assert [(row.row, row.state) for row in report.rows] == [(2, "example"), (3, "new")]


def test_a_number_that_is_too_long_is_refused() -> None:
    (row,) = read(HEADINGS, ("x" * 65, *ROW[1:]))
    assert row.record is None and "64" in row.faults[0].say("zh") and "64" in row.faults[0].say("en")


def test_a_row_without_a_number_is_known_by_what_it_says() -> None:
    nameless = ("", *ROW[1:])
    first, again = one(HEADINGS, nameless), one(tuple(reversed(HEADINGS)), tuple(reversed(nameless)))
    other = one(HEADINGS, ("", *ROW[1:-1], "6000"))
    assert first.number == again.number != other.number
    assert first.number and len(first.number) <= 64
    assert read(HEADINGS, nameless, nameless)[1].record is None


def test_what_cannot_be_read_is_reported_with_its_place_and_the_row_is_kept() -> None:
    (row,) = read(HEADINGS, ("1", "甲", "普工", "很多很多", "火星基地", "看着给"))
    assert row.record is not None and row.record.cells["招聘人数"] == "很多很多"
    assert {fault.where for fault in row.faults} >= {"招聘人数", "工作地点"}
    for fault in row.faults:
        assert fault.row == 2 and fault.found in fault.say("zh") and fault.accepted.zh and fault.accepted.en


def test_a_sheet_may_be_named_when_few_headings_tell() -> None:
    rows = (("编号", "备注"), ("1", "找活"))
    (row,) = read(*rows, kind=RecordKind.MEMBER)
    assert row.kind is RecordKind.MEMBER and row.record is not None


def test_numbers_and_days_of_excel_are_read_as_they_show() -> None:
    def fill(book: Any) -> None:
        sheet = book.add_worksheet("岗位")
        sheet.write_row(0, 0, ["编号", "单位名称", "岗位名称", "招聘人数", "薪资待遇", "有效期至", "到岗时间", "备注", "开工"])
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        sheet.write_row(1, 0, [7, "甲", "普工", 5, 4500])
        sheet.write_datetime(1, 5, date(2099, 12, 31), day)
        sheet.write_number(1, 6, 46357 + 8.5 / 24, book.add_format({"num_format": "yyyy-mm-dd hh:mm"}))
        sheet.write_datetime(1, 8, time(8, 30), book.add_format({"num_format": "hh:mm"}))
        sheet.write_boolean(1, 7, True)
        sheet.write_row(2, 0, [13900000000, "乙", "电工", 2, 4500.5])
        sheet.write_formula(2, 7, "=1/0", None, "#DIV/0!")

    first, second = (row.record for row in read_sheets("a.xlsx", workbook(fill), TODAY))
    assert isinstance(first, Opening) and isinstance(second, Opening)
    assert (first.number, first.headcount, first.valid_until) == ("7", 5, "2099-12-31")
    assert first.pay and first.pay.low == 4500 and first.start and first.start.date == "2026-12-01"
    assert first.extra == {"开工": "08:30:00"}
    assert second.number == "13900000000" and second.pay and second.pay.low == 4500.5


def test_merged_titles_headings_and_employers_are_understood() -> None:
    def fill(book: Any) -> None:
        sheet = book.add_worksheet()
        sheet.merge_range(0, 0, 0, 5, "2026年岗位汇总表")
        for column, name in enumerate(["编号", "单位名称", "岗位名称", "招聘人数"]):
            sheet.merge_range(1, column, 2, column, name)
        sheet.merge_range(1, 4, 1, 5, "薪资待遇")
        sheet.write_row(2, 4, ["最低", "最高"])
        sheet.write_column(3, 0, ["a", "b", "c"])
        sheet.merge_range(3, 1, 4, 1, "盱江仓储")
        sheet.write(5, 1, "另一家")
        sheet.write_column(3, 2, ["普工", "保安", "厨师"])
        sheet.merge_range(3, 3, 4, 3, 8)
        sheet.write_column(3, 4, [4000, 4100, 4200])

    rows = read_sheets("a.xlsx", workbook(fill), TODAY)
    records = [row.record for row in rows]
    assert [(row.row, record.number, record.employer) for row, record in zip(rows, records, strict=True)] == [
        (4, "a", "盱江仓储"), (5, "b", "盱江仓储"), (6, "c", "另一家"),
    ]  # fmt: skip
    assert [record.headcount for record in records] == [8, None, None]
    assert [record.pay.low for record in records] == [4000, 4100, 4200]


def test_every_sheet_of_a_workbook_is_read_whatever_stands_between() -> None:
    def fill(book: Any) -> None:
        sheet_of(("说明", "请填写"), name="填表说明")(book)
        book.add_worksheet("空表")
        sheet_of((), ("",), ("标题行",), ("", *HEADINGS, ""), ("", *ROW), name="甲厂")(book)
        sheet_of(HEADINGS, ROW, name="乙厂")(book)
        sheet_of(("姓名", "户籍地", "求职岗位"), ("王某", "江西南城", "保安"), name="人")(book)

    rows = read_sheets("a.xlsx", workbook(fill), TODAY)
    assert [(row.sheet, row.row, row.kind) for row in rows] == [
        ("甲厂", 5, RecordKind.OPENING), ("乙厂", 2, RecordKind.OPENING), ("人", 2, RecordKind.MEMBER),
    ]  # fmt: skip
    assert all(row.record for row in rows)


@pytest.fixture
def take(database: Database) -> Callable[..., ImportReport]:
    """Imports a file for one station."""
    with database.writing() as connection:
        save_organisation(connection, Organisation("town", Role.STATION, "镇驿站"))

    def imported(content: bytes, name: str = "岗位.csv", today: date = TODAY, all_or_nothing: bool = False) -> ImportReport:
        with database.writing() as connection:
            return import_file(connection, TOWN, name, content, today, all_or_nothing=all_or_nothing)

    return imported


def newest(database: Database) -> int:
    with database.reading() as connection:
        return newest_change(connection)


@pytest.mark.parametrize("sheet", ["members", "openings", "needs", "services"])
def test_importing_the_county_twice_changes_nothing(database: Database, take: Callable[..., ImportReport], sheet: str) -> None:
    first = take(county_sheet(sheet), f"{sheet}.csv").counts()
    feed = newest(database)
    assert first["new"] == first["rows"] > 20 and feed == first["rows"]
    again = take(county_sheet(sheet), f"{sheet}.csv").counts()
    assert again["unchanged"] == again["rows"] == first["rows"]
    assert newest(database) == feed


def test_one_changed_cell_is_one_changed_record(database: Database, take: Callable[..., ImportReport]) -> None:
    rows = [(str(number), *ROW[1:]) for number in range(20)]
    take(csv_text(HEADINGS, *rows).encode())
    feed = newest(database)
    rows[7] = (*rows[7][:-1], "4600元/月")
    report = take(csv_text(HEADINGS, *rows).encode("gb18030"))
    assert (report.counts()["changed"], report.counts()["unchanged"]) == (1, 19)
    assert [row.number for row in report.rows if row.state == "changed"] == ["7"]
    assert newest(database) == feed + 1


def test_all_or_nothing_keeps_nothing_and_otherwise_the_good_rows_are_kept(
    database: Database, take: Callable[..., ImportReport]
) -> None:
    content = csv_text(HEADINGS, ROW, ("2", *ROW[1:]), ("2", *ROW[1:])).encode()
    report = take(content, all_or_nothing=True)
    assert not report.kept and report.counts()["refused"] == 3
    assert newest(database) == 0
    with database.reading() as connection:
        assert Records(connection, TOWN, RecordKind.OPENING).page(closed=True) == []
    report = take(content)
    assert report.kept and (report.counts()["new"], report.counts()["refused"]) == (2, 1)


def test_what_is_never_stored_is_left_out_and_said_once() -> None:
    content = "编号,姓名,意向,求职岗位,民族,政治面貌,车牌\nA1,甲,求职,电工,某族,某某,赣F1\nA2,乙,求职,焊工,某族,某某,赣F2\n"
    rows = read_sheets("members.csv", content.encode(), date(2026, 11, 22))
    assert [fault.where for row in rows for fault in row.faults] == ["民族", "政治面貌"]
    assert all("某族" not in str(row.record) and "某某" not in str(row.record) for row in rows)
    assert [dict(row.record.extra) for row in rows if row.record] == [{"车牌": "赣F1"}, {"车牌": "赣F2"}]
