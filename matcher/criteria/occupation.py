"""Is it the work that the member wants?"""

from collections.abc import Sequence
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from data.text import Text
from data.vocabulary import Track
from features.profiles.linked import Linked
from features.profiles.member import MemberProfile
from features.profiles.opening import OpeningProfile
from features.similarity import occupation_index, occupation_matrix
from matcher.criterion import Criterion, Reducer, Telling, evidence


def closeness(member: Any, opening: Any) -> NDArray[np.float64]:
    """Similarity of two occupations, less where either title could be read otherwise."""
    near = occupation_matrix()[member["occupation"], opening["occupation"]] / np.float64(100)
    return np.asarray(near * member["sure"] * opening["sure"])


def names(items: tuple[Linked, ...]) -> tuple[Text, ...]:
    """The readings as texts, surest first."""
    return tuple(_name(item.code, item.name) for item in items[:2])


@cache
def _name(code: str, name: str) -> Text:
    return Text(zh=name, en=english(code, name))


def english(code: str, name: str) -> str:
    """The English name of an occupation where there is one."""
    from data.reference.occupations import occupations

    known = occupations().get(code)
    return known.name_en if known and known.name_en else name


def tell(member: MemberProfile, opening: OpeningProfile) -> Telling:
    """What was wished against what the job is."""
    said = [phrase.text for phrase in member.member.work.occupations] if member.member.work else []
    return Telling(
        values={"wished": "、".join(said[:3]) or "？", "title": opening.opening.title.text},
        asked=names(opening.occupations),
        held=names(member.wished),
        unknown=() if member.wished else (FIELD,),
        evidence=tuple(evidence(item.phrase, item.code, item.similarity) for item in member.wished[:3]),
    )


def ladder() -> Sequence[tuple[Any, Any]]:
    """From an unrelated job, by one that uses much the same, to the job itself."""
    at, wanted = occupation_index(), "4-02-06-01"
    return [((at[code], 1.0), (at[wanted], 1.0)) for code in ("2-06-03-00", "4-02-05-01", wanted)]


UNRECOGNISED = Text(zh="岗位工种没有认出，不加不减", en="the job's trade was not recognised; neutral")
FIELD = Text(zh="求职岗位", en="job wanted")
CRITERION = Criterion(
    key="occupation",
    label=Text(zh="岗位意愿", en="Work wanted"),
    tracks=frozenset({Track.WORK}),
    member="wished",
    opportunity="occupations",
    measure=closeness,
    reducer=Reducer.BEST,
    reason=Text(zh="想做：{wished}；岗位：{title}", en="wants {wished}; the job is {title}"),
    tell=tell,
    ladder=ladder,
    field="求职岗位",
    unasked=UNRECOGNISED,
)
