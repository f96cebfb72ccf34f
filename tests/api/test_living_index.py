"""The index over the store: after any changes it says what the database says, in every process, whatever was kept on disk."""

import json
import os
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from random import Random
from threading import Thread
from time import monotonic
from typing import IO, Any

import numpy as np
import pytest

from api import gathering
from api.generation import write_generation
from api.index import Index, Indexes
from api.keeping_up import Keeper
from data.records import Consent, Member, Opening
from data.store.consents import save_consent, withdraw_consent
from data.store.database import Database
from data.store.repositories import Records, feed_mark, newest_change, utc_now
from data.tracks import takes_part
from data.vocabulary import ConsentPurpose, RecordKind, Track
from features.generations import Generations
from matcher.engine import Matcher
from tests.api.living import ASKERS, World, rankings, sheet, shown_by

TRACKS = (Track.WORK, Track.INVEST, Track.VOLUNTEER, Track.MENTOR)
STATION, OTHER, HEAD = ASKERS[0], ASKERS[1], ASKERS[5]
LATER = ("2126-01-01T12:00:00Z", "2126-01-02T00:00:00Z", "2126-06-30T23:59:59Z", "2127-01-01T00:00:00Z")


def check_shown(world: World, index: Index) -> None:
    """Everybody is shown by the index what the database shows, now and when agreements and last days have passed."""
    with world.database.reading() as connection, index.current(connection) as matcher:
        for now in (utc_now(), *LATER, utc_now()):
            for asker in ASKERS:
                for side in ("member", "opportunity"):
                    found = shown_by(index, matcher, asker, side, now)
                    assert found == world.shown(connection, asker, side, now), (asker, side, now)
                pool = matcher.members
                assert index.considered(pool, asker) == np.count_nonzero(index.allowed(pool, asker))


@pytest.mark.parametrize("track", TRACKS)
def test_everybody_is_shown_what_the_database_says_at_every_moment(database: Database, track: Track) -> None:
    world, index = World(database, track, Random(f"shown {track}")), Index(track, longest_tail=15)
    for times in (60, 1, 10, 40):
        world.happen(times)
        check_shown(world, index)
        index.settle()


@pytest.mark.parametrize("track", TRACKS)
def test_after_any_changes_the_index_ranks_as_one_that_is_built_anew(database: Database, track: Track, tmp_path: Path) -> None:
    luck = Random(f"ranked {track}")
    world, living = World(database, track, luck), [Index(track, tmp_path, longest_tail=5) for _ in range(2)]
    world.happen(50)
    merged = 0
    for turn in range(12):
        index = luck.choice(living)
        before = index.generations and index.generations.current()
        world.happen(luck.randint(1, 15))
        asker = luck.choice(ASKERS)
        with database.reading() as connection:
            assert rankings(index, connection, asker) == rankings(Index(track), connection, asker)
        index.settle()
        merged += index.generations is not None and index.generations.current() != before
        if turn % 4 == 3:
            living[living.index(index)] = Index(track, tmp_path, longest_tail=5)
    assert merged
    with database.reading() as connection:
        truth = rankings(Index(track), connection, HEAD)
        assert truth and all(rankings(index, connection, HEAD) == truth for index in living)


def test_whoever_searches_is_not_disturbed_by_what_is_written_meanwhile(database: Database) -> None:
    world, index = World(database, Track.WORK, Random("still")), Index(longest_tail=3)
    world.happen(60)
    with database.reading() as connection:
        index.standing(connection)
    index.settle()
    world.happen(3)
    with database.reading() as connection, index.current(connection) as matcher:
        assert matcher.members.base is not None
        before = _asked(matcher)
    for _ in range(5):
        world.happen(8)
        with database.reading() as connection:
            index.standing(connection)
        index.settle()
        assert _asked(matcher) == before
    with database.reading() as connection, index.current(connection) as now:
        assert _asked(now) != before


def _asked(matcher: Matcher) -> list[list[tuple[str, int]]]:
    openings = [one for one in sheet(RecordKind.OPENING)[:8] if isinstance(one, Opening)]
    rankings = [matcher.rank(opening, 8) for opening in openings]
    return [[(place.id, place.score) for place in ranking.places] for ranking in rankings]


