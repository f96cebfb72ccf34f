"""Does the job give the board and lodging that the member hopes for?"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from data.text import UNSAID, Text, joined
from data.vocabulary import Track
from features.profiles.member import MemberProfile
from features.profiles.opening import OpeningProfile
from matcher.criterion import Criterion, Telling


def measure(member: Any, opening: Any) -> NDArray[np.float64]:
    """The share of what is wanted that is given; half for what the posting does not say."""
    wanted = member["housing"].astype(np.float64) + member["meals"]
    given = member["housing"] * _given(opening["housing"]) + member["meals"] * _given(opening["meals"])
    return np.where(wanted > 0, given / np.maximum(wanted, 1.0), np.nan)


def _given(stated: NDArray[np.int32]) -> NDArray[np.float64]:
    return np.where(stated < 0, 0.5, stated.astype(np.float64))


HOUSING, MEALS = Text(zh="住宿", en="lodging"), Text(zh="用餐", en="meals")


def _texts(housing: bool | None, meals: bool | None) -> tuple[Text, ...]:
    return tuple(text for text, given in ((HOUSING, housing), (MEALS, meals)) if given)


def tell(member: MemberProfile, opening: OpeningProfile) -> Telling:
    """Board and lodging wanted and given."""
    wish, job = member.member.work, opening.opening
    wanted = _texts(wish.housing, wish.meals) if wish else ()
    given = _texts(job.housing, job.meals)
    stated = job.housing is not None or job.meals is not None
    offered = joined(given) if given else Text(zh="不提供", en="none") if stated else UNSAID
    return Telling(
        values={"wanted": joined(wanted), "given": offered},
        asked=wanted,
        held=given,
        missing=tuple(text for text in wanted if stated and text not in given),
        unknown=() if stated else wanted,
    )


CRITERION = Criterion(
    key="lodging",
    label=Text(zh="食宿", en="Board and lodging"),
    tracks=frozenset({Track.WORK}),
    member="lodging",
    opportunity="offered_lodging",
    measure=measure,
    reason=Text(zh="希望包：{wanted}；岗位包：{given}", en="wants {wanted}; the job gives {given}"),
    tell=tell,
    ladder=lambda: [((True, True), given) for given in ((0, 0), (0, 1), (1, 1))],
    field="备注",
    unasked=Text(zh="岗位未写明食宿，不加不减", en="the job does not state board and lodging; neutral"),
)
