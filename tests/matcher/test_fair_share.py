"""Fair shares of the seats: against trying every placement, and explained by one figure for each station."""

from collections import Counter
from collections.abc import Collection
from dataclasses import replace
from random import Random

import pytest

from matcher.allocation import allocate
from matcher.demand import Demand, Edges, Pair, Quota, Seats
from matcher.fair_share import COMPARED, FairAnswer, adjusted, largest_remainders, share_fairly
from matcher.network import place
from tests.matcher.test_floor import answers, demand_of

DEAR = 10_000


def best(demand: Demand) -> Collection[Pair]:
    return place(demand)[0]


def grouped(random: Random) -> Demand:
    """A small demand whose members come from three stations or from none; in half of them more compete for few seats."""
    demand = demand_of(random)
    if random.random() < 0.5:
        members = random.randint(4, 7)
        every = [(m, o) for m in range(members) for o in range(2)]
        edges = Edges.of((*pair, 500 + 10 * random.randint(0, 9)) for pair in random.sample(every, 8))
        demand = Demand(edges, (Seats(random.randint(1, 2)), Seats(random.randint(0, 2))), members)
    return replace(demand, groups=tuple(random.choice([-1, 0, 0, 1, 1, 2]) for _ in range(demand.members)))


def short(found: FairAnswer) -> int:
    return sum(max(share.target - share.got, 0) for share in found.shares)


def short_of(demand: Demand, placed: tuple[Pair, ...], found: FairAnswer) -> int:
    """How many seats a placement is short of the targets of another."""
    got = Counter(demand.groups[member] for member, _ in placed)
    return sum(max(share.target - got[share.group], 0) for share in found.shares)


@pytest.mark.parametrize("price", [0, 60, DEAR])
def test_the_scores_less_the_price_of_what_is_short_are_the_best_of_all_answers(price: int) -> None:
    random, moved, missed = Random(price), 0, 0
    for turn in range(400):
        demand = grouped(random)
        scores = demand.edges.by_pair()
        values = list(answers(demand))
        if not values:
            continue
        found = share_fairly(demand, best, price)
        placed = tuple((fair.placement.member, fair.placement.opportunity) for fair in found.placements)
        assert placed in values, (turn, demand)
        worth = max(sum(map(scores.__getitem__, one)) - price * short_of(demand, one, found) for one in values)
        assert found.total - price * short(found) == worth, (turn, demand)
        assert found.plain == allocate(demand).total
        moved += found.total < found.plain
        missed += short(found) > 0
    assert moved > 5 if price else moved == 0
    assert missed > 5


@pytest.mark.parametrize("price", [60, DEAR])
def test_with_the_adjustments_added_the_fair_answer_is_the_best_total_and_with_less_it_is_not(price: int) -> None:
    random, seen = Random(-price), 0
    for turn in range(400):
        demand = grouped(random)
        if allocate(demand).conflict:
            continue
        found = share_fairly(demand, best, price)
        assert compared(found) == allocate(adjusted(demand, found.shares)).total, (turn, demand)
        for share in found.shares:
            assert 0 <= share.adjustment <= price
            assert share.got <= share.target or not share.adjustment
            assert share.got >= share.target or share.adjustment == price
            if share.got == share.target and share.adjustment:
                less = [replace(other, adjustment=other.adjustment - (other == share)) for other in found.shares]
                assert allocate(adjusted(demand, less)).total > compared(found) - share.got, (turn, demand)
                seen += 1
    assert seen > 5


def compared(found: FairAnswer) -> int:
    return sum(fair.compared for fair in found.placements)


def test_where_the_price_is_high_as_few_seats_are_short_as_can_be() -> None:
    random, reached = Random(5), 0
    for _ in range(200):
        demand = grouped(random)
        found, every = share_fairly(demand, best, DEAR), list(answers(demand))
        if every:
            assert short(found) == min(short_of(demand, placed, found) for placed in every)
            reached += not short(found)
    assert reached > 60


def test_equal_members_of_two_stations_share_the_seats_by_how_many_they_sent() -> None:
    edges = Edges.of((member, 0, 5000) for member in range(40))
    demand = Demand(edges, (Seats(12),), 40, groups=(0,) * 30 + (1,) * 10)
    found = share_fairly(demand, best, 500)
    assert [(share.group, share.submitted, share.target, share.got) for share in found.shares] == [(0, 30, 9, 9), (1, 10, 3, 3)]
    assert found.total == found.plain == 60_000


def test_a_station_that_is_short_is_lifted_by_no_more_than_it_needs_and_its_scores_stay_as_they_are() -> None:
    edges = Edges.of([(0, 0, 9000), (1, 0, 8000), (2, 0, 7700), (3, 0, 7000)])
    demand = Demand(edges, (Seats(2),), 4, groups=(0, 0, 1, 1))
    found = share_fairly(demand, best, 500)
    first, lifted = found.placements
    assert (first.placement.score, first.adjustment, lifted.placement.score, lifted.adjustment) == (9000, 0, 7700, 300)
    assert (lifted.compared, found.total, found.plain) == (8000, 16_700, 17_000)
    assert [share.adjustment for share in share_fairly(demand, best, 299).shares] == [0, 299]
    assert [share.got for share in share_fairly(demand, best, 299).shares] == [2, 0]
    assert "80.00" in COMPARED.say("zh", score="77.00", adjustment="3.00", compared="80.00")


