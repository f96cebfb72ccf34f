"""`guiyan match-all` over the sample county: every open record, the same places as `guiyan rank`, and what it refuses."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pyarrow.parquet as parquet
import pytest

from data.store.database import Database
from data.store.repositories import Records
from data.store.scope import operator
from data.vocabulary import RecordKind
from tests.api import test_cli
from tests.api.test_cli import Run, folded

FOLDERS = {"member": "members", "opportunity": "opportunities"}
guiyan, county = test_cli.guiyan, test_cli.county


def places(folder: Path, asking: str) -> list[dict[str, Any]]:
    """Every place for those who ask on one side, in order."""
    return [row for file in sorted((folder / asking).glob("*.parquet")) for row in parquet.read_table(file).to_pylist()]


def everything(folder: Path) -> dict[str, bytes]:
    """Every file of a result."""
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.glob("*/*.parquet")}


def test_the_places_are_those_of_the_command_rank(county: Run, tmp_path: Path) -> None:
    told = json.loads(county("match-all", "--out", "all", "--k", "6", "--json").out)
    assert told["places"] == sum(len(places(tmp_path / "all", side)) for side in ("members", "opportunities")) > 500
    assert told["pairs"] == 2 * told["counts"]["member"] * told["counts"]["opportunity"]
    for side, other, number in (("member", "opportunity", "NC-M002"), ("opening", "member", "NC-G001")):
        ranked = json.loads(county("rank", side, number, "--k", "6", "--json").out)
        asking = "member" if side == "member" else "opportunity"
        own = [row for row in places(tmp_path / "all", FOLDERS[asking]) if row[asking] == ranked[0][asking]]
        assert [(row["rank"], row[other], row["score"]) for row in own] == [
            (rank, place[other], round(100 * place["score"])) for rank, place in enumerate(ranked, 1)
        ]


def test_the_result_names_nobody(county: Run, tmp_path: Path) -> None:
    assert county("match-all", "--out", "all").code == 0
    for row in places(tmp_path / "all", "members"):
        assert re.fullmatch(r"m_[0-9a-f]{20}", row["member"]) and re.fullmatch(r"o_[0-9a-f]{20}", row["opportunity"])
        assert set(row) == {"member", "opportunity", "rank", "score", "scorecard"}
    said = b"".join(file.read_bytes() for file in (tmp_path / "all").rglob("*") if file.is_file())
    assert "章亮".encode() not in said
    assert not (tmp_path / "all" / ".pools").exists()


def shut(identifier: str, kind: RecordKind, how: str) -> None:
    """Close a record or hold it, as a clerk would."""
    database = Database()
    with database.writing() as connection:
        records = Records(connection, operator(), kind)
        records.close(identifier) if how == "closed" else records.hold(identifier, True)
    database.close()


@pytest.mark.parametrize("how", ["closed", "held"])
def test_a_record_that_is_not_open_never_appears(how: str, county: Run, tmp_path: Path) -> None:
    assert county("match-all", "--out", "before", "--k", "5").code == 0
    best = places(tmp_path / "before", "opportunities")[0]
    shut(best["member"], RecordKind.MEMBER, how)
    shut(best["opportunity"], RecordKind.OPENING, how)
    assert county("match-all", "--out", "after", "--k", "5").code == 0
    found = [row for side in ("members", "opportunities") for row in places(tmp_path / "after", side)]
    assert found and all(row["member"] != best["member"] and row["opportunity"] != best["opportunity"] for row in found)


def test_a_need_past_its_day_never_appears(guiyan: Run, tmp_path: Path) -> None:
    sheet = tmp_path / "needs.csv"
    heading = "编号,项目名称,所在地,行业,需求类型,需求说明,所需资金,有效期至\n"
    lines = (f"X{at},水库养鱼,江西省南城县,水产,资金,建网箱,50万,{day}\n" for at, day in ((1, "2020-01-01"), (2, "2099-01-01")))
    sheet.write_text(heading + "".join(lines), encoding="utf-8")
    members = tmp_path / "members.csv"
    members.write_text("编号,姓名,户籍地,意向,关注行业,可投资金\nM1,王某,江西省南城县,投资,水产,60万\n", encoding="utf-8")
    guiyan("import", str(members), str(sheet))
    told = json.loads(guiyan("match-all", "--out", "all", "--track", "invest", "--json").out)
    assert told["counts"] == {"member": 1, "opportunity": 1}
    assert [row["rank"] for row in places(tmp_path / "all", "members")] == [1]


def test_one_direction_alone_may_be_asked_for(county: Run, tmp_path: Path) -> None:
    assert county("match-all", "--out", "all", "--for", "openings", "--k", "3", "--explain", "1").code == 0
    assert places(tmp_path / "all", "members") == []
    for row in places(tmp_path / "all", "opportunities"):
        points = [value for key, value in row.items() if key.startswith("points_")]
        assert sum(points) == row["score"] if row["rank"] == 1 else set(points) == {None}


def test_no_place_is_below_the_points_asked_for(county: Run, tmp_path: Path) -> None:
    assert county("match-all", "--out", "all", "--lowest", "60").code == 0
    found = places(tmp_path / "all", "members")
    assert found and all(row["score"] >= 6_000 for row in found)


def test_a_complete_run_is_not_done_again(county: Run, tmp_path: Path) -> None:
    county("match-all", "--out", "all")
    before = (tmp_path / "all" / "run.json").stat().st_mtime_ns
    again = county("match-all", "--out", "all", "--lang", "en")
    assert again.code == 0 and "is complete" in again.err and "places" in again.out
    assert (tmp_path / "all" / "run.json").stat().st_mtime_ns == before
    assert county("match-all", "--out", "all", "--fresh").code == 0
    assert (tmp_path / "all" / "run.json").stat().st_mtime_ns > before


@pytest.mark.parametrize(
    ("arguments", "language", "named"),
    [
        (["--k", "3"], "zh", "--k：读到“3”，可以填写：与那一次相同的 20"),
        (["--k", "3"], "en", "--k: found “3”; accepted: 20, as in that run"),
        (["--for", "members"], "zh", "与那一次相同的 opportunity+member"),
        (["--track", "lead"], "en", "--fresh"),
        (["--for", "people"], "zh", "openings"),
        (["--split", "half"], "en", "askers, pool"),
        (["--dask", "1", "--workers", "2"], "zh", "只能选一个"),
        (["--fresh", "--dask", "1", "--memory", "much"], "zh", "1GB"),
        (["--fresh", "--scheduler", "tcp://127.0.0.1:9"], "zh", "调度器"),
    ],
)
def test_what_cannot_be_done_is_said(arguments: list[str], language: str, named: str, county: Run) -> None:
    assert county("match-all", "--out", "all").code == 0
    ended = county("match-all", "--out", "all", "--lang", language, *arguments)
    assert ended.code == 1 and ended.out == ""
    assert folded(named) in folded(ended.err) and "Traceback" not in ended.err


def test_a_folder_with_other_files_is_left_as_it_is(county: Run, tmp_path: Path) -> None:
    before = sorted(entry.name for entry in tmp_path.iterdir())
    ended = county("match-all", "--out", str(tmp_path))
    assert ended.code == 1 and "空文件夹" in ended.err
    assert sorted(entry.name for entry in tmp_path.iterdir()) == before


def test_progress_is_told_in_plain_lines_where_there_is_no_terminal(county: Run) -> None:
    ended = county("match-all", "--out", "all", "--lang", "en")
    assert re.search(r"members for openings|members for opportunities: \d+ of \d+ \(100 %\)", ended.err)
    assert re.search(r"opportunities for members: \d+ of \d+ \(100 %\), [\d,]+ pairs a second", ended.err)
    assert "\x1b" not in ended.err and "duckdb" in ended.out


def test_a_result_is_checked_against_the_records(county: Run, tmp_path: Path) -> None:
    county("match-all", "--out", "all", "--k", "5")
    checked = county("match-all", "--out", "all", "--check", "40", "--json")
    assert (checked.code, json.loads(checked.out)) == (0, {"pairs": 40, "gone": 0, "differing": []})
    file = next((tmp_path / "all" / "members").glob("*.parquet"))
    table = parquet.read_table(file)
    scores = [score + 100 for score in table["score"].to_pylist()]
    parquet.write_table(table.set_column(table.schema.get_field_index("score"), "score", [scores]), file)
    found = county("match-all", "--out", "all", "--check", "40", "--lang", "en")
    assert found.code == 1 and "in the result" in found.out
    shut(table["member"][0].as_py(), RecordKind.MEMBER, "closed")
    left = json.loads(county("match-all", "--out", "all", "--check", "100000", "--json").out)
    assert left["gone"] >= 1 and left["pairs"] > left["gone"]


def test_a_result_that_is_not_there_cannot_be_checked(guiyan: Run) -> None:
    ended = guiyan("match-all", "--out", "nowhere", "--check", "5")
    assert ended.code == 1 and "nowhere" in ended.err
    assert not Path("nowhere").exists()


@pytest.mark.parametrize("how", [["--workers", "2"], ["--dask", "2", "--memory", "800MB"], ["--workers", "1", "--split", "pool", "--parts", "3"]])
def test_every_way_of_working_gives_the_same_bytes(how: list[str], county: Run, tmp_path: Path) -> None:
    county("match-all", "--out", "here", "--shard", "40")
    assert county("match-all", "--out", "other", "--shard", "40", *how).code == 0
    here, other = (
        {Path(name).name + Path(name).parent.name: content for name, content in everything(tmp_path / folder).items()}
        for folder in ("here", "other")
    )
    assert len(here) > 6 and here == other


def start(*arguments: str) -> "subprocess.Popen[str]":
    """The command as a process of its own."""
    command = [sys.executable, "-c", "from api.cli import main; main()", *arguments]
    return subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=dict(os.environ))


def test_a_killed_command_goes_on_and_leaves_out_who_was_closed_meanwhile(county: Run, tmp_path: Path) -> None:
    common = ("--shard", "10", "--k", "5")
    county("match-all", "--out", "calm", *common)
    with start("match-all", "--out", "killed", *common) as process:
        while not list((tmp_path / "killed").glob("*/part-*.parquet")):
            assert process.poll() is None
        process.kill()
    done = everything(tmp_path / "killed")
    assert 0 < len(done) < len(everything(tmp_path / "calm"))
    again = county("match-all", "--out", "killed", *common)
    assert again.code == 0 and "接着做" in again.err
    assert everything(tmp_path / "killed") == everything(tmp_path / "calm")

    with start("match-all", "--out", "closed", *common) as process:
        while not list((tmp_path / "closed").glob("*/part-*.parquet")):
            assert process.poll() is None
        process.kill()
    gone = places(tmp_path / "closed", "opportunities")[0]["member"]
    shut(gone, RecordKind.MEMBER, "closed")
    assert county("match-all", "--out", "closed", *common).code == 0
    for side in ("members", "opportunities"):
        assert places(tmp_path / "closed", side) == [row for row in places(tmp_path / "calm", side) if row["member"] != gone]
