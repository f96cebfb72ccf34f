"""Has the member done this kind of work before?"""

from data.text import Text
from data.vocabulary import Track
from features.profiles.member import MemberProfile
from features.profiles.opening import OpeningProfile
from matcher.criteria.occupation import UNRECOGNISED, closeness, ladder, names
from matcher.criterion import Criterion, Reducer, Telling, evidence


def tell(member: MemberProfile, opening: OpeningProfile) -> Telling:
    """Former jobs against the job."""
    done = names(member.worked)
    return Telling(
        values={"done": _done(member), "title": opening.opening.title.text},
        asked=names(opening.occupations),
        held=done,
        unknown=() if done else (FIELD,),
        evidence=tuple(evidence(item.phrase, item.code, item.similarity) for item in member.worked[:3]),
    )  # fmt: skip


def _done(member: MemberProfile) -> Text:
    """What was done, or from which words the trade was inferred."""
    history = [phrase.text for phrase in member.member.history[:2]]
    if history:
        return Text(zh="做过：" + "、".join(history), en="has done " + ", ".join(history))
    words = list(dict.fromkeys(item.phrase.text for item in member.worked))[:2]
    return Text(zh="没说做过什么，由“" + "、".join(words) + "”推断", en="no jobs stated; inferred from " + ", ".join(words))


FIELD = Text(zh="工作经历", en="work history")
CRITERION = Criterion(
    key="trade",
    label=Text(zh="从业经历", en="Work done before"),
    tracks=frozenset({Track.WORK}),
    member="worked",
    opportunity="occupations",
    measure=closeness,
    reducer=Reducer.BEST,
    reason=Text(zh="{done}；岗位：{title}", en="{done}; the job is {title}"),
    tell=tell,
    ladder=ladder,
    field="工作经历",
    unasked=UNRECOGNISED,
)
