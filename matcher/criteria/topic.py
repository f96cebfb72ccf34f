"""Is it about the same thing of daily life or work: finding one's way, contracts, lodging, a start of one's own?"""

from typing import Any

from data.text import Text, joined
from data.vocabulary import Track
from features.profiles.member import MemberProfile
from features.profiles.paired import paired_member
from features.profiles.pairing import PairingProfile
from matcher.criteria.matter import closeness, ladder, names
from matcher.criterion import Criterion, Reducer, Telling, evidence


def tell(member: MemberProfile, opportunity: PairingProfile) -> Telling:
    """The topics of both sides."""
    topics = paired_member(member).topics
    own, other = names(topics[:3]), names(opportunity.paired.topics[:3])
    return Telling(
        values={"own": joined(own), "other": joined(other)},
        asked=other,
        held=own,
        unknown=() if own else (Text(zh="结对意愿", en="the wish in words"),),
        evidence=tuple(evidence(item.phrase, item.code, item.similarity) for item in topics[:3]),
    )


def _ladder() -> Any:
    return ladder()


CRITERION = Criterion(
    key="topic",
    label=Text(zh="想谈的事", en="Topic"),
    tracks=frozenset({Track.MENTOR}),
    member="pair_topics",
    opportunity="topics",
    measure=closeness,
    reducer=Reducer.BEST,
    reason=Text(zh="本人：{own}；对方：{other}", en="the member: {own}; the other: {other}"),
    tell=tell,
    ladder=_ladder,
    field="结对意愿",
    unasked=Text(zh="对方谈什么没有写明，不加不减", en="what the other would talk about is not stated; neutral"),
)
