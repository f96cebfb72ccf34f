"""The engine at ten thousand, a hundred thousand and a million members beside what anybody would use instead, in one run.

The members are those of the seeded world. Whoever answers the same question, the exact best 20 by the same integer
score, is given the compiled tables for nothing and its columns once in the form that suits it best, and is checked
against the engine's answer; those that rank by text alone, or find only some of the best, are named as such.
At the largest size come the worst case, the other direction, writes, start and memory.
"""

import argparse
import gc
import json
import os
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import Any

from data.scenarios.world import posts
from matcher.engine import Asked
from tests.bench.engine_times import (
    Writes,
    members_to_openings,
    openings_to_members,
    searched,
    start,
    worst_case,
    writes,
)
from tests.bench.ground import ASKING_SEED, Ground, K, Timing, nbytes, streaming, timed
from tests.bench.growth import draw, growth
from tests.bench.numpy_reference import NumpyReference
from tests.bench.rivals.duckdb_rival import DuckDB
from tests.bench.rivals.plain import Plain, Rival
from tests.bench.rivals.polars_rival import Polars
from tests.bench.rivals.postgresql_rival import PostgreSQL
from tests.bench.rivals.texts import TEXT_RIVALS, TextRival
from tests.bench.rivals.vectors import Vectors, recall

GIVEN, FIRST = "engine: tables given", "engine: tables given, first time"
EXACT: tuple[type[Rival], ...] = (NumpyReference, DuckDB, Polars, PostgreSQL)
SLOW = {PostgreSQL.name}
VECTORS = "vectors"
PROBES = (16, 64, 256)
EXAMPLES = 200
"""So many other openings the vectors are fitted to."""


@dataclass(frozen=True, slots=True)
class RivalTiming:
    """How long a rival takes, against the engine with its tables given, asked again and for the first time.

    `exact` says whether its answers are the engine's, None where it does not even try; `recall` how many of the true best it has.
    """

    timing: Timing
    build_s: float
    exact: bool | None = None
    recall: float | None = None
    times_given: float = 0.0
    times_first: float = 0.0


@dataclass(frozen=True, slots=True)
class Report:
    """What was measured at one size. Bytes are of the members' pool; `stream_ms` is how long its codes take to be read once."""

    members: int
    world_s: float
    build_s: float
    bytes: dict[str, int]
    resident: int
    gb_a_second: float
    stream_ms: float
    engine: tuple[Timing, ...]
    engine_exact: bool
    rivals: tuple[RivalTiming, ...] = ()
    start: dict[str, float] | None = None
    writes: Writes | None = None

    @property
    def exact(self) -> bool:
        """Whether all who answer the same question gave the same answer."""
        written = self.writes is None or self.writes.exact
        return self.engine_exact and written and all(rival.exact is not False for rival in self.rivals)

    def median(self, what: str) -> float:
        """Milliseconds of one way of the engine."""
        return next(timing.median_ms for timing in self.engine if timing.what == what)


@dataclass(frozen=True, slots=True)
class Choice:
    """What to measure: so many openings for all, `slow` for those that take seconds; rivals to leave out by name."""

    openings: int
    slow: int
    opportunities: int
    without: frozenset[str]


def at_size(members: int, choice: Choice, whole: bool) -> Report:
    """The engine and its rivals at one size, with everything else where it is the `whole` of it."""
    ground = Ground(members, choice.openings)
    report = _engine(ground)
    report = replace(report, rivals=tuple(_compared(report, rival) for rival in _rivals(ground, choice)))
    if not whole:
        return report
    other, exact = members_to_openings(ground, choice.opportunities)
    report = replace(
        report, engine=(*report.engine, *other), engine_exact=report.engine_exact and exact, start=start(ground), writes=writes(ground)
    )
    del ground
    gc.collect()
    worst, exact = worst_case(Ground(members, choice.openings, easy=True))
    return replace(report, engine=(*report.engine, *worst), engine_exact=report.engine_exact and exact)


def alone(members: int, choice: Choice) -> Report:
    """The engine by itself, for memory and time beyond what rivals can be asked; few openings, for numpy checks each answer."""
    return _engine(Ground(members, choice.slow))


def _engine(ground: Ground) -> Report:
    timings, exact = openings_to_members(ground)
    size = nbytes(ground.pool)
    rate, stream_ms = streaming(size["codes"])
    return Report(
        len(ground.pool), ground.world_s, ground.build_s, size, ground.resident, rate / 1e9, stream_ms, tuple(timings), exact
    )


def _compared(report: Report, rival: RivalTiming) -> RivalTiming:
    spent = rival.timing.median_ms
    return replace(rival, times_given=spent / report.median(GIVEN), times_first=spent / report.median(FIRST))


def _rivals(ground: Ground, choice: Choice) -> list[RivalTiming]:
    plain = Plain.of(ground.pool)
    kinds: list[Callable[[], list[RivalTiming]]] = []
    kinds += [partial(_exact, rival, ground, plain, choice) for rival in EXACT if rival.name not in choice.without]
    kinds += [partial(_by_text, rival, ground, plain) for rival in TEXT_RIVALS if rival.name not in choice.without]
    kinds += [partial(_by_vectors, ground, plain)] if VECTORS not in choice.without else []
    found: list[RivalTiming] = []
    for measured in kinds:
        try:
            found += measured()
        except ModuleNotFoundError as missing:
            print(f"left out: {missing.name} is not installed")
        gc.collect()
    return found


