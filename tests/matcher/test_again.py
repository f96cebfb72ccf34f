"""Solving again: against brute force, from any present placement, and what is told of it."""

from collections import Counter
from dataclasses import replace
from random import Random

import pytest

from matcher.again import Again, frontier, solve_again
from matcher.allocation import allocate
from matcher.allocation_check import check
from matcher.changed import What, changes_between, told_of_change
from matcher.demand import Allocation, Demand, Edges, Pair, Quota, Seats
from matcher.moves import Move, moves_of, told_of_again, told_of_move, told_of_trade
from tests.matcher.test_allocation import answers, demand_of
from tests.matcher.test_allocation_check import told

RANDOM_DEMANDS = 1_500


def present_of(random: Random, demand: Demand, all_of_them: list[tuple[Pair, ...]]) -> frozenset[Pair]:
    """A placement that holds, or any pairs at all, of which some no longer exist."""
    if all_of_them and random.random() < 0.5:
        return frozenset(random.choice(all_of_them))
    pairs = [(member, at) for member in range(demand.members) for at in range(len(demand.seats))]
    return frozenset(random.sample(pairs, random.randint(0, min(5, len(pairs)))))


def test_the_total_is_the_best_and_the_fewest_are_moved_for_it() -> None:
    random, held, moved = Random(20261123), 0, 0
    for turn in range(RANDOM_DEMANDS):
        demand = demand_of(random)
        scores, all_of_them = demand.edges.by_pair(), list(answers(demand))
        present = present_of(random, demand, all_of_them)
        for afresh in (False, True):
            again = solve_again(demand, present, afresh=afresh)
            assert again.afresh is afresh and (again.missed == 0) is bool(all_of_them), (turn, demand, present)
            if not all_of_them:
                continue
            totals = [sum(map(scores.__getitem__, placed)) for placed in all_of_them]
            kept = max(len(present & set(one)) for one, total in zip(all_of_them, totals, strict=True) if total == max(totals))
            assert tuple(sorted(again.placed)) in {tuple(sorted(placed)) for placed in all_of_them}, (turn, demand)
            assert again.total == again.best_total == max(totals), (turn, demand, present)
            assert len(again.kept) == kept, (turn, demand, present, again)
            assert (again.kept | again.removed, again.kept | again.added) == (present, again.placed)
            held, moved = held + 1, moved + bool(again.changes)
    assert held > RANDOM_DEMANDS and moved > 500


def test_a_placement_kept_may_cost_what_is_given_up_and_no_more() -> None:
    random, given = Random(2), 0
    for turn in range(500):
        demand, price = demand_of(random), random.randint(1, 500)
        scores, all_of_them = demand.edges.by_pair(), list(answers(demand))
        if not all_of_them:
            continue
        present = frozenset(random.choice(all_of_them))
        worths = [sum(map(scores.__getitem__, placed)) + price * len(present & set(placed)) for placed in all_of_them]
        again = solve_again(demand, present, price)
        assert again.total + price * len(again.kept) == max(worths), (turn, demand, present)
        assert again.best_total == max(sum(map(scores.__getitem__, placed)) for placed in all_of_them)
        given += again.total < again.best_total
    assert given > 20


def test_the_frontier_has_the_best_answer_for_any_price_of_a_placement() -> None:
    random, corners = Random(3), Counter[int]()
    for turn in range(600):
        demand = demand_of(random)
        scores, all_of_them = demand.edges.by_pair(), list(answers(demand))
        if not all_of_them:
            continue
        present = frozenset(random.choice(all_of_them))
        trades = frontier(demand, present, 99)
        points = {(len(present & set(placed)), sum(map(scores.__getitem__, placed))) for placed in all_of_them}
        for price in (0, *range(1, 1500, 37), 10**6):
            best = max(total + price * kept for kept, total in points)
            assert max(trade.total + price * trade.kept for trade in trades) == best, (turn, demand, present, price)
        assert {(trade.kept, trade.total) for trade in trades} <= points
        assert [trade.give_up for trade in trades] == sorted(trade.give_up for trade in trades)
        corners[len(trades)] += 1
    assert corners[2] > 30 and corners[3] > 1, corners


