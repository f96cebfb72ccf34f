"""A floor under an allocation: against trying every placement, and what it is said to cost."""

from collections import Counter
from collections.abc import Iterator
from itertools import product
from random import Random

import pytest

from matcher.allocation import allocate
from matcher.demand import Demand, Edges, Pair, Quota, Seats
from matcher.filling import Filling, most_seats
from matcher.floor import Where, highest_floor, with_floor


def demand_of(random: Random) -> Demand:
    """A small demand with everything in it that can be asked."""
    members, opportunities = random.randint(1, 5), random.randint(1, 3)
    pairs = [(m, o) for m in range(members) for o in range(opportunities) if random.random() < 0.7]
    seats = []
    for _ in range(opportunities):
        most = random.randint(0, 3)
        seats.append(Seats(most, random.choice([0, 0, 0, random.randint(0, most)])))
    cells = [(o, g) for o in range(opportunities) for g in (0, 1) if random.random() < 0.3]

    def some(share: float) -> frozenset[Pair]:
        return frozenset(pair for pair in pairs if random.random() < share)

    return Demand(
        Edges.of((*pair, random.choice([100, 200, 300, random.randint(0, 900)])) for pair in pairs), tuple(seats), members,
        {m: random.randint(0, 3) for m in range(members) if random.random() < 0.3},
        tuple(random.randint(0, 1) for _ in range(members)),
        tuple(Quota(o, g, random.choice([0, 0, 0, 1]), random.choice([None, 0, 1, 2])) for o, g in cells), some(0.06), some(0.08),
    )  # fmt: skip


def answers(demand: Demand, minima: bool = True) -> Iterator[tuple[Pair, ...]]:
    """Every set of pairs that keeps all bounds, by trying them all."""
    pairs = [pair for pair in demand.edges.by_pair() if pair not in demand.forbids]
    for chosen in product((False, True), repeat=len(pairs)):
        placed = tuple(pair for pair, taken in zip(pairs, chosen, strict=True) if taken)
        per_member, per_seat = Counter(m for m, _ in placed), Counter(o for _, o in placed)
        per_part = Counter((o, demand.groups[m]) for m, o in placed)
        if (
            all(per_member[m] <= demand.takes.get(m, 1) for m in per_member)
            and all(minima * s.least <= per_seat[o] <= s.most for o, s in enumerate(demand.seats))
            and all(minima * q.least <= per_part[q.opportunity, q.group] <= (9 if q.most is None else q.most) for q in demand.quotas)
            and (not minima or demand.locks <= set(placed))
        ):
            yield placed


def filling_of(demand: Demand, floor: int = 0, where: Where = Where.EVERYWHERE) -> Filling:
    """The most seats of all answers in which each placement keeps the floor or is a lock."""
    for minima in (True, False):
        counts = [len(placed) for placed in answers(demand, minima) if all(keeps(demand, pair, floor, where) for pair in placed)]
        if counts:
            return Filling(max(counts), minima)
    raise AssertionError("nobody placed is an answer too")


def keeps(demand: Demand, pair: Pair, floor: int, where: Where) -> bool:
    """Whether a pair may be placed under a floor, told from the sentence alone."""
    scores = demand.edges.by_pair()
    if scores[pair] >= floor or pair in demand.locks:
        return True
    closed = {(q.opportunity, q.group) for q in demand.quotas if q.most == 0}
    own = [
        other for other in scores
        if other[0] == pair[0] and other not in demand.forbids and demand.seats[other[1]].most
        and (other[1], demand.groups[pair[0]]) not in closed
    ]  # fmt: skip
    better = sum(scores[other] > scores[pair] for other in own)
    return where == Where.ELSEWHERE and pair in own and better < demand.takes.get(pair[0], 1)


def test_the_most_seats_are_those_of_trying_everything() -> None:
    random, seen = Random(4), Counter[bool]()
    for _ in range(500):
        demand = demand_of(random)
        found = most_seats(demand)
        assert found == filling_of(demand), demand
        seen[found.holds] += 1
    assert min(seen.values()) > 60


