"""Which edges some pairs are: against looking at them one by one, and where numbers could be taken for others."""

from random import Random

import numpy as np

from matcher.demand import Demand, Edges, Pair, Seats
from matcher.parts import among, edges_of


def market(random: Random) -> tuple[Demand, list[Pair]]:
    members, opportunities = random.randint(1, 8), random.randint(1, 5)
    every = [(m, o) for m in range(members) for o in range(opportunities)]
    pairs = [pair for pair in every if random.random() < 0.5]
    return Demand(Edges.of((*pair, 1) for pair in pairs), (Seats(1),) * opportunities, members), every


def test_an_edge_is_marked_where_its_pair_is_among_those_given() -> None:
    random = Random(1)
    for _ in range(300):
        demand, every = market(random)
        pairs = [pair for pair in every if random.random() < 0.4]
        random.shuffle(pairs)
        edges = [*zip(demand.edges.members.tolist(), demand.edges.opportunities.tolist(), strict=True)]
        assert among(demand, pairs).tolist() == [edge in pairs for edge in edges]
        assert among(demand, frozenset(pairs)).tolist() == [edge in pairs for edge in edges]
        found = edges_of(demand, np.array(pairs, np.int64).reshape(-1, 2)).tolist()
        assert found == [edges.index(pair) if pair in edges else -1 for pair in pairs]


def test_a_pair_beyond_the_last_opportunity_is_not_taken_for_the_next_member_s_first() -> None:
    demand = Demand(Edges.of([(1, 0, 5)]), (Seats(1), Seats(1)), 2)
    assert among(demand, {(0, 2)}).tolist() == [False] and among(demand, {(1, 0)}).tolist() == [True]
