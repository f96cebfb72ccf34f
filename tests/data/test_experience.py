"""Years asked and held, read on 22 November 2026."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.reading.experience import read_years

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("3-4年工作经验", 3, 4),
        ("5年以上", 5, None),
        ("无经验可", 0, None),
        ("经验不限", 0, None),
        ("應屆畢業生", 0, None),
        ("干了十几年", 10, 19),
        ("八年", 8, 8),
        ("2018年至今", 8, 8),
        ("做过两年保安，三年仓管", 5, 5),
        ("10年以上工作经验", 10, None),
        ("无工作经验", 0, None),
        ("1年以下", 0, 1),
        ("1-3年", 1, 3),
        ("不限", 0, None),
        ("三年以上经验", 3, None),
        ("一年半", 1.5, 1.5),
        ("半年", 0.5, 0.5),
        ("半年以上", 0.5, None),
        ("6个月以上", 0.5, None),
        ("2015-2018在电子厂", 3, 3),
        ("至少3年", 3, None),
        ("二十多年", 20, 29),
        ("三五年", 3, 5),
        ("2010年开始开车", 16, 16),
        ("开店8年，其中管仓库3年", 8, 8),
        ("不少于2年", 2, None),
        ("干过3年叉车，2年前回家", 3, 3),
        ("三到五年", 3, 5),
        ("10来年", 10, 10),
        ("从业15年", 15, 15),
        ("3年以上叉车经验", 3, None),
    ],
)
def test_years_are_read(text: str, low: float, high: float | None) -> None:
    years = read_years(text, TODAY)
    assert years is not None
    assert (years.low, years.high) == (low, high)


@pytest.mark.parametrize(
    "text", ["", "英语精通", "试用期1年", "合同三年", "2026年", "会开叉车", "五年级", "35岁"]
)
def test_no_years_are_invented(text: str) -> None:
    assert read_years(text, TODAY) is None


@given(st.text(), st.dates())
def test_no_text_stops_it(text: str, today: date) -> None:
    read_years(text, today)
    read_years(text)
