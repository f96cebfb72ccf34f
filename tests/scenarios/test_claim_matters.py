"""Twelve matters and twenty members: limits on both sides, no place given twice, reserves, promise, delivery, review."""

from collections.abc import Callable
from typing import Any


def test_claim_matters(told: Callable[..., Any]) -> None:
    found, _, stage = told("claim_matters")
    assert (len(found["matters"]), len(found["people"])) == (12, 20)
    claims = stage.call(found["station"], "GET", "/claims?limit=200")["items"]
    assert {flow["member"] for flow in claims if flow["live"] or flow["state"] == "reviewed"} == set(found["people"].values())
    modes = {matter["record"]["cells"]["认领方式"] for matter in found["matters"].values()}
    assert modes == {"一人多领", "多人一领"}
    assert found["ranked"]["SS-01"]["matches"][0]["record"]["number"] in {"SS-M01", "SS-M11"}
    assert found["ranked"]["SS-02"]["matches"][0]["record"]["number"] in {"SS-M02", "SS-M12"}


def test_no_place_is_given_twice(told: Callable[..., Any]) -> None:
    found, _, _ = told("claim_matters")
    for number, held in found["held"].items():
        assert held["seats"]["taken"] == held["states"].count("promised"), number
        assert held["seats"]["most"] is None or held["seats"]["taken"] <= held["seats"]["most"], number
    assert found["held"]["SS-02"]["seats"] == {"most": 3, "taken": 3}
    assert found["held"]["SS-07"]["seats"] == {"most": 2, "taken": 2}


def test_a_full_matter_has_reserves_and_a_freed_place_is_taken_once(told: Callable[..., Any]) -> None:
    found, _, stage = told("claim_matters")
    assert [flow["state"] for flow in found["came"]] == ["promised"] * 3 + ["reserve"] * 2
    assert found["full"][0] == 409 and "3" in found["full"][1]["detail"]
    assert [flow["state"] for flow in found["now"]] == ["released", "promised", "promised", "promised", "reserve"]
    assert found["promoted"]["seats"] == {"most": 3, "taken": 3}
    last = f"/claims/{found['now'][4]['id']}/transitions"
    assert stage.ask(found["station"], "POST", last, {"to": "promised"})[0] == 409
    assert stage.ask(found["station"], "POST", last, {"to": "released"})[0] == 422, "a reason is asked for"


def test_a_member_has_at_most_five(told: Callable[..., Any]) -> None:
    found, printed, _ = told("claim_matters")
    assert found["sixth"][0] == 409 and "5" in found["sixth"][1]["detail"]
    assert found["sixth"][1]["detail"] in printed.replace("\n", "")


def test_whose_matter_it_is_reviews_it(told: Callable[..., Any]) -> None:
    found, _, stage = told("claim_matters")
    assert found["own"][0] == 403
    steps = [(step["from"], step["to"]) for step in found["reviewed"]["steps"]]
    assert steps == [
        ("", "promised"), ("promised", "delivered"), ("delivered", "promised"), ("promised", "delivered"), ("delivered", "reviewed"),
    ]  # fmt: skip
    assert found["reviewed"]["live"] is False and found["reviewed"]["steps"][2]["reason"]["code"] == "not_done"
    where = f"/claims/{found['reviewed']['id']}"
    assert stage.call(found["office"], "GET", where)["people"] == {}, "the office learns no name"
