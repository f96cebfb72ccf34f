"""What an allocation can be best at: stable answers, a floor, fair shares; each told with what it costs."""

import itertools
from collections.abc import Callable
from typing import Any

import pytest

from tests.api.conftest import Caller
from tests.api.test_allocations import allocated, seated
from tests.api.test_scope import tells


@pytest.fixture
def county(station: Caller) -> list[str]:
    """Six openings of the sample county."""
    station.load_county()
    return [item["id"] for item in station("GET", "/openings?limit=6").json()["items"]]


def test_from_a_stable_answer_nobody_would_walk_away(station: Caller, county: list[str]) -> None:
    best, stable = allocated(station, county), allocated(station, county, objective="stable")
    assert stable["aim"] == {"objective": "stable", "asking": "members"} and stable["proposals"] > 0
    assert stable["check"]["blocking"] == 0 and stable["total"] <= best["total"]
    assert best["aim"] == {"objective": "total", "asking": None} and best["proposals"] is None
    asked = allocated(station, county, objective="stable", asking="opportunities")
    assert seated(asked) == seated(stable), "one score for both sides leaves one stable answer"


def test_what_a_stable_answer_does_not_reach_is_named(station: Caller, county: list[str]) -> None:
    seats = {county[0]: {"least": 500, "most": 500}}
    found = allocated(station, county[:2], objective="stable", seats=seats)
    assert [item["bound"] for item in found["missed"]] == ["least"] and "500" in found["missed"][0]["message"]
    assert found["conflict"] == []


def test_nobody_is_placed_below_a_floor_and_its_cost_is_told(station: Caller, county: list[str]) -> None:
    plain = allocated(station, county)
    scores = sorted(seat["score"] for one in plain["openings"] for seat in one["seats"])
    floor = scores[len(scores) // 2]
    found = allocated(station, county, floor=floor)
    held = [seat["score"] for one in found["openings"] for seat in one["seats"]]
    assert held and min(held) >= floor > scores[0] and found["total"] <= plain["total"]
    assert found["floor"]["points"] == pytest.approx(floor) and found["floor"]["dropped"] > 0 and found["floor"]["empty"] >= 0
    assert f"{floor:.2f}" in found["floor"]["message"] and found["check"]["faults"] == 0
    gentle = allocated(station, county, floor=floor, floor_where="elsewhere")
    assert gentle["floor"]["dropped"] <= found["floor"]["dropped"] and gentle["total"] >= found["total"]


def test_fair_shares_are_a_line_of_their_own(callers: dict[str, Caller], consent: Callable[..., None]) -> None:
    ours = callers["station"]
    for i in range(4):
        ours.create("members", 编号=f"A{i}")
        consent(callers["other_station"].create("members", 编号=f"B{i}", 期望薪资="9000", 求职岗位="保安")["id"], "stations")
    opening = ours.create("openings", 编号="G1", 招聘人数="4")["id"]
    plain, fair = allocated(ours, [opening]), allocated(ours, [opening], fair_price=50)
    assert {share["target"] for share in fair["shares"]} == {2} == {share["got"] for share in fair["shares"]}
    assert fair["total"] <= fair["total_without_shares"] == plain["total"] and plain["shares"] == []
    seats = fair["openings"][0]["seats"]
    for seat in seats:
        assert seat["compared"] and f"{seat['score'] + seat['adjustment']:.2f}" in seat["compared"]
    assert "compared" not in plain["openings"][0]["seats"][0]
    assert all("应得" in share["message"] for share in fair["shares"])


def test_a_price_for_shares_and_a_stable_answer_do_not_go_together(station: Caller, county: list[str]) -> None:
    refused = station("POST", "/allocations", json={"openings": county, "objective": "stable", "fair_price": 5})
    assert refused.status_code == 422
    assert tells(refused.json(), "$.fair_price")


def test_whoever_is_left_out_is_told_of_the_nearest_change(station: Caller, county: list[str]) -> None:
    found: dict[str, Any] = allocated(station, county)
    changes = [item for item in found["left_out"] if item["change"]]
    assert changes, "somebody could do something"
    for item in changes:
        assert item["change"]["score"] > item["entry"] >= item["score"] and item["cutoff"] >= item["entry"]
        assert item["change"]["action"] in item["message"]
    assert found["verified"]["certified"] and found["verified"]["gap"] == 0 and found["verified"]["bound"] == found["total"]
    assert len(found["verified"]["lines"]) >= 5 and 0 <= found["verified"]["congestion"] <= 1
    prices = [one["price"] for one in found["openings"]]
    assert all(price >= 0 for price in prices) and all(one["price"] == 0 for one in found["openings"] if one["shortage"])


def test_after_a_change_as_few_seats_as_possible_are_others(station: Caller, county: list[str]) -> None:
    run = station.run("/allocations", json={"openings": county})
    same = allocated(station, county, after=run["id"])
    assert seated(same) == seated(run["result"]) and same["moves"] == []
    (opening, gone) = next((one, members[0]) for one, members in seated(run["result"]).items() if members)
    record = station("GET", f"/members/{gone}")
    assert station("DELETE", f"/members/{gone}", headers={"If-Match": record.headers["etag"]}).status_code == 204
    plain, again = allocated(station, county), allocated(station, county, after=run["id"])
    assert again["total"] == plain["total"] == again["again"]["best_total"] and again["check"]["best"]
    left = [move for move in again["moves"] if move["member"] == gone]
    assert [(move["left"], move["came"], move["impossible"]) for move in left] == [(opening, None, True)]
    assert all(move["message"] for move in again["moves"])
    stayed = sum(len(set(members) & set(seated(again)[one])) for one, members in seated(run["result"]).items())
    trades = allocated(station, county, after=run["id"], trades=True)["trades"]
    assert trades[0]["total"] == plain["total"] and trades[0]["kept"] == again["again"]["kept"] and trades[0]["give_up"] == 0
    for before, one in itertools.pairwise(trades):
        assert one["kept"] > before["kept"] and one["total"] < before["total"] and one["give_up"] > 0 and one["message"]
        calm = allocated(station, county, after=run["id"], give_up=one["give_up"] + 0.01)
        assert calm["again"]["kept"] >= one["kept"] and calm["total"] <= one["total"]
    assert station("POST", "/allocations", json={"openings": county, "trades": True}).status_code == 422
    assert again["again"]["kept"] == stayed >= sum(len(set(m) & set(seated(plain)[one])) for one, m in seated(run["result"]).items())


def test_seats_of_a_run_that_is_not_ones_own_are_not_kept(callers: dict[str, Caller]) -> None:
    station, other = callers["station"], callers["other_station"]
    opening = station.create("openings", 招聘人数="1")["id"]
    run = station.run("/allocations", json={"openings": [opening]})["id"]
    theirs = other.create("openings", 招聘人数="1")["id"]
    assert other("POST", "/allocations", json={"openings": [theirs], "after": run}).status_code == 404
    refused = station("POST", "/allocations", json={"openings": [opening], "after": run, "objective": "stable"})
    assert refused.status_code == 422 and tells(refused.json(), "$.after")