def _exact(kind: type[Rival], ground: Ground, plain: Plain, choice: Choice) -> list[RivalTiming]:
    began = perf_counter()
    rival = kind(plain)
    build_s = perf_counter() - began
    asked = ground.asked[: choice.slow] if kind.name in SLOW else ground.asked
    ms, found = timed(lambda each: rival.top(each.query, K), asked, ground.warming[:1])
    rival.close()
    true = [searched(ground, each) for each in asked]
    return [RivalTiming(Timing.of(f"{kind.name}: tables given", ms), build_s, exact=found == true)]


def _by_text(kind: Callable[[Plain, Any], TextRival], ground: Ground, plain: Plain) -> list[RivalTiming]:
    began = perf_counter()
    rival = kind(plain, ground.pool)
    build_s = perf_counter() - began
    ms, _ = timed(lambda each: rival.closest(each, K), ground.asked, ground.warming)
    rival.close()
    return [RivalTiming(Timing.of(f"{rival.name}: by text alone", ms), build_s)]


def _by_vectors(ground: Ground, plain: Plain) -> list[RivalTiming]:
    first = len(ground.openings) + len(ground.others)
    examples = [ground.matcher.ask(opening) for opening in list(posts(ASKING_SEED, first + EXAMPLES))[first:]]
    began = perf_counter()
    rival = Vectors(plain, ground.pool, examples)
    build_s = perf_counter() - began
    true = [searched(ground, each) for each in ground.asked]
    found = []
    for probes in PROBES:
        ms, answers = timed(partial(_nearest, rival, probes), ground.asked, ground.warming)
        share = sum(map(recall, answers, true)) / len(true)
        found.append(RivalTiming(Timing.of(f"faiss, {probes} lists, 1,000 scored exactly", ms), build_s, recall=share))
    return found


def _nearest(rival: Vectors, probes: int, asked: Asked) -> list[tuple[int, int]]:
    return rival.nearest(asked, K, probes)


def show(report: Report) -> None:
    """The report as tables."""
    from rich.console import Console
    from rich.table import Table

    table = Table(title=f"{report.members:,} members, best {K}")
    for heading in ("way", "queries", "median ms", "p95 ms", "p99 ms", "× asked again", "× first time", "exact"):
        table.add_column(heading, justify="left" if heading == "way" else "right")
    for timing in report.engine:
        table.add_row(*_cells(timing), "", "", "")
    for rival in report.rivals:
        kept = "text" if rival.exact is None and rival.recall is None else "yes" if rival.exact else "NO"
        share = kept if rival.recall is None else f"recall {rival.recall:.2f}"
        table.add_row(*_cells(rival.timing), f"{rival.times_given:,.1f}", f"{rival.times_first:,.1f}", share)
    console = Console(width=140)
    console.print(table)
    sizes = ", ".join(f"{what} {count / report.members:.1f}" for what, count in report.bytes.items())
    console.print(
        f"bytes a member: {sizes}, resident {report.resident / report.members:.1f}; built in {report.build_s:.2f} s "
        f"(the world in {report.world_s:.1f} s); codes read once at {report.gb_a_second:.1f} GB/s: {report.stream_ms:.2f} ms"
    )
    if report.start and report.writes:
        console.print(", ".join(f"snapshot {what} {seconds:.2f}" for what, seconds in report.start.items()))
        console.print(
            f"upsert {report.writes.upsert_us:.1f} µs; with {report.writes.tail:,} in the tail a query takes {report.writes.full_tail_times:.2f} ×"
        )


def _cells(timing: Timing) -> tuple[str, ...]:
    return timing.what, str(timing.queries), *(f"{ms:.3f}" for ms in (timing.median_ms, timing.p95_ms, timing.p99_ms))


def run(sizes: Sequence[int], memory: int, choice: Choice) -> list[Report]:
    """All sizes, smallest first, then the engine alone with `memory` members."""
    reports = []
    for members in sorted(sizes):
        reports.append(at_size(members, choice, whole=members == max(sizes)))
        show(reports[-1])
        gc.collect()
    if memory:
        reports.append(alone(memory, choice))
        show(reports[-1])
    return reports


def main() -> int:
    """Measure, show, write down, draw."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--memory", type=int, default=5_000_000, help="members for the engine alone; 0 for none")
    parser.add_argument("--openings", type=int, default=40)
    parser.add_argument("--slow", type=int, default=5, help="openings for those that take seconds")
    parser.add_argument("--opportunities", type=int, default=10_000, help="openings for a member")
    parser.add_argument("--without", nargs="*", default=[], help="rivals to leave out, by name")
    parser.add_argument("--out", type=Path, help="a file for all figures as JSON")
    parser.add_argument("--plot", type=Path, help="a file for the picture")
    given = parser.parse_args()
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")  # threads that spin while they wait take the cores from whoever is measured
    choice = Choice(given.openings, given.slow, given.opportunities, frozenset(given.without))
    reports = run(given.sizes, given.memory, choice)
    figures = [asdict(report) for report in reports]
    for what, fewer, more, ratio in growth(figures):
        print(f"{what:60} {fewer:>10,} → {more:>10,}   {ratio:.2f} × linear")
    if given.out:
        given.out.write_text(json.dumps(figures, ensure_ascii=False, indent=1), encoding="utf-8")
    if given.plot:
        draw(figures, given.plot)
    return 0 if all(report.exact for report in reports) else 1


if __name__ == "__main__":
    raise SystemExit(main())
