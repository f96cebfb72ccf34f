"""A base is the records that went into it, in another order: whatever was put, changed or removed before and after."""

from itertools import groupby, pairwise

import numpy as np
import pytest

from features.compaction import WHOLE_BLOCKS, Bags, compacted, pool_from_codes
from features.pool import Column, Pool, Row
from features.segment import BLOCK, PARTS, Segment
from matcher.compile import BEST, LOOKUP, QUESTIONS, SUM, Query, Term
from matcher.ranking import brute_force, lay_out, read_entries, score_rows, top

VALUES, FEW = 9, 3
COLUMNS = tuple(Column(key, np.dtype([("value", "i4")]), lambda _: (), bag=key.startswith("bag")) for key in ("one", "two", "bag a", "bag b"))
OPERATIONS = {"one": (LOOKUP,), "two": (LOOKUP,), "bag a": (BEST, SUM), "bag b": (BEST, SUM)}
Held = dict[str, tuple[Row, int]]


def random_row(luck: np.random.Generator) -> Row:
    return {
        column.key: tuple((int(v),) for v in luck.permutation(FEW if column.key == "bag b" else VALUES)[: int(luck.integers(0, 4 if column.bag else 2))])
        for column in COLUMNS
    }


def written(luck: np.random.Generator, pool: Pool, held: Held, writes: int) -> None:
    """Puts, changes and removals at random, in the pool and beside it."""
    for _ in range(writes):
        key = f"r{luck.integers(0, 700)}"
        if luck.random() < 0.15:
            assert pool.remove(key) == (held.pop(key, None) is not None)
        else:
            held[key] = random_row(luck), int(luck.integers(0, 3))
            pool.put(key, *held[key])


def random_pool(seed: int, sorted_by: tuple[str, ...] = ("bag a", "two")) -> tuple[Pool, Held]:
    luck, pool, held = np.random.default_rng(seed), Pool(COLUMNS), {}
    pool.sorted_by = sorted_by
    for _ in range(3):
        written(luck, pool, held, int(luck.integers(0, 900)))
        if luck.random() < 0.7:
            pool = compacted(pool)
    return pool, held


def random_query(luck: np.random.Generator, pool: Pool) -> Query:
    terms = []
    for key in luck.choice([column.key for column in COLUMNS], int(luck.integers(0, 7))):
        table = luck.choice((0, 100, 250, 700, -1_000_000), len(pool.vocabularies[key]), p=(0.3, 0.3, 0.2, 0.15, 0.05)).astype(np.int32)
        operation = int(luck.choice(OPERATIONS[key]))
        ceiling = 3 * max(int(table.max(initial=0)), 0) if operation == SUM else None
        empty, usual = int(luck.choice((0, 150))), float(luck.integers(-500, 500))
        asked = next(QUESTIONS) if luck.random() < 0.8 else None
        terms.append(Term(f"of {key}", operation, pool.position[key], table, empty, ceiling, usual, question=asked))
    return Query(tuple(terms), {"constant": int(luck.integers(0, 400))})


@pytest.mark.parametrize("seed", range(40))
def test_after_any_writes_and_compactions_the_pool_holds_what_was_put(seed: int) -> None:
    pool, held = random_pool(seed)
    assert pool.living == len(held) == int(pool.alive.sum())
    for key, (row, label) in held.items():
        at = pool.row(key)
        assert at is not None and pool.id(at) == key and pool.labels[at] == label
        assert dict(pool.row_values(at)) == row
        assert pool.stated(at) == {column for column, values in row.items() if values}
    assert pool.row("r that never was") is None
    assert pool.label_counts.tolist()[:3] == [sum(label == kind for _, label in held.values()) for kind in range(3)][: len(pool.label_counts)]


@pytest.mark.parametrize("sorted_by", [(), ("one",), ("bag a", "bag b"), ("two", "bag a")])
def test_the_ranking_of_any_pool_is_its_brute_force(sorted_by: tuple[str, ...]) -> None:
    for seed in range(25):
        pool, _ = random_pool(1_000 + seed, sorted_by)
        luck = np.random.default_rng(seed)
        program = lay_out(random_query(luck, pool))
        mask, shown = (luck.random(len(pool)) < 0.6).astype(np.uint8), (luck.random(3) < 0.6).astype(np.uint8)
        for k in (1, 7, 90):
            assert top(program, pool, k) == brute_force(program, pool, k), (seed, k)
            assert top(program, pool, k, mask, 300, shown) == brute_force(program, pool, k, mask, 300, shown), (seed, k)
        entries = read_entries(program, pool, range(len(pool)))
        assert np.array_equal(score_rows(program, pool), program.base + entries.sum(axis=1))


