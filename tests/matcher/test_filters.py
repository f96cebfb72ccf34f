"""A filter keeps exactly those that state the thing and fit: checked record by record, beside the search itself."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np
import pytest

from data.records import Member, Opening, Pay, Place, Start, WorkWish
from data.vocabulary import Education, Track
from features.pool import Pool
from matcher.engine import Matcher
from matcher.filter_table import FILTERS, filters_for
from matcher.filtered import rank_filtered
from matcher.filters import Filter, Wanted, filter_terms, fitting
from matcher.ranking import brute_force

HOME, BESIDE = Place("361021", "county"), Place("361022", "county")
TRIED: dict[str, tuple[object, ...]] = {
    "region": (361021, 361000, 360000, 440300, 330000),
    "occupation": ("4-02", "6-29", "4-07-05", "4", "6"),
    "industry": ("A", "A04", "F"),
    "education": (3, 4, 5),
    "years": (1.0, 5.0),
    "day": (date(2026, 12, 1).toordinal(), date(2027, 3, 1).toordinal()),
    "yuan": (4000.0, 6000.0, 200_000.0),
    "condition": ("night_shift", "rotating_shift", "day_shift"),
    "flag": (True, False),
}
"""Values of each kind that some records have; of the other kinds, values that the records hold are tried."""


def held(pool: Pool, one: Filter) -> list[object]:
    """Codes of certificates, skills, matters and kinds that are common enough to be found."""
    from data.reference.credentials import credentials
    from data.reference.matters import matters
    from data.reference.skills import skills
    from data.vocabulary import ServiceKind

    tables: dict[str, Any] = {"credential": credentials(), "skill": skills(), "matter": matters(), "service_kind": ServiceKind}
    look = one.look(pool)
    assert look is not None
    values = pool.vocabularies[look.column].array
    counts = pool.vocabularies[look.column].counts
    found = [(int(counts[look.fits(values, code)].sum()), code) for code in tables[one.kind]]
    return [code for count, code in sorted(found, key=lambda item: (-item[0], str(item[1])))[:4] if count]


def passes(pool: Pool, row: int, wanted: Wanted) -> bool:
    """Whether one record passes, by its values alone: stated and fitting, or unstated where that is let through."""
    look = wanted.filter.look(pool)
    assert look is not None
    column = pool.vocabularies[look.column].column
    values = np.array([tuple(value) for value in pool.values(look.column, row)], column.dtype)
    speaking = values[look.speaks(values)] if look.speaks is not None and len(values) else values
    if not len(speaking):
        return wanted.unknown
    groups = wanted.values if wanted.filter.every else (tuple(v for group in wanted.values for v in group),)
    fits = [any(bool(look.fits(speaking, code).any()) for code in group) for group in groups]
    goes_on = wanted.unknown and look.leaves_open is not None and bool(look.leaves_open(speaking).any())
    return all(fit or goes_on for fit in fits)


def random_filters(luck: np.random.Generator, pool: Pool, side: str) -> tuple[Wanted, ...]:
    known = list(filters_for(side, pool).values())
    found = []
    for at in luck.permutation(len(known))[: int(luck.integers(1, 4))]:
        values = TRIED.get(known[at].kind) or tuple(held(pool, known[at]))
        if values:
            count = 1 if known[at].kind in ("education", "years", "day", "yuan", "flag") else int(luck.integers(1, 3))
            chosen = tuple((values[i],) for i in luck.permutation(len(values))[:count])
            found.append(Wanted(known[at], chosen, bool(luck.random() < 0.4)))
    return tuple(found)


@pytest.mark.parametrize("track", list(Track))
def test_the_filtered_best_are_the_best_of_those_that_pass_each_filter(track: Track, counties: Callable[[Track], Any]) -> None:
    county, luck, kept, found = counties(track), np.random.default_rng(7), 0, 0
    matcher = county.matcher
    for records, side in ((county.openings, "member"), (county.members, "opportunity")):
        pool = matcher.members if side == "member" else matcher.opportunities
        for _ in range(40):
            record = records[int(luck.integers(len(records)))]
            filters = random_filters(luck, pool, side)
            passing = np.array([all(passes(pool, row, one) for one in filters) for row in range(len(pool))])
            assert np.array_equal(fitting(filters, pool, side), passing), filters
            k, lowest = int(luck.integers(1, 30)), int(luck.choice((0, 0, 5000)))
            mask = (luck.random(len(pool)) < 0.8).astype(np.uint8)
            asked = matcher.ask(record)
            expected = brute_force(asked.program, pool, k, mask & passing.astype(np.uint8), lowest)
            assert list(rank_filtered(matcher, record, k, filters, mask, lowest=lowest).places) == expected
            kept, found = kept + int(passing.sum()), found + len(expected)
    assert kept > 300 and found > 60


@pytest.mark.parametrize("track", list(Track))
def test_every_filter_of_a_track_lets_some_pass_and_not_all(track: Track, counties: Callable[[Track], Any]) -> None:
    matcher = counties(track).matcher
    for side, pool in (("member", matcher.members), ("opportunity", matcher.opportunities)):
        for one in filters_for(side, pool).values():
            values = TRIED.get(one.kind) or tuple(held(pool, one))
            shares = [fitting((Wanted(one, ((value,),)),), pool, side).mean() for value in values]
            assert any(0 < share < 1 for share in shares), (side, one.key, shares)


def test_every_filter_is_of_use_in_some_track() -> None:
    matchers = [Matcher(track) for track in Track]
    for one in FILTERS:
        pools = [m.members if one.searched == "member" else m.opportunities for m in matchers]
        for look in one.looks:
            assert any(one.look(pool) == look for pool in pools), (one.key, look.column)


def wish(**values: Any) -> Member:
    return Member(id="m", hometown=HOME, work=WorkWish(**values))


def passed(record: Member | Opening, key: str, *values: object, unknown: bool = False) -> bool:
    matcher = Matcher()
    matcher.put(record)
    side = "member" if isinstance(record, Member) else "opportunity"
    pool = matcher.members if side == "member" else matcher.opportunities
    one = filters_for(side, pool)[key]
    return bool(fitting((Wanted(one, tuple((value,) for value in values), unknown),), pool, side)[0])


def test_a_hometown_is_found_by_its_county_city_and_province() -> None:
    assert [passed(wish(), "hometown", code) for code in (361021, 361000, 360000, 361022)] == [True, True, True, False]
    assert passed(wish(), "hometown", 361022, 361021)


def test_who_says_nothing_passes_only_where_that_is_asked() -> None:
    silent = Member(id="m")
    for key, value in (("hometown", 361021), ("education", 3), ("lives", 361021), ("certificate", "forklift_n1"), ("pay_at_most", 5000.0)):
        assert not passed(silent, key, value)
        assert passed(silent, key, value, unknown=True)


def test_a_place_of_living_is_read_beside_the_other_places() -> None:
    lives = replace(wish(places=(HOME,)), current=BESIDE)
    assert passed(lives, "lives", 361022, unknown=True) and passed(lives, "lives", 361022)
    assert not passed(lives, "lives", 361021, unknown=True) and not passed(lives, "lives", 361021)
    assert passed(wish(), "lives", 361022, unknown=True)


def test_who_would_go_to_the_whole_province_or_anywhere_would_go_there() -> None:
    assert passed(wish(places=(Place("360000", "province"),)), "place", 361021)
    assert passed(wish(anywhere=True), "place", 361021)
    assert not passed(wish(places=(BESIDE,)), "place", 361021)


def test_schooling_pay_and_start_are_bounds_that_hold_at_their_ends() -> None:
    assert [passed(Member(id="m", education=Education.COLLEGE), "education", level) for level in (3, 4, 5)] == [True, True, False]
    asks = wish(pay=Pay(low=5000.0, high=6000.0), start=Start(date="2026-12-01"))
    assert [passed(asks, "pay_at_most", yuan) for yuan in (4999.0, 5000.0)] == [False, True]
    days = [date(2026, 11, 30).toordinal(), date(2026, 12, 1).toordinal()]
    assert [passed(asks, "start_by", day) for day in days] == [False, True]


def test_a_post_pays_enough_where_its_range_reaches_it() -> None:
    ranged, open_ = Opening(id="o", pay=Pay(low=4000.0, high=5000.0)), Opening(id="o", pay=Pay(low=4000.0))
    assert [passed(ranged, "pay_at_least", yuan) for yuan in (5000.0, 5001.0)] == [True, False]
    assert [passed(open_, "pay_at_least", yuan) for yuan in (4000.0, 4500.0)] == [True, False]


def test_a_post_must_be_without_every_condition_and_with_every_one() -> None:
    post = Opening(id="o", conditions=frozenset({"day_shift", "height"}))
    assert passed(post, "without", "night_shift", "rotating_shift") and not passed(post, "without", "night_shift", "height")
    assert passed(post, "with", "day_shift", "height") and not passed(post, "with", "day_shift", "night_shift")


def test_housing_is_not_unsaid_by_saying_meals() -> None:
    post = Opening(id="o", meals=True)
    assert passed(post, "meals", True) and not passed(post, "housing", True)
    assert passed(post, "housing", True, unknown=True) and not passed(post, "meals", False, unknown=True)


def test_filters_give_no_points_and_no_reasons(county: Any) -> None:
    matcher, opening = county.matcher, county.openings[0]
    one = filters_for("member", matcher.members)["education"]
    ranking = rank_filtered(matcher, opening, 5, (Wanted(one, ((3,),)),))
    by_id = {member.id: member for member in county.members}
    assert ranking.places
    for place in ranking.places:
        explained = matcher.explain_place(ranking.asked, place.row, by_id[place.id])
        assert explained.score == place.score == matcher.score(by_id[place.id], opening)[0]
        assert not any(key.startswith("filter:") for key in explained.points)


def test_new_values_are_filtered_as_those_before(county: Any) -> None:
    matcher = Matcher()
    matcher.put(Member(id="early", hometown=HOME))
    wanted = (Wanted(filters_for("member", matcher.members)["hometown"], ((361000,),)),)
    assert fitting(wanted, matcher.members, "member").tolist() == [True]
    matcher.put(Member(id="late", hometown=Place("361022", "county")))
    matcher.put(Member(id="away", hometown=Place("440300", "city")))
    assert fitting(wanted, matcher.members, "member").tolist() == [True, True, False]


def test_the_answer_stays_right_when_the_tables_were_forgotten_meanwhile(county: Any) -> None:
    matcher = Matcher()
    for member in county.members[:80]:
        matcher.put(member)
    one = Wanted(filters_for("member", matcher.members)["hometown"], ((360000,),))
    expected = list(rank_filtered(matcher, county.openings[0], 10, (one,)).places)
    matcher.members.tables._forget()
    assert list(rank_filtered(matcher, county.openings[0], 10, (one,)).places) == expected
    matcher.members.tables._most = 1
    assert list(rank_filtered(matcher, county.openings[0], 10, (one,)).places) == expected


def test_a_filter_of_the_other_side_is_refused(county: Any) -> None:
    one = Wanted(filters_for("member", county.matcher.members)["education"], ((3,),))
    with pytest.raises(KeyError):
        filter_terms((one,), county.matcher.opportunities, "opportunity")
