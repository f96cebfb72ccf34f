"""The verifier: agrees with brute force and plain definitions, and tells every kind of broken answer."""

import ast
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from random import Random

import numpy as np
import pytest

from matcher import allocation_check
from matcher.aims import Aim, Objective
from matcher.allocation import allocate, follow
from matcher.allocation_check import check, told_of
from matcher.check_duals import Prices
from matcher.check_rows import rows_of
from matcher.check_sides import blocking_pairs, gini
from matcher.demand import Allocation, Demand, Edges, LeftOut, Pair, Placement, Quota, Seats
from matcher.fair_share import share_fairly
from matcher.network import place
from tests.matcher import stable_oracle
from tests.matcher.test_allocation import answers, demand_of

RANDOM_DEMANDS = 1_100


def told(demand: Demand, placed: Iterable[Pair]) -> Allocation:
    """Any set of pairs as an allocation that tells the truth about itself, by the plain definitions."""
    scores, pairs = demand.edges.by_pair(), set(placed)
    free = [Placement(*pair, score) for pair, score in scores.items() if pair not in demand.forbids and pair not in pairs]
    held = [[scores.get(pair, 0) for pair in pairs if pair[1] == at] for at in range(len(demand.seats))]
    short = tuple(seats.most - len(own) for seats, own in zip(demand.seats, held, strict=True))
    cutoffs = tuple(None if left or not own else min(own) for left, own in zip(short, held, strict=True))
    busy = Counter(member for member, _ in pairs)
    shut = {(quota.opportunity, quota.group) for quota in demand.quotas if quota.most == 0}
    reserves = [
        sorted(
            (one for one in free if one.opportunity == at and busy[one.member] < demand.may_take(one.member)
             and (at, demand.group_of(one.member)) not in shut),
            key=lambda one: (-one.score, one.member),
        )[: demand.alternates]
        for at in range(len(demand.seats))
    ]  # fmt: skip
    left_out = []
    for member in range(demand.members):
        own = sorted((one for one in free if one.member == member), key=lambda one: (-one.score, one.opportunity))
        if not busy[member] and demand.may_take(member):
            best = own[0] if own else None
            left_out.append(LeftOut(member, best.opportunity, best.score, cutoffs[best.opportunity]) if best else LeftOut(member))
    placements = tuple(Placement(*pair, scores.get(pair, 0)) for pair in sorted(pairs))
    return Allocation(placements, tuple(map(tuple, reserves)), cutoffs, short, tuple(left_out))


def test_it_shares_nothing_with_a_solver() -> None:
    checks = [Path(allocation_check.__file__), *Path(allocation_check.__file__).parent.glob("check_*.py")]
    assert len(checks) > 6
    for file in checks:
        trees = [node for node in ast.walk(ast.parse(file.read_text("utf-8"))) if isinstance(node, ast.ImportFrom | ast.Import)]
        named = {node.module or "" if isinstance(node, ast.ImportFrom) else node.names[0].name for node in trees}
        own = {name for name in named if name.split(".")[0] in ("matcher", "features", "ortools", "scipy")}
        assert all(name == "matcher.demand" or name.startswith("matcher.check_") for name in own), (file.name, own)


def test_it_agrees_with_brute_force_on_what_is_best() -> None:
    random, seen = Random(7), Counter[bool]()
    for turn in range(RANDOM_DEMANDS):
        demand = demand_of(random)
        scores, all_of_them = demand.edges.by_pair(), list(answers(demand))
        totals = [sum(map(scores.__getitem__, placed)) for placed in all_of_them]
        for placed in random.sample(all_of_them, min(4, len(all_of_them))):
            verdict, total = check(demand, told(demand, placed)), sum(map(scores.__getitem__, placed))
            assert verdict.faults == () and verdict.total == total, (turn, verdict)
            assert verdict.best is (total == max(totals)), (turn, demand, placed)
            assert verdict.certified is verdict.best and (verdict.gap == 0) is verdict.best, (turn, verdict)
            seen[verdict.best] += 1
    assert min(seen.values()) > 500


def test_no_prices_at_all_prove_less_than_the_best_total() -> None:
    random, numbers, proven = Random(8), np.random.default_rng(8), 0
    for turn in range(300):
        demand = demand_of(random)
        scores, all_of_them = demand.edges.by_pair(), list(answers(demand))
        if not all_of_them:
            continue
        best = max(sum(map(scores.__getitem__, placed)) for placed in all_of_them)
        for placed in all_of_them[:3]:
            prices = Prices(numbers.integers(-300, 900, len(demand.seats)), numbers.integers(-300, 300, len(demand.quotas)))
            verdict = check(demand, told(demand, placed), prices=prices)
            assert verdict.bound is not None and verdict.bound >= best, (turn, demand)
            proven += verdict.certified
            assert not verdict.certified or verdict.best
    assert proven < 100


