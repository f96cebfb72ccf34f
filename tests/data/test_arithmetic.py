"""A project's arithmetic: to the fen, from stated figures alone, parts that make the whole, and what is missing named."""

from dataclasses import replace
from datetime import date
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.arithmetic import Projection, worked_out
from data.arithmetic_words import ADVICE, LABELS, MISSING, NOTES, as_decimal, yuan
from data.fen import exact, in_fen, shared_out
from data.records import Figure, Project, ProjectNeed, Share, Yields
from data.sheets.rows import record_from_row
from data.vocabulary import NeedKind, RecordKind

RESERVOIR = {
    "项目名称": "水库养鱼", "所在地": "江西南城", "需求类型": "资金", "需求说明": "合作社负责养，年产约五万斤，每斤10元",
    "所需资金": "50万元", "最低出资": "1万元", "收益分配": "村集体51%，基金49%", "预计带动就业": "12",
}  # fmt: skip


def sheet(**cells: str) -> Project:
    record, faults = record_from_row(RecordKind.NEED, {**RESERVOIR, **cells}, date(2026, 11, 22))
    assert isinstance(record, Project) and not faults
    return record


def zh(found: Projection) -> str:
    return "\n".join(text.zh for text in (*found.unknown, *found.notes))


def test_the_reservoir_of_the_practice_comes_out_to_the_fen() -> None:
    found = worked_out(sheet(), (10_000_00, 30_000_00))
    amounts = {line.key: line.amount for line in found.lines}
    assert amounts == {
        "revenue": 500_000_00, "jobs": 12, "part:1": 255_000_00, "part:2": 245_000_00, "ticket:1": 4_900_00, "ticket:2": 14_700_00,
    }  # fmt: skip
    formulas = {line.key: line.formula.zh for line in found.lines}
    assert formulas["revenue"] == "50,000斤 × 10元/斤"
    assert formulas["part:1"] == "500,000元 × 51%"
    assert formulas["ticket:1"] == "245,000元 × 10,000元 ÷ 500,000元"
    assert found.advice is ADVICE and "不是承诺" in ADVICE.zh and "not a promise" in ADVICE.en


def test_costs_come_off_before_anything_is_divided_and_the_years_are_counted() -> None:
    found = worked_out(sheet(需求说明="年产五万斤，每斤10元，饲料成本每年20万元，人工5万"))
    assert [line.amount for line in found.lines if line.key.startswith("cost")] == [200_000_00, 50_000_00]
    assert found.amount("net") == 250_000_00
    assert (found.amount("part:1"), found.amount("part:2")) == (127_500_00, 122_500_00)
    assert found.amount("ticket:1") == 2_450_00
    assert found.amount("payback") == 409
    assert found.unknown == ()


def test_without_costs_revenue_is_divided_and_called_so_and_no_years_are_told() -> None:
    found = worked_out(sheet())
    assert found.amount("net") is None and found.amount("payback") is None
    assert MISSING["cost"] in found.unknown and MISSING["payback"] in found.unknown
    assert all("未减成本" in line.label.zh for line in found.lines if line.key.startswith(("part", "ticket")))


def test_a_yield_of_one_mu_is_multiplied_by_the_area_that_is_held_and_weights_are_made_alike() -> None:
    found = worked_out(sheet(需求说明="亩产800斤，6元一公斤，每亩成本1000元", 已有资源="水面320亩"))
    assert found.amount("revenue") == 320 * 400 * 600
    assert found.amount("cost:1") == 320 * 1000_00
    assert found.amount("net") == 320 * 400 * 600 - 320 * 1000_00
    assert ("面积", "水面320亩", "已有资源") in {(one.label.zh, one.text, one.source) for one in found.assumptions}


@pytest.mark.parametrize(
    ("said", "key", "missing"),
    [
        ("年产五万斤", "revenue", "price"),
        ("每斤10元", "revenue", "quantity"),
        ("亩产800斤，每斤6元", "revenue", "area"),
        ("缺钱", "part:1", "price"),
    ],
)
def test_a_figure_nobody_stated_leaves_its_line_out_and_is_named(said: str, key: str, missing: str) -> None:
    found = worked_out(sheet(需求说明=said))
    assert found.amount(key) is None and found.amount("ticket:1") is None
    assert MISSING[missing] in found.unknown


