"""Does the money that the member can put in suit what the project still needs?"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from data.text import UNSAID, Text
from data.vocabulary import Track
from features.columns.venture import UNSAID as NOT_SAID
from features.profiles.member import MemberProfile
from features.profiles.need import NeedProfile
from matcher.criterion import Criterion, Telling
from matcher.curves import along

COVERS = ((0.0, 0.0), (0.005, 0.1), (0.02, 0.3), (0.05, 0.5), (0.2, 0.8), (0.5, 0.95), (1.0, 1.0))
"""How good it is to cover a part of the sum, where no least sum was set."""

JOINS = 0.75
"""At least this good from the least sum onward: small partners are wanted."""

LARGE = ((1.0, 1.0), (5.0, 0.95), (20.0, 0.75), (100.0, 0.6))
"""How good it is to have so many times the sum: somebody with much money seldom comes for little."""

TOO_MUCH = 0.5
"""What is left where the member's least sum lies above the most that is taken from one."""


def measure(member: Any, need: Any) -> NDArray[np.float64]:
    """0 below the least sum, at least JOINS from there on, 1 where the whole sum is covered."""
    low, high = member["low"], member["high"]
    least, wanted, most = need["least"], need["wanted"], need["most"]
    usable = np.minimum(high, np.where(most > 0, most, np.inf))
    part = np.where(wanted > 0, usable / np.maximum(wanted, 1.0), np.nan)
    covered = along(COVERS, np.nan_to_num(part, nan=1.0))
    times = np.where(wanted > 0, low / np.maximum(wanted, 1.0), 1.0)
    value = covered * along(LARGE, times)
    value = np.where((least > 0) & (high >= least), np.maximum(value, JOINS), value)
    value = np.where((least > 0) & (high < least), 0.0, value)
    return np.where((most > 0) & (low > most), value * TOO_MUCH, value)


def reaches(member: Any, need: Any) -> NDArray[np.float64]:
    """0 only where the most that the member can put in lies below the least that the project takes."""
    return np.where((need["least"] > 0) & (member["high"] < need["least"]), 0.0, 1.0)


def tell(member: MemberProfile, opportunity: NeedProfile) -> Telling:
    """The money on both sides, as far as it was stated."""
    wish, need = member.member.invest, opportunity.need
    can = sums(wish.capital_low if wish else None, wish.capital_high if wish else None)
    wanted = None if need.capital is None else max(need.capital - (need.promised or 0.0), 0.0)
    asked = sums(wanted, wanted)
    least = sums(need.min_ticket, need.min_ticket)
    return Telling(
        values={"can": can, "wanted": asked, "least": least},
        asked=tuple(text for text in (asked, least) if text is not UNSAID),
        held=(can,) if can is not UNSAID else (),
        unknown=(Text(zh="可投资金", en="capital"),) if can is UNSAID else (),
    )


def sums(low: float | None, high: float | None) -> Text:
    """A sum or a range of sums: in 万 in Chinese, in yuan in English."""
    ends = list(dict.fromkeys(value for value in (low, high) if value is not None))
    if not ends:
        return UNSAID
    return Text(zh="–".join(_wan(value) for value in ends), en="–".join(f"{value:,.0f}" for value in ends) + " yuan")


def _wan(yuan: float) -> str:
    return f"{yuan / 10_000:g}万元" if yuan >= 10_000 else f"{yuan:g}元"


WAN = 10_000.0
CRITERION = Criterion(
    key="ticket",
    label=Text(zh="资金匹配", en="Ticket"),
    tracks=frozenset({Track.INVEST}),
    member="capital",
    opportunity="ticket",
    measure=measure,
    reason=Text(zh="可投{can}；还需{wanted}，最低{least}", en="can put in {can}; {wanted} still wanted, at least {least} each"),
    tell=tell,
    ladder=lambda: [
        ((high, high), (2 * WAN, 50 * WAN, NOT_SAID)) for high in (WAN, 2 * WAN, 20 * WAN, 30 * WAN, 50 * WAN)
    ],
    field="可投资金",
    unasked=Text(zh="项目未写明资金，不加不减", en="the project states no sums; neutral"),
)
