"""Explained answers over HTTP: a real server of several processes over a real database, asked and written to at once.

Two figures: how many answers a second when 64 connections ask as fast as they are answered, and how long an answer
takes, counted from when it was due, when a fixed number a second is asked. Beside it, in the same run, by the same
client and served the same way, a plain FastAPI route that returns one such answer computed beforehand.

    python -m tests.bench.serving                       100,000 members, two workers, a minute each
    python -m tests.bench.serving --members 1000000 --folder FOLDER     the database is kept there and used again
"""

import argparse
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from random import Random
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from data.store.database import Database
from tests.bench.serving_index import keep_index
from tests.bench.serving_process import Served, load, served
from tests.bench.serving_world import STATIONS, Filled, fill, member_id, opening_id, station

BODY = '{"k":20}'
SAMPLES = 12
"""So many members are closed and opened again and looked for."""

ZIPF = 1.0
LINKED = 20_000
"""Up to so many members are linked when the server starts; the index of more is made from columns beforehand."""

FASTEST = "as fast as answered"
REFERENCES = (("reference", "/matches"), ("reference, its type told", "/typed"))
GUIYAN = (sys.executable, "-c", "from api.cli import main; main()")


@dataclass(frozen=True, slots=True)
class Plan:
    """What is asked, by how many, for how long; before anything is measured the engine is asked for `warm` seconds."""

    members: int = 100_000
    openings: int = 10_000
    asked: int = 2_000
    workers: int = 2
    connections: int = 64
    seconds: float = 60.0
    rate: float = 200.0
    writes: float = 50.0
    warm: float = 10.0


@dataclass(frozen=True, slots=True)
class Measured:
    """One run of load: answers a second and milliseconds of an answer, errors, and of the writes how many were seen."""

    what: str
    a_second: float
    p50_ms: float
    p95_ms: float
    p99_ms: float
    worst_ms: float
    errors: int
    failed: Mapping[str, int]
    writes: int = 0
    writes_failed: int = 0
    looked: int = 0
    seen: int = 0
    write_p95_ms: float = 0.0
    client_cpu: float = 0.0
    cpu_ms: float = 0.0
    """Processor time of the workers for each answer, what they spent on writes in it."""


@dataclass(frozen=True, slots=True)
class Report:
    """Everything of one run."""

    plan: Plan
    ready_s: float
    first_ms: float
    alone_ms: float
    answer_bytes: int
    megabytes_together: float
    megabytes_worker: float
    runs: tuple[Measured, ...]

    @property
    def times_reference(self) -> float:
        """Answers a second against the reference's."""
        by_name = {run.what: run.a_second for run in self.runs}
        return by_name[FASTEST] / by_name["reference"]


