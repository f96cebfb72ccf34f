"""The need meets services that cover the place and the case, with capacity, and a person to call."""

from collections.abc import Callable
from typing import Any

FIRST = {"LS-M01": "LS-01", "LS-M02": "LS-04", "LS-M04": "LS-05"}


def test_green_channel(told: Callable[..., Any]) -> None:
    found, printed, _ = told("green_channel")
    numbers = {who: [place["record"]["number"] for place in answer["matches"]] for who, answer in found["helped"].items()}
    assert {who: numbers[who][0] for who in FIRST} == FIRST
    assert set(numbers["LS-M03"][:2]) == {"LS-02", "LS-03"}
    assert all("LS-08" not in ranked for ranked in numbers.values()), "a full course is proposed to nobody"
    assert "LS-07" not in numbers["LS-M01"] and found["away"]["eligible"] is False
    assert found["helped"]["LS-M01"]["matches"][0]["office"]["telephone"] == "0579-12345678"
    assert "0579-12345678" in printed


def test_a_missing_certificate_points_at_a_course_that_is_open(told: Callable[..., Any]) -> None:
    found, _, _ = told("green_channel")
    assert found["missing"]["eligible"] is False
    changes = [change for change in found["missing"]["would_change"] if change["service"] == found["course"]]
    assert changes and changes[0]["eligible"] is True
