"""`guiyan allocate` and `group` over the sample county: as JSON, as tables that fit, and what they refuse."""

import contextlib
import json
import os
import pty
import re
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len

from api.commands.watching import watched
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


def seated(told: dict[str, Any]) -> list[list[str]]:
    """The numbers of those who sit, opening by opening."""
    return [[seat["record"]["number"] for seat in one["seats"]] for one in told["openings"]]


def test_who_is_locked_is_placed_and_who_is_ruled_out_is_not(county: Run) -> None:
    free = seated(json.loads(county("allocate", "NC-G001", "NC-G002", "--json").out))
    chosen, out = "NC-M127", free[0][0]
    assert chosen not in free[0]
    told = county("allocate", "NC-G001", "NC-G002", "--lock", f"NC-G001={chosen}", "--forbid", f"NC-G001={out}", "--seats", "NC-G002=1", "--json")
    bound = seated(json.loads(told.out))
    assert chosen in bound[0] and out not in bound[0] and len(bound[0]) == len(free[0]) and len(bound[1]) == 1 < len(free[1])
    shown = folded(county("allocate", "NC-G001", "--lock", f"NC-G001={chosen}", "--lang", "zh").out)
    assert f"{chosen}）（已定）" in shown


def test_what_cannot_hold_together_is_told_by_names_and_numbers(county: Run) -> None:
    pair = "NC-G001=NC-M127"
    shown = folded(county("allocate", "NC-G001", "--lock", pair, "--forbid", pair, "--lang", "zh").out)
    assert "（NC-M127）必须安排在叉车工·南城浔廪仓储有限公司" in shown and "m_" not in shown
    many = folded(county("allocate", "NC-G001", "--seats", "NC-G001=900-1000", "--lang", "en").out)
    assert "叉车工·南城浔廪仓储有限公司(NC-G001)istohaveatleast900" in many


def test_an_allocation_is_kept_accepted_and_followed_by_another(county: Run) -> None:
    first = json.loads(county("allocate", "NC-G001", "NC-G002", "--keep", "--json").out)
    sits = first["openings"][0]["seats"][0]["record"]["number"]
    assert county("accept", first["id"], "--seat", f"NC-G001={sits}").code == 0
    again = county("allocate", "NC-G001", "NC-G002", "--after", first["id"], "--lang", "zh")
    assert "3个名额中已有1个有人" in folded(again.out) and "没有任何席位变动" in folded(again.out), again.out
    english = county("allocate", "NC-G001", "NC-G002", "--after", first["id"], "--seats", "NC-G001=1", "--lang", "en")
    assert "1 of 3 taken already" in " ".join(english.out.split()), english.out
    assert county("allocate", "NC-G001", "--after", "a_0", "--lang", "zh").err.count("--after：读到“a_0”") == 1
    assert "guiyan accept" not in again.out


