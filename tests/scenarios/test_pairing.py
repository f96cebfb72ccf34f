"""A newcomer and an experienced member are a pair only when both agreed, each for itself."""

from collections.abc import Callable
from typing import Any

MENTORS = {"JD-X1": "JD-S1", "JD-X2": "JD-S2", "JD-X3": "JD-S3"}


def test_pairing(told: Callable[..., Any]) -> None:
    found, printed, _ = told("pairing")
    for newcomer, mentor in MENTORS.items():
        first = found["ranked"][newcomer]["matches"][0]
        assert first["record"]["id"] == found["old"][mentor]["id"]
        assert first["masked"] is True and "name" not in first["record"]
    assert found["unseen"]["matches"] == [], "a mentor is found only by whom they agreed to be found by"
    assert all(name not in printed for name in ("程国强", "孙玉兰", "魏海"))


def test_both_must_agree(told: Callable[..., Any]) -> None:
    found, _, _ = told("pairing")
    assert found["flow"]["state"] == "proposed"
    assert found["for_other"][0] == 403, "nobody agrees for the other side"
    assert found["half"]["state"] == "agreed_by_one" and "agreed" not in {one["to"] for one in found["half"]["allowed"]}
    assert found["twice"][0] == 409
    assert found["whole"]["state"] == found["second"]["state"] == "agreed"
    assert {step["party"] for step in found["whole"]["steps"][1:]} == {"member", "other"}
    assert found["again"][0] == 409, "a pair is a pair once"


def test_one_side_may_decline_and_then_it_is_over(told: Callable[..., Any]) -> None:
    found, _, stage = told("pairing")
    assert (found["declined"]["state"], found["declined"]["reason"]["code"], found["declined"]["live"]) == ("declined", "no_time", False)
    assert found["over"][0] == 409
    assert stage.call(found["home"], "GET", f"/pairings/{found['declined']['id']}")["allowed"] == []


def test_a_mentors_place_is_agreed_by_both_as_well_and_a_pairing_ends_with_a_reason(told: Callable[..., Any]) -> None:
    found, _, _ = told("pairing")
    assert found["placed"]["state"] == "agreed" and found["placed"]["member"] == found["new"]["JD-X3"]["id"]
    assert [step["to"] for step in found["ended"]["steps"]] == ["proposed", "agreed_by_one", "agreed", "ended"]
    assert found["ended"]["reason"]["code"] == "on_their_own_feet"
