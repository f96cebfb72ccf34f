"""Filling many seats at once: against brute force, against a verifier of its own, and what is told of it."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from random import Random

import pytest

from matcher.allocation import allocate
from matcher.allocation_check import check
from matcher.conflict import conditions_of, with_conditions
from matcher.demand import Bound, Condition, Demand, Edges, LeftOut, Pair, Placement, Quota, Seats

RANDOM_DEMANDS = 700


def demand_of(random: Random) -> Demand:
    """A small demand with everything in it that can be asked."""
    members, opportunities = random.randint(1, 5), random.randint(1, 3)
    pairs = [(m, o) for m in range(members) for o in range(opportunities) if random.random() < 0.7]
    edges = Edges.of((*pair, random.choice([100, 200, 300, random.randint(0, 900)])) for pair in pairs)
    seats = []
    for _ in range(opportunities):
        most = random.randint(0, 3)
        seats.append(Seats(most, random.choice([0, 0, random.randint(0, most)])))
    cells = [(o, g) for o in range(opportunities) for g in (0, 1) if random.random() < 0.3]
    quotas = tuple(Quota(o, g, random.choice([0, 0, 1]), random.choice([None, 0, 1, 2])) for o, g in cells)

    def some(share: float) -> frozenset[Pair]:
        return frozenset(pair for pair in pairs if random.random() < share)

    return Demand(
        edges, tuple(seats), members, {m: random.randint(0, 3) for m in range(members) if random.random() < 0.3},
        tuple(random.randint(0, 1) for _ in range(members)), quotas, some(0.06), some(0.08), random.randint(0, 2),
    )  # fmt: skip


def answers(demand: Demand) -> Iterator[tuple[Pair, ...]]:
    """Every set of pairs that keeps all conditions, by trying them all."""
    scores = demand.edges.by_pair()
    pairs = [pair for pair in scores if pair not in demand.forbids]
    for chosen in product((False, True), repeat=len(pairs)):
        placed = tuple(pair for pair, taken in zip(pairs, chosen, strict=True) if taken)
        if keeps(demand, placed):
            yield placed


def keeps(demand: Demand, placed: tuple[Pair, ...]) -> bool:
    """Whether a set of pairs keeps every condition."""
    per_member, per_seat = Counter(m for m, _ in placed), Counter(o for _, o in placed)
    per_part = Counter((o, demand.groups[m]) for m, o in placed)
    return (
        demand.locks <= set(placed)
        and all(per_member[m] <= demand.takes.get(m, 1) for m in per_member)
        and all(seats.least <= per_seat[o] <= seats.most for o, seats in enumerate(demand.seats))
        and all(q.least <= per_part[q.opportunity, q.group] <= (9 if q.most is None else q.most) for q in demand.quotas)
    )


def test_the_total_is_that_of_brute_force_and_the_verifier_agrees() -> None:
    random, impossible = Random(20261122), 0
    for turn in range(RANDOM_DEMANDS):
        demand = demand_of(random)
        scores = demand.edges.by_pair()
        found, totals = allocate(demand), [sum(map(scores.__getitem__, placed)) for placed in answers(demand)]
        verdict = check(demand, found)
        assert verdict.faults == (), (turn, demand, verdict)
        assert bool(found.conflict) is not bool(totals), (turn, demand)
        if totals:
            assert found.total == verdict.total == max(totals), (turn, demand)
            assert verdict.best is True, (turn, demand)
        impossible += not totals
    assert RANDOM_DEMANDS // 10 < impossible < RANDOM_DEMANDS * 2 // 3


def test_a_conflict_cannot_hold_but_does_without_any_one_of_its_conditions() -> None:
    random, seen = Random(3), 0
    for _ in range(400):
        demand = demand_of(random)
        conflict = allocate(demand).conflict
        if not conflict:
            continue
        seen += 1
        assert set(conflict) <= set(conditions_of(demand))
        assert next(answers(with_conditions(demand, conflict)), None) is None
        for condition in conflict:
            others = [other for other in conflict if other != condition]
            assert next(answers(with_conditions(demand, others)), None) is not None
    assert seen > 40


def test_the_answer_is_the_same_whatever_order_the_pairs_came_in() -> None:
    random = Random(11)
    triples = [(m, o, 500 + 100 * random.randint(0, 2)) for m in range(40) for o in range(6)]
    asked = [Demand(Edges.of(random.sample(triples, len(triples))), (Seats(5),) * 6, 40, alternates=3) for _ in range(5)]
    assert len({repr(allocate(demand)) for demand in asked}) == 1


def test_one_member_is_not_placed_in_every_opening() -> None:
    edges = Edges.of([(0, 0, 9000), (0, 1, 9000), (1, 0, 8000), (1, 1, 7000)])
    found = allocate(Demand(edges, (Seats(1), Seats(1)), 2))
    assert found.total == 17000 and {p.member for p in found.placements} == {0, 1}
    assert [p for p in found.placements if p.member == 1] == [Placement(1, 0, 8000)]


def test_whoever_is_left_out_is_told_the_score_of_the_last_seat() -> None:
    edges = Edges.of([(0, 0, 7120), (1, 0, 6805), (2, 0, 6805)])
    found = allocate(Demand(edges, (Seats(1),), 4, alternates=1))
    assert found.cutoffs == (7120,)
    assert found.left_out == (LeftOut(1, 0, 6805, 7120), LeftOut(2, 0, 6805, 7120), LeftOut(3))
    assert found.reserves == ((Placement(1, 0, 6805),),)


def test_a_quota_brings_in_its_group_at_the_price_of_the_score() -> None:
    edges = Edges.of([(0, 0, 9000), (1, 0, 8000), (2, 0, 3000)])
    demand = Demand(edges, (Seats(2),), 3, groups=(0, 0, 1), quotas=(Quota(0, 1, least=1),))
    assert {p.member for p in allocate(demand).placements} == {0, 2}
    assert {p.member for p in allocate(replace(demand, quotas=(Quota(0, 0, most=1),))).placements} == {0, 2}


def test_a_minimum_that_nobody_can_fill_is_named_and_the_rest_is_placed() -> None:
    edges = Edges.of([(0, 0, 9000), (1, 1, 8000)])
    found = allocate(Demand(edges, (Seats(1), Seats(3, least=2)), 2))
    assert found.conflict == (Condition(Bound.LEAST, 1, value=2),)
    assert found.total == 17000 and found.shortages == (0, 2)


def test_a_lock_of_a_pair_that_is_forbidden_is_named_with_the_ban() -> None:
    edges = Edges.of([(0, 0, 9000)])
    found = allocate(Demand(edges, (Seats(1),), 1, locks=frozenset({(0, 0)}), forbids=frozenset({(0, 0)})))
    assert {condition.bound for condition in found.conflict} == {Bound.LOCK, Bound.FORBID}


def test_a_lock_of_a_pair_that_is_no_candidate_is_named() -> None:
    found = allocate(Demand(Edges.of([]), (Seats(1),), 1, locks=frozenset({(0, 0)})))
    assert found.conflict == (Condition(Bound.LOCK, 0, 0),)


@pytest.mark.parametrize(
    "wrong",
    [
        {"seats": (Seats(1),)},
        {"members": 1},
        {"groups": (0,)},
        {"quotas": (Quota(5, 0),)},
        {"quotas": (Quota(0, 0), Quota(0, 0, 1))},
        {"locks": frozenset({(0, 9)})},
    ],
)
def test_numbers_that_lead_nowhere_are_refused(wrong: dict[str, object]) -> None:
    demand = Demand(Edges.of([(0, 0, 1), (1, 1, 1)]), (Seats(1), Seats(1)), 2)
    with pytest.raises(ValueError, match=r"\w"):
        allocate(replace(demand, **wrong))  # type: ignore[arg-type]
