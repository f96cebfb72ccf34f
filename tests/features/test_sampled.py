"""The records that are looked at for what others say: the same ones however they are kept."""

import numpy as np
import pytest

from data.scenarios.world import people
from features import sampled as sampling
from features.compaction import compacted
from features.pool import Pool
from features.sampled import sampled, stating
from features.world import working_encoder


def pool_of(count: int) -> Pool:
    """Members of the seeded world, all of them in the tail."""
    encoder = working_encoder()
    pool = encoder.pool("member")
    for member in people(3, count):
        pool.put(member.id, encoder.row(encoder.profile(member)))
    return pool


def ids(pool: Pool) -> list[str]:
    """The ids of the records looked at, in order."""
    return [pool.id(row) for row in sampled(pool).tolist()]


def test_a_few_records_are_all_looked_at_in_the_order_of_their_keys() -> None:
    pool = pool_of(120)
    pool.remove(pool.id(7))
    keys = pool.keys[sampled(pool)]
    assert len(keys) == 119 and (np.diff(keys) > 0).all()


def test_of_many_a_fixed_part_is_looked_at_wherever_it_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sampling, "MOST", 40)
    tail = pool_of(400)
    base = compacted(tail)
    assert 40 <= len(ids(tail)) <= 120 and ids(base) == ids(tail)
    gone = ids(tail)[3]
    for pool in (tail, base):
        pool.remove(gone)
    assert ids(base) == ids(tail) and gone not in ids(base)
    both = compacted(pool_of(300))
    for member in list(people(3, 400))[300:]:
        both.put(member.id, working_encoder().row(working_encoder().profile(member)))
    both.remove(gone)
    assert ids(both) == ids(tail)


def test_those_who_say_something_are_told_from_those_who_do_not() -> None:
    pool = compacted(pool_of(200))
    rows = sampled(pool)
    said = stating(pool, "pay", rows).tolist()
    assert said == [row for row in rows.tolist() if pool.values("pay", row)] and 0 < len(said) < len(rows)
