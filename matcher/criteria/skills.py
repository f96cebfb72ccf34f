"""Which of the skills asked does the member hold, or something close?"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from data.records import Phrase
from data.reference.skills import skills
from data.text import Text
from data.vocabulary import Track
from features.codes import skill_matrix, skill_position
from features.columns.shared import MOST_ASKED
from features.profiles.linked import Linked
from features.profiles.member import MemberProfile
from features.similarity import skill_neighbours
from matcher.criterion import Change, Criterion, Reducer, Telling, evidence

COUNTS_AS_HELD = 0.75


def coverage(member: Any, opening: Any) -> NDArray[np.float64]:
    """How far a held skill serves for one that is asked."""
    return np.asarray(skill_matrix()[opening["skill"], member["skill"]] / np.float64(100) * member["level"])


def label(item: Linked) -> Text:
    """A skill's name in both languages."""
    return _label(item.code, item.name)


@cache
def _label(code: str, name: str) -> Text:
    return Text(zh=name, en=skills()[code].name_en or name)


def tell(member: MemberProfile, opening: Any) -> Telling:
    """Asked, held, missing, with the nearest held skill as evidence for each asked one."""
    asked = opening.skills[:MOST_ASKED]
    nearest = [(want, _nearest(want, member.skills)) for want in asked]
    held = tuple(label(want) for want, found in nearest if found and found[1] >= COUNTS_AS_HELD)
    lacking = tuple(label(want) for want, found in nearest if found and found[1] < COUNTS_AS_HELD)
    return Telling(
        values={"asked": len(asked), "held": len(held)},
        asked=tuple(map(label, asked)),
        held=held,
        missing=lacking,
        unknown=() if member.skills else tuple(map(label, asked)),
        evidence=tuple(
            evidence(found[0].phrase, found[0].code, round(found[1], 2)) for _, found in nearest if found and found[1] >= 0.2
        ),
    )


def _nearest(want: Linked, held: tuple[Linked, ...]) -> tuple[Linked, float] | None:
    near = skill_neighbours(want.code)
    best, most = None, -1.0
    for item in held:
        share = near.get(item.code, 1.0 if item.code == want.code else 0.0) * (0.5 if item.inferred else 1.0)
        if share > most:
            best, most = item, share
    return None if best is None else (best, most)


def learn(member: MemberProfile, opening: Any) -> Iterable[Change]:
    """Learning one of the skills that are asked and not held."""
    for want in opening.skills[:MOST_ASKED]:
        found = _nearest(want, member.skills)
        if found is None or found[1] < COUNTS_AS_HELD:
            known = Phrase(want.name, "技能特长", 0, len(want.name))
            changed = replace(member.member, skills=(*member.member.skills, known))
            yield Change(Text(zh="学会{skill}", en="learn {skill}"), changed, {"skill": label(want)}, want.code)


def ladder() -> Sequence[tuple[Any, Any]]:
    """Nothing near, the skill by usual practice of a former job only, the skill itself."""
    at = skill_position()
    first, last = min(at.values()), max(at.values())
    return [((held, level), (first, 100)) for held, level in ((last, 1.0), (first, 0.5), (first, 1.0))]


CRITERION = Criterion(
    key="skills",
    label=Text(zh="技能", en="Skills"),
    tracks=frozenset({Track.WORK, Track.LEAD, Track.ADVISE, Track.VOLUNTEER}),
    member="skills",
    opportunity="asked_skills",
    measure=coverage,
    reducer=Reducer.COVER,
    reason=Text(zh="要求{asked}项技能，符合{held}项", en="{held} of {asked} skills asked"),
    tell=tell,
    ladder=ladder,
    field="技能特长",
    changes=learn,
)
