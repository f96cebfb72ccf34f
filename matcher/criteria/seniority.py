"""Is the mentor senior enough, and not so far ahead that the two have little in common?"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from data.text import UNSAID, Text
from data.vocabulary import Track
from features.profiles.member import MemberProfile
from features.profiles.pairing import PairingProfile
from matcher.criterion import Criterion, Telling
from matcher.curves import along

GAP = ((0.0, 0.0), (2.0, 0.5), (4.0, 1.0), (18.0, 1.0), (30.0, 0.6))


def measure(member: Any, place: Any) -> NDArray[np.float64]:
    """Best between 4 and 18 years apart; which of the two is ahead is settled by their wishes."""
    return along(GAP, np.abs(member["years"] - place["years"]))


def tell(member: MemberProfile, opportunity: PairingProfile) -> Telling:
    """The years of both."""
    own, other = member.member.years, opportunity.years
    return Telling(
        values={"own": _years(own.low if own else None), "other": _years(other)},
        unknown=() if own else (Text(zh="工作年限", en="years of work"),),
    )


def _years(years: float | None) -> Text:
    return UNSAID if years is None else Text(zh=f"{years:g}年", en=f"{years:g} years")


CRITERION = Criterion(
    key="seniority",
    label=Text(zh="资历差距", en="Seniority"),
    tracks=frozenset({Track.MENTOR}),
    member="years",
    opportunity="seniority",
    measure=measure,
    reason=Text(zh="本人{own}，对方{other}", en="{own} of work, the other {other}"),
    tell=tell,
    ladder=lambda: [((years,), (12.0,)) for years in (12.0, 10.0, 6.0)],
    field="工作年限",
)
