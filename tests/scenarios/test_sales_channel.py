"""Sales-channel needs are matched by product, region and channel."""

from collections.abc import Callable
from typing import Any


def test_sales_channel(told: Callable[..., Any]) -> None:
    found, _, _ = told("sales_channel")
    numbers = {need: [place["record"]["number"] for place in answer["matches"]] for need, answer in found.items()}
    assert [numbers[need][0] for need in ("XL-01", "XL-02", "XL-03")] == ["XL-M01", "XL-M02", "XL-M03"]
    fish = numbers["XL-03"]
    assert fish.index("XL-M03") < fish.index("XL-M04"), "the same goods, another end of the country"
    assert all(ranked[-1] != ranked[0] and "XL-M05" not in ranked[:2] for ranked in numbers.values())
