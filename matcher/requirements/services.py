"""What whoever asks for help, and a service, rule out."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from data.text import Text
from data.vocabulary import Track
from features.profiles.member import MemberProfile
from features.profiles.service import ServiceProfile
from matcher.criteria import coverage
from matcher.criterion import MET, UNKNOWN, UNMET, Reducer, Requirement, Telling


def has_room(member: Any, service: Any) -> NDArray[np.float64]:
    """0 where the service says that no place is left."""
    return np.where(service["full"] * member["there"] > 0, 0.0, 1.0)


def _tell_room(_: MemberProfile, opportunity: ServiceProfile) -> Telling:
    known = opportunity.full or bool(opportunity.service.headcount)
    asked = (Text(zh="还有名额", en="a place left"),) if known else ()
    return Telling(values={"name": opportunity.service.name}, asked=asked)


def _tell_reached(member: MemberProfile, opportunity: ServiceProfile) -> Telling:
    told = coverage.tell(member, opportunity)
    return Telling(values=told.values, asked=told.asked)


SERVICE_REQUIREMENTS: tuple[Requirement, ...] = (
    Requirement(
        key="capacity",
        label=Text(zh="名额", en="room"),
        tracks=frozenset({Track.VOLUNTEER, Track.ASSIST}),
        member="there",
        opportunity="full",
        measure=has_room,
        reason={
            MET: Text(zh="{name}还有名额", en="{name} has places left"),
            UNMET: Text(zh="{name}写明名额已满", en="{name} says that it is full"),
            UNKNOWN: Text(zh="{name}是否还有名额未写明", en="whether {name} has places left is not stated"),
        },
        tell=_tell_room,
    ),
    Requirement(
        key="coverage",
        label=Text(zh="覆盖地区", en="coverage"),
        tracks=frozenset({Track.ASSIST}),
        member="covered_at",
        opportunity="covers",
        measure=coverage.reached,
        reducer=Reducer.BEST,
        reason={
            MET: Text(zh="本人{own}；服务覆盖{covered}", en="the member {own}; the help covers {covered}"),
            UNMET: Text(zh="服务只覆盖{covered}，本人{own}", en="the help covers {covered} alone; the member {own}"),
            UNKNOWN: Text(zh="服务覆盖{covered}；本人所在：{own}", en="the help covers {covered}; the member's place: {own}"),
        },
        tell=_tell_reached,
    ),
)
