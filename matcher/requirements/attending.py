"""What the times and the being there rule out, of those who advise and those who volunteer."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from data.reading.presence import CLAUSES, Mode, Presence
from data.reading.week import read_week
from data.text import UNSAID, Text
from data.vocabulary import Track
from features.columns.attending import MODES, WHOLE_YEAR
from features.profiles.attending import demand_of, presence_of, said_of_times, week_asked
from features.profiles.member import MemberProfile
from features.profiles.need import NeedProfile
from features.profiles.service import ServiceProfile
from matcher.criteria.place import within
from matcher.criterion import MET, UNKNOWN, UNMET, Requirement, Telling

AFAR, NEITHER = MODES[Mode.AFAR], MODES[Mode.NEITHER]
HELPERS = frozenset({Track.ADVISE, Track.VOLUNTEER})
LONGEST_SAID = 60
"""Characters of somebody's own words that a reason quotes."""

ALL_THE_TIME = Text(zh="长驻当地", en="to be there all the time")
ON_THE_SPOT = Text(zh="到现场", en="to come to the spot")
SOMEBODY = Text(zh="有人来做", en="somebody to do it")


def can_meet(member: Any, asked: Any) -> NDArray[np.float64]:
    """0 where no hour or no month is open to both, or by the week is meant what is possible in a holiday only."""
    hours = (member["free"] & asked["free"]) != 0
    months = (member["months"] & asked["months"]) != 0
    weekly = (asked["months"] == WHOLE_YEAR) & ~asked["holidays"] & asked["days"]
    return np.where(hours & months & ~(member["holidays"] & weekly), 1.0, 0.0)


def can_be_there(member: Any, asked: Any) -> NDArray[np.float64]:
    """0 where a full post meets who comes seldom, the spot meets who cannot come, or the place lies beyond what was set."""
    known = (member["lives"] != 0) & (asked["code"] != 0)
    away = known & (member["lives"] // 100 != asked["code"] // 100)
    absent = (member["mode"] == AFAR) & (asked["resident"] | (asked["spot"] & away))
    absent = absent | (member["mode"] == NEITHER) & away
    seldom = (member["seldom"] | member["part"]) & asked["resident"]
    beyond = (member["limit"] != 0) & asked["spot"] & (asked["code"] != 0) & ~_inside(asked["code"], member["limit"])
    return np.where(absent | seldom | beyond | member["unwilling"], 0.0, 1.0)


def _inside(code: Any, limit: Any) -> Any:
    """Whether one of the two divisions lies in the other."""
    return within(code, limit) | within(limit, code)


def _own(member: MemberProfile) -> Text:
    said = said_of_times(member)
    return Text(zh=said, en=said) if said else UNSAID


def _times_asked(opportunity: NeedProfile | ServiceProfile) -> Text:
    """The cell of times, else those clauses of the description that speak of them."""
    if isinstance(opportunity, ServiceProfile) and opportunity.service.hours:
        said = opportunity.service.hours
    else:
        told = opportunity.need if isinstance(opportunity, NeedProfile) else opportunity.service
        said = "，".join(clause for clause in CLAUSES.split(told.description) if read_week(clause).said)
    return Text(zh=said[:LONGEST_SAID], en=said[:LONGEST_SAID]) if said else UNSAID


def _tell_meeting(member: MemberProfile, opportunity: NeedProfile | ServiceProfile) -> Telling:
    wanted = _times_asked(opportunity)
    return Telling(values={"own": _own(member), "asked": wanted}, asked=(wanted,) if week_asked(opportunity).said else ())


def _tell_there(member: MemberProfile, opportunity: NeedProfile | ServiceProfile) -> Telling:
    """Told where somebody must come, and where the member says how he can be there."""
    demand = demand_of(opportunity)
    wanted = ALL_THE_TIME if demand.resident else ON_THE_SPOT if demand.mode is Mode.SPOT else SOMEBODY
    own = presence_of(member)
    asked = wanted is not SOMEBODY or own != Presence()
    return Telling(values={"own": _own(member), "asked": wanted}, asked=(wanted,) if asked else ())


ATTENDING_REQUIREMENTS: tuple[Requirement, ...] = (
    Requirement(
        key="meeting",
        label=Text(zh="时间碰得上", en="times that can meet"),
        tracks=HELPERS,
        member="week",
        opportunity="asked_week",
        measure=can_meet,
        reason={
            MET: Text(zh="本人：{own}；需要：{asked}，时间碰得上", en="the member: {own}; wanted: {asked}; the times meet"),
            UNMET: Text(zh="本人：{own}；需要：{asked}，时间碰不上", en="the member: {own}; wanted: {asked}; the times never meet"),
            UNKNOWN: Text(zh="需要：{asked}；本人时间：{own}", en="wanted: {asked}; the member's times: {own}"),
        },
        tell=_tell_meeting,
    ),
    Requirement(
        key="presence",
        label=Text(zh="能否到场", en="being there"),
        tracks=HELPERS,
        member="comes",
        opportunity="wanted_there",
        measure=can_be_there,
        reason={
            MET: Text(zh="本人：{own}；需要：{asked}，做得到", en="the member: {own}; wanted: {asked}; it can be done so"),
            UNMET: Text(zh="本人说：{own}；需要：{asked}，做不到", en="the member says: {own}; wanted: {asked}; it cannot be done so"),
            UNKNOWN: Text(zh="需要：{asked}；本人：{own}", en="wanted: {asked}; the member: {own}"),
        },
        tell=_tell_there,
    ),
)
