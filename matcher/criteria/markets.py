"""Is the member at home in the markets where the goods are to be sold?"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from data.text import Text, joined
from data.vocabulary import Track
from features.profiles.member import MemberProfile
from features.profiles.need import NeedProfile
from matcher.criteria.place import name, within
from matcher.criterion import Criterion, Reducer, Telling

SAME_PROVINCE = 0.45


def measure(member: Any, need: Any) -> NDArray[np.float64]:
    """1 inside the market named, less elsewhere in its province."""
    inside = within(member["code"], need["code"]) | within(need["code"], member["code"])
    province = member["code"] // 10_000 == need["code"] // 10_000
    return np.asarray(np.where(inside, 1.0, np.where(province, SAME_PROVINCE, 0.0)) * member["weight"])


def tell(member: MemberProfile, opportunity: NeedProfile) -> Telling:
    """The markets that the member knows against those that are sought."""
    person = member.member
    named = person.serve.markets if person.serve else ()
    own = tuple(dict.fromkeys(name(place) for place in (*named, *((person.current,) if person.current else ())) if place.code))
    asked = tuple(name(place) for place in opportunity.need.markets)
    return Telling(
        values={"own": joined(own), "asked": joined(asked)},
        asked=asked,
        held=own,
        unknown=() if own else (Text(zh="现居地", en="current place"),),
    )


CRITERION = Criterion(
    key="markets",
    label=Text(zh="销售地区", en="Markets"),
    tracks=frozenset({Track.ADVISE}),
    member="markets",
    opportunity="asked_markets",
    measure=measure,
    reducer=Reducer.BEST,
    reason=Text(zh="熟悉：{own}；要卖到：{asked}", en="knows {own}; to be sold in {asked}"),
    tell=tell,
    ladder=lambda: [((code, 1.0), (350200,)) for code in (440103, 350102, 350200)],
    field="现居地",
    unasked=Text(zh="未写明要卖到哪里，不加不减", en="no markets are named; neutral"),
)