def county(random: Random, members: int = 240, places: int = 14) -> Demand:
    """Larger than brute force can try, with quotas and minima; equal scores abound."""
    triples = [(m, o, 10 * random.randint(20, 90)) for m in range(members) for o in range(places) if random.random() < 0.4]
    seats = tuple(Seats(random.randint(3, 25), random.choice([0, 0, 3])) for _ in range(places))
    groups = tuple(random.randint(0, 4) for _ in range(members))
    quotas = tuple(Quota(o, g, random.choice([0, 1]), random.choice([None, 2, 3])) for o in range(0, places, 3) for g in range(3))
    takes = dict.fromkeys(range(0, members, 9), 2)
    return Demand(Edges.of(triples), seats, members, takes, groups, quotas)


def changed(random: Random, demand: Demand) -> Demand:
    """With one record changed."""
    edges, at = demand.edges, random.randrange(len(demand.seats))
    member = random.randrange(demand.members)
    match random.randrange(7):
        case 0:
            kept = edges.members != member
            return replace(demand, edges=Edges(edges.members[kept], edges.opportunities[kept], edges.scores[kept]))
        case 1:
            return replace(demand, seats=(*demand.seats[:at], Seats(0), *demand.seats[at + 1 :]))
        case 2:
            most = max(demand.seats[at].most + random.randint(-3, 3), 0)
            return replace(demand, seats=(*demand.seats[:at], Seats(most, min(most, 3)), *demand.seats[at + 1 :]))
        case 3:
            scores = edges.scores.copy()
            scores[edges.members == member] = random.randint(20, 90) * 10
            return replace(demand, edges=Edges(edges.members, edges.opportunities, scores))
        case 4:
            number = random.randrange(len(edges))
            return replace(demand, forbids=demand.forbids | {(int(edges.members[number]), int(edges.opportunities[number]))})
        case 5:
            number = random.randrange(len(edges))
            return replace(demand, locks=demand.locks | {(int(edges.members[number]), int(edges.opportunities[number]))})
        case _:
            return replace(demand, takes={**demand.takes, member: random.randint(0, 3)})


def test_what_is_mended_is_as_good_as_what_is_placed_anew_change_after_change() -> None:
    random, mended = Random(4), 0
    for _ in range(8):
        demand = county(random)
        present = solve_again(demand, ()).placed
        for turn in range(12):
            before, demand = demand, changed(random, demand)
            again, anew = solve_again(demand, present), solve_again(demand, present, afresh=True)
            assert (again.total, len(again.kept), again.missed) == (anew.total, len(anew.kept), anew.missed), turn
            if not again.missed:
                verdict = check(demand, told(demand, again.placed))
                assert verdict.faults == () and verdict.certified
            assert changes_between(before, demand) or before.forbids == demand.forbids
            mended += not again.afresh
            assert_moves_add_up(demand, again)
            present = again.placed
    assert mended > 80


def assert_moves_add_up(demand: Demand, again: Again) -> None:
    """Every change of seat is in one move; who follows whom agrees on both sides."""
    moves = moves_of(demand, again)
    assert {(move.member, move.left) for move in moves if move.left is not None} == again.removed
    assert {(move.member, move.came) for move in moves if move.came is not None} == again.added
    assert sum((move.left is not None) + (move.came is not None) for move in moves) == again.changes
    came = {(move.leaver, move.came): move.member for move in moves if move.leaver is not None}
    left = {(move.member, move.left): move.heir for move in moves if move.heir is not None}
    assert came == left


def test_where_too_much_changes_all_is_placed_anew() -> None:
    random = Random(8)
    triples = [(m, o, random.randint(1, 900)) for m in range(200) for o in range(4) if random.random() < 0.7]
    demand = Demand(Edges.of(triples), (Seats(90), Seats(20), Seats(20), Seats(20)), 200)
    present = solve_again(demand, ()).placed
    closed = replace(demand, seats=(Seats(0), *demand.seats[1:]))
    again = solve_again(closed, present)
    assert again.afresh and again == solve_again(closed, present, afresh=True)
    assert not solve_again(replace(demand, seats=(Seats(70), *demand.seats[1:])), present).afresh


