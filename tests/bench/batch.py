"""How many pairs a second everything against everything decides, in how much memory, beside what others would use.

    python -m tests.bench.batch                                     # 100,000 x 2,000, a minute
    python -m tests.bench.batch --members 1000000 --openings 10000 --dask 2 --peers
    python -m tests.bench.batch --members 1000000 --openings 100000 --both

The seeded world is put down once by a process of its own; then the run itself is measured: seconds with the start of
the workers in them, and the largest proportional memory (PSS: pages that processes share are counted once) of all
processes together. A machine that others use as well is fairer measured by processor seconds, which are printed beside. Peers get random vectors of 256 numbers, which cost the same as any others: a matrix product of
float32 without finding the best, and faiss's exact inner-product search for the best 20, of some queries.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import asdict, dataclass, field
from hashlib import blake2b
from multiprocessing import get_context
from pathlib import Path
from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage
from tempfile import mkdtemp
from threading import Event, Thread
from time import perf_counter

import numpy as np

from matcher.batch import begin, go_on
from matcher.batch.dask import cluster_here
from matcher.batch.folder import Folder
from matcher.batch.local import Here, Processes, Workers
from matcher.batch.plan import terms_of
from matcher.compile import Side
from matcher.engine import Matcher
from matcher.scorecard import load_scorecard

K, WORLD_SEED, ASKING_SEED = 20, 7, 11
DIMENSIONS, BLOCK, QUERIES = 256, 256, 64
SAMPLED_S = 0.25
MEGABYTE = 1 << 20


@dataclass(frozen=True, slots=True)
class Run:
    """One way to the whole result."""

    way: str
    seconds: float
    cpu_s: float
    pairs_a_second: float
    pairs_a_cpu_second: float
    pss_mb: float
    digest: str


@dataclass(frozen=True, slots=True)
class Peer:
    """What others would use, on the same machine right afterwards."""

    name: str
    pairs_a_second: float
    pairs_a_cpu_second: float
    times: float
    cpu_times: float


@dataclass(frozen=True, slots=True)
class Report:
    """What was measured; `same_bytes` of all ways, and how many pairs that both directions found differ in score."""

    members: int
    openings: int
    both: bool
    k: int
    put_down_s: float
    runs: list[Run]
    same_bytes: bool
    shared_pairs: int = 0
    differing: int = 0
    peers: list[Peer] = field(default_factory=list)


def put_down(path: str, members: int, openings: int, both: bool, shard: int, parts: int) -> None:
    """The world as a run that nobody has worked on yet."""
    from data.scenarios.world import posts
    from features.compaction import pool_from_codes
    from features.world import Crowd, coded_openings

    matcher = Matcher()
    sides: dict[Side, object] = {"member": Crowd(WORLD_SEED, members).coded(), "opportunity": coded_openings(posts(ASKING_SEED, openings))}
    pools = {}
    for side, coded in sides.items():
        empty = matcher.pool(side)
        pools[side] = pool_from_codes(empty.columns, coded.vocabularies, coded.codes, coded.ids, None, empty.sorted_by)  # type: ignore[attr-defined]
    matcher.members, matcher.opportunities = pools["member"], pools["opportunity"]
    askers: tuple[Side, ...] = ("opportunity", "member") if both else ("opportunity",)
    Path(path).mkdir(parents=True, exist_ok=True)
    begin(Folder(Path(path)), matcher, terms_of(matcher, askers=askers, k=K, shard=shard, parts=parts))


def measured(way: str, prepared: Path, workers: AbstractContextManager[Workers]) -> Run:
    """Do the whole run on a copy of what was put down."""
    path = Path(mkdtemp(prefix="guiyan-bench-"))
    shutil.copytree(prepared, path, dirs_exist_ok=True)
    folder, started, worked = Folder(path), perf_counter(), cpu()
    try:
        with memory() as peak, workers as crew:
            manifest = folder.known()
            for progress in go_on(folder, manifest, load_scorecard(manifest.terms.track), crew):
                if sys.stderr.isatty():
                    print(f"\r{way}: {progress.asking} {progress.done:,} of {progress.total:,} ", end="", file=sys.stderr)
            seconds = perf_counter() - started
        cpu_s = cpu() - worked
        pairs = len(manifest.terms.askers) * manifest.counts["member"] * manifest.counts["opportunity"]
        keep = prepared.with_name(f"{prepared.name}-result")
        if not keep.exists():
            shutil.copytree(path, keep)
        rates = round(pairs / seconds), round(pairs / cpu_s)
        return Run(way, round(seconds, 2), round(cpu_s, 2), *rates, round(peak[0] / MEGABYTE), digest(folder))
    finally:
        shutil.rmtree(path, ignore_errors=True)


def cpu() -> float:
    """Processor seconds of this process and of all that have ended below it."""
    return sum(used.ru_utime + used.ru_stime for used in map(getrusage, (RUSAGE_SELF, RUSAGE_CHILDREN)))


def digest(folder: Folder) -> str:
    """Equal for equal results."""
    found = blake2b(digest_size=8)
    for asking in folder.known().terms.askers:
        for file in folder.files(asking):
            found.update(Path(file).read_bytes())
    return found.hexdigest()


@contextmanager
def memory() -> Iterator[list[int]]:
    """The most bytes that this process and all below it took together, looked at a few times a second."""
    peak, over = [0], Event()

    def look() -> None:
        while not over.wait(SAMPLED_S):
            peak[0] = max(peak[0], sum(map(pss, family(os.getpid()))))

    watcher = Thread(target=look, daemon=True)
    watcher.start()
    try:
        yield peak
    finally:
        over.set()
        watcher.join()


def family(pid: int) -> Iterator[int]:
    """A process and all below it."""
    yield pid
    try:
        tasks = list(Path(f"/proc/{pid}/task").iterdir())
        children = {int(child) for task in tasks for child in (task / "children").read_text().split()}
    except OSError:
        return
    for child in children:
        yield from family(child)


def pss(pid: int) -> int:
    """Proportional memory in bytes: a page that n processes share counts as an nth of itself."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return sum(1024 * int(line.split()[1]) for line in lines if line.startswith("Pss:"))


