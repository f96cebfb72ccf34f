"""A technique that is needed meets proven expertise, from afar or by the season."""

from collections.abc import Callable
from typing import Any


def test_expert_to_village(told: Callable[..., Any]) -> None:
    found, printed, _ = told("expert_to_village")
    numbers = [place["record"]["number"] for place in found["ranked"]["matches"]]
    assert numbers[0] == "HS-M01"
    assert set(numbers[:4]) == {"HS-M01", "HS-M02", "HS-M03", "HS-M05"}
    assert numbers[-1] in {"HS-M04", "HS-M06"}
    assert found["reverse"]["matches"][0]["score"] == found["ranked"]["matches"][0]["score"]
    assert "花生" in printed
