"""Has the member as many years of work as are asked?"""

from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from data.text import Text
from data.vocabulary import Track
from features.profiles.member import MemberProfile
from features.profiles.opening import OpeningProfile
from matcher.criterion import Criterion, Telling


def measure(member: Any, opening: Any) -> NDArray[np.float64]:
    """Held over asked, at most 1; 1 where none are asked for."""
    asked = opening["years"]
    return np.where(asked <= 0, 1.0, np.minimum(member["years"] / np.maximum(asked, 0.25), 1.0))


def tell(member: MemberProfile, opening: OpeningProfile) -> Telling:
    """Years held of years asked."""
    held, asked = member.member.years, opening.opening.years
    return Telling(
        values={"asked": _number(asked.low) if asked else "？", "held": _number(held.low) if held else "？"},
        asked=(_years(asked.low),) if asked else (),
        held=(_years(held.low),) if held else (),
        missing=(_years(asked.low - held.low),) if asked and held and held.low < asked.low else (),
        unknown=() if held else (FIELD,),
    )


def _number(years: float) -> str:
    return f"{years:g}"


@lru_cache(maxsize=1_000)
def _years(years: float) -> Text:
    return Text(zh=f"{years:g}年", en=f"{years:g} years")


FIELD = Text(zh="工作年限", en="years of work")


CRITERION = Criterion(
    key="years",
    label=Text(zh="工作年限", en="Experience"),
    tracks=frozenset({Track.WORK}),
    member="years",
    opportunity="asked_years",
    measure=measure,
    reason=Text(zh="要求{asked}年，已有{held}年", en="{held} of {asked} years asked"),
    tell=tell,
    ladder=lambda: [((held,), (3.0,)) for held in (0.0, 1.0, 2.0, 3.0, 9.0)],
    field="工作年限",
)
