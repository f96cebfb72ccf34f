"""Figures of merit against examples worked by hand."""

from itertools import permutations
from math import log2

import pytest

from matcher.evaluation import ndcg, pairwise


def test_a_perfect_order_reaches_one_and_the_worst_does_not() -> None:
    assert ndcg([3, 2, 1, 0], 4) == 1.0
    assert ndcg([0, 1, 2, 3], 4) < 0.6


def test_ndcg_worked_by_hand() -> None:
    # gains 2^g-1: 3, 7, 0, 1 at places 1 to 4; the ideal is 7, 3, 1, 0
    reached = 3 / log2(2) + 7 / log2(3) + 0 / log2(4) + 1 / log2(5)
    ideal = 7 / log2(2) + 3 / log2(3) + 1 / log2(4)
    assert ndcg([2, 3, 0, 1], 5) == pytest.approx(reached / ideal)
    assert ndcg([2, 3, 0, 1], 1) == pytest.approx(3 / 7)
    assert ndcg([2, 3, 0, 1], 5) == pytest.approx(0.8354, abs=1e-4)


def test_what_lies_beyond_k_only_counts_in_the_ideal() -> None:
    assert ndcg([1, 0, 3], 2) == pytest.approx(1 / (7 + 1 / log2(3)))
    assert ndcg([0, 0, 3], 2) == 0.0


def test_where_nothing_is_good_nothing_can_be_missed() -> None:
    assert ndcg([0, 0, 0], 5) == 1.0 == ndcg([], 5)


def test_no_order_is_better_than_the_sorted_one() -> None:
    grades = (3, 1, 0, 2, 1)
    values = {order: ndcg(order, 5) for order in permutations(grades)}
    assert max(values.values()) == values[(3, 2, 1, 1, 0)] == 1.0
    assert min(values.values()) == values[(0, 1, 1, 2, 3)]


@pytest.mark.parametrize(
    ("grades", "scores", "right", "pairs"),
    [
        ([3, 2, 1], [9.0, 5.0, 1.0], 3.0, 3),
        ([3, 2, 1], [1.0, 5.0, 9.0], 0.0, 3),
        ([3, 2, 1], [5.0, 5.0, 1.0], 2.5, 3),
        ([2, 2, 1], [1.0, 9.0, 5.0], 1.0, 2),
        ([1, 1], [1.0, 2.0], 0.0, 0),
        ([], [], 0.0, 0),
        ([0, 3], [-100_000.0, 12.0], 1.0, 1),
    ],
)
def test_pairs_put_right_counted_by_hand(grades: list[int], scores: list[float], right: float, pairs: int) -> None:
    assert pairwise(grades, scores) == (right, pairs)
