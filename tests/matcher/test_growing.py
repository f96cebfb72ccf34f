"""Lists of candidates that grow until the best total is proven for everybody, or the gap is a true bound."""

from dataclasses import replace
from random import Random

from matcher.allocation import allocate
from matcher.demand import Demand, Edges, Seats
from matcher.growing import gap, hurdles, to_grow


def whole_demand(luck: Random) -> Demand:
    """Everybody who could be placed anywhere."""
    members, opportunities = luck.randint(1, 30), luck.randint(1, 5)
    pairs = [(m, o) for m in range(members) for o in range(opportunities) if luck.random() < 0.7]
    edges = Edges.of((*pair, luck.choice([0, 300, 400, luck.randint(0, 900)])) for pair in pairs)
    seats = tuple(Seats(luck.randint(0, 6)) for _ in range(opportunities))
    locks = frozenset(luck.sample(pairs, 1)) if pairs and luck.random() < 0.2 and seats[pairs[0][1]].most else frozenset()
    locks = frozenset(pair for pair in locks if seats[pair[1]].most)
    forbids = frozenset(pair for pair in pairs if luck.random() < 0.05) - locks
    return Demand(edges, seats, members, {m: 2 for m in range(members) if luck.random() < 0.2}, locks=locks, forbids=forbids)


def with_lists(demand: Demand, sizes: list[int]) -> tuple[Demand, list[int | None]]:
    """The demand with each opportunity's best few alone (and what is locked), and the score of the last in each list."""
    scores = demand.edges.by_pair()
    kept, beyond = set(demand.locks), []
    for at, size in enumerate(sizes):
        ranked = sorted((pair for pair in scores if pair[1] == at), key=lambda pair: (-scores[pair], pair))
        kept |= set(ranked[:size])
        beyond.append(scores[ranked[size - 1]] if ranked and len(ranked) >= size else None)
    edges = Edges.of((*pair, scores[pair]) for pair in kept)
    return replace(demand, edges=edges, forbids=demand.forbids & kept), beyond


def test_lists_grow_until_nobody_beyond_them_matters_and_the_gap_is_a_bound() -> None:
    luck, grown, short = Random(5), 0, 0
    for _ in range(600):
        whole = whole_demand(luck)
        best = allocate(whole).total
        sizes = [luck.randint(1, 4) for _ in whole.seats]
        while True:
            demand, beyond = with_lists(whole, sizes)
            found = allocate(demand)
            assert found.prices is not None
            open_gap = gap(demand, found.total, found.prices, beyond)
            assert best <= found.total + open_gap
            which = to_grow(demand, found.prices, beyond)
            if not which:
                break
            grown += 1
            for at in which:
                sizes[at] *= 2
        assert found.total == best and open_gap == 0
        short += len(demand.edges) < len(whole.edges)
    assert grown > 100 and short > 100, "some must grow, and some need not look at everybody"


def test_only_pairs_worth_more_than_price_and_hurdle_can_matter() -> None:
    """Whoever would gain more is looked at until nobody would; then the total is the best of all, and most were never looked at."""
    luck, rounds, short = Random(11), 0, 0
    for _ in range(600):
        whole = whole_demand(luck)
        best, scores = allocate(whole).total, whole.edges.by_pair()
        kept = set(whole.locks) | set(luck.sample(sorted(scores), min(len(scores), 5)))
        while True:
            demand = replace(whole, edges=Edges.of((*pair, scores[pair]) for pair in kept), forbids=whole.forbids & kept)
            found = allocate(demand)
            assert found.prices is not None
            least = hurdles(demand, found.prices)
            beyond = scores.keys() - kept - whole.forbids
            more = {(m, o) for m, o in beyond if scores[m, o] - found.prices[o] > least[m]}
            if not more:
                break
            kept |= set(luck.sample(sorted(more), min(len(more), 6)))
            rounds += 1
        assert found.total == best and gap(demand, found.total, found.prices, [None] * len(whole.seats)) == 0
        short += len(demand.edges) < len(whole.edges)
    assert rounds > 1_000 and short > 300, "some must be looked at later, and some never"
