"""Is somebody in the project already with whom the investor has joined other rounds?"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from data.text import Text
from data.vocabulary import Track
from features.funding.profiles import InvestorProfile, VentureProfile
from matcher.criterion import Criterion, Reducer, Telling
from matcher.funding.criteria.habit import names, scaled

CLOSEST = 0.8
"""Closeness grows by its root: the first common round tells most."""


def measure(investor: Any, project: Any) -> NDArray[np.float64]:
    """The closeness of a partner who is in it; 0 where all who are in it are strangers."""
    return np.where(investor["what"] == project["what"], scaled(np.sqrt(investor["ratio"]), 0.0, CLOSEST), 0.0)


def tell(investor: InvestorProfile, project: VentureProfile) -> Telling:
    """Who is in it, and who of them is known."""
    close = dict(investor.partners)
    known = sorted((name for name in project.backers if name in close), key=lambda name: (-close[name], name))
    return Telling(
        values={"known": len(known), "backers": len(project.backers)},
        asked=names(project.backers),
        held=names(known),
    )


CRITERION = Criterion(
    key="partners",
    label=Text(zh="熟人已投", en="Partners in it"),
    tracks=frozenset({Track.INVEST}),
    member="partners",
    opportunity="backers",
    measure=measure,
    reducer=Reducer.BEST,
    reason=Text(
        zh="已有{backers}个投资方在内，其中{known}个曾与本人同投",
        en="{backers} backers are in it, {known} of whom joined rounds together with this investor",
    ),
    tell=tell,
    ladder=lambda: [((what, ratio), (7,)) for what, ratio in ((8, 0.6), (7, 0.01), (7, 0.1), (7, 0.3), (7, 0.7))],
    field="以往投资",
    unasked=Text(zh="还没有已知的投资方，不加不减", en="no backers are known yet; neutral"),
)
