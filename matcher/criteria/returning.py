"""Would the member come home for it?"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from data.text import UNSAID, Text
from data.vocabulary import Track
from features.columns.venture import AWAY, HOME, LATER
from features.profiles.member import MemberProfile
from features.profiles.need import NeedProfile
from matcher.criteria.place import name, within
from matcher.criterion import Criterion, Telling

WISHES = {
    "home": Text(zh="想回来", en="wants to come home"),
    "later": Text(zh="以后再说", en="some day"),
    "away": Text(zh="暂不回来", en="not for now"),
}
SOME_DAY, FROM_AFAR, TOO_LATE, VISITING = 0.45, 0.6, 0.15, 0.1


def measure(member: Any, need: Any) -> NDArray[np.float64]:
    """1 for who is there or wants to come, less for some day, 0 for not; what can be run from afar asks for less.

    nan where the member said nothing of coming and does not live there.
    """
    wish = member["wish"]
    some_day = np.where(need["at_once"], TOO_LATE, SOME_DAY)
    value = np.where(wish == HOME, 1.0, np.where(wish == LATER, some_day, np.where(wish == AWAY, 0.0, np.nan)))
    value = np.where(member["visits"], VISITING, value)
    value = np.where(need["online"], np.fmax(value, FROM_AFAR), value)
    return np.where(_there(member, need) & ~member["visits"] & (wish != AWAY), 1.0, value)


def would_come(member: Any, need: Any) -> NDArray[np.float64]:
    """0 for who said not to come and could not run it from afar, or only visits where somebody must stay."""
    away = (member["wish"] == AWAY) & ~_there(member, need)
    return np.where((away & ~need["online"]) | (member["visits"] & need["stay"]), 0.0, 1.0)


def _there(member: Any, need: Any) -> NDArray[np.bool_]:
    return np.asarray((member["lives"] > 0) & within(member["lives"], need["code"]))


def tell(member: MemberProfile, opportunity: NeedProfile) -> Telling:
    """What the member said of coming home, and where the project is."""
    said = member.member.return_wish
    lives = member.member.current
    sites = opportunity.places
    wish = WISHES[said] if said else UNSAID
    return Telling(
        values={
            "wish": wish,
            "lives": name(lives) if lives and lives.code else UNSAID,
            "site": name(sites[0]) if sites else UNSAID,
        },
        asked=(name(sites[0]),) if sites else (),
        held=(wish,) if said else (),
        unknown=() if said else (Text(zh="是否愿意回来", en="whether to come home"),),
    )


CRITERION = Criterion(
    key="returning",
    label=Text(zh="回乡意愿", en="Readiness to return"),
    tracks=frozenset({Track.LEAD}),
    member="returning",
    opportunity="led_from",
    measure=measure,
    reason=Text(zh="现居{lives}，{wish}；项目在{site}", en="lives in {lives}, {wish}; the project is in {site}"),
    tell=tell,
    ladder=lambda: [((wish, 440103, False), (361021, False, False, False)) for wish in (AWAY, LATER, HOME)],
    field="备注",
    unasked=Text(zh="项目未写明地点，不加不减", en="the project's place is not stated; neutral"),
)
