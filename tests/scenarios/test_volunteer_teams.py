"""Skills, hours and distance lead to team places."""

from collections.abc import Callable
from typing import Any

FIRST = {"ZY-01": "ZY-M05", "ZY-02": "ZY-M02", "ZY-03": "ZY-M01", "ZY-04": "ZY-M03", "ZY-05": "ZY-M04"}


def test_volunteer_teams(told: Callable[..., Any]) -> None:
    found, _, _ = told("volunteer_teams")
    assert {team: answer["matches"][0]["record"]["number"] for team, answer in found["teams"].items()} == FIRST
    assert found["reverse"]["matches"][0]["record"]["number"] == "ZY-03"
    assert found["placed"] and {flow["state"] for flow in found["placed"]} == {"promised"}
    assert found["placed"][-1]["seats"] == {"most": 8, "taken": len(found["placed"])}
