"""What bounds a term in the blocks of a base: never less than any record there earns, close where entries are high."""

from itertools import pairwise

import numpy as np
import pytest

from features.compaction import compacted
from features.pool import Column, Pool
from features.segment import BLOCK, PARTS, Segment
from matcher.bounding import LEAST_BOUND, bound, unit
from matcher.compile import BEST, LOOKUP, SUM

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


def earned(base: Segment, position: int, operation: int, table: np.ndarray, empty: int) -> tuple[list[int], list[list[int]]]:
    """The most that any record of each block earns, and of each of its parts, read record by record."""
    rows = base.codes(position).tolist()
    if operation == LOOKUP:
        values = [int(table[code]) for code in rows]
    else:
        entries = [table[base.bag(position, code)].tolist() for code in rows]
        values = [(sum(each) if operation == SUM else max(each)) if each else empty for each in entries]
    blocks, length = [values[start:end] for start, end in pairwise(base.blocks.tolist())], BLOCK // PARTS
    return [max(block) for block in blocks], [[max(block[at : at + length]) for at in range(0, len(block), length)] for block in blocks]


def told(row: np.ndarray, largest: int) -> tuple[np.ndarray, np.ndarray]:
    """What bytes say in hundredths: of each block, and of its parts."""
    each, lowest = unit(largest)
    hundredths = lowest + each * row.astype(np.int64)
    count = len(row) // (1 + PARTS)
    return hundredths[:count], hundredths[count:].reshape(count, PARTS)


ASKED = [(key, operation, floor) for key, operation in (("one", LOOKUP), ("bag", BEST)) for floor in (LEAST_BOUND, 0, 100, 300, 700)]


@pytest.mark.parametrize(("key", "operation", "floor"), [*ASKED, ("bag", SUM, 0)])
@pytest.mark.parametrize("worth", [1, 0], ids=["earns", "excludes"])
def test_a_bound_holds_for_every_record_and_is_close_above_its_floor(key: str, operation: int, floor: int, worth: int) -> None:
    for seed in range(4):
        pool, base = base_of(seed)
        luck, position = np.random.default_rng(100 + seed), pool.position[key]
        table = luck.choice((-1_000_000, 0, 50 * worth, 200 * worth, 900 * worth), len(pool.vocabularies[key])).astype(np.int32)
        empty, largest = int(luck.choice((0, 150, 400))) * worth, 2_700 * worth
        table[0] = empty if operation == LOOKUP else table[0]
        (each, lowest), floor = unit(largest), min(floor, largest)
        blocks, parts = earned(base, position, operation, table, empty)
        row = np.full((1 + PARTS) * len(blocks), 77, np.uint8)
        mean = bound(operation, empty, largest, np.array([floor]), len(base.holders), table, base.holders_of(position), base.holders, base.parts, row)
        found, near = told(row, largest)
        if mean < 0:
            assert not worth and min(blocks) == 0, "where nobody is excluded from every block there is nothing to bound"
            continue
        assert mean == pytest.approx(row[len(blocks) :: PARTS].mean())
        for block, (most, of_parts) in enumerate(zip(blocks, parts, strict=True)):
            pairs = [(found[block], most), *zip(near[block], of_parts, strict=False)]
            assert all(most <= told <= max(largest, 0) + each - 1 and floor <= told for told, most in pairs)
            assert operation == SUM or all(told < max(most, floor, lowest) + each for told, most in pairs)
        assert operation != SUM or not worth or (near.max(axis=1) <= found).all()


def test_the_lowest_floor_is_taken_for_which_few_enough_holders_need_be_looked_at() -> None:
    pool, base = base_of(0)
    position = pool.position["bag"]
    starts = base.holders_of(position)
    table = np.repeat([50, 200, 900], 20).astype(np.int32)
    floors, row = np.array([0, 100, 700, 800], np.int64), np.empty((1 + PARTS) * (len(base.blocks) - 1), np.uint8)
    holders = [int((np.diff(starts.astype(np.int64))[: len(table)][table > floor]).sum()) for floor in floors.tolist()]

    def bounded(most: int) -> float:
        return float(bound(BEST, 0, 900, floors, most, table, starts, base.holders, base.parts, row))

    for floor, most in zip(floors.tolist(), holders, strict=True):
        assert bounded(most) >= 0
        taken = next(low for low, work in zip(floors.tolist(), holders, strict=True) if work <= most)
        assert taken <= floor and taken <= int(told(row, 900)[1].min()) < taken + 50 + unit(900)[0]
    assert holders[0] > holders[1] > holders[2] == holders[3]
    assert bounded(holders[2] - 1) == -1


def test_a_part_is_left_out_that_its_block_would_let_in() -> None:
    """Else a bound on parts would be of no use."""
    pool, base = base_of(1)
    position, table = pool.position["bag"], np.zeros(VALUES + 5, np.int32)
    table[7] = 500
    row = np.empty((1 + PARTS) * (len(base.blocks) - 1), np.uint8)
    bound(BEST, 0, 500, np.array([0]), 10_000, table, base.holders_of(position), base.holders, base.parts, row)
    found, near = told(row, 500)
    assert (near[found == 500] == 0).any() and (near[found == 0] == 0).all() and (found == near.max(axis=1)).all()
