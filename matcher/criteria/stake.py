"""Can the member bring the sum that is asked of whoever runs it? A little short is still worth a talk."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from data.text import Text
from data.vocabulary import Track
from features.columns.venture import UNSAID as NOT_SAID
from matcher.criteria import ticket
from matcher.criteria.ticket import WAN
from matcher.criterion import Criterion
from matcher.curves import along

BRINGS = ((0.2, 0.0), (0.5, 0.15), (0.8, 0.6), (1.0, 0.9), (2.0, 1.0))
"""How good it is to bring so much of the least sum that is asked of a leader."""

HOPELESS = 0.22
"""Less than this part of the least sum is not worth a talk."""


def measure(member: Any, need: Any) -> NDArray[np.float64]:
    """How much of the least sum the member has; as for any investor where no least sum was set."""
    least = need["least"]
    return np.where(least > 0, along(BRINGS, member["high"] / np.maximum(least, 1.0)), ticket.measure(member, need))


def worth_a_talk(member: Any, need: Any) -> NDArray[np.float64]:
    """0 only where the member could bring next to nothing of the least sum."""
    return np.where((need["least"] > 0) & (member["high"] < HOPELESS * need["least"]), 0.0, 1.0)


CRITERION = Criterion(
    key="stake",
    label=Text(zh="带头出资", en="Stake"),
    tracks=frozenset({Track.LEAD}),
    member="capital",
    opportunity="ticket",
    measure=measure,
    reason=Text(zh="可投{can}；还需{wanted}，最低{least}", en="can put in {can}; {wanted} still wanted, at least {least} from a leader"),
    tell=ticket.tell,
    ladder=lambda: [((high, high), (20 * WAN, NOT_SAID, NOT_SAID)) for high in (2 * WAN, 10 * WAN, 16 * WAN, 20 * WAN)],
    field="可投资金",
    unasked=Text(zh="项目未写明带头人要出多少，不加不减", en="the project does not say what a leader must bring; neutral"),
)
