"""Does the help cover a place where the member lives or comes from?"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from data.text import UNSAID, Text, joined
from data.vocabulary import Track
from features.columns.serving import HOME, LIVES
from features.profiles.member import MemberProfile
from features.profiles.service import ServiceProfile
from matcher.criteria.place import name, within
from matcher.criterion import Criterion, Reducer, Telling

COVERED = {LIVES: 1.0, HOME: 0.85}
SAME_CITY, FROM_ANYWHERE = 0.4, 0.9


def measure(member: Any, service: Any) -> NDArray[np.float64]:
    """1 where the member lives, a little less at home or from anywhere, less in another county of the city."""
    inside = within(member["code"], service["code"]) | within(service["code"], member["code"])
    here = np.where(member["kind"] == LIVES, COVERED[LIVES], COVERED[HOME])
    city = (member["code"] // 100 == service["code"] // 100) & (service["code"] > 0)
    near = np.where(inside, here, np.where(city, SAME_CITY, 0.0))
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
        values={"own": joined(own) if own else UNSAID, "covered": joined(covered + anywhere) if covered + anywhere else UNSAID},
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
    reason=Text(zh="本人在{own}，服务覆盖{covered}", en="is in {own}; the help covers {covered}"),
    tell=tell,
    ladder=lambda: [((LIVES, code), (361021, False)) for code in (440103, 361002, 361021)],
    field="现居地",
    unasked=Text(zh="未写明覆盖地区，不加不减", en="it does not say which place it covers; neutral"),
)
