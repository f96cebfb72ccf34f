"""Is the mentor senior enough, and not so far ahead that the two have little in common?"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from data.text import UNSAID, Text
from data.vocabulary import Track
from features.columns.paired import EITHER, GIVES, RECEIVES
from features.profiles.member import MemberProfile
from features.profiles.paired import paired_member
from features.profiles.pairing import PairingProfile
from matcher.criterion import Criterion, Telling
from matcher.curves import along

GAP = ((-60.0, 0.0), (0.0, 0.0), (2.0, 0.35), (5.0, 0.85), (8.0, 1.0), (22.0, 1.0), (40.0, 0.8))
OUTSIDE = 0.2
"""What is left where somebody has fewer or more years than the other would take."""


def measure(member: Any, place: Any) -> NDArray[np.float64]:
    """By how many years the mentor is ahead; little where either set bounds that the other does not meet."""
    ahead = member["years"] - place["years"]
    turned = (member["side"] == RECEIVES) | ((member["side"] == EITHER) & (place["side"] == GIVES))
    open_ = (member["side"] == EITHER) & (place["side"] == EITHER)
    gap = along(GAP, np.where(open_, np.abs(ahead), np.where(turned, -ahead, ahead)))
    taken = _within(member, place) & _within(place, member)
    return np.asarray(np.where(taken, gap, np.minimum(gap, OUTSIDE)))


def _within(of: Any, other: Any) -> Any:
    return (other["years"] >= of["least"]) & (other["years"] <= of["most"])


def tell(member: MemberProfile, opportunity: PairingProfile) -> Telling:
    """The years of both."""
    own, other = paired_member(member).standing.years, opportunity.years
    return Telling(
        values={"own": _years(own), "other": _years(other)},
        unknown=() if own is not None else (Text(zh="工作年限", en="years of work"),),
    )


def _years(years: float | None) -> Text:
    return UNSAID if years is None else Text(zh=f"约{years:g}年", en=f"about {years:g} years")


CRITERION = Criterion(
    key="seniority",
    label=Text(zh="资历差距", en="Seniority"),
    tracks=frozenset({Track.MENTOR}),
    member="standing",
    opportunity="standing",
    measure=measure,
    reason=Text(zh="本人{own}，对方{other}", en="{own} of work, the other {other}"),
    tell=tell,
    ladder=lambda: [((years, 0.0, 60.0, RECEIVES), (12.0, 0.0, 60.0, GIVES)) for years in (12.0, 10.0, 3.0)],
    field="工作年限",
)
