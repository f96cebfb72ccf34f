"""A sheet's openings are kept whatever they ask, and its sender is told what to reword and why."""

from datetime import date

from data.records import Member
from data.sheets.importing import read_sheets
from data.sheets.lawful import unlawful

TODAY = date(2026, 11, 22)
HEADINGS = "编号,单位名称,岗位名称,招聘人数,薪资待遇,岗位职责,性别要求\n"


def rows(*lines: str):
    return read_sheets("openings.csv", (HEADINGS + "\n".join(lines)).encode(), TODAY)


def test_an_unlawful_condition_is_told_with_its_cell_and_a_rewording_and_the_row_is_kept() -> None:
    (row,) = rows("1,甲厂,普工,20,4500,进厂交押金三百元，简单易学,")
    assert row.record is not None
    (fault,) = row.faults
    assert (fault.where, fault.row) == ("岗位职责", 2)
    assert "押金" in fault.found
    assert "入职不收费" in fault.accepted.zh and "Labour Contract Law" in fault.accepted.en


def test_a_column_of_its_own_says_what_its_cells_are_about() -> None:
    (row,) = rows("1,甲厂,普工,20,4500,简单易学,男")
    assert [(fault.where, "性别不限" in fault.accepted.zh) for fault in row.faults] == [("性别要求", True)]


def test_what_only_looks_alike_is_not_told() -> None:
    (row,) = rows("1,女子医院,女装导购,2,3500,男女不限，不收押金，年满18周岁,不限")
    assert row.faults == ()


def test_members_are_not_checked() -> None:
    assert unlawful(Member(name="女")) == ()
