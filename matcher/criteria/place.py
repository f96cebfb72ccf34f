"""Is the work where the member would go?"""

from collections.abc import Sequence
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from data.records import Member, Place
from data.reference.latin_names import english
from data.reference.regions import full_name
from data.text import UNSAID, Text, joined
from data.vocabulary import Track
from features.codes import globe
from features.columns.member import ANYWHERE, HOME, NAMED, ONLY
from features.profiles.member import MemberProfile
from features.profiles.opening import OpeningProfile
from matcher.criterion import Criterion, Reducer, Telling

NEAR_KM, FAR_KM = 15.0, 150.0
FALL = ((0.0, 0.85), (NEAR_KM, 0.85), (30.0, 0.7), (60.0, 0.45), (FAR_KM, 0.15), (400.0, 0.05), (20_000.0, 0.0))
WILLING = 0.75

LIVES_IN = Text(zh="现居{place}", en="lives in {place}")
HOME_IS = Text(zh="家在{place}", en="comes from {place}")
ANY_PLACE = Text(zh="哪里都行", en="anywhere")
FIELD = Text(zh="期望工作地", en="place of work wanted")
BOTH = Text(zh="{lives}，{comes}", en="{lives} and {comes}")


def within(inner: NDArray[np.int64], outer: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Whether the division `inner` is `outer` or lies in it, by their six-digit codes."""
    whole_province = (outer % 10_000 == 0) & (inner // 10_000 == outer // 10_000)
    whole_city = (outer % 100 == 0) & (inner // 100 == outer // 100)
    return np.asarray((inner == outer) | whole_province | whole_city)


def kilometres(one: Any, other: Any) -> NDArray[np.float64]:
    """Straight-line distance between two points on the globe."""
    squares = sum((one[axis] - other[axis]) ** 2 for axis in "xyz")
    return np.asarray(np.sqrt(squares))


def measure(member: Any, opening: Any) -> NDArray[np.float64]:
    """1 inside a place that was named or lived in, falling with distance; anywhere is a fixed good."""
    inside = within(opening["code"], member["code"])
    roomy = within(member["code"], opening["code"]) & (opening["code"] % 10_000 != 0)
    xs, ys = zip(*FALL, strict=True)
    near = np.interp(kilometres(member, opening), xs, ys)
    near = np.where(inside, np.where(member["kind"] == HOME, 0.9, 1.0), np.where(roomy, np.maximum(near, 0.85), near))
    coarse = (member["code"] % 10_000 == 0) & ~inside & (member["kind"] == NAMED)
    near = np.where(coarse, np.minimum(near, 0.25), near)
    near = np.where((member["kind"] == ONLY) & ~inside & ~roomy, 0.0, near)
    return np.where(member["kind"] == ANYWHERE, WILLING, near * member["weight"])


def tell(member: MemberProfile, opening: OpeningProfile) -> Telling:
    """Where the job is, and what the member said about places."""
    wish, person = member.member.work, member.member
    sites = tuple(name(place) for place in opening.opening.places if place.code)
    wished = tuple(name(place) for place in (wish.places if wish else ()) if place.code)
    lived = tuple(name(place) for place in (person.current, person.hometown) if place and place.code)
    anywhere = (ANY_PLACE,) if wish and wish.anywhere else ()
    said = tuple(dict.fromkeys(wished + anywhere or lived))
    return Telling(
        values={"site": sites[0] if sites else UNSAID, "said": joined(said)},
        asked=said,
        held=sites,
        unknown=() if said else (FIELD,),
    )


def name(place: Place) -> Text:
    """The full name of a division."""
    return division(place.code) if place.code else Text(zh=place.text, en=place.text)


@cache
def division(code: str) -> Text:
    """The full name of a division by its code."""
    return Text(zh=full_name(code), en=english(code))


def whereabouts(member: Member) -> Text:
    """Where a member lives and which place is home, as far as either is known."""
    current, home = (place if place and place.code else None for place in (member.current, member.hometown))
    lives = LIVES_IN.filled(place=name(current)) if current else None
    comes = HOME_IS.filled(place=name(home)) if home and (current is None or home.code != current.code) else None
    return BOTH.filled(lives=lives, comes=comes) if lives and comes else lives or comes or UNSAID


def ladder() -> Sequence[tuple[Any, Any]]:
    """Ever nearer to a county: another end of the country, the next province, its city, itself."""
    site = (361021, *globe("361021"))
    return [((NAMED, code, *globe(str(code)), 1.0), site) for code in (650102, 440103, 360102, 361002, 361021)]


CRITERION = Criterion(
    key="place",
    label=Text(zh="地点", en="Place"),
    tracks=frozenset({Track.WORK}),
    member="places",
    opportunity="sites",
    measure=measure,
    reducer=Reducer.BEST,
    reason=Text(zh="岗位在{site}，本人愿在：{said}", en="the job is in {site}; would work in {said}"),
    tell=tell,
    ladder=ladder,
    field="期望工作地",
    unasked=Text(zh="岗位未写明地点，不加不减", en="the job does not state its place; neutral"),
)
