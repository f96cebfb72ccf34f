"""The columns of one side: codes, bags, new versions, and what is remembered about values."""

import numpy as np
import pytest

from features import pool as pool_module
from features.pool import Column, Memory, Pool, Row, as_array, order_key

PAY = Column("pay", np.dtype([("least", "f8"), ("floor", "?")]), lambda _: ())
SKILLS = Column("skills", np.dtype([("skill", "i4")]), lambda _: (), bag=True)
PLACES = Column("places", np.dtype([("code", "i4")]), lambda _: (), bag=True)


def held(pool: Pool, identifier: str) -> dict[str, list[tuple[object, ...]]]:
    """What a record's codes stand for."""
    row, found = pool.row_of[identifier], {}
    for at, column in enumerate(pool.columns):
        code = int(pool.codes[at, row])
        values = pool.vocabularies[column.key].array
        if column.bag:
            first, last = pool.bags[at - pool.first_bag, code]
            found[column.key] = [values[item].item() for item in pool.items[first:last]]
        else:
            found[column.key] = [values[code].item()] if code else []
    return found


def test_a_record_is_found_again_as_it_was_put() -> None:
    pool = Pool((SKILLS, PAY, PLACES))
    row: Row = {"skills": ((7,), (3,)), "pay": ((4500.0, True),)}
    pool.put("m1", {})
    pool.put("m2", row)
    assert held(pool, "m2") == {"pay": [(4500.0, True)], "skills": [(7,), (3,)], "places": []}
    assert held(pool, "m1") == {"pay": [], "skills": [], "places": []}


def test_what_is_not_stated_has_code_nought_in_every_column() -> None:
    pool = Pool((SKILLS, PAY, PLACES))
    pool.put("m1", {"places": ((361021,),)})
    assert pool.codes[:, 0].tolist() == [0, 0, 1]


def test_many_records_outgrow_the_first_room_and_stay_as_they_were() -> None:
    pool, luck = Pool((SKILLS, PAY, PLACES)), np.random.default_rng(1)
    rows: dict[str, Row] = {}
    for number in range(700):
        skills = tuple((int(v),) for v in luck.integers(0, 300, int(luck.integers(0, 6))))
        rows[f"m{number}"] = {"skills": skills, "pay": ((float(number), False),), "places": ((number,),)}
        pool.put(f"m{number}", rows[f"m{number}"])
    assert len(pool) == 700
    for identifier, row in rows.items():
        assert held(pool, identifier) == {key: list(values) for key, values in row.items()}


def test_a_new_version_takes_the_place_of_the_old_one() -> None:
    pool = Pool((PAY,))
    pool.put("m1", {"pay": ((4000.0, False),)})
    pool.put("m1", {"pay": ((5000.0, False),)})
    assert pool.alive.tolist() == [0, 1]
    assert held(pool, "m1") == {"pay": [(5000.0, False)]}


def test_a_removed_record_is_gone_once() -> None:
    pool = Pool((PAY,))
    pool.put("m1", {})
    assert pool.remove("m1") is True
    assert pool.remove("m1") is False
    assert pool.alive.tolist() == [0]


def test_equal_bags_share_their_code() -> None:
    pool = Pool((SKILLS,))
    for identifier, skills in (("a", ((1,), (2,))), ("b", ((1,), (2,))), ("c", ((2,),))):
        pool.put(identifier, {"skills": skills})
    assert pool.codes[0].tolist() == [1, 1, 2]
    assert pool.distinct(0) == 3


def test_a_row_that_cannot_be_encoded_leaves_the_earlier_version() -> None:
    pool = Pool((PAY,))
    pool.put("m1", {"pay": ((4000.0, False),)})
    with pytest.raises((TypeError, ValueError)):
        pool.put("m1", {"pay": (("four thousand", False),)})
    assert held(pool, "m1") == {"pay": [(4000.0, False)]}
    assert pool.alive.tolist() == [1]


def test_how_often_a_value_was_put_is_counted() -> None:
    pool = Pool((PAY, SKILLS))
    for identifier in ("a", "b", "c"):
        pool.put(identifier, {"pay": ((4000.0, False),), "skills": ((9,),) if identifier == "a" else ()})
    assert pool.vocabularies["pay"].counts.tolist() == [0, 3]
    assert pool.vocabularies["skills"].counts.tolist() == [1]
    assert pool.vocabularies["skills"].absent == 2


def test_memory_forgets_when_it_takes_too_much_room(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool_module, "MOST_REMEMBERED", 100)
    memory = Memory()
    memory.keep("topic", "first", np.zeros(20, np.int32))
    assert list(memory.on("topic")) == ["first"]
    memory.keep("topic", "second", np.zeros(20, np.int32))
    assert list(memory.on("topic")) == ["second"]
    assert not memory.on("another topic")


def test_codes_grow_wider_when_a_column_has_too_many_values_for_two_bytes() -> None:
    pool = Pool((PAY, SKILLS))
    for number in range(65_540):
        pool.put(f"m{number}", {"pay": ((float(number), False),), "skills": ((number % 7,),)})
        if number == 65_000:
            assert pool.codes.dtype == np.uint16
    assert pool.codes.dtype == np.uint32
    assert pool.codes[pool.position["pay"]].tolist() == list(range(1, 65_541))
    assert held(pool, "m65539") == {"pay": [(65_539.0, False)], "skills": [(65_539 % 7,)]}


def test_the_key_that_breaks_ties_is_fixed_and_fits_63_bits() -> None:
    assert order_key("m1") == 7534448416337189674
    assert all(0 <= order_key(str(number)) < 2**63 for number in range(1000))


def test_a_query_s_own_values_become_a_structured_array() -> None:
    array = as_array(PAY, [(4500.0, True), (3000.0, False)])
    assert array["least"].tolist() == [4500.0, 3000.0]
    assert array["floor"].tolist() == [True, False]