class Bench:
    """A filled database, the questions to ask of it, and how to serve it."""

    def __init__(self, plan: Plan, folder: Path, url: str) -> None:
        self.plan, self.folder, self.url = plan, folder, url
        database = Database(url)
        self.filled: Filled = fill(database, plan.members, plan.openings)
        if plan.members > LINKED:
            keep_index(database, plan.members, plan.openings)
        database.close()
        luck = Random(f"asked {plan.asked}")
        self.asked = luck.sample(range(plan.openings), min(plan.asked, plan.openings))

    def run(self) -> Report:
        """Measure all."""
        plan = self.plan
        with self.serve() as engine:
            first = engine.post(*self.question(0), json.loads(BODY))
            alone = [engine.post(*self.question(number), json.loads(BODY))[2] for number in range(1, 61)]
            answer = self.folder / "answer.json"
            answer.write_bytes(first[1])
            with self._reference(answer) as reference:
                runs = [self._refer(reference, *named) for named in REFERENCES]
            load(engine, {**self._asking(0), "seconds": plan.warm})
            runs += [self.asked_of(engine), self.asked_of(engine, writes=True), self.asked_of(engine, plan.rate, writes=True)]
            together, largest = engine.megabytes()
        return Report(plan, engine.ready_s, first[2] * 1000, median(alone) * 1000, len(first[1]), together, largest, tuple(runs))

    def asked_of(self, engine: Served, rate: float = 0.0, writes: bool = False) -> Measured:
        """The engine asked as fast as it answers, or at a rate; written to meanwhile or not."""
        what = f"{rate:g} a second" if rate else FASTEST
        told = {**self._asking(rate), "writes": self._writes(engine) if writes else None}
        return self._loaded(engine, what + ", written to" * writes, told)

    def _refer(self, reference: Served, what: str, path: str) -> Measured:
        return self._loaded(reference, what, {**self._asking(0), "requests": [(path, "")], "weights": [1]})

    def _loaded(self, server: Served, what: str, told: Mapping[str, Any]) -> Measured:
        before = server.processor_seconds()
        found = load(server, told)
        spent = server.processor_seconds() - before
        return replace(measured(what, self.plan, found), cpu_ms=spent * 1000 / max(len(found["seconds"]), 1))

    def serve(self) -> AbstractContextManager[Served]:
        """The engine's API over the database, by its own command."""
        command = [*GUIYAN, "serve", "--port", "0", "--workers", str(self.plan.workers)]
        return served(command, self.plan.workers, {"DATABASE_URL": self.url}, self.folder / "engine.log")

    def _reference(self, answer: Path) -> AbstractContextManager[Served]:
        command = [sys.executable, "-m", "tests.bench.serving_reference", str(answer), str(self.plan.workers)]
        return served(command, self.plan.workers, {}, self.folder / "reference.log")

    def question(self, number: int) -> tuple[str, str]:
        """Path and key: every opening is asked about by another station."""
        at = number % len(self.asked)
        return f"/api/v1/openings/{opening_id(self.asked[at])}/matches", self.filled.keys[at * 7 % STATIONS]

    def _asking(self, rate: float) -> dict[str, Any]:
        return {
            "requests": [self.question(number) for number in range(len(self.asked))],
            "weights": [1 / (rank + 1) ** ZIPF for rank in range(len(self.asked))],
            "body": BODY, "connections": self.plan.connections, "seconds": self.plan.seconds, "rate": rate, "seed": 1,
        }  # fmt: skip

    def _writes(self, engine: Served) -> dict[str, Any]:
        samples = list(self._samples(engine))
        kept = {sample["member"] for sample in samples}
        return {
            "rate": self.plan.writes, "every": 5, "workers": engine.workers, "samples": samples, "changes": self._changes(kept)
        }  # fmt: skip

    def _samples(self, engine: Served) -> Iterator[Mapping[str, Any]]:
        """Members whom their own station finds among the best ten of an opening, each in one sample only."""
        found: set[str] = set()
        for number in range(len(self.asked)):
            path, key = self.question(number)
            owner = station(self.filled.keys.index(key))
            places = json.loads(engine.post(path, key, json.loads(BODY))[1])["matches"][:10]
            own = [place["record"]["id"] for place in places if place["record"]["organisation"] == owner]
            member = next((identifier for identifier in own if identifier not in found), None)
            if member is not None:
                found.add(member)
                yield {
                    "path": path, "key": key, "member": member, "member_path": f"/api/v1/members/{member}",
                    "opens": '{"intents":["work"]}',
                }  # fmt: skip
            if len(found) == SAMPLES:
                return

    def _changes(self, kept: set[str]) -> list[tuple[str, str, str, str]]:
        """Changes of pay wishes and of what members can do, and now and then a new member."""
        luck = Random("changes")
        changes = []
        for number in range(2_000):
            at = luck.randrange(self.plan.members)
            key = self.filled.keys[at % STATIONS]
            if number % 10 == 0:
                sheet = {"编号": f"N{number}", "姓名": "陈某", "意向": "求职", "求职岗位": "普工", "期望薪资": f"{4000 + number}", "现居地": "江西南城"}
                changes.append(("POST", "/api/v1/members", key, json.dumps({"sheet": sheet})))
            elif member_id(at) not in kept:
                body = {"sheet": {"期望薪资": f"{luck.randrange(35, 80) * 100}", "工作年限": f"{luck.randrange(1, 20)}年"}}
                changes.append(("PATCH", f"/api/v1/members/{member_id(at)}", key, json.dumps(body)))
        return changes


