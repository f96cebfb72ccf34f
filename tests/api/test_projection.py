"""A project's arithmetic over HTTP and on the command line: stored or ad hoc, as the asker may see it, and no promise."""

import json
import sys
from pathlib import Path

import pytest

from api.cli import main
from tests.api.conftest import PROJECT, Caller

FISH = {
    **PROJECT, "需求说明": "合作社负责养，年产约五万斤，每斤10元", "所需资金": "50万元", "最低出资": "1万元",
    "收益分配": "村集体51%，基金49%", "预计带动就业": "12",
}  # fmt: skip


def amounts(answer: dict) -> dict[str, int]:  # type: ignore[type-arg]
    """What every line comes to, by its key."""
    return {line["key"]: line["amount"] for line in answer["lines"]}


def test_a_stored_project_is_worked_out_to_the_fen(callers: dict[str, Caller]) -> None:
    office = callers["office"]
    kept = office.create("projects", **FISH)["id"]
    told = office("GET", f"/projects/{kept}/projection?ticket=10000&ticket=30000.01")
    assert told.status_code == 200, told.text
    found = told.json()
    assert amounts(found) == {
        "revenue": 500_000_00, "jobs": 12, "part:1": 255_000_00, "part:2": 245_000_00, "ticket:1": 490_000, "ticket:2": 1_470_000,
    }  # fmt: skip
    assert found["promise"] is False and "不是承诺" in found["advice"]
    assert {"label": "单价", "text": "每斤10元", "source": "需求说明"} in found["assumptions"]
    assert any("没有写成本" in text for text in found["unknown"])
    same = office("GET", f"/projects/{kept}.capital/projection").json()
    assert amounts(same)["ticket:1"] == 490_000


def test_a_row_given_ad_hoc_comes_to_the_same_and_is_not_kept(callers: dict[str, Caller]) -> None:
    office = callers["office"]
    body = {"sheet": FISH, "tickets": [10_000, "3万"]}
    given = office("POST", "/projection", json=body)
    assert given.status_code == 200, given.text
    assert office("GET", "/projects").json()["items"] == []
    kept = office.create("projects", **FISH)["id"]
    stored = office("GET", f"/projects/{kept}/projection?ticket=10000&ticket=30000").json()
    assert {**given.json(), "faults": []} == stored


def test_the_words_come_in_the_language_asked_for(station: Caller) -> None:
    found = station("POST", "/projection", json={"sheet": FISH}, headers={"Accept-Language": "en"}).json()
    assert "not a promise" in found["advice"]
    assert [line["formula"] for line in found["lines"] if line["key"] == "revenue"] == ["50,000 jin × 10 yuan/jin"]


def test_what_could_not_be_read_stands_in_faults_and_no_number_is_made_of_it(station: Caller) -> None:
    found = station("POST", "/projection", json={"sheet": {**FISH, "所需资金": "一大笔", "最低出资": "看着给"}}).json()
    assert {fault["where"] for fault in found["faults"]} == {"所需资金", "最低出资"}
    assert "ticket:1" not in amounts(found)
    assert any("没有写所需资金" in text for text in found["unknown"])


@pytest.mark.parametrize(
    ("body", "where"),
    [
        ({"sheet": FISH, "tickets": ["很多"]}, "$.tickets[0]"),
        ({"sheet": FISH, "tickets": [1, 0]}, "$.tickets[1]"),
        ({"sheet": FISH, "tickets": [-5]}, "$.tickets[0]"),
        ({"sheet": FISH, "tickets": [True]}, "$.tickets[0]"),
        ({"sheet": FISH, "tickets": [0.001]}, "$.tickets[0]"),
        ({"sheet": FISH, "tickets": [1e300]}, "$.tickets[0]"),
        ({"sheet": FISH, "tickets": ["nan"]}, "$.tickets[0]"),
        ({"sheet": FISH, "tickets": ["1-3万"]}, "$.tickets[0]"),
        ({"sheet": FISH, "tickets": [[]]}, "$.tickets[0]"),
        ({"sheet": FISH, "tickets": 5}, "$.tickets"),
        ({"sheet": FISH, "tickets": [1] * 201}, "$.tickets"),
        ({"tickets": [1]}, "$.sheet"),
        ({"sheet": {}}, "$.sheet"),
        ({"sheet": FISH, "need": 1}, "$.need"),
    ],
)
def test_what_is_no_ticket_or_no_row_is_named(station: Caller, body: dict[str, object], where: str) -> None:
    answer = station("POST", "/projection", json=body)
    assert answer.status_code == 422, answer.text
    assert [fault["where"] for fault in answer.json()["faults"]] == [where]