def test_what_an_auction_brings_is_certified_and_any_other_price_is_not() -> None:
    random, refuted = Random(9), 0
    for _ in range(300):
        members, places = random.randint(2, 12), random.randint(1, 4)
        pairs = [(m, o) for m in range(members) for o in range(places) if random.random() < 0.7]
        edges = Edges.of((*pair, random.choice([300, 400, random.randint(1, 900)])) for pair in pairs)
        demand = Demand(edges, tuple(Seats(random.randint(0, 3)) for _ in range(places)), members)
        found = allocate(demand)
        verdict = check(demand, found)
        assert found.prices is not None and verdict.certified and verdict.refuted == ()
        at = random.randrange(places)
        wrong = tuple(price + (1_000 if i == at else 0) for i, price in enumerate(found.prices))
        worse = check(demand, replace(found, prices=wrong))
        assert worse.best and (demand.seats[at].most == 0 or (not worse.certified and worse.gap is not None and worse.gap > 0))
        refuted += bool(worse.refuted)
    assert refuted > 25


def profits_of(demand: Demand, prices: tuple[int, ...]) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """What each member of one place gains at most beside the prices."""
    gains = np.zeros(demand.members, np.int64)
    for (member, at), score in demand.edges.by_pair().items():
        gains[member] = max(gains[member], score - prices[at])
    return gains


THREE = Demand(Edges.of([(0, 0, 900), (1, 0, 800), (1, 1, 500), (2, 1, 300)]), (Seats(1), Seats(2)), 3)
PRICED = (300, 0)
"""Member 0 sits at 0, the others at 1: a seat more at 0 would add 300, one at 1 nothing."""


@pytest.mark.parametrize(
    ("prices", "profits", "tells"),
    [
        (PRICED, (600, 500, 300), None),
        ((-1, 0), None, "below 0"),
        ((350, 50), None, None),
        ((300,), None, "not every opportunity has a price"),
        (PRICED, (600, 500, -1), "the profit of member 2 is below 0"),
        (PRICED, (600, 400, 300), r"\(1, 0\) is worth more"),
        (PRICED, (700, 500, 300), r"\(0, 0\) is worth less"),
    ],
)
def test_a_wrong_price_or_profit_is_named(prices: tuple[int, ...], profits: tuple[int, ...] | None, tells: str | None) -> None:
    own = None if profits is None else np.array(profits)
    verdict = check(THREE, allocate(THREE), prices=Prices(np.array(prices), np.zeros(0, np.int64), own))
    assert verdict.best
    if tells is None:
        assert verdict.refuted == () and verdict.certified
    else:
        with pytest.raises(AssertionError, match=tells):
            raise AssertionError(verdict.refuted)
        assert not verdict.certified


def test_a_price_where_seats_stay_free_is_refused() -> None:
    demand = replace(THREE, seats=(Seats(1), Seats(3)))
    verdict = check(demand, replace(allocate(demand), prices=(350, 50)))
    assert verdict.refuted == ("opportunity 1 has a price though seats stay free",)
    assert verdict.best and verdict.gap == 50 and not verdict.certified


def test_profits_of_the_auctions_prices_hold() -> None:
    random = Random(10)
    for _ in range(100):
        pairs = [(m, o) for m in range(9) for o in range(3) if random.random() < 0.7]
        demand = Demand(Edges.of((*pair, random.randint(1, 900)) for pair in pairs), (Seats(2),) * 3, 9)
        found = allocate(demand)
        assert found.prices is not None
        prices = Prices(np.array(found.prices), np.zeros(0, np.int64), profits_of(demand, found.prices))
        assert check(demand, found, prices=prices).certified


FULL = Demand(
    Edges.of([(0, 0, 900), (1, 0, 800), (2, 0, 700), (3, 0, 600), (1, 1, 500), (2, 1, 400), (4, 1, 300), (5, 1, 450), (6, 0, 100)]),
    (Seats(2, least=1), Seats(2, least=2)), 8, groups=(0, 0, 1, 1, 0, 1, 0, 0),
    quotas=(Quota(0, 1, least=1, most=1), Quota(1, 0, most=1)), locks=frozenset({(4, 1)}), forbids=frozenset({(3, 0)}), alternates=2,
)  # fmt: skip
"""Of everything something. The best: 0 and 2 at 0; 4, who is locked, and 5 at 1; 1 and 6 wait."""

