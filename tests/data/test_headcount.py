"""How many people are wanted."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.reading.headcount import read_headcount, read_seats


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("1人", 1, 1),
        ("5-8名", 5, 8),
        ("四百", 400, 400),
        ("招20个", 20, 20),
        ("男女各5", 10, 10),
        ("2", 2, 2),
        ("十几个", 10, 19),
        ("招聘人数:10", 10, 10),
        ("男5人女3人", 8, 8),
        ("三五人", 3, 5),
        ("1-2人", 1, 2),
        ("两名", 2, 2),
        ("急招50人", 50, 50),
        ("白班夜班各10人", 20, 20),
        ("四百名保安", 400, 400),
        ("招保安400", 400, 400),
        ("10人左右", 10, 10),
        ("３０人", 30, 30),
    ],
)
def test_seats_are_counted(text: str, low: int, high: int) -> None:
    seats = read_seats(text)
    assert (seats.low, seats.high) == (low, high)
    assert read_headcount(text) == high


@pytest.mark.parametrize(
    ("text", "is_open"),
    [("若干人", True), ("不限", True), ("", False), ("招25-45岁女工", False), ("月薪4500元", False)],
)
def test_an_open_number_is_none(text: str, is_open: bool) -> None:
    assert (read_headcount(text), read_seats(text).open) == (None, is_open)


@given(st.text())
def test_no_text_stops_it(text: str) -> None:
    read_headcount(text)
