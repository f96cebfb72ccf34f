"""What somebody rules out in running text, what a project demands, and how much somebody has run."""

import pytest

from data.reading.demands import is_full, money_backed, must_be_there, run_from_afar, wanted_at_once
from data.reading.limits import Limits, read_limits
from data.reading.managing import Managed, read_managed
from data.records import Place

HOME = Place("361021", "county")


@pytest.mark.parametrize(
    ("text", "limits"),
    [
        ("只投水果", Limits(only=("水果",))),
        ("除了梨的项目别的都不投", Limits(only=("梨",))),
        ("农业的一律不投", Limits(never=("农业",))),
        ("钱已投别处，今年不再投", Limits(halted=True)),
        ("一百万以下不谈", Limits(smallest=1_000_000.0)),
        ("自己说了算才干", Limits(in_charge=True)),
        ("不管事，按年分红就行", Limits(no_running=True)),
        ("一年回国两次", Limits(visits=True)),
        ("只投本县", Limits(places=("361021",))),
        ("只投家乡水库项目", Limits(only=("水库项目",), places=("361021",))),
    ],
)
def test_what_is_ruled_out_is_read(text: str, limits: Limits) -> None:
    assert read_limits(text, HOME) == limits


@pytest.mark.parametrize("text", ["", "分红低于四成不投", "七成以下不投", "想回监利干老本行", "亏了也认", "工资少三成以内能接受"])
def test_what_rules_nothing_out_is_left_alone(text: str) -> None:
    assert read_limits(text, HOME) == Limits()


@pytest.mark.parametrize("text", ["投资人须驻厂参与经营", "必须回来当店长", "合伙人须全年在店", "招场长，常驻"])
def test_a_project_may_want_somebody_there(text: str) -> None:
    assert must_be_there(text)


@pytest.mark.parametrize("text", ["合伙人可帮开海外门路，不必常住", "可只出资，可参与", "出资人不参与管理", "要懂食品生产许可"])
def test_a_project_may_not_care(text: str) -> None:
    assert not must_be_there(text)


def test_other_demands_are_read_where_they_are_made() -> None:
    assert wanted_at_once("厂长马上上任")
    assert not wanted_at_once("2029年秋到任")
    assert run_from_afar("牵头人可在外地，一个季度回来一次")
    assert is_full("资金已筹齐")
    assert not is_full("资金还差二十万")
    assert [money_backed(text) for text in ("年保底6%", "无保底，盈亏自负", "按股分红")] == [True, False, None]


@pytest.mark.parametrize(
    ("text", "managed"),
    [
        ("快递网点老板，手下40人", Managed.WHOLE),
        ("在拉萨开银器店十年", Managed.WHOLE),
        ("后来管车间", Managed.PART),
        ("在酒店做前厅经理6年", Managed.PART),
        ("菌棒厂技术员五年", Managed.WORKED),
        ("打银二十年。没管过人", Managed.NEVER),
        ("", None),
    ],
)
def test_how_much_somebody_has_run_is_read(text: str, managed: Managed | None) -> None:
    assert read_managed(text) == managed
