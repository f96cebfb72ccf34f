"""Is it the trade that the member would put money into?"""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from data.reference.industries import industries
from data.text import Text, joined
from data.vocabulary import Track
from features.industries import industry_index, industry_matrix
from features.profiles.linked import Linked
from features.profiles.member import MemberProfile
from features.profiles.need import NeedProfile
from matcher.criterion import Criterion, Reducer, Telling, evidence


def closeness(member: Any, opportunity: Any) -> NDArray[np.float64]:
    """Nearness of two trades, less where either could be read otherwise."""
    near = industry_matrix()[member["industry"], opportunity["industry"]] / np.float64(100)
    return np.asarray(near * member["sure"] * opportunity["sure"])


def names(items: Sequence[Linked]) -> tuple[Text, ...]:
    """The trades in both languages."""
    return tuple(Text(zh=item.name, en=industries()[item.code].name_en or item.name) for item in items)


def tell(member: MemberProfile, opportunity: NeedProfile) -> Telling:
    """What the member follows against what the project is."""
    said = dict.fromkeys(item.phrase.text for item in member.industries or member.worked_in[:3])
    project = opportunity.project
    trade = project.industry.text or project.name
    return Telling(
        values={"wished": joined(Text(word, word) for word in said), "trade": Text(zh=trade, en=joined(names(opportunity.industries[:1])).en)},
        asked=names(opportunity.industries),
        held=names(member.industries or member.worked_in[:3]),
        unknown=() if member.industries or member.worked_in else (Text(zh="关注行业", en="industries"),),
        evidence=tuple(evidence(item.phrase, item.code, item.similarity) for item in (member.industries or member.worked_in)[:3]),
    )


def ladder() -> Sequence[tuple[Any, Any]]:
    """From another section, by the same division, to the trade itself."""
    at = industry_index()
    return [((at[code], 1.0), (at["A0412"], 1.0)) for code in ("K701", "A0311", "A0412")]


CRITERION = Criterion(
    key="industry",
    label=Text(zh="行业意愿", en="Trade wanted"),
    tracks=frozenset({Track.INVEST, Track.LEAD}),
    member="drawn_to",
    opportunity="industries",
    measure=closeness,
    reducer=Reducer.BEST,
    reason=Text(zh="关注或做过：{wished}；项目：{trade}", en="follows or has worked in {wished}; the project is in {trade}"),
    tell=tell,
    ladder=ladder,
    field="关注行业",
    unasked=Text(zh="项目行业没有认出，不加不减", en="the project's trade was not recognised; neutral"),
)
