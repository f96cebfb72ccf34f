"""A tail merged into a base gives what all its records arranged anew would give, to the last number."""

from dataclasses import fields

import numpy as np
import pytest

from features.bags import Bags, Coded
from features.compaction import arranged, compacted
from features.pool import Pool
from features.segment import Segment
from tests.features.test_compaction import COLUMNS, random_pool, written


def in_any_order(luck: np.random.Generator, pool: Pool) -> Coded:
    """The living records of a pool as plain columns, shuffled; a bag of its own for every record."""
    living = luck.permutation(np.flatnonzero(pool.alive)).tolist()
    rows = [pool.row_values(row) for row in living]
    columns: dict[str, np.ndarray | Bags] = {}
    for column in pool.columns:
        find = pool.vocabularies[column.key].code
        codes = [[find(value) for value in row[column.key]] for row in rows]
        if not column.bag:
            columns[column.key] = np.array([held[0] if held else 0 for held in codes], np.uint32)
            continue
        number = {bag: at for at, bag in enumerate(dict.fromkeys([(), *map(tuple, codes)]))}
        ends = np.cumsum([len(bag) for bag in number])
        starts = np.concatenate([[0], ends[:-1]])
        items = np.array([item for bag in number for item in bag], np.uint32)
        columns[column.key] = Bags(starts, ends, items, np.array([number[tuple(held)] for held in codes], np.uint32))
    ids = np.array([pool.id(row).encode() for row in living], np.bytes_)
    return Coded(columns, ids, pool.keys[living], pool.labels[living])


def same(one: object, other: object) -> bool:
    if not isinstance(one, np.ndarray) or not isinstance(other, np.ndarray):
        return one == other
    return one.dtype == other.dtype and np.array_equal(one, other)


@pytest.mark.parametrize("sorted_by", [(), ("one",), ("bag a", "two"), ("two", "bag a", "one")])
def test_a_merged_base_is_the_one_that_all_its_records_give_anew(sorted_by: tuple[str, ...]) -> None:
    for seed in range(12):
        luck = np.random.default_rng(seed)
        pool, held = random_pool(5_000 + seed, sorted_by)
        written(luck, pool, held, int(luck.integers(0, 200)))
        base, register = arranged(pool, in_any_order(luck, pool))
        after = compacted(pool)
        assert after.base is not None and after.register is not None
        differing = [field.name for field in fields(Segment) if not same(getattr(after.base, field.name), getattr(base, field.name))]
        assert not differing, (seed, differing)
        assert same(after.register.ids.astype("S8"), register.ids.astype("S8")) and same(after.register.by_key, register.by_key)


def test_a_value_too_large_for_two_bytes_may_come_with_the_tail() -> None:
    pool = Pool(COLUMNS)
    for number in range(40):
        pool.put(f"early {number}", {"bag a": ((number,), (number + 1,))})
    pool = compacted(pool)
    assert pool.base is not None and pool.base.items.dtype == np.uint16
    for number in range(70_000):
        pool.vocabularies["bag a"].code((number,))
    pool.put("late", {"bag a": ((69_999,), (3,))})
    pool = compacted(pool)
    assert pool.base is not None and pool.base.items.dtype == np.uint32
    assert pool.values("bag a", pool.row("late") or 0) == ((69_999,), (3,))
    assert all(pool.values("bag a", pool.row(f"early {number}") or 0) == ((number,), (number + 1,)) for number in range(40))
