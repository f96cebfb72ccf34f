"""Everything against everything is what ranking each record by itself gives, whoever works on it and whatever breaks."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from multiprocessing import active_children
from pathlib import Path
from select import select
from signal import SIGKILL
from threading import Event, Thread
from typing import Any

import pyarrow.parquet as parquet
import pytest

from data.errors import Conflict, InvalidInput, NotFound, Unavailable
from data.vocabulary import Track
from matcher.batch import Checked, Progress, begin, check, go_on
from matcher.batch import plan as batch_plan
from matcher.batch import turned as batch_turned
from matcher.batch.dask import Dask, cluster_at, cluster_here
from matcher.batch.folder import Folder, Manifest
from matcher.batch.local import Here, Processes, Workers
from matcher.batch.plan import Terms, terms_of
from matcher.batch.pools import SHIPPED
from matcher.batch.turned import worth_turning
from matcher.compile import Side

BOTH: tuple[Side, ...] = ("opportunity", "member")
K = 7
GOING_ON = """
import sys
from multiprocessing import active_children
from pathlib import Path
from matcher.batch import go_on
from matcher.batch.folder import Folder
from matcher.batch.local import Processes
from matcher.scorecard import load_scorecard

folder = Folder(Path(sys.argv[1]))
with folder.held():
    manifest = folder.known()
    for far in go_on(folder, manifest, load_scorecard(manifest.terms.track), Processes(2)):
        print(far.done, *(child.pid for child in active_children()), flush=True)
"""


def terms_for(matcher: Any, **chosen: Any) -> Terms:
    """Small shards, so that there are many."""
    return terms_of(matcher, **{"askers": BOTH, "k": K, "shard": 60, **chosen})


def begun(county: Any, path: Path, **chosen: Any) -> tuple[Folder, Manifest]:
    """A run that has been put down and not yet worked on."""
    folder = Folder(path)
    path.mkdir(parents=True)
    return folder, begin(folder, county.matcher, terms_for(county.matcher, **chosen))


def finished(county: Any, path: Path, workers: Workers, **chosen: Any) -> Folder:
    """A run that has come to its end."""
    folder, manifest = begun(county, path, **chosen)
    for _ in go_on(folder, manifest, county.matcher.scorecard, workers):
        pass
    return folder


def bytes_of(folder: Folder) -> dict[str, bytes]:
    """Every shard's file."""
    return {f"{asking} {Path(file).name}": Path(file).read_bytes() for asking in BOTH for file in folder.files(asking)}


def rows(folder: Folder, asking: Side) -> list[dict[str, Any]]:
    """Every place for those who ask on one side."""
    return [row for file in folder.files(asking) for row in parquet.read_table(file).to_pylist()]


def by_asker(folder: Folder, asking: Side) -> dict[str, list[tuple[str, int]]]:
    """Who was found for each, with the scores."""
    other = "member" if asking == "opportunity" else "opportunity"
    found: dict[str, list[tuple[str, int]]] = {}
    for row in rows(folder, asking):
        found.setdefault(row[asking], []).append((row[other], row["score"]))
        assert row["rank"] == len(found[row[asking]]) and row["scorecard"] == folder.known().terms.scorecard
    return found


@pytest.fixture(scope="module")
def undisturbed(counties: Callable[[Track], Any], tmp_path_factory: pytest.TempPathFactory) -> Folder:
    """The county's result, worked out in one go by this process."""
    return finished(counties(Track.WORK), tmp_path_factory.mktemp("batch") / "here", Here())


def test_every_place_is_that_of_ranking_the_record_by_itself(county: Any, undisturbed: Folder) -> None:
    for asking, records in (("opportunity", county.openings), ("member", county.members)):
        found = by_asker(undisturbed, asking)
        for record in records:
            alone = [(place.id, place.score) for place in county.matcher.rank(record, K).places]
            assert found.get(record.id, []) == alone


def test_a_pair_found_from_both_sides_has_one_score(undisturbed: Folder) -> None:
    scores = [{(row["member"], row["opportunity"]): row["score"] for row in rows(undisturbed, asking)} for asking in BOTH]
    shared = scores[0].keys() & scores[1].keys()
    assert len(shared) > 100
    assert all(scores[0][pair] == scores[1][pair] for pair in shared)


