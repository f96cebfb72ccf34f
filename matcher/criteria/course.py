"""Does the training lead to what the member wants to learn?"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from data.text import Text, joined
from data.vocabulary import Track
from features.codes import skill_matrix, skill_position
from features.profiles.linked import Linked
from features.profiles.member import MemberProfile
from features.profiles.service import ServiceProfile
from matcher.criteria.credentials import label as credential_label
from matcher.criteria.skills import label
from matcher.criterion import Criterion, Reducer, Telling, evidence


def measure(member: Any, service: Any) -> NDArray[np.float64]:
    """How far what is taught serves for what is wanted."""
    return np.asarray(skill_matrix()[member["skill"], service["skill"]] / np.float64(100))


def tell(member: MemberProfile, opportunity: ServiceProfile) -> Telling:
    """What the member would learn against what is taught."""
    wanted = tuple(dict.fromkeys(map(_label, member.to_learn)))
    taught = tuple(dict.fromkeys(map(_label, opportunity.leads_to)))
    return Telling(
        values={"wanted": joined(wanted[:3]), "taught": joined(taught[:3])},
        asked=taught,
        held=wanted,
        evidence=tuple(evidence(item.phrase, item.code, item.similarity) for item in member.to_learn[:3]),
    )


def _label(item: Linked) -> Text:
    """The name of a skill or a certificate."""
    return label(item) if item.code in skill_position() else credential_label((item,))


def _ladder() -> list[tuple[Any, Any]]:
    first, last = min(skill_position().values()), max(skill_position().values())
    return [((last,), (first,)), ((first,), (first,))]


CRITERION = Criterion(
    key="course",
    label=Text(zh="想学的内容", en="What is taught"),
    tracks=frozenset({Track.ASSIST}),
    member="to_learn",
    opportunity="teaches",
    measure=measure,
    reducer=Reducer.BEST,
    reason=Text(zh="想学：{wanted}；教：{taught}", en="would learn {wanted}; taught: {taught}"),
    tell=tell,
    ladder=_ladder,
    field="求助事项",
)