def test_a_project_that_is_not_there_is_not_found(station: Caller) -> None:
    for path in ("/projects/p_0/projection", "/projects/p_0.capital/projection", "/projects/m_0/projection", "/projects/x.y.z/projection"):
        assert station("GET", path).status_code == 404, path


def test_a_bad_ticket_of_a_stored_project_is_named(callers: dict[str, Caller]) -> None:
    kept = callers["office"].create("projects", **FISH)["id"]
    answer = callers["office"]("GET", f"/projects/{kept}/projection?ticket=x")
    assert answer.status_code == 422 and answer.json()["faults"][0]["where"] == "ticket[0]"


@pytest.mark.parametrize(
    ("needs", "where"),
    [
        ([{"shares": [{"party": "村", "percent": 10_001}]}], "$.needs[0].shares[0].percent"),
        ([{"channels": ["moon"]}], "$.needs[0].channels"),
        ([{"offer_stake": -1}], "$.needs[0].offer_stake"),
        ([{"min_ticket": 5, "max_ticket": 4}], "$.needs[0].max_ticket"),
        ([{"yields": {"price": {"value": 5, "high": 4}}}], "$.needs[0].yields.price.high"),
        ([{"yields": {"price": {"value": -5}}}], "$.needs[0].yields.price.value"),
        ([{"years": {"low": 3, "high": 1}}], "$.needs[0].years.high"),
    ],
)
def test_terms_that_cannot_be_are_refused_where_they_stand(callers: dict[str, Caller], needs: list[object], where: str) -> None:
    answer = callers["office"]("POST", "/projects", json={"number": "1", "name": "养鱼", "needs": needs})
    assert answer.status_code == 422, answer.text
    assert where in {fault["where"] for fault in answer.json()["faults"]}


def test_an_asset_nobody_knows_is_refused(callers: dict[str, Caller]) -> None:
    answer = callers["office"]("POST", "/projects", json={"number": "1", "name": "养鱼", "holdings": [{"kind": "moon"}]})
    assert answer.json()["faults"][0]["where"] == "$.holdings[0].kind"


def test_what_a_member_earns_is_shown_to_their_own_station_alone(callers: dict[str, Caller], consent: object) -> None:
    made = callers["station"].create("members", 意向="返乡", 工作经历="电子厂，现在月薪8000")
    assert made["record"]["current_pay"]["low"] == 8000 and made["record"]["return_wish"] == "home"
    consent(made["id"], "office")  # type: ignore[operator]
    seen = callers["office"]("GET", f"/members/{made['id']}")
    if seen.status_code == 200:
        assert "current_pay" not in seen.json()["record"]


def test_the_command_prints_a_table_or_json_and_names_what_is_not_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/cli.db")
    monkeypatch.setenv("LANG", "C.UTF-8")
    sheet = tmp_path / "needs.csv"
    sheet.write_text("\n".join(",".join(f'"{cell}"' for cell in row) for row in (FISH.keys(), FISH.values())), encoding="utf-8")

    def guiyan(*arguments: str, code: int = 0) -> str:
        monkeypatch.setattr(sys, "argv", ["guiyan", *arguments])
        with pytest.raises(SystemExit) as ended:
            main()
            sys.exit(0)
        said = capsys.readouterr()
        assert (ended.value.code or 0) == code, said
        return said.err if code else said.out

    guiyan("import", str(sheet))
    for which in ("X001", "X001.capital"):
        table = guiyan("project", which, "--ticket", "1万")
        assert "255,000元" in table and "4,900元" in table and "不是承诺" in table
    told = json.loads(guiyan("project", "X001", "--json"))
    assert amounts(told)["part:2"] == 245_000_00
    assert "nobody" in guiyan("project", "nobody", code=1)
