"""Has the member done this kind of work before?"""

from data.text import Text
from data.vocabulary import Track
from features.profile import MemberProfile, OpeningProfile
from matcher.criteria.occupation import closeness, ladder, names
from matcher.criterion import Criterion, Reducer, Telling, evidence


def tell(member: MemberProfile, opening: OpeningProfile) -> Telling:
    """Former jobs against the job."""
    done = names(member.worked)
    return Telling(
        values={"done": "、".join(phrase.text for phrase in member.member.history[:2]) or "？",
                "title": opening.opening.title.text},
        asked=names(opening.occupations),
        held=done,
        unknown=() if done else (Text(zh="工作经历", en="work history"),),
        evidence=tuple(evidence(item.phrase, item.code, item.similarity) for item in member.worked[:3]),
    )  # fmt: skip


CRITERION = Criterion(
    key="trade",
    label=Text(zh="从业经历", en="Work done before"),
    tracks=frozenset({Track.WORK}),
    member="worked",
    opportunity="occupations",
    measure=closeness,
    reducer=Reducer.BEST,
    reason=Text(zh="做过：{done}；岗位：{title}", en="has done {done}; the job is {title}"),
    tell=tell,
    ladder=ladder,
    field="工作经历",
)
