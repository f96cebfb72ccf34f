"""Every need of a project ranks the members who suit it; every member the needs."""

from collections.abc import Callable
from typing import Any


def test_investor_search(told: Callable[..., Any]) -> None:
    found, _, _ = told("investor_search")
    first = {need: answer["matches"][0]["record"]["number"] for need, answer in found["ranked"].items()}
    assert first == {"ZS-01.capital": "ZS-M01", "ZS-01.channel": "ZS-M05", "ZS-02.leader": "ZS-M03", "ZS-03.talent": "ZS-M06"}
    assert found["reverse"]["matches"][0]["record"]["number"] == "ZS-01"
    assert found["too_small"]["eligible"] is False
    assert "30万" in found["too_small"]["why_not"]
    forward = found["ranked"]["ZS-01.capital"]["matches"][0]
    assert forward["score"] == found["reverse"]["matches"][0]["score"]
    assert sum(round(100 * row["points"]) for row in forward["explanation"]["criteria"]) == round(100 * forward["score"])
