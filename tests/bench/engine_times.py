"""What the engine takes: from record to ranking, from the stored row, with tables given, explained, worst cases, writes and start."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from api.index import full_tail
from data.records import Member, Opening
from data.scenarios.world import posts
from features.pool import Pool, Row
from features.snapshot import open_pool, save
from matcher.engine import Asked
from matcher.explanation import Explanation
from matcher.ranking import brute_force, top
from tests.bench.ground import UNSEEN_SEED, WARM, Ground, K, Timing, openings_filled, timed
from tests.bench.numpy_reference import NumpyReference

MEMBERS_ASKING = 200
BRUTE = 5
"""So many openings are answered by scoring and sorting everybody one by one."""

SIMPLE = list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Writes:
    """Microseconds of an upsert, and how much longer a query takes with the tail full."""

    upsert_us: float
    tail: int
    full_tail_times: float
    exact: bool


def searched(ground: Ground, asked: Asked) -> SIMPLE:
    """The best K where the tables are there already."""
    return [(place.row, place.score) for place in top(asked.program, ground.pool, K)]


def scored(ground: Ground, asked: Asked) -> SIMPLE:
    """Everything scored and sorted: what the answer must be."""
    return [(place.row, place.score) for place in brute_force(asked.program, ground.pool, K)]


def true(pool: Pool, asked: Sequence[Asked]) -> list[SIMPLE]:
    """What the answers must be, by vectorised numpy, which has no part in the search."""
    reference = NumpyReference.of(pool)
    return [reference.top(each.query, K) for each in asked]


def explained(ground: Ground, opening: Opening) -> list[Explanation]:
    """From the record to the best K, each with the points of every criterion."""
    ranking = ground.matcher.rank(opening, K)
    return [ground.matcher.explain_place(ranking.asked, p.row, _record(ground, p.id)) for p in ranking.places]


def told(ground: Ground, opening: Opening) -> list[dict[str, object]]:
    """The same with every sentence, as the API gives it."""
    return [explanation.as_json("zh") for explanation in explained(ground, opening)]


_RECORDS: dict[tuple[int, str], Member] = {}


def _record(ground: Ground, identifier: str) -> Member:
    """A member's record, which a service would have at hand."""
    key = (id(ground), identifier)
    if key not in _RECORDS:
        _RECORDS[key] = ground.member(identifier)
    return _RECORDS[key]


def openings_to_members(ground: Ground) -> tuple[list[Timing], bool]:
    """Every way from an opening to its best members; and whether all agree and all explanations add up.

    An opening that is asked again finds what was kept of the first time, as a station's do that are looked at again and again;
    what the first time takes is shown beside it, with tables given, and with words that nobody ever wrote.
    """
    matcher, asked = ground.matcher, ground.asked
    first_ms, first = timed(partial(searched, ground), asked, ground.warming)
    ranked_ms, ranked = timed(lambda o: matcher.rank(o, K), ground.openings)
    stored_ms, stored = timed(lambda o: matcher.rank_stored(o.id, "opportunity", K), ground.openings)
    given_ms, given = timed(partial(searched, ground), asked)
    explained_ms, sums = timed(partial(explained, ground), ground.openings)
    told_ms, _ = timed(partial(told, ground), ground.openings)
    brute_ms, brute = timed(partial(scored, ground), asked[:BRUTE], ground.warming[:1])
    right = true(ground.pool, asked)
    unseen_ms, _ = timed(lambda o: matcher.rank(o, K), list(posts(UNSEEN_SEED, len(ground.openings))))
    answers = [[[(p.row, p.score) for p in r.places] for r in found] for found in (ranked, stored)]
    adds_up = [[e.score for e in found] for found in sums] == [[score for _, score in found] for found in right]
    exact = all(found == right for found in (*answers, given, first)) and brute == right[:BRUTE]
    named = {
        "engine: tables given": given_ms,
        "engine: tables given, first time": first_ms,
        "engine: from record": ranked_ms,
        "engine: from stored row": stored_ms,
        "engine: from record, 20 explained": explained_ms,
        "engine: from record, 20 explained, every sentence as JSON": told_ms,
        "engine: from record, words never seen": unseen_ms,
        "brute force": brute_ms,
    }
    return [Timing.of(what, ms) for what, ms in named.items()], exact and adds_up


def worst_case(ground: Ground) -> tuple[list[Timing], bool]:
    """The same where everyone would go anywhere and nothing is a must."""
    first_ms, first = timed(partial(searched, ground), ground.asked, ground.warming)
    given_ms, given = timed(partial(searched, ground), ground.asked)
    ranked_ms, _ = timed(lambda o: ground.matcher.rank(o, K), ground.openings)
    named = {"tables given": given_ms, "tables given, first time": first_ms, "from record": ranked_ms}
    return [Timing.of(f"worst case: {what}", ms) for what, ms in named.items()], first == given == true(ground.pool, ground.asked)


def members_to_openings(ground: Ground, count: int) -> tuple[list[Timing], bool]:
    """From a member to the best of so many openings."""
    matcher, before = ground.matcher, ground.matcher.opportunities
    matcher.opportunities = pool = openings_filled(matcher, count)
    members = [ground.crowd.member(ground.pool.id(row)) for row in range(0, len(ground.pool), max(len(ground.pool) // MEMBERS_ASKING, 1))]
    asked = [matcher.ask(member) for member in members]
    first_ms, _ = timed(lambda a: top(a.program, pool, K), asked[WARM:], asked[:WARM])
    ranked_ms, ranked = timed(lambda m: matcher.rank(m, K), members)
    stored_ms, _ = timed(lambda m: matcher.rank_stored(m.id, "member", K), members)
    given_ms, _ = timed(lambda a: top(a.program, pool, K), asked)
    matcher.opportunities = before
    exact = [[(p.row, p.score) for p in r.places] for r in ranked] == true(pool, asked)
    named = {"tables given": given_ms, "tables given, first time": first_ms, "from record": ranked_ms, "from stored row": stored_ms}
    return [Timing.of(f"{count:,} openings for a member: {what}", ms) for what, ms in named.items()], exact


def writes(ground: Ground) -> Writes:
    """Members from all over the base written again into the tail until the index would merge it; the ground has it afterwards."""
    pool = ground.pool
    empty_ms, _ = timed(partial(searched, ground), ground.asked, ground.asked)
    every = max(len(pool) // full_tail(len(pool)), 1)
    rows: list[tuple[str, Row]] = [(pool.id(row), pool.row_values(row)) for row in range(0, len(pool), every)]
    spent: list[float] = []
    for identifier, row in rows:
        started = perf_counter()
        pool.put(identifier, row)
        spent.append(1e6 * (perf_counter() - started))
    asked = [ground.matcher.ask(opening) for opening in ground.openings]
    full_ms, found = timed(partial(searched, ground), asked, asked)
    return Writes(median(spent), len(rows), median(full_ms) / median(empty_ms), found == true(pool, asked))


def start(ground: Ground) -> dict[str, Any]:
    """Seconds to save a snapshot, to open it, and to open it and answer a first query."""
    with TemporaryDirectory() as folder:
        began = perf_counter()
        save(ground.pool, Path(folder, "members"))
        saved = perf_counter()
        opened = open_pool(ground.pool.columns, Path(folder, "members"))
        ready = perf_counter()
        top(ground.asked[0].program, opened, K)
        return {"save_s": saved - began, "open_s": ready - saved, "first_answer_s": perf_counter() - saved}