RIGHT: tuple[Pair, ...] = ((0, 0), (2, 0), (4, 1), (5, 1))


def test_a_right_answer_has_no_fault() -> None:
    found = told(FULL, RIGHT)
    assert {(one.member, one.opportunity) for one in allocate(FULL).placements} == set(RIGHT)
    verdict = check(FULL, found)
    assert verdict.faults == () and verdict.best and verdict.certified and verdict.total == 2350


@pytest.mark.parametrize(
    ("pairs", "tells"),
    [
        (((0, 0), (2, 0), (4, 1), (7, 1)), "pair (7, 1) is no candidate"),
        (((0, 0), (3, 0), (4, 1), (5, 1)), "pair (3, 0) is forbidden"),
        (((1, 0), (2, 0), (2, 1), (4, 1)), "member 2 has 2 seats"),
        (((0, 0), (1, 0), (2, 0), (4, 1), (5, 1)), "opportunity 0 has 3 of 2 seats taken"),
        (((0, 0), (2, 0), (4, 1), (1, 1)), "group 0 has 2 seats at opportunity 1"),
        (((0, 0), (1, 0), (4, 1), (5, 1)), "group 1 has too few at opportunity 0"),
        (((2, 0), (4, 1)), "opportunity 1 has fewer than 2"),
        (((0, 0), (2, 0), (1, 1), (5, 1)), "lock (4, 1) is not kept"),
    ],
)
def test_placements_that_break_a_condition_are_told(pairs: tuple[Pair, ...], tells: str) -> None:
    verdict = check(FULL, told(FULL, pairs))
    assert tells in verdict.faults and verdict.best is None and not verdict.certified


def test_a_pair_that_is_no_candidate_stands_for_no_other() -> None:
    verdict = check(THREE, told(THREE, [(0, 1)]))
    assert verdict.faults == ("pair (0, 1) is no candidate",) and verdict.total == 0
    assert verdict.blocking == 3


def test_a_pair_placed_twice_is_told() -> None:
    found = told(FULL, RIGHT)
    twice = replace(found, placements=(*found.placements, found.placements[0]))
    assert "pair (0, 0) is placed 2 times" in check(FULL, twice).faults


@pytest.mark.parametrize(
    ("change", "tells"),
    [
        ({"placements": tuple(Placement(*pair, 901) for pair in RIGHT)}, "the score of pair (0, 0) is not the pair's"),
        ({"cutoffs": (701, 300)}, "the cut-off of opportunity 0 is not its last seat's score"),
        ({"cutoffs": (None, 300)}, "the cut-off of opportunity 0 is not its last seat's score"),
        ({"shortages": (1, 0)}, "the shortage of opportunity 0 is 0"),
        ({"shortages": (0,)}, "not every opportunity is told of"),
        ({"reserves": ((Placement(6, 0, 100), Placement(1, 0, 800)), (Placement(1, 1, 500),))}, "out of order"),
        ({"reserves": ((Placement(1, 0, 800),), (Placement(1, 1, 500),))}, "reserves of opportunity 0 pass somebody over"),
        ({"reserves": ((Placement(3, 0, 600), Placement(1, 0, 800)), (Placement(1, 1, 500),))}, "could not step in"),
        ({"reserves": ((Placement(1, 0, 801), Placement(6, 0, 100)), (Placement(1, 1, 500),))}, "could not step in"),
        ({"left_out": (LeftOut(1, 0, 800, 700), LeftOut(3), LeftOut(6, 0, 100, 700))}, "those left out are not"),
        ({"left_out": (LeftOut(1, 1, 500, 300), LeftOut(3), LeftOut(6, 0, 100, 700), LeftOut(7))}, "member 1 was left out of"),
        ({"left_out": (LeftOut(1, 0, 800, 690), LeftOut(3), LeftOut(6, 0, 100, 700), LeftOut(7))}, "score told to member 1"),
        ({"left_out": (LeftOut(1, 0, 790, 700), LeftOut(3), LeftOut(6, 0, 100, 700), LeftOut(7))}, "member 1 was left out of"),
        ({"left_out": (LeftOut(1), LeftOut(3), LeftOut(6, 0, 100, 700), LeftOut(7))}, "member 1 was left out of"),
        ({"left_out": (LeftOut(1, 0, 800, 700), LeftOut(3, 0, 600, 700), LeftOut(6, 0, 100, 700), LeftOut(7))}, "member 3 was"),
    ],
)
def test_what_is_told_wrongly_beside_right_placements_is_named(change: dict[str, object], tells: str) -> None:
    verdict = check(FULL, replace(told(FULL, RIGHT), **change))  # type: ignore[arg-type]
    assert any(tells in fault for fault in verdict.faults), verdict.faults
    assert verdict.best is True


