"""Who sees what: between organisations, with and without a member's consent, masked and whole."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.api.conftest import MEMBER, SHEETS, WRITER, Caller

SECRETS = ("王小雁", "13900001234", "浔溪")
OTHERS = ("other_station", "employer", "office")


def strings(value: Any) -> Iterator[str]:
    """Every text in a JSON value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from strings(item)
    elif isinstance(value, list):
        for item in value:
            yield from strings(item)


def tells(value: Any, *secrets: str) -> list[str]:
    """The texts in a JSON value that hold a secret."""
    return [text for text in strings(value) for secret in secrets if secret in text]


@pytest.mark.parametrize("other", OTHERS)
def test_a_member_is_invisible_to_others_without_consent(callers: dict[str, Caller], other: str) -> None:
    member = callers["station"].create("members")["id"]
    assert callers[other]("GET", f"/members/{member}").status_code == 404
    assert callers[other]("GET", "/members").json()["items"] == []
    opening = callers["employer"].create("openings")["id"]
    if other == "employer":
        found = callers[other]("POST", f"/openings/{opening}/matches", json={}).json()
        assert found["considered"] == 0 and found["matches"] == []
    assert callers[other]("GET", f"/matches/{member}/{opening}/explanation").status_code == 404


@pytest.mark.parametrize(("other", "recipient"), [("other_station", "stations"), ("employer", "employer"), ("office", "hometown_offices")])
def test_with_consent_a_member_is_seen_masked(
    callers: dict[str, Caller], consent: Callable[..., None], other: str, recipient: str
) -> None:
    member = callers["station"].create("members", 技能特长="开叉车，电话13900001234", 工作经历="王小雁仓储三年")["id"]
    consent(member, recipient)
    seen = callers[other]("GET", f"/members/{member}").json()
    assert seen["masked"] is True
    assert tells(seen, *SECRETS) == []
    assert not {"name", "phone", "remarks", "cells", "extra", "number"} & set(seen["record"])
    assert seen["record"]["hometown"] == {"code": "361021", "level": "county"}
    assert callers["station"]("GET", f"/members/{member}").json()["record"]["name"] == "王小雁"


def test_an_employer_sees_nothing_of_a_member_but_what_work_asks(callers: dict[str, Caller], consent: Callable[..., None]) -> None:
    member = callers["station"].create("members", 求助事项="被拖欠工资", 可投资金="10万", 结对意愿="愿意带人")["id"]
    consent(member, "employers")
    record = callers["employer"]("GET", f"/members/{member}").json()["record"]
    assert not {"matters", "invest", "serve", "pairing", "intents"} & set(record)


@pytest.mark.parametrize("ended", [{"withdrawn_at": "2026-01-01T00:00:00Z"}, {"until": "2026-01-01T00:00:00Z"}, {"purpose": "disclosure"}])
def test_a_consent_that_ended_or_is_for_something_else_opens_nothing(
    callers: dict[str, Caller], consent: Callable[..., None], ended: dict[str, str]
) -> None:
    member = callers["station"].create("members")["id"]
    opening = callers["employer"].create("openings")["id"]
    consent(member, "employers")
    assert callers["employer"]("POST", f"/openings/{opening}/matches", json={}).json()["considered"] == 1
    consent(member, "employers", **ended)
    assert callers["employer"]("POST", f"/openings/{opening}/matches", json={}).json()["considered"] == 0
    assert callers["employer"]("GET", f"/members/{member}").status_code == 404


@pytest.mark.parametrize("audience", ["station", "member", "employer"])
def test_matches_and_explanations_of_a_masked_member_hold_none_of_its_words(
    callers: dict[str, Caller], consent: Callable[..., None], audience: str
) -> None:
    member = callers["station"].create("members", 技能特长="开叉车，电话13900001234")["id"]
    opening = callers["employer"].create("openings")["id"]
    consent(member, "employers")
    found = callers["employer"]("POST", f"/openings/{opening}/matches", json={"k": 3}).json()
    assert [match["masked"] for match in found["matches"]] == [True]
    assert tells(found, *SECRETS) == [] and tells(found["matches"][0]["explanation"], "电话") == []
    told = callers["employer"]("GET", f"/matches/{member}/{opening}/explanation?audience={audience}").json()
    assert tells(told, *SECRETS, "电话") == []


def test_the_audience_only_shortens(callers: dict[str, Caller]) -> None:
    station = callers["station"]
    member, opening = station.create("members")["id"], station.create("openings")["id"]
    where = f"/matches/{member}/{opening}/explanation"
    full = station("GET", where).json()
    short = station("GET", f"{where}?audience=member").json()
    masked = station("GET", f"{where}?audience=employer").json()
    assert any(item["text"] for row in full["criteria"] for item in row["evidence"])
    assert all(item["text"] is None for row in masked["criteria"] for item in row["evidence"])
    assert "criteria" not in short and short["reasons"] and short["score"] == full["score"] == masked["score"]
    assert full["why_not"] == "在第1名"


