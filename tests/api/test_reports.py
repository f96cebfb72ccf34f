"""What members said, noted by the stations that serve them; whom they can call; and the worklists made from it."""

from typing import Any

import pytest
from sqlalchemy import func, select

from data.store.case_tables import reports
from data.store.database import Database
from data.worklists.rules import rules
from tests.api.case_calls import case, handed_over, report, step
from tests.api.conftest import Caller
from tests.api.test_scope import tells


def kinds(caller: Caller, member: str, **asked: Any) -> list[str]:
    answer = caller("GET", f"/reports?member={member}", **asked)
    assert answer.status_code == 200, answer.text
    return [item["kind"] for item in answer.json()["items"]]


def test_a_report_is_kept_as_it_was_said_newest_first(station: Caller) -> None:
    member = station.create("members")["id"]
    first = report(station, member, "left", on="2026-08-01", note="去了外省，年后回")
    assert first.status_code == 201, first.text
    assert first.json()["note"] == "去了外省，年后回" and first.json()["label"] == "离开本地"
    report(station, member, "moved", on="2026-10-01")
    report(station, member, "contact", on="2026-09-01")
    assert kinds(station, member) == ["moved", "contact", "left"]


def test_reports_come_in_pages(station: Caller) -> None:
    member = station.create("members")["id"]
    for day in (1, 1, 2, 3, 3):
        report(station, member, on=f"2026-11-0{day}")
    found, after = [], ""
    while True:
        page = station("GET", f"/reports?member={member}&limit=2&after={after}").json()
        found += [(item["on"], item["id"]) for item in page["items"]]
        after = page["next"]
        if after is None:
            break
    assert len(set(found)) == 5 and found == sorted(found, reverse=True)


@pytest.mark.parametrize(
    "wrong",
    [
        {"place": "浙江义乌"}, {"county": "330782"}, {"on": "2026-11-23"}, {"on": "1999-12-31"}, {"on": "昨天"}, {"on": "20261101"}, {"on": 5},
        {"kind": "seen"}, {"kind": None}, {"how": "camera"}, {"note": "x" * 1001}, {"note": 5}, {"id": "t_1"}, {"organisation": "office"},
    ],
)  # fmt: skip
def test_what_a_report_does_not_hold_is_refused_and_nothing_is_kept(station: Caller, database: Database, wrong: dict[str, Any]) -> None:
    member = station.create("members")["id"]
    answer = report(station, member, **wrong)
    assert answer.status_code == 422, answer.text
    with database.reading() as connection:
        assert connection.scalar(select(func.count()).select_from(reports)) == 0


@pytest.mark.parametrize(("other", "status"), [("other_station", 404), ("employer", 403), ("office", 403)])
def test_who_does_not_serve_a_member_neither_notes_nor_reads(callers: dict[str, Caller], other: str, status: int) -> None:
    member = callers["station"].create("members")["id"]
    report(callers["station"], member)
    caller = callers[other]
    assert report(caller, member).status_code == status
    assert caller("GET", f"/reports?member={member}").status_code == status
    assert caller("PUT", f"/members/{member}/contact", json={"contact": "某"}).status_code == status
    assert caller("GET", f"/members/{member}/contact").status_code == status
    assert kinds(callers["station"], member) == ["contact"]


def test_a_station_that_only_sees_a_member_does_not_note_anything(callers: dict[str, Caller], consent: Any) -> None:
    member = callers["station"].create("members")["id"]
    report(callers["station"], member, note="私下的话")
    consent(member, "stations")
    other = callers["other_station"]
    assert other("GET", f"/members/{member}").status_code == 200
    assert report(other, member).status_code == 403
    assert other("PUT", f"/members/{member}/contact", json={"contact": "某"}).status_code == 403
    assert kinds(other, member) == []


def test_a_report_under_a_key_is_noted_once(station: Caller) -> None:
    member = station.create("members")["id"]
    body = {"member": member, "kind": "moved", "on": "2026-11-01", "how": "wechat"}
    first, again = (station("POST", "/reports", json=body, headers={"Idempotency-Key": "r1"}) for _ in range(2))
    assert (again.status_code, again.content) == (201, first.content) and again.headers["idempotent-replayed"] == "true"
    assert kinds(station, member) == ["moved"]


def test_a_member_has_a_contact_at_every_station_that_serves_them(station: Caller, callers: dict[str, Caller]) -> None:
    partner, member = callers["other_station"], station.create("members")["id"]
    handed_over(station, partner, member)
    for caller, contact in ((station, "驿站小刘"), (partner, "办公电话 0579-1234567"), (station, "驿站老陈")):
        answer = caller("PUT", f"/members/{member}/contact", json={"contact": contact})
        assert answer.status_code == 200 and answer.json()["since"] == "2026-11-22", answer.text
    for caller in (station, partner):
        named = {item["organisation"]: item["contact"] for item in caller("GET", f"/members/{member}/contact").json()["items"]}
        assert named == {"station": "驿站老陈", "other_station": "办公电话 0579-1234567"}


