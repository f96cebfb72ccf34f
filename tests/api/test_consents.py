"""Consents through HTTP: recorded by the member's own station, showing exactly what was agreed to, and ended at once."""

from typing import Any

import pytest
from sqlalchemy import update

from data.store.database import Database
from data.store.tables import consents
from tests.api.case_calls import handed_over
from tests.api.conftest import Caller
from tests.api.test_scope import SECRETS, tells
from tests.api.test_workflows import consent

SAID = {"purpose": "matching", "recipients": ["stations"], "notice_version": "1", "given_how": "当面"}


def test_each_of_two_stations_sees_what_the_member_agreed_to(callers: dict[str, Caller]) -> None:
    member = callers["station"].create("members")["id"]
    consent(callers["station"], member, "other_station", "employers")
    consent(callers["station"], member, "other_station", purpose="disclosure", fields=["name", "phone"])
    seen = callers["other_station"]("GET", f"/members/{member}").json()
    assert (seen["record"]["name"], seen["record"]["phone"], seen["masked"]) == ("王小雁", "13900001234", True)
    assert not {"remarks", "cells", "extra", "number"} & set(seen["record"]) and tells(seen, "浔溪") == []
    assert callers["other_station"]("GET", "/members").json()["items"][0]["record"] == seen["record"]
    employer = callers["employer"]("GET", f"/members/{member}").json()
    assert tells(employer, *SECRETS) == [] and employer["masked"] is True


def test_a_disclosure_alone_makes_nobody_findable(callers: dict[str, Caller]) -> None:
    member = callers["station"].create("members")["id"]
    consent(callers["station"], member, "stations", purpose="disclosure", fields=["name"])
    assert callers["other_station"]("GET", f"/members/{member}").status_code == 404


def test_a_disclosure_shows_the_person_of_a_referral(callers: dict[str, Caller]) -> None:
    station, employer = callers["station"], callers["employer"]
    member, opening = station.create("members")["id"], employer.create("openings")["id"]
    flow = station("POST", "/referrals", json={"member": member, "opportunity": opening}).json()
    consent(station, member, "employer", purpose="disclosure", fields=["name", "phone"])
    for to in ("agreed", "sent"):
        station("POST", f"/referrals/{flow['id']}/transitions", json={"to": to, "note": "当面"})
    person = employer("GET", f"/referrals/{flow['id']}").json()["people"][member]
    assert (person["record"]["name"], person["record"]["phone"]) == ("王小雁", "13900001234")
    assert tells(person, "浔溪") == [] and "number" not in person["record"]


def test_a_withdrawn_or_ended_consent_shows_nothing_from_the_next_query_on(callers: dict[str, Caller]) -> None:
    station, other = callers["station"], callers["other_station"]
    member = station.create("members")["id"]
    matching = consent(station, member, "stations", until="2126-12-31")
    shown = consent(station, member, "stations", purpose="disclosure", fields=["name"])
    assert matching["until"] == "2126-12-31T23:59:59Z" and matching["live"]
    assert other("GET", f"/members/{member}").json()["record"]["name"] == "王小雁"
    ended = station("POST", f"/consents/{shown['id']}/withdraw").json()
    assert ended["withdrawn_at"] and ended["live"] is False
    assert station("POST", f"/consents/{shown['id']}/withdraw").json() == ended
    assert "name" not in other("GET", f"/members/{member}").json()["record"]
    station("POST", f"/consents/{matching['id']}/withdraw")
    assert other("GET", f"/members/{member}").status_code == 404
    listed = station("GET", f"/consents?member={member}").json()["items"]
    assert [item["live"] for item in listed] == [False, False] and {item["id"] for item in listed} == {matching["id"], shown["id"]}


