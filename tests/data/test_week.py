"""Hours and months that people leave open or rule out, and how they can be there."""

import pytest

from data.reading.presence import Mode, limits_in, read_demand, read_presence
from data.reading.week import WHOLE, read_week


def meet(free: str, asked: str) -> bool:
    """Whether some hour and some month are open to both."""
    one, other = read_week(free), read_week(asked)
    return bool(one.open & other.open) and bool(one.open_months & other.open_months)


@pytest.mark.parametrize(
    ("free", "asked"),
    [("周末", "周六上午"), ("下班后", "晚上七点到九点"), ("工作日晚上8点后", "周一至周四20:30"), ("下午五点后", "下午四点至七点"),
     ("周末，电话随时", "周三"), ("农闲（11-2月）", "12月起"), ("暑假", "七月"), ("随时", "每周二上午"), ("", "周二")],
)  # fmt: skip
def test_times_that_meet(free: str, asked: str) -> None:
    assert meet(free, asked)


@pytest.mark.parametrize(
    ("free", "asked"),
    [("周六日", "每周三上午"), ("平时早晚，收工后", "工作日上午9点-11点"), ("周日不行，周一休息", "周日下午"), ("只上午", "下午四点至七点"),
     ("冬天", "7月每周五晚"), ("国庆加班", "国庆"), ("农闲（11-2月）", "3月12日"), ("工作日请不了假，周六日行", "周一到周五")],
)  # fmt: skip
def test_times_that_never_meet(free: str, asked: str) -> None:
    assert not meet(free, asked)


def test_what_says_nothing_of_times_leaves_every_hour_open() -> None:
    week = read_week("会修水管，热心")
    assert week.open == WHOLE
    assert not week.said


def test_only_short_holidays_are_holidays() -> None:
    assert read_week("过年几天").holidays
    assert not any(read_week(text).holidays for text in ("节假日", "寒假", "农闲", "周末和春节"))


@pytest.mark.parametrize(("text", "mode"), [("人回不去，线上可以", Mode.AFAR), ("不能远程", Mode.SPOT), ("不能远程，也回不去", Mode.NEITHER), ("周末", Mode.ANY)])
def test_how_somebody_can_be_there(text: str, mode: Mode) -> None:
    assert read_presence(text).mode is mode


@pytest.mark.parametrize(("text", "resident"), [("全年驻场", True), ("每周坐班五天", True), ("不用坐班", False), ("兼职，每月来两天", False)])
def test_a_full_post_is_told_from_a_visit(text: str, resident: bool) -> None:
    assert read_demand(text).resident is resident


def test_limits_keep_times_and_refusals_and_nothing_private() -> None:
    assert limits_in("女，52岁，回族，周末有空，不会开车") == "周末有空，不会开车"
    assert limits_in("腰椎间盘有病不能久站") == ""


def test_a_day_or_a_part_of_day_opens_both() -> None:
    assert meet("周六或晚上", "周二晚上")
    assert meet("周六或晚上", "周六上午")
    assert not meet("周六、周日上午", "周六晚上")
    assert not meet("寒假去东莞进厂，三月才回", "寒假，周一到周五下午")


def test_who_only_wants_to_sell_or_be_paid_is_unwilling() -> None:
    for note in ("不动手修，想推销", "免费的不干", "只谈采购，不教课"):
        assert read_presence(limits_in(note)).unwilling
    assert not read_presence(limits_in("周末有空，想推广家乡")).unwilling
