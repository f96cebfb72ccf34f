"""Worklists made from what members reported in nine months: who is due, and who has nobody to call."""

from collections.abc import Callable
from typing import Any

EXPECTED = {
    "arrived": ["LX-M01", "LX-M02"],
    "settled": ["LX-M04", "LX-M05", "LX-M03", "LX-M08"],
    "moving_often": ["LX-M07", "LX-M06"],
    "no_named_contact": ["LX-M07", "LX-M06"],
    "half_year_review": ["LX-M12", "LX-M10", "LX-M15"],
    "no_contact": ["LX-M12", "LX-M10"],
}


def test_stay_in_touch(told: Callable[..., Any]) -> None:
    found, printed, _ = told("stay_in_touch")
    lists = {key: [found["numbers"][due["member"]] for due in told["items"]] for key, told in found["lists"].items()}
    assert lists == EXPECTED, "whoever waits longest comes first"
    assert all(told["total"] == len(told["items"]) for told in found["lists"].values())
    assert all(due["events"] for told in found["lists"].values() for due in told["items"]), "each says by what"
    assert "LX-M07" in printed and "LX-M13" not in printed.split("2  ")[-1]


def test_a_named_contact_takes_off_one_list_and_not_the_other(told: Callable[..., Any]) -> None:
    found, _, _ = told("stay_in_touch")
    without, moving = found["named"]
    assert without["total"] == 0 and moving["total"] == 2
    assert all(due["contact"] for due in moving["items"])


def test_a_call_takes_off_the_list_and_time_does_too(told: Callable[..., Any]) -> None:
    found, _, stage = told("stay_in_touch")
    assert [found["numbers"][due["member"]] for due in found["called"]["items"]] == ["LX-M10"]
    assert found["later"]["total"] == 0, "nobody said that they moved again"
    review = stage.call(found["station"], "GET", "/worklists/half_year_review")["items"]
    assert "LX-M12" not in {found["numbers"][due["member"]] for due in review}


def test_no_place_is_ever_noted_and_nobody_else_reads_the_lists(told: Callable[..., Any]) -> None:
    found, _, stage = told("stay_in_touch")
    assert found["placed"][0] == 422 and found["placed"][1]["faults"][0]["where"] == "$.place"
    assert found["elsewhere"]["total"] == 0
    member = found["people"]["LX-M07"]
    assert stage.ask(found["other"], "GET", f"/reports?member={member}")[0] == 404
    assert len(stage.call(found["station"], "GET", f"/reports?member={member}")["items"]) == 5
