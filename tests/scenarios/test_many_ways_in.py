"""Partial profiles work at once, and the engine says which one question would help most."""

from collections.abc import Callable
from typing import Any


def test_many_ways_in(told: Callable[..., Any]) -> None:
    found, _, _ = told("many_ways_in")
    for number, way in found["ways"].items():
        assert way["before"]["matches"], f"{number}: a ranking is given, however few fields there are"
        assert way["before"]["next_question"]["moved"] > 0
        assert way["before"]["next_question"]["field"] not in ("姓名", "手机号")
    questions = {number: way["before"]["next_question"]["field"] for number, way in found["ways"].items()}
    assert len(set(questions.values())) > 1, "the question depends on what is known, it is no fixed list"
    assert found["ways"]["DZ-W1"]["after"]["matches"][0]["record"]["number"] == "DZ-G3"
    assert found["draft"]["record"]["sheet"]["求职岗位"]