@pytest.mark.parametrize(("processes", "parts"), [(1, 3), (1, 7), (2, 1), (2, 3)])
def test_neither_the_number_of_workers_nor_of_parts_changes_a_byte(
    processes: int, parts: int, county: Any, undisturbed: Folder, tmp_path: Path
) -> None:
    workers = Here() if processes == 1 else Processes(processes)
    assert bytes_of(finished(county, tmp_path / "other", workers, parts=parts)) == bytes_of(undisturbed)


@pytest.mark.parametrize(("parts", "lowest"), [(1, 0), (3, 5_000)])
def test_working_from_the_other_side_gives_the_same_places(
    parts: int, lowest: int, county: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batch_plan, "PLACES_KEPT", 90 * K)
    monkeypatch.setattr(batch_turned, "AT_ONCE", 37)
    best = rows(finished(county, tmp_path / "straight", Here(), lowest=lowest), "member")[0]
    closed = {"member": [best["member"]], "opportunity": [best["opportunity"]]}
    found = []
    for name, turned in (("straight", ()), ("turned", BOTH)):
        folder = Folder(tmp_path / name / "closed")
        folder.path.mkdir(parents=True)
        terms = terms_for(county.matcher, parts=parts, lowest=lowest)
        manifest = begin(folder, county.matcher, terms, closed=closed, turned=turned)
        for _ in go_on(folder, folder.known(), county.matcher.scorecard, Here()):
            pass
        found.append([rows(folder, asking) for asking in BOTH])
        assert len(folder.files("member")) == (5 if turned else 7) and manifest.turned == turned
    assert found[0] == found[1] and all(found[0])


def test_many_who_ask_among_few_are_worked_from_the_other_side() -> None:
    work, mentor = (Terms(track, "card", "digest", "encoder") for track in (Track.WORK, Track.MENTOR))
    assert worth_turning(work, 1_000_000, 10_000)
    assert not worth_turning(work, 10_000, 1_000_000)
    assert not worth_turning(work, 1_000, 10)
    assert not worth_turning(mentor, 1_000_000, 10_000)
    assert not worth_turning(replace(work, explained=3), 1_000_000, 10_000)


def test_larger_shards_hold_the_same_places(county: Any, undisturbed: Folder, tmp_path: Path) -> None:
    large = finished(county, tmp_path / "large", Here(), shard=1_000)
    assert len(bytes_of(large)) == 2
    assert all(rows(large, asking) == rows(undisturbed, asking) for asking in BOTH)


@pytest.mark.parametrize("county", list(Track), indirect=True)
def test_every_track_gives_the_places_of_its_rankings(county: Any, tmp_path: Path) -> None:
    folder = finished(county, tmp_path / "run", Here(), parts=2, k=3)
    for asking, records in (("opportunity", county.openings), ("member", county.members)):
        found, own = by_asker(folder, asking), 0
        for record in records[:60]:
            best = [(place.id, place.score) for place in county.matcher.rank(record, 4).places]
            own += record.id in [identifier for identifier, _ in best]
            assert found.get(record.id, []) == [place for place in best if place[0] != record.id][:3]
        assert not own or county.matcher.track is Track.MENTOR
        assert all(asker != other for asker, places in found.items() for other, _ in places)


@pytest.mark.parametrize("parts", [1, 3])
def test_the_points_of_the_first_places_add_up_to_the_score(parts: int, county: Any, tmp_path: Path) -> None:
    folder = finished(county, tmp_path / "run", Here(), explained=2, parts=parts)
    found = [row for asking in BOTH for row in rows(folder, asking)]
    columns = [f"points_{entry.key}" for entry in county.matcher.scorecard.entries]
    for row in found:
        if row["rank"] <= 2:
            assert sum(row[column] for column in columns) == row["score"]
        else:
            assert all(row[column] is None for column in columns)
    assert any(row["rank"] > 2 for row in found)


