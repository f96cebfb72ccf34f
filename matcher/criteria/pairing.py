"""Is the mentor's trade the one that the newcomer is in or wants?"""

from typing import Any

from data.text import Text, joined
from data.vocabulary import Track
from features.profiles.member import MemberProfile
from features.profiles.paired import paired_member
from features.profiles.pairing import PairingProfile
from matcher.criteria.occupation import closeness, ladder, names
from matcher.criterion import Criterion, Reducer, Telling, evidence


def tell(member: MemberProfile, opportunity: PairingProfile) -> Telling:
    """The two trades."""
    trades = paired_member(member).trades
    own, other = names(trades), names(opportunity.trades)
    return Telling(
        values={"own": joined(own), "other": joined(other)},
        asked=other,
        held=own,
        unknown=() if own else (Text(zh="工作经历", en="work history"),),
        evidence=tuple(evidence(item.phrase, item.code, item.similarity) for item in trades[:3]),
    )


def _ladder() -> Any:
    return ladder()


CRITERION = Criterion(
    key="trade",
    label=Text(zh="行当", en="Trade"),
    tracks=frozenset({Track.MENTOR}),
    member="pair_trades",
    opportunity="trades",
    measure=closeness,
    reducer=Reducer.BEST,
    reason=Text(zh="本人：{own}；对方：{other}", en="is in {own}; the other in {other}"),
    tell=tell,
    ladder=_ladder,
    field="工作经历",
    unasked=Text(zh="对方行当没有认出，不加不减", en="the other's trade was not recognised; neutral"),
)
