"""Has the expert done the work that is asked for?"""

from data.text import Text, joined
from data.vocabulary import Track
from features.profiles.member import MemberProfile
from features.profiles.need import NeedProfile
from matcher.criteria.occupation import closeness, ladder, names
from matcher.criterion import Criterion, Reducer, Telling, evidence


def tell(member: MemberProfile, opportunity: NeedProfile) -> Telling:
    """The jobs done against the jobs that the need names."""
    asked, done = names(opportunity.experts), names(member.worked)
    return Telling(
        values={"done": joined(done), "asked": joined(asked)},
        asked=asked,
        held=done,
        unknown=() if done else (Text(zh="工作经历", en="work history"),),
        evidence=tuple(evidence(item.phrase, item.code, item.similarity) for item in member.worked[:3]),
    )


CRITERION = Criterion(
    key="expertise",
    label=Text(zh="专业经历", en="Expertise"),
    tracks=frozenset({Track.ADVISE, Track.LEAD}),
    member="worked",
    opportunity="experts",
    measure=closeness,
    reducer=Reducer.BEST,
    reason=Text(zh="做过：{done}；要的是：{asked}", en="has been {done}; wanted: {asked}"),
    tell=tell,
    ladder=ladder,
    field="工作经历",
    unasked=Text(zh="未写明要什么人，不加不减", en="it does not say who is wanted; neutral"),
)
