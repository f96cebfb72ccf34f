"""Cells of several things: pieces, refusals, alternatives, preferences; hours by the clock; places and certificates wished."""

import time
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.reading.clauses import is_none, options, pieces, preferred, wishes
from data.reading.hours import read_hours
from data.reading.places import read_place
from data.reading.wishes import read_certificates, read_place_wish
from data.records import Phrase, Place

PIECES = {
    "叉车、盘点": ["叉车", "盘点"],
    "叉车,盘点，电工": ["叉车", "盘点", "电工"],
    "1.收货 2.发货": ["收货", "发货"],
    "1、收货；2、发货": ["收货", "发货"],
    "（1）收货（2）发货": None,
    "①收货；②发货": ["收货", "发货"],
    "叉车/电工": ["叉车", "电工"],
    "8:00-17:30": ["8:00-17:30"],
    "2026/12/31": ["2026/12/31"],
    "叉车 电工": ["叉车", "电工"],
    "会 Excel 表格": ["会 Excel 表格"],
    "收货\n发货": ["收货", "发货"],
    "收货|发货": ["收货", "发货"],
    "、、，；": [],
    "": [],
    "  叉车。 ": ["叉车"],
    "- 叉车": ["叉车"],
    "月薪4.5千": ["月薪4.5千"],
}


@pytest.mark.parametrize(("text", "found"), [(text, found) for text, found in PIECES.items() if found is not None])
def test_a_cell_falls_into_its_pieces(text: str, found: list[str]) -> None:
    assert [phrase.text for phrase in pieces(text, "x")] == found


WISHES = {
    "仓管、叉车": (["仓管", "叉车"], []),
    "不做保安": ([], ["保安"]),
    "仓管，不做保安": (["仓管"], ["保安"]),
    "不做保安、保洁": ([], ["保安", "保洁"]),
    "不做保安，仓管": (["仓管"], ["保安"]),
    "不想干保洁": ([], ["保洁"]),
    "不想再进厂": ([], ["厂"]),
    "不愿意去工地": ([], ["工地"]),
    "不考虑销售": ([], ["销售"]),
    "坚决不做直销": ([], ["直销"]),
    "拒绝销售": ([], ["销售"]),
    "别介绍保险": ([], ["保险"]),
    "销售除外": ([], ["销售"]),
    "销售免谈": ([], ["销售"]),
    "保安不做": ([], ["保安"]),
    "想做仓管": (["仓管"], []),
    "想找个仓管": (["仓管"], []),
    "仓管之类的工作": (["仓管"], []),
    "保安也行": (["保安"], []),
    "最好是文员": (["文员"], []),
    "": ([], []),
    "想": (["想"], []),
}


@pytest.mark.parametrize(("text", "both"), WISHES.items())
def test_what_is_wanted_and_what_is_refused(text: str, both: tuple[list[str], list[str]]) -> None:
    wanted, refused = wishes(text, "求职岗位")
    assert ([phrase.text for phrase in wanted], [phrase.text for phrase in refused]) == both
    assert all(text[phrase.start : phrase.end] == phrase.text for phrase in (*wanted, *refused))


@pytest.mark.parametrize(
    ("text", "found"),
    [("电工证或焊工证", ["电工证", "焊工证"]), ("电工证或者焊工证", ["电工证", "焊工证"]), ("A2/B2", ["A2", "B2"]), ("电工证", ["电工证"])],
)
def test_alternatives_stand_where_they_stand(text: str, found: list[str]) -> None:
    parts = options(Phrase(text, "证书要求", 10, 10 + len(text)))
    assert [part.text for part in parts] == found
    assert all(text[part.start - 10 : part.end - 10] == part.text for part in parts)


@pytest.mark.parametrize(("text", "soft"), [("叉车证优先", True), ("有证者佳", True), ("可不要", True), ("须持叉车证", False), ("叉车证", False)])
def test_a_preference_is_told_from_a_must(text: str, soft: bool) -> None:
    assert preferred(text) is soft


@pytest.mark.parametrize(("text", "nothing"), [("无", True), ("没有证书。", True), ("不限", True), ("None", True), ("-", True), ("无人机证", False), ("没有电工证", False), ("", False)])
def test_nothing_said_in_words(text: str, nothing: bool) -> None:
    assert is_none(text) is nothing


HOURS = {
    "22:00-6:00": {"night_shift"},
    "晚上10点到早上6点": {"night_shift"},
    "20:00-8:00": {"night_shift", "overtime"},
    "8:00-17:30": set(),
    "早8点到晚8点": {"overtime"},
    "早上8点至下午5点半": set(),
    "凌晨3点-11点": {"night_shift"},
    "21点后上班": {"night_shift"},
    "14:00-22:00": set(),
    "15:00-24:00": {"night_shift"},
    "9点到6点": set(),
    "８：００－２０：００": {"overtime"},
    "8小时": None,
    "25-45岁": None,
    "4000-6000元": None,
    "8-12人": None,
    "": None,
}