def test_fields_of_a_matching_consent_and_a_disclosure_that_ran_out_show_nothing(
    callers: dict[str, Caller], database: Database
) -> None:
    member = callers["station"].create("members")["id"]
    consent(callers["station"], member, "stations", fields=["name"])
    ended = consent(callers["station"], member, "stations", purpose="disclosure", fields=["phone"])
    assert set(callers["other_station"]("GET", f"/members/{member}").json()["record"]) & {"name", "phone"} == {"phone"}
    with database.writing() as connection:
        connection.execute(update(consents).where(consents.c.id == ended["id"]).values(until="2026-01-01T23:59:59Z"))
    assert not set(callers["other_station"]("GET", f"/members/{member}").json()["record"]) & {"name", "phone"}
    assert [item["live"] for item in callers["station"]("GET", f"/consents?member={member}").json()["items"]].count(True) == 1


def test_only_the_members_own_station_records_lists_and_ends_consents(callers: dict[str, Caller]) -> None:
    member = callers["station"].create("members")["id"]
    given = consent(callers["station"], member, "stations")
    other = callers["other_station"]
    assert other("POST", "/consents", json={"member": member, **SAID}).status_code == 403
    assert other("GET", f"/consents?member={member}").status_code == 403
    assert other("POST", f"/consents/{given['id']}/withdraw").status_code == 404
    for name in ("employer", "office"):
        assert callers[name]("POST", "/consents", json={"member": member, **SAID}).status_code == 403
        assert callers[name]("GET", f"/consents?member={member}").status_code == 403
        assert callers[name]("POST", f"/consents/{given['id']}/withdraw").status_code == 403


def test_whichever_station_a_member_comes_to_records_and_ends_what_they_say(callers: dict[str, Caller]) -> None:
    home, host = callers["station"], callers["other_station"]
    member = home.create("members")["id"]
    handed_over(home, host, member)
    for keeper in (home, host):
        given = consent(keeper, member, "employers")
        assert keeper("POST", f"/consents/{given['id']}/withdraw").json()["live"] is False
    given_for_the_case = host("GET", f"/consents?member={member}").json()["items"][0]
    assert given_for_the_case["live"]
    assert host("POST", f"/consents/{given_for_the_case['id']}/withdraw").json()["live"] is False
    assert host("GET", f"/consents?member={member}").status_code == 404
    assert not any(item["live"] for item in home("GET", f"/consents?member={member}").json()["items"])


@pytest.mark.parametrize(
    ("where", "body"),
    [
        ("$.purpose", {"purpose": "marketing"}), ("$.recipients", {"recipients": []}), ("$.recipients", {"recipients": "stations"}),
        ("$.recipients", {"recipients": ["nobody"]}), ("$.recipients", {"recipients": [5]}), ("$.recipients", {"recipients": ["x" * 70]}),
        ("$.fields", {"purpose": "disclosure"}), ("$.fields", {"purpose": "disclosure", "fields": ["cells"]}), ("$.fields", {"fields": ["religion"]}),
        ("$.until", {"until": "2020-01-01"}), ("$.until", {"until": "soon"}), ("$.until", {"until": 5}), ("$.given_how", {"given_how": ""}),
        ("$.notice_version", {"notice_version": None}), ("$.withdrawn_at", {"withdrawn_at": None}), ("$.id", {"id": "a_1"}),
    ],
)  # fmt: skip
def test_a_consent_that_cannot_be_is_refused_by_name(station: Caller, where: str, body: dict[str, Any]) -> None:
    member = station.create("members")["id"]
    answer = station("POST", "/consents", json={"member": member, **SAID, **body})
    assert answer.status_code == 422 and answer.json()["faults"][0]["where"] == where, answer.text
    assert station("GET", f"/consents?member={member}").json()["items"] == []


def test_a_consent_is_recorded_once_under_its_key(station: Caller) -> None:
    member = station.create("members")["id"]
    sent = {"json": {"member": member, **SAID}, "headers": {"Idempotency-Key": "one"}}
    first, again = station("POST", "/consents", **sent), station("POST", "/consents", **sent)
    assert first.status_code == 201 and again.content == first.content and again.headers["idempotent-replayed"] == "true"
    assert len(station("GET", f"/consents?member={member}").json()["items"]) == 1