@pytest.mark.parametrize("wrong", [{}, {"contact": ""}, {"contact": "  "}, {"contact": 5}, {"contact": "x" * 201}, {"contact": "a", "place": "b"}])
def test_a_contact_that_can_be_none_is_refused(station: Caller, wrong: dict[str, Any]) -> None:
    member = station.create("members")["id"]
    assert station("PUT", f"/members/{member}/contact", json=wrong).status_code == 422
    assert station("GET", f"/members/{member}/contact").json()["items"] == []


def test_every_worklist_is_told_with_its_rules_in_words(station: Caller) -> None:
    zh = station("GET", "/worklists").json()["items"]
    en = station("GET", "/worklists", headers={"Accept-Language": "en"}).json()["items"]
    assert [item["key"] for item in zh] == [item["key"] for item in en] == list(rules())
    assert all(item["rules"] and item["name"] for item in (*zh, *en))
    assert zh[0]["name"] == "半年没有联系" and en[0]["name"] == "No contact for half a year"


def test_a_worklist_names_who_is_due_since_when_and_by_what(station: Caller) -> None:
    member = station.create("members")["id"]
    station.create("members", 编号="A002", 姓名="李某", 手机号="13900000002")
    for day in ("2026-09-10", "2026-10-20"):
        report(station, member, "moved", on=day)
    told = station("GET", "/worklists/moving_often").json()
    assert (told["on"], told["total"], told["next"]) == ("2026-11-22", 1, None)
    (place,) = told["items"]
    assert (place["member"], place["since"], place["masked"]) == (member, "2026-10-20", False)
    assert [event["on"] for event in place["events"]] == ["2026-09-10", "2026-10-20"]
    assert place["record"]["name"] == "王小雁" and place["contact"] is None
    assert station("GET", "/worklists/no_named_contact").json()["total"] == 1
    station("PUT", f"/members/{member}/contact", json={"contact": "驿站小刘"})
    assert station("GET", "/worklists/no_named_contact").json()["total"] == 0
    assert station("GET", "/worklists/moving_often").json()["items"][0]["contact"] == "驿站小刘"
    assert station("GET", "/worklists/moving_often?on=2026-10-19").json()["total"] == 0
    assert station("GET", "/worklists/moving_often?on=2027-03-01").json()["total"] == 0


def test_worklists_come_in_pages_whoever_waits_longest_first(station: Caller) -> None:
    for number, day in enumerate(("2026-10-05", "2026-10-01", "2026-10-03", "2026-10-01")):
        report(station, station.create("members", 编号=f"B{number}")["id"], "arrived", on=day)
    found, after = [], ""
    while after is not None:
        page = station("GET", f"/worklists/arrived?limit=3&after={after}").json()
        assert page["total"] == 4
        found += [(item["since"], item["member"]) for item in page["items"]]
        after = page["next"]
    assert len(set(found)) == 4 and found == sorted(found)


def test_somebody_hired_through_a_referral_is_asked_after_thirty_days(station: Caller, callers: dict[str, Caller]) -> None:
    member, opening = station.create("members")["id"], station.create("openings")["id"]
    made = station("POST", "/referrals", json={"member": member, "opportunity": opening, "on": "2026-10-01"})
    assert made.status_code == 201, made.text
    for to in ("agreed", "sent", "offered", "hired"):
        answer = step(station, "referrals", made.json()["id"], to, on="2026-10-10", note="当面")
        assert answer.status_code == 200, answer.text
    place = station("GET", "/worklists/hired_30").json()["items"][0]
    assert (place["member"], place["since"], place["events"][0]["kind"]) == (member, "2026-11-09", "hired")
    assert callers["other_station"]("GET", "/worklists/hired_30").json()["total"] == 0
    assert step(station, "referrals", made.json()["id"], "stayed_30", on="2026-11-20").status_code == 200
    assert station("GET", "/worklists/hired_30").json()["total"] == 0


def test_a_worklist_holds_only_members_whom_the_station_serves(station: Caller, callers: dict[str, Caller], consent: Any) -> None:
    partner, member = callers["other_station"], station.create("members")["id"]
    report(station, member, "arrived")
    consent(member, "stations")
    assert partner("GET", "/worklists/arrived").json()["total"] == 0
    opened = case(station, member, agreed_fields=["phone"]).json()["id"]
    report(station, member, "arrived", on="2026-11-21")
    assert partner("GET", "/worklists/arrived").json()["total"] == 0
    assert step(partner, "cases", opened, "agreed").status_code == 200
    told = partner("GET", "/worklists/arrived").json()
    assert told["total"] == 1 and told["items"][0]["masked"] is True and tells(told, "王小雁") == []
    assert step(partner, "cases", opened, "closed", reason="moved_on").status_code == 200
    consented = partner("GET", "/worklists/arrived").json()
    assert consented["total"] == 0
    for name in ("employer", "office"):
        assert callers[name]("GET", "/worklists/arrived").status_code == 403


@pytest.mark.parametrize(("path", "status"), [("nobody", 404), ("arrived?on=2026-13-01", 422), ("arrived?on=x", 422), ("arrived?after=x", 422), ("arrived?limit=0", 422)])
def test_a_worklist_that_cannot_be_is_a_problem(station: Caller, path: str, status: int) -> None:
    answer = station("GET", f"/worklists/{path}")
    assert answer.status_code == status and answer.headers["content-type"] == "application/problem+json"
