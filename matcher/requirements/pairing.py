"""What two people who would be paired rule out: one must give where the other receives, and they must be able to meet."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from data.reading.pairing_wish import Side
from data.records import Service
from data.text import UNSAID, Text
from data.vocabulary import PairingWish, Track
from features.columns.paired import EITHER, REFUSES
from features.profiles.member import MemberProfile
from features.profiles.paired import paired_member
from features.profiles.pairing import PairingProfile
from matcher.criteria import distance
from matcher.criterion import MET, UNKNOWN, UNMET, Reducer, Requirement, Telling

SIDES = {
    PairingWish.GIVE: Text(zh="愿意带人", en="would teach"),
    PairingWish.RECEIVE: Text(zh="希望有人带", en="would be taught"),
}
BEYOND_REACH = 0.1
"""Below this nearness nobody comes in person: some 180 km."""


def complement(member: Any, place: Any) -> NDArray[np.float64]:
    """0 where both would teach, or both be taught, or one of them wants no pairing."""
    refused = (member["side"] == REFUSES) | (place["side"] == REFUSES)
    alike = (member["side"] == place["side"]) & (member["side"] != EITHER)
    return np.where(refused | alike, 0.0, 1.0)


def can_come(member: Any, place: Any) -> NDArray[np.float64]:
    """0 where it must be in person and the two are too far apart, or where one wants no help from afar and the other no other."""
    return np.where(place["afar"] & member["spot"], 0.0, 1.0)


def can_meet(member: Any, place: Any) -> NDArray[np.float64]:
    """0 where no hour or no month is open to both."""
    hours, months = member["free"] & place["free"], member["months"] & place["months"]
    return np.where((hours != 0) & (months != 0), 1.0, 0.0)


def within_reach(member: Any, place: Any) -> NDArray[np.float64]:
    """0 where the two are too far apart and it is not done from afar."""
    return np.where(distance.measure(member, place) < BEYOND_REACH, 0.0, 1.0)


def side_in_words(side: Side) -> Text:
    """Which side somebody would be."""
    if side.paid:
        return Text(zh="要收学费", en="asks for tuition")
    if side.refuses:
        return Text(zh="不愿结对", en="wants no pairing")
    if side.either:
        return Text(zh="带人、被带都行", en="would do either")
    return SIDES[side.wish] if side.wish else UNSAID


def _tell(member: MemberProfile, opportunity: PairingProfile) -> Telling:
    own, other = side_in_words(paired_member(member).side), side_in_words(opportunity.paired.side)
    return Telling(values={"own": own, "other": other}, asked=(other,) if other != UNSAID else ())


def _tell_full(_: MemberProfile, opportunity: PairingProfile) -> Telling:
    record = opportunity.record
    known = opportunity.full or (isinstance(record, Service) and bool(record.headcount))
    return Telling(asked=(Text(zh="还有名额", en="a place left"),) if known else ())


def _tell_times(member: MemberProfile, opportunity: PairingProfile) -> Telling:
    own = member.member.serve.hours if member.member.serve else ""
    record = opportunity.service.service if opportunity.service else None
    asked = (record.hours or record.description) if record else opportunity.person.member.serve.hours if opportunity.person and opportunity.person.member.serve else ""
    said = Text(zh=asked, en=asked) if asked else UNSAID
    return Telling(
        values={"own": Text(zh=own, en=own) if own else UNSAID, "asked": said},
        asked=(said,) if opportunity.paired.week.said else (),
    )


def _tell_place(member: MemberProfile, opportunity: PairingProfile) -> Telling:
    told = distance.tell(member, opportunity)
    return Telling(values=told.values, asked=told.asked)


PAIRING_REQUIREMENTS: tuple[Requirement, ...] = (
    Requirement(
        key="wishes",
        label=Text(zh="双方意愿", en="both wishes"),
        tracks=frozenset({Track.MENTOR}),
        member="side",
        opportunity="side",
        measure=complement,
        reason={
            MET: Text(zh="本人{own}，对方{other}", en="{own}; the other {other}"),
            UNMET: Text(zh="意愿对不上：本人{own}，对方{other}", en="the wishes do not meet: {own}; the other {other}"),
            UNKNOWN: Text(zh="本人{own}，对方{other}", en="{own}; the other {other}"),
        },
        tell=_tell,
    ),
    Requirement(
        key="pair_room",
        label=Text(zh="名额", en="room"),
        tracks=frozenset({Track.MENTOR}),
        member="there",
        opportunity="full",
        measure=lambda member, place: np.where(place["full"] * member["there"] > 0, 0.0, 1.0),
        reason={
            MET: Text(zh="对方还能带人", en="the other has room for one more"),
            UNMET: Text(zh="对方写明已带满", en="the other says that there is no room left"),
            UNKNOWN: Text(zh="对方是否还能带人未写明", en="whether there is room left is not stated"),
        },
        tell=_tell_full,
    ),
    Requirement(
        key="pair_times",
        label=Text(zh="时间碰得上", en="times that can meet"),
        tracks=frozenset({Track.MENTOR}),
        member="pair_week",
        opportunity="pair_week",
        measure=can_meet,
        reason={
            MET: Text(zh="本人：{own}；对方：{asked}，时间碰得上", en="the member: {own}; the other: {asked}; the times meet"),
            UNMET: Text(zh="本人：{own}；对方：{asked}，时间碰不上", en="the member: {own}; the other: {asked}; the times never meet"),
            UNKNOWN: Text(zh="对方时间：{asked}；本人：{own}", en="the other's times: {asked}; the member's: {own}"),
        },
        tell=_tell_times,
    ),
    Requirement(
        key="pair_way",
        label=Text(zh="当面还是线上", en="in person or from afar"),
        tracks=frozenset({Track.MENTOR}),
        member="on_spot",
        opportunity="wanted_there",
        measure=can_come,
        reason={
            MET: Text(zh="见面方式说得拢", en="the way of meeting suits both"),
            UNMET: Text(zh="本人只要当面，对方只在线上", en="the member wants to meet in person, the other only from afar"),
            UNKNOWN: Text(zh="见面方式未写明", en="the way of meeting is not stated"),
        },
        tell=lambda _, place: Telling(asked=(Text(zh="只在线上", en="from afar only"),) if place.remote and not place.places else ()),
    ),
    Requirement(
        key="pair_reach",
        label=Text(zh="见得着面", en="within reach"),
        tracks=frozenset({Track.MENTOR}),
        member="reached_from",
        opportunity="meets",
        measure=within_reach,
        reducer=Reducer.BEST,
        reason={
            MET: Text(zh="本人{own}；对方：{site}", en="the member {own}; the other: {site}"),
            UNMET: Text(zh="本人{own}，够不着{site}，又不能线上", en="the member {own}, out of reach of {site}, and it is not done from afar"),
            UNKNOWN: Text(zh="本人{own}；对方：{site}", en="the member {own}; the other: {site}"),
        },
        tell=_tell_place,
    ),
)
