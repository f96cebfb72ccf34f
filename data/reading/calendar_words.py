"""The calendar as people speak of it: festivals, holidays, farm work, months ahead; lunar days as solar ones."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import cache

LUNAR = {
    "春节": (1, 1),
    "过年": (1, 1),
    "大年": (1, 1),
    "年": (1, 1),
    "元宵": (1, 15),
    "正月十五": (1, 15),
    "过了十五": (1, 15),
    "过完十五": (1, 15),
    "端午": (5, 5),
    "七夕": (7, 7),
    "中元": (7, 15),
    "中秋": (8, 15),
    "八月十五": (8, 15),
    "重阳": (9, 9),
    "腊八": (12, 8),
    "小年": (12, 23),
    "龙抬头": (2, 2),
    "二月二": (2, 2),
    "三月三": (3, 3),
    "出正月": (2, 1),
    "出了正月": (2, 1),
    "过了正月": (2, 1),
    "过完正月": (2, 1),
    "正月过后": (2, 1),
    "正月以后": (2, 1),
    "除夕": (12, 30),
    "大年三十": (12, 30),
    "年三十": (12, 30),
}
SOLAR = {
    "元旦": (1, 1),
    "阳历年": (1, 1),
    "新历年": (1, 1),
    "三八": (3, 8),
    "妇女节": (3, 8),
    "三八妇女节": (3, 8),
    "清明": (4, 5),
    "五一": (5, 1),
    "劳动节": (5, 1),
    "五一劳动节": (5, 1),
    "五四": (5, 4),
    "六一": (6, 1),
    "儿童节": (6, 1),
    "六一儿童节": (6, 1),
    "七一": (7, 1),
    "高考": (6, 9),
    "中考": (6, 20),
    "国庆": (10, 1),
    "十一国庆": (10, 1),
    "十一": (10, 1),
    "双十一": (11, 11),
    "双11": (11, 11),
    "双十二": (12, 12),
    "圣诞": (12, 25),
    "立春": (2, 4),
    "雨水": (2, 19),
    "惊蛰": (3, 6),
    "春分": (3, 21),
    "谷雨": (4, 20),
    "立夏": (5, 6),
    "芒种": (6, 6),
    "夏至": (6, 21),
    "立秋": (8, 8),
    "处暑": (8, 23),
    "白露": (9, 8),
    "秋分": (9, 23),
    "霜降": (10, 23),
    "立冬": (11, 7),
    "冬至": (12, 22),
}
HOLIDAY_ENDS = {
    **dict.fromkeys(("国庆", "十一", "十一国庆"), (10, 7)),
    **dict.fromkeys(("五一", "劳动节", "五一劳动节"), (5, 5)),
}
EVERY_TERM = ((3, 1), (9, 1))
"""When both terms of school begin, for 开学 without a season."""
SEASONS = {
    **dict.fromkeys(("暑假后", "暑假以后", "暑假过后", "暑假结束", "暑假完", "过完暑假"), (9, 1)),
    **dict.fromkeys(("寒假后", "寒假以后", "寒假过后", "寒假结束", "寒假完", "过完寒假"), (3, 1)),
    **dict.fromkeys(("暑假", "放暑假", "放暑假后", "放暑假以后"), (7, 1)),
    **dict.fromkeys(("寒假", "放寒假", "放寒假后", "放寒假以后"), (1, 15)),
    "秋季开学": (9, 1),
    "春季开学": (3, 1),
    "夏收": (6, 20),
    "麦收": (6, 20),
    "双抢": (8, 5),
    "秋收": (11, 1),
    "农忙": (11, 1),
    "收完稻": (11, 1),
    "收完晚稻": (11, 15),
    "收完早稻": (8, 1),
    "割完稻": (11, 1),
    "打完谷": (11, 1),
    "稻子": (11, 1),
    "收完谷": (11, 1),
    "收麦": (6, 20),
    "收完麦": (6, 20),
    "割麦": (6, 20),
    "收完玉米": (10, 10),
    "掰完玉米": (10, 10),
    "收完花生": (10, 1),
    "摘完棉": (11, 15),
    "摘完橘": (12, 15),
    "采完茶": (5, 15),
    "春茶": (5, 15),
    "收完油菜": (5, 25),
    "插完秧": (5, 20),
    "插秧": (5, 20),
    "毕业": (7, 1),
    "开春": (2, 20),
    "入冬": (11, 8),
    "夏天": (6, 1),
    "秋天": (9, 1),
    "冬天": (12, 1),
    "春天": (3, 1),
    "秋后": (11, 1),
    "年底": (12, 31),
    "年初": (1, 1),
    "年中": (7, 1),
    "下半年": (7, 1),
    "上半年": (1, 1),
    "季度末": (12, 31),
    "一季度": (1, 1),
    "二季度": (4, 1),
    "三季度": (7, 1),
    "四季度": (10, 1),
}
"""When farm work and school usually end in the rice counties of the middle and lower Yangtze, as a month and day."""
PARTS = {"初": 1, "上旬": 1, "中": 15, "中旬": 11, "下旬": 21}


def day_of(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except (ValueError, OverflowError):
        return None


def last_of(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def months_on(today: date, months: int) -> tuple[int, int]:
    index = today.year * 12 + today.month - 1 + months
    return index // 12, index % 12 + 1


def days_on(today: date, days: int) -> date | None:
    try:
        return today + timedelta(days=days)
    except OverflowError:
        return None


def part_of(year: int, month: int, part: str | None) -> date | None:
    if not 1 <= month <= 12 or not 1 <= year < 9999:
        return None
    return (
        last_of(year, month) if part in ("底", "末", "月底") else date(year, month, PARTS.get(part or "", 1))
    )


@cache
def lunar_day(year: int, month: int, day: int) -> date | None:
    from lunar_python import Lunar  # type: ignore[import-untyped]

    if (month, day) == (12, 30):
        eve_of = lunar_day(year + 1, 1, 1)
        return days_on(eve_of, -1) if eve_of else None

    try:
        solar = Lunar.fromYmd(year, month, day).getSolar()
        return date(solar.getYear(), solar.getMonth(), solar.getDay())
    except Exception:  # noqa: BLE001  the library raises bare Exception for a day that its calendar lacks
        return None


def last_of_lunar(year: int, month: int) -> date | None:
    """The last day of a lunar month: the 29th or the 30th."""
    following = lunar_day(year + month // 12, month % 12 + 1, 1)
    return days_on(following, -1) if following else None


def coming(today: date, on: Callable[[int], date | None]) -> date | None:
    """The next of a yearly day that is not past."""
    for year in (today.year - 1, today.year, today.year + 1):
        day = on(year) if 1 < year < 9000 else None
        if day and day >= today:
            return day
    return None
