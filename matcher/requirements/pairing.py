"""What two people who would be paired rule out: one must give where the other receives."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from data.text import UNSAID, Text
from data.vocabulary import PairingWish, Track
from features.profiles.member import MemberProfile
from features.profiles.pairing import PairingProfile
from matcher.criterion import MET, UNKNOWN, UNMET, Requirement, Telling

SIDES = {
    PairingWish.GIVE: Text(zh="愿意带人", en="would teach"),
    PairingWish.RECEIVE: Text(zh="希望有人带", en="would be taught"),
}


def complement(member: Any, place: Any) -> NDArray[np.float64]:
    """0 where both would teach, or both be taught."""
    return np.where(member["side"] == place["side"], 0.0, 1.0)


def _tell(member: MemberProfile, opportunity: PairingProfile) -> Telling:
    own, other = member.member.pairing, opportunity.side
    return Telling(
        values={"own": SIDES[own] if own else UNSAID, "other": SIDES[other] if other else UNSAID},
        asked=(SIDES[other],) if other else (),
    )


PAIRING_REQUIREMENTS: tuple[Requirement, ...] = (
    Requirement(
        key="wishes",
        label=Text(zh="双方意愿", en="both wishes"),
        tracks=frozenset({Track.MENTOR}),
        member="side",
        opportunity="side",
        measure=complement,
        reason={
            MET: Text(zh="本人{own}，对方{other}", en="{own}; the other {other}"),
            UNMET: Text(zh="本人{own}，对方也{other}", en="{own}; so the other: {other}"),
            UNKNOWN: Text(zh="本人{own}，对方{other}", en="{own}; the other {other}"),
        },
        tell=_tell,
    ),
)
