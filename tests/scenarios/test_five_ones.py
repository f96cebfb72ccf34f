"""One member's five contributions in one place, each matched to a need or a service that wants it."""

from collections.abc import Callable
from typing import Any

WANTED_BY = {"lead": "WY-01", "proposal": "WY-04", "project": "WY-03", "kindness": "WY-S1", "technique": "WY-02"}


def test_five_ones(told: Callable[..., Any]) -> None:
    found, printed, _ = told("five_ones")
    assert {kind: one["best"]["number"] for kind, one in found["offered"].items()} == WANTED_BY
    for one in found["offered"].values():
        places = [place for track in one["wanted"]["tracks"] for place in track["matches"]]
        assert places and all(place["explanation"]["criteria"] for place in places)
        assert one["flow"]["text"] in printed.replace("\n", "")


def test_they_stand_in_one_place(told: Callable[..., Any]) -> None:
    found, _, _ = told("five_ones")
    assert found["empty"]["items"] == [] and found["empty"]["open"] == list(WANTED_BY)
    together = found["together"]
    assert together["open"] == [] and together["counts"] == dict.fromkeys(WANTED_BY, 1), "what was declined counts for none"
    states = [(item["kind"], item["state"]) for item in together["items"]]
    assert sorted(states) == sorted(
        [("lead", "done"), ("lead", "declined"), *((kind, "taken_up") for kind in WANTED_BY if kind != "lead")]
    )
    taken = {item["opportunity"] for item in together["items"] if item["state"] != "declined"}
    assert taken == {one["best"]["id"] for one in found["offered"].values()}


def test_it_is_done_only_after_somebody_took_it_up(told: Callable[..., Any]) -> None:
    found, _, stage = told("five_ones")
    assert found["too_soon"][0] == 409 and "taken_up" in found["too_soon"][1]["detail"]
    assert [step["to"] for step in found["done"]["steps"]] == ["offered", "taken_up", "done"]
    assert stage.ask(found["office"], "GET", f"/contributions?member={found['member']}")[0] == 403