def measured(what: str, plan: Plan, found: Mapping[str, Any]) -> Measured:
    """What the client measured, as figures."""
    writes = found["writes"] or {"seconds": [], "failed": {}, "looked": 0, "seen": 0}
    seconds = found["seconds"]
    return Measured(
        what, len(seconds) / found["elapsed"],
        p50_ms=_ms(seconds, 0.5), p95_ms=_ms(seconds, 0.95), p99_ms=_ms(seconds, 0.99), worst_ms=_ms(seconds, 1.0),
        errors=sum(found["failed"].values()), failed={**found["failed"], **{f"write {status}": n for status, n in writes["failed"].items()}},
        writes=len(writes["seconds"]), writes_failed=sum(writes["failed"].values()),
        looked=writes["looked"], seen=writes["seen"],
        write_p95_ms=_ms(writes["seconds"], 0.95), client_cpu=found["cpu"] / plan.seconds,
    )  # fmt: skip


def _ms(seconds: Sequence[float], share: float) -> float:
    ordered = sorted(seconds)
    return ordered[min(int(len(ordered) * share), len(ordered) - 1)] * 1000 if ordered else 0.0


def tell(report: Report) -> None:
    """The report as a table."""
    plan = report.plan
    print(f"{plan.members:,} members, {plan.openings:,} openings, {plan.workers} workers, {plan.connections} connections, {plan.seconds:g} s each after {plan.warm:g} s of warming")
    print(
        f"ready {report.ready_s:.1f} s after the start; first answer {report.first_ms:.1f} ms, alone {report.alone_ms:.1f} ms; "
        f"{report.answer_bytes:,} bytes; workers hold {report.megabytes_together:,.0f} MB together, one at most {report.megabytes_worker:,.0f}"
    )
    print(f"{'':34}{'a second':>9}{'p50 ms':>9}{'p95':>8}{'p99':>8}{'worst':>8}{'cpu ms':>8}{'errors':>8}{'writes':>8}{'failed':>8}{'seen':>12}{'p95 ms':>8}")
    for run in report.runs:
        seen = f"{run.seen} of {run.looked}"
        print(
            f"{run.what:34}{run.a_second:9.1f}{run.p50_ms:9.1f}{run.p95_ms:8.1f}{run.p99_ms:8.1f}{run.worst_ms:8.1f}{run.cpu_ms:8.2f}"
            f"{run.errors:8}{run.writes:8}{run.writes_failed:8}{seen:>12}{run.write_p95_ms:8.1f}"
        )
    for run in report.runs:
        if run.failed:
            print(f"{run.what}: {dict(run.failed)}")
    print(f"against the reference: {report.times_reference:.2f} x the answers a second")


def as_json(report: Report) -> str:
    """The report as JSON."""
    return json.dumps({**asdict(report), "times_reference": report.times_reference}, indent=1)


@contextmanager
def bench(plan: Plan, folder: Path | None = None, url: str | None = None) -> Iterator[Bench]:
    """A bench in a folder that is kept, or in one that goes away."""
    with TemporaryDirectory() as scratch:
        place = folder or Path(scratch)
        place.mkdir(parents=True, exist_ok=True)
        yield Bench(plan, place, url or f"sqlite:///{place}/members-{plan.members}.db")


def main() -> None:
    """Measure and tell."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name, default in asdict(Plan()).items():
        parser.add_argument(f"--{name}", type=type(default), default=default)
    parser.add_argument("--folder", type=Path, help="where the database is kept")
    parser.add_argument("--database", help="the URL of an empty database, or of one filled here, instead of a SQLite file")
    parser.add_argument("--out", type=Path, help="a file for the figures as JSON")
    given = vars(parser.parse_args())
    folder, database, out = given.pop("folder"), given.pop("database"), given.pop("out")
    with bench(Plan(**given), folder, database) as ready:
        report = ready.run()
    tell(report)
    if out:
        out.write_text(as_json(report))


if __name__ == "__main__":
    main()
