"""From a project's needs the team that covers them, with the gaps named."""

from collections.abc import Callable
from typing import Any


def test_talent_by_project(told: Callable[..., Any]) -> None:
    found, _, _ = told("talent_by_project")
    team = {one["need"].rpartition(".")[2]: one["record"]["number"] for one in found["team"]["team"]}
    assert team["capital"] == "JC-M01" and team["leader"] == "JC-M03" and team["channel"] == "JC-M04"
    assert "JC-M02" in (team.get("technique"), team.get("talent"))
    assert len(set(team.values())) == len(team), "nobody twice"
    assert len(team) + len(found["team"]["gaps"]) == 5
    assert "JC-M05" not in team.values()
    without = {one["need"].rpartition(".")[2] for one in found["without"]["team"]}
    assert "leader" not in without
    assert any(gap["need"].endswith(".leader") for gap in found["without"]["gaps"])
