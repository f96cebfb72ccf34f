"""What would the member give up by coming: the pay of now against what is offered there?"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from data.text import UNSAID, Text
from data.vocabulary import Track
from features.columns.venture import monthly
from features.profiles.member import MemberProfile
from features.profiles.need import NeedProfile
from matcher.criterion import Criterion, Telling
from matcher.curves import along

KEPT = ((0.3, 0.0), (0.5, 0.3), (0.7, 0.6), (0.9, 0.9), (1.0, 1.0))
WITH_A_SHARE = 1.25
"""A part of the profit makes the fixed pay look so much better."""


def measure(member: Any, need: Any) -> NDArray[np.float64]:
    """1 where nothing is lost, falling to 0 where two thirds would be."""
    offered = need["yuan"] * np.where(need["share"], WITH_A_SHARE, 1.0)
    return along(KEPT, offered / np.maximum(member["yuan"], 1.0))


def tell(member: MemberProfile, opportunity: NeedProfile) -> Telling:
    """Both pays by the month, and what the difference comes to."""
    wish = member.member.work
    now = monthly(member.member.current_pay) or monthly(wish.pay if wish else None)
    there = monthly(opportunity.need.offer)
    lost = UNSAID
    if now and there:
        difference = now - there
        lost = (
            Text(zh=f"每月少{difference:,.0f}元", en=f"{difference:,.0f} yuan a month less")
            if difference > 0
            else Text(zh="不比现在少", en="no less than now")
        )
    return Telling(
        values={"now": _yuan(now), "there": _yuan(there), "lost": lost},
        asked=(_yuan(there),) if there else (),
        held=(_yuan(now),) if now else (),
        unknown=() if now else (Text(zh="现在的收入", en="the pay of now"),),
    )


def _yuan(value: float | None) -> Text:
    return Text(zh=f"每月{value:,.0f}元", en=f"{value:,.0f} yuan a month") if value else UNSAID


CRITERION = Criterion(
    key="given_up",
    label=Text(zh="收入得失", en="Pay given up"),
    tracks=frozenset({Track.LEAD}),
    member="pay_now",
    opportunity="offer",
    measure=measure,
    reason=Text(zh="现在或期望{now}，项目给{there}：{lost}", en="now or hoped for {now}, there {there}: {lost}"),
    tell=tell,
    ladder=lambda: [((9000.0,), (yuan, False)) for yuan in (2000.0, 5000.0, 7000.0, 9000.0)],
    field="期望薪资",
    unasked=Text(zh="项目未写明报酬，不加不减", en="the project does not state its pay; neutral"),
)
