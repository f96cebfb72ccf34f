"""Who would come home to run it, and what each would give up."""

from collections.abc import Callable
from typing import Any


def test_return_to_lead(told: Callable[..., Any]) -> None:
    found, printed, _ = told("return_to_lead")
    numbers = [place["record"]["number"] for place in found["ranked"]["matches"]]
    assert numbers[0] == "FX-M01"
    assert "FX-M03" not in numbers
    assert found["staying"]["eligible"] is False
    assert numbers[-1] == "FX-M02", "she would give up two thirds of her pay"
    assert "FX-M06" not in numbers, "money alone does not run a warehouse"
    given_up = {row["key"]: row for row in found["ranked"]["matches"][0]["explanation"]["criteria"]}["given_up"]
    assert "3,000" in given_up["reason"]
    assert "每月少3,000元" in printed