def test_members_who_may_take_several_count_for_their_station_as_often_as_they_are_placed() -> None:
    edges = Edges.of([(m, o, 6000 - 100 * m) for m in range(4) for o in range(4)])
    demand = Demand(edges, (Seats(1),) * 4, 4, dict.fromkeys(range(4), 3), (0, 0, 1, 1))
    found = share_fairly(demand, best, 1000)
    assert [(share.target, share.got) for share in found.shares] == [(2, 2), (2, 2)]
    assert compared(found) == allocate(adjusted(demand, found.shares)).total


def test_the_shares_may_count_members_who_could_not_be_placed_at_all() -> None:
    edges = Edges.of([(0, 0, 9000), (1, 0, 8000), (2, 0, 7900)])
    demand = Demand(edges, (Seats(2),), 3, groups=(0, 0, 1))
    assert [share.target for share in share_fairly(demand, best, 500, {0: 10, 1: 10}).shares] == [1, 1]
    assert [share.target for share in share_fairly(demand, best, 500, {0: 90, 1: 10, 7: 0}).shares] == [2, 0, 0]


def test_a_station_that_cannot_use_its_share_leaves_it_to_whoever_fits_best() -> None:
    edges = Edges.of([(0, 0, 9000), (1, 0, 8000)])
    demand = Demand(edges, (Seats(2),), 4, groups=(0, 0, 1, 1))
    found = share_fairly(demand, best, 500)
    assert [(share.target, share.got, share.adjustment) for share in found.shares] == [(1, 2, 0), (1, 0, 500)]


def test_an_answer_that_is_not_the_best_is_not_explained() -> None:
    edges = Edges.of([(0, 0, 9000), (1, 0, 8000)])
    demand = Demand(edges, (Seats(1),), 2, groups=(0, 0))
    with pytest.raises(ArithmeticError, match="not the best"):
        share_fairly(demand, lambda _: {(1, 0)}, 500)
    two = Demand(Edges.of([(0, 0, 9000), (1, 0, 8000), (2, 0, 7700)]), (Seats(2),), 4, groups=(0, 0, 1, 1))
    with pytest.raises(ArithmeticError, match="not the best"):
        share_fairly(two, lambda _: {(0, 0), (1, 0)}, 500)
    with pytest.raises(ValueError, match="groups"):
        share_fairly(replace(demand, groups=()), best, 500)


def test_shares_are_counted_anew_where_more_seats_are_filled_for_their_sake() -> None:
    edges = Edges.of([(0, 0, 1000), (0, 1, 10), (1, 0, 100)])
    demand = Demand(edges, (Seats(1), Seats(1)), 3, groups=(0, 1, 1))
    assert len(best(demand)) == 1
    assert [(share.target, share.got) for share in share_fairly(demand, best, DEAR).shares] == [(1, 1), (1, 1)]


def test_the_answer_is_the_same_whatever_order_the_pairs_came_in() -> None:
    random = Random(11)
    triples = [(m, o, 500 + 100 * random.randint(0, 2)) for m in range(30) for o in range(4)]
    groups = tuple(member % 3 for member in range(30))
    asked = [Demand(Edges.of(random.sample(triples, len(triples))), (Seats(4),) * 4, 30, groups=groups) for _ in range(4)]
    assert len({repr(share_fairly(demand, best, 150)) for demand in asked}) == 1


def test_quotas_and_locks_bound_a_share_as_they_bound_all_else() -> None:
    edges = Edges.of([(0, 0, 9000), (1, 0, 8000), (2, 0, 7900), (3, 0, 7800)])
    demand = Demand(edges, (Seats(3),), 4, groups=(0, 0, 1, 1), quotas=(Quota(0, 1, most=1),), locks=frozenset({(3, 0)}))
    found = share_fairly(demand, best, DEAR, {0: 1, 1: 2})
    assert {fair.placement.member for fair in found.placements} == {0, 1, 3}
    assert [(share.target, share.got, share.adjustment) for share in found.shares] == [(1, 2, 0), (2, 1, DEAR)]


def test_largest_remainders_add_up_and_stay_within_a_seat_of_the_exact_share() -> None:
    random = Random(2)
    assert largest_remainders(10, {0: 1, 1: 1, 2: 1}) == {0: 4, 1: 3, 2: 3}
    assert largest_remainders(3, {0: 0, 1: 0}) == {0: 0, 1: 0}
    for _ in range(200):
        seats, weights = random.randint(0, 50), {group: random.randint(0, 9) for group in range(random.randint(1, 6))}
        shares, whole = largest_remainders(seats, weights), sum(weights.values())
        if whole:
            assert sum(shares.values()) == seats
            assert all(abs(shares[group] * whole - seats * weight) < whole for group, weight in weights.items())
