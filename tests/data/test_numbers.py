"""Numbers as they are written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.reading.numbers import chinese, find_numbers, quantities, read_number

FORMS = {
    "四千五": (4500, 4500),
    "四千零五": (4005, 4005),
    "六七千": (6000, 7000),
    "三五千": (3000, 5000),
    "十几": (10, 19),
    "二十几": (20, 29),
    "万把块": (10_000, 10_000),
    "百八十": (80, 100),
    "一万二": (12_000, 12_000),
    "1万2": (12_000, 12_000),
    "1.2w": (12_000, 12_000),
    "1w2": (12_000, 12_000),
    "4.5k": (4500, 4500),
    "贰佰": (200, 200),
    "二〇二六": (2026, 2026),
    "两千": (2000, 2000),
    "三千多": (3000, 4000),
    "4-6千": (4000, 6000),
    "1-1.5万": (10_000, 15_000),
    "4k-6k": (4000, 6000),
    "8千-1.2万": (8000, 12_000),
    "一点五万": (15_000, 15_000),
    "十七八": (17, 18),
    "二十五六": (25, 26),
    "三千五六": (3500, 3600),
    "4,500": (4500, 4500),
    "1万2千": (12_000, 12_000),
    "1千5": (1500, 1500),
    "十来个": (10, 10),
    "两百五": (250, 250),
    "壹仟贰佰": (1200, 1200),
    "一百二十万": (1_200_000, 1_200_000),
    "四百": (400, 400),
    "3千到4千5": (3000, 4500),
    "20到一百": (20, 100),
    "三到五百": (300, 500),
    "三四十": (30, 40),
    "十多年": (10, 19),
    "1万5到2万": (15_000, 20_000),
    "一千二百三十四": (1234, 1234),
    "廿五": (25, 25),
    "三万零五百": (30_500, 30_500),
    "1万2000": (12_000, 12_000),
    "十二三": (12, 13),
    "两三百": (200, 300),
    "八千八": (8800, 8800),
    "一百五一天": (150, 150),
    "二十一天": (21, 21),
    "４５００": (4500, 4500),
    "四千五到六千": (4500, 6000),
    "两亿": (200_000_000, 200_000_000),
    "俩万": (20_000, 20_000),
    "100多万": (1_000_000, 2_000_000),
    "一千零一夜": (1001, 1001),
    "15": (15, 15),
    "一千八两千": (1800, 2000),
    "五六千七八千": (5000, 8000),
    "四千五六千": (4500, 6000),
    "一万一万二": (10_000, 12_000),
    "一百五两百": (150, 200),
    "八百五万": (8_050_000, 8_050_000),
    "三千零五十万": (30_500_000, 30_500_000),
    "廿年": (20, 20),
}


@pytest.mark.parametrize(("text", "ends"), FORMS.items())
def test_a_number_is_read(text: str, ends: tuple[float, float]) -> None:
    first = quantities(text)[0]
    assert (first.low, first.high) == ends


@pytest.mark.parametrize("text", ["", "没有数", "陆家嘴", "伍某", "几个人", "9" * 40])
def test_what_is_no_number_is_left_alone(text: str) -> None:
    assert quantities(text) == []


def test_a_number_knows_where_it_stands() -> None:
    found = read_number("月薪四千五包吃住")
    assert found is not None
    assert "月薪四千五包吃住"[found.start : found.end] == "四千五"


def test_a_kilometre_is_not_a_thousand() -> None:
    assert [q.low for q in quantities("离家4km")] == [4]


@given(st.integers(1, 99_999_999))
def test_arabic_numbers_read_back(number: int) -> None:
    assert [q.low for q in quantities(str(number))] == [number]
    assert [q.low for q in quantities(f"{number:,}")] == [number]


@given(st.integers(1, 99_999_999))
def test_full_numerals_read_back(number: int) -> None:
    import cn2an

    spelled = cn2an.an2cn(number)
    assert chinese(spelled) == (number, number)


@given(st.text(alphabet="零一二两三四五六七八九十百千万亿几廿0123456789.,点多来把kw-至到 "))
def test_no_numeral_stops_it(text: str) -> None:
    for quantity in find_numbers(text):
        assert 0 <= quantity.start < quantity.end <= len(text)
        assert quantity.low <= quantity.high


@given(st.text())
def test_no_text_stops_it(text: str) -> None:
    quantities(text)
