"""`guiyan index`: built, looked at, used by the next process, and refused where it cannot be."""

import json
from pathlib import Path
from random import Random

import pytest
from typer.testing import CliRunner, Result

from api.cli import app
from api.index import Index, Indexes
from data.errors import Conflict, InvalidInput
from data.store.database import Database
from data.vocabulary import Track
from features.generations import Generations
from tests.api.living import ASKERS, World, rankings


@pytest.fixture
def world(tmp_path: Path, sqlite_template: Path, monkeypatch: pytest.MonkeyPatch) -> World:
    """A database of this folder with some records, as the command line finds it."""
    file = tmp_path / "guiyan.db"
    file.write_bytes(sqlite_template.read_bytes())
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{file}")
    monkeypatch.delenv("GUIYAN_INDEX", raising=False)
    found = World(Database(f"sqlite:///{file}"), Track.WORK, Random("command"))
    found.happen(40)
    return found


def guiyan(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["index", *arguments])


def test_what_was_built_is_told_with_how_far_it_reaches_and_used_by_whoever_starts(world: World, tmp_path: Path) -> None:
    assert "还没有保存过" in guiyan("--track", "work", "--lang", "zh").stdout
    built = guiyan("build", "--processes", "1", "--json")
    assert built.exit_code == 0, built.output
    told = {one["track"]: one for one in json.loads(built.stdout)}
    assert set(told) == {track.value for track in Track}
    work = told["work"]
    assert work["members"] > 0 and work["opportunities"] > 0 and work["tail"] == 0 and work["bytes"] > 0
    assert Path(str(work["folder"])).parent == tmp_path / "guiyan.db.index" / "work"
    world.happen(3)
    assert guiyan("status", "--track", "work", "--lang", "en").stdout.strip().split("; ")[-1].endswith("changes since then")
    with world.database.reading() as connection:
        index = Indexes(world.database).of(Track.WORK)
        assert rankings(index, connection, ASKERS[0]) == rankings(Index(Track.WORK), connection, ASKERS[0])


def test_the_folder_can_be_named_and_one_that_another_process_writes_is_left_alone(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GUIYAN_INDEX", str(tmp_path / "elsewhere"))
    with Generations(tmp_path / "elsewhere" / "work").held():
        assert isinstance(guiyan("build", "--track", "work", "--processes", "1").exception, Conflict)
    assert guiyan("build", "--track", "work", "--processes", "1").exit_code == 0
    assert (tmp_path / "elsewhere" / "work" / "CURRENT").exists() and not (tmp_path / "guiyan.db.index").exists()


@pytest.mark.parametrize("arguments", [["rebuild"], ["build", "--track", "pay"]])
def test_what_it_does_not_know_is_refused_with_what_it_does(world: World, arguments: list[str]) -> None:
    refused = guiyan(*arguments).exception
    assert isinstance(refused, InvalidInput) and refused.faults[0].found == arguments[-1]
