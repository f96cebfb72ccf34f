"""Is it a matter that the member would help with?"""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from data.reference.matters import matters
from data.text import UNSAID, Text, joined
from data.vocabulary import Track
from features.matters import matter_index, matter_matrix
from features.profiles.linked import Linked
from features.profiles.member import MemberProfile
from features.profiles.service import ServiceProfile
from matcher.criterion import Criterion, Reducer, Telling, evidence

HANDS = 0.3
"""How far somebody with other strong points serves where anybody can lend a hand."""


def closeness(member: Any, service: Any) -> NDArray[np.float64]:
    """Nearness of two matters, less where either could be read otherwise."""
    near = matter_matrix()[member["matter"], service["matter"]] / np.float64(100)
    return np.asarray(near * member["sure"] * service["sure"])


def measure(member: Any, service: Any) -> NDArray[np.float64]:
    """Nearness of two matters; anybody can lend a hand with one that is open to all."""
    return np.asarray(np.maximum(closeness(member, service), np.where(service["open"], HANDS, 0.0)))


def names(items: Sequence[Linked]) -> tuple[Text, ...]:
    """The matters in both languages."""
    return tuple(Text(zh=matters()[item.code].name, en=matters()[item.code].name_en) for item in items)


def said(items: Sequence[Linked]) -> Text:
    """The words in which the matters were named."""
    words = list(dict.fromkeys(item.phrase.text for item in items))[:3]
    return Text(zh="、".join(words), en=", ".join(words)) if words else UNSAID


def told(own: Sequence[Linked], service: ServiceProfile, missing: Text) -> Telling:
    """What the member named against what the service is about."""
    about = names(service.matters[:3])
    return Telling(
        values={"own": said(own), "about": joined(about)},
        asked=about,
        held=names(own[:3]),
        unknown=() if own else (missing,),
        evidence=tuple(evidence(item.phrase, item.code, item.similarity) for item in own[:3]),
    )


def tell(member: MemberProfile, opportunity: ServiceProfile) -> Telling:
    """What the member offers against what is to be done."""
    return told(member.matters_offered, opportunity, Text(zh="服务特长", en="service skills"))


def ladder() -> Sequence[tuple[Any, Any]]:
    """From another group, by a sister, to the matter itself."""
    at = matter_index()
    sisters = [code for code, matter in matters().items() if matter.parent == "environment"]
    far = next(code for code in at if matter_matrix()[at[code], at[sisters[0]]] == 0)
    return [((at[code], 1.0), (at[sisters[0]], 1.0)) for code in (far, sisters[0])]


def tasks() -> Sequence[tuple[Any, Any]]:
    """The same of a matter that not everybody can do."""
    return [(member, (*asked, False)) for member, asked in ladder()]


UNRECOGNISED = Text(zh="事项类别没有认出，不加不减", en="what it is about was not recognised; neutral")
CRITERION = Criterion(
    key="matter",
    label=Text(zh="服务内容", en="Theme"),
    tracks=frozenset({Track.VOLUNTEER}),
    member="matters_offered",
    opportunity="tasks",
    measure=measure,
    reducer=Reducer.BEST,
    reason=Text(zh="愿意或会做：{own}；事项：{about}", en="would or can do {own}; the matter is {about}"),
    tell=tell,
    ladder=tasks,
    field="服务特长",
    unasked=UNRECOGNISED,
)
