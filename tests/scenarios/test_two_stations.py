"""One case, two stations: each sees what the member agreed to, and it is handed over without being entered again."""

from collections.abc import Callable
from typing import Any

REMARK = "家里电话找他姐姐"


def test_two_stations(told: Callable[..., Any]) -> None:
    found, _, stage = told("two_stations")
    own, theirs, none = found["views"]
    assert found["before"][0] == 404 and none[0] == 404
    assert (theirs["name"], theirs["phone"]) == (own["name"], own["phone"]) == ("谌建华", "13900032001")
    assert own["remarks"] == REMARK and "remarks" not in theirs and REMARK not in str(theirs)
    assert set(found["case"]["agreed_fields"]) == {"name", "phone", "work", "skills"}
    assert stage.ask(found["third"], "GET", f"/cases/{found['case']['id']}")[0] == 404
    assert found["others"] == [404, 404]


def test_the_other_station_signs_for_itself(told: Callable[..., Any]) -> None:
    found, _, _ = told("two_stations")
    assert found["signed"]["own"][0] == 403
    assert found["signed"]["now"]["state"] == "agreed"
    assert [step["to"] for step in found["returned"]["steps"]] == ["opened", "agreed", "handed_over", "returned"]


def test_it_is_handed_over_without_being_entered_again(told: Callable[..., Any]) -> None:
    found, _, _ = told("two_stations")
    assert found["signed"]["early"][0] == 403
    handed = found["handed"]
    assert handed["changed"]["id"] == handed["seen"]["id"] == found["member"], "the same record, no second one"
    assert handed["seen"]["record"]["phone"] == handed["changed"]["record"]["phone"] == "13900041999"
    assert handed["refused"][0] == 409 and "义乌驿站" in handed["refused"][1]["detail"]


def test_both_see_what_either_did_within_the_case(told: Callable[..., Any]) -> None:
    found, _, _ = told("two_stations")
    assert found["served"]["ranked"]["matches"][0]["record"]["number"] == "LD-G1"
    made = {found["signed"]["claim"]["id"], found["served"]["flow"]["id"]}
    home, host = found["served"]["both"]
    assert {flow["id"] for flow in home["referrals"]} == {flow["id"] for flow in host["referrals"]} == made
    assert [report["kind"] for report in home["reports"]] == ["arrived"]
    assert host["reports"][0]["note"] and home["reports"][0]["note"] is None, "a note stays with who wrote it"


def test_after_it_is_handed_back_the_other_station_sees_nothing_and_home_keeps_the_new_facts(told: Callable[..., Any]) -> None:
    found, _, stage = told("two_stations")
    assert found["after"][0] == 404
    member = f"/members/{found['member']}"
    assert stage.call(found["home"], "GET", member)["record"]["phone"] == "13900041999"
    assert stage.ask(found["home"], "PATCH", member, {"sheet": {"手机号": "13900032001"}})[0] == 200
