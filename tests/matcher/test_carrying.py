"""What was worked out for one base is there for the next, and for another process's that means the same by its codes."""

from dataclasses import replace

import numpy as np
import pytest

from features.compaction import compacted
from features.pool import Pool
from matcher import bounds, folds
from matcher.carrying import carry_over
from matcher.compile import TERMS, Query
from matcher.ranking import Program, brute_force, lay_out, top
from tests.matcher.test_ranking import COLUMNS, VALUES, _term


def filled(seed: int, count: int = 900, first: int = 0) -> Pool:
    luck, pool = np.random.default_rng(seed), Pool(COLUMNS)
    pool.sorted_by = ("column 0", "column 2")
    for number in range(first, first + count):
        row = {c.key: tuple((int(v),) for v in luck.permutation(VALUES)[: int(luck.integers(0, 4 if c.bag else 2))]) for c in COLUMNS}
        pool.put(f"r{number}", row)
    return pool


def numbered(pool: Pool, seed: int) -> Program:
    """A query whose terms can be asked again."""
    luck = np.random.default_rng(seed)
    terms = tuple(replace(_term(luck, pool), question=100 * seed + at) for at in range(5))
    pool.tables.on((TERMS, seed)).answers["all"] = 0, terms
    return lay_out(Query(terms, {"c": 100}))


def test_a_new_base_knows_what_the_one_before_was_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    before = compacted(filled(1))
    programs = [numbered(before, seed) for seed in range(1, 6)]
    for program in programs:
        top(program, before, 10)
    before.put("r5", dict(before.row_values(7)))
    after = compacted(before)
    carry_over(before, after)
    asked = {question for program in programs for question in program.questions.tolist()}
    monkeypatch.setattr(bounds, "_bound", lambda *_: pytest.fail("bounds are worked out again"))
    monkeypatch.setattr(folds, "_worth_folding", lambda *_: pytest.fail("folds are worked out again"))
    assert after.base is not None and after.base.bounds.knows(np.array(sorted(asked))).all()
    assert not after.base.bounds.knows(np.array([99_999])).any()
    for program in programs:
        assert top(program, after, 10) == brute_force(program, after, 10)


def test_a_pool_takes_over_a_base_whose_codes_mean_the_same() -> None:
    own, other = compacted(filled(2)), compacted(filled(2))
    own.put("late", {"column 0": ((VALUES + 3,),)})
    program = numbered(own, 3)
    joined = own.agreeing(other)
    assert joined.tables is own.tables and joined.vocabularies is own.vocabularies and joined.base is other.base
    assert top(program, joined, 10) == brute_force(program, joined, 10) == brute_force(numbered(other, 3), other, 10)


def test_a_base_whose_codes_mean_something_else_keeps_its_own_values() -> None:
    own, other = compacted(filled(2)), compacted(filled(4))
    assert own.agreeing(other) is other
    longer = filled(2)
    longer.put("new", {"column 0": ((VALUES + 9,),)})
    longer = compacted(longer)
    assert compacted(filled(2)).agreeing(longer) is longer, "a value that is not known here"
