"""Settled places, limits that cannot hold together, and sums to the fen: groups against trying every set of people."""

from itertools import combinations, product
from random import Random

import pytest

from matcher.group_search import GroupSearch, Row, filled
from matcher.groups import (
    Ask,
    Covering,
    Group,
    Investor,
    Limit,
    Lock,
    Reason,
    Term,
    Wanted,
    can_hold,
    covering_group,
    keeping,
    wanted_of,
)
from matcher.relaxing import conflict_among, smallest_relaxation


def people(random: Random) -> list[Investor]:
    """A few with limits and terms of every kind, in no order."""
    found = []
    for i in range(random.randint(1, 7)):
        low = random.choice([0, 0, random.randint(0, 6)])
        terms = (Term("share", 51, random.choice([49, 51]), firm=random.random() < 0.3),) if random.random() < 0.3 else ()
        found.append(Investor(f"m_{i}", low, low + random.randint(0, 9), random.choice([5000, 7000, random.randint(1, 9000)]), terms))
    random.shuffle(found)
    return found


def asked(random: Random, several: list[Investor]) -> Ask:
    """Any question about them, some of which nothing can answer."""
    locked = {}
    for one in random.sample(several, random.choice([0, 0, 1, 1, 2, 3]) % (len(several) + 1)):
        least = random.choice([0, 0, random.randint(1, 7)])
        locked[one.id] = Lock(least, random.choice([None, None, least + random.randint(0, 3)]))
    excluded = {one.id for one in several if random.random() < 0.1}
    return Ask(
        random.randint(1, 30), random.randint(1, 5), random.randint(1, 3), random.choice([None, 8]),
        random.choice([10_000, 6_000, 3_333]), random.choice([None, {"share": 2}]), random.choice([1, 1, 2, 3]), locked, frozenset(excluded),
    )  # fmt: skip


def allowed(chosen: tuple[Investor, ...], ask: Ask) -> bool:
    """Whether a set of people keeps every condition, told from the question's words alone."""
    ids = {one.id for one in chosen}
    if not ask.locked.keys() <= ids or ids & ask.excluded or not ask.least_partners <= len(ids) <= ask.most_partners:
        return False
    for one in chosen:
        for term in one.terms:
            if term.asked > term.offered + (0 if term.firm else (ask.tolerances or {}).get(term.key, 0)):
                return False
    limits = [bounds(one, ask) for one in chosen]
    return all(low <= high for low, high in limits) and sum(low for low, _ in limits) <= ask.sum


def bounds(one: Investor, ask: Ask) -> tuple[int, int]:
    lock = ask.locked.get(one.id, Lock())
    high = one.high
    while high > 0 and (high * 10_000 > ask.sum * ask.concentration or high > (ask.most or high) or high > (lock.most if lock.most is not None else high)):
        high -= 1
    return max(1, one.low, ask.least, lock.least), high


def every_set(several: list[Investor], ask: Ask) -> list[tuple[int, int]]:
    """(covered, fit) of all sets that may be, best first, tickets handed out fen by fen."""
    found = []
    for size in range(1, len(several) + 1):
        for chosen in combinations(several, size):
            if not allowed(chosen, ask):
                continue
            limits = [bounds(one, ask) for one in chosen]
            tickets, covered = [low for low, _ in limits], min(ask.sum, sum(high for _, high in limits))
            while sum(tickets) < covered:
                open_ones = [i for i, (_, high) in enumerate(limits) if tickets[i] < high]
                tickets[max(open_ones, key=lambda i: chosen[i].score)] += 1
            found.append((covered, sum(one.score * ticket for one, ticket in zip(chosen, tickets, strict=True))))
    return sorted(found, reverse=True)


def groups_of(found: Covering) -> list[Group]:
    return [] if found.best is None else [found.best, *found.runners_up]


