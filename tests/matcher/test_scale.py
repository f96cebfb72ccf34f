"""The bench in its short form: whoever answers the same question gives the same answer; times are not judged."""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.bench.engine_times import (
    members_to_openings,
    openings_to_members,
    searched,
    start,
    worst_case,
    writes,
)
from tests.bench.ground import Ground, nbytes, streaming
from tests.bench.growth import draw, growth
from tests.bench.numpy_reference import NumpyReference
from tests.bench.rivals.duckdb_rival import DuckDB
from tests.bench.rivals.plain import Plain, Rival
from tests.bench.rivals.polars_rival import Polars
from tests.bench.rivals.vectors import recall

MEMBERS, OPENINGS, K = 2_000, 8, 20
RIVALS: Sequence[tuple[type[Rival], str]] = ((NumpyReference, "numpy"), (DuckDB, "duckdb"), (Polars, "polars"))


@pytest.fixture(scope="module")
def ground() -> Ground:
    """A small world, to be read only."""
    return Ground(MEMBERS, OPENINGS)


@pytest.mark.parametrize(("kind", "package"), RIVALS)
def test_a_rival_gives_the_answers_of_the_engine(kind: type[Rival], package: str, ground: Ground) -> None:
    pytest.importorskip(package)
    rival = kind(Plain.of(ground.pool))
    assert [rival.top(asked.query, K) for asked in ground.asked] == [searched(ground, asked) for asked in ground.asked]
    rival.close()


@pytest.mark.parametrize(("kind", "package"), RIVALS)
def test_a_rival_gives_them_too_where_members_were_written_again_or_left(kind: type[Rival], package: str) -> None:
    pytest.importorskip(package)
    changed = Ground(600, OPENINGS)
    for record in [changed.crowd.member(f"m{number:07}") for number in range(0, 600, 7)]:
        changed.matcher.put(record)
    for number in range(0, 600, 11):
        changed.matcher.remove(f"m{number:07}")
    rival = kind(Plain.of(changed.pool))
    asked = [changed.matcher.ask(opening) for opening in changed.openings]
    assert [rival.top(each.query, K) for each in asked] == [searched(changed, each) for each in asked]
    rival.close()


def test_the_engine_gives_what_brute_force_gives_and_its_explanations_add_up(ground: Ground) -> None:
    timings, exact = openings_to_members(ground)
    assert exact
    assert all(0 < timing.median_ms <= timing.p95_ms <= timing.p99_ms for timing in timings)


def test_the_worst_case_is_exact_and_everybody_is_in_it() -> None:
    easy = Ground(MEMBERS, OPENINGS, easy=True)
    assert worst_case(easy)[1]
    assert all(member.work and member.work.anywhere for member in map(easy.member, map(easy.pool.id, range(50))))


def test_the_other_direction_is_exact(ground: Ground) -> None:
    assert members_to_openings(ground, 200)[1]


def test_a_full_tail_changes_no_answer_and_a_snapshot_opens(ground: Ground) -> None:
    small = Ground(500, OPENINGS)
    assert set(start(small)) == {"save_s", "open_s", "first_answer_s"}
    assert writes(small).exact


def test_sizes_are_told_and_the_curves_drawn(ground: Ground, tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    size = nbytes(ground.pool)
    assert 0 < size["codes"] < size["all"]
    assert streaming(1 << 20)[0] > 0
    timing = {"what": "engine: tables given", "median_ms": 1.0}
    reports = [
        {"members": members, "bytes": size, "engine": [{**timing, "median_ms": ms}], "rivals": []}
        for members, ms in ((1_000, 1.0), (10_000, 5.0))
    ]
    assert list(growth(json.loads(json.dumps(reports)))) == [("engine: tables given", 1_000, 10_000, 0.5)]
    draw(reports, tmp_path / "growth.png")
    assert (tmp_path / "growth.png").stat().st_size > 1_000


def test_recall_counts_those_as_good_as_the_last_of_the_true_ones() -> None:
    true = [(1, 90), (2, 80), (3, 70)]
    assert recall([(1, 90), (9, 70)], true) == pytest.approx(2 / 3)
    assert recall([(1, 90), (2, 80), (4, 60)], true) == pytest.approx(2 / 3)
    assert recall([], []) == 1.0