def test_goods_that_are_counted_differently_are_not_multiplied() -> None:
    found = worked_out(sheet(需求说明="年产五万斤，每箱60元"))
    assert found.amount("revenue") is None and "产量按斤、单价按箱" in zh(found)


def test_shares_that_do_not_make_a_whole_are_named_and_not_repaired() -> None:
    under = worked_out(sheet(收益分配="出资人45%"))
    assert under.amount("part:1") == 225_000_00 and under.amount("part:2") is None
    assert "合计45%，还有55%没有写归谁" in zh(under)
    over = worked_out(sheet(收益分配="村集体60%，出资人49%"))
    assert over.amount("part:1") is None and "合计109%，超过100%" in zh(over)
    silent = worked_out(sheet(收益分配="面议"))
    assert silent.amount("part:1") is None and MISSING["shares"] in silent.unknown


def test_no_investors_share_leaves_tickets_out() -> None:
    found = worked_out(sheet(收益分配="村集体60%，合作社40%"), (10_000_00,))
    assert found.amount("part:2") == 200_000_00 and found.amount("ticket:1") is None
    assert MISSING["investors"] in found.unknown


def test_of_a_range_the_end_that_promises_less_is_used_and_said() -> None:
    found = worked_out(sheet(需求说明="年产4-5万斤，8-10元一斤，成本10-12万元"))
    assert found.amount("revenue") == 320_000_00 and found.amount("cost:1") == 120_000_00
    assert sum("是一个范围" in text.zh for text in found.notes) == 3


def test_stated_sums_that_do_not_agree_are_named() -> None:
    assert "不一致" in zh(worked_out(sheet(需求说明="年产五万斤，每斤10元，年产值60万")))
    assert "不一致" in zh(worked_out(sheet(需求说明="年产五万斤，每斤10元，成本20万元，纯利20万元")))
    assert "不一致" not in zh(worked_out(sheet(需求说明="年产五万斤，每斤10元，成本20万元，纯利30万元")))
    assert worked_out(sheet(需求说明="年产值60万")).amount("revenue") == 600_000_00


def test_a_loss_is_not_divided() -> None:
    found = worked_out(sheet(需求说明="年产五千斤，每斤10元，成本20万元"))
    assert found.amount("net") == -150_000_00 and found.amount("part:1") is None
    assert NOTES["loss"] in found.notes


def test_years_that_were_told_shorter_than_they_come_to_are_named() -> None:
    found = worked_out(sheet(需求说明="年产五万斤，每斤10元，成本25万元，三年回本"))
    assert found.amount("payback") == 409 and "写的是三年，按所写数字要4.09年" in zh(found)
    assert "按所写数字要" not in zh(worked_out(sheet(需求说明="年产五万斤，每斤10元，成本25万元，五年回本")))


def test_tickets_beyond_the_sum_wanted_share_in_proportion_and_it_is_said() -> None:
    found = worked_out(sheet(), (400_000_00, 200_000_00))
    assert found.amount("ticket:1", ) == 163_333_33 and found.amount("ticket:2") == 81_666_67
    assert "超过所需资金" in zh(found)
    alone = worked_out(sheet(所需资金=""), (30_000_00, 10_000_00))
    assert (alone.amount("ticket:1"), alone.amount("ticket:2")) == (183_750_00, 61_250_00)
    assert MISSING["capital"] in alone.unknown and "按这几笔合计" in zh(alone)


def test_what_is_promised_is_taken_off_what_is_wanted() -> None:
    found = worked_out(sheet(所需资金="80万（已落实20万）"))
    assert found.amount("wanted") == 600_000_00


