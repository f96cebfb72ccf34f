"""Has the member run something: a shop, a works, a team? That carries over to any trade."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from data.reading.managing import Managed
from data.text import UNSAID, Text
from data.vocabulary import Track
from features.profiles.member import MemberProfile
from features.profiles.need import NeedProfile
from matcher.criterion import Criterion, Telling

WORTH = np.array([0.0, 0.25, 0.75, 1.0])
"""For what `Managed` counts."""

SAID = {
    Managed.NEVER: Text(zh="说没管过人、不想管", en="says never to have led, or not to want to"),
    Managed.WORKED: Text(zh="做过工，没写带过人", en="has worked; leading is not mentioned"),
    Managed.PART: Text(zh="管过一摊、带过人", en="has led a team or a part"),
    Managed.WHOLE: Text(zh="当过家：自己开店办厂或任负责人", en="has been at the head of a business"),
}


def measure(member: Any, need: Any) -> NDArray[np.float64]:
    """More for who has led more; the same for every project that wants a leader."""
    return np.asarray(WORTH[member["level"]] * need["run"])


def tell(member: MemberProfile, opportunity: NeedProfile) -> Telling:
    """What the work history says of leading."""
    level = member.managed
    return Telling(
        values={"managed": UNSAID if level is None else SAID[level]},
        asked=(Text(zh="能当家", en="able to run it"),) if opportunity.leads else (),
        held=(SAID[level],) if level in (Managed.PART, Managed.WHOLE) else (),
        unknown=(Text(zh="工作经历", en="work history"),) if level is None else (),
    )


CRITERION = Criterion(
    key="managing",
    label=Text(zh="管理经验", en="Experience of leading"),
    tracks=frozenset({Track.LEAD}),
    member="managed",
    opportunity="to_run",
    measure=measure,
    reason=Text(zh="带人管事：{managed}", en="leading: {managed}"),
    tell=tell,
    ladder=lambda: [((int(level),), (1,)) for level in Managed],
    field="工作经历",
    unasked=Text(zh="不是找带头人，不加不减", en="no leader is wanted; neutral"),
)
