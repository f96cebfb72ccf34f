"""Text to values, codes, drafts and completions over HTTP."""

import importlib.util

import pytest

from tests.api.conftest import Caller


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        ("pay", "四千五到六千", {"low": 4500, "high": 6000}), ("place", "江西南城", {"code": "361021", "level": "county"}),
        ("headcount", "5人", {"headcount": 5}), ("experience", "3年以上", {"low": 3}), ("date", "2026-12-01", {"from": "2026-12-01"}),
        ("education", "初中及以上", {"level": "junior"}),
    ],
)  # fmt: skip
def test_a_text_is_read(station: Caller, kind: str, text: str, expected: dict[str, object]) -> None:
    answer = station("POST", "/read", json={"kind": kind, "text": text})
    assert answer.status_code == 200, answer.text
    assert {name: answer.json()[name] for name in expected} == expected


def test_words_are_tied_to_codes(station: Caller) -> None:
    links = station("POST", "/link", json={"kind": "occupation", "text": "仓库管理员", "top": 3}).json()["links"]
    assert 1 <= len(links) <= 3 and links[0]["code"] == "4-02-06-01"


@pytest.mark.skipif(not importlib.util.find_spec("features.drafting"), reason="drafts are not written yet")
def test_a_note_becomes_a_draft(station: Caller) -> None:
    answer = station("POST", "/draft", json={"text": "王某，南城浔溪人，会开叉车有证，想找个月薪4500左右的仓库活"})
    assert answer.status_code == 200 and answer.json()["kind"] == "member", answer.text


@pytest.mark.parametrize(
    ("kind", "letters", "code"),
    [
        ("region", "南城", "361021"), ("region", "南城縣", "361021"), ("occupation", "仓储管理", "4-02-06-01"), ("occupation", "WAREHOUSE", None),
        ("skill", "叉车", None), ("credential", "叉车", None), ("industry", "水产养殖", "A041"),
    ],
)  # fmt: skip
def test_letters_are_completed_without_a_key(station: Caller, kind: str, letters: str, code: str | None) -> None:
    answer = station.client.get("/api/v1/taxonomy/complete", params={"q": letters, "kind": kind, "limit": 5})
    items = answer.json()["items"]
    assert answer.status_code == 200 and 1 <= len(items) <= 5
    if code:
        assert items[0]["code"] == code, items
