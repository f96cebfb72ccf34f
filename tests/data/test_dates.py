"""When somebody can start, read on Sunday 22 November 2026."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.reading.dates import read_no_day, read_start, read_until

TODAY = date(2026, 11, 22)
DAYS = {
    "下月初": "2026-12-01",
    "下个月15号": "2026-12-15",
    "年后": "2027-02-13",
    "春节后": "2027-02-13",
    "过完年": "2027-02-13",
    "年后上班": "2027-02-13",
    "节后": "2027-02-13",
    "年后初八": "2027-02-13",
    "初八": "2027-02-13",
    "正月初八": "2027-02-13",
    "正月十五以后": "2027-02-21",
    "过了正月十五": "2027-02-21",
    "过完正月十五": "2027-02-21",
    "元宵节后": "2027-02-21",
    "正月十五": "2027-02-20",
    "腊月二十": "2027-01-27",
    "农历八月十五": "2027-09-15",
    "中秋后": "2027-09-16",
    "端午后": "2027-06-10",
    "清明后": "2027-04-06",
    "元旦后": "2027-01-02",
    "国庆后": "2027-10-08",
    "五一后": "2027-05-06",
    "暑假": "2027-07-01",
    "寒假": "2027-01-15",
    "毕业后": "2027-07-01",
    "高考后": "2027-06-10",
    "开学后": "2027-03-01",
    "收完稻子": "2027-11-01",
    "農忙後": "2027-11-01",
    "秋收后": "2027-11-01",
    "双抢后": "2027-08-05",
    "3月底": "2027-03-31",
    "月底": "2026-11-30",
    "本月底": "2026-11-30",
    "11月底": "2026-11-30",
    "年底": "2026-12-31",
    "12月初": "2026-12-01",
    "12月": "2026-12-01",
    "十二月一号": "2026-12-01",
    "十二月底": "2026-12-31",
    "12月中": "2026-12-15",
    "下个月": "2026-12-01",
    "下下个月": "2027-01-01",
    "月初": "2026-12-01",
    "20号": "2026-12-20",
    "下周一": "2026-11-23",
    "下周": "2026-11-23",
    "周一": "2026-11-23",
    "这周五": "2026-11-27",
    "下下周三": "2026-12-02",
    "明天": "2026-11-23",
    "后天": "2026-11-24",
    "一周内": "2026-11-29",
    "三天内": "2026-11-25",
    "十天后": "2026-12-02",
    "半个月后": "2026-12-07",
    "一个半月后": "2027-01-06",
    "一个月后": "2026-12-22",
    "两个月以后": "2027-01-22",
    "3天后到岗": "2026-11-25",
    "30天内到岗": "2026-12-22",
    "交接一个月": "2026-12-22",
    "辞工要一个月": "2026-12-22",
    "2026-12-01": "2026-12-01",
    "2026年12月1日": "2026-12-01",
    "２０２６年１２月１日": "2026-12-01",
    "20261201": "2026-12-01",
    "2027/3/1": "2027-03-01",
    "2027.3.1": "2027-03-01",
    "2027年3月": "2027-03-01",
    "2027年3月底": "2027-03-31",
    "12.1": "2026-12-01",
    "12-15": "2026-12-15",
    "1月5日": "2027-01-05",
    "1月5号": "2027-01-05",
    "明年3月": "2027-03-01",
    "明年": "2027-01-01",
    "明年开春": "2027-02-20",
    "不能马上到岗，要下月初": "2026-12-01",
    "年前不行，年后可以": "2027-02-13",
    "2027年底": "2027-12-31",
    "明年底": "2027-12-31",
    "明年暑假": "2027-07-01",
    "2028年春节后": "2028-02-02",
    "27.3.1": "2027-03-01",
    "2027-3": "2027-03-01",
    "12/15/2026": "2026-12-15",
    "15/12/2026": "2026-12-15",
    "12月15-20日": "2026-12-15",
    "三　月　底": "2027-03-31",
    "出了正月": "2027-03-08",
    "二月二": "2027-03-09",
    "二月二号": "2027-02-02",
    "冬至后": "2026-12-23",
    "除夕": "2027-02-05",
    "十一月底": "2026-11-30",
    "九月开学以后": "2027-09-01",
    "暑假结束": "2027-09-01",
    "国庆长假后": "2027-10-08",
    "五一前": "2027-04-30",
    "二十号以后": "2026-12-20",
    "元月五号": "2027-01-05",
    "9月1日开学后": "2027-09-01",
    "后年春天": "2028-03-01",
    "半年后": "2027-05-22",
    "一年以后": "2027-11-22",
    "辞职后一个月": "2026-12-22",
    "老厂还要干半个月": "2026-12-07",
    "next month": "2026-12-01",
    "after Spring Festival": "2027-02-13",
    "March 1, 2027": "2027-03-01",
    "in two weeks": "2026-12-06",
    "end of December": "2026-12-31",
}


@pytest.mark.parametrize(("text", "day"), DAYS.items())
def test_a_day_is_read(text: str, day: str) -> None:
    start = read_start(text, TODAY)
    assert start is not None
    assert (start.date, start.immediate) == (day, False)
    assert start.phrase in text


@pytest.mark.parametrize(
    "text", ["随时", "随时到岗", "立即", "马上", "即日起", "尽快", "隨時", "越快越好", "现在就能上班", "available now", "as soon as possible"]
)
def test_at_once(text: str) -> None:
    start = read_start(text, TODAY)
    assert start is not None
    assert (start.date, start.immediate) == (None, True)


@pytest.mark.parametrize(
    "text",
    ["", "面议", "看情况", "4500", "2026年13月1日", "99月", "2月30日", "会开叉车", "农忙时不行", "暑假没空", "五一路", "十一楼", "两个月工资",
     "收麦子的时候不行", "周六日不行", "2023.5至今在昆山", "may be later"],
)
def test_no_day_is_invented(text: str) -> None:
    assert read_start(text, TODAY) is None


def test_the_phrase_is_kept_as_written() -> None:
    start = read_start("孩子小，正月十五以後能上崗", TODAY)
    assert start is not None
    assert start.phrase == "正月十五以後"


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("农忙时不行，别的都可以", "农忙时不行"),
        ("收麥子的時候不行", "收麥子的時候不行"),
        ("周末没空", "周末没空"),
        ("等通知", "等通知"),
        ("合同到期后", "合同到期后"),
        ("面议", ""),
        ("", ""),
    ],
)
def test_a_time_that_gives_no_day_keeps_its_words(text: str, phrase: str) -> None:
    assert read_start(text, TODAY) is None
    assert read_no_day(text, TODAY) == phrase


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-12-31", date(2026, 12, 31)),
        ("2026年12月", date(2026, 12, 31)),
        ("长期", None),
        ("招满为止", None),
        ("", None),
        ("月底", date(2026, 11, 30)),
        ("2026/12/1", date(2026, 12, 1)),
        ("长期有效", None),
    ],
)
def test_until_when_something_stands(text: str, day: date | None) -> None:
    assert read_until(text, TODAY) == day


@given(st.text(), st.dates())
def test_no_text_and_no_day_stop_it(text: str, today: date) -> None:
    read_start(text, today)
    read_no_day(text, today)
    read_until(text, today)


@given(
    st.text(
        alphabet="0123456789年月日号二十开学周六天暑假的.-/下上个周一二三四五六七八九十半初底中后前内春节正腊明过完随时",
        max_size=20,
    ),
    st.dates(),
)
def test_no_date_of_any_shape_stops_it(text: str, today: date) -> None:
    start = read_start(text, today)
    assert start is None or start.immediate or (start.date or "") > ""


@given(st.dates(date(2026, 11, 22), date(2035, 1, 1)))
def test_an_iso_date_reads_as_itself(day: date) -> None:
    start = read_start(day.isoformat(), TODAY)
    assert start is not None and start.date == day.isoformat()
