"""From what a shopkeeper said to ninety days in a job, with every refusal on the way."""

from collections.abc import Callable
from typing import Any


def test_station_job_request(told: Callable[..., Any]) -> None:
    found, printed, _ = told("station_job_request")
    ranked = found["ranked"]["matches"]
    assert found["draft"]["record"]["sheet"]["求职岗位"] == "仓库管理员"
    assert found["draft"]["record"]["sheet"]["手机号"] == "13900030001"
    assert ranked[0]["record"]["number"] == "ZD-G1" and ranked[0]["score"] > ranked[1]["score"]
    assert "ZD-G6" not in [place["record"]["number"] for place in ranked[:2]]
    assert all(place["explanation"]["criteria"] for place in ranked)
    states = [step["to"] for step in found["stayed"]["steps"]]
    assert states == ["proposed", "agreed", "sent", "interview", "offered", "hired", "stayed_30", "stayed_90"]
    assert found["hired"]["seats"] == {"most": 2, "taken": 1}
    assert "4500" in found["pay"] and found["pay"] in printed
    assert found["stayed"]["live"] is False and found["stayed"]["allowed"] == []


def test_an_illegal_move_says_what_is_allowed(told: Callable[..., Any]) -> None:
    found, printed, _ = told("station_job_request")
    status, answer = found["too_soon"]
    assert status == 409 and all(state in answer["detail"] for state in ("agreed", "declined", "withdrawn"))
    assert answer["detail"][:10] in printed
    assert found["early"][0] == 409 and "2026-12-22" in found["early"][1]["detail"]


def test_the_company_sees_him_only_when_he_agreed_and_was_sent(told: Callable[..., Any]) -> None:
    found, _, stage = told("station_job_request")
    assert found["no_consent"][0] == 409 and "同意" in found["no_consent"][1]["detail"]
    assert found["unseen"] == 404
    (person,) = found["seen"]["people"].values()
    assert person["masked"] is True and "name" not in person["record"] and "phone" not in person["record"]
    assert stage.call(found["station"], "GET", f"/members/{found['member']}")["record"]["name"] == "何大勇"
    assert stage.ask(found["firm"], "GET", "/worklists/hired_30")[0] == 403


def test_declining_takes_one_of_the_coded_reasons(told: Callable[..., Any]) -> None:
    found, _, stage = told("station_job_request")
    codes = {reason["code"] for reason in found["reasons"]}
    assert {"pay", "headcount_filled", "skill_missing"} <= codes and "too_far" not in codes
    other = found["ranked"]["matches"][1]["record"]["id"]
    flow = stage.call(found["station"], "POST", "/referrals", {"member": found["member"], "opportunity": other})
    where = f"/referrals/{flow['id']}/transitions"
    assert stage.ask(found["station"], "POST", where, {"to": "declined"})[0] == 422
    assert stage.ask(found["station"], "POST", where, {"to": "declined", "reason": "too_far"})[0] == 422
    assert stage.call(found["station"], "POST", where, {"to": "declined", "reason": "shifts"})["reason"]["code"] == "shifts"
