"""Can the member be there: near where they live, or at home when they come home?"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from data.text import Text, joined
from data.vocabulary import Track
from features.codes import globe
from features.columns.serving import LIVES
from features.profiles.member import MemberProfile
from matcher.criteria.place import kilometres, name, whereabouts, within
from matcher.criterion import Criterion, Reducer, Telling
from matcher.curves import along

FALL = ((0.0, 1.0), (10.0, 1.0), (30.0, 0.8), (60.0, 0.5), (150.0, 0.15), (400.0, 0.0))
FROM_AFAR = 0.85
"""What can be done from afar needs nobody to come."""


def measure(member: Any, place: Any) -> NDArray[np.float64]:
    """1 in the same county, falling with distance; what can be done from afar is nearly as good from anywhere."""
    inside = within(place["code"], member["code"]) | within(member["code"], place["code"])
    near = np.where(inside, 1.0, along(FALL, kilometres(member, place))) * member["weight"]
    return np.asarray(np.where(place["remote"], np.maximum(near, FROM_AFAR), near))


def tell(member: MemberProfile, opportunity: Any) -> Telling:
    """Where the member lives and comes from, and where it is done."""
    person = member.member
    own = tuple(name(place) for place in (person.current, person.hometown) if place and place.code)
    sites = tuple(name(place) for place in opportunity.places)
    afar = (Text(zh="不在当地也可", en="from afar too"),) if opportunity.remote else ()
    return Telling(
        values={"own": whereabouts(person), "site": joined(sites + afar)},
        asked=sites + afar,
        held=own,
        unknown=() if own else (Text(zh="现居地", en="current place"),),
    )


CRITERION = Criterion(
    key="distance",
    label=Text(zh="远近", en="Distance"),
    tracks=frozenset({Track.VOLUNTEER, Track.MENTOR}),
    member="stays",
    opportunity="meets",
    measure=measure,
    reducer=Reducer.BEST,
    reason=Text(zh="本人{own}；地点{site}", en="{own}; the place is {site}"),
    tell=tell,
    ladder=lambda: [
        ((LIVES, int(code), *globe(code), 1.0), (361021, *globe("361021"), False)) for code in ("440103", "361002", "361021")
    ],
    field="现居地",
    unasked=Text(zh="未写明地点，不加不减", en="its place is not stated; neutral"),
)
