"""Placements from which no pair would walk away: against a public library, and against trying everything."""

import warnings
from collections import Counter
from dataclasses import replace
from random import Random

import numpy as np
import pytest
from matching.games import HospitalResident

from matcher.allocation import allocate
from matcher.demand import Bound, Condition, Demand, Edges, Pair, Placement, Quota, Seats
from matcher.stable import Asking, StableAnswer, match_stably
from tests.matcher.stable_oracle import Market, blocking_pairs

BOTH = (Asking.MEMBERS, Asking.OPPORTUNITIES)


def pairs_of(found: StableAnswer) -> frozenset[Pair]:
    return frozenset((placement.member, placement.opportunity) for placement in found.placements)


def small(random: Random, pairs: int = 9) -> tuple[Demand, dict[Pair, int], np.ndarray]:
    """A tiny demand with everything in it, equal scores not spared; members often want what does not want them."""
    members, opportunities = random.randint(1, 5), random.randint(1, 3)
    every = [(m, o) for m in range(members) for o in range(opportunities)]
    some = random.sample(every, min(len(every), pairs))
    edges = Edges.of((*pair, random.choice([100, 200, random.randint(0, 900)])) for pair in some)
    cells = [(o, g) for o in range(opportunities) for g in (0, 1) if random.random() < 0.3]
    demand = Demand(
        edges, tuple(Seats(random.choice([0, 1, 1, 2, 3])) for _ in range(opportunities)), members,
        {m: random.randint(0, 3) for m in range(members) if random.random() < 0.3},
        tuple(random.randint(-1, 1) for _ in range(members)),
        tuple(Quota(o, g, 0, random.choice([None, 0, 1, 1, 2])) for o, g in cells),
        frozenset(pair for pair in some if random.random() < 0.05), frozenset(pair for pair in some if random.random() < 0.08),
    )  # fmt: skip
    opposed = random.random() < 0.8
    wishes = 900 - edges.scores if opposed else np.array([random.randint(0, 9) for _ in range(len(edges))], np.int64)
    return demand, dict(zip(edges.by_pair(), wishes.tolist(), strict=True)), wishes


