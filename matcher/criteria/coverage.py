"""Does the help cover a place where the member lives or comes from?"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from data.text import Text, joined
from data.vocabulary import Track
from features.columns.serving import LIVES
from features.profiles.member import MemberProfile
from features.profiles.service import ServiceProfile
from matcher.criteria.place import name, whereabouts, within
from matcher.criterion import Criterion, Reducer, Telling

COVERED, AT_HOME, AT_HOME_ONLY = 1.0, 0.7, 0.25
"""Where the member lives; at home, while away; at home, where one must be there."""

DISTRICT_UNKNOWN = 0.75
"""A county covered where only the city of the member is known."""

SAME_CITY, FROM_ANYWHERE = 0.3, 0.8


def measure(member: Any, service: Any) -> NDArray[np.float64]:
    """1 where the member lives, less at home or from anywhere, little in another county of the city."""
    covered = within(member["code"], service["code"]) & (service["code"] > 0)
    coarse = within(service["code"], member["code"]) & (service["code"] > 0)
    home = np.where(service["there"], AT_HOME_ONLY, AT_HOME)
    inside = np.where(covered, 1.0, DISTRICT_UNKNOWN) * np.where(member["kind"] == LIVES, COVERED, home)
    city = (member["code"] // 100 == service["code"] // 100) & (service["code"] > 0)
    near = np.where(covered | coarse, inside, np.where(city, SAME_CITY, 0.0))
    return np.where(service["remote"], np.maximum(near, FROM_ANYWHERE), near)


def reached(member: Any, service: Any) -> NDArray[np.float64]:
    """0 where the help is for another city than those where the member lives and comes from."""
    return np.where(measure(member, service) > 0, 1.0, 0.0)


def tell(member: MemberProfile, opportunity: ServiceProfile) -> Telling:
    """Where the member is and which place is covered."""
    person = member.member
    own = tuple(name(place) for place in (person.current, person.hometown) if place and place.code)
    covered = tuple(name(place) for place in opportunity.places)
    anywhere = (Text(zh="异地也可办", en="from anywhere"),) if opportunity.remote else ()
    return Telling(
        values={"own": whereabouts(person), "covered": joined(covered + anywhere)},
        asked=covered + anywhere,
        held=own,
        unknown=() if own else (Text(zh="现居地", en="current place"),),
    )


CRITERION = Criterion(
    key="coverage",
    label=Text(zh="覆盖地区", en="Coverage"),
    tracks=frozenset({Track.ASSIST}),
    member="cared_for",
    opportunity="covers",
    measure=measure,
    reducer=Reducer.BEST,
    reason=Text(zh="本人{own}；服务覆盖{covered}", en="{own}; the help covers {covered}"),
    tell=tell,
    ladder=lambda: [((LIVES, code), (361021, False, False)) for code in (440103, 361002, 361021)],
    field="现居地",
    unasked=Text(zh="未写明覆盖地区，不加不减", en="it does not say which place it covers; neutral"),
)
