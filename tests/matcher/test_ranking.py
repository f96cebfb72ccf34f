"""The pruned ranking is the ranking: checked against plain Python over random pools, ties and gone records included."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest

from features.pool import Column, Pool, order_key
from matcher.compile import BEST, EXCLUDED, LOOKUP, SUM, Query, Term
from matcher.engine import Matcher
from matcher.ranking import Ranked, brute_force, lay_out, read_entries, score_rows, top

POOLS = 1_200
SINGLES, BAGS, VALUES = 2, 3, 6
COLUMNS = tuple(
    Column(f"column {i}", np.dtype([("value", "i4")]), lambda _: (), bag=i >= SINGLES) for i in range(SINGLES + BAGS)
)
OPERATIONS = {LOOKUP: None, BEST: max, SUM: sum}
Held = dict[str, dict[str, tuple[tuple[int], ...]]]


@dataclass(frozen=True)
class Case:
    """A pool, what its living records hold, and a question."""

    pool: Pool
    held: Held
    query: Query

    def expected(self, k: int, allowed: set[str] | None = None, lowest: int = 0) -> list[tuple[str, int]]:
        """The best k by reading every living record's values one by one."""
        scored = [(self._score(row), order_key(key), key) for key, row in self.held.items()]
        kept = [item for item in scored if item[0] >= lowest and (allowed is None or item[2] in allowed)]
        return [(key, score) for score, _, key in sorted(kept, key=lambda item: (-item[0], item[1]))[:k]]

    def _score(self, row: dict[str, tuple[tuple[int], ...]]) -> int:
        return self.query.base + sum(self._entry(term, row) for term in self.query.terms)

    def _entry(self, term: Term, row: dict[str, tuple[tuple[int], ...]]) -> int:
        column = self.pool.columns[term.position]
        entries = [int(term.table[self.pool.vocabularies[column.key].code(value)]) for value in row[column.key]]
        reduce = OPERATIONS[term.operation]
        if not entries:
            return term.empty if reduce else int(term.table[0])
        return int(reduce(entries)) if reduce else entries[0]


def random_case(seed: int) -> Case:
    """A small random pool with replaced and removed records, few values so that scores tie."""
    luck = np.random.default_rng(seed)
    pool, held = Pool(COLUMNS), {}
    for _ in range(int(luck.integers(0, 60))):
        key = f"record {luck.integers(0, 45)}"
        if held and luck.random() < 0.15:
            pool.remove(key)
            held.pop(key, None)
            continue
        held[key] = {
            column.key: tuple((int(v),) for v in luck.permutation(VALUES)[: int(luck.integers(0, 4 if column.bag else 2))])
            for column in COLUMNS
        }
        pool.put(key, held[key])
    terms = tuple(_term(luck, pool) for _ in range(int(luck.integers(0, 7))))
    return Case(pool, held, Query(terms, {"constant": int(luck.integers(0, 400))}))


def _term(luck: np.random.Generator, pool: Pool) -> Term:
    position = int(luck.integers(0, len(COLUMNS)))
    bag = position >= SINGLES
    operation = int(luck.choice((BEST, SUM))) if bag else LOOKUP
    table = luck.choice((0, 100, 100, 250, 700), len(pool.vocabularies[COLUMNS[position].key])).astype(np.int32)
    empty = int(luck.choice((0, 100, 300)))
    if luck.random() < 0.25:
        table, empty = np.where(luck.random(len(table)) < 0.3, EXCLUDED, 0).astype(np.int32), 0
    ceiling = 3 * max(int(table.max(initial=0)), 0) if operation == SUM else None
    return Term(f"term {position}", operation, position, table, empty, ceiling, usual=float(luck.integers(-900, 900)))


def pairs(found: list[Ranked]) -> list[tuple[str, int]]:
    return [(place.id, place.score) for place in found]


@pytest.mark.parametrize("block", range(12))
def test_the_pruned_ranking_is_that_of_plain_python(block: int) -> None:
    for seed in range(block * POOLS // 12, (block + 1) * POOLS // 12):
        case, luck = random_case(seed), np.random.default_rng(seed)
        program = lay_out(case.query)
        for k in (1, int(luck.integers(2, 12)), 100):
            assert pairs(top(program, case.pool, k)) == case.expected(k), (seed, k)
            assert pairs(brute_force(program, case.pool, k)) == case.expected(k), (seed, k)
        mask = (luck.random(len(case.pool)) < 0.5).astype(np.uint8)
        allowed = {key for key in case.held if mask[case.pool.row(key)]}
        lowest = int(luck.integers(0, 900))
        assert pairs(top(program, case.pool, 5, mask)) == case.expected(5, allowed), seed
        assert pairs(top(program, case.pool, 5, mask, lowest)) == case.expected(5, allowed, lowest), seed


def test_the_random_pools_have_ties_gone_records_empty_bags_and_excluded_ones() -> None:
    cases = [random_case(seed) for seed in range(200)]
    scores = [[case._score(row) for row in case.held.values()] for case in cases]
    assert sum(len(set(found)) < len(found) for found in scores) > 100
    assert sum(any(score < 0 for score in found) for found in scores) > 50
    assert sum(not case.pool.alive.all() for case in cases) > 100
    assert sum(any(not row["column 4"] for row in case.held.values()) for case in cases) > 100


def test_the_ranking_of_the_county_is_its_brute_force_in_both_directions(county: Any) -> None:
    matcher, luck = county.matcher, np.random.default_rng(3)
    for askers, pool in ((county.openings, matcher.members), (county.members, matcher.opportunities)):
        for record in askers[-150:]:
            asked, k = matcher.ask(record), int(luck.integers(1, 30))
            mask = (luck.random(len(pool)) < 0.7).astype(np.uint8)
            assert top(asked.program, pool, k) == brute_force(asked.program, pool, k)
            assert top(asked.program, pool, k, mask) == brute_force(asked.program, pool, k, mask)


def test_what_was_worked_out_before_goes_on_with_new_records(county: Any) -> None:
    matcher = Matcher()
    for members in (county.members[:150], county.members[150:300], county.members[300:]):
        for member in members:
            matcher.put(member)
        for opening in (*county.openings[:60], *county.openings[:60]):
            program = matcher.ask(opening).program
            entries = read_entries(program, matcher.members, range(len(matcher.members)))
            assert np.array_equal(score_rows(program, matcher.members), program.base + entries.sum(axis=1))


def test_equal_scores_stand_in_the_order_of_a_fixed_hash_whenever_they_came() -> None:
    names = [f"record {i}" for i in range(50)]
    for order in (names, names[::-1]):
        pool = Pool(COLUMNS)
        for name in order:
            pool.put(name, {})
        found = top(lay_out(Query((), {"all alike": 700})), pool, 20)
        assert pairs(found) == [(name, 700) for name in sorted(names, key=order_key)[:20]]


def test_nobody_is_found_where_nobody_is() -> None:
    program = lay_out(Query((), {"all alike": 700}))
    assert top(program, Pool(COLUMNS), 5) == []
    pool = Pool(COLUMNS)
    pool.put("gone", {})
    pool.remove("gone")
    assert top(program, pool, 5) == []
    assert top(program, pool, 0) == []
