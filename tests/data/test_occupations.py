"""The table of occupations hangs together and calls things what people call them."""

import re

import pytest

from data.reference.occupations import assignable, occupations

CODE = re.compile(r"[1-8](-\d{2}){3}")


def test_every_code_has_the_form_of_the_classification() -> None:
    assert all(CODE.fullmatch(code) for code in occupations())


def test_every_parent_stands_in_the_table_at_a_broader_level() -> None:
    table = occupations()
    for row in table.values():
        if row.level == 1:
            assert row.parent is None
        else:
            assert row.parent is not None
            assert table[row.parent].level < row.level, row.code


def test_the_eight_major_groups_and_over_sixteen_hundred_occupations_are_there() -> None:
    levels = [row.level for row in occupations().values()]
    assert levels.count(1) == 8
    assert levels.count(4) > 1600


def test_names_carry_no_marks_for_digital_or_green() -> None:
    assert not [row.name for row in occupations().values() if re.search(r"[LS/]$", row.name)]


def test_every_occupation_has_an_english_name() -> None:
    assert not [row.code for row in occupations().values() if not row.name_en]


def test_no_occupation_repeats_its_own_words() -> None:
    for row in occupations().values():
        assert len(set(row.colloquial)) == len(row.colloquial), row.code


def test_what_can_be_assigned_has_nothing_below_it() -> None:
    parents = {row.parent for row in occupations().values()}
    assert not [row.code for row in assignable() if row.code in parents]


@pytest.mark.parametrize(
    ("said", "code"),
    [("会计", "2-06-03-00"), ("幼师", "2-08-03-00"), ("程序员", "2-02-10-03"), ("网格员", "3-01-04-02")],
)
def test_what_people_say_is_filed_under_the_occupation(said: str, code: str) -> None:
    assert said in occupations()[code].colloquial


def test_the_table_can_not_be_changed() -> None:
    with pytest.raises(TypeError):
        occupations()["9-99-99-99"] = next(iter(assignable()))  # type: ignore[index]
