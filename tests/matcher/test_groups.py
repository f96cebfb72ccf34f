"""Groups of investors that cover a sum, and teams that cover a project's needs, against trying everything."""

from itertools import combinations, permutations
from random import Random

import pytest

from data.fen import shared_out
from matcher.groups import Ask, Covering, Group, Investor, Term, covering_group
from matcher.teams import Gap, TeamAsk, team

WAN = 1_000_000
"""Fen in ten thousand yuan."""


def investors_of(random: Random) -> list[Investor]:
    """A few with limits of every kind."""
    found = []
    for i in range(random.randint(1, 7)):
        low = random.randint(0, 6)
        found.append(Investor(f"m_{i}", low, low + random.randint(0, 9), random.choice([5000, 7000, random.randint(1, 9000)])))
    return found


def brute(investors: list[Investor], ask: Ask) -> list[tuple[int, int]]:
    """(covered, fit) of every set with tickets, best first: each set's tickets by the dullest of means, fen by fen."""
    found = []
    for size in range(1, ask.most_partners + 1):
        for chosen in combinations(investors, size):
            limits = [ask.limits(one) for one in chosen]
            if any(low > high for low, high in limits) or sum(low for low, _ in limits) > ask.sum:
                continue
            covered = min(ask.sum, sum(high for _, high in limits))
            tickets = [low for low, _ in limits]
            while sum(tickets) < covered:
                open_ones = [i for i, (_, high) in enumerate(limits) if tickets[i] < high]
                tickets[max(open_ones, key=lambda i: chosen[i].score)] += 1
            found.append((covered, sum(one.score * ticket for one, ticket in zip(chosen, tickets, strict=True))))
    return sorted(found, reverse=True)


def sound(group: Group, ask: Ask) -> None:
    """Every limit is kept and everything adds up."""
    assert sum(ticket.amount for ticket in group.tickets) == group.covered <= ask.sum
    assert sum(ticket.share for ticket in group.tickets) == 10_000
    assert len({ticket.investor.id for ticket in group.tickets}) == len(group.tickets) <= ask.most_partners
    for ticket in group.tickets:
        low, high = ask.limits(ticket.investor)
        assert low <= ticket.amount <= high
        assert ticket.amount * 10_000 <= ask.sum * ask.concentration


def test_the_group_and_its_runners_up_are_those_of_trying_every_set() -> None:
    random, covered = Random(5), 0
    for turn in range(800):
        investors = investors_of(random)
        ask = Ask(random.randint(1, 30), random.randint(1, 5), random.randint(1, 3), random.choice([None, 8]), random.choice([10_000, 4_000, 3_333]))
        found, expected = covering_group(investors, ask), brute(investors, ask)
        groups = [found.best, *found.runners_up] if found.best else []
        assert [(group.covered, group.fit) for group in groups if group] == expected[:3], (turn, investors, ask)
        assert found.proven and found.gap == ask.sum - (expected[0][0] if expected else 0)
        for group in groups:
            assert group is not None
            sound(group, ask)
        covered += found.gap == 0
    assert 200 < covered < 700


def fund() -> Covering:
    people = [
        Investor("m_a", 5 * WAN, 30 * WAN, 8200), Investor("m_b", 10 * WAN, 20 * WAN, 7900), Investor("m_c", 1 * WAN, 15 * WAN, 7600),
        Investor("m_d", 1 * WAN, 40 * WAN, 7100, (Term("share", 5100, 4900),)), Investor("m_e", 60 * WAN, 90 * WAN, 9000),
        Investor("m_f", 2 * WAN, 25 * WAN, 6000, (Term("years", 3, 5, more_is_better=False),)),
    ]  # fmt: skip
    return covering_group(people, Ask(50 * WAN, 4, 1 * WAN, concentration=4_000, tolerances={"years": 2}))


