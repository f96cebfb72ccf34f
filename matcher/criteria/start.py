"""Can the member begin when the employer wants someone?"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from data.records import Start
from data.text import UNSAID, Text
from data.vocabulary import Track
from features.profiles.member import MemberProfile
from features.profiles.opening import OpeningProfile
from matcher.criterion import Criterion, Telling

DAYS = (0.0, 7.0, 31.0, 90.0)
WORTH = (1.0, 0.9, 0.5, 0.0)


def measure(member: Any, opening: Any) -> NDArray[np.float64]:
    """1 when there in time, falling over a quarter of a year of delay."""
    late = (member["day"] - opening["day"]).astype(np.float64)
    return np.asarray(np.interp(late, DAYS, WORTH))


def written(start: Start | None) -> Text:
    """A start in the words in which it was stated, with its date."""
    if start is None or start.date is None:
        return UNSAID
    words = f"{start.phrase}（{start.date}）" if start.phrase and start.phrase != start.date else start.date
    return Text(zh=words, en=words)


def tell(member: MemberProfile, opening: OpeningProfile) -> Telling:
    """When the member can start and when the job begins."""
    mine = member.member.work.start if member.member.work else None
    theirs = opening.opening.start
    return Telling(
        values={"mine": written(mine), "theirs": written(theirs)},
        asked=(written(theirs),) if theirs else (),
        held=(written(mine),) if mine else (),
        unknown=() if mine else (FIELD,),
    )


FIELD = Text(zh="到岗时间", en="start date")
CRITERION = Criterion(
    key="start",
    label=Text(zh="到岗时间", en="Start"),
    tracks=frozenset({Track.WORK}),
    member="start",
    opportunity="wanted_start",
    measure=measure,
    reason=Text(zh="岗位{theirs}到岗，本人{mine}", en="wanted from {theirs}, can start {mine}"),
    tell=tell,
    ladder=lambda: [((day,), (740_000,)) for day in (740_200, 740_040, 740_010, 740_000)],
    field="到岗时间",
    unasked=Text(zh="岗位未写明到岗时间，不加不减", en="the job does not state when it starts; neutral"),
)
