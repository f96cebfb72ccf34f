"""Openings that members bring: hidden until verified, then seen and matched, and credited to who brought them."""

from collections.abc import Callable
from typing import Any

HOLD = {"XS-G1", "XS-G2", "XS-G3", "XS-G4"}


def test_job_leads(told: Callable[..., Any]) -> None:
    found, printed, _ = told("job_leads")
    assert len(found["leads"]) == 5 and {flow["state"] for flow in found["leads"].values()} == {"submitted"}
    assert found["before"]["listed"] == []
    assert all(answer["matches"] == [] for answer in found["before"]["ranked"].values())
    assert set(found["after"]["listed"]) == HOLD, "what was rejected stays hidden"
    first = {who: answer["matches"][0]["record"]["number"] for who, answer in found["after"]["ranked"].items()}
    assert first == {"XS-N01": "XS-G1", "XS-N02": "XS-G2", "XS-N03": "XS-G3"}
    assert "XS-G5" in printed and "要收费或押证件" in printed


def test_nobody_is_referred_before_verification_and_verifying_says_how(told: Callable[..., Any]) -> None:
    found, _, stage = told("job_leads")
    assert found["early"][0] == 409 and "核实" in found["early"][1]["detail"]
    assert found["refused"][0] == 422 and found["refused"][1]["faults"][0]["where"] == "$.note"
    assert found["rejected"]["reason"]["code"] == "fee_asked" and found["rejected"]["live"] is False
    hidden = found["rejected"]["opportunity"]
    assert stage.ask(found["home"], "GET", f"/openings/{hidden}")[0] == 404
    assert stage.ask(found["host"], "POST", f"/leads/{found['rejected']['id']}/transitions", {"to": "verified", "note": "问过"})[0] == 409


def test_the_credit_is_theirs_who_brought_it(told: Callable[..., Any]) -> None:
    found, _, stage = told("job_leads")
    assert found["counts"] == {"XS-M01": (2, 2), "XS-M02": (2, 1), "XS-M03": (1, 1)}
    assert {number: flow["state"] for number, flow in found["credited"].items()} == dict.fromkeys(HOLD, "credited")
    assert found["credited"]["XS-G3"]["member"] == found["bringers"]["XS-M02"]
    assert found["hired"]["state"] == "hired" and found["hired"]["opportunity"] == found["leads"]["XS-G1"]["opportunity"]
    assert stage.call(found["home"], "GET", "/leads")["items"] == [], "another station does not learn who brought what"
