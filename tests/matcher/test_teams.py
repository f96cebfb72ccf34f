"""Teams with settled and ruled-out places against trying every placement; what fills an open need is worked out anew."""

from dataclasses import replace
from itertools import product
from random import Random

import pytest

from matcher.teams import Help, Team, TeamAsk, TeamLimit, team


def asked(random: Random) -> TeamAsk:
    """Any small question, some of which nothing can answer."""
    needs, people = [f"n{i}" for i in range(random.randint(1, 4))], [f"m{i}" for i in range(random.randint(1, 4))]
    scores = {need: {one: random.randint(100, 9000) for one in people if random.random() < 0.8} for need in needs}
    places = [(need, one) for need in needs for one in [*people, "m_none"]]
    locked = frozenset(random.sample(places, random.choice([0, 0, 1, 2])))
    excluded = frozenset(random.sample(places, random.choice([0, 1, 2])))
    return TeamAsk(scores, random.choice([500, 5000]), locked, excluded, random.choice([1, 1, 2]))


def every_team(ask: TeamAsk) -> list[dict[str, str]]:
    """All placements that keep every condition, told from the question's words alone."""
    people = sorted({one for found in ask.scores.values() for one in found})
    found = []
    for chosen in product([None, *people], repeat=len(ask.scores)):
        standing = {need: one for need, one in zip(ask.scores, chosen, strict=True) if one is not None}
        places = set(standing.items())
        fits = all(one in ask.scores[need] and ((need, one) in ask.locked or ask.scores[need][one] >= ask.floor) for need, one in places)
        few = all(list(standing.values()).count(one) <= ask.takes for one in people)
        if fits and few and ask.locked <= places and not places & ask.excluded:
            found.append(standing)
    return found


def worth(ask: TeamAsk, standing: dict[str, str]) -> tuple[int, int]:
    """What makes one team better than another: more needs, then more points on those that are not settled."""
    return len(standing), sum(ask.scores[need][one] for need, one in standing.items())


def standing(found: Team) -> dict[str, str]:
    return {one.need: one.member for one in found.chosen}


@pytest.mark.parametrize("seed", range(6))
def test_a_team_with_locks_is_that_of_trying_every_placement(seed: int) -> None:
    random, impossible = Random(seed), 0
    for turn in range(200):
        ask = asked(random)
        found, every = team(ask, runners_up=3), every_team(ask)
        if found.conflict:
            assert every == [], (turn, ask)
            impossible += 1
            continue
        assert worth(ask, standing(found)) == max(worth(ask, one) for one in every), (turn, ask)
        assert standing(found) in every and {one.need for one in found.gaps} == ask.scores.keys() - standing(found).keys()
        assert {(one.need, one.member) for one in found.chosen if one.locked} == ask.locked
        for other in found.runners_up:
            with_it = replace(ask, locked=frozenset(p for p in ask.locked if p[0] != other.need) | {(other.need, other.member)})
            best = max(worth(ask, one) for one in every_team(with_it))
            assert best == (len(found.chosen) - other.opens, found.total - other.gives_up), (turn, ask, other)
    assert impossible > 20


def test_each_remedy_fills_the_need_that_it_names() -> None:
    random, kinds = Random(3), set()
    for _ in range(300):
        ask = replace(asked(random), locked=frozenset())
        found = team(ask)
        for one in found.remedies:
            kinds.add(one.help)
            eased = {
                Help.SEVERAL: replace(ask, takes=one.value), Help.FLOOR: replace(ask, floor=one.value),
                Help.EXCLUDED: replace(ask, excluded=ask.excluded - {(one.need, one.member)}),
            }[one.help]  # fmt: skip
            best = max(worth(ask, other) for other in every_team(eased))
            assert len(ask.scores) - best[0] == one.open < len(found.gaps)
            assert one.score == ask.scores[one.need][one.member] and one.need in {gap.need for gap in found.gaps}
    assert kinds == set(Help)


@pytest.mark.parametrize(
    ("more", "named"),
    [
        ({"locked": {("a", "m1"), ("b", "m1")}}, {TeamLimit.TAKES, TeamLimit.LOCK}),
        ({"locked": {("a", "m1"), ("a", "m2")}}, {TeamLimit.LOCK}),
        ({"locked": {("a", "m1")}, "excluded": {("a", "m1")}}, {TeamLimit.EXCLUDED, TeamLimit.LOCK}),
        ({"locked": {("b", "m9")}}, {TeamLimit.LOCK}),
    ],
)
def test_places_that_cannot_all_stand_are_named(more: dict[str, set[tuple[str, str]]], named: set[TeamLimit]) -> None:
    locked, excluded = (frozenset(more.get(name, ())) for name in ("locked", "excluded"))
    found = team(TeamAsk({"a": {"m1": 9000, "m2": 8000}, "b": {"m1": 7000}}, locked=locked, excluded=excluded))
    assert {one.limit for one in found.conflict} == named and len(found.relaxed) == 1
    assert {one.need for one in found.chosen} | {one.need for one in found.gaps} == {"a", "b"}


def test_a_settled_place_stands_below_the_least_score() -> None:
    found = team(TeamAsk({"a": {"m1": 4000, "m2": 9000}}, locked=frozenset({("a", "m1")})), runners_up=1)
    assert [(one.member, one.locked) for one in found.chosen] == [("m1", True)]
    assert [(one.member, one.gives_up) for one in found.runners_up] == [("m2", -5000)]


def test_one_member_stands_for_several_needs_only_if_allowed() -> None:
    ask = TeamAsk({"a": {"m1": 9000}, "b": {"m1": 8000}})
    once, twice = team(ask), team(replace(ask, takes=2))
    assert [one.need for one in once.chosen] == ["a"] and [one.need for one in once.gaps] == ["b"]
    assert [(one.help, one.value, one.open) for one in once.remedies] == [(Help.SEVERAL, 2, 0)]
    assert [one.need for one in twice.chosen] == ["a", "b"] and not twice.gaps
