"""Which trades a phrase names, and which a project is in by its cell, its name and what it tells."""

import pytest

from data.records import Phrase
from data.reference.industries import industries
from data.reference.trade_words import trade_words
from features.trades import trades_in, trades_meant, trades_of_project


def _codes(text: str) -> list[str]:
    return [item.code for item in trades_meant(Phrase(text, "关注行业", 0, len(text)))]


def _project(cell: str, name: str, told: str = "") -> dict[str, float]:
    return {item.code: item.similarity for item in trades_of_project(Phrase(cell), Phrase(name), Phrase(told))}


def test_every_word_stands_for_industries_that_exist() -> None:
    assert {code for codes in trade_words().values() for code in codes} <= set(industries())


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("粮油", "A011"), ("中藥材", "A017"), ("管大棚八年，番茄黄瓜", "A0141"), ("青贮、拌料", "C1329"), ("打银二十年", "C2438"),
        ("标粗、育苗、调水", "A0541"), ("跨区收麦十年", "A0512"), ("在网上吆喝", "F5292"), ("把各村代收点并起来", "G602"), ("大棚养菇", "A0142"),
    ],
)  # fmt: skip
def test_what_people_call_a_trade_is_understood(text: str, code: str) -> None:
    assert code in [item.code for item in trades_in(Phrase(text))]


@pytest.mark.parametrize(("text", "not_code"), [("养老保险推销员", "Q8514"), ("茶几", "A0164"), ("钢结构大棚安装工", "A0141"), ("银行客户经理", "C2438")])
def test_a_word_that_only_looks_alike_is_not_the_trade(text: str, not_code: str) -> None:
    assert not_code not in _codes(text)


def test_one_character_counts_only_alone() -> None:
    assert "A0164" in _codes("茶")
    assert "A0164" in _codes("米、茶")
    assert "A0164" not in _codes("茶具城")


def test_a_broad_word_behind_a_narrow_one_adds_nothing() -> None:
    assert "A03" not in _codes("稻虾种养")
    assert "A03" in _codes("种养")


def test_the_name_makes_a_broad_cell_narrow() -> None:
    assert _project("养殖", "鳙鱼苗繁育")["A0541"] > 0.9


def test_a_word_of_the_name_beside_the_cell_is_half_as_sure() -> None:
    assert _project("影视", "樱桃电影院")["A0151"] == pytest.approx(0.5)
    assert _project("", "樱桃园")["A0151"] > 0.9


def test_what_is_told_counts_where_cell_and_name_say_nothing() -> None:
    assert "G602" in _project("", "最后一公里项目组", "找个懂揽收派件的人") or "G602" in _project("", "", "找个懂揽收派件的人")
