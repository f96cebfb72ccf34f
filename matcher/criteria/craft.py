"""Is what the one can teach what the other would learn?"""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from data.text import Text, joined
from data.vocabulary import Track
from features.codes import skill_matrix, skill_position
from features.profiles.linked import Linked
from features.profiles.member import MemberProfile
from features.profiles.paired import paired_member
from features.profiles.pairing import PairingProfile
from matcher.criteria.skills import label
from matcher.criterion import Criterion, Reducer, Telling, evidence


def measure(member: Any, place: Any) -> NDArray[np.float64]:
    """How near the two skills are, less where either is only the usual one of a job."""
    near = skill_matrix()[member["skill"], place["skill"]] / np.float64(100)
    return np.asarray(near * member["sure"] * place["sure"])


def tell(member: MemberProfile, opportunity: PairingProfile) -> Telling:
    """The skills of both sides."""
    skills = paired_member(member).skills
    own, other = _names(skills), _names(opportunity.skills)
    return Telling(
        values={"own": joined(own), "other": joined(other)},
        asked=other,
        held=own,
        unknown=() if own else (Text(zh="技能特长", en="skills"),),
        evidence=tuple(evidence(item.phrase, item.code, item.similarity) for item in skills[:3]),
    )


def _names(items: Sequence[Linked]) -> tuple[Text, ...]:
    return tuple(label(item) for item in items[:3])


def _ladder() -> list[tuple[Any, Any]]:
    at = skill_position().values()
    return [((held, 1.0), (min(at), 1.0)) for held in (max(at), min(at))]


CRITERION = Criterion(
    key="craft",
    label=Text(zh="教与学的手艺", en="Craft"),
    tracks=frozenset({Track.MENTOR}),
    member="pair_crafts",
    opportunity="crafts",
    measure=measure,
    reducer=Reducer.BEST,
    reason=Text(zh="本人：{own}；对方：{other}", en="the member: {own}; the other: {other}"),
    tell=tell,
    ladder=_ladder,
    field="技能特长",
    unasked=Text(zh="对方教什么、学什么没有认出，不加不减", en="what the other teaches or learns was not recognised; neutral"),
)