@pytest.mark.parametrize("seed", range(6))
def test_with_locks_and_limits_the_groups_are_those_of_trying_every_set(seed: int) -> None:
    random, answered, impossible = Random(seed), 0, 0
    for turn in range(250):
        several = people(random)
        ask = asked(random, several)
        found, expected = covering_group(several, ask), every_set(several, ask)
        if found.conflict:
            assert expected == [], (turn, several, ask)
            impossible += 1
            continue
        groups = groups_of(found)
        assert [(group.covered, group.fit) for group in groups] == expected[:3], (turn, several, ask)
        assert found.proven and len({frozenset(t.investor.id for t in group.tickets) for group in groups}) == len(groups)
        for group in groups:
            assert allowed(tuple(t.investor for t in group.tickets), ask)
            assert sum(t.amount for t in group.tickets) == group.covered and sum(t.share for t in group.tickets) == 10_000
            assert all(bounds(t.investor, ask)[0] <= t.amount <= bounds(t.investor, ask)[1] for t in group.tickets)
            assert {t.investor.id for t in group.tickets if t.locked} == set(ask.locked)
        answered += bool(groups)
    assert answered > 70 and impossible > 30


def test_the_order_in_which_people_come_changes_nothing() -> None:
    random = Random(7)
    for _ in range(150):
        several = people(random)
        ask, turned = asked(random, several), random.sample(several, len(several))
        one, other = covering_group(several, ask), covering_group(turned, ask)
        assert groups_of(one) == groups_of(other) and (one.conflict, one.relaxed) == (other.conflict, other.relaxed)


def test_conditions_that_cannot_hold_are_named_and_the_fewest_are_left_aside() -> None:
    random, seen = Random(11), 0
    for _ in range(400):
        several = people(random)
        ask = asked(random, several)
        found = covering_group(several, ask)
        conditions = wanted_of(ask, several)

        def hold(kept: tuple[Wanted, ...], several: list[Investor] = several, ask: Ask = ask) -> bool:
            eased = keeping(ask, kept)
            free = not eased.locked and eased.least_partners == 1
            return free or bool(every_set([one for one in several if one.id not in eased.waived] + [
                Investor(one.id, one.low, one.high, one.score, tuple(t for t in one.terms if t.firm))
                for one in several if one.id in eased.waived], eased))  # fmt: skip

        assert hold(conditions) is (not found.conflict) is can_hold(several, ask)
        if not found.conflict:
            continue
        seen += 1
        assert not hold(found.conflict)
        assert all(hold(tuple(other for other in found.conflict if other != one)) for one in found.conflict)
        assert hold(tuple(one for one in conditions if one not in found.relaxed))
        for fewer in combinations(conditions, len(found.relaxed) - 1):
            assert not hold(tuple(one for one in conditions if one not in fewer)), (several, ask)
    assert seen > 60


@pytest.mark.parametrize(
    ("more", "named"),
    [
        ({"locked": {"m_a": Lock(40)}}, {Limit.LOCK_LEAST, Limit.LOCK}),
        ({"locked": {"m_a": Lock(25)}, "most": 20}, {Limit.LOCK_LEAST, Limit.MOST_TICKET, Limit.LOCK}),
        ({"locked": {"m_a": Lock(0, 4)}, "least": 5}, {Limit.LOCK_MOST, Limit.LEAST_TICKET, Limit.LOCK}),
        ({"locked": {"m_a": Lock(25)}, "concentration": 2_000}, {Limit.LOCK_LEAST, Limit.CONCENTRATION, Limit.LOCK}),
        ({"locked": {"m_a": Lock(), "m_b": Lock()}, "most_partners": 1}, {Limit.MOST_PARTNERS, Limit.LOCK}),
        ({"locked": {"m_a": Lock()}, "excluded": frozenset({"m_a"})}, {Limit.EXCLUDED, Limit.LOCK}),
        ({"locked": {"m_c": Lock()}}, {Limit.TERMS, Limit.LOCK}),
        ({"locked": {"m_none": Lock()}}, {Limit.LOCK}),
        ({"least_partners": 4}, {Limit.LEAST_PARTNERS}),
    ],
)
def test_what_a_lock_runs_against_is_named(more: dict[str, object], named: set[Limit]) -> None:
    several = [Investor("m_a", 1, 30, 8000), Investor("m_b", 1, 30, 7000), Investor("m_c", 1, 30, 6000, (Term("share", 51, 49),))]
    given: dict[str, object] = {"sum": 50, "most_partners": 5, **more}
    found = covering_group(several, Ask(**given))  # type: ignore[arg-type]
    assert {one.limit for one in found.conflict} == named
    assert len(found.relaxed) == 1 and found.best is not None and found.relaxed[0] in found.conflict


