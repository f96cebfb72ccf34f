"""Did the member say that they would do this at all: invest, or come home to run something?"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from data.text import UNSAID, Text, joined
from data.vocabulary import INTENT_WORDS, Intent, NeedKind, Track
from features.columns.venture import INTENT_BITS
from features.profiles.member import MemberProfile
from features.profiles.need import NeedProfile
from matcher.criterion import Criterion, Telling

INTENT_LABELS = {intent: Text(zh=word, en=intent.value) for word, intent in INTENT_WORDS.items()}

NEAR = 0.5
"""Who would come home to lead may well put money in, and the other way round."""

VENTURES = INTENT_BITS[Intent.LEAD] | INTENT_BITS[Intent.INVEST]
MEANT = {NeedKind.CAPITAL: Intent.INVEST, NeedKind.LEADER: Intent.LEAD}


def measure(member: Any, need: Any) -> NDArray[np.float64]:
    """1 where the member said so, less where only the neighbouring wish was said, 0 where others were."""
    near = np.where((member["intents"] & VENTURES) > 0, NEAR, 0.0)
    return np.where((member["intents"] & need["intent"]) > 0, 1.0, near)


def tell(member: MemberProfile, opportunity: NeedProfile) -> Telling:
    """What the member said they want, and what the project asks for."""
    said = tuple(INTENT_LABELS[intent] for intent in member.member.intents)
    meant = MEANT.get(opportunity.need.kind) if opportunity.need.kind else None
    wanted = INTENT_LABELS[meant] if meant else UNSAID
    return Telling(
        values={"said": joined(said), "wanted": wanted},
        asked=(wanted,) if meant else (),
        held=said,
        unknown=() if said else (Text(zh="意向", en="intent"),),
    )


CRITERION = Criterion(
    key="willing",
    label=Text(zh="本人意向", en="Intent"),
    tracks=frozenset({Track.INVEST, Track.LEAD}),
    member="intents",
    opportunity="meant_for",
    measure=measure,
    reason=Text(zh="本人意向：{said}；这里要的是：{wanted}", en="wants: {said}; this is for: {wanted}"),
    tell=tell,
    ladder=lambda: [((INTENT_BITS[intent],), (INTENT_BITS[Intent.LEAD],)) for intent in (Intent.WORK, Intent.INVEST, Intent.LEAD)],
    field="意向",
    unasked=Text(zh="项目未写明需求类型，不加不减", en="the project does not say what it needs; neutral"),
)
