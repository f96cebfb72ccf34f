"""The columns of one side: codes, bags, new versions, and what is remembered about values."""

from gc import collect
from weakref import ref

import numpy as np
import pytest

from features.compaction import compacted
from features.pool import Column, Pool, Row, Vocabulary, as_array, order_key
from features.tables import NONE, Shelf, Tables

PAY = Column("pay", np.dtype([("least", "f8"), ("floor", "?")]), lambda _: ())
SKILLS = Column("skills", np.dtype([("skill", "i4")]), lambda _: (), bag=True)
PLACES = Column("places", np.dtype([("code", "i4")]), lambda _: (), bag=True)


def held(pool: Pool, identifier: str) -> dict[str, list[tuple[object, ...]]]:
    """What a record's codes stand for."""
    row = pool.row(identifier)
    assert row is not None
    return {key: list(values) for key, values in pool.row_values(row).items()}


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
    assert [pool.tail.segment.code(position, 0) for position in range(3)] == [0, 0, 1]
    assert pool.stated(0) == {"places"}


def test_many_records_outgrow_the_first_room_and_stay_as_they_were() -> None:
    pool, luck = Pool((SKILLS, PAY, PLACES)), np.random.default_rng(1)
    rows: dict[str, Row] = {}
    for number in range(700):
        skills = tuple((int(v),) for v in luck.permutation(300)[: int(luck.integers(0, 6))])
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
    assert pool.tail.segment.codes(0).tolist() == [1, 1, 2]
    assert pool.tail.segment.distinct.tolist() == [3]


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


def test_tables_are_found_again_until_there_are_too_many() -> None:
    tables = Tables(most=100)
    tables.on("topic").answers["first"] = tables.place(np.arange(60, dtype=np.int32))
    held, before = tables.array, tables.forgotten
    assert tables.array[:60].tolist() == list(range(60)) and before == 0
    tables.place(np.ones(60, np.int32))
    assert tables.forgotten == 1 and not tables.on("topic").answers
    assert held[:60].tolist() == list(range(60)), "a query that was laid out keeps its tables"


def test_a_shelf_works_out_what_it_does_not_know_and_forgets_when_it_is_full() -> None:
    shelf, asked = Shelf(np.uint8, 16), []

    def fours(number: int) -> np.ndarray | None:
        asked.append(number)
        return None if number == 98 else np.full(4, number, np.uint8)

    def find(*numbers: int) -> list[list[int] | None]:
        places, array = shelf.find(np.array(numbers, np.int64), numbers, fours)
        return [None if at == NONE else array[at : at + 4].tolist() for at in places.tolist()]

    assert find(0, 1, 98, 1) == [[0] * 4, [1] * 4, None, [1] * 4]
    held = shelf.array
    assert find(1, 2, -1, 98) == [[1] * 4, [2] * 4, None, None] and asked == [0, 1, 98, 2], "what is known is not worked out again"
    assert find(3, 200, 2) == [[3] * 4, [200] * 4, [2] * 4], "five do not fit: all but those that are asked for are forgotten"
    assert held[:4].tolist() == [0] * 4, "a search that began before keeps its own"
    assert asked[4:] == [3, 200, 3, 200, 2]
    assert find(0, 3) == [[0] * 4, [3] * 4] and asked[-1] == 0
    assert find(5, 6, 7, 8, 9) == [[number] * 4 for number in (5, 6, 7, 8, 9)], "one query may need more than the shelf was made for"


def test_a_shelf_does_not_keep_alive_what_it_worked_out_from() -> None:
    """Else every array of tables that was forgotten would stay, a hundred megabytes each."""
    shelf, table = Shelf(np.uint8, 64), np.ones(4, np.uint8)
    alive = ref(table)
    shelf.find(np.array([5]), [table], lambda found: found + 1)
    del table
    collect()
    assert alive() is None


def test_a_column_of_more_values_than_two_bytes_can_count_is_wide_in_the_base() -> None:
    pool = Pool((PAY, SKILLS))
    for number in range(65_540):
        pool.put(f"m{number}", {"pay": ((float(number), False),), "skills": ((number % 7,),)})
    base = compacted(pool)
    assert base.base is not None and (base.base.narrow.shape[0], base.base.wide.shape[0]) == (1, 1)
    assert held(base, "m65539") == held(pool, "m65539") == {"pay": [(65_539.0, False)], "skills": [(65_539 % 7,)]}


def test_a_vocabulary_of_no_values_learns_its_first() -> None:
    for column in (PAY, SKILLS):
        first = np.zeros(0 if column.bag else 1, column.dtype)
        vocabulary = Vocabulary(column, first, np.zeros(len(first), np.int64))
        values = [(4500.0, True), (3000.0, False)] if column is PAY else [(7,), (9,)]
        assert [vocabulary.put(value) for value in values] == [len(first), len(first) + 1]
        assert [vocabulary.find(value) for value in values] == [len(first), len(first) + 1]


def test_a_label_can_be_changed_and_is_counted() -> None:
    pool = Pool((PAY,))
    for number in range(6):
        pool.put(f"m{number}", {}, label=number % 2)
    pool = compacted(pool)
    pool.put("m6", {}, label=2)
    assert pool.set_label("m0", 2) and pool.set_label("m6", 0) and not pool.set_label("m9", 1)
    pool.remove("m1")
    assert pool.label_counts[:3].tolist() == [3, 2, 1] and pool.living == 6


def test_the_key_that_breaks_ties_is_fixed_and_fits_63_bits() -> None:
    assert order_key("m1") == 7534448416337189674
    assert all(0 <= order_key(str(number)) < 2**63 for number in range(1000))


def test_a_query_s_own_values_become_a_structured_array() -> None:
    array = as_array(PAY, [(4500.0, True), (3000.0, False)])
    assert array["least"].tolist() == [4500.0, 3000.0]
    assert array["floor"].tolist() == [True, False]