def test_a_fund_is_covered_by_small_tickets_and_nobody_holds_too_much() -> None:
    found = fund()
    assert found.best is not None and found.gap == 0 and found.proven
    assert [(ticket.investor.id, ticket.amount) for ticket in found.best.tickets] == [("m_a", 20 * WAN), ("m_b", 20 * WAN), ("m_c", 10 * WAN)]
    assert [ticket.share for ticket in found.best.tickets] == [4000, 4000, 2000]
    assert len(found.runners_up) == 2 and found.runners_up[0].fit <= found.best.fit


def test_terms_outside_a_tolerance_are_named_and_those_inside_may_join() -> None:
    found = fund()
    assert [(item.investor.id, [(term.key, term.gap) for term in item.terms]) for item in found.outside] == [
        ("m_d", [("share", 200)]), ("m_e", []),
    ]  # fmt: skip
    everyone = {ticket.investor.id for group in found.runners_up for ticket in group.tickets}
    assert "m_d" not in everyone


def test_no_tolerance_helps_against_a_firm_term() -> None:
    ask = Ask(50, 5, tolerances={"share": 200})
    for firm, joined in ((False, True), (True, False)):
        found = covering_group([Investor("m_d", 1, 50, 7100, (Term("share", 5100, 4900, firm=firm),))], ask)
        assert (found.best is not None) is joined and len(found.outside) == (not joined)


def test_what_cannot_be_covered_is_said_to_the_fen() -> None:
    found = covering_group([Investor("m_a", 1, 30, 5000), Investor("m_b", 1, 11, 9000)], Ask(50, 5))
    assert found.best is not None and (found.best.covered, found.gap) == (41, 9)
    assert covering_group([], Ask(50, 5)).gap == 50


def test_parts_of_a_fen_are_nobodys_loss() -> None:
    assert shared_out(100, [1, 1, 1]) == (34, 33, 33)
    assert shared_out(10_000, [2, 3, 5, 7]) == (1176, 1765, 2941, 4118)
    assert shared_out(5, [0, 0]) == (0, 0)
    random = Random(1)
    for _ in range(500):
        weights = [random.randint(0, 10**12) for _ in range(random.randint(1, 9))]
        whole = random.randint(0, 10**13)
        parts = shared_out(whole, weights)
        exact = [whole * weight / max(sum(weights), 1) for weight in weights]
        assert sum(parts) == (whole if any(weights) else 0)
        assert all(abs(part - share) < 1 + 1e-3 for part, share in zip(parts, exact, strict=True))


@pytest.mark.parametrize("seed", range(10))
def test_a_team_covers_most_needs_with_distinct_people_and_then_scores_best(seed: int) -> None:
    random = Random(seed)
    for _ in range(30):
        needs, people = [f"n{i}" for i in range(random.randint(1, 4))], [f"m{i}" for i in range(random.randint(1, 5))]
        floor = random.choice([500, 5000])
        scores = {need: {p: random.randint(100, 9000) for p in people if random.random() < 0.8} for need in needs}
        found = team(TeamAsk(scores, floor))
        places = [*people, *[""] * len(needs)]
        best = max(
            (len(held), sum(held))
            for chosen in permutations(places, len(needs))
            for held in [[scores[n][p] for n, p in zip(needs, chosen, strict=True) if scores[n].get(p, 0) >= floor]]
        )
        assert (len(found.chosen), sum(item.score for item in found.chosen)) == best
        assert len({item.member for item in found.chosen}) == len(found.chosen)
        assert {item.need for item in found.chosen} | {gap.need for gap in found.gaps} == set(needs)
        assert all(scores[item.need][item.member] == item.score for item in found.chosen)


def test_a_gap_says_how_near_anybody_came() -> None:
    found = team(TeamAsk({"p.capital": {"m1": 9000}, "p.leader": {"m1": 8000}, "p.technique": {"m2": 4100}, "p.channel": {}}))
    assert found.gaps == (Gap("p.leader", 8000, taken=True), Gap("p.technique", 4100), Gap("p.channel"))
