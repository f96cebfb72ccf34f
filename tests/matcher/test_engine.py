"""What a score may not depend on, and which way it may move."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from data.records import Member, Phrase
from matcher.criterion import UNMET
from matcher.engine import Matcher

PROTECTED = "女，52岁，回族，党员，已婚，身体不好"


@pytest.mark.parametrize(
    ("requirement", "silence"),
    [
        ("pay_floor", {"pay": None}),
        ("credentials", {"credentials": None}),
        ("education", {"education": None}),
    ],
)
def test_a_member_who_did_not_state_something_is_not_excluded_for_it(
    requirement: str, silence: dict[str, None], county: Any
) -> None:
    excluded = np.argwhere(county.by_opening.points[f"requirement:{requirement}"] < 0)[:80]
    assert len(excluded)
    for row, column in excluded:
        member, opening = county.members[row], county.openings[column]
        silent = replace(member, work=replace(member.work, pay=None)) if "pay" in silence else replace(member, **silence)
        for who, out in ((member, True), (silent, False)):
            told = county.matcher.explain(who, opening, deep=False).requirements
            unmet = {state.key.split(":")[0] for state in told if state.status == UNMET}
            assert (requirement in unmet or requirement[:-1] in unmet) == out


def test_certificates_mentioned_in_passing_may_not_be_all_and_exclude_nobody(county: Any) -> None:
    excluded = np.argwhere(county.by_opening.points["requirement:credentials"] < 0)[:40]
    for row, column in excluded:
        member = replace(county.members[row], credentials_listed=False)
        assert "credentials" not in _excluding(county, member, county.openings[column])
        assert "credentials" in _excluding(county, county.members[row], county.openings[column])


def _excluding(county: Any, member: Member, opening: Any) -> set[str]:
    points = county.matcher.explain(member, opening, deep=False).points
    return {key.removeprefix("requirement:") for key, value in points.items() if value < 0}


def test_name_phone_and_remarks_change_no_score(county: Any) -> None:
    for member, opening in zip(county.members[:60], county.openings[:60], strict=True):
        other = replace(
            member,
            name="马秀英",
            phone="13000000000",
            number="F-52",
            remarks=PROTECTED,
            cells={"备注": PROTECTED, "姓名": "马秀英"},
            extra={"性别": "女", "年龄": "52", "民族": "回族", "政治面貌": "党员"},
        )
        assert county.matcher.score(other, opening) == county.matcher.score(member, opening)
        assert county.matcher.encoder.row(county.matcher.encoder.profile(other)) == county.matcher.encoder.row(
            county.matcher.encoder.profile(member)
        )


def test_another_held_skill_that_is_asked_never_lowers_the_score(county: Any) -> None:
    rose = 0
    for member in county.members[:120]:
        profile = county.matcher.encoder.profile(member)
        if not profile.skills or not profile.worked:
            continue
        for opening in county.openings[::60]:
            for asked in opening.skills[:2]:
                before = county.matcher.score(member, opening)[0]
                after = county.matcher.score(_knowing(member, asked.text), opening)[0]
                assert after >= before, (member.id, opening.id, asked.text)
                rose += after > before
    assert rose


def _knowing(member: Member, skill: str) -> Member:
    return replace(member, skills=(*member.skills, Phrase(skill, "技能特长", 0, len(skill))))


def test_neither_the_order_of_arrival_nor_other_records_change_a_score(county: Any) -> None:
    few = list(county.members[40:120])
    np.random.default_rng(4).shuffle(few)  # type: ignore[arg-type]
    other = Matcher()
    for member in few:
        other.put(member)
    for opening in county.openings[:40]:
        among_all = {place.id: place.score for place in county.matcher.rank(opening, 500).places}
        among_few = {place.id: place.score for place in other.rank(opening, 500).places}
        assert among_few == {member.id: among_all[member.id] for member in few if member.id in among_all}


def test_after_any_changes_the_answers_are_those_of_a_rebuilt_pool(county: Any) -> None:
    luck, living = np.random.default_rng(6), Matcher()
    held: dict[str, Member] = {}
    for step in range(600):
        member = county.members[int(luck.integers(0, 120))]
        if luck.random() < 0.3:
            assert living.remove(member.id) == (held.pop(member.id, None) is not None)
            continue
        version = replace(county.members[int(luck.integers(0, 400))], id=member.id)
        living.put(version)
        held[member.id] = version
        if step % 150 == 149:
            _same_answers(living, held, county)
    _same_answers(living, held, county)


def _same_answers(living: Matcher, held: dict[str, Member], county: Any) -> None:
    rebuilt = Matcher()
    for identifier in sorted(held):
        rebuilt.put(held[identifier])
    for opening in county.openings[:25]:
        answers = [[(place.id, place.score) for place in m.rank(opening, 12).places] for m in (living, rebuilt)]
        assert answers[0] == answers[1]
        assert answers[0]


def test_a_ranking_is_the_same_each_time_and_falls(county: Any) -> None:
    for opening in county.openings[:40]:
        first, second = (county.matcher.rank(opening, 50).places for _ in range(2))
        assert first == second
        scores = [place.score for place in first]
        assert scores == sorted(scores, reverse=True)
        assert min(scores) >= 0


def test_a_longer_ranking_begins_with_the_shorter_one(county: Any) -> None:
    for member in county.members[:40]:
        assert county.matcher.rank(member, 30).places[:7] == county.matcher.rank(member, 7).places