def test_a_group_is_worked_out_around_what_is_settled(projects: Run) -> None:
    told = json.loads(
        projects("group", "NC-X001", "--lock", "NC-M055=5万", "--lock", "NC-M094=1万-2万", "--exclude", "NC-M082", "--sum", "30万",
                 "--least-partners", "4", "--most-ticket", "120000", "--json").out
    )  # fmt: skip
    amounts = {one["record"]["number"]: one["amount_fen"] // 100 for one in told["group"]["partners"]}
    assert amounts["NC-M055"] == 50_000 and 10_000 <= amounts["NC-M094"] <= 20_000 and "NC-M082" not in amounts
    assert sum(amounts.values()) == 300_000 and len(amounts) >= 4 and max(amounts.values()) <= 120_000 and told["conflict"] == []
    least = json.loads(projects("group", "NC-X001", "--least-ticket", "10万", "--json").out)
    assert min(one["amount_fen"] for one in least["group"]["partners"]) >= 10_000_000
    few, more = (json.loads(projects("group", "NC-X001", *rest, "--json").out) for rest in ([], ["--tolerate", "involvement=1"]))
    assert len(more["outside"]) < len(few["outside"])


def test_a_team_is_worked_out_around_what_is_settled(projects: Run) -> None:
    def team(*options: str) -> dict[str, str]:
        told = json.loads(projects("group", "NC-X001", "--team", *options, "--json").out)
        return {one["need"].partition(".")[2]: one["record"]["number"] for one in told["team"]}

    free = team()
    assert set(free) == {"capital", "technique"}
    assert set(team("--floor", "40")) == {"capital", "technique", "channel"}
    assert team("--exclude", free["capital"])["capital"] != free["capital"]
    assert team("--exclude", f"technique={free['capital']}") == free
    for need in ("技术", "technique", "NC-X002", "NC-X002.technique"):
        assert team("--lock", f"{need}=NC-M105")["technique"] == "NC-M105"
    both = team("--lock", "技术=NC-M105", "--lock", "销路=NC-M105", "--takes", "2")
    assert both["technique"] == both["channel"] == "NC-M105"


def test_a_team_is_kept_and_accepted(projects: Run) -> None:
    told = json.loads(projects("group", "NC-X004", "--team", "--keep", "--json").out)
    accepted = projects("accept", told["id"], "--lang", "zh")
    assert accepted.code == 0 and f"已采用{len(told['team'])}个席位" in accepted.out and len(told["team"]) > 0
    assert "已留存：a_" in projects("group", "NC-X001", "--keep", "--lang", "zh").out


@pytest.mark.parametrize(
    ("command", "option", "given"),
    [
        (["allocate", "NC-G001", "--lock", "NC-G001"], "--lock", "NC-G001"),
        (["allocate", "NC-G001", "--lock", "NC-G001=NOBODY"], "--lock", "NOBODY"),
        (["allocate", "NC-G001", "--forbid", "NC-G002=NC-M001"], "--forbid", "NC-G002"),
        (["allocate", "NC-G001", "--seats", "NC-G001=five"], "--seats", "NC-G001=five"),
        (["allocate", "NC-G001", "--seats", "NC-G001=9-3"], "--seats", "NC-G001=9-3"),
        (["allocate", "NC-G001", "--give-up", "3"], "--give-up", "3"),
        (["group", "NC-X001", "--lock", "NC-M055=5"], "--lock", "NC-M055=5"),
        (["group", "NC-X001", "--lock", "NC-M055", "--lock", "NC-M055=3万"], "--lock", "NC-M055"),
        (["group", "NC-X001", "--exclude", "NOBODY"], "--exclude", "NOBODY"),
        (["group", "NC-X001", "--sum", "很多"], "--sum", "很多"),
        (["group", "NC-X001", "--least-ticket", "5万", "--most-ticket", "2万"], "--least-ticket", "50000"),
        (["group", "NC-X001", "--tolerate", "share=much"], "--tolerate", "share=much"),
        (["group", "NC-X001", "--takes", "2"], "--takes", "2"),
        (["group", "NC-X001", "--team", "--sum", "3万"], "--sum", "30000"),
        (["group", "NC-X001", "--team", "--lock", "NC-M055"], "--lock", "NC-M055"),
        (["group", "NC-X001", "--team", "--lock", "leader=NC-M055"], "--lock", "leader=NC-M055"),
        (["group", "NC-X002"], "number", "NC-X002"),
        (["group", "NC-G001", "--team"], "number", "NC-G001"),
    ],
)
def test_an_option_that_cannot_be_taken_is_named_in_both_languages(command: list[str], option: str, given: str, projects: Run) -> None:
    chinese, english = (projects(*command, "--lang", language) for language in ("zh", "en"))
    assert chinese.code == english.code == 1 and chinese.out == english.out == ""
    assert f"{option}：读到“{given}”，可以填写：" in chinese.err and f"{option}: found “{given}”; accepted: " in english.err
    assert not re.search("[\u4e00-\u9fff]", english.err.replace("5万", "").replace(given, "")), english.err


def test_words_for_an_answer_need_nothing_of_a_terminal() -> None:
    code = "import api.use_cases.group_words, api.use_cases.allocation_words, sys; print('rich' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "False\n"


def test_steps_are_shown_on_a_terminal_alone(county: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert county("allocate", "NC-G001", "--lang", "zh").err == ""
    outside, terminal = pty.openpty()
    monkeypatch.setenv("TERM", "xterm")
    with open(terminal, "w", encoding="utf-8") as errors, monkeypatch.context() as here:
        here.setattr(sys, "stderr", errors)
        with watched("zh") as tell:
            tell("solving", 0.4)
            tell("checking", 0.95)
    shown = ""
    with contextlib.suppress(OSError):  # the other end is closed
        while piece := os.read(outside, 65536):
            shown += piece.decode("utf-8", "replace")
    os.close(outside)
    assert "核对" in shown and "95%" in shown


def test_a_kept_run_is_accepted_by_the_numbers_that_people_use(county: Run) -> None:
    told = json.loads(county("allocate", "NC-G001", "NC-G002", "--keep", "--json").out)
    run, numbers = told["id"], {seat["member"]: seat["record"]["number"] for one in told["openings"] for seat in one["seats"]}
    seat = told["openings"][0]["seats"][0]["member"]
    one = json.loads(county("accept", run, "--seat", f"NC-G001={numbers[seat]}", "--json").out)
    assert [taken["member"] for taken in one["accepted"]] == [seat] and one["refused"] == []
    shown = folded(county("accept", run, "--lang", "zh").out)
    assert f"已采用{len(numbers) - 1}个席位，写成推荐" in shown and "先前已采用1个" in shown
    assert all(number in shown for member, number in numbers.items() if member != seat)
    again = county("accept", run, "--lang", "en")
    assert again.code == 0 and again.out.strip() == f"{len(numbers)} were accepted before"
    full = folded(county("allocate", "NC-G001", "--lang", "zh").out)
    assert "这次不用再安排（3个名额中已有3个有人）" in full
    for wrong, accepted in ((("--seat", "x"), "岗位=成员"), (("--seat", "NC-G001=NC-M999"), "已登记成员的编号"), (("--seat", "NC-G004=NC-M002"), "这次计算安排了")):
        refused = county("accept", run, *wrong, "--lang", "zh")
        assert refused.code == 1 and accepted in folded(refused.err), refused.err
    assert county("accept", "a_0").code == 1


def test_quotas_are_given_by_station_or_by_hometown(county: Run) -> None:
    barred = json.loads(county("allocate", "NC-G001", "--quota", "NC-G001=361021=0", "--json").out)
    homes = [(seat["record"]["hometown"] or {}).get("code") for seat in barred["openings"][0]["seats"]]
    assert homes and "361021" not in homes
    own = json.loads(county("allocate", "NC-G001", "--quota", "NC-G001=operator=1-2", "--json").out)
    assert len(own["openings"][0]["seats"]) == 2
    for wrong in ("NC-G001=361021", "NC-G001==2", "NC-G002=361021=2", "NC-G001=361021=3-1", "NC-G001=999999=1"):
        refused = county("allocate", "NC-G001", "--quota", wrong, "--lang", "zh")
        assert refused.code == 1 and "--quota" in refused.err, (wrong, refused.err)
