"""Conditions of work: stated, refused, wanted."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.reading.conditions import read_conditions
from data.reference.conditions import conditions, implied_by


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("两班倒", "rotating_shift"),
        ("兩班倒", "rotating_shift"),
        ("三班倒", "night_shift"),
        ("长白班", "day_shift"),
        ("双休", "weekends_off"),
        ("计件", "piece_rate"),
        ("不怕高空作业", "height"),
        ("可接受加班", "overtime"),
    ],
)
def test_a_condition_is_stated(text: str, code: str) -> None:
    assert code in read_conditions(text).has


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("不上夜班", "night_shift"),
        ("夜班的不行", "night_shift"),
        ("不能长期上夜班", "night_shift"),
        ("怕高", "height"),
        ("不想出差", "travel"),
        ("不加班", "overtime"),
        ("不喝酒应酬", "drinking"),
    ],
)
def test_a_condition_is_refused(text: str, code: str) -> None:
    read = read_conditions(text)
    assert code in read.refused
    assert code not in read.has


@pytest.mark.parametrize(("text", "code"), [("想找长白班的", "day_shift"), ("最好有双休", "weekends_off")])
def test_a_condition_is_wanted(text: str, code: str) -> None:
    assert code in read_conditions(text).wanted


def test_a_mention_knows_where_it_stands() -> None:
    text = "孩子小，\u200b不上夜班"
    mention = next(m for m in read_conditions(text).mentions if m.code == "night_shift")
    assert text[mention.start : mention.end] == "不上夜班"


def test_every_implication_leads_to_a_known_condition() -> None:
    for code in conditions():
        assert implied_by(code) <= set(conditions())


def test_every_condition_is_read_from_its_own_name() -> None:
    for condition in conditions().values():
        read = read_conditions(condition.name)
        assert condition.code in read.has | read.wanted | read.refused, condition.name


@given(st.text())
def test_no_text_stops_it(text: str) -> None:
    read = read_conditions(text)
    assert not read.has & read.refused