def test_another_organisations_opening_is_read_but_not_written(callers: dict[str, Caller]) -> None:
    opening = callers["employer"].create("openings")["id"]
    station = callers["other_station"]
    assert station("GET", f"/openings/{opening}").status_code == 200
    assert station("PATCH", f"/openings/{opening}", json={"sheet": {"招聘人数": "1"}}).status_code == 403
    assert station("DELETE", f"/openings/{opening}").status_code == 403
    assert callers["other_employer"]("GET", f"/openings/{opening}").status_code == 404
    assert callers["other_employer"]("DELETE", f"/openings/{opening}").status_code == 404
    assert callers["employer"]("GET", f"/openings/{opening}").json()["version"] == 1


@pytest.mark.parametrize("path", SHEETS)
def test_only_roles_that_make_sense_write_a_kind(callers: dict[str, Caller], path: str) -> None:
    may = {
        "members": {"station", "administrator"},
        "openings": {"station", "employer", "administrator"},
        "projects": {"office", "administrator"},
        "services": {"station", "office", "administrator"},
    }[path]
    for name in ("station", "employer", "office", "administrator"):
        expected = 201 if name in may else 403
        assert callers[name]("POST", f"/{path}", json={"sheet": SHEETS[path]}).status_code == expected, name


def test_an_import_of_a_kind_that_the_role_does_not_write_is_refused_whole(callers: dict[str, Caller]) -> None:
    sheet = (",".join(MEMBER) + "\n" + ",".join(MEMBER.values())).encode()
    answer = callers["employer"]("POST", "/imports", files={"file": ("members.csv", sheet)})
    assert answer.status_code == 403
    assert callers["administrator"]("GET", "/members").json()["items"] == []


def test_two_organisations_may_use_the_same_number(callers: dict[str, Caller]) -> None:
    one = callers["station"].create("members")["id"]
    other = callers["other_station"].create("members")["id"]
    assert one != other
    assert [item["id"] for item in callers["station"]("GET", "/members").json()["items"]] == [one]


def test_an_import_report_is_its_organisations_alone(callers: dict[str, Caller]) -> None:
    sheet = (",".join(MEMBER) + "\n" + ",".join(MEMBER.values())).encode()
    report = callers["station"]("POST", "/imports", files={"file": ("members.csv", sheet)})
    where = report.headers["location"].removeprefix("/api/v1")
    assert callers["station"]("GET", where).json() == report.json()
    assert callers["other_station"]("GET", where).status_code == 404


@pytest.mark.parametrize("path", SHEETS)
def test_an_export_holds_the_organisations_own_records_alone(callers: dict[str, Caller], path: str) -> None:
    callers[WRITER[path]].create(path)
    callers["administrator"].create(path, 编号="ADMIN9")
    mine = callers[WRITER[path]]("GET", f"/exports/{path}.csv").content.decode("utf-8-sig")
    assert SHEETS[path]["编号"] in mine and "ADMIN9" not in mine


@pytest.mark.parametrize("headers", [{}, {"X-API-Key": "gy_wrong"}, {"Authorization": "Bearer nope"}, {"X-API-Key": "é"}])
def test_without_a_known_key_nothing_is_told(callers: dict[str, Caller], headers: dict[str, str]) -> None:
    sent = {name: value.encode("latin-1") for name, value in headers.items()}
    answer = callers["station"].client.get("/api/v1/members", headers=sent)
    assert answer.status_code == 401 and answer.headers["content-type"] == "application/problem+json"


def test_the_key_may_come_as_a_bearer_token(callers: dict[str, Caller]) -> None:
    station = callers["station"]
    answer = station.client.get("/api/v1/members", headers={"Authorization": f"Bearer {station.key}"})
    assert answer.status_code == 200


STATIONS_ALONE = (
    ("POST", "/reports"), ("GET", "/reports?member={member}"), ("PUT", "/members/{member}/contact"), ("GET", "/members/{member}/contact"),
    ("GET", "/worklists"), ("GET", "/worklists/arrived"), ("POST", "/cases"), ("GET", "/cases"), ("GET", "/cases/{case}"),
    ("POST", "/cases/{case}/transitions"), ("POST", "/contributions"), ("GET", "/contributions?member={member}"),
    ("GET", "/contributions/{given}"), ("GET", "/contributions/{given}/matches"), ("POST", "/contributions/{given}/transitions"),
)  # fmt: skip


@pytest.mark.parametrize(("method", "path"), STATIONS_ALONE)
def test_what_a_member_said_and_brings_is_for_stations_and_of_those_for_its_own(callers: dict[str, Caller], method: str, path: str) -> None:
    station = callers["station"]
    member = station.create("members")["id"]
    terms = {"member": member, "partner": "other_station", "agreed_fields": ["name"], "until": "2027-01-01", "given_how": "当面"}
    made = {"member": member, "case": station("POST", "/cases", json=terms).json()["id"]}
    given = station("POST", "/contributions", json={"member": member, "kind": "lead", "text": "王小雁的话13900001234"})
    third = path.format(**made, given=given.json()["id"])
    for name in ("employer", "office"):
        assert callers[name](method, third, **({"json": {}} if method != "GET" else {})).status_code == 403, name
    answer = callers["other_station"](method, third, **({"json": {"to": "closed"}} if method != "GET" else {}))
    assert answer.status_code in (200, 403, 404, 409, 422), answer.text
    assert tells(answer.json(), "13900001234") == []
