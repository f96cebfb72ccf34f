"""What does the project already have: land, water, buildings, licences? Whoever puts in money starts from there."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from data.reference.assets import assets
from data.text import Text, joined
from data.vocabulary import Track
from features.profiles.member import MemberProfile
from features.profiles.need import NeedProfile
from matcher.criterion import Criterion, Telling
from matcher.curves import along

WORTH = ((0.0, 0.0), (1.0, 0.6), (2.0, 0.85), (3.0, 1.0))
"""For so many kinds of things that are there already."""


def measure(member: Any, need: Any) -> NDArray[np.float64]:
    """More kinds of things, more points; the same for every member."""
    return along(WORTH, need["kinds"] * member["there"])


def tell(member: MemberProfile, opportunity: NeedProfile) -> Telling:
    """What there is, by name."""
    codes = dict.fromkeys(holding.kind for holding in opportunity.project.holdings)
    held = tuple(assets()[code].label for code in codes)
    return Telling(values={"held": joined(held)}, held=held)


CRITERION = Criterion(
    key="assets",
    label=Text(zh="已有资源", en="What is there"),
    tracks=frozenset({Track.INVEST, Track.LEAD}),
    member="there",
    opportunity="assets",
    measure=measure,
    reason=Text(zh="项目已有：{held}", en="the project has {held}"),
    tell=tell,
    ladder=lambda: [((1,), (kinds,)) for kinds in (1, 2, 3)],
    field="关注行业",
    unasked=Text(zh="项目未写明已有资源，不加不减", en="the project does not say what it has; neutral"),
)
