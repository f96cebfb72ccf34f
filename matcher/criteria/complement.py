"""Did both say in so many words which side of a pairing they would be, and do the two sides complement each other?"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from data.text import Text
from data.vocabulary import Track
from features.columns.paired import EITHER, GIVES, RECEIVES, REFUSES
from features.profiles.member import MemberProfile
from features.profiles.paired import paired_member
from features.profiles.pairing import PairingProfile
from matcher.criterion import Criterion, Telling
from matcher.requirements.pairing import side_in_words

OPEN = 0.6
"""What it is worth that one of the two would take either side."""


def measure(member: Any, place: Any) -> NDArray[np.float64]:
    """1 where one gives and the other receives, less where either would do both, 0 where the sides are the same."""
    no = (member["side"] == REFUSES) | (place["side"] == REFUSES)
    open_ = (member["side"] == EITHER) | (place["side"] == EITHER)
    alike = member["side"] == place["side"]
    return np.asarray(np.where(no | (alike & ~open_), 0.0, np.where(open_, OPEN, 1.0)))


def tell(member: MemberProfile, opportunity: PairingProfile) -> Telling:
    """What both said."""
    said = paired_member(member).side
    known = bool(said.wish or said.either or said.refuses)
    return Telling(
        values={"own": side_in_words(said), "other": side_in_words(opportunity.paired.side)},
        unknown=() if known else (Text(zh="结对意愿", en="the wish"),),
    )


CRITERION = Criterion(
    key="complement",
    label=Text(zh="意愿互补", en="Wishes that complement"),
    tracks=frozenset({Track.MENTOR}),
    member="side",
    opportunity="side",
    measure=measure,
    reason=Text(zh="本人{own}，对方{other}", en="the member {own}; the other {other}"),
    tell=tell,
    ladder=lambda: [((GIVES,), (GIVES,)), ((GIVES,), (EITHER,)), ((GIVES,), (RECEIVES,))],
    field="结对意愿",
    unasked=Text(zh="对方没有写明带人还是被带，不加不减", en="the other does not say which side; neutral"),
)
