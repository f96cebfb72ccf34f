"""A pool that stands still finds every record where it stood, whatever happens to the pool it was taken from."""

import numpy as np
import pytest

from features.still import loosened, still
from tests.features.test_compaction import Held, random_pool, written


@pytest.mark.parametrize("seed", range(15))
def test_later_writes_do_not_reach_a_still_pool(seed: int) -> None:
    luck = np.random.default_rng(seed)
    pool, held = random_pool(6_000 + seed)
    before: Held = dict(held)
    found = still(pool)
    loosened(pool)
    written(luck, pool, held, 150)
    for number in range(700):
        key = f"r{number}"
        row = found.row(key)
        assert (row is not None) == (key in before)
        if row is not None:
            assert found.id(row) == key and dict(found.row_values(row)) == before[key][0]
    assert sorted(found.tail.row_of) == sorted({*found.tail.row_of} & {*before})
    assert pool.living == len(held) and found.living == len(before)
