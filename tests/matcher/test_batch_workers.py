"""A run of match-all goes on whatever breaks: it is stopped, its workers are killed, they have no memory, they are elsewhere."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import active_children
from pathlib import Path
from select import select
from signal import SIGKILL
from threading import Event, Thread
from typing import Any

import pytest

from data.errors import InvalidInput, Unavailable
from matcher.batch import Progress, begin, go_on
from matcher.batch import dask as batch_dask
from matcher.batch.dask import Dask, cluster_at, cluster_here
from matcher.batch.folder import Folder, Manifest
from matcher.batch.local import Here, Processes
from matcher.batch.pools import SHIPPED
from tests.matcher.batch_runs import BOTH, GOING_ON, begun, bytes_of, finished, terms_for


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


def test_workers_that_stop_for_want_of_memory_are_not_waited_for(
    county: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batch_dask, "LOOK_S", 0.2)
    folder, manifest = begun(county, tmp_path / "full")
    with dask_workers() as workers:
        workers.client.run(stop_working)
        with pytest.raises(Unavailable) as told:
            list(go_on(folder, manifest, county.matcher.scorecard, workers))
    assert "memory" in told.value.message.en and "内存" in told.value.message.zh


def stop_working(dask_worker: Any) -> None:
    """As a worker does that holds more than it should."""
    from distributed.core import Status

    dask_worker.status = Status.paused


def test_a_worker_of_this_machine_does_not_stop_because_of_pools_it_has_mapped() -> None:
    with dask_workers() as workers:
        limits = workers.client.run(pausing_at)
    assert set(limits.values()) == {False}


def pausing_at(dask_worker: Any) -> Any:
    """The share of its memory at which a worker would stop."""
    return dask_worker.memory_manager.memory_pause_fraction
