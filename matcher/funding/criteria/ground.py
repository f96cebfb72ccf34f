"""Has the investor, or a partner, joined rounds in this place before: the city, else its region, else its state?"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from data.text import Text
from data.vocabulary import Track
from features.funding.profiles import (
    ANYWHERE,
    AREA,
    SPOT,
    STATE,
    InvestorProfile,
    VentureProfile,
    area,
    state,
)
from matcher.criterion import Criterion, Reducer, Telling
from matcher.funding.criteria.habit import name, names, scaled

LEAST, MOST = -4.0, 5.0


def measure(investor: Any, project: Any) -> NDArray[np.float64]:
    """The log ratio of the narrowest place that covers the project's."""
    level, what = investor["level"], investor["what"]
    inside = (
        (level == ANYWHERE)
        | ((level == STATE) & (what == project["within"]))
        | ((level == AREA) & (what == project["area"]))
        | ((level == SPOT) & (what == project["spot"]))
    )
    return np.where(inside, scaled(investor["ratio"], LEAST, MOST), 0.0)


def tell(investor: InvestorProfile, project: VentureProfile) -> Telling:
    """The rounds so far in the place, from the city outward."""
    site, past = project.venture.site, [told.venture.site for told in investor.past]
    return Telling(
        values={
            "place": site.city or site.region or site.state or site.country,
            "city": sum(one == site for one in past),
            "region": sum(area(one) == area(site) for one in past),
            "state": sum(state(one) == state(site) for one in past),
            "rounds": len(past),
        },
        asked=tuple(name(part) for part in (site.city, site.region, site.state) if part),
        held=names(one.city or one.region for one in reversed(past)),
    )


def _ladder() -> list[tuple[Any, Any]]:
    site = (4, 3, 2, 1, 4, 3, 2)
    steps = ((SPOT, 9, 3.0), (ANYWHERE, 0, -3.0), (STATE, 2, -1.0), (AREA, 3, 1.0), (SPOT, 4, 3.0))
    return [(step, site) for step in steps]


CRITERION = Criterion(
    key="ground",
    label=Text(zh="熟悉的地方", en="Known ground"),
    tracks=frozenset({Track.INVEST}),
    member="grounds",
    opportunity="site",
    measure=measure,
    reducer=Reducer.BEST,
    reason=Text(
        zh="项目在{place}：以往{rounds}笔中同城{city}笔、同地区{region}笔、同州{state}笔",
        en="the project is in {place}: of {rounds} rounds so far {city} in the city, {region} in the region, {state} in the state",
    ),
    tell=tell,
    ladder=_ladder,
    field="以往投资",
)