def test_a_random_break_of_a_right_answer_is_never_missed() -> None:
    random, kinds = Random(12), Counter[str]()
    for turn in range(RANDOM_DEMANDS):
        demand = demand_of(random)
        found = allocate(demand)
        assert check(demand, found).faults == (), turn
        if found.conflict:
            continue
        shifted = tuple(value + 1 for value in found.shortages)
        broken = {"shortage": replace(found, shortages=shifted)}
        if found.placements:
            lost = random.choice(found.placements)
            broken["placement"] = replace(found, placements=tuple(one for one in found.placements if one != lost))
            raised = tuple(replace(one, score=one.score + (one == lost)) for one in found.placements)
            broken["score"] = replace(found, placements=raised)
        if found.left_out:
            broken["left out"] = replace(found, left_out=found.left_out[1:])
        full = [at for at, value in enumerate(found.cutoffs) if value is not None]
        if full:
            cutoffs = tuple((value or 0) + 1 if at == full[0] else value for at, value in enumerate(found.cutoffs))
            broken["cut-off"] = replace(found, cutoffs=cutoffs)
        waiting = [at for at, several in enumerate(found.reserves) if several]
        if waiting:
            reserves = tuple(several[1:] if at == waiting[0] else several for at, several in enumerate(found.reserves))
            broken["reserve"] = replace(found, reserves=reserves)
        for kind, answer in broken.items():
            assert check(demand, answer).faults, (turn, kind, demand)
            kinds[kind] += 1
    assert len(kinds) == 6 and min(kinds.values()) > 100


def market_of(random: Random) -> tuple[Demand, dict[Pair, int]]:
    """A small demand with quotas and locks, all scores and all wishes different: ties are broken by nobody."""
    demand = demand_of(random)
    worths = random.sample(range(1, 999), len(demand.edges))
    pairs = [*demand.edges.by_pair()]
    edges = Edges.of((*pair, worth) for pair, worth in zip(pairs, worths, strict=True))
    return replace(demand, edges=edges), dict(zip(pairs, random.sample(range(1, 999), len(pairs)), strict=True))


def test_blocking_pairs_are_those_of_the_definition() -> None:
    random, some, quotas = Random(13), 0, 0
    for turn in range(RANDOM_DEMANDS):
        demand, wishes = market_of(random)
        own = random.random() < 0.5
        pairs = frozenset(place(demand)[0] if turn % 2 else _some(random, demand, wishes if own else None))
        rows = rows_of(demand, told(demand, pairs))
        asked = np.array([*wishes.values()], np.int64) if own else None
        got = {(int(rows.members[at]), int(rows.places[at])) for at in blocking_pairs(rows, asked)}
        wanted = set(stable_oracle.blocking_pairs(demand, pairs, wishes if own else None))
        assert got - demand.locks == wanted - demand.locks, (turn, demand, pairs)  # a lock that is not kept is a fault
        assert check(demand, told(demand, pairs), wishes=asked).blocking == len(got)
        some += bool(wanted)
        quotas += bool(wanted) and any(quota.most is not None for quota in demand.quotas)
    assert some > 300 and quotas > 100


def _some(random: Random, demand: Demand, wishes: dict[Pair, int] | None) -> Iterable[Pair]:
    """Any pairs within the upper bounds."""
    market, placed = stable_oracle.Market(demand, wishes), frozenset[Pair]()
    for pair in random.sample([*market.scores], len(market.scores)):
        if random.random() < 0.6 and market.feasible(placed | {pair}):
            placed |= {pair}
    return placed


def test_a_full_part_has_no_room_beside_free_seats() -> None:
    edges = Edges.of([(0, 0, 500), (1, 0, 400), (2, 0, 300)])
    demand = Demand(edges, (Seats(3),), 3, groups=(0, 0, 1), quotas=(Quota(0, 0, most=1),))
    assert check(demand, told(demand, [(0, 0), (2, 0)])).blocking == 0
    assert check(demand, told(demand, [(1, 0), (2, 0)])).blocking == 1
    assert check(replace(demand, quotas=()), told(demand, [(0, 0), (2, 0)])).blocking == 1


