"""Sums of capital as people write them."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.reading.money import read_capital

SUMS = {
    "10万": (100_000, 100_000),
    "10万元": (100_000, 100_000),
    "5-10万": (50_000, 100_000),
    "5万到10万": (50_000, 100_000),
    "八十万元": (800_000, 800_000),
    "最多三万": (None, 30_000),
    "3万以内": (None, 30_000),
    "不超过20万": (None, 200_000),
    "5万以上": (50_000, None),
    "1万起": (10_000, None),
    "至少五千": (5_000, None),
    "不低于2万": (20_000, None),
    "50000": (50_000, 50_000),
    "10w": (100_000, 100_000),
    "１０万": (100_000, 100_000),
    "1.5万元": (15_000, 15_000),
    "一百二十万": (1_200_000, 1_200_000),
    "2亿": (200_000_000, 200_000_000),
    "每份1000元": (1_000, 1_000),
    "大概8万左右": (80_000, 80_000),
    "三五万": (30_000, 50_000),
}


@pytest.mark.parametrize(("text", "yuan"), SUMS.items())
def test_a_sum_is_read_in_yuan(text: str, yuan: tuple[float | None, float | None]) -> None:
    assert read_capital(text) == yuan


@pytest.mark.parametrize("text", ["", "无", "没钱", "一点", "随意", "面谈", "5", "-"])
def test_words_that_name_no_sum_are_no_sum(text: str) -> None:
    assert read_capital(text) is None


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=40) | st.text("0123456789.-~到至一二三十百千万亿wWkK元以上内最多起 ", max_size=40))
def test_no_text_raises_and_the_two_ends_are_in_order(text: str) -> None:
    low, high = read_capital(text) or (None, None)
    assert low is None or high is None or low <= high


def test_a_long_text_takes_no_longer_than_its_length() -> None:
    since = time.process_time()
    assert read_capital("5-10万，" * 20_000) == (50_000, 100_000)
    assert time.process_time() - since < 5
