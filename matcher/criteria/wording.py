"""How much of what is asked for stands in the member's own words: a hint where nothing was linked."""

from typing import Any

from data.text import Text
from data.vocabulary import Track
from features.columns.shared import MOST_WORDS, words
from features.profiles.member import MemberProfile
from matcher.criteria.words import measure
from matcher.criterion import Criterion, Reducer, Telling


def tell(member: MemberProfile, opportunity: Any) -> Telling:
    """How many pairs of characters the two have in common."""
    asked = words(phrase.text for phrase in opportunity.texts)[:MOST_WORDS]
    shared = len(set(asked) & set(words(phrase.text for phrase in member.texts)))
    return Telling(values={"asked": len(asked), "held": shared})


CRITERION = Criterion(
    key="words",
    label=Text(zh="用词相近", en="Wording"),
    tracks=frozenset(set(Track) - {Track.WORK}),
    member="own_words",
    opportunity="asked_words",
    measure=measure,
    reducer=Reducer.MATCH,
    reason=Text(zh="对方用词{asked}处，相同{held}处", en="{held} of {asked} bits of wording in common"),
    tell=tell,
    ladder=lambda: [((1,), (2, 100)), ((1,), (1, 100))],
    field="技能特长",
)
