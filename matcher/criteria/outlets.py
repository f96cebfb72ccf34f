"""Does the member know the ways of selling that are sought?"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from data.reference.channels import channels
from data.text import Text, joined
from data.vocabulary import Track
from features.profiles.member import MemberProfile
from features.profiles.need import NeedProfile
from matcher.criterion import Criterion, Telling


def measure(member: Any, need: Any) -> NDArray[np.float64]:
    """The share of the ways sought that the member knows, at least two thirds for one of them."""
    shared = np.bitwise_count(member["ways"] & need["ways"])
    share = shared / np.maximum(np.bitwise_count(need["ways"]), 1)
    return np.where(shared > 0, np.maximum(share, 2.0 / 3.0), 0.0)


def labels(codes: frozenset[str]) -> tuple[Text, ...]:
    """The ways of selling by name, in the order of the table."""
    return tuple(channel.label for code, channel in channels().items() if code in codes)


def tell(member: MemberProfile, opportunity: NeedProfile) -> Telling:
    """The ways that the member knows against those that are sought."""
    own = labels(member.member.serve.channels if member.member.serve else frozenset())
    asked = labels(opportunity.need.channels)
    return Telling(
        values={"own": joined(own), "asked": joined(asked)},
        asked=asked,
        held=own,
        unknown=() if own else (Text(zh="有什么销售渠道", en="ways of selling"),),
    )


CRITERION = Criterion(
    key="outlets",
    label=Text(zh="渠道", en="Ways of selling"),
    tracks=frozenset({Track.ADVISE}),
    member="outlets",
    opportunity="asked_outlets",
    measure=measure,
    reason=Text(zh="有的渠道：{own}；要的渠道：{asked}", en="knows {own}; sought: {asked}"),
    tell=tell,
    ladder=lambda: [((ways,), (3,)) for ways in (4, 1, 3)],
    field="服务特长",
    unasked=Text(zh="未写明要什么渠道，不加不减", en="no ways of selling are named; neutral"),
)
