"""One opening against 100,000 members: the engine beside vectorised numpy and brute force, in one run, same answers.

The members are those of the seeded world. The openings were asked once before, as a station's are that are
looked at again and again; numpy is given the compiled tables for nothing and only scores and picks the best,
while the engine is timed from the record to the ranking, to 20 explanations, to those as JSON with every
sentence, and with the tables given too. Two more lines ask openings whose words were never seen, of both.
"""

import argparse
import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from statistics import median
from time import perf_counter
from typing import Any

from data.records import Opening
from data.scenarios.world import posts
from features.world import Crowd
from matcher.engine import Matcher, Ranking
from matcher.explanation import Explanation
from matcher.ranking import brute_force, top
from tests.bench.numpy_reference import NumpyReference

K = 20
WARM = 10
"""So many openings are given to one way before it is the next one's turn; the first turn of each only warms up."""

WORLD_SEED, ASKING_SEED, UNSEEN_SEED = 7, 11, 13


@dataclass(frozen=True, slots=True)
class Timing:
    """Milliseconds a query over all openings, and how long against the explained ranking."""

    what: str
    median_ms: float
    p95_ms: float
    times_explained: float
    times_ranked: float


@dataclass(frozen=True, slots=True)
class Report:
    """What was measured, and whether all ways gave the same answers and sums."""

    members: int
    openings: int
    k: int
    build_s: float
    bytes_a_member: float
    same_answers: bool
    adds_up: bool
    timings: tuple[Timing, ...]


class Bench:
    """A matcher full of members, with the other ways to the same answer beside it."""

    def __init__(self, members: int, openings: int) -> None:
        self.crowd, self.matcher = Crowd(WORLD_SEED, members), Matcher()
        started = perf_counter()
        for identifier, row in self.crowd.rows():
            self.matcher.members.put(identifier, row)
        self.build_s = perf_counter() - started
        self.openings = list(posts(ASKING_SEED, openings + WARM))
        self.asked = {opening.id: self.matcher.ask(opening) for opening in self.openings}
        found = {place.id for opening in self.openings for place in self.ranked(opening).places}
        self.records = {identifier: self.crowd.member(identifier) for identifier in found}
        self.numpy = NumpyReference(self.matcher.members)

    def ranked(self, opening: Opening) -> Ranking:
        """From the record to the best K."""
        return self.matcher.rank(opening, K)

    def explained(self, opening: Opening) -> list[Explanation]:
        """From the record to the best K, each with the points of every criterion."""
        ranking = self.ranked(opening)
        asked, records = ranking.asked, self.records
        return [self.matcher.explain_place(asked, place.row, records[place.id]) for place in ranking.places]

    def told(self, opening: Opening) -> list[dict[str, object]]:
        """The same with every sentence, as the API gives it."""
        return [explanation.as_json("zh") for explanation in self.explained(opening)]

    def searched(self, opening: Opening) -> list[tuple[int, int]]:
        """The engine's best K where the tables are there already."""
        return [(p.row, p.score) for p in top(self.asked[opening.id].program, self.matcher.members, K)]

    def unseen(self) -> dict[str, tuple[list[float], list[Any]]]:
        """Openings never asked before, by turns: words linked, tables made and members ranked by both ways."""
        ways: dict[str, Callable[[Opening], Any]] = {
            "engine: ranked, opening never seen": self.ranked,
            "numpy: ranked, opening never seen": lambda o: self.numpy.top(self.matcher.ask(o).query, K),
        }
        timed: dict[str, tuple[list[float], list[Any]]] = {what: ([], []) for what in ways}
        for at, opening in enumerate(posts(UNSEEN_SEED, 2 * len(self.openings))):
            what = list(ways)[at % 2]
            started = perf_counter()
            answer = ways[what](opening)
            timed[what][0].append(1000 * (perf_counter() - started))
            timed[what][1].append(answer)
        return timed

    def vectorised(self, opening: Opening) -> list[tuple[int, int]]:
        """numpy's best K; the tables are there already."""
        return self.numpy.top(self.asked[opening.id].query, K)

    def brute(self, opening: Opening) -> list[tuple[int, int]]:
        """Everything scored and sorted; the tables are there already."""
        return [(p.row, p.score) for p in brute_force(self.asked[opening.id].program, self.matcher.members, K)]

    def run(self) -> Report:
        """Time every way over the openings and compare what they found."""
        ways: dict[str, Callable[[Opening], Any]] = {
            "engine: ranked": self.ranked,
            "engine: ranked, 20 explained": self.explained,
            "engine: ranked, 20 explained, every sentence as JSON": self.told,
            "engine: ranked (tables given)": self.searched,
            "numpy: ranked (tables given)": self.vectorised,
            "brute force: ranked (tables given)": self.brute,
        }
        timed = _timed(ways, self.openings) | self.unseen()
        found = [[(place.row, place.score) for place in ranking.places] for ranking in timed["engine: ranked"][1]]
        same = found == timed["numpy: ranked (tables given)"][1] == timed["brute force: ranked (tables given)"][1]
        sums = [[explanation.score for explanation in found] for found in timed["engine: ranked, 20 explained"][1]]
        ranked, explained = (median(timed[what][0]) for what in list(ways)[:2])
        timings = tuple(
            Timing(what, median(ms), sorted(ms)[int(0.95 * len(ms))], median(ms) / explained, median(ms) / ranked)
            for what, (ms, _) in timed.items()
        )
        adds_up = sums == [[score for _, score in places] for places in found]
        pool = self.matcher.members
        size = pool.codes.nbytes + pool.items.nbytes + pool.bags.nbytes
        return Report(len(pool), len(found), K, self.build_s, size / len(pool), same, adds_up, timings)


def _timed(
    ways: dict[str, Callable[[Opening], Any]], openings: list[Opening]
) -> dict[str, tuple[list[float], list[Any]]]:
    """Milliseconds and answers of every way, taking turns after every few openings; the first few warm up."""
    timed: dict[str, tuple[list[float], list[Any]]] = {what: ([], []) for what in ways}
    for start in range(0, len(openings), WARM):
        for what, way in ways.items():
            for opening in openings[start : start + WARM]:
                started = perf_counter()
                answer = way(opening)
                spent = 1000 * (perf_counter() - started)
                if start:
                    timed[what][0].append(spent)
                    timed[what][1].append(answer)
    return timed


def show(report: Report) -> None:
    """The report as a table and as JSON."""
    from rich.console import Console
    from rich.table import Table

    table = Table(title=f"{report.members:,} members, {report.openings} openings, best {report.k}")
    for heading in ("way", "median ms", "p95 ms", "× explained", "× ranked"):
        table.add_column(heading, justify="left" if heading == "way" else "right")
    for row in report.timings:
        figures = (row.median_ms, row.p95_ms, row.times_explained, row.times_ranked)
        table.add_row(row.what, *(f"{figure:.2f}" for figure in figures))
    Console(width=110).print(table)
    print(json.dumps(asdict(report), ensure_ascii=False))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--members", type=int, default=100_000)
    parser.add_argument("--openings", type=int, default=60)
    given = parser.parse_args()
    measured = Bench(given.members, given.openings).run()
    show(measured)
    raise SystemExit(0 if measured.same_answers and measured.adds_up else 1)
