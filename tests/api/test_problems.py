"""Errors: always problem+json, in the language asked for, and without anything personal in them."""

import logging

import pytest
from starlette.testclient import TestClient

import api.routes.matches as matches
from api.language import language_of
from tests.api.conftest import MEMBER, Caller

PROBLEM = "application/problem+json"


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        (None, "zh"), ("en", "en"), ("en-GB,en;q=0.9", "en"), ("zh-CN,zh;q=0.9,en;q=0.8", "zh"), ("fr", "zh"), ("*", "zh"),
        ("en;q=0.2, zh;q=0.1", "en"), ("en;q=x", "zh"), (";;;,,,q=", "zh"), ("en;q=nan", "zh"), ("zh;q=0, en", "en"),
    ],
)  # fmt: skip
def test_the_language_is_the_one_asked_for_and_chinese_otherwise(accept: str | None, expected: str) -> None:
    assert language_of({"accept-language": accept} if accept else {}) == expected


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/members/m_00000000000000000000", 404), ("GET", "/nothing/here", 404), ("PUT", "/members", 405),
        ("GET", "/members?limit=0", 422), ("POST", "/projects", 403), ("GET", "/exports/cats.csv", 422),
        ("GET", "/exports/members.pdf", 422), ("GET", "/templates/cats.xlsx", 422), ("GET", "/imports/i_00", 404),
        ("GET", "/imports/x", 422), ("GET", "/taxonomy/complete?q=", 422), ("GET", "/taxonomy/complete?q=a&kind=b", 422),
    ],
)  # fmt: skip
def test_every_error_is_a_problem_in_both_languages(station: Caller, method: str, path: str, status: int, language: str) -> None:
    answer = station(method, path, headers={"Accept-Language": language})
    assert answer.status_code == status
    assert answer.headers["content-type"] == PROBLEM and answer.headers["content-language"] == language
    body = answer.json()
    assert body["status"] == status and set(body) == {"type", "title", "status", "detail", "faults"}
    chinese = any("一" <= c <= "鿿" for c in body["title"] + body["detail"])
    assert chinese is (language == "zh")


def test_a_method_that_is_not_there_names_those_that_are(station: Caller) -> None:
    assert "GET" in station("PUT", "/members").headers["allow"]


def test_a_fault_says_where_what_was_found_and_what_is_accepted(station: Caller) -> None:
    fault = station("POST", "/members", json={"sheet": {"期望薪资": ["a"]}}).json()["faults"][0]
    assert fault["where"] == "$.sheet.期望薪资" and fault["accepted"] and fault["message"]


def test_the_unforeseen_is_a_500_that_tells_nothing(
    station: Caller, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("王小雁 13900001234")

    member = station.create("members")["id"]
    monkeypatch.setattr(matches, "answer_member", broken)
    with caplog.at_level(logging.DEBUG):
        answer = station("POST", f"/members/{member}/matches", json={})
    assert answer.status_code == 500 and answer.headers["content-type"] == PROBLEM
    assert "王小雁" not in answer.text and "RuntimeError" not in answer.text
    assert "王小雁" not in caplog.text and "unexpected RuntimeError at" in caplog.text
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_no_error_and_no_log_repeats_a_body(station: Caller, caplog: pytest.LogCaptureFixture) -> None:
    secret = MEMBER["姓名"]
    with caplog.at_level(logging.DEBUG):
        for body in ({"sheet": MEMBER, "more": 1}, {"k": secret * 20}, [secret], secret, {secret: 1}):
            station("POST", "/score", json=body)
            station("POST", "/read", json={"kind": "pay", "text": [secret]})
    assert secret not in caplog.text
    broken = station("POST", "/members", content=f'{{"sheet": {{"姓名": "{secret}"'.encode())
    assert broken.status_code == 422 and secret not in broken.text


def test_answers_carry_safe_headers(station: Caller, client: TestClient) -> None:
    for path in ("/healthz", "/nothing", "/api/v1/members", "/static/docs.js"):
        headers = client.get(path).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert "default-src 'none'" in headers["content-security-policy"]
    assert station("GET", "/members").headers["cache-control"] == "no-store"
