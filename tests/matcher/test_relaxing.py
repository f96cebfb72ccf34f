"""Which conditions cannot hold together: against trying every set, and in how few tries."""

from collections.abc import Callable, Sequence
from itertools import combinations
from random import Random

from matcher.relaxing import conflict_among, smallest_relaxation

Broken = list[frozenset[int]]


def holding(broken: Broken) -> Callable[[Sequence[int]], bool]:
    """Conditions hold unless all of a broken set are among them."""
    return lambda kept: not any(one <= set(kept) for one in broken)


def some(random: Random) -> tuple[list[int], Broken]:
    count = random.randint(1, 9)
    conditions = list(range(count))
    return conditions, [frozenset(random.sample(conditions, random.randint(1, min(count, 4)))) for _ in range(random.randint(0, 4))]


def test_a_conflict_holds_without_any_one_of_it_and_does_without_early_conditions() -> None:
    random, seen = Random(20261122), 0
    for _ in range(1_000):
        conditions, broken = some(random)
        hold = holding(broken)
        found = conflict_among(conditions, hold)
        seen += bool(found)
        assert bool(found) is bool(broken) and list(found) == sorted(found)
        if found:
            assert not hold(found) and all(hold([other for other in found if other != one]) for one in found)
            kept = list(conditions)
            for one in conditions:
                kept = kept if hold([other for other in kept if other != one]) else [other for other in kept if other != one]
            assert list(found) == kept
    assert seen > 500


def test_what_is_given_up_is_the_fewest() -> None:
    random = Random(4)
    for _ in range(300):
        conditions, broken = some(random)
        hold = holding(broken)
        fewest = next(n for n in range(len(conditions) + 1) for out in combinations(conditions, n) if hold([*set(conditions) - set(out)]))
        given = smallest_relaxation(conditions, hold)
        assert len(given) == fewest and hold([one for one in conditions if one not in given])


def test_where_the_facts_alone_do_not_hold_no_condition_is_blamed() -> None:
    assert conflict_among([1, 2, 3], lambda kept: False) == () == smallest_relaxation([1, 2, 3], lambda kept: False)
    assert conflict_among([], lambda kept: False) == ()


def test_a_conflict_of_three_among_a_thousand_takes_few_tries() -> None:
    tried = 0

    def hold(kept: Sequence[int]) -> bool:
        nonlocal tried
        tried += 1
        return not {300, 500, 998} <= set(kept)

    assert conflict_among(range(1_000), hold) == (300, 500, 998) and tried < 100
