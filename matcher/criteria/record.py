"""Has the member worked, or run something, in the project's trade?"""

from collections.abc import Sequence
from typing import Any

from data.text import UNSAID, Text, joined
from data.vocabulary import Track
from features.industries import industry_index
from features.profiles.member import MemberProfile
from features.profiles.need import NeedProfile
from matcher.criteria.industry import closeness, names
from matcher.criterion import Criterion, Reducer, Telling, evidence


def tell(member: MemberProfile, opportunity: NeedProfile) -> Telling:
    """The trades that the member's work speaks of against the project's."""
    done = list(dict.fromkeys(item.phrase.text for item in member.worked_in))[:3]
    trade = opportunity.project.industry.text or opportunity.project.name
    return Telling(
        values={
            "done": Text(zh="、".join(done), en=", ".join(done)) if done else UNSAID,
            "trade": Text(zh=trade, en=joined(names(opportunity.industries[:1])).en),
        },
        asked=names(opportunity.industries),
        held=names(member.worked_in[:3]),
        unknown=() if member.worked_in else (Text(zh="工作经历", en="work history"),),
        evidence=tuple(evidence(item.phrase, item.code, item.similarity) for item in member.worked_in[:3]),
    )


def ladder() -> Sequence[tuple[Any, Any]]:
    """From another section, by the same division, to the trade itself."""
    at = industry_index()
    return [((at[code], 1.0), (at["A0412"], 1.0)) for code in ("K701", "A0311", "A0412")]


CRITERION = Criterion(
    key="record",
    label=Text(zh="本行经历", en="Record in the trade"),
    tracks=frozenset({Track.INVEST, Track.LEAD, Track.ADVISE}),
    member="worked_in",
    opportunity="industries",
    measure=closeness,
    reducer=Reducer.BEST,
    reason=Text(zh="做过：{done}；项目：{trade}", en="has worked in {done}; the project is in {trade}"),
    tell=tell,
    ladder=ladder,
    field="工作经历",
    unasked=Text(zh="项目行业没有认出，不加不减", en="the project's trade was not recognised; neutral"),
)