@pytest.mark.parametrize("where", list(Where))
def test_the_total_under_a_floor_is_the_best_of_all_answers_that_keep_it(where: Where) -> None:
    random, empty, worse = Random(f"{where}"), 0, 0
    for _ in range(400):
        demand, floor = demand_of(random), random.randint(1, 900)
        scores = demand.edges.by_pair()
        floored = with_floor(demand, floor, where)
        assert (floored.before, floored.after) == (filling_of(demand), filling_of(demand, floor, where)), (demand, floor)
        assert set(floored.locks_below) == {pair for pair in demand.locks if scores[pair] < floor}
        assert floored.dropped == sum(pair not in demand.locks and not keeps(demand, pair, floor, where) for pair in scores)
        found = allocate(floored.demand)
        if floored.after.holds:
            totals = [
                sum(map(scores.__getitem__, placed)) for placed in answers(demand)
                if all(keeps(demand, pair, floor, where) for pair in placed)
            ]  # fmt: skip
            assert found.total == max(totals) and not found.conflict
            worse += found.total < allocate(demand).total
        else:
            assert found.conflict
        empty += floored.empty > 0
    assert empty > 10 and worse > 5


@pytest.mark.parametrize("where", list(Where))
def test_the_highest_floor_empties_no_seat_and_the_next_score_would(where: Where) -> None:
    random, above = Random(f"highest {where}"), 0
    for _ in range(300):
        demand = demand_of(random)
        usual, highest = filling_of(demand), highest_floor(demand, where)
        if highest is None:
            assert usual.seats == 0
            continue
        assert filling_of(demand, highest, where) == usual, demand
        higher = sorted({score for score in demand.edges.by_pair().values() if score > highest})
        assert all(filling_of(demand, score, where) != usual for score in higher), demand
        above += highest > min(demand.edges.by_pair().values())
    assert above > 60


def test_under_a_floor_nobody_is_sent_where_they_hardly_fit_for_the_sake_of_the_total() -> None:
    edges = Edges.of([(0, 0, 9000), (0, 1, 4000), (1, 0, 8800), (2, 1, 3000)])
    demand = Demand(edges, (Seats(1), Seats(1)), 3)
    placed = {(p.member, p.opportunity) for p in allocate(demand).placements}
    assert placed == {(1, 0), (0, 1)}
    everywhere, elsewhere = (with_floor(demand, 6000, where) for where in Where)
    assert {(p.member, p.opportunity) for p in allocate(everywhere.demand).placements} == {(0, 0)}
    assert {(p.member, p.opportunity) for p in allocate(elsewhere.demand).placements} == {(0, 0), (2, 1)}
    assert (everywhere.empty, elsewhere.empty) == (1, 0)
    assert (highest_floor(demand), highest_floor(demand, Where.ELSEWHERE)) == (4000, 9000)


def test_a_floor_under_which_a_minimum_cannot_hold_is_told() -> None:
    demand = Demand(Edges.of([(0, 0, 5000)]), (Seats(1, least=1),), 1)
    assert with_floor(demand, 5001).breaks and not with_floor(demand, 5000).breaks


def test_a_lock_stands_below_a_floor_and_is_named() -> None:
    demand = Demand(Edges.of([(0, 0, 2000), (1, 0, 3000)]), (Seats(2),), 2, locks=frozenset({(0, 0)}))
    floored = with_floor(demand, 4000)
    assert floored.locks_below == ((0, 0),) and floored.demand.edges.by_pair() == {(0, 0): 2000}


def test_without_pairs_there_is_no_floor_to_name() -> None:
    assert highest_floor(Demand(Edges.of([]), (Seats(1),), 1)) is None
    assert most_seats(Demand(Edges.of([]), (), 0)) == Filling(0, True)