def both_ways(folder: Folder) -> tuple[int, int]:
    """Pairs that both directions found, and how many of them differ in score."""
    from matcher.batch.places import read_places

    found = {}
    for asking in ("opportunity", "member"):
        table = read_places(folder.files(asking))  # type: ignore[arg-type]
        codes = [np.char.lstrip(table[side].to_numpy().astype("S"), b"mo").astype(np.int64) for side in ("member", "opportunity")]
        found[asking] = codes[0] << 32 | codes[1], table["score"].to_numpy()
    _, here, there = np.intersect1d(found["opportunity"][0], found["member"][0], assume_unique=True, return_indices=True)
    return len(here), int((found["opportunity"][1][here] != found["member"][1][there]).sum())


def product(members: int) -> tuple[float, float]:
    """Pairs a second of a matrix product, nothing kept of it."""
    vectors, asked = vectors_of(members), vectors_of(BLOCK)
    out = np.empty((BLOCK, members), np.float32)
    return rate(lambda: np.matmul(asked, vectors.T, out=out), BLOCK * members)


def flat(members: int) -> tuple[float, float]:
    """Pairs a second of faiss's exact search."""
    import faiss

    index = faiss.IndexFlatIP(DIMENSIONS)
    index.add(vectors_of(members))
    asked = vectors_of(QUERIES)
    return rate(lambda: index.search(asked, K), QUERIES * members)


def vectors_of(count: int) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
    """Random vectors of length 1."""
    found = np.random.default_rng(count).standard_normal((count, DIMENSIONS), dtype=np.float32)
    return found / np.linalg.norm(found, axis=1, keepdims=True)


def rate(work: Callable[[], object], pairs: int, times: int = 5) -> tuple[float, float]:
    """Pairs a second, and a processor second, the best of a few times after a warm one."""
    work()
    took, worked = [], []
    for _ in range(times):
        started, before = perf_counter(), cpu()
        work()
        took.append(perf_counter() - started)
        worked.append(cpu() - before)
    return pairs / min(took), pairs / min(worked)