def test_no_place_is_below_the_lowest_score(county: Any, undisturbed: Folder, tmp_path: Path) -> None:
    folder = finished(county, tmp_path / "run", Here(), lowest=5_000)
    kept = [row for row in rows(undisturbed, "opportunity") if row["score"] >= 5_000]
    assert 0 < len(kept) < len(rows(undisturbed, "opportunity"))
    assert rows(folder, "opportunity") == kept


@pytest.mark.parametrize("parts", [1, 3])
def test_a_closed_record_neither_asks_nor_is_found(parts: int, county: Any, undisturbed: Folder, tmp_path: Path) -> None:
    best = rows(undisturbed, "opportunity")[0]
    closed = {"member": [best["member"]], "opportunity": [best["opportunity"]]}
    folder = Folder(tmp_path)
    manifest = begin(folder, county.matcher, terms_for(county.matcher, parts=parts), closed=closed)
    for _ in go_on(folder, manifest, county.matcher.scorecard, Here()):
        pass
    found = [row for asking in BOTH for row in rows(folder, asking)]
    assert all(row["member"] != best["member"] and row["opportunity"] != best["opportunity"] for row in found)
    assert manifest.counts == {"member": len(county.members) - 1, "opportunity": len(county.openings) - 1}
    assert county.matcher.members.row(best["member"]) is not None


def test_a_record_that_is_closed_meanwhile_is_left_out_at_the_end(county: Any, undisturbed: Folder, tmp_path: Path) -> None:
    best = rows(undisturbed, "opportunity")[0]
    asked: list[Any] = []

    def gone(everybody: Any) -> Any:
        asked.append(everybody)
        return {"member": [best["member"]]}

    folder, manifest = begun(county, tmp_path / "run")
    for _ in go_on(folder, manifest, county.matcher.scorecard, Here(), gone):
        pass
    assert sorted(asked[0]["member"]) == sorted(member.id for member in county.members)
    for asking in BOTH:
        assert rows(folder, asking) == [row for row in rows(undisturbed, asking) if row["member"] != best["member"]]


def test_the_pools_are_taken_away_once_all_shards_are_there(county: Any, tmp_path: Path) -> None:
    folder, manifest = begun(county, tmp_path / "run")
    assert folder.pools(manifest).exists()
    for _ in go_on(folder, manifest, county.matcher.scorecard, Here()):
        pass
    assert not folder.pools(manifest).exists()
    assert folder.known().finished
    assert {entry.name for entry in folder.path.iterdir()} == {"run.json", "members", "opportunities"}


def stopped(folder: Folder, manifest: Manifest, county: Any, after: int) -> None:
    """Stop a run once so many shards are there."""
    going: Iterator[Progress] = go_on(folder, manifest, county.matcher.scorecard, Here())
    for _ in range(len(BOTH) + after):
        next(going)
    going.close()  # type: ignore[attr-defined]


def test_a_run_that_was_stopped_goes_on_and_does_nothing_twice(county: Any, undisturbed: Folder, tmp_path: Path) -> None:
    folder, manifest = begun(county, tmp_path / "run")
    stopped(folder, manifest, county, 3)
    before = {file: Path(file).stat().st_ino for file in folder.files("opportunity")}
    assert len(before) == 3
    (folder.path / "opportunities" / "part-000003.parquet.unfinished").write_bytes(b"half")
    going = list(go_on(folder, folder.known(), county.matcher.scorecard, Here()))
    assert going[0].done == going[0].before == 180
    assert bytes_of(folder) == bytes_of(undisturbed)
    assert all(Path(file).stat().st_ino == inode for file, inode in before.items())
    assert not list(folder.path.glob("*/*.unfinished"))