def test_nothing_moves_where_nothing_changed() -> None:
    demand = county(Random(5))
    present = frozenset((one.member, one.opportunity) for one in allocate(demand).placements)
    again = solve_again(demand, present)
    assert again.changes == 0 and again.moved == () and not again.afresh
    assert told_of_again(again).zh == f"没有任何席位变动；总分{again.total / 100:.2f}"


def test_the_same_question_has_the_same_answer() -> None:
    demand = county(Random(6))
    present = [*sorted(solve_again(demand, ()).placed)]
    cut = replace(demand, seats=(Seats(1), *demand.seats[1:]))
    shuffled = Random(1).sample(present, len(present))
    assert solve_again(cut, present) == solve_again(cut, shuffled) == solve_again(cut, frozenset(present))


CHAIN = Demand(Edges.of([(0, 0, 900), (1, 0, 800), (1, 1, 500), (2, 1, 300), (3, 1, 200)]), (Seats(1), Seats(1)), 4)
"""0 sits at 0 and 1 at 1; 2 would follow 1."""

PRESENT = frozenset({(0, 0), (1, 1)})


def name(member: int) -> str:
    """甲, 乙, 丙, 丁."""
    return "甲乙丙丁"[member]


def place_name(at: int) -> str:
    """Two openings."""
    return ("保安", "保洁")[at]


def lines(demand: Demand, again: Again) -> list[str]:
    """Every move in Chinese."""
    return [told_of_move(move, name, place_name).zh for move in moves_of(demand, again)]


def without(demand: Demand, member: int) -> Demand:
    """The demand after a member withdrew."""
    kept, edges = demand.edges.members != member, demand.edges
    return replace(demand, edges=Edges(edges.members[kept], edges.opportunities[kept], edges.scores[kept]))


def test_a_chain_is_told_from_what_set_it_off() -> None:
    again = solve_again(without(CHAIN, 0), PRESENT)
    assert (again.total, again.moved) == (1100, (0, 1, 2))
    assert moves_of(without(CHAIN, 0), again) == (Move(0, 0, None, True, None, 1), Move(1, 1, 0, False, 0, 2), Move(2, None, 1, False, 1))
    assert lines(without(CHAIN, 0), again) == [
        "甲离开“保安”：这一安排在现有条件下已不成立",
        "乙从“保洁”转到“保安”，接替甲",
        "丙新进入“保洁”，接替乙",
    ]
    (change,) = changes_between(CHAIN, without(CHAIN, 0))
    assert change.what == What.WITHDRAWN and told_of_change(change, name, place_name).zh == "甲退出"
    assert told_of_again(again).zh == "3人有变动：2人次离席，2人次入席，0个席位不变；总分11.00"


def test_one_who_joins_comes_first_and_who_gives_way_last() -> None:
    again = solve_again(CHAIN, {(1, 0), (2, 1)})
    assert lines(CHAIN, again) == ["甲新进入“保安”，接替乙", "乙从“保安”转到“保洁”，接替丙", "丙离开“保洁”，席位由乙接任，目前没有席位"]
    (change,) = changes_between(without(CHAIN, 0), CHAIN)
    assert told_of_change(change, name, place_name).en == "甲 joined"


def test_a_seat_more_is_told_as_free_and_a_seat_fewer_as_nobodys() -> None:
    more = replace(CHAIN, seats=(Seats(2), Seats(1)))
    assert lines(more, solve_again(more, PRESENT)) == ["乙从“保洁”转到“保安”，补空席", "丙新进入“保洁”，接替乙"]
    fewer = replace(CHAIN, seats=(Seats(2), Seats(1)))
    back = solve_again(replace(fewer, seats=(Seats(1), Seats(0))), {(0, 0), (1, 1)})
    assert back.removed == {(1, 1)} and back.added == set()
    closed = replace(CHAIN, seats=(Seats(1), Seats(0)))
    (change,) = changes_between(CHAIN, closed)
    assert told_of_change(change, name, place_name).zh == "“保洁”不再招人"


def test_a_seat_is_handed_on_within_a_group_where_that_is_so() -> None:
    edges = Edges.of([(0, 0, 100), (1, 0, 100), (2, 0, 900), (3, 0, 900)])
    demand = Demand(edges, (Seats(2),), 4, groups=(5, 6, 6, 5))
    moves = moves_of(demand, solve_again(demand, {(0, 0), (1, 0)}))
    assert {(move.member, move.leaver) for move in moves if move.came == 0} == {(2, 1), (3, 0)}


