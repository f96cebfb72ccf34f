"""How far is the project from the member's home? Whoever puts in money or comes to run it wants to look after it."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from data.text import UNSAID, Text
from data.vocabulary import Track
from features.codes import globe
from features.profiles.member import MemberProfile
from features.profiles.need import NeedProfile
from matcher.criteria.place import kilometres, name, within
from matcher.criterion import Criterion, Reducer, Telling
from matcher.curves import along

FALL = ((0.0, 0.75), (30.0, 0.62), (60.0, 0.52), (120.0, 0.4), (250.0, 0.25), (500.0, 0.08), (1000.0, 0.0))


def measure(member: Any, site: Any) -> NDArray[np.float64]:
    """1 in the home county (or the wider place that was named alone), falling with the distance between the two."""
    wide = within(member["code"], site["code"]) & (site["code"] % 10_000 != 0)
    inside = wide | within(site["code"], member["code"])
    return np.where(inside, 1.0, along(FALL, kilometres(member, site)))


def tell(member: MemberProfile, opportunity: NeedProfile) -> Telling:
    """The two places and, where they differ, the kilometres between them."""
    home, sites = member.member.hometown, opportunity.places
    own = name(home) if home and home.code else UNSAID
    there = name(sites[0]) if sites else UNSAID
    far = UNSAID
    if home and home.code and sites and sites[0].code:
        far = _far(home.code, sites[0].code)
    return Telling(
        values={"home": own, "site": there, "far": far},
        asked=(there,) if sites else (),
        held=(own,) if own is not UNSAID else (),
        unknown=(Text(zh="户籍地", en="hometown"),) if own is UNSAID else (),
    )


def _far(home: str, site: str) -> Text:
    if bool(within(np.array(int(site)), np.array(int(home)))):
        return Text(zh="就在本地", en="at home")
    one, other = (dict(zip("xyz", globe(code), strict=True)) for code in (home, site))
    km = float(kilometres(one, other))
    return Text(zh=f"相距约{km:,.0f}公里", en=f"about {km:,.0f} km apart")


CRITERION = Criterion(
    key="reach",
    label=Text(zh="离家远近", en="Distance from home"),
    tracks=frozenset({Track.INVEST, Track.LEAD}),
    member="from_home",
    opportunity="sites",
    measure=measure,
    reducer=Reducer.BEST,
    reason=Text(zh="家在{home}，项目在{site}，{far}", en="home is {home}, the project is in {site}: {far}"),
    tell=tell,
    ladder=lambda: [((361021, *globe("361021")), (int(code), *globe(code))) for code in ("440103", "360102", "361002", "361021")],
    field="户籍地",
    unasked=Text(zh="项目未写明地点，不加不减", en="the project's place is not stated; neutral"),
)
