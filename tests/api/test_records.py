"""Creating, reading, changing, closing and listing records of all four kinds."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from api.schemas import unlisted
from tests.api.conftest import SHEETS, WRITER, Caller

PATHS = tuple(SHEETS)


@pytest.mark.parametrize("path", PATHS)
def test_a_record_is_created_read_changed_and_closed(callers: dict[str, Caller], path: str) -> None:
    caller = callers[WRITER[path]]
    created = caller("POST", f"/{path}", json={"sheet": SHEETS[path]})
    assert created.status_code == 201, created.text
    assert created.headers["location"] == f"/api/v1/{path}/{created.json()['id']}"
    assert created.headers["cache-control"] == "no-store"
    assert created.json()["version"] == 1 and created.json()["faults"] == []

    where = f"/{path}/{created.json()['id']}"
    read = caller("GET", where)
    assert read.json() == created.json() and read.headers["etag"] == '"1"'

    same = caller("PATCH", where, json={"extra": {}})
    assert same.status_code == 200 and same.json()["version"] == 1
    changed = caller("PATCH", where, json={"sheet": {"网格员": "李某"}}, headers={"If-Match": '"1"'})
    assert changed.status_code == 200, changed.text
    assert changed.json()["version"] == 2 and changed.json()["record"]["extra"] == {"网格员": "李某"}

    assert caller("DELETE", where).status_code == 204
    assert caller("GET", where).json()["closed_at"] is not None
    assert caller("GET", f"/{path}").json()["items"] == []
    assert len(caller("GET", f"/{path}?closed=true").json()["items"]) == 1


@pytest.mark.parametrize("path", PATHS)
def test_the_same_number_again_changes_the_record_instead_of_adding_one(callers: dict[str, Caller], path: str) -> None:
    caller = callers[WRITER[path]]
    first = caller("POST", f"/{path}", json={"sheet": SHEETS[path]})
    again = caller("POST", f"/{path}", json={"sheet": SHEETS[path]})
    moved = caller("POST", f"/{path}", json={"sheet": {**SHEETS[path], "所在": "别处"}})
    assert [a.status_code for a in (first, again, moved)] == [201, 200, 200]
    assert [a.json()["version"] for a in (first, again, moved)] == [1, 1, 2]
    assert len(caller("GET", f"/{path}").json()["items"]) == 1


def test_a_record_may_be_given_as_typed_values(employer: Caller) -> None:
    body = {
        "number": "T1", "employer": "盱江仓储", "title": {"text": "仓库管理员"}, "headcount": 3,
        "places": [{"code": "361021", "level": "county"}], "pay": {"low": 4500, "high": 5200}, "education": 2,
    }  # fmt: skip
    answer = employer("POST", "/openings", json=body)
    assert answer.status_code == 201, answer.text
    record = answer.json()["record"]
    assert record["headcount"] == 3 and record["pay"]["low"] == 4500 and record["education"] == 2
    changed = employer("PATCH", f"/openings/{answer.json()['id']}", json={"headcount": 4})
    assert changed.json()["record"]["headcount"] == 4 and changed.json()["record"]["pay"]["low"] == 4500


def test_what_could_not_be_read_is_told_with_the_record(station: Caller) -> None:
    answer = station.create("openings", 薪资待遇="好商量的", 工作地点="火星基地")
    assert {fault["where"] for fault in answer["faults"]} >= {"工作地点"}
    fault = next(fault for fault in answer["faults"] if fault["where"] == "工作地点")
    assert fault["found"] == "火星基地" and "省市县" in fault["accepted"]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("id", "m_1"), ("organisation", "other_station"), ("cells", {"a": "b"}), ("version", 9), ("closed_at", None),
    ],
)  # fmt: skip
def test_what_the_server_owns_cannot_be_written(station: Caller, field: str, value: object) -> None:
    answer = station("POST", "/members", json={"name": "王某", field: value})
    assert answer.status_code == 422 and answer.json()["faults"][0]["where"] == f"$.{field}"


@pytest.mark.parametrize(
    "body",
    [
        {"valid_until": "soon"}, {"valid_until": "2026-13-01"}, {"start": {"date": "20261201"}}, {"headcount": -1},
        {"headcount": 10**15}, {"pay": {"low": -5}}, {"pay": {"low": 5000, "high": 4000}}, {"places": [{"code": "1", "level": "county"}]},
        {"places": [{"code": "361021", "level": "province"}]}, {"conditions": ["no_such_condition"]}, {"education": 9},
        {"title": {"text": "x" * 40_000}}, {"skills": [{"text": "a"}] * 201}, {"number": "n" * 65}, {"headcount": True},
        {"headcount": "5"}, {"title": "仓管"}, {"years": {"low": 5, "high": 2}}, {"title": {"text": "a", "start": 9, "end": 2}},
    ],
)  # fmt: skip
def test_values_that_cannot_be_are_refused_by_name(employer: Caller, body: dict[str, object]) -> None:
    answer = employer("POST", "/openings", json=body)
    assert answer.status_code == 422, answer.text
    assert employer("GET", "/openings").json()["items"] == []


def test_a_change_to_a_version_that_moved_on_is_a_conflict(station: Caller) -> None:
    where = f"/members/{station.create('members')['id']}"
    assert station("PATCH", where, json={"sheet": {"学历": "高中"}}, headers={"If-Match": "1"}).status_code == 200
    late = station("PATCH", where, json={"sheet": {"学历": "大专"}}, headers={"If-Match": '"1"'})
    assert late.status_code == 409
    assert station("GET", where).json()["record"]["education"] == 3
    assert station("PATCH", where, json={"sheet": {"学历": "大专"}}, headers={"If-Match": "x"}).status_code == 422


def test_changes_at_the_same_moment_are_each_kept_or_told_to_read_again(station: Caller) -> None:
    where = f"/members/{station.create('members')['id']}"
    together = Barrier(6)

    def change(heading: str) -> tuple[str, int]:
        together.wait()
        return heading, station("PATCH", where, json={"sheet": {heading: "有"}}).status_code

    for turn in range(3):
        headings = [f"栏{turn}{n}" for n in range(6)]
        with ThreadPoolExecutor(6) as pool:
            answers = dict(pool.map(change, headings))
        assert set(answers.values()) <= {200, 409} and 200 in answers.values()
        kept = set(station("GET", where).json()["record"]["extra"]) & set(headings)
        assert kept == {heading for heading, status in answers.items() if status == 200}


def test_a_number_does_not_change(station: Caller) -> None:
    where = f"/members/{station.create('members')['id']}"
    assert station("PATCH", where, json={"sheet": {"编号": "B9"}}).status_code == 422
    assert station("PATCH", where, json={"number": "B9"}).status_code == 422


def test_pages_hold_every_record_once_in_the_order_of_ids(station: Caller) -> None:
    made = {station.create("members", 编号=f"P{n:02}")["id"] for n in range(7)}
    seen: list[str] = []
    after = ""
    while after is not None:
        page = station("GET", f"/members?limit=3&after={after}").json()
        seen += [item["id"] for item in page["items"]]
        after = page["next"]
    assert seen == sorted(made)


@pytest.mark.parametrize("query", ["limit=0", "limit=201", "limit=x", "after=%00", "after=m_%ed%a0%80", "limit=9223372036854775808"])
def test_a_page_that_cannot_be_is_refused(station: Caller, query: str) -> None:
    answer = station("GET", f"/members?{query}")
    assert answer.status_code == 422 and answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("identifier", ["m_0", "%00", "9223372036854775808", "m_" + "a" * 30, "o_00000000000000000000", "..%2f", "王"])
def test_a_record_that_is_not_there_is_not_found(station: Caller, identifier: str) -> None:
    for method in ("GET", "DELETE", "PATCH"):
        answer = station(method, f"/members/{identifier}", **({"json": {"sheet": {"学历": "初中"}}} if method == "PATCH" else {}))
        assert answer.status_code in (404, 405), answer.text
        assert answer.headers["content-type"] == "application/problem+json"


def test_every_field_of_a_record_is_either_shown_or_hidden_with_a_reason() -> None:
    assert unlisted() == set()


def test_certificates_mentioned_in_passing_do_not_become_a_full_list(station: Caller) -> None:
    member = station.create("members", 证书="", 技能特长="持有叉车证")
    assert member["record"]["credentials"] and member["record"]["credentials_listed"] is False
