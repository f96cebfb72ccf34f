"""How near does the project lie to where the investor sits: city, region, state, country?"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from data.text import Text
from data.vocabulary import Track
from features.funding.profiles import InvestorProfile, VentureProfile
from matcher.criterion import Criterion, Telling
from matcher.funding.criteria.habit import name

STEPS = (("country", 0.25), ("state", 0.5), ("region", 0.75), ("city", 1.0))


def measure(investor: Any, project: Any) -> NDArray[np.float64]:
    """The narrowest place that both are known to share."""
    near = np.zeros(np.broadcast(investor, project).shape)
    for step, value in STEPS:
        near = np.where((investor[step] == project[step]) & (investor[step] != 0), value, near)
    return near


def tell(investor: InvestorProfile, project: VentureProfile) -> Telling:
    """Both places from the city outward."""
    sites = (investor.investor.site, project.venture.site)
    seat, place = (", ".join(part for part in (site.city, site.region, site.state) if part) for site in sites)
    return Telling(
        values={"seat": seat or sites[0].country, "place": place or sites[1].country},
        asked=(name(place),) if place else (),
        held=(name(seat),) if seat else (),
    )


def _ladder() -> list[tuple[Any, Any]]:
    site = (4, 3, 2, 1, 4, 3, 2)
    return [(seat, site) for seat in ((9, 9, 9, 9), (9, 9, 9, 1), (9, 9, 2, 1), (9, 3, 2, 1), (4, 3, 2, 1))]


CRITERION = Criterion(
    key="place",
    label=Text(zh="远近", en="Nearness"),
    tracks=frozenset({Track.INVEST}),
    member="seat",
    opportunity="site",
    measure=measure,
    reason=Text(zh="本人在{seat}，项目在{place}", en="sits in {seat}; the project is in {place}"),
    tell=tell,
    ladder=_ladder,
    field="所在地",
)
