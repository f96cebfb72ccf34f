"""Does the pay reach what the member hopes for?"""

from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from data.records import Pay
from data.text import UNSAID, Text
from data.vocabulary import Track
from features.profiles.member import MemberProfile
from features.profiles.opening import OpeningProfile
from matcher.criterion import Criterion, Telling

OPEN_TOP = 1.15
"""Where only the lower end is stated, people usually earn somewhat more."""


def usual(opening: Any) -> NDArray[np.float64]:
    """What the job usually pays a month: between the ends that are stated."""
    low, high = opening["low"], opening["high"]
    both = 0.5 * low + 0.5 * high
    return np.asarray(np.where(low < 0, 0.9 * high, np.where(high < 0, low * OPEN_TOP, both)))


def measure(member: Any, opening: Any) -> NDArray[np.float64]:
    """1 from the hoped-for figure upward, falling to 0 at two thirds of it or below a stated least."""
    ratio = usual(opening) / np.maximum(member["least"], 1.0)
    short = member["floor"] & (opening["high"] >= 0) & (opening["high"] < member["least"])
    return np.where(short, 0.0, np.clip((ratio - 2.0 / 3.0) * 3.0, 0.0, 1.0))


def tell(member: MemberProfile, opening: OpeningProfile) -> Telling:
    """The pay as each side wrote it."""
    wish = member.member.work.pay if member.member.work else None
    offer = opening.opening.pay
    return Telling(
        values={"wish": written(wish), "offer": written(offer)},
        asked=(written(wish),) if wish else (),
        held=(written(offer),) if offer else (),
        unknown=tuple(
            text
            for text, pay in ((WISHED, wish), (OFFERED, offer))
            if pay is None or (pay.low is None and pay.high is None)
        ),
    )


def written(pay: Pay | None) -> Text:
    """Pay in the words in which it was stated, with the monthly figure."""
    return _written(pay.text, pay.low, pay.high) if pay is not None and pay.text else UNSAID


@lru_cache(maxsize=20_000)
def _written(text: str, low: float | None, high: float | None) -> Text:
    ends = [f"{value:,.0f}" for value in (low, high) if value is not None]
    month = "–".join(dict.fromkeys(ends))
    return Text(zh=f"{text}（每月约{month}元）" if month else text, en=f"{text} ({month} yuan a month)" if month else text)


WISHED = Text(zh="期望薪资", en="pay wanted")
OFFERED = Text(zh="薪资待遇", en="pay offered")

CRITERION = Criterion(
    key="pay",
    label=Text(zh="薪资", en="Pay"),
    tracks=frozenset({Track.WORK}),
    member="pay",
    opportunity="offered_pay",
    measure=measure,
    reason=Text(zh="期望{wish}，岗位{offer}", en="hopes for {wish}; the job pays {offer}"),
    tell=tell,
    ladder=lambda: [((6000.0, False, False), offer) for offer in ((3000.0, 4000.0), (4000.0, 6000.0), (6000.0, 7000.0))],
    field="期望薪资",
    unasked=Text(zh="岗位未写明薪资，不加不减", en="the job does not state its pay; neutral"),
)