def test_an_amount_says_which_limit_it_stands_at() -> None:
    several = [Investor("m_a", 1, 15, 9000), Investor("m_b", 1, 90, 8000), Investor("m_c", 1, 90, 7000), Investor("m_d", 1, 90, 10)]
    found = covering_group(several, Ask(100, 4, 5, concentration=4_000, locked={"m_d": Lock(7, 7)}))
    assert found.best is not None
    assert {t.investor.id: (t.amount, t.reason) for t in found.best.tickets} == {
        "m_a": (15, Reason.OWN), "m_b": (40, Reason.CONCENTRATION), "m_c": (38, Reason.REST), "m_d": (7, Reason.LOCKED),
    }  # fmt: skip


def test_a_search_that_was_given_up_says_so_with_a_bound_that_holds() -> None:
    random, given_up = Random(2), 0
    for _ in range(200):
        several = [Investor(f"m_{i}", 0, random.randint(4, 30), random.randint(1, 9000)) for i in range(9)]
        ask = Ask(60, 4, 4)
        full, short = covering_group(several, ask), covering_group(several, ask, steps=1)
        assert full.best is not None and full.proven
        if not short.proven and short.at_most is not None and full.gap == 0:
            assert short.best is not None and short.best.fit <= full.best.fit <= short.at_most
            given_up += 1
    assert given_up > 50


def test_hundreds_of_candidates_are_searched_to_the_end() -> None:
    random, wan = Random(3), 1_000_000
    several = [Investor(f"m_{i}", 0, random.choice([3, 5, 8, 10, 20, 30]) * wan, random.randint(4000, 9500)) for i in range(200)]
    for partners, concentration in ((10, 3_000), (20, 2_000), (40, 10_000)):
        found = covering_group(several, Ask(80 * wan + 33, partners, 3 * wan, concentration=concentration))
        assert found.proven and found.gap == 0 and found.best is not None
        assert sum(ticket.amount for ticket in found.best.tickets) == 80 * wan + 33


def test_the_bound_of_a_branch_is_never_below_what_it_holds() -> None:
    random = Random(4)
    for _ in range(200):
        rows = [Row(low := random.randint(1, 4), low + random.randint(0, 9), random.randint(0, 900)) for _ in range(random.randint(1, 7))]
        whole, most = random.randint(4, 25), random.randint(1, 4)
        search = GroupSearch(rows, whole, 0, 1, most, 1)
        for size in range(1, min(most, len(rows)) + 1):
            for chosen in combinations(rows, size):
                if sum(row.low for row in chosen) <= whole <= sum(row.high for row in chosen):
                    tickets = filled(chosen, whole)
                    assert sum(row.score * ticket for row, ticket in zip(chosen, tickets, strict=True)) <= search.at_most()


def test_the_fewest_are_given_up_of_any_conditions() -> None:
    random = Random(5)
    for _ in range(300):
        conditions = tuple(range(random.randint(1, 9)))
        bad = [frozenset(random.sample(conditions, random.randint(1, min(3, len(conditions))))) for _ in range(random.randint(0, 9))]

        def hold(kept: object, bad: list[frozenset[int]] = bad) -> bool:
            return not any(one <= set(kept) for one in bad)  # type: ignore[call-overload]

        fewest = min(sum(given) for given in product((0, 1), repeat=len(conditions)) if hold([c for c in conditions if not given[c]]))
        relaxed = smallest_relaxation(conditions, hold)
        assert len(relaxed) == fewest and hold([c for c in conditions if c not in relaxed])
        assert bool(conflict_among(conditions, hold)) is bool(relaxed)