def test_every_figure_used_is_told_with_its_cell() -> None:
    found = worked_out(sheet())
    told = {(one.text, one.source) for one in found.assumptions}
    assert told == {
        ("年产约五万斤", "需求说明"), ("每斤10元", "需求说明"), ("50万元", "所需资金"), ("1万元", "最低出资"), ("12", "预计带动就业"),
        ("村集体51%", "收益分配"), ("基金49%", "收益分配"),
    }  # fmt: skip


def test_an_empty_project_gives_no_number_at_all() -> None:
    found = worked_out(Project(), (100,))
    assert found.lines == () and found.assumptions == () and len(found.unknown) >= 4


def test_decimals_are_taken_as_they_were_written() -> None:
    assert exact(0.1) + exact(0.2) == Fraction(3, 10)
    assert in_fen(exact(3.456)) == 346 and in_fen(Fraction(5, 1000)) == 0
    assert yuan(123_456_700).zh == "1,234,567元" and yuan(-5).zh == "-0.05元" and as_decimal(Fraction(12345, 10)) == "1,234.5"


@settings(max_examples=300, deadline=None)
@given(st.integers(0, 10**15), st.lists(st.integers(0, 10**9), min_size=1, max_size=40).filter(any))
def test_parts_make_the_whole_and_none_is_off_by_a_fen(total: int, weights: list[int]) -> None:
    parts = shared_out(total, weights)
    assert sum(parts) == total
    for part, weight in zip(parts, weights, strict=True):
        assert abs(part - Fraction(total * weight, sum(weights))) < 1


def fish(quantity: float, price: float, shares: tuple[Share, ...], capital: float) -> Project:
    yields = Yields(quantity=Figure(quantity, None, "斤"), price=Figure(price, None, "斤"), costs=(Figure(1.0),))
    return Project(needs=(ProjectNeed(kind=NeedKind.CAPITAL, capital=capital, shares=shares, yields=yields),))


@st.composite
def splits(draw: st.DrawFn) -> tuple[Share, ...]:
    cuts = sorted({0, 10_000, *draw(st.lists(st.integers(1, 9_999), max_size=6))})
    percents = [after - before for before, after in pairwise(cuts)]
    return tuple(Share(f"甲{at}", percent, "investors" if at == 0 else "other") for at, percent in enumerate(percents))


@settings(max_examples=200, deadline=None)
@given(
    st.decimals("1", "1000000", places=2), st.decimals("0.01", "500", places=2), splits(),
    st.lists(st.integers(1, 10**9), min_size=1, max_size=30),
)  # fmt: skip
def test_any_split_and_any_tickets_add_up_to_the_fen(quantity: object, price: object, shares: tuple[Share, ...], tickets: list[int]) -> None:
    capital = sum(tickets) / 100
    found = worked_out(fish(float(str(quantity)), float(str(price)), shares, capital), tuple(tickets))
    net = found.amount("net")
    assert net is not None and net == round(Fraction(str(quantity)) * Fraction(str(price)) * 100) - 100
    parts = [line.amount for line in found.lines if line.key.startswith("part:")]
    if net > 0:
        assert sum(parts) == net
        paid = [line.amount for line in found.lines if line.key.startswith("ticket:")]
        assert sum(paid) == parts[0]


def test_some_of_the_tickets_leave_the_rest_its_part() -> None:
    need = sheet().needs[0]
    whole = worked_out(sheet(), (100_000_00,) * 5)
    some = worked_out(sheet(), (100_000_00,) * 3)
    assert sum(line.amount for line in whole.lines if line.key.startswith("ticket")) == 245_000_00
    assert [line.amount for line in some.lines if line.key.startswith("ticket")] == [49_000_00] * 3
    assert worked_out(sheet(), (1,), replace(need, capital=None)).amount("ticket:1") == 245_000_00


def test_every_sentence_has_the_same_placeholders_in_both_languages() -> None:
    for text in (*LABELS.values(), *MISSING.values(), *NOTES.values()):
        assert text.placeholders("zh") == text.placeholders("en"), text
    english = worked_out(sheet())
    assert [line.formula.en for line in english.lines if line.key == "revenue"] == ["50,000 jin × 10 yuan/jin"]
