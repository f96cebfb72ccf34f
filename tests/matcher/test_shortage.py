"""Why seats stay free: counted against scoring every member by itself."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from data.records import Member, Opening
from data.sheets.rows import record_from_row
from data.vocabulary import RecordKind
from matcher.engine import Matcher
from matcher.shortage import Remedy, Shortage, shortage
from tests.matcher.conftest import County

TODAY = date(2026, 11, 22)


def of(county: County, opening: Opening, least: int = 0) -> Shortage:
    return shortage(county.matcher, opening, np.ones(len(county.matcher.members), np.uint8), least, {"forklift_n1": "s_course"})


@pytest.mark.parametrize("least", [0, 6000])
def test_the_counts_are_those_of_looking_at_everybody(county: County, least: int) -> None:
    for opening in county.openings[:4]:
        found = of(county, opening, least)
        assert found.considered == len(county.members)
        states = [unmet_and_score(county.matcher, member, opening) for member in county.members]
        assert found.fitting == sum(not keys and score >= least for keys, score in states)
        assert found.remedies
        for remedy in found.remedies:
            key = remedy.requirement.key
            assert remedy.kept_out == sum(keys[:1] == [key] for keys, _ in states)
            assert remedy.would_fit == sum(keys == [key] and score >= least for keys, score in states)
        assert sum(remedy.kept_out for remedy in found.remedies) == sum(bool(keys) for keys, _ in states)


def unmet_and_score(matcher: Matcher, member: Member, opening: Opening) -> tuple[list[str], int]:
    """The keys of a pair's unmet requirements, and its score."""
    explanation = matcher.explain(member, opening, deep=False)
    return [rule.key for rule in matcher.requirements if explanation.points.get(f"requirement:{rule.key}", 0) < 0], explanation.score


def guards() -> tuple[Matcher, Opening]:
    """Twelve who would guard: three hold the certificate, nine say that they hold none, two of those only go elsewhere."""
    matcher = Matcher()
    for i in range(12):
        cells = {"编号": f"A{i}", "姓名": "某", "求职岗位": "保安", "证书": "保安员证" if i < 3 else "无", "期望工作地": "只去福建厦门" if i > 9 else "江西南城"}
        record, _ = record_from_row(RecordKind.MEMBER, cells, TODAY)
        assert isinstance(record, Member)
        matcher.put(replace(record, id=f"m_{i}"))
    cells = {"编号": "G1", "岗位名称": "保安", "招聘人数": "400", "工作地点": "江西南城", "证书要求": "必须持保安员证"}
    opening, _ = record_from_row(RecordKind.OPENING, cells, TODAY)
    assert isinstance(opening, Opening)
    return matcher, replace(opening, id="o_1")


def test_a_missing_certificate_is_counted_and_its_course_named() -> None:
    matcher, opening = guards()
    code = of_guards(matcher, opening).remedies[0].codes[0]
    found = shortage(matcher, opening, np.ones(len(matcher.members), np.uint8), courses={code: "s_course"})
    (certificate, *others) = found.remedies
    assert (found.considered, found.fitting) == (12, 3)
    assert (certificate.requirement.key, certificate.kept_out, certificate.would_fit, certificate.course) == ("credentials", 9, 7, "s_course")
    assert "保安员" in certificate.asked[0].zh
    assert [remedy.requirement.key for remedy in others] == []


def of_guards(matcher: Matcher, opening: Opening) -> Shortage:
    return shortage(matcher, opening, np.ones(len(matcher.members), np.uint8))


def test_lifting_a_place_limit_says_how_many_it_adds() -> None:
    matcher, opening = guards()
    found = of_guards(matcher, replace(opening, credentials=()))
    (place,) = found.remedies
    assert (place.requirement.key, place.kept_out, place.would_fit) == ("place_limits", 2, 2)


def test_only_candidates_are_counted() -> None:
    matcher, opening = guards()
    some = np.array([i < 5 for i in range(12)], np.uint8)
    found = shortage(matcher, opening, some)
    assert (found.considered, found.fitting, found.remedies[0].kept_out) == (5, 3, 2)
    assert isinstance(found.remedies[0], Remedy)
