"""Free times as people write them, and how far they serve the times asked."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.reading.free_times import Times, read_times
from data.reference.times import slot_names, time_words
from features.times import TimeColumns, overlap, time_columns

SLOTS = [
    ("周末", {"weekend"}),
    ("週末", {"weekend"}),
    ("双休日有空", {"weekend"}),
    ("周六上午", {"weekend", "daytime"}),
    ("星期天", {"weekend"}),
    ("礼拜六、礼拜天", {"weekend"}),
    ("每周末", {"weekend"}),
    ("工作日", {"weekday"}),
    ("周一到周五晚上", {"weekday", "evening"}),
    ("每周二四", {"weekday"}),
    ("周三下午和周五上午", {"weekday", "daytime"}),
    ("周五至周日", {"weekday", "weekend"}),
    ("晚上七点以后", {"evening"}),
    ("19:00-21:00", {"evening"}),
    ("下班后", {"evening"}),
    ("上午9点到11点", {"daytime"}),
    ("春节在家半个月", {"spring_festival"}),
    ("过年回来", {"spring_festival"}),
    ("腊月二十到正月初八", {"spring_festival"}),
    ("寒暑假", {"summer_holiday", "winter_holiday"}),
    ("暑假两个月", {"summer_holiday"}),
    ("国庆、春节", {"national_day", "spring_festival"}),
    ("节假日", {"weekend", "national_day"}),
    ("农闲", {"farm_slack"}),
    ("秋收后", {"farm_slack"}),
    ("随时", {"any"}),
    ("常年在村", {"any"}),
    ("时间自由", {"any"}),
    ("每天", {"any"}),
    ("每天晚上", {"evening"}),
    ("平时没空只有过年", {"spring_festival"}),
    ("白天上班，晚上有空", {"evening"}),
    ("平时在外打工，过年在家", {"spring_festival"}),
    ("早上、中午都没空，晚上可以", {"evening"}),
    ("周内没时间，周末行", {"weekend"}),
    ("除了周末都行", set()),
    ("每周三次", set()),
    ("每周五天", set()),
    ("有一点时间", set()),
    ("3个月", set()),
    ("", set()),
]


@pytest.mark.parametrize(("text", "slots"), SLOTS)
def test_slots_are_read(text: str, slots: set[str]) -> None:
    assert read_times(text).slots == slots


@pytest.mark.parametrize(
    ("text", "often"),
    [
        ("每月一次", "monthly"),
        ("一个月两次", "monthly"),
        ("每周二四", "weekly"),
        ("一周两次", "weekly"),
        ("每周末", "weekly"),
        ("天天都可以", "daily"),
        ("每年春节", "yearly"),
        ("一年两次", "yearly"),
        ("一次性", "once"),
        ("春节在家一个月", None),
        ("在家一周", None),
        ("周末", None),
    ],
)
def test_how_often_is_read(text: str, often: str | None) -> None:
    assert read_times(text).often == often


@pytest.mark.parametrize(
    ("text", "online"),
    [
        ("线上都行", True),
        ("可视频", True),
        ("远程", True),
        ("线上线下均可", True),
        ("只能现场", False),
        ("不能线上", False),
        ("线上不行", False),
        ("会拍短视频", None),
        ("电话联系", None),
        ("周末", None),
    ],
)
def test_on_line_is_read(text: str, online: bool | None) -> None:
    assert read_times(text).online is online


@pytest.mark.parametrize(
    ("text", "hours"),
    [("每次2小时", 2.0), ("一个半小时", 1.5), ("每次1到2个小时", 1.5), ("半天", 4.0), ("一整天", 8.0), ("周末", None)],
)
def test_hours_of_one_time_are_read(text: str, hours: float | None) -> None:
    assert read_times(text).hours == hours


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("6月到9月", {6, 7, 8, 9}),
        ("6-9月", {6, 7, 8, 9}),
        ("11月到次年2月", {11, 12, 1, 2}),
        ("7、8月", {7, 8}),
        ("六七月份", {6, 7}),
        ("三月份", {3}),
        ("十一月", {11}),
        ("暑假", {7, 8}),
        ("暑假和周末", set()),
        ("6月到9月的周末", {6, 7, 8, 9}),
        ("3个月", set()),
        ("每月", set()),
        ("半个月", set()),
    ],
)
def test_months_limit_only_where_they_are_said_or_holidays_are_all(text: str, months: set[int]) -> None:
    assert read_times(text).months == months


@given(st.text(max_size=60))
def test_any_text_is_read_into_known_slots(text: str) -> None:
    times = read_times(text)
    assert times.slots <= set(slot_names())
    assert all(1 <= month <= 12 for month in times.months)


def test_the_bits_of_a_slot_are_its_place_in_the_table() -> None:
    assert [Times(frozenset({slot})).bits for slot in slot_names()] == [1 << at for at in range(len(slot_names()))]
    assert Times(months=frozenset({1, 3})).month_bits == 0b101


def test_no_time_word_is_empty_and_every_meaning_is_a_known_one() -> None:
    said = {meant.says for words in time_words().values() for meant in words}
    assert said == {"slot", "months", "often", "online", "offline", "none"}
    assert "" not in time_words()


def served(free: str, asked: str) -> float:
    return float(overlap(time_columns(read_times(free)), time_columns(read_times(asked))))


@pytest.mark.parametrize(
    ("free", "asked", "share"),
    [
        ("周末", "周六上午", 1.0),
        ("周末", "工作日", 0.0),
        ("晚上", "周六上午", 0.0),
        ("晚上七点以后", "周末", 0.75),
        ("过年回来", "春节期间", 1.0),
        ("过年回来", "每周末", 0.2),
        ("寒假", "春节", 0.7),
        ("随时", "春节", 1.0),
        ("", "周末", 0.5),
        ("周末", "", 1.0),
        ("周末", "时间不限", 1.0),
        ("6月到9月", "暑假", 1.0),
        ("暑假", "6月到9月", 0.5),
        ("6月到9月", "春节", 0.0),
        ("国庆", "五一", 0.4),
        ("线上，春节在家", "线上，周末", 0.6),
        ("只能现场，周末", "线上，周末", 0.5),
    ],
)
def test_free_times_serve_the_asked_ones(free: str, asked: str, share: float) -> None:
    assert served(free, asked) == pytest.approx(share)


def test_one_member_is_compared_with_many_services_at_once() -> None:
    asked = [time_columns(read_times(text)) for text in ("周末", "工作日", "春节")]
    table = TimeColumns(*(np.stack(column) for column in zip(*asked, strict=True)))
    shares = overlap(time_columns(read_times("周末")), table)
    assert shares.shape == (3,)
    assert shares.tolist() == [served("周末", text) for text in ("周末", "工作日", "春节")]


_SIDES = st.builds(
    Times,
    st.frozensets(st.sampled_from(sorted(slot_names()))),
    st.none(),
    st.sampled_from([None, True, False]),
    st.none(),
    st.frozensets(st.integers(1, 12)),
)


@given(_SIDES, _SIDES)
def test_every_overlap_is_a_share(free: Times, asked: Times) -> None:
    assert 0.0 <= float(overlap(time_columns(free), time_columns(asked))) <= 1.0
