"""Do the times fit: when somebody is wanted, and when the member is free?"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from data.text import UNSAID, Text
from data.vocabulary import Track
from features.profiles.member import MemberProfile
from features.times import BIT, TimeColumns, overlap
from matcher.criterion import Criterion, Telling


def measure(member: Any, asked: Any) -> NDArray[np.float64]:
    """The share of the times asked that the free ones serve."""
    free, wanted = (TimeColumns(side["slots"], side["months"], side["online"]) for side in (member, asked))
    return np.asarray(overlap(free, wanted), dtype=np.float64)


def tell(member: MemberProfile, opportunity: Any) -> Telling:
    """Both times as written."""
    own = member.member.serve.hours if member.member.serve else ""
    asked = _written(opportunity)
    return Telling(
        values={"own": Text(zh=own, en=own) if own else UNSAID, "asked": Text(zh=asked, en=asked) if asked else UNSAID},
        asked=(Text(zh=asked, en=asked),) if asked else (),
        held=(Text(zh=own, en=own),) if own else (),
        unknown=() if own else (Text(zh="可服务时间", en="hours"),),
    )


def _written(opportunity: Any) -> str:
    """The asked times in the words of the record."""
    record = opportunity.record
    for attribute in ("hours", "need", "member"):
        found = getattr(record, attribute, None)
        if isinstance(found, str):
            return found
        if attribute == "need" and found is not None:
            return str(found.description)[:60]
        if attribute == "member" and found is not None and found.serve:
            return str(found.serve.hours)
    return ""


CRITERION = Criterion(
    key="times",
    label=Text(zh="时间", en="Times"),
    tracks=frozenset({Track.VOLUNTEER, Track.ADVISE, Track.MENTOR}),
    member="times",
    opportunity="asked_times",
    measure=measure,
    reason=Text(zh="本人有空：{own}；需要：{asked}", en="free: {own}; wanted: {asked}"),
    tell=tell,
    ladder=lambda: [((BIT[slot], 0, 0), (BIT["weekend"], 0, 0)) for slot in ("weekday", "weekend")],
    field="可服务时间",
    unasked=Text(zh="未写明时间，不加不减", en="no times are stated; neutral"),
)
