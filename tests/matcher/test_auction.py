"""The auction: against brute force and OR-Tools, and what its prices prove without a look at how they were found."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from random import Random

import numpy as np
import pytest
from numpy.typing import NDArray

from matcher.auction import Sale, _rounded, bound_of, place_by_auction, sell, solvable
from matcher.demand import Demand, Edges, Pair, Quota, Seats
from matcher.network import place

AGAINST_BRUTE_FORCE = 2_000
AGAINST_THE_NETWORK = 300

Market = tuple[Edges, NDArray[np.int64], NDArray[np.int64]]


def numbers(*values: int) -> NDArray[np.int64]:
    return np.array(values, np.int64)


def market_of(random: Random, members: int, opportunities: int, share: float, kind: int) -> Market:
    """A random market; of five kinds of scores: equal ones, few, many, dear ones, each opportunity much the same to all."""
    worth = [random.randint(1, 9000) for _ in range(opportunities)]
    draw = (
        lambda _: 700,
        lambda _: random.choice([0, 100, 100, 200]),
        lambda _: random.randint(0, 9),
        lambda _: random.randint(0, 10_000),
        lambda at: worth[at] + random.randint(0, 2),
    )[kind]
    pairs = [(m, o) for m in range(members) for o in range(opportunities) if random.random() < share]
    seats = [random.choice([0, 1, 1, 2, 3, random.randint(0, members)]) for _ in range(opportunities)]
    takes = [random.choice([1, 1, 1, 1, 0, 2, 3]) for _ in range(members)]
    return Edges.of((m, o, draw(o)) for m, o in pairs), numbers(*seats), numbers(*takes)


def best_total(market: Market) -> int:
    """By trying, member by member, every set of opportunities that it may take, for all seats that may be left."""
    edges, seats, takes = market
    known: dict[tuple[int, ...], int] = {tuple(seats.tolist()): 0}
    for member, most in enumerate(takes.tolist()):
        own = [(o, s) for m, o, s in zip(*map(np.ndarray.tolist, (edges.members, edges.opportunities, edges.scores)), strict=True) if m == member]
        after: dict[tuple[int, ...], int] = {}
        for left, total in known.items():
            for chosen in product((False, True), repeat=len(own)):
                if sum(chosen) > most:
                    continue
                rest, gained = list(left), total
                for (at, score), is_in in zip(own, chosen, strict=True):
                    rest[at] -= is_in
                    gained += score * is_in
                if min(rest, default=0) >= 0:
                    after[tuple(rest)] = max(after.get(tuple(rest), 0), gained)
        known = after
    return max(known.values())


def faults(market: Market, sale: Sale) -> Iterator[str]:
    """What is wrong with a sale, by the pairs, prices and profits alone: feasible on both sides, and slack nowhere."""
    edges, seats, takes = market
    rows = list(zip(edges.members.tolist(), edges.opportunities.tolist(), edges.scores.tolist(), sale.taken.tolist(), strict=True))
    by_member, by_seat = Counter(m for m, _, _, t in rows if t), Counter(o for _, o, _, t in rows if t)
    yield from (f"member {m} takes {n}" for m, n in by_member.items() if n > takes[m])
    yield from (f"opportunity {o} seats {n}" for o, n in by_seat.items() if n > seats[o])
    prices, profits = sale.prices.tolist(), sale.profits.tolist()
    if min(prices, default=0) < 0 or min(profits, default=0) < 0:
        yield "a price or a profit is below 0"
    yield from (f"opportunity {o} has free seats at a price" for o, p in enumerate(prices) if p and by_seat[o] < seats[o])
    yield from (f"member {m} could take more at a profit" for m, p in enumerate(profits) if p and by_member[m] < takes[m])
    above = 0
    for m, o, s, taken in rows:
        if not taken and s > prices[o] + profits[m]:
            yield f"member {m} would rather have opportunity {o}"
        if taken and s < prices[o] + profits[m]:
            yield f"member {m} would rather not have opportunity {o}"
        if taken and takes[m] == 1 and s != prices[o] + profits[m]:
            yield f"member {m}'s profit is not what it gains"
        above += taken * (s - prices[o] - profits[m])
    if sale.total != sum(s for _, _, s, taken in rows if taken):
        yield "the total is another"
    bound = above + sum(p * int(n) for p, n in zip(prices + profits, [*seats, *takes], strict=True))
    if sale.bound != bound or sale.gap != 0:
        yield f"the bound is {bound}, told {sale.bound}"


def test_the_total_is_that_of_brute_force_and_the_prices_prove_it() -> None:
    random, several = Random(20261123), 0
    for turn in range(AGAINST_BRUTE_FORCE):
        market = market_of(random, random.randint(0, 5), random.randint(0, 4), random.choice([0.4, 0.7, 1]), turn % 5)
        sale = sell(*market)
        assert not list(faults(market, sale)), (turn, market, sale)
        assert sale.total == best_total(market), (turn, market)
        several += bool((market[2] > 1).any())
    assert several > AGAINST_BRUTE_FORCE // 3


def test_larger_markets_agree_with_the_network() -> None:
    random, dear, free = Random(4), 0, 0
    for turn in range(AGAINST_THE_NETWORK):
        market = market_of(random, random.randint(20, 90), random.randint(2, 15), random.choice([0.1, 0.3, 0.8]), turn % 5)
        sale = sell(*market)
        assert not list(faults(market, sale)), (turn, market)
        assert sale.total == total_of(demand_of(market), place(demand_of(market))[0]), (turn, market)
        again = sell(*market, np.array([random.random() < 0.2 for _ in range(len(market[0]))], np.bool_))
        assert not list(faults(market, again)) and again.total == sale.total, (turn, market)
        assert again.prices.tolist() == sale.prices.tolist()
        dear += int((sale.prices > 0).sum())
        free += int((sale.prices == 0).sum())
    assert min(dear, free) > AGAINST_THE_NETWORK


def demand_of(market: Market) -> Demand:
    edges, seats, takes = market
    return Demand(edges, tuple(map(Seats, seats.tolist())), len(takes), dict(enumerate(takes.tolist())))


def total_of(demand: Demand, pairs: set[Pair] | frozenset[Pair]) -> int:
    scores = demand.edges.by_pair()
    return sum(scores[pair] for pair in pairs)


def test_the_prices_prove_that_a_worse_placement_is_worse() -> None:
    random, worse = Random(11), 0
    for turn in range(200):
        market = market_of(random, 5, 3, 0.8, turn % 5)
        sale = sell(*market)
        for edge in np.flatnonzero(sale.taken):
            without = sale.taken.copy()
            without[edge] = False
            other = replace(sale, taken=without, total=int(market[0].scores[without].sum()))
            assert list(faults(market, other)) or not market[0].scores[edge]
            worse += 1
    assert worse > 200


def test_a_price_is_what_one_seat_more_would_add_and_a_profit_what_one_place_less_would_cost() -> None:
    random, dear = Random(13), 0
    for turn in range(400):
        market = edges, seats, takes = market_of(random, random.randint(1, 5), 3, 0.8, turn % 5)
        sale, total = sell(*market), best_total(market)
        for at, price in enumerate(sale.prices.tolist()):
            assert best_total((edges, seats + (np.arange(3) == at), takes)) - total == price, (turn, market)
            dear += price > 0
        for member in np.flatnonzero(takes).tolist():
            less = best_total((edges, seats, takes - (np.arange(len(takes)) == member)))
            assert total - less == sale.profits[member], (turn, market)
    assert dear > 200


def test_a_cutoff_is_what_one_seat_less_would_cost() -> None:
    random, apart = Random(16), 0
    for turn in range(600):
        market = edges, seats, takes = market_of(random, random.randint(1, 6), 3, 0.8, turn % 5)
        sale, total = sell(*market), best_total(market)
        for at, cutoff in enumerate(sale.cutoffs.tolist()):
            less = best_total((edges, seats - (np.arange(3) == at), takes)) if seats[at] else total + 1
            assert total - less == cutoff, (turn, market)
            apart += cutoff > sale.prices[at]
        assert sale.cutoffs.tolist() == sell(*market, sale.taken).cutoffs.tolist()
    assert apart > 200


def test_whoever_was_left_out_has_a_seat_from_above_the_cutoff_on() -> None:
    random, seen = Random(17), 0
    for turn in range(100):
        edges, seats, takes = market_of(random, 30, 4, 0.5, turn % 5)
        sale = sell(edges, seats, takes)
        placed = set(edges.members[sale.taken].tolist())
        for e in random.sample(range(len(edges)), 5):
            member, cutoff = int(edges.members[e]), int(sale.cutoffs[edges.opportunities[e]])
            if member in placed or not takes[member] or cutoff < 0:
                continue
            scores = edges.scores.copy()
            scores[e] = cutoff
            assert sell(replace(edges, scores=scores), seats, takes).total == sale.total
            scores[e] += 1
            above = sell(replace(edges, scores=scores), seats, takes)
            assert above.taken[e] and above.total == sale.total + 1
            seen += 1
    assert seen > 50


def test_rounding_parts_no_two_prices_that_differ_by_a_unit() -> None:
    random, close = Random(15), 0
    for _ in range(300):
        count = random.randint(1, 6)
        scale = count + 2
        fine = [0, *(random.randint(0, 4 * scale) for _ in range(count))]
        whole = [0, *_rounded(numbers(*fine[1:]), np.ones(count, np.bool_), scale).tolist()]
        assert min(whole) == 0
        for one, own in zip(fine, whole, strict=True):
            for other, its in zip(fine, whole, strict=True):
                apart = -((other + 1 - one) // scale)  # the fewest hundredths by which the first may be above
                assert own <= its + apart, (fine, whole)
                close += one == other + 1
    assert close > 100


def test_of_what_was_placed_before_as_much_stays_as_the_best_total_allows() -> None:
    random, stayed, moved = Random(14), 0, 0
    for turn in range(500):
        market = edges, seats, takes = market_of(random, random.randint(1, 5), 3, 0.8, turn % 5)
        before = np.array([random.random() < 0.4 for _ in range(len(edges))], np.bool_)
        sale = sell(*market, before)
        assert not list(faults(market, sale)), (turn, market, before)
        both = Edges(edges.members, edges.opportunities, edges.scores * 1_000 + before)
        assert sale.total * 1_000 + int(before[sale.taken].sum()) == best_total((both, seats, takes)), (turn, market, before)
        assert sale.prices.tolist() == sell(*market).prices.tolist()
        stayed += int(before[sale.taken].sum() > before[sell(*market).taken].sum())
        moved += int((before & ~sale.taken).sum())
    assert stayed > 20 and moved > 100


def test_any_prices_bound_every_total() -> None:
    random, loose = Random(12), 0
    for turn in range(200):
        market = market_of(random, 4, 3, 0.8, turn % 5)
        bound = bound_of(*market, numbers(*(random.randint(0, 9000) for _ in range(3))))
        assert bound >= best_total(market)
        loose += bound > best_total(market)
    assert loose > 100


def test_the_order_in_which_pairs_come_changes_nothing() -> None:
    random = Random(5)
    for turn in range(60):
        market = market_of(random, 40, 8, 0.4, turn % 5)
        triples = list(zip(*map(np.ndarray.tolist, (market[0].members, market[0].opportunities, market[0].scores)), strict=True))
        random.shuffle(triples)
        first, second = sell(*market), sell(Edges.of(triples), *market[1:])
        assert (first.taken == second.taken).all() and (first.prices == second.prices).all()


def test_nobody_left_out_scores_above_the_price_and_nobody_placed_below() -> None:
    edges, seats, takes = market_of(Random(8), 200, 6, 0.6, 3)
    takes[:], seats[:] = 1, 20
    sale = sell(edges, seats, takes)
    idle = ~np.isin(np.arange(len(takes)), edges.members[sale.taken])
    price = sale.prices[edges.opportunities]
    assert idle.sum() == 80 and (sale.prices > 0).all()
    assert (edges.scores[idle[edges.members]] <= price[idle[edges.members]]).all()
    assert (edges.scores[sale.taken] >= price[sale.taken]).all()


def test_of_an_opening_with_400_seats_the_best_400_get_one_and_the_next_ones_score_is_the_price() -> None:
    scores = [(m * 7919) % 10_000 for m in range(1_000)]
    sale = sell(Edges.of((m, 0, s) for m, s in enumerate(scores)), numbers(400), np.ones(1_000, np.int64))
    falling = sorted(scores, reverse=True)
    assert sale.total == sum(falling[:400])
    assert sale.prices.tolist() == [falling[400]]


def test_members_who_are_equal_share_the_seats_of_openings_that_are_equal() -> None:
    edges = Edges.of((m, o, 5_000) for m in range(30) for o in range(3))
    sale = sell(edges, numbers(7, 7, 7), np.ones(30, np.int64))
    assert sale.taken.sum() == 21 and sale.prices.tolist() == [5_000] * 3
    enough = sell(edges, numbers(11, 11, 11), np.ones(30, np.int64))
    assert enough.taken.sum() == 30 and enough.prices.tolist() == [0] * 3


def test_seats_that_stay_free_cost_nothing_though_the_first_steps_bid_them_up() -> None:
    edges = Edges.of([(0, 0, 9_000), (1, 0, 9_000), (2, 0, 9_000), (0, 1, 8_000), (1, 1, 8_000), (2, 1, 8_000)])
    sale = sell(edges, numbers(2, 2), np.ones(3, np.int64))
    assert sale.total == 26_000 and sale.prices.tolist() == [1_000, 0]


def test_a_member_who_may_take_several_takes_different_opportunities() -> None:
    edges = Edges.of([(0, 0, 900), (0, 1, 500), (0, 2, 100), (1, 0, 800)])
    sale = sell(edges, numbers(2, 1, 1), numbers(2, 1))
    assert sale.taken.tolist() == [True, True, False, True]
    assert sale.prices.tolist() == [0, 0, 0] and sale.profits.tolist() == [500, 800]


def test_where_there_is_no_seat_the_price_says_what_a_first_one_would_add() -> None:
    edges = Edges.of([(0, 0, 300), (0, 1, 900), (1, 1, 700)])
    sale = sell(edges, numbers(1, 0), numbers(1, 1))
    assert sale.total == 300 and sale.prices.tolist()[1] == 700
    assert sell(edges, numbers(1, 1), numbers(1, 1)).total == 300 + 700


def test_nothing_comes_of_nothing() -> None:
    none = Edges.of([])
    for seats, takes in ((numbers(), numbers()), (numbers(3), numbers(1, 1)), (numbers(), numbers(1)), (numbers(2), numbers())):
        sale = sell(none, seats, takes)
        assert (sale.total, sale.gap) == (0, 0)
        assert sale.prices.tolist() == [0] * len(seats) and sale.profits.tolist() == [0] * len(takes)
    worthless = sell(Edges.of([(0, 0, 0), (1, 0, 0)]), numbers(1), numbers(1, 1))
    assert not worthless.taken.any() and worthless.prices.tolist() == [0]
    kept_out = sell(Edges.of([(0, 0, 500)]), numbers(1), numbers(0))
    assert not kept_out.taken.any() and kept_out.bound == 0


@pytest.mark.parametrize(
    ("members", "opportunities", "scores", "seats", "takes"),
    [
        ([1, 0], [0, 0], [5, 5], [1], [1, 1]),
        ([0, 0], [1, 0], [5, 5], [1, 1], [1]),
        ([0, 0], [0, 0], [5, 5], [1], [1]),
        ([0], [1], [5], [1], [1]),
        ([1], [0], [5], [1], [1]),
        ([-1], [0], [5], [1], [1]),
        ([0], [0], [-5], [1], [1]),
        ([0], [0], [5, 6], [1], [1]),
        ([0], [0], [5], [-1], [1]),
        ([0], [0], [5], [1], [-1]),
        ([0], [0], [2**59], [1], [1]),
    ],
)
def test_what_is_not_sound_is_refused(
    members: list[int], opportunities: list[int], scores: list[int], seats: list[int], takes: list[int]
) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        sell(Edges(numbers(*members), numbers(*opportunities), numbers(*scores)), numbers(*seats), numbers(*takes))


def test_a_demand_answered_anew_after_one_member_left_moves_nobody_without_need() -> None:
    edges = Edges.of((m, o, 5_000) for m in range(12) for o in range(4))
    demand = Demand(edges, (Seats(3),) * 4, 12)
    first = place_by_auction(demand)
    assert first is not None and len(first.pairs) == 12
    without = replace(demand, forbids=frozenset((5, o) for o in range(4)))
    second = place_by_auction(without, first.pairs | {(5, 9), (40, 1)})
    assert second is not None and second.pairs == {pair for pair in first.pairs if pair[0] != 5}


def test_a_lock_that_cannot_be_kept_is_left_to_the_network() -> None:
    demand = Demand(Edges.of([(0, 0, 500), (1, 0, 400)]), (Seats(1), Seats(1)), 2)
    for locks in ({(0, 1)}, {(0, 0), (1, 0)}):
        asked = replace(demand, locks=frozenset(locks))
        assert not solvable(asked) and place_by_auction(asked) is None
    kept = place_by_auction(replace(demand, locks=frozenset({(1, 0)})))
    assert kept is not None and kept.pairs == {(1, 0)}


def test_what_was_placed_before_is_said_for_every_edge() -> None:
    with pytest.raises(ValueError, match="every edge"):
        sell(Edges.of([(0, 0, 5), (1, 0, 5)]), numbers(1), numbers(1, 1), np.array([True]))


def conditions(random: Random, market: Market, minima: bool, parts: bool) -> Demand:
    """The same market with locks, forbidden pairs and, where they are asked for, minima and quotas."""
    demand = demand_of(market)
    pairs = list(demand.edges.by_pair())
    quotas = tuple(Quota(o, g, random.choice([0, 0, 1]), random.choice([None, 1, 3])) for o in range(2) for g in (0, 1))
    return replace(
        demand,
        locks=frozenset(random.sample(pairs, min(len(pairs), random.randint(0, 2)))),
        forbids=frozenset(pair for pair in pairs if random.random() < 0.1),
        groups=tuple(random.randint(0, 1) for _ in range(demand.members)),
        quotas=quotas if parts else (),
        seats=tuple(replace(seats, least=min(seats.most, random.choice([0, 1]) * minima)) for seats in demand.seats),
    )


def test_a_demand_is_answered_like_the_network_or_left_to_it() -> None:
    random, seen = Random(9), Counter[tuple[bool, bool]]()
    for turn in range(600):
        demand = conditions(random, market_of(random, random.randint(1, 12), 3, 0.6, turn % 5), turn % 3 == 0, turn % 4 == 0)
        placed, (pairs, missed) = place_by_auction(demand), place(demand)
        seen[solvable(demand), placed is not None] += 1
        if placed is None:
            assert not solvable(demand)
            continue
        assert not missed and demand.locks <= placed.pairs and not demand.forbids & placed.pairs
        assert total_of(demand, placed.pairs) == total_of(demand, pairs), (turn, demand)
    assert seen[True, True] > 100 and seen[False, True] > 20 and seen[False, False] > 60
