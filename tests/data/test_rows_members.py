"""Rows of 成员登记表 as members."""

from dataclasses import fields

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.records import Member, Phrase
from data.sheets.headings import HEADINGS
from data.sheets.rows import record_from_row
from data.vocabulary import INTENT_WORDS, Education, Intent, Involvement, PairingWish, RecordKind
from tests.data.making import TODAY

FULL = {
    "编号": "M1", "姓名": "王某", "手机号": "13900000000", "户籍地": "江西南城浔溪", "现居地": "南城县城", "意向": "求职、投资",
    "求职岗位": "仓管、叉车，不做保安", "期望薪资": "不低于4500", "期望工作地": "南城县城", "技能特长": "开叉车、盘点", "证书": "叉车证N1",
    "工作经历": "开过小店", "工作年限": "5年", "学历": "初中", "到岗时间": "随时", "可投资金": "5-10万", "关注行业": "养殖、电商",
    "参与方式": "只出资", "可服务时间": "周末", "服务特长": "修电器", "求助事项": "孩子上学", "结对意愿": "愿意带人", "备注": "最好包午饭",
}  # fmt: skip


def member(**cells: str) -> tuple[Member, set[str]]:
    record, faults = record_from_row(RecordKind.MEMBER, cells, TODAY)
    assert isinstance(record, Member)
    return record, {fault.where for fault in faults}


def texts(phrases: tuple[Phrase, ...] | None) -> list[str]:
    return [phrase.text for phrase in phrases or ()]


def test_a_whole_row_is_read_without_a_fault_and_kept_as_written() -> None:
    record, faults = member(**FULL)
    assert faults == set() and dict(record.cells) == FULL
    assert (record.number, record.name, record.phone) == ("M1", "王某", "13900000000")
    assert record.hometown and record.hometown.code == "361021" and record.current and record.current.code == "361021"
    assert set(record.intents) == {Intent.WORK, Intent.INVEST}
    assert texts(record.skills) == ["开叉车", "盘点"] and texts(record.credentials) == ["叉车证N1"]
    assert record.education is Education.JUNIOR and record.years and record.years.low == 5
    assert record.work and texts(record.work.occupations) == ["仓管", "叉车"] and texts(record.work.refused_occupations) == ["保安"]
    assert record.work.pay and (record.work.pay.low, record.work.pay.floor) == (4500, True)
    assert record.work.start and record.work.start.date == TODAY.isoformat() and record.work.meals is True
    assert record.invest and (record.invest.capital_low, record.invest.capital_high) == (50_000, 100_000)
    assert record.invest.involvement is Involvement.MONEY_ONLY and texts(record.invest.industries) == ["养殖", "电商"]
    assert record.serve and texts(record.serve.skills) == ["修电器"] and record.serve.hours == "周末"
    assert texts(record.matters) == ["孩子上学"] and record.pairing is PairingWish.GIVE


def test_phrases_stand_where_they_say_they_stand() -> None:
    record, _ = member(**FULL)
    assert record.work is not None
    for phrase in (*record.skills, *(record.credentials or ()), *record.history, *record.work.occupations, *record.work.refused_occupations):
        assert FULL[phrase.source][phrase.start : phrase.end] == phrase.text


def test_an_empty_row_is_a_member_of_whom_nothing_is_known() -> None:
    record, faults = member()
    assert record == Member() and faults == set()


@pytest.mark.parametrize(("word", "intent"), INTENT_WORDS.items())
def test_each_word_for_an_intent_is_known(word: str, intent: Intent) -> None:
    assert member(意向=word)[0].intents == (intent,)


def test_who_names_a_job_wants_work() -> None:
    assert member(求职岗位="保安")[0].intents == (Intent.WORK,)
    assert member(技能特长="养鱼")[0].intents == ()
    assert member(意向="投资", 求职岗位="保安")[0].intents == (Intent.INVEST,)


@pytest.mark.parametrize(
    ("heading", "cell"),
    [("户籍地", "火星"), ("现居地", "天上"), ("意向", "发财"), ("期望薪资", "看着给点"), ("工作年限", "挺久"), ("学历", "很高"),
     ("可投资金", "一点"), ("参与方式", "随缘"), ("期望工作地", "那边")],
)  # fmt: skip
def test_what_cannot_be_read_is_a_fault_under_its_heading_and_is_kept(heading: str, cell: str) -> None:
    record, faults = member(**{heading: cell})
    assert faults == {heading} and record.cells == {heading: cell}


@pytest.mark.parametrize("cell", ["无", "没有", "-", "/", "暂无"])
def test_nothing_said_in_words_is_no_fault(cell: str) -> None:
    record, faults = member(证书=cell, 技能特长=cell, 工作经历=cell)
    assert faults == set() and record.skills == () and record.credentials == () and record.credentials_listed


CERTIFICATES = [
    ({}, None, True),
    ({"证书": "叉车证、电工证"}, ["叉车证", "电工证"], True),
    ({"证书": "叉车证（已过期）、电工证"}, ["电工证"], True),
    ({"备注": "有电工证"}, ["有电工证"], False),
    ({"备注": "什么证都没有"}, None, True),
    ({"证书": "没有证书", "技能特长": "叉车"}, [], True),
    ({"备注": "电工证还没考"}, None, True),
    ({"技能特长": "C1驾照，做饭"}, ["C1驾照"], False),
]


@pytest.mark.parametrize(("cells", "held", "listed"), CERTIFICATES)
def test_certificates_are_held_only_where_it_says_so(cells: dict[str, str], held: list[str] | None, listed: bool) -> None:
    record, _ = member(**cells)
    assert (None if record.credentials is None else texts(record.credentials)) == held
    assert record.credentials_listed is listed


@pytest.mark.parametrize(
    ("cell", "side"),
    [("愿意带人", PairingWish.GIVE), ("希望有人带", PairingWish.RECEIVE), ("可以当师傅", PairingWish.GIVE), ("想找个师傅", PairingWish.RECEIVE), ("无", None), ("", None)],
)  # fmt: skip
def test_the_side_of_a_pairing(cell: str, side: PairingWish | None) -> None:
    assert member(结对意愿=cell)[0].pairing is side


def test_years_are_also_read_from_the_history() -> None:
    assert member(工作经历="在工地干了8年电工")[0].years is not None
    assert member(工作年限="3年", 工作经历="干了8年")[0].years.low == 3  # type: ignore[union-attr]


NAMES = [heading.name for heading in HEADINGS[RecordKind.MEMBER]]
CELL = st.text(st.sampled_from("不只在去南城北京月薪千万元证叉车年无到0123456789.-、，()（）\n \0\ud800abKk％"), max_size=30) | st.text(max_size=30)


@settings(max_examples=150, deadline=None)
@given(st.dictionaries(st.sampled_from([*NAMES, "别的"]), CELL, max_size=8))
def test_no_row_raises_and_none_loses_a_cell(cells: dict[str, str]) -> None:
    for kind in RecordKind:
        record, faults = record_from_row(kind, cells, TODAY)
        kept = {**record.cells, **record.extra}
        assert sorted(kept.values()) == sorted(cell for cell in cells.values() if cell.strip())
        assert all(fault.say("zh") and fault.say("en") for fault in faults)
        assert {item.name for item in fields(record)} >= {"cells", "extra"}
