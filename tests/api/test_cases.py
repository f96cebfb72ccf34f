"""One case, two stations: what each sees, who keeps the record, and how a withdrawal ends it."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from sqlalchemy import update

from data.store.case_tables import reports
from data.store.database import Database
from data.store.tables import consents
from tests.api.case_calls import case, handed_over, report, step
from tests.api.conftest import MEMBER, Caller
from tests.api.test_scope import tells

AGREED = ["name", "phone", "hometown"]


@pytest.fixture
def partner(callers: dict[str, Caller]) -> Caller:
    return callers["other_station"]


def seen(caller: Caller, member: str) -> Any:
    return caller("GET", f"/members/{member}")


def test_the_second_station_sees_exactly_what_was_agreed(station: Caller, partner: Caller) -> None:
    member = station.create("members")["id"]
    assert seen(partner, member).status_code == 404
    opened = case(station, member)
    assert opened.status_code == 201 and opened.headers["location"].endswith(opened.json()["id"])
    told = seen(partner, member).json()
    assert told["masked"] is True
    assert (told["record"]["name"], told["record"]["phone"]) == ("王小雁", "13900001234")
    assert told["record"]["hometown"]["text"] == "江西南城浔溪"
    assert told["record"]["current"] == {"code": "361021", "level": "county"}
    assert not {"remarks", "cells", "extra", "number"} & set(told["record"])
    answer = partner("GET", f"/cases/{opened.json()['id']}").json()
    assert answer["agreed_fields"] == AGREED and answer["sight"] is True
    assert set(AGREED) <= set(answer["people"][member]["record"])


def test_what_was_not_agreed_stays_masked(station: Caller, partner: Caller) -> None:
    member = station.create("members")["id"]
    case(station, member, agreed_fields=["skills"])
    told = seen(partner, member).json()
    assert tells(told, "王小雁", "13900001234", "浔溪") == [] and told["record"]["skills"]


@pytest.mark.parametrize("other", ["employer", "office", "other_employer"])
def test_nobody_else_learns_of_a_case(callers: dict[str, Caller], other: str) -> None:
    member = callers["station"].create("members")["id"]
    identifier = case(callers["station"], member).json()["id"]
    assert callers[other]("GET", f"/cases/{identifier}").status_code == 403
    assert seen(callers[other], member).status_code == 404


def test_both_stations_see_the_case_and_what_either_did_within_it(station: Caller, partner: Caller) -> None:
    member = station.create("members")["id"]
    report(station, member, "left", on="2026-01-01", note="早先的话")
    identifier = case(station, member).json()["id"]
    assert step(partner, "cases", identifier, "agreed").status_code == 200
    report(station, member, "moved", note="家里的话")
    report(partner, member, "arrived", note="这边的话")
    service = station.create("services")["id"]
    claimed = partner("POST", "/claims", json={"member": member, "opportunity": service})
    assert claimed.status_code == 201, claimed.text
    for caller in (station, partner):
        told = caller("GET", f"/cases/{identifier}").json()
        assert {item["kind"] for item in told["reports"]} >= {"moved", "arrived"}
        assert [item["id"] for item in told["referrals"]] == [claimed.json()["id"]]
        assert [item["to"] for item in told["steps"]] == ["opened", "agreed"]
    assert tells(partner("GET", f"/reports?member={member}").json(), "家里的话", "早先的话") == []
    assert tells(station("GET", f"/reports?member={member}").json(), "这边的话") == []


def test_notes_are_read_by_both_where_the_member_agreed_to_show_remarks(station: Caller, partner: Caller) -> None:
    member = station.create("members")["id"]
    identifier = case(station, member, agreed_fields=["remarks"]).json()["id"]
    step(partner, "cases", identifier, "agreed")
    report(station, member, note="下午打电话")
    assert tells(partner("GET", f"/reports?member={member}").json(), "下午打电话")


def test_what_was_reported_before_the_case_is_not_for_the_second_station(
    station: Caller, partner: Caller, database: Database
) -> None:
    member = station.create("members")["id"]
    early = report(station, member, "hired", on="2026-01-01").json()["id"]
    with database.writing() as connection:
        connection.execute(update(reports).values(created_at="2026-01-01T00:00:00Z"))
    case(station, member)
    report(station, member, "moved")
    assert [item["kind"] for item in partner("GET", f"/reports?member={member}").json()["items"]] == ["moved"]
    assert early in {item["id"] for item in station("GET", f"/reports?member={member}").json()["items"]}


@pytest.mark.parametrize("consent", [0, 1])
def test_a_withdrawn_consent_closes_sight_at_once(station: Caller, partner: Caller, consent: int) -> None:
    member = station.create("members")["id"]
    identifier = handed_over(station, partner, member)
    report(station, member)
    assert seen(partner, member).status_code == 200
    which = station("GET", f"/cases/{identifier}").json()["consents"][consent]
    withdrawn = station("POST", f"/consents/{which}/withdraw")
    assert withdrawn.status_code == 200, withdrawn.text
    assert seen(partner, member).status_code == 404
    told = partner("GET", f"/cases/{identifier}").json()
    assert (told["sight"], told["people"], told["reports"], told["referrals"]) == (False, {}, [], [])
    assert tells(told, "王小雁") == []
    assert partner("PATCH", f"/members/{member}", json={"sheet": {"学历": "高中"}}).status_code == 404
    assert partner("GET", f"/reports?member={member}").status_code == 404
    assert station("PATCH", f"/members/{member}", json={"sheet": {"学历": "高中"}}).status_code == 200


def test_sight_and_keeping_end_with_the_day_that_was_agreed(station: Caller, partner: Caller, database: Database) -> None:
    member = station.create("members")["id"]
    identifier = handed_over(station, partner, member)
    assert partner("GET", f"/cases/{identifier}").json()["until"] == "2027-11-22T23:59:59Z"
    with database.writing() as connection:
        connection.execute(update(consents).where(consents.c.purpose == "disclosure").values(until="2026-01-01T23:59:59Z"))
    record = seen(partner, member).json()["record"]
    assert "name" not in record and "phone" not in record
    assert partner("PATCH", f"/members/{member}", json={"sheet": {"学历": "高中"}}).status_code == 403
    assert report(partner, member).status_code == 403
    assert station("PATCH", f"/members/{member}", json={"sheet": {"学历": "高中"}}).status_code == 200


@pytest.mark.parametrize(("caller", "to"), [("other_station", "declined"), ("station", "closed")])
def test_a_case_that_is_over_shows_nothing_more(callers: dict[str, Caller], caller: str, to: str) -> None:
    member = callers["station"].create("members")["id"]
    identifier = case(callers["station"], member).json()["id"]
    reason = {"declined": "too_busy", "closed": "settled_matter"}[to]
    assert step(callers[caller], "cases", identifier, to, reason=reason).status_code == 200
    assert seen(callers["other_station"], member).status_code == 404
    assert callers["other_station"]("GET", f"/cases/{identifier}").json()["state"] == to
    assert case(callers["station"], member).status_code == 201


def test_after_handover_the_other_station_keeps_the_record_without_entering_it_again(station: Caller, partner: Caller) -> None:
    member = station.create("members")["id"]
    identifier = case(station, member).json()["id"]
    where = f"/members/{member}"
    change = {"json": {"sheet": {"手机号": "13700009999"}}}
    assert partner("PATCH", where, **change).status_code == 403
    step(partner, "cases", identifier, "agreed")
    assert partner("PATCH", where, **change).status_code == 403
    step(station, "cases", identifier, "handed_over")
    changed = partner("PATCH", where, **change)
    assert changed.status_code == 200 and changed.json()["record"]["phone"] == "13700009999"
    refused = station("PATCH", where, json={"sheet": {"手机号": "13600000000"}})
    assert refused.status_code == 409 and "other_station" in refused.json()["detail"]
    assert station("DELETE", where).status_code == 409
    home = seen(station, member).json()
    assert home["masked"] is True and home["record"]["phone"] == "13700009999" and "remarks" not in home["record"]
    assert step(partner, "cases", identifier, "returned").status_code == 200
    assert seen(partner, member).status_code == 404
    assert seen(station, member).json()["masked"] is False
    assert station("PATCH", where, json={"sheet": {"手机号": "13600000000"}}).status_code == 200


def test_the_keeper_changes_only_what_the_member_agreed_that_it_sees(station: Caller, partner: Caller) -> None:
    member = station.create("members", 到岗时间="看情况吧")["id"]
    handed_over(station, partner, member)
    where = f"/members/{member}"
    refused = partner("PATCH", where, json={"sheet": {"备注": "改掉"}})
    assert refused.status_code == 403 and refused.json()["faults"][0]["where"] == "$.remarks"
    assert partner("PATCH", where, json={"remarks": "改掉"}).status_code == 403
    changed = partner("PATCH", where, json={"sheet": {"学历": "高中"}})
    assert changed.status_code == 200
    assert tells(changed.json()["faults"], "看情况吧") == []


def test_another_import_by_the_first_station_names_who_keeps_the_record(station: Caller, partner: Caller) -> None:
    member = station.create("members")["id"]
    handed_over(station, partner, member)
    other = {**MEMBER, "编号": "A002", "姓名": "李某", "手机号": "13900000002", "备注": ""}
    sheet = "\n".join(",".join(row) for row in (MEMBER, MEMBER.values(), other.values())).encode()
    answer = station("POST", "/imports", files={"file": ("members.csv", sheet)})
    assert answer.status_code == 201, answer.text
    told = answer.json()
    assert (told["counts"]["new"], told["counts"]["refused"]) == (1, 1)
    assert "other_station" in next(row for row in told["rows"] if row["state"] == "refused")["faults"][-1]["message"]
    again = station("POST", "/members", json={"sheet": {**MEMBER, "学历": "大专"}})
    assert again.status_code == 409 and "other_station" in again.json()["detail"]
    third = {**MEMBER, "编号": "A003", "姓名": "张某"}
    sheet = "\n".join(",".join(row) for row in (MEMBER, third.values(), MEMBER.values())).encode()
    whole = station("POST", "/imports?all_or_nothing=true", files={"file": ("members.csv", sheet)})
    assert whole.status_code == 409 and "other_station" in whole.json()["detail"]
    assert len(station("GET", "/members").json()["items"]) == 2


def test_neither_station_exports_what_it_may_not_see_whole(station: Caller, partner: Caller) -> None:
    member = station.create("members")["id"]
    assert "13900001234" in station("GET", "/exports/members.csv").text
    handed_over(station, partner, member, agreed_fields=["skills"])
    for caller in (station, partner):
        assert tells(caller("GET", "/exports/members.csv").text, "13900001234", "王小雁") == []
    assert station("GET", f"/members/{member}/json-resume").status_code == 409
    assert partner("GET", f"/members/{member}/json-resume").status_code == 403


@pytest.mark.parametrize(
    ("caller", "to", "status"),
    [("station", "agreed", 403), ("other_station", "handed_over", 409), ("other_station", "closed", 403), ("station", "returned", 409), ("station", "declined", 403)],
)
def test_a_move_is_made_by_whose_it_is_and_when_it_may_be(callers: dict[str, Caller], caller: str, to: str, status: int) -> None:
    member = callers["station"].create("members")["id"]
    identifier = case(callers["station"], member).json()["id"]
    answer = step(callers[caller], "cases", identifier, to, reason="too_busy" if to == "declined" else "settled_matter" if to == "closed" else None)
    assert answer.status_code == status, answer.text
    assert callers["station"]("GET", f"/cases/{identifier}").json()["state"] == "opened"


def test_nothing_is_signed_on_a_consent_that_has_ended(station: Caller, partner: Caller) -> None:
    member = station.create("members")["id"]
    opened = case(station, member).json()
    station("POST", f"/consents/{opened['consents'][0]}/withdraw")
    assert step(partner, "cases", opened["id"], "agreed").status_code == 409


def test_a_member_has_one_case_at_a_time(station: Caller) -> None:
    member = station.create("members")["id"]
    together = Barrier(6)

    def open_one(_: int) -> int:
        together.wait()
        return int(case(station, member).status_code)

    with ThreadPoolExecutor(6) as pool:
        assert sorted(pool.map(open_one, range(6))) == [201, 409, 409, 409, 409, 409]
    consents = station("GET", f"/consents?member={member}").json()["items"]
    assert sorted(consent["purpose"] for consent in consents) == ["disclosure", "matching"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"given_how": ""}, {"given_how": None}, {"agreed_fields": []}, {"agreed_fields": ["cells"]}, {"agreed_fields": ["name", 5]},
        {"agreed_fields": "name"}, {"partner": "station"}, {"partner": "employer"}, {"partner": "nobody"}, {"until": "2026-11-21"},
        {"until": "someday"}, {"until": None}, {"place": "南城"},
    ],
)  # fmt: skip
def test_a_case_without_evidence_or_bounds_is_refused_and_opens_nothing(station: Caller, partner: Caller, wrong: dict[str, Any]) -> None:
    member = station.create("members")["id"]
    answer = case(station, member, **wrong)
    assert answer.status_code == 422, answer.text
    assert seen(partner, member).status_code == 404
    assert station("GET", f"/consents?member={member}").json()["items"] == []


def test_only_the_home_station_opens_a_case(callers: dict[str, Caller]) -> None:
    member = callers["station"].create("members")["id"]
    assert case(callers["other_station"], member, partner="station").status_code == 404
    assert case(callers["employer"], member).status_code == 403
    case(callers["station"], member)
    assert case(callers["other_station"], member, partner="station").status_code == 403


def test_a_case_under_a_key_is_opened_once(station: Caller) -> None:
    member = station.create("members")["id"]
    body = {"member": member, "partner": "other_station", "agreed_fields": ["name"], "until": "2027-01-01", "given_how": "当面"}
    first, again = (station("POST", "/cases", json=body, headers={"Idempotency-Key": "c1"}) for _ in range(2))
    assert (first.status_code, again.status_code, again.content) == (201, 201, first.content)
    assert again.headers["idempotent-replayed"] == "true"
