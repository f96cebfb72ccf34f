"""`guiyan allocate` and `group` over the sample county: as JSON, as tables that fit, and what they refuse."""

import json
from datetime import date
from pathlib import Path

import pytest
from rich.cells import cell_len

from data.scenarios.county import county_sheet
from data.vocabulary import RecordKind
from tests.api import test_cli
from tests.api.test_cli import Run, folded

guiyan, county = test_cli.guiyan, test_cli.county


@pytest.fixture
def projects(county: Run, tmp_path: Path) -> Run:
    """The command line over members, openings and projects."""
    file = tmp_path / "needs.csv"
    file.write_bytes(county_sheet(RecordKind.NEED, date.today()))
    assert county("import", str(file)).code == 0
    return county


def test_openings_are_filled_together_as_json(county: Run) -> None:
    told = json.loads(county("allocate", "NC-G001", "NC-G002", "NC-G004", "--json", "--reserves", "1").out)
    members = [seat["member"] for one in told["openings"] for seat in one["seats"]]
    assert len(told["openings"]) == 3 and len(members) == len(set(members)) > 0
    assert told["check"]["best"] is True and told["exact"] and all(len(one["reserves"]) <= 1 for one in told["openings"])
    fewer = json.loads(county("allocate", "NC-G001", "NC-G002", "NC-G004", "--json", "--k", "1").out)
    assert fewer["candidates"] <= 3 and not fewer["exact"] and fewer["total"] <= told["total"]


@pytest.mark.parametrize(("language", "columns"), [("zh", "80"), ("en", "100")])
def test_tables_fit_the_terminal_and_show_no_full_name(
    language: str, columns: str, projects: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    commands = (["allocate", "NC-G001", "NC-G004"], ["group", "NC-X001"], ["group", "NC-X001", "--team"])
    for command in commands:
        shown = projects(*command, "--lang", language)
        assert shown.code == 0 and shown.out.strip(), shown.err
        assert all(cell_len(line) <= int(columns) for line in shown.out.splitlines()), command
        assert "章亮" not in folded(shown.out) and "董秋生" not in folded(shown.out) and "…" not in shown.out


def test_a_group_says_what_each_puts_in_and_who_could_not_join(projects: Run) -> None:
    told = json.loads(projects("group", "NC-X001.capital", "--concentration", "40", "--partners", "8", "--json").out)
    amounts = [partner["amount_fen"] for partner in told["group"]["partners"]]
    assert sum(amounts) == told["group"]["covered_fen"] and told["group"]["covered_fen"] + told["gap_fen"] == told["sum_fen"] == 50_000_000
    assert max(amounts) <= 20_000_000
    shown = folded(projects("group", "NC-X001", "--concentration", "40", "--lang", "zh").out)
    assert "要凑500,000.00元" in shown and "以上只供参考，由人决定" in shown


def test_a_team_takes_the_needs_of_all_rows_of_a_project(projects: Run) -> None:
    told = json.loads(projects("group", "NC-X001", "--team", "--json").out)
    needs = [one["need"].partition(".")[2] for one in (*told["team"], *told["gaps"])]
    assert sorted(needs) == ["capital", "channel", "technique"]
    members = [one["member"] for one in told["team"]]
    assert len(members) == len(set(members)) > 0


@pytest.mark.parametrize("command", [["allocate", "NC-G001", "NOTHING"], ["group", "NOTHING"]])
def test_a_number_that_nobody_has_is_named(command: list[str], projects: Run) -> None:
    ended = projects(*command, "--lang", "zh")
    assert ended.code == 1 and "NOTHING" in ended.err and "编号" in ended.err


@pytest.mark.parametrize(("options", "said"), [(["--stable"], "稳定安排"), (["--floor", "70"], "底线70.00分"), (["--fair", "5"], "公平份额调整")])
def test_what_an_allocation_aims_at_is_told(options: list[str], said: str, county: Run) -> None:
    shown = county("allocate", "NC-G001", "NC-G002", "NC-G004", *options, "--lang", "zh")
    assert shown.code == 0 and said in folded(shown.out)


def test_a_stable_answer_takes_no_price_for_shares(county: Run) -> None:
    refused = county("allocate", "NC-G001", "--stable", "--fair", "5", "--lang", "zh")
    assert refused.code == 1 and "fair_price" in refused.err