def test_a_compacted_pool_ranks_as_the_one_that_it_came_from() -> None:
    for seed in range(25):
        pool, _ = random_pool(2_000 + seed)
        program = lay_out(random_query(np.random.default_rng(seed), pool))
        after = compacted(pool)
        assert [(p.id, p.score) for p in top(program, after, 30)] == [(p.id, p.score) for p in top(program, pool, 30)]
        assert len(after.tail) == 0 and len(after) == pool.living


def test_whoever_searches_the_old_pool_is_not_disturbed() -> None:
    pool, held = random_pool(7)
    program = lay_out(random_query(np.random.default_rng(1), pool))
    before = top(program, pool, 20)
    after = compacted(pool)
    for key in list(held)[:50]:
        after.remove(key)
    assert top(program, pool, 20) == before


def test_a_base_from_codes_is_the_base_of_the_same_records() -> None:
    pool, held = random_pool(11)
    vocabularies = {key: vocabulary.array for key, vocabulary in pool.vocabularies.items()}
    codes: dict[str, Bags | np.ndarray] = {}
    for column in COLUMNS:
        rows = [[pool.vocabularies[column.key].find(value) or 0 for value in row[column.key]] for row, _ in held.values()]
        if not column.bag:
            codes[column.key] = np.array([row[0] if row else 0 for row in rows], np.uint32)
            continue
        distinct = {(): 0} | dict.fromkeys(map(tuple, rows), 0)
        distinct = {bag: number for number, bag in enumerate(distinct)}
        lengths = np.array(list(map(len, distinct)), np.int64)
        items = np.array([item for bag in distinct for item in bag], np.uint32)
        ends = np.cumsum(lengths)
        codes[column.key] = Bags(ends - lengths, ends, items, np.array([distinct[tuple(row)] for row in rows], np.uint32))
    labels = np.array([label for _, label in held.values()], np.uint32)
    built = pool_from_codes(COLUMNS, vocabularies, codes, list(held), labels, pool.sorted_by)
    assert {key: dict(built.row_values(built.row(key) or 0)) for key in held} == {key: row for key, (row, _) in held.items()}
    program = lay_out(random_query(np.random.default_rng(3), built))
    assert top(program, built, 25) == brute_force(program, built, 25)
    counts = {key: pool.vocabularies[key].counts.sum() for key in pool.vocabularies}
    assert all(built.vocabularies[key].counts.sum() <= counts[key] for key in counts)


def test_holders_tell_just_which_parts_of_which_blocks_hold_a_value() -> None:
    pool, _ = random_pool(13)
    base = compacted(pool).base
    assert isinstance(base, Segment) and len(base) > 2 * BLOCK
    for position, column in enumerate(pool.columns):
        starts = base.holders_of(position).tolist()
        empty, held = len(starts) - 2, set()
        for block, (start, end) in enumerate(pairwise(base.blocks.tolist())):
            for row in range(start, end):
                code = base.code(position, row)
                items = base.bag(position, code).tolist() or [empty] if column.bag else [code]
                held |= {(item, block, (row - start) * PARTS // BLOCK) for item in items}
        told = {
            (value, int(base.holders[at]), part)
            for value, (first, last) in enumerate(pairwise(starts))
            for at in range(first, last)
            for part in range(PARTS)
            if base.parts[at] >> part & 1
        }
        assert told == held and len(starts) > 2


def test_neighbours_hold_the_same_value_of_the_column_sorted_by() -> None:
    base = compacted(random_pool(17, ("one", "two"))[0]).base
    assert base is not None
    ones = base.codes(0).tolist()
    assert ones == sorted(ones)


def test_blocks_cover_the_base_and_end_where_many_records_share_a_code() -> None:
    for seed in range(12):
        base = compacted(random_pool(3_000 + seed, ("one", "two"))[0]).base
        assert base is not None
        begins = base.blocks.tolist()
        assert begins[0] == 0 and begins[-1] == len(base)
        assert all(0 < end - start <= BLOCK for start, end in pairwise(begins))
        ones = base.codes(0).tolist()
        runs = [sum(1 for _ in run) for _, run in groupby(ones)]
        edges = {sum(runs[:i]) for i, size in enumerate(runs) if size >= WHOLE_BLOCKS}
        assert edges <= set(begins)


def test_a_pool_whose_records_are_all_gone_can_be_compacted_and_filled_again() -> None:
    pool = Pool(COLUMNS)
    pool.put("a", {"one": ((1,),)})
    pool.remove("a")
    pool = compacted(pool)
    assert pool.living == 0 and top(lay_out(Query((), {"constant": 5})), pool, 3) == []
    pool.put("b", {"one": ((2,),)})
    assert [place.id for place in top(lay_out(Query((), {"constant": 5})), compacted(pool), 3)] == ["b"]
