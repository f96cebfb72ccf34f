"""The projects and backers of the invented world: always the same, and each track finds somebody for each need."""

import pytest

from data.records import NeedOf
from data.scenarios.ventures import backers, needs, ventures
from data.vocabulary import Intent, NeedKind, Track
from matcher.engine import Matcher
from matcher.ranking import brute_force

MEANT = {Track.INVEST: {NeedKind.CAPITAL}, Track.LEAD: {NeedKind.LEADER}, Track.ADVISE: {NeedKind.TECHNIQUE, NeedKind.TALENT, NeedKind.CHANNEL}}


def test_a_longer_run_begins_with_the_shorter_one() -> None:
    assert list(needs(5, 60))[:25] == list(needs(5, 25))
    assert list(backers(5, 60))[:25] == list(backers(5, 25))
    assert list(ventures(5, 20)) != list(ventures(6, 20))


def test_needs_have_ids_of_their_own_and_all_kinds_come_up() -> None:
    made = list(needs(5, 400))
    assert len({need.id for need in made}) == len(made) == 400
    assert {need.need.kind for need in made} == set(NeedKind)
    assert sum(need.need.kind is NeedKind.CAPITAL for need in made) > 400 / 5


def test_backers_would_do_one_of_the_three_at_least() -> None:
    wanted = {Intent.INVEST, Intent.LEAD, Intent.ADVISE}
    assert all(set(member.intents) <= wanted and member.intents for member in backers(5, 200))


@pytest.mark.parametrize("track", MEANT)
def test_every_track_ranks_the_backers_for_its_needs(track: Track) -> None:
    matcher = Matcher(track)
    for member in backers(5, 300):
        matcher.put(member)
    meant: list[NeedOf] = [need for need in needs(5, 120) if need.need.kind in MEANT[track]]
    assert len(meant) > 10
    for need in meant[:10]:
        asked = matcher.ask(need)
        found = matcher.rank(need, 5).places
        assert len({place.score for place in found}) > 1 or len(found) < 5
        assert list(found) == brute_force(asked.program, matcher.members, 5)
