"""What somebody says that he cannot or would not do, against what is asked of those who advise and volunteer."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from data.reference.credentials import credentials
from data.text import Text, joined
from data.vocabulary import Track
from features.knowhow import knowhow_index
from features.profiles.abilities import refused_by, touched
from features.profiles.licences import asked_classes, held_classes
from features.profiles.member import MemberProfile
from features.profiles.service import ServiceProfile
from matcher.criteria.knowhow import names
from matcher.criterion import MET, UNKNOWN, UNMET, Reducer, Requirement, Telling


def not_refused(member: Any, asked: Any) -> NDArray[np.float64]:
    """0 where the very thing that is asked was ruled out; who does not sell sells in no way."""
    at = knowhow_index()
    ways = np.array([row for code, row in at.items() if code == "buying" or code.startswith("sell")])
    sells = (member["field"] == at["sell"]) & np.isin(asked["field"], ways)
    return np.where((member["field"] == asked["field"]) | sells, 0.0, 1.0)


def may_drive(member: Any, asked: Any) -> NDArray[np.float64]:
    """0 where classes of driving licence are asked for and the stated ones include none of them."""
    return np.where((member["classes"] & asked["classes"]) != 0, 1.0, 0.0)


def _classes(codes: frozenset[str]) -> tuple[Text, ...]:
    return tuple(Text(zh=credentials()[code].name, en=credentials()[code].name_en) for code in sorted(codes))


def _tell_licence(member: MemberProfile, opportunity: ServiceProfile) -> Telling:
    asked, held = _classes(asked_classes(opportunity)), _classes(held_classes(member))
    return Telling(values={"held": joined(held[:3]), "asked": joined(asked)}, asked=asked)


def _tell(member: MemberProfile, opportunity: Any) -> Telling:
    refused, asked = names(refused_by(member)[:4]), names(touched(opportunity)[:6])
    return Telling(
        values={"refused": joined(refused), "asked": joined(asked)},
        asked=asked if refused else (),
    )


HELPING_REQUIREMENTS: tuple[Requirement, ...] = (
    Requirement(
        key="refused",
        label=Text(zh="本人不做的", en="what the member rules out"),
        tracks=frozenset({Track.ADVISE, Track.VOLUNTEER}),
        member="refused_knowhow",
        opportunity="touched",
        measure=not_refused,
        reducer=Reducer.EVERY,
        reason={
            MET: Text(zh="本人不做：{refused}；这里要的是{asked}", en="rules out {refused}; asked here: {asked}"),
            UNMET: Text(zh="本人说不会或不做：{refused}；这里要的正是{asked}", en="rules out {refused}; that is what is asked: {asked}"),
            UNKNOWN: Text(zh="这里要的是{asked}；本人不做什么：{refused}", en="asked here: {asked}; what the member rules out: {refused}"),
        },
        tell=_tell,
    ),
    Requirement(
        key="licence",
        label=Text(zh="准驾车型", en="class of driving licence"),
        tracks=frozenset({Track.VOLUNTEER}),
        member="licences",
        opportunity="asked_licence",
        measure=may_drive,
        reason={
            MET: Text(zh="要{asked}；本人持{held}", en="asks for {asked}; the member holds {held}"),
            UNMET: Text(zh="要{asked}；本人只写明{held}", en="asks for {asked}; the member states {held} alone"),
            UNKNOWN: Text(zh="要{asked}；本人准驾车型：{held}", en="asks for {asked}; the member's class of licence: {held}"),
        },
        tell=_tell_licence,
    ),
)
