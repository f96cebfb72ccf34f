"""Bags put together from phrases: first places are kept, better readings take them, equal bags are one."""

import numpy as np
import pytest

from features.unions import Item, Parts, shared

PHRASES = [[Item(7, 50, 70), Item(8, 10, 80)], [Item(7, 20, 71)], [Item(9, 0, 90), Item(8, 90, 81)]]


def united(*said: list[int]) -> list[list[int]]:
    """The value codes of each record that said these phrases."""
    ends, codes, _ = Parts.of(PHRASES).united(np.array(said, np.int32))
    return [part.tolist() for part in np.split(codes, ends[:-1])]


def test_a_thing_stays_where_it_was_first_said_and_takes_its_best_reading() -> None:
    assert united([0, 1, 2]) == [[71, 80, 90]]
    assert united([1, 0, 2]) == [[71, 80, 90]]
    assert united([2, 0, 1]) == [[90, 80, 71]]


def test_who_said_nothing_has_an_empty_bag_and_equal_bags_are_one() -> None:
    said = np.array([[0, 1], [-1, -1], [1, -1], [-1, 1], [0, 1]], np.int32)
    bags = shared(*Parts.of(PHRASES).united(said))
    assert bags.codes.tolist() == [1, 0, 2, 2, 1]
    assert [bags.items[a:b].tolist() for a, b in zip(bags.starts, bags.ends, strict=True)] == [[], [71, 80], [71]]


def test_two_different_bags_with_one_hash_are_refused() -> None:
    ends, codes, _ = Parts.of(PHRASES).united(np.array([[0], [1]], np.int32))
    with pytest.raises(ValueError, match="one hash"):
        shared(ends, codes, np.zeros(2, np.uint64))