def test_equal_scores_block_nothing() -> None:
    edges = Edges.of([(0, 0, 500), (1, 0, 500)])
    demand = Demand(edges, (Seats(1),), 2)
    assert check(demand, told(demand, [(1, 0)])).blocking == 0


def test_blocking_pairs_of_the_best_total_are_counted() -> None:
    edges = Edges.of([(0, 0, 900), (0, 1, 1000), (1, 1, 950), (1, 0, 100)])
    demand = Demand(edges, (Seats(1), Seats(1)), 2)
    assert allocate(demand).total == 1850
    assert check(demand, allocate(demand)).blocking == 1


def test_a_stable_answer_that_names_what_it_misses_has_no_fault() -> None:
    random, missed = Random(14), 0
    for turn in range(300):
        demand, _ = market_of(random)
        found, _ = follow(demand, Aim(Objective.STABLE))
        verdict = check(demand, found)
        assert verdict.faults == () and verdict.blocking == 0, (turn, demand, verdict)
        if found.missed:
            missed += 1
            assert check(demand, replace(found, missed=())).faults
    assert missed > 30


def test_gini_is_the_mean_difference_by_the_plain_definition() -> None:
    random = Random(15)
    for _ in range(300):
        counts = [random.choice([0, 0, 1, random.randint(0, 50)]) for _ in range(random.randint(1, 30))]
        apart, total = sum(abs(a - b) for a in counts for b in counts), sum(counts)
        plain = float(Fraction(apart, 2 * len(counts) * total)) if total else 0.0
        assert gini(np.array(counts)) == pytest.approx(plain, abs=1e-12)
    assert gini(np.array([1, 1, 1])) == 0 and gini(np.array([0, 0, 0, 8])) == 0.75 and gini(np.array([], np.int64)) == 0


def test_one_ranking_after_the_other_is_more_congested_than_an_allocation() -> None:
    edges = Edges.of((m, o, 900 - 10 * m) for m in range(9) for o in range(3))
    demand = Demand(edges, (Seats(3),) * 3, 9)
    verdict = check(demand, allocate(demand))
    assert verdict.congestion_of_rankings == pytest.approx(2 / 3) and verdict.congestion_of_answer == 0
    assert check(demand, allocate(demand), top=9).congestion_of_rankings == 0


def test_fair_shares_are_recounted_and_their_adjustments_judged() -> None:
    random, changed, above = Random(16), 0, 0
    for turn in range(60):
        members = random.randint(4, 10)
        pairs = [(m, o) for m in range(members) for o in range(2) if random.random() < 0.8]
        edges = Edges.of((*pair, random.randint(1, 900)) for pair in pairs)
        demand = Demand(edges, (Seats(2), Seats(2)), members, groups=tuple(random.randint(0, 2) for _ in range(members)))
        fair = share_fairly(demand, lambda asked: place(asked)[0], 400)
        found = told(demand, [(one.placement.member, one.placement.opportunity) for one in fair.placements])
        verdict = check(demand, found, shares=fair.shares, share_price=400)
        assert verdict.faults == () and verdict.best and verdict.certified, (turn, demand, verdict)
        changed += check(demand, found).best is False
        first, *others = fair.shares
        wrong = [(replace(first, got=first.got + 1), *others), (replace(first, adjustment=401), *others)]
        if others and others[0].target:
            shifted = replace(others[0], target=others[0].target - 1)
            wrong.append((replace(first, target=first.target + 1), shifted, *others[1:]))
        short = [share for share in fair.shares if share.got < share.target]
        wrong += [tuple(replace(one, adjustment=399) if one == share else one for one in fair.shares) for share in short]
        above += len(short)
        for shares in wrong:
            assert check(demand, found, shares=shares, share_price=400).faults, (turn, shares)
    assert changed > 5 and above > 5


def test_every_figure_is_told_in_both_languages() -> None:
    lines = told_of(check(THREE, allocate(THREE)))
    assert "1,700.00" not in lines[1].zh and "17.00" in lines[1].zh and "17.00" in lines[1].en
    assert len(lines) == 6 and all(line.zh and line.en for line in lines)
    assert "核对发现" in told_of(check(FULL, told(FULL, RIGHT[:2])))[0].zh
    assert "基尼" in lines[-1].zh and "Gini" in lines[-1].en


def test_edges_out_of_order_are_refused() -> None:
    wrong = Edges(np.array([1, 0]), np.array([0, 0]), np.array([1, 1]))
    demand = Demand(wrong, (Seats(1),), 2)
    with pytest.raises(ValueError, match="ordered"):
        check(demand, told(demand, []))
