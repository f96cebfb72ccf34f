"""Do the split and the horizon lie within what the member said would be tolerated?"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from data.text import Text, joined
from data.vocabulary import Track
from features.columns.venture import UNSAID as NOT_SAID
from features.profiles.member import MemberProfile
from features.profiles.need import NeedProfile
from matcher.criterion import Criterion, Telling

SHORT_BY = 20.0
"""So many percent below the share wanted, nothing is left of the criterion."""

SAFE, ANSWERED_FOR = 0.3, 0.9
"""What is left where the sum must be safe: where the project says nothing of that, and where it says to answer for it."""


def share_fits(member: Any, need: Any) -> NDArray[np.float64]:
    """1 from the share wanted upward, falling to 0; nan where either is not stated."""
    short = member["share"] - need["share"]
    known = (member["share"] >= 0) & (need["share"] >= 0)
    return np.where(known, np.clip(1.0 - short / SHORT_BY, 0.0, 1.0), np.nan)


def years_fit(member: Any, need: Any) -> NDArray[np.float64]:
    """1 up to the longest wait, 0 from twice as long; nan where either is not stated."""
    known = (member["years"] >= 0) & (need["years"] >= 0)
    late = (need["years"] - member["years"]) / np.maximum(member["years"], 0.5)
    return np.where(known, np.clip(1.0 - late, 0.0, 1.0), np.nan)


def measure(member: Any, need: Any) -> NDArray[np.float64]:
    """The worse of share and horizon, less where the sum must be safe; nan where nothing can be compared."""
    worst = np.fmin(share_fits(member, need), years_fit(member, need))
    safe = np.where(need["backed"] > 0, ANSWERED_FOR, np.where(need["backed"] == 0, 0.0, SAFE))
    return np.where(member["safe"], np.fmin(worst, safe), worst)


def tolerated(member: Any, need: Any) -> NDArray[np.float64]:
    """0 where a term lies outside what the member firmly set."""
    share_out = member["share_firm"] & (share_fits(member, need) < 1.0)
    years_out = member["years_firm"] & (years_fit(member, need) < 1.0)
    unsafe = member["safe"] & (need["backed"] == 0)
    return np.where(share_out | years_out | unsafe, 0.0, 1.0)


def tell(member: MemberProfile, opportunity: NeedProfile) -> Telling:
    """What the member set and what the project offers, in words."""
    wish, need = member.member.invest, opportunity.need
    set_: list[Text] = []
    if wish and wish.min_share is not None:
        set_.append(Text(zh=f"分成不低于{wish.min_share:g}%", en=f"a share of at least {wish.min_share:g} %"))
    if wish and wish.max_years is not None:
        set_.append(Text(zh=f"{wish.max_years:g}年内回本", en=f"the money back within {wish.max_years:g} years"))
    if wish and wish.guaranteed:
        set_.append(Text(zh="要保本（没有项目能保证）", en="the sum to be safe (which no project can promise)"))
    offered: list[Text] = []
    share = opportunity.joiners_share
    if share is not None:
        whom = Text(zh="带头人", en="to the leader") if opportunity.leads else Text(zh="出资人", en="to investors")
        offered.append(Text(zh=f"{whom.zh}{share:g}%", en=f"{share:g} % {whom.en}"))
    if need.years is not None:
        offered.append(Text(zh=f"约{need.years.low:g}年回本", en=f"back in about {need.years.low:g} years"))
    if opportunity.backed is not None:
        backed = Text(zh="写明有保底、回购或抵押", en="says that it answers for the money")
        offered.append(backed if opportunity.backed else Text(zh="写明盈亏自负", en="says that losses are one's own"))
    return Telling(
        values={"set": joined(set_), "offered": joined(offered)},
        asked=tuple(set_),
        held=tuple(offered),
    )


CRITERION = Criterion(
    key="terms",
    label=Text(zh="分配与期限", en="Terms"),
    tracks=frozenset({Track.INVEST, Track.LEAD}),
    member="terms",
    opportunity="offered_terms",
    measure=measure,
    reason=Text(zh="本人要求：{set}；项目：{offered}", en="wants {set}; the project offers {offered}"),
    tell=tell,
    ladder=lambda: [((50.0, False, NOT_SAID, False, False), (share, NOT_SAID, NOT_SAID)) for share in (20.0, 40.0, 50.0, 60.0)],
    field="备注",
    unasked=Text(zh="项目未写明分配和期限，不加不减", en="the project states neither split nor horizon; neutral"),
)