def test_a_moved_member_whose_old_seat_is_impossible_is_told_so() -> None:
    barred = replace(CHAIN, seats=(Seats(1), Seats(2)), forbids=frozenset({(1, 0)}))
    assert lines(barred, solve_again(barred, {(1, 0), (2, 1)})) == [
        "乙从“保安”转到“保洁”，补空席；原席位在现有条件下已不成立",
        "甲新进入“保安”，接替乙",
    ]


@pytest.mark.parametrize(
    ("change", "what", "zh"),
    [
        ({"seats": (Seats(3), Seats(1))}, What.SEATS, "“保安”的席位由1个变为3个"),
        ({"seats": (Seats(1, 1), Seats(1))}, What.LEAST, "“保安”的最低人数由0人变为1人"),
        ({"seats": (Seats(1), Seats(1), Seats(4))}, What.OPENED, None),
        ({"takes": {2: 3}}, What.TAKES, "丙可接的席位由1个变为3个"),
        ({"locks": frozenset({(2, 1)})}, What.LOCKED, "丙在“保洁”的席位被锁定"),
        ({"forbids": frozenset({(2, 1)})}, What.FORBIDDEN, "丙被排除在“保洁”之外"),
        ({"quotas": (Quota(1, -1, 0, 1),)}, What.QUOTA, "“保洁”的名额规定变动"),
        ({"edges": Edges.of([(0, 0, 900), (1, 0, 810), (1, 1, 510), (2, 1, 300), (3, 1, 200)])}, What.SCORES, "乙有2个评分变动"),
        ({"edges": Edges.of([(0, 0, 900), (1, 0, 800), (2, 1, 300), (3, 1, 200)])}, What.LOST, "乙不再符合1个席位的条件"),
    ],
)
def test_a_changed_record_is_named(change: dict[str, object], what: What, zh: str | None) -> None:
    (found,) = changes_between(CHAIN, replace(CHAIN, **change))  # type: ignore[arg-type]
    assert found.what == what
    assert zh is None or told_of_change(found, name, place_name).zh == zh
    inverse = {What.LOCKED: What.UNLOCKED, What.FORBIDDEN: What.ALLOWED, What.LOST: What.GAINED, What.OPENED: What.CLOSED}
    (back,) = changes_between(replace(CHAIN, **change), CHAIN)  # type: ignore[arg-type]
    assert back.what == inverse.get(what, what)


def test_the_price_of_calm_is_told() -> None:
    trades = frontier(CHAIN, {(1, 0), (2, 1)})
    assert [(trade.kept, trade.total) for trade in trades] == [(0, 1400), (2, 1100)]
    assert told_of_trade(trades[0]).zh == "总分最高为14.00：保留0个席位，变动4处"
    assert told_of_trade(trades[1]).zh == "保留2个席位、变动0处时总分11.00；每多保留一个席位让出1.50分"
    assert solve_again(CHAIN, {(1, 0), (2, 1)}, 149).total == 1400
    assert solve_again(CHAIN, {(1, 0), (2, 1)}, 150).total == 1100


def test_numbers_that_lead_nowhere_are_refused() -> None:
    with pytest.raises(ValueError, match="counted from 0"):
        solve_again(CHAIN, PRESENT, -1)
    with pytest.raises(ValueError, match="names a member"):
        solve_again(replace(CHAIN, members=1), PRESENT)
    with pytest.raises(ValueError, match="too large"):
        solve_again(replace(CHAIN, edges=Edges.of([(0, 0, 2**59)])), PRESENT)


def test_seats_of_members_and_openings_that_are_gone_are_let_go() -> None:
    again = solve_again(CHAIN, PRESENT | {(9, 0), (0, 9)})
    assert again.removed == {(9, 0), (0, 9)} and again.kept == PRESENT
    assert [move.impossible for move in moves_of(CHAIN, again)] == [True, True]


def test_an_allocation_is_not_needed_to_begin_with() -> None:
    demand = county(Random(7))
    again = solve_again(demand, ())
    found: Allocation = allocate(demand)
    assert again.total == found.total and again.removed == frozenset()