@pytest.mark.parametrize(("text", "conditions"), HOURS.items())
def test_hours_by_the_clock_or_none_where_there_is_no_clock(text: str, conditions: set[str] | None) -> None:
    assert read_hours(text) == conditions


HOME, NOW = read_place("江西南城"), read_place("浙江义乌")
NANCHENG, NANFENG, YIWU = "361021", "361023", NOW.code
PLACES = {
    "南城县城": ([NANCHENG], [], False, False),
    "只在南城": ([NANCHENG], [], False, True),
    "南城、南丰": ([NANCHENG, NANFENG], [], False, False),
    "南城或者南丰": ([NANCHENG, NANFENG], [], False, False),
    "哪里都行": ([], [], True, False),
    "全国": ([], [], True, False),
    "不去南丰": ([], [NANFENG], False, False),
    "南城，不去南丰": ([NANCHENG], [NANFENG], False, False),
    "老家": ([NANCHENG], [], False, False),
    "附近": ([YIWU], [], False, False),
    "不出市": (["330700"], [], False, True),
    "那边": ([], [], False, False),
    "": ([], [], False, False),
}


@pytest.mark.parametrize(("text", "found"), PLACES.items())
def test_places_wished(text: str, found: tuple[list[str], list[str], bool, bool]) -> None:
    wish = read_place_wish(text, "", HOME, NOW)
    assert ([place.code for place in wish.places], [place.code for place in wish.refused], wish.anywhere, wish.only) == found
    assert wish.empty is (found[:3] == ([], [], False))


def test_remarks_add_what_the_cell_left_out() -> None:
    assert [place.code for place in read_place_wish("义乌", "不去南丰", HOME, NOW).refused] == [NANFENG]
    assert read_place_wish("义乌", "", None, None).places[0].code == YIWU
    assert read_place_wish("附近", "", None, None).empty


CERTIFICATES = {
    "叉车证、电工证": ["叉车证", "电工证"],
    "叉车证（过期）": [],
    "叉车证已吊销，C1驾照": ["C1驾照"],
    "正在考电工证": [],
    "好像有个焊工证": [],
    "无": [],
    "没有": [],
    "无损检测证": ["无损检测证"],
    "": None,
}


@pytest.mark.parametrize(("text", "held"), CERTIFICATES.items())
def test_certificates_listed(text: str, held: list[str] | None) -> None:
    listed, mentioned = read_certificates(text, ())
    assert (None if listed is None else [phrase.text for phrase in listed]) == held and mentioned == ()


def everything(text: str) -> None:
    """Every reader of this page on one text."""
    for phrase in pieces(text, "x"):
        assert text[phrase.start : phrase.end] == phrase.text
        assert all(text[part.start : part.end] == part.text for part in options(phrase))
    wishes(text, "x")
    is_none(text)
    preferred(text)
    assert (read_hours(text) or set()) <= {"night_shift", "overtime"}
    read_certificates(text, pieces(text, "备注"))
    read_place_wish(text, text, HOME, Place(None, None, "x"))


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=60) | st.text("不想去做只在外省市县本南城丰北京除外免谈证无没照C1:点半到-、，()（）或/ \n0123456789晚早", max_size=60))
def test_no_text_raises(text: str) -> None:
    everything(text)


READERS: list[Callable[[str], object]] = [
    lambda text: pieces(text, "x"), lambda text: wishes(text, "x"), lambda text: options(Phrase(text)), is_none, preferred, read_hours,
    lambda text: read_certificates(text, pieces(text, "y")),
]  # fmt: skip
LONG = ["不" * 100_000, "1." * 50_000, "、" * 100_000, " " * 100_000, "8:00-" * 20_000, "除" + "外" * 99_999, "想找" * 50_000, "都行" * 50_000 + "x", "叉车证，" * 25_000, "a" * 100_000, "没有" * 50_000, "或" * 100_000]  # fmt: skip


@pytest.mark.parametrize("text", LONG, ids=[text[:4].strip() or "blank" for text in LONG])
def test_a_hundred_thousand_characters_take_no_time_to_speak_of(text: str) -> None:
    for reader in READERS:
        since = time.process_time()
        reader(text)
        assert time.process_time() - since < 3, reader


@pytest.mark.parametrize("text", ["不去" * 5_000, "南城、" * 3_000, "不想" * 5_000, "不考虑" * 4_000, "本县" * 5_000])
def test_long_places_take_bounded_time(text: str) -> None:
    since = time.process_time()
    read_place_wish(text, text, HOME, NOW)
    assert time.process_time() - since < 5