def large(seed: int, members: int = 300, opportunities: int = 20) -> tuple[Demand, np.ndarray]:
    """A demand too large to try everything."""
    random = np.random.default_rng(seed)
    mask = random.random((members, opportunities)) < 0.4
    rows, columns = np.nonzero(mask)
    edges = Edges(rows, columns, random.integers(0, 100, len(rows)) * 100)
    quotas = tuple(Quota(o, g, 0, int(random.integers(0, 9))) for o in range(0, opportunities, 2) for g in range(5))
    groups = tuple(random.integers(0, 6, members).tolist())
    seats = tuple(Seats(int(most)) for most in random.integers(0, 2 * members // opportunities, opportunities))
    takes = {member: int(random.integers(0, 4)) for member in range(0, members, 3)}
    return Demand(edges, seats, members, takes, groups, quotas), 10_000 - edges.scores


@pytest.mark.parametrize("asking", BOTH)
def test_hospitals_and_residents_are_matched_as_the_public_library_matches_them(asking: Asking) -> None:
    random, told_apart = Random(f"{asking}"), 0
    for turn in range(500):
        members, opportunities = random.randint(1, 12), random.randint(1, 6)
        pairs = [(m, o) for m in range(members) for o in range(opportunities) if random.random() < 0.7]
        edges = Edges.of((*pair, random.randint(0, 12)) for pair in pairs)
        wishes = np.array([random.randint(0, 5) for _ in pairs], np.int64)
        market = Market(demand := Demand(edges, tuple(Seats(random.randint(1, 4)) for _ in range(opportunities)), members),
                        dict(zip(edges.by_pair(), wishes.tolist(), strict=True)))  # fmt: skip
        theirs = {m: sorted((p for p in pairs if p[0] == m), key=market.rank_of_member)[::-1] for m, _ in pairs}
        ours = {o: sorted((p for p in pairs if p[1] == o), key=market.rank_of_opportunity)[::-1] for _, o in pairs}
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            game = HospitalResident.create_from_dictionaries(
                {m: [o for _, o in own] for m, own in theirs.items()},
                {o: [m for m, _ in own] for o, own in ours.items()}, {o: demand.seats[o].most for o in ours},
            )  # fmt: skip
            solved = game.solve(optimal="resident" if asking == Asking.MEMBERS else "hospital")
        expected = {(member.name, hospital.name) for hospital, several in solved.items() for member in several}
        assert pairs_of(match_stably(demand, asking, wishes)) == expected, (turn, demand)
        told_apart += pairs_of(match_stably(demand, BOTH[asking == Asking.MEMBERS], wishes)) != expected
    assert told_apart > 10


def test_no_pair_would_walk_away_and_those_who_ask_get_the_best_of_all_stable_answers() -> None:
    random, several = Random(20261123), 0
    for turn in range(1200):
        demand, wishes, array = small(random)
        market = Market(demand, wishes)
        stable = list(market.stable_answers())
        by_members, by_places = (pairs_of(match_stably(demand, asking, array)) for asking in BOTH)
        assert by_members in stable and by_places in stable, (turn, demand)
        union = frozenset[Pair]().union(*stable)
        for member in range(demand.members):
            own = [pair for pair in union if pair[0] == member]
            assert market.chosen_by_member(own) == {pair for pair in by_members if pair[0] == member}, (turn, demand)
        for at in range(len(demand.seats)):
            own = [pair for pair in union if pair[1] == at]
            assert market.chosen_by_opportunity(own) == {pair for pair in by_places if pair[1] == at}, (turn, demand)
        several += len(stable) > 1
    assert several > 15


def test_the_quick_count_of_pairs_that_would_walk_away_is_that_of_the_definition() -> None:
    random, some = Random(31), 0
    for _ in range(300):
        demand, wishes, _ = small(random)
        market = Market(demand, wishes)
        placed = frozenset(pair for pair in market.scores if random.random() < 0.4)
        if market.feasible(placed):
            assert set(blocking_pairs(demand, placed, wishes)) == set(market.blocking(placed))
            some += bool(market.blocking(placed))
    assert some > 50


@pytest.mark.parametrize("asking", BOTH)
def test_no_pair_would_walk_away_from_a_large_answer_either(asking: Asking) -> None:
    for seed in range(6):
        demand, array = large(seed, 2000, 60)
        wishes = np.random.default_rng(seed).integers(0, 60, len(array)) if seed % 2 else array
        placed = pairs_of(match_stably(demand, asking, wishes))
        assert len(placed) > 1000
        assert blocking_pairs(demand, placed, dict(zip(demand.edges.by_pair(), wishes.tolist(), strict=True))) == []


def test_every_stable_answer_fills_as_many_seats_and_places_each_member_as_often() -> None:
    random, several = Random(8), 0
    for _ in range(200):
        demand, wishes, _ = small(random)
        counts = {
            (frozenset(Counter(m for m, _ in placed).items()), frozenset(Counter(o for _, o in placed).items()))
            for placed in Market(demand, wishes).stable_answers()
        }
        assert len(counts) == 1
    for seed in range(20):
        found = [match_stably(large(seed)[0], asking, large(seed)[1]) for asking in BOTH]
        members = [Counter(placement.member for placement in one.placements) for one in found]
        places = [Counter(placement.opportunity for placement in one.placements) for one in found]
        assert members[0] == members[1] and places[0] == places[1]
        several += pairs_of(found[0]) != pairs_of(found[1])
    assert several > 10


@pytest.mark.parametrize("asking", BOTH)
def test_where_one_score_serves_both_sides_the_answer_takes_pair_after_pair_by_falling_score(asking: Asking) -> None:
    for seed in range(10):
        demand, _ = large(seed)
        taken, busy, parts = Counter[int](), Counter[int](), Counter[Pair]()
        bounds = {(quota.opportunity, quota.group): quota.most for quota in demand.quotas}
        greedy = set()
        for (member, at), _ in sorted(demand.edges.by_pair().items(), key=lambda item: (-item[1], item[0])):
            part = at, demand.groups[member]
            room = taken[at] < demand.seats[at].most and parts[part] < bounds.get(part, 99)
            if room and busy[member] < demand.may_take(member):
                greedy.add((member, at))
                taken[at], busy[member], parts[part] = taken[at] + 1, busy[member] + 1, parts[part] + 1
        assert pairs_of(match_stably(demand, asking)) == greedy


def test_the_answer_is_the_same_whatever_order_the_pairs_came_in() -> None:
    random = Random(11)
    triples = [(m, o, 500 + 100 * random.randint(0, 1)) for m in range(40) for o in range(6)]
    asked = [Demand(Edges.of(random.sample(triples, len(triples))), (Seats(5),) * 6, 40) for _ in range(5)]
    for asking in BOTH:
        assert len({repr(match_stably(demand, asking)) for demand in asked}) == 1


def test_the_best_total_leaves_a_pair_that_would_walk_away_and_a_stable_answer_costs_some_of_it() -> None:
    edges = Edges.of([(0, 0, 900), (0, 1, 1000), (1, 1, 950), (1, 0, 100)])
    demand = Demand(edges, (Seats(1), Seats(1)), 2)
    best, stable = allocate(demand), match_stably(demand)
    assert (best.total, stable.total) == (1850, 1100)
    market = Market(demand)
    assert market.blocking(frozenset((p.member, p.opportunity) for p in best.placements)) == [(0, 1)]
    assert market.blocking(pairs_of(stable)) == []


def test_whoever_asks_fares_better() -> None:
    edges = Edges.of([(0, 0, 800), (0, 1, 900), (1, 0, 900), (1, 1, 800)])
    demand, wishes = Demand(edges, (Seats(1), Seats(1)), 2), np.array([9, 8, 8, 9], np.int64)
    assert pairs_of(match_stably(demand, Asking.MEMBERS, wishes)) == {(0, 0), (1, 1)}
    assert pairs_of(match_stably(demand, Asking.OPPORTUNITIES, wishes)) == {(0, 1), (1, 0)}


def test_every_proposal_is_counted() -> None:
    edges = Edges.of([(0, 0, 900), (1, 0, 800), (1, 1, 700), (2, 1, 600)])
    demand = Demand(edges, (Seats(1), Seats(1)), 3)
    assert match_stably(demand).proposals == 4
    assert match_stably(demand, Asking.OPPORTUNITIES).proposals == 2


@pytest.mark.parametrize("asking", BOTH)
def test_a_quota_keeps_the_better_of_its_group_and_leaves_the_rest_to_others(asking: Asking) -> None:
    edges = Edges.of([(0, 0, 900), (1, 0, 800), (2, 0, 300), (3, 0, 200)])
    demand = Demand(edges, (Seats(3),), 4, groups=(0, 0, 1, 1), quotas=(Quota(0, 0, most=1),))
    assert pairs_of(match_stably(demand, asking)) == {(0, 0), (2, 0), (3, 0)}


@pytest.mark.parametrize("asking", BOTH)
def test_minima_and_locks_that_are_not_reached_are_named(asking: Asking) -> None:
    edges = Edges.of([(0, 0, 900), (0, 1, 800), (1, 0, 700)])
    demand = Demand(
        edges, (Seats(2, least=1), Seats(2, least=1)), 2, groups=(0, 1), quotas=(Quota(1, 0, least=1),),
        locks=frozenset({(1, 1)}),
    )  # fmt: skip
    found = match_stably(demand, asking)
    assert found.placements == (Placement(0, 0, 900), Placement(1, 0, 700))
    assert found.missed == (
        Condition(Bound.LOCK, 1, 1), Condition(Bound.QUOTA_LEAST, 1, group=0, value=1), Condition(Bound.LEAST, 1, value=1),
    )  # fmt: skip
    assert not allocate(replace(demand, locks=frozenset())).conflict


@pytest.mark.parametrize("asking", BOTH)
def test_a_lock_is_kept_whatever_either_side_would_rather_have_and_a_ban_too(asking: Asking) -> None:
    edges = Edges.of([(0, 0, 900), (0, 1, 100), (1, 0, 800), (1, 1, 950)])
    demand = Demand(edges, (Seats(1), Seats(1)), 2, locks=frozenset({(0, 1)}), forbids=frozenset({(1, 0)}))
    found = match_stably(demand, asking, np.array([9, 1, 1, 9], np.int64))
    assert found.placements == (Placement(0, 1, 100),) and not found.missed


def test_a_demand_without_pairs_has_an_empty_answer() -> None:
    assert match_stably(Demand(Edges.of([]), (), 0)) == StableAnswer((), 0, ())


@pytest.mark.parametrize(
    "wrong", [{"seats": (Seats(1),)}, {"members": 1}, {"groups": (0,)}, {"quotas": (Quota(5, 0),)}, {"locks": frozenset({(-1, 0)})}]
)
def test_numbers_that_lead_nowhere_are_refused(wrong: dict[str, object]) -> None:
    demand = Demand(Edges.of([(0, 0, 1), (1, 1, 1)]), (Seats(1), Seats(1)), 2)
    with pytest.raises(ValueError, match=r"\w"):
        match_stably(replace(demand, **wrong))  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="wishes"):
        match_stably(demand, wishes=np.zeros(3, np.int64))