def killed_midway(path: Path) -> list[int]:
    """Go on with a run in a process of its own and kill that after its second shard; gives its workers' process ids."""
    command = [sys.executable, "-c", GOING_ON, str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        said = [process.stdout.readline().split() for _ in range(len(BOTH) + 2)]
        process.kill()
    assert process.returncode == -SIGKILL
    return [int(pid) for pid in said[-1][1:]]


def test_a_killed_process_leaves_whole_shards_and_no_orphans(county: Any, undisturbed: Folder, tmp_path: Path) -> None:
    folder, _ = begun(county, tmp_path / "run")
    watched = killed_midway(folder.path)
    assert len(watched) == 2
    assert all(ended(pid) for pid in watched)
    done = bytes_of(folder)
    assert 2 <= len(done) < len(bytes_of(undisturbed))
    assert done.items() <= bytes_of(undisturbed).items()
    for _ in go_on(folder, folder.known(), county.matcher.scorecard, Here()):
        pass
    assert bytes_of(folder) == bytes_of(undisturbed)


def ended(pid: int) -> bool:
    """Whether a process is gone, or goes within ten seconds."""
    try:
        watched = os.pidfd_open(pid)
    except ProcessLookupError:
        return True
    try:
        return bool(select([watched], [], [], 10)[0])
    finally:
        os.close(watched)


@pytest.mark.parametrize("parts", [1, 3])
def test_the_shard_of_a_killed_process_is_done_again(parts: int, county: Any, undisturbed: Folder, tmp_path: Path) -> None:
    folder, manifest = begun(county, tmp_path / "run", parts=parts)
    going = go_on(folder, manifest, county.matcher.scorecard, Processes(2))
    for _ in range(len(BOTH) + 1):
        next(going)
    victim = active_children()[0]
    victim.kill()
    victim.join()
    for _ in going:
        pass
    assert bytes_of(folder) == bytes_of(undisturbed)


def test_a_shard_whose_workers_keep_dying_is_given_up_and_named(county: Any, tmp_path: Path) -> None:
    folder, manifest = begun(county, tmp_path / "run")
    over = Event()

    def kill_all() -> None:
        while not over.wait(0.01):
            for child in active_children():
                child.kill()

    killer = Thread(target=kill_all)
    killer.start()
    try:
        with pytest.raises(Unavailable) as told:
            list(go_on(folder, manifest, county.matcher.scorecard, Processes(1)))
    finally:
        over.set()
        killer.join()
    assert "第0片" in told.value.message.zh and "shard 0" in told.value.message.en
    assert folder.files("opportunity") == []


@contextmanager
def dask_workers(memory: str = "1GB") -> Iterator[Dask]:
    """Two real Dask workers of this machine."""
    with cluster_here(2, memory) as workers:
        yield workers


def test_dask_gives_the_same_bytes_also_when_a_worker_is_killed(county: Any, undisturbed: Folder, tmp_path: Path) -> None:
    with dask_workers() as workers:
        assert bytes_of(finished(county, tmp_path / "calm", workers)) == bytes_of(undisturbed)
        for parts in (1, 3):
            folder, manifest = begun(county, tmp_path / f"killed {parts}", parts=parts)
            going = go_on(folder, manifest, county.matcher.scorecard, workers)
            for _ in range(len(BOTH) + 1):
                next(going)
            os.kill(next(iter(workers.client.run(os.getpid).values())), SIGKILL)
            for _ in going:
                pass
            assert bytes_of(folder) == bytes_of(undisturbed)
        limits = {worker["memory_limit"] for worker in workers.client.scheduler_info()["workers"].values()}
        assert limits == {1_000_000_000}


def test_workers_elsewhere_are_sent_the_pools_and_keep_none(county: Any, undisturbed: Folder, tmp_path: Path) -> None:
    with dask_workers() as here, cluster_at(here.client.scheduler.address, send=True) as workers:
        folder, manifest = begun(county, tmp_path / "sent")
        going = go_on(folder, manifest, county.matcher.scorecard, workers)
        for _ in range(len(BOTH) + 1):
            next(going)
        held = [Path(path) for path in workers.client.run(_sent, manifest.run).values()]
        assert len(set(held)) == 2
        assert all(path.is_dir() and path != folder.pools(manifest) for path in held)
        os.kill(next(iter(workers.client.run(os.getpid).values())), SIGKILL)
        for _ in going:
            pass
        assert bytes_of(folder) == bytes_of(undisturbed)
        assert set(workers.client.run(_sent, manifest.run).values()) == {""}
        assert not any(path.exists() for path in held)


def _sent(run: str) -> str:
    from matcher.batch.pools import SHIPPED

    return SHIPPED.get(run, "")


def test_pools_may_lie_in_a_folder_that_all_machines_reach(county: Any, undisturbed: Folder, tmp_path: Path) -> None:
    folder, shared = Folder(tmp_path / "run"), tmp_path / "shared"
    folder.path.mkdir()
    manifest = begin(folder, county.matcher, terms_for(county.matcher), shared=shared)
    assert folder.pools(manifest).parent == shared
    for _ in go_on(folder, folder.known(), county.matcher.scorecard, Here()):
        pass
    assert bytes_of(folder) == bytes_of(undisturbed)
    assert list(shared.iterdir()) == []


def test_a_scheduler_that_is_not_there_is_named() -> None:
    with pytest.raises(InvalidInput) as told, cluster_at("tcp://127.0.0.1:9", send=True):
        pass
    assert told.value.faults[0].found == "tcp://127.0.0.1:9"


def test_two_different_runs_are_never_mixed(county: Any, undisturbed: Folder) -> None:
    terms = undisturbed.known().terms
    assert undisturbed.same_run(terms) is not None
    for changed, where in (({"k": 9}, "--k"), ({"askers": ("member",)}, "--for"), ({"digest": "other"}, "scorecard"), ({"parts": 4}, "--parts")):
        with pytest.raises(Conflict) as told:
            undisturbed.same_run(replace(terms, **changed))
        assert [fault.where for fault in told.value.faults] == [where]
        assert "--fresh" in told.value.message.zh and "--fresh" in told.value.message.en


def test_only_one_process_writes_to_a_folder(tmp_path: Path) -> None:
    with Folder(tmp_path).held(), pytest.raises(Conflict), Folder(tmp_path).held():
        pass
    with Folder(tmp_path).held():
        pass


def test_a_folder_with_other_files_is_left_alone(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        Folder(tmp_path / "nothing").known()
    (tmp_path / "letter.txt").write_text("dear")
    with pytest.raises(InvalidInput) as told:
        Folder(tmp_path).same_run(terms_for_anyone())
    assert told.value.faults[0].found == "letter.txt"
    (tmp_path / "run.json").write_text(json.dumps({"format": 0}))
    with pytest.raises(InvalidInput):
        Folder(tmp_path).known()


def terms_for_anyone() -> Terms:
    return Terms(Track.WORK, "work@1", "digest", "work-3")


def test_a_run_is_cleared_and_nothing_else(county: Any, tmp_path: Path) -> None:
    folder = finished(county, tmp_path / "run", Here())
    (folder.path / "notes.txt").write_text("mine")
    folder.clear()
    assert [entry.name for entry in folder.path.iterdir()] == ["notes.txt"]


def test_checking_scores_random_pairs_again_and_finds_a_forged_one(county: Any, tmp_path: Path) -> None:
    folder = finished(county, tmp_path / "run", Here())
    members, openings = ({record.id: record for record in side} for side in (county.members, county.openings))
    scorecard = county.matcher.scorecard

    def find(member: str, opportunity: str) -> Any:
        return members[member], openings[opportunity]

    assert check(folder, scorecard, find, 150) == Checked(150, 0, ())
    assert check(folder, scorecard, lambda member, opportunity: None, 150) == Checked(0, 150, ())
    file = Path(folder.files("opportunity")[0])
    table = parquet.read_table(file)
    forged = table["score"].to_pylist()
    forged[3] += 1
    parquet.write_table(table.set_column(table.schema.get_field_index("score"), "score", [forged]), file)
    found = check(folder, scorecard, find, 10**6)
    assert [(one.member, one.opportunity, one.kept) for one in found.differing] == [
        (table["member"][3].as_py(), table["opportunity"][3].as_py(), forged[3])
    ]


def test_nobody_on_one_side_is_an_empty_result(county: Any, tmp_path: Path) -> None:
    from matcher.engine import Matcher

    folder, empty = Folder(tmp_path), Matcher()
    empty.put(county.members[0])
    manifest = begin(folder, empty, terms_for(empty))
    for _ in go_on(folder, manifest, empty.scorecard, Here()):
        pass
    assert rows(folder, "member") == rows(folder, "opportunity") == []
    assert not SHIPPED
