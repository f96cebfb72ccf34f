"""Is the work at home? A bonus for those who could come back, never a condition."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from data.text import UNSAID, Text
from data.vocabulary import Track
from features.profiles.member import MemberProfile
from features.profiles.opening import OpeningProfile
from matcher.criteria.place import name, within
from matcher.criterion import Criterion, Reducer, Telling


def measure(member: Any, opening: Any) -> NDArray[np.float64]:
    """1 in the home county, .6 in its prefecture, .3 in its province."""
    home, site = member["code"], opening["code"]
    same_city = home // 100 == site // 100
    same_province = home // 10_000 == site // 10_000
    return np.where(within(site, home), 1.0, np.where(same_city, 0.6, np.where(same_province, 0.3, 0.0)))


def tell(member: MemberProfile, opening: OpeningProfile) -> Telling:
    """Home and the place of work."""
    home = member.member.hometown
    sites = tuple(name(place) for place in opening.opening.places if place.code)
    known = (name(home),) if home and home.code else ()
    return Telling(
        values={"home": known[0] if known else UNSAID, "site": sites[0] if sites else UNSAID},
        asked=known,
        held=sites,
        unknown=() if known else (FIELD,),
    )


FIELD = Text(zh="户籍地", en="hometown")
CRITERION = Criterion(
    key="hometown",
    label=Text(zh="乡情", en="Hometown"),
    tracks=frozenset({Track.WORK}),
    member="home",
    opportunity="sites",
    measure=measure,
    reducer=Reducer.BEST,
    reason=Text(zh="家乡{home}，岗位在{site}", en="home is {home}; the job is in {site}"),
    tell=tell,
    ladder=lambda: [((361021,), (site, 0.0, 0.0, 0.0)) for site in (440103, 360102, 361002, 361021)],
    field="户籍地",
    unasked=Text(zh="岗位未写明地点，不加不减", en="the job does not state its place; neutral"),
)
