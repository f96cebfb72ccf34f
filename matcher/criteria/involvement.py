"""Would the member take part as the project needs: with money alone, in running it, or at its head?"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from data.text import UNSAID, Text, joined
from data.vocabulary import INVOLVEMENT_LABELS, Involvement, Track
from features.columns.venture import WAYS
from features.profiles.member import MemberProfile
from features.profiles.need import NeedProfile
from matcher.criterion import Criterion, Telling

FITS = np.array([[1.0, 0.25, 0.0], [0.45, 1.0, 0.5], [0.2, 0.6, 1.0]])
"""[the member's way, the project's]: money only, takes part, takes the lead."""


def measure(member: Any, need: Any) -> NDArray[np.float64]:
    """The best of the ways that the project takes."""
    ways = np.arange(len(WAYS))
    taken = (np.asarray(need["ways"])[..., None] >> ways) & 1
    return np.asarray(np.where(taken, FITS[member["way"]], 0.0).max(axis=-1))


def tell(member: MemberProfile, opportunity: NeedProfile) -> Telling:
    """The way that the member wants and those that the project takes."""
    wish = member.member.invest
    way = INVOLVEMENT_LABELS[wish.involvement] if wish and wish.involvement else None
    kind = opportunity.need.kind
    taken = opportunity.need.involvement or ({Involvement.TAKE_LEAD} if kind == "leader" else set())
    wanted = tuple(INVOLVEMENT_LABELS[one] for one in Involvement if one in taken)
    return Telling(
        values={"way": way or UNSAID, "wanted": joined(wanted)},
        asked=wanted,
        held=(way,) if way else (),
        unknown=() if way else (Text(zh="参与方式", en="involvement"),),
    )


CRITERION = Criterion(
    key="involvement",
    label=Text(zh="参与方式", en="Involvement"),
    tracks=frozenset({Track.INVEST, Track.LEAD}),
    member="way",
    opportunity="ways",
    measure=measure,
    reason=Text(zh="本人：{way}；项目要：{wanted}", en="would {way}; the project wants: {wanted}"),
    tell=tell,
    ladder=lambda: [((way,), (1 << WAYS[Involvement.TAKE_LEAD],)) for way in (0, 1, 2)],
    field="参与方式",
    unasked=Text(zh="项目未写明要怎样参与，不加不减", en="the project does not say how to take part; neutral"),
)
