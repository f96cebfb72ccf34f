"""What the conditions of a service rule out: another school year, no contract, the wrong household, hours that never meet."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from data.text import UNSAID, Text, joined
from data.vocabulary import Track
from features.profiles.assisted import conditions_of, hours_asked, hours_free, wanted_texts
from features.profiles.member import MemberProfile
from features.profiles.service import ServiceProfile
from matcher.criteria.place import name, within
from matcher.criterion import MET, UNKNOWN, UNMET, Requirement, Telling


def suits_case(member: Any, service: Any) -> NDArray[np.float64]:
    """0 where the service rules out what the member told of the case; a place nobody stated rules nobody out."""
    barred = (member["facts"] & service["bars"]) != 0
    return np.where(barred | _outside(member["home"], service["household"]) | _outside(member["lives"], service["work"]), 0.0, 1.0)


def _outside(place: Any, asked: Any) -> Any:
    return (place != 0) & (asked != 0) & ~within(place, asked) & ~within(asked, place)


def can_attend(member: Any, service: Any) -> NDArray[np.float64]:
    """0 where no hour or no month is open to both."""
    hours, months = member["free"] & service["free"], member["months"] & service["months"]
    return np.where((hours != 0) & (months != 0), 1.0, 0.0)


def _written(text: str) -> Text:
    return Text(zh=text, en=text) if text else UNSAID


def _tell_case(member: MemberProfile, opportunity: ServiceProfile) -> Telling:
    service, person, read = opportunity.service, member.member, conditions_of(opportunity)
    said = "，".join(text for text in (service.audience, service.description) if text)
    told = [_written(phrase.text) for phrase in wanted_texts(member)[:3]]
    told += [Text(zh=f"户籍{name(person.hometown).zh}", en=f"from {name(person.hometown).en}")] if person.hometown and read.household is not None else []
    told += [name(person.current)] if person.current and read.work is not None else []
    conditions = bool(read.bars or read.household is not None or read.work is not None)
    return Telling(
        values={"own": joined(tuple(told)) if told else UNSAID, "asked": _written(said)},
        asked=(_written(said),) if conditions else (),
    )


def _tell_hours(member: MemberProfile, opportunity: ServiceProfile) -> Telling:
    serve = member.member.serve
    own = serve.hours if serve and serve.hours else "，".join(p.text for p in member.member.matters) if hours_free(member).said else ""
    asked = _written(opportunity.service.hours)
    return Telling(values={"own": _written(own), "asked": asked}, asked=(asked,) if hours_asked(opportunity).said else ())


ASSISTING_REQUIREMENTS: tuple[Requirement, ...] = (
    Requirement(
        key="case",
        label=Text(zh="办理条件", en="conditions of the service"),
        tracks=frozenset({Track.ASSIST}),
        member="case",
        opportunity="conditions_of_help",
        measure=suits_case,
        reason={
            MET: Text(zh="本人：{own}；服务条件：{asked}，没有看到不符", en="the member: {own}; conditions: {asked}; nothing speaks against it"),
            UNMET: Text(zh="本人：{own}；服务条件：{asked}，对不上", en="the member: {own}; conditions: {asked}; they are not met"),
            UNKNOWN: Text(zh="服务条件：{asked}；本人：{own}", en="conditions: {asked}; the member: {own}"),
        },
        tell=_tell_case,
    ),
    Requirement(
        key="attendance",
        label=Text(zh="能否按时来", en="hours that can meet"),
        tracks=frozenset({Track.ASSIST}),
        member="hours_free",
        opportunity="hours_asked",
        measure=can_attend,
        reason={
            MET: Text(zh="本人：{own}；办理时间：{asked}，赶得上", en="the member: {own}; hours: {asked}; they can meet"),
            UNMET: Text(zh="本人：{own}；办理时间：{asked}，碰不上", en="the member: {own}; hours: {asked}; they never meet"),
            UNKNOWN: Text(zh="办理时间：{asked}；本人：{own}", en="hours: {asked}; the member: {own}"),
        },
        tell=_tell_hours,
    ),
)