def bench(given: argparse.Namespace) -> Report:
    """Put the world down, work it out every way that was asked for, and measure the peers."""
    prepared = Path(given.folder or mkdtemp(prefix="guiyan-world-")) / f"{given.members}-{given.openings}-{given.both}-{given.parts}"
    started = perf_counter()
    if not (prepared / "run.json").exists():
        sizes = (str(prepared), given.members, given.openings, given.both, given.shard, given.parts)
        builder = get_context("spawn").Process(target=put_down, args=sizes)
        builder.start()
        builder.join()
        assert builder.exitcode == 0
    put_down_s = perf_counter() - started
    ways: dict[str, AbstractContextManager[Workers]] = {f"{given.workers} processes": nullcontext(Processes(given.workers))}
    if given.here:
        ways["this process"] = nullcontext(Here())
    if given.dask:
        ways[f"{given.dask} Dask workers"] = cluster_here(given.dask, given.memory)
    runs = [measured(way, prepared, workers) for way, workers in ways.items()]
    result = prepared.with_name(f"{prepared.name}-result")
    shared, differing = both_ways(Folder(result)) if given.both else (0, 0)
    peers = []
    if given.peers:
        for name, peer in (("matrix product", product), ("faiss flat", flat)):
            speed, thrift = peer(given.members)
            ours = runs[0]
            peers.append(
                Peer(name, round(speed), round(thrift), round(ours.pairs_a_second / speed, 2), round(ours.pairs_a_cpu_second / thrift, 2))
            )
    same = len({run.digest for run in runs}) == 1
    if not given.folder:
        shutil.rmtree(prepared.parent, ignore_errors=True)
    else:
        shutil.rmtree(result, ignore_errors=True)
    return Report(given.members, given.openings, given.both, K, round(put_down_s, 1), runs, same, shared, differing, peers)


def show(report: Report) -> None:
    """The report as a table and as JSON."""
    from rich.console import Console
    from rich.table import Table

    directions = "both directions" if report.both else "members for openings"
    table = Table(title=f"{report.members:,} members x {report.openings:,} openings, {directions}, best {report.k}")
    for heading in ("way", "seconds", "CPU s", "M pairs/s", "M pairs/CPU s", "PSS MB", "ours: times as fast", "per CPU s"):
        table.add_column(heading, justify="left" if heading == "way" else "right")
    ours = report.runs[0]
    for run in report.runs:
        rates = (f"{run.pairs_a_second / 1e6:,.0f}", f"{run.pairs_a_cpu_second / 1e6:,.0f}", f"{run.pss_mb:,.0f}")
        times = (f"{ours.pairs_a_second / run.pairs_a_second:.2f}", f"{ours.pairs_a_cpu_second / run.pairs_a_cpu_second:.2f}")
        table.add_row(run.way, f"{run.seconds:.1f}", f"{run.cpu_s:.1f}", *rates, *times)
    for peer in report.peers:
        rates = (f"{peer.pairs_a_second / 1e6:,.1f}", f"{peer.pairs_a_cpu_second / 1e6:,.1f}", "")
        table.add_row(peer.name, "", "", *rates, f"{peer.times:.2f}", f"{peer.cpu_times:.2f}")
    Console(width=110).print(table)
    print(json.dumps(asdict(report)))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--members", type=int, default=100_000)
    parser.add_argument("--openings", type=int, default=2_000)
    parser.add_argument("--both", action="store_true", help="openings for members too")
    parser.add_argument("--workers", type=int, default=len(os.sched_getaffinity(0)))
    parser.add_argument("--here", action="store_true", help="this process alone as well")
    parser.add_argument("--dask", type=int, default=0, help="so many Dask workers as well")
    parser.add_argument("--memory", default="1GB", help="what each Dask worker may take")
    parser.add_argument("--shard", type=int, default=500)
    parser.add_argument("--parts", type=int, default=1)
    parser.add_argument("--peers", action="store_true")
    parser.add_argument("--folder", default="", help="keep the world here for the next time")
    report = bench(parser.parse_args())
    show(report)
    raise SystemExit(0 if report.same_bytes and not report.differing else 1)
