"""Has the member the schooling that is asked?"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from data.text import UNSAID, Text
from data.vocabulary import EDUCATION_LABELS, Track
from features.profiles.member import MemberProfile
from features.profiles.opening import OpeningProfile
from matcher.criterion import Criterion, Telling


def measure(member: Any, opening: Any) -> NDArray[np.float64]:
    """1 for enough, less by the number of steps short."""
    return np.asarray(np.clip(1.0 - 0.5 * (opening["level"] - member["level"]), 0.0, 1.0))


def tell(member: MemberProfile, opening: OpeningProfile) -> Telling:
    """Schooling asked and held."""
    held, asked = member.member.education, opening.opening.education
    return Telling(
        values={
            "asked": EDUCATION_LABELS[asked] if asked else UNSAID,
            "held": EDUCATION_LABELS[held] if held else UNSAID,
        },
        asked=(EDUCATION_LABELS[asked],) if asked else (),
        held=(EDUCATION_LABELS[held],) if held else (),
        missing=(EDUCATION_LABELS[asked],) if asked and held and held < asked else (),
        unknown=() if held else (FIELD,),
    )


FIELD = Text(zh="学历", en="education")
CRITERION = Criterion(
    key="education",
    label=Text(zh="学历", en="Education"),
    tracks=frozenset({Track.WORK}),
    member="education",
    opportunity="asked_education",
    measure=measure,
    reason=Text(zh="要求{asked}，本人{held}", en="asks {asked}, has {held}"),
    tell=tell,
    ladder=lambda: [((held,), (4, True)) for held in (1, 3, 4, 6)],
    field="学历",
)
