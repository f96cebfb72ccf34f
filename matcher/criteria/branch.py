"""Are the two of a pairing in the same branch of business?"""


from data.text import Text, joined
from data.vocabulary import Track
from features.profiles.member import MemberProfile
from features.profiles.paired import paired_member
from features.profiles.pairing import PairingProfile
from matcher.criteria.industry import closeness, ladder, names
from matcher.criterion import Criterion, Reducer, Telling, evidence


def tell(member: MemberProfile, opportunity: PairingProfile) -> Telling:
    """The branches of both sides."""
    branches = paired_member(member).branches
    own, other = names(branches[:2]), names(opportunity.paired.branches[:2])
    return Telling(
        values={"own": joined(own), "other": joined(other)},
        asked=other,
        held=own,
        unknown=() if own else (Text(zh="工作经历", en="work history"),),
        evidence=tuple(evidence(item.phrase, item.code, item.similarity) for item in branches[:3]),
    )


CRITERION = Criterion(
    key="branch",
    label=Text(zh="行业", en="Branch"),
    tracks=frozenset({Track.MENTOR}),
    member="pair_branches",
    opportunity="branches",
    measure=closeness,
    reducer=Reducer.BEST,
    reason=Text(zh="本人行业：{own}；对方：{other}", en="the member's branch: {own}; the other's: {other}"),
    tell=tell,
    ladder=ladder,
    field="工作经历",
    unasked=Text(zh="对方行业没有认出，不加不减", en="the other's branch was not recognised; neutral"),
)
