"""A capital need with in-kind assets and a split; a group that together covers it, to the fen; arithmetic, no promise."""

from collections.abc import Callable
from typing import Any

WANTED = 800_000_00


def test_shared_fund(told: Callable[..., Any]) -> None:
    found, printed, _ = told("shared_fund")
    amounts = {line["amount"] for line in found["projection"]["lines"] if line["unit"] == "fen"}
    assert {500_000_00, 255_000_00, 245_000_00} <= amounts, "50,000 jin x 10 yuan, 51 : 49"
    assert found["projection"]["promise"] is False and found["projection"]["advice"] in printed
    best = found["group"]["group"]
    assert sum(partner["amount_fen"] for partner in best["partners"]) == WANTED
    assert all(partner["amount_fen"] >= 20_000_00 for partner in best["partners"])
    assert len(best["partners"]) <= 8
    assert abs(sum(partner["share"] for partner in best["partners"]) - 100) < 1e-9
    assert abs(sum(partner["yield_share"] for partner in best["partners"]) - 49) < 1e-9
    assert found["group"]["outside"], "whose terms are not met is named"
    inside = {partner["record"]["number"] for partner in best["partners"]}
    assert not inside & {item["record"]["number"] for item in found["group"]["outside"]}
    assert found["small"]["eligible"] is False


def test_the_village_puts_in_its_reservoir(told: Callable[..., Any]) -> None:
    found, _, _ = told("shared_fund")
    holdings = found["project"]["record"]["holdings"]
    assert {"water"} <= {holding["kind"] for holding in holdings}
    assert any(holding["quantity"] == 320 for holding in holdings)