def test_a_record_that_is_closed_or_changed_stays_with_whoever_began_before(database: Database) -> None:
    world, index = World(database, Track.WORK, Random("began")), Index()
    world.happen(5)
    member = next(one for one in sheet(RecordKind.MEMBER) if isinstance(one, Member) and takes_part(one, Track.WORK))
    with database.reading() as connection:
        index.standing(connection)
    saved = []
    for number in ("closed", "changed"):
        with database.writing() as connection:
            fresh = replace(member, number=number)
            saved.append(Records(connection, STATION, RecordKind.MEMBER).save(fresh).id)
    with database.reading() as connection, index.current(connection) as before:
        found = _asked(before)
    with database.writing() as connection:
        Records(connection, STATION, RecordKind.MEMBER).close(saved[0])
        Records(connection, STATION, RecordKind.MEMBER).save(Member(number="changed", name="王某"))
    with database.reading() as connection, index.current(connection) as after:
        assert after.members.row(saved[0]) is None and before.members.row(saved[0]) is not None
        assert before.members.alive[[before.members.row(one) for one in saved]].tolist() == [1, 1]
        assert _asked(before) == found != _asked(after)


def test_who_may_see_what_nobody_has_any_more_is_not_kept(
    database: Database, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    world, index = World(database, Track.WORK, Random("numbers")), Index(Track.WORK, tmp_path)
    world.happen(30)
    for _ in range(40):
        with database.writing() as connection:
            world.agree(connection)
        with database.writing() as connection:
            world.withdraw(connection)
        with database.reading() as connection:
            index.standing(connection)
    world.happen(5)
    with database.reading() as connection:
        index.keep(connection)
        reopened = Index(Track.WORK, tmp_path)
        reopened.standing(connection)
    assert 2 * len(reopened.audiences) < len(index.audiences) and "is not used" not in caplog.text
    check_shown(world, reopened)


def test_several_threads_ask_while_others_write_and_none_sees_less_than_was_written(database: Database) -> None:
    world, index, wrong = World(database, Track.WORK, Random("threads")), Index(longest_tail=8), []
    world.happen(30)
    member = next(one for one in sheet(RecordKind.MEMBER) if isinstance(one, Member))

    def ask(number: int) -> None:
        for turn in range(6):
            with database.writing() as connection:
                fresh = replace(member, number=f"T{number}-{turn}", intents=())
                known = Records(connection, STATION, RecordKind.MEMBER).save(fresh).id
            with database.reading() as connection, index.current(connection) as matcher:
                if matcher.members.row(known) is None or not ranked(matcher, turn):
                    wrong.append(known)

    threads = [Thread(target=ask, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    index.settle()
    assert wrong == []
    check_shown(world, index)


def ranked(matcher: Matcher, turn: int) -> bool:
    opening = sheet(RecordKind.OPENING)[turn]
    assert isinstance(opening, Opening)
    return len(matcher.rank(opening, 5).places) > 0


def test_a_database_put_back_to_an_earlier_day_is_not_answered_from_a_later_snapshot(
    sqlite_template: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    file, folder = tmp_path / "guiyan.db", tmp_path / "index"
    shutil.copy(sqlite_template, file)
    world = World(database := Database(f"sqlite:///{file}"), Track.WORK, Random("earlier"))
    world.happen(40)
    database.close()
    shutil.copy(file, tmp_path / "backup.db")
    saved = list(world.saved)
    world.happen(10)
    with database.reading() as connection:
        assert Index(Track.WORK, folder).keep(connection) is not None
    database.close()
    for name in ("guiyan.db-wal", "guiyan.db-shm"):
        (tmp_path / name).unlink(missing_ok=True)
    shutil.copy(tmp_path / "backup.db", file)
    again = World(Database(f"sqlite:///{file}"), Track.WORK, Random("another way"), saved)
    again.happen(30)
    with again.database.reading() as connection:
        index = Index(Track.WORK, folder)
        assert rankings(index, connection, HEAD) == rankings(Index(Track.WORK), connection, HEAD)
    assert "another database" in caplog.text
    again.database.close()


def test_a_snapshot_spares_reading_the_records_again(database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    world = World(database, Track.INVEST, Random("spared"))
    world.happen(60)
    with database.reading() as connection:
        truth = rankings(Index(Track.INVEST), connection, HEAD)
        folder = Index(Track.INVEST, tmp_path).keep(connection)
        assert folder is not None and oct(folder.stat().st_mode)[-3:] == "700"
        monkeypatch.setattr(Records, "all", None)
        assert rankings(Index(Track.INVEST, tmp_path), connection, HEAD) == truth
    world.happen(5)
    monkeypatch.undo()
    with database.reading() as connection:
        assert rankings(Index(Track.INVEST, tmp_path), connection, HEAD) == rankings(Index(Track.INVEST), connection, HEAD)


@pytest.mark.parametrize("name", ["members/narrow.npy", "opportunities/keys.npy", "audiences/owner.npy", "members/manifest.json"])
def test_a_damaged_snapshot_is_refused_in_the_log_and_the_index_read_anew(
    database: Database, tmp_path: Path, name: str, caplog: pytest.LogCaptureFixture
) -> None:
    world = World(database, Track.WORK, Random("damaged"))
    world.happen(40)
    with database.reading() as connection:
        folder = Index(Track.WORK, tmp_path).keep(connection)
        assert folder is not None
        content = bytearray((folder / name).read_bytes())
        content[-2] ^= 1
        (folder / name).write_bytes(content)
        assert rankings(Index(Track.WORK, tmp_path), connection, HEAD) == rankings(Index(Track.WORK), connection, HEAD)
    assert "is not used" in caplog.text


@pytest.mark.parametrize("processes", [1, 2])
def test_an_index_that_is_built_beforehand_ranks_and_shows_as_one_that_read_every_record(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, processes: int
) -> None:
    world = World(database, Track.MENTOR, Random("beforehand"))
    world.happen(80)
    monkeypatch.setattr(gathering, "STRETCH", 7)
    told: list[tuple[int, int]] = []
    for track, found in gathering.build(database, TRACKS, processes, lambda *far: told.append(far)):
        generations = Generations(tmp_path / track.value)
        with generations.held():
            generations.add(lambda folder, track=track, found=found: write_generation(folder, Matcher(track), found))  # type: ignore[misc]
    assert told[-1][0] == told[-1][1] > 10
    world.happen(5)
    for track in TRACKS:
        with database.reading() as connection:
            index = Index(track, tmp_path)
            assert rankings(index, connection, HEAD) == rankings(Index(track), connection, HEAD)
    check_shown(World(database, Track.MENTOR, world.luck, world.saved), Index(Track.MENTOR, tmp_path))


class Other:
    """Another process with an index over the same database."""

    def __init__(self, url: str, folder: Path) -> None:
        command = [sys.executable, "-m", "tests.api.living_process", url, str(folder)]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": "."})

    def __call__(self, what: str, **said: Any) -> Any:
        """Have something done there; gives its answer."""
        written, read = self._process.stdin, self._process.stdout
        assert written is not None and read is not None
        _tell(written, {"do": what, **said})
        return json.loads(read.readline())

    def end(self) -> None:
        self._process.communicate("")


def _tell(file: IO[str], said: dict[str, Any]) -> None:
    file.write(json.dumps(said) + "\n")
    file.flush()


def test_what_one_process_wrote_is_in_the_very_next_answer_of_another(
    database: Database, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    world, here = World(database, Track.WORK, Random("two")), Index(Track.WORK, tmp_path, longest_tail=10)
    url = database.engine.url.render_as_string(hide_password=False)
    there = Other(url, tmp_path)
    request.addfinalizer(there.end)
    world.happen(20)

    def seen_here() -> list[str]:
        with database.reading() as connection, here.current(connection) as matcher:
            return sorted(shown_by(here, matcher, OTHER, "member", utc_now()))

    for turn in range(4):
        assert there("shown") == seen_here()
        with database.writing() as connection:
            member = Records(connection, STATION, RecordKind.MEMBER).save(Member(number=f"two {turn}", name="王某")).id
            save_consent(connection, Consent(f"two {turn}", member, ConsentPurpose.MATCHING, ("stations",), (), "1", utc_now(), "said"))
        assert member in there("shown")
        with database.writing() as connection:
            withdraw_consent(connection, STATION, f"two {turn}")
        assert member not in there("shown")
        written = there("save", number=f"there {turn}")
        assert written in seen_here()
        assert there("withdraw", consent=f"there {turn}") is None
        assert written not in seen_here()
        world.happen(12)
    assert there("settle") is not None or here.generations is not None
    assert there("shown") == seen_here()


def test_a_feed_is_told_from_one_that_went_another_way(database: Database) -> None:
    world = World(database, Track.WORK, Random("mark"))
    world.happen(10)
    with database.reading() as connection:
        newest = newest_change(connection)
        marks = {feed_mark(connection, sequence) for sequence in range(newest + 3)}
    assert len(marks) >= newest + 1



def test_an_index_is_kept_up_while_nobody_asks(database: Database) -> None:
    world, indexes = World(database, Track.WORK, Random("kept up")), Indexes()
    with database.reading() as connection:
        before = indexes.of(Track.WORK).standing(connection).sequence
    world.happen(10)
    with database.reading() as connection:
        newest = newest_change(connection)
    keeper, until = Keeper(database, indexes, every=0.001), monotonic() + 60
    keeper.start()
    while indexes.of(Track.WORK).sequence < newest and monotonic() < until:
        pass
    keeper.end()
    assert indexes.of(Track.WORK).sequence == newest > before
