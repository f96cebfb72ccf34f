"""What bounds a term in the blocks of a base: never less than any record there earns, close where entries are high."""

from itertools import pairwise

import numpy as np
import pytest

from features.compaction import compacted
from features.pool import Column, Pool
from features.segment import Segment
from matcher.compile import BEST, LOOKUP, SUM
from matcher.kernel import LEAST_BOUND, bound_by_value

VALUES = 60
COLUMNS = tuple(Column(key, np.dtype([("value", "i4")]), lambda _: (), bag=key == "bag") for key in ("one", "bag"))

def base_of(seed: int) -> tuple[Pool, Segment]:
    """Two thousand records, neighbours alike, of many values each; some say nothing."""
    luck, pool = np.random.default_rng(seed), Pool(COLUMNS)
    pool.sorted_by = ("one",)
    for number in range(2_000):
        one = () if luck.random() < 0.1 else ((int(luck.integers(VALUES)),),)
        bag = tuple((int(v),) for v in luck.permutation(VALUES)[: int(luck.integers(0, 4))])
        pool.put(f"r{number}", {"one": one, "bag": bag})
    pool = compacted(pool)
    assert pool.base is not None
    return pool, pool.base


def earned(base: Segment, position: int, operation: int, table: np.ndarray, empty: int) -> list[int]:
    """The most that any record of each block earns, read record by record."""
    rows = base.codes(position).tolist()
    if operation == LOOKUP:
        values = [int(table[code]) for code in rows]
    else:
        entries = [table[base.bag(position, code)].tolist() for code in rows]
        values = [(sum(each) if operation == SUM else max(each)) if each else empty for each in entries]
    return [max(values[start:end]) for start, end in pairwise(base.blocks.tolist())]


ASKED = [(key, operation, floor) for key, operation in (("one", LOOKUP), ("bag", BEST)) for floor in (LEAST_BOUND, 0, 100, 300, 700)]


@pytest.mark.parametrize(("key", "operation", "floor"), [*ASKED, ("bag", SUM, 0)])
def test_a_bound_holds_for_every_record_and_is_exact_above_its_floor(key: str, operation: int, floor: int) -> None:
    for seed in range(4):
        pool, base = base_of(seed)
        luck, position = np.random.default_rng(100 + seed), pool.position[key]
        table = luck.choice((-1_000_000, 0, 50, 200, 500, 900), len(pool.vocabularies[key])).astype(np.int32)
        empty = int(luck.choice((0, 150, 400)))
        table[0] = empty if operation == LOOKUP else table[0]
        true = np.array(earned(base, position, operation, table, empty))
        starts, blocks = base.holders(position)
        found = np.full(len(true), -7, np.int16)
        floors = np.array([floor], np.int64)
        assert bound_by_value(operation, empty, 2_700, floors, len(blocks), table, starts, blocks, found)
        assert (found >= np.maximum(true, floor)).all() and (found <= 2_700).all()
        if operation != SUM:
            assert np.array_equal(found, np.maximum(true, floor))


def test_the_lowest_floor_is_taken_for_which_few_enough_holders_need_be_looked_at() -> None:
    pool, base = base_of(0)
    position = pool.position["bag"]
    starts, blocks = base.holders(position)
    table = np.repeat([50, 200, 900], 20).astype(np.int32)
    floors, found = np.array([0, 100, 700, 800], np.int64), np.empty(len(base.blocks) - 1, np.int16)
    holders = [int((np.diff(starts)[: len(table)][table > floor]).sum()) for floor in floors.tolist()]
    for floor, most in zip(floors.tolist(), holders, strict=True):
        assert bound_by_value(BEST, 0, 900, floors, most, table, starts, blocks, found)
        assert int(found.min()) >= floor
    assert holders[0] > holders[1] > holders[2] == holders[3]
    assert not bound_by_value(BEST, 0, 900, floors, holders[2] - 1, table, starts, blocks, found)
