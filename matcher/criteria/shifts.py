"""Are the shifts and the manner of the work as the member wants them?"""

from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from data.reference.conditions import conditions
from data.text import Text, joined
from data.vocabulary import Track
from features.profiles.member import MemberProfile
from features.profiles.opening import OpeningProfile
from matcher.criterion import Criterion, Telling


def measure(member: Any, opening: Any) -> NDArray[np.float64]:
    """0 with anything refused, 1 with something wanted and nothing refused, in between otherwise."""
    refused = ((member["refused"] & opening["has"]) != 0).any(axis=-1)
    wished = (member["wanted"] != 0).any(axis=-1)
    given = ((member["wanted"] & opening["has"]) != 0).any(axis=-1)
    return np.where(refused, 0.0, np.where(given, 1.0, np.where(wished, 0.3, 0.8)))


@lru_cache(maxsize=20_000)
def labels(codes: frozenset[str]) -> tuple[Text, ...]:
    """The names of work conditions, in the order of the table."""
    return tuple(Text(zh=row.name, en=row.name_en) for code, row in conditions().items() if code in codes)


def tell(member: MemberProfile, opening: OpeningProfile) -> Telling:
    """What the job is like against what was wanted and refused."""
    wish, has = member.member.work, opening.opening.conditions
    wanted = labels(wish.wanted) if wish else ()
    said = wanted + (_unwanted(wish.refused) if wish else ())
    return Telling(
        values={"said": joined(said), "has": joined(labels(has))},
        asked=said,
        held=labels(has),
        unknown=() if said else (FIELD,),
    )


@lru_cache(maxsize=20_000)
def _unwanted(codes: frozenset[str]) -> tuple[Text, ...]:
    return tuple(Text(zh=f"不要{t.zh}", en=f"no {t.en}") for t in labels(codes))


FIELD = Text(zh="班次意愿", en="shifts wanted")


CRITERION = Criterion(
    key="shifts",
    label=Text(zh="班次与工况", en="Shifts and conditions"),
    tracks=frozenset({Track.WORK}),
    member="conditions",
    opportunity="working_conditions",
    measure=measure,
    reason=Text(zh="本人：{said}；岗位：{has}", en="wants {said}; the job has {has}"),
    tell=tell,
    ladder=lambda: [(((0b01, 0), (0b10, 0)), ((has, 0),)) for has in (0b10, 0b100, 0b01)],
    field="备注",
    unasked=Text(zh="岗位未写明班次与工况，不加不减", en="the job does not state its shifts; neutral"),
)
