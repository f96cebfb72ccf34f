"""Schooling asked and held."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.reading.education import (
    any_education,
    education_must,
    read_education,
    read_level,
)
from data.vocabulary import Education as E


@pytest.mark.parametrize(
    ("text", "level", "must", "anyone"),
    [
        ("本科", E.BACHELOR, True, False),
        ("大专", E.COLLEGE, True, False),
        ("初中及以下", None, False, True),
        ("学历不限", None, False, True),
        ("高中以上", E.SENIOR, True, False),
        ("大专优先", E.COLLEGE, False, False),
        ("初中以上，高中优先", E.JUNIOR, True, False),
        ("中专/高中", E.SENIOR, True, False),
        ("中技", E.SENIOR, True, False),
        ("硕士", E.MASTER, True, False),
        ("博士", E.DOCTOR, True, False),
        ("不限", None, False, True),
        ("文化程度不限，大专优先", E.COLLEGE, False, True),
        ("小学", E.PRIMARY, True, False),
        ("普通话良好", None, False, False),
        ("初中或高中", E.JUNIOR, True, False),
        ("大专以上学历优先", E.COLLEGE, False, False),
        ("最好大专", E.COLLEGE, False, False),
        ("大學本科", E.BACHELOR, True, False),
        ("技校", E.SENIOR, True, False),
        ("", None, False, False),
        ("职高", E.SENIOR, True, False),
        ("统招本科及以上学历", E.BACHELOR, True, False),
        ("高职", E.COLLEGE, True, False),
    ],
)
def test_what_is_asked(text: str, level: E | None, must: bool, anyone: bool) -> None:
    assert (read_education(text), education_must(text), any_education(text)) == (level, must, anyone)


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("初中毕业", E.JUNIOR),
        ("本科在读", E.COLLEGE),
        ("高中没毕业", E.JUNIOR),
        ("没读过大学", None),
        ("中专，后来读了大专", E.COLLEGE),
        ("小學", E.PRIMARY),
        ("研究生", E.MASTER),
        ("初中及以下", E.JUNIOR),
        ("", None),
        ("技校毕业", E.SENIOR),
    ],
)
def test_what_is_held(text: str, level: E | None) -> None:
    assert read_level(text) == level


@given(st.text())
def test_no_text_stops_it(text: str) -> None:
    read_education(text)
    read_level(text)
