"""What holds for all seventeen: each has its data, its story and its test, and is told in both languages."""

from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from data.scenarios.scenario import Scenario, scenarios

SCENARIOS = scenarios()


def test_there_are_seventeen_numbered_from_one() -> None:
    assert [scenario.number for scenario in SCENARIOS] == list(range(1, 18))


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.key)
def test_a_scenario_has_a_story_and_a_test_of_its_name(scenario: Scenario) -> None:
    assert find_spec(f"api.stories.{scenario.key}") is not None
    assert (Path(__file__).parent / f"test_{scenario.key}.py").exists()


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.key)
def test_a_story_is_told_in_english_too(scenario: Scenario, told: Callable[..., Any]) -> None:
    _, printed, stage = told(scenario.key, "en")
    assert stage.acts >= 2
    assert len(printed) > 500
