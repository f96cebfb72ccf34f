"""One body walks every criterion, another every hard condition: what must hold for all of them."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from data.vocabulary import Track
from features.pool import Pool, as_array
from matcher.criteria import CRITERIA, criteria_for
from matcher.criterion import MET, UNKNOWN, UNMET, Criterion, Requirement
from matcher.engine import Matcher
from matcher.requirements import REQUIREMENTS, requirements_for
from matcher.scorecard import Entry, load_scorecard

USED = [(track, criterion) for track in Track for criterion in criteria_for(track)]
ASKED = [(track, requirement) for track in Track for requirement in requirements_for(track)]
every_criterion = pytest.mark.parametrize(
    ("county", "criterion"), USED, indirect=["county"], ids=[f"{track}-{criterion.key}" for track, criterion in USED]
)
every_requirement = pytest.mark.parametrize(
    ("county", "requirement"), ASKED, indirect=["county"], ids=[f"{track}-{rule.key}" for track, rule in ASKED]
)


@pytest.mark.parametrize("track", Track)
def test_a_scorecard_uses_every_criterion_of_its_track(track: Track) -> None:
    keys = [criterion.key for criterion in criteria_for(track)]
    assert sorted(keys) == sorted(entry.key for entry in load_scorecard(track).entries)
    assert len(set(keys)) == len(keys)


def test_every_criterion_and_requirement_belongs_to_a_track() -> None:
    assert {id(criterion) for _, criterion in USED} == {id(criterion) for criterion in CRITERIA}
    assert {id(requirement) for _, requirement in ASKED} == {id(requirement) for requirement in REQUIREMENTS}


@every_criterion
def test_points_lie_between_nothing_and_the_maximum(criterion: Criterion, county: Any) -> None:
    points = county.by_opening.points[f"criterion:{criterion.key}"]
    assert points.min() >= 0
    assert points.max() <= _entry(county, criterion).maximum
    assert len(np.unique(points)) > 1


@every_criterion
def test_a_measure_is_a_share_or_not_a_number(criterion: Criterion, county: Any) -> None:
    with np.errstate(all="ignore"):
        measured = criterion.measure(_values(county, criterion)[0][:, None], _values(county, criterion)[1][None, :])
    known = measured[~np.isnan(measured)]
    assert known.size
    assert known.min() >= 0.0
    assert known.max() <= 1.0


@every_criterion
def test_the_ladder_rises(criterion: Criterion, county: Any) -> None:
    points = [int(_ladder_points(county, criterion, *pair)) for pair in criterion.ladder()]
    assert points == sorted(points)
    assert points[0] < points[-1]


@every_criterion
def test_both_directions_give_the_same_points(criterion: Criterion, county: Any) -> None:
    key = f"criterion:{criterion.key}"
    assert np.array_equal(county.by_opening.points[key], county.by_member.points[key])


@every_criterion
def test_a_measure_of_many_is_the_measure_of_each_to_the_bit(criterion: Criterion, county: Any) -> None:
    members, openings = (values[:: max(len(values) // 40, 1)] for values in _values(county, criterion))
    with np.errstate(all="ignore"):
        many = criterion.measure(members[:, None], openings[None, :])
        many = np.ascontiguousarray(np.broadcast_to(many, (len(members), len(openings))))
        each = [[float(criterion.measure(m.reshape(1, 1), o.reshape(1, 1)).item()) for o in openings] for m in members]
    assert many.tobytes() == np.array(each).tobytes()


@every_criterion
def test_a_pair_alone_scores_as_it_does_among_many(criterion: Criterion, county: Any) -> None:
    among_many = county.by_opening.points[f"criterion:{criterion.key}"]
    for row, column in _some(np.ones_like(among_many), most=30):
        alone = county.matcher.explain(county.members[row], county.openings[column], deep=False)
        assert _row(alone, criterion.key).points == among_many[row, column]


@every_criterion
def test_what_is_not_stated_or_not_asked_gives_exactly_the_baseline(criterion: Criterion, county: Any) -> None:
    baseline = _entry(county, criterion).baseline
    for direction in (county.by_opening, county.by_member):
        points = direction.points[f"criterion:{criterion.key}"]
        assert (points[_silent(county.matcher.members, criterion.member), :] == baseline).all()
        assert (points[:, _silent(county.matcher.opportunities, criterion.opportunity)] == baseline).all()


@every_criterion
def test_a_measure_that_cannot_say_gives_exactly_the_baseline(criterion: Criterion, county: Any) -> None:
    assert _entry(county, criterion).points(np.array([np.nan])).tolist() == [_entry(county, criterion).baseline]


@every_criterion
def test_leaving_a_criterion_out_takes_away_its_points_and_nothing_else(criterion: Criterion, county: Any) -> None:
    rest = Matcher(county.matcher.track, county.matcher.scorecard.without(criterion.key))
    for member, opening in zip(county.members[-40:], county.openings[-40:], strict=False):
        whole, part = (matcher.explain(member, opening, deep=False) for matcher in (county.matcher, rest))
        assert part.score == whole.score - _row(whole, criterion.key).points
        kept = [(row.criterion.key, row.points) for row in whole.criteria if row.criterion.key != criterion.key]
        assert kept == [(row.criterion.key, row.points) for row in part.criteria]


@every_criterion
def test_a_reason_has_the_same_values_in_both_languages(criterion: Criterion, county: Any) -> None:
    assert not criterion.label.placeholders("zh") | criterion.label.placeholders("en")
    assert criterion.reason.placeholders("zh") == criterion.reason.placeholders("en")
    for told in _tellings(county, criterion):
        assert set(told.values) == criterion.reason.placeholders("zh")


@every_requirement
def test_a_requirement_has_a_reason_for_each_of_three_states(requirement: Requirement, county: Any) -> None:
    assert set(requirement.reason) == {MET, UNMET, UNKNOWN}
    named = {text.placeholders(language) for text in requirement.reason.values() for language in ("zh", "en")}
    for text in requirement.reason.values():
        assert text.placeholders("zh") == text.placeholders("en")
    for told in _tellings(county, requirement):
        given = [values for _, _, values in told.parts] if told.parts or not told.values else [told.values]
        assert all(wanted <= set(values) for values in given for wanted in named)


@every_requirement
def test_both_directions_exclude_the_same_pairs(requirement: Requirement, county: Any) -> None:
    forward, backward = (d.points[f"requirement:{requirement.key}"] for d in (county.by_opening, county.by_member))
    assert np.array_equal(forward < 0, backward < 0)
    assert max(forward.max(), backward.max()) == 0
    assert (forward < 0).any()


@every_requirement
def test_silence_never_excludes(requirement: Requirement, county: Any) -> None:
    for direction in (county.by_opening, county.by_member):
        points = direction.points[f"requirement:{requirement.key}"]
        assert not points[_silent(county.matcher.members, requirement.member), :].any()
        assert not points[:, _silent(county.matcher.opportunities, requirement.opportunity)].any()


@every_requirement
def test_the_state_that_is_told_is_the_one_that_excludes(requirement: Requirement, county: Any) -> None:
    excluded = county.by_opening.points[f"requirement:{requirement.key}"] < 0
    stated = ~_silent(county.matcher.members, requirement.member)[:, None]
    asked = ~_silent(county.matcher.opportunities, requirement.opportunity)[None, :]
    states: set[str] = set()
    likely = sum(points for key, points in county.by_opening.points.items() if key.startswith("criterion:"))
    for pairs in filter(np.any, (excluded, ~excluded & stated & asked, ~excluded & ~stated & asked)):
        for row, column in [*_some(pairs), *_some(pairs & (likely >= np.quantile(likely[pairs], 0.995)))]:
            told = county.matcher.explain(county.members[row], county.openings[column], deep=False).requirements
            mine = {state.status for state in told if state.key.split(":")[0] in (requirement.key, requirement.key[:-1])}
            assert (UNMET in mine) == excluded[row, column], (county.members[row].id, county.openings[column].id)
            states |= mine
    assert {UNMET, MET} <= states


def _silent(pool: Pool, key: str) -> Any:
    """Which records of a pool say nothing in a column; the last of them says nothing at all, but what every record tells."""
    silent = ~pool.stated_in(key)
    assert silent[-1] or not silent.any()
    return silent


def _some(pairs: Any, most: int = 60) -> Any:
    """Up to so many of the pairs that are marked, spread over all of them."""
    found = np.argwhere(pairs)
    return found[:: max(len(found) // most, 1)]


def _values(county: Any, rule: Criterion) -> tuple[Any, Any]:
    """All values of both columns that the county holds."""
    return _held(county.matcher.members, rule.member), _held(county.matcher.opportunities, rule.opportunity)


def _held(pool: Pool, key: str) -> Any:
    vocabulary = pool.vocabularies[key]
    return vocabulary.array if vocabulary.column.bag else vocabulary.array[1:]


def _ladder_points(county: Any, criterion: Criterion, member: Any, opening: Any) -> Any:
    encoder = county.matcher.encoder
    held = as_array(encoder.member_columns[criterion.member], [member])
    asked = as_array(encoder.opportunity_columns[criterion.opportunity], [opening])
    return _entry(county, criterion).points(np.asarray(criterion.measure(held, asked), dtype=np.float64))[0]


def _entry(county: Any, criterion: Criterion) -> Entry:
    found: Entry = county.matcher.scorecard.entry(criterion.key)
    return found


def _row(explanation: Any, key: str) -> Any:
    return next(row for row in explanation.criteria if row.criterion.key == key)


def _tellings(county: Any, rule: Criterion | Requirement) -> list[Any]:
    encoder = county.matcher.encoder
    members = [encoder.profile(member) for member in county.members[-25:]]
    openings = [encoder.profile(opening) for opening in county.openings[-25:]]
    wordless = replace(county.members[0], work=None, history=(), skills=())
    return [rule.tell(member, opening) for member in (*members, encoder.profile(wordless)) for opening in openings]
