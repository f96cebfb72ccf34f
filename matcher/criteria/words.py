"""How much of the posting's wording stands in what the member wrote: a hint where nothing was linked."""

from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from data.text import Text
from data.vocabulary import Track
from features.columns.shared import words
from features.profiles.member import MemberProfile
from features.profiles.opening import OpeningProfile
from matcher.criterion import Criterion, Reducer, Telling


def measure(member: Any, opening: Any) -> NDArray[np.float64]:
    """1 for the same pair of characters."""
    return np.asarray(member["word"] == opening["word"], dtype=np.float64)


def tell(member: MemberProfile, opening: OpeningProfile) -> Telling:
    """How many pairs of characters the two have in common."""
    person, job = member.member, opening.opening
    said = [phrase.text for phrase in (*person.skills, *person.history, *(person.work.occupations if person.work else ()))]
    asked = _pairs(job.title.text).union(*(_pairs(phrase.text) for phrase in job.skills))
    shared = asked & frozenset[int]().union(*map(_pairs, said))
    return Telling(values={"asked": len(asked), "held": len(shared)})


@lru_cache(maxsize=20_000)
def _pairs(text: str) -> frozenset[int]:
    return frozenset(words((text,)))


CRITERION = Criterion(
    key="words",
    label=Text(zh="用词相近", en="Wording"),
    tracks=frozenset({Track.WORK}),
    member="words",
    opportunity="asked_words",
    measure=measure,
    reducer=Reducer.MATCH,
    reason=Text(zh="岗位用词{asked}处，相同{held}处", en="{held} of {asked} bits of wording in common"),
    tell=tell,
    ladder=lambda: [((1,), (2, 100)), ((1,), (1, 100))],
    field="技能特长",
)
