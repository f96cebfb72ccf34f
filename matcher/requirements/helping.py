"""What somebody says that he cannot or would not do, against what is asked of those who advise and volunteer."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from data.text import Text, joined
from data.vocabulary import Track
from features.knowhow import knowhow_index
from features.profiles.abilities import refused_by, touched
from features.profiles.member import MemberProfile
from matcher.criteria.knowhow import names
from matcher.criterion import MET, UNKNOWN, UNMET, Reducer, Requirement, Telling


def not_refused(member: Any, asked: Any) -> NDArray[np.float64]:
    """0 where the very thing that is asked was ruled out; who does not sell sells in no way."""
    at = knowhow_index()
    ways = np.array([row for code, row in at.items() if code == "buying" or code.startswith("sell")])
    sells = (member["field"] == at["sell"]) & np.isin(asked["field"], ways)
    return np.where((member["field"] == asked["field"]) | sells, 0.0, 1.0)


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
)
