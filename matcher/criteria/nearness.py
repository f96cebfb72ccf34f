"""How near is the project or the matter to the member's home: village, town, county, city, province? A bonus, never a condition."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from data.records import Place
from data.text import UNSAID, Text
from data.vocabulary import Track
from features.profiles.member import MemberProfile
from matcher.criteria.place import name
from matcher.criterion import Criterion, Telling

VILLAGE, TOWN, COUNTY, CITY, PROVINCE = 1.0, 0.9, 0.75, 0.4, 0.2
LEVELS = (
    (VILLAGE, Text(zh="同村", en="the same village")),
    (TOWN, Text(zh="同乡镇", en="the same town")),
    (COUNTY, Text(zh="同县", en="the same county")),
    (CITY, Text(zh="同市", en="the same city")),
    (PROVINCE, Text(zh="同省", en="the same province")),
    (0.0, Text(zh="不是家乡", en="not home")),
)


def measure(member: Any, opportunity: Any) -> NDArray[np.float64]:
    """1 in the home village, less in the home town, county, city and province."""
    home, site = member["code"], opportunity["code"]
    same_county = (home == site) & (home % 100 != 0)
    same_town = same_county & (member["town"] == opportunity["town"]) & (member["town"] != 0)
    towns_agree = same_town | (member["town"] == 0) | (opportunity["town"] == 0)
    same_village = same_county & towns_agree & (member["village"] == opportunity["village"]) & (member["village"] != 0)
    near = np.where(home // 10_000 == site // 10_000, PROVINCE, 0.0)
    near = np.where((home // 100 == site // 100) & (home // 100 % 100 != 0), CITY, near)
    near = np.where(same_county, COUNTY, near)
    return np.where(same_village, VILLAGE, np.where(same_town, TOWN, near))


def tell(member: MemberProfile, opportunity: Any) -> Telling:
    """Home, the place, and how near the two are."""
    from features.columns.shared import SETTLED, settled

    home, sites = member.member.hometown, opportunity.places
    site: Place | None = sites[0] if sites else None
    near = UNSAID
    held, asked = settled(home), settled(site)
    if held and asked:
        value = float(measure(np.array(held, np.dtype(SETTLED))[0], np.array(asked, np.dtype(SETTLED))[0]))
        near = next(text for least, text in LEVELS if value >= least)
    known = (name(home),) if home and home.code else ()
    return Telling(
        values={"home": known[0] if known else UNSAID, "site": name(site) if site else UNSAID, "near": near},
        asked=known,
        held=(name(site),) if site else (),
        unknown=() if known else (Text(zh="户籍地", en="hometown"),),
    )


CRITERION = Criterion(
    key="hometown",
    label=Text(zh="乡情", en="Hometown"),
    tracks=frozenset({Track.INVEST, Track.LEAD, Track.ADVISE, Track.VOLUNTEER}),
    member="settled",
    opportunity="settled",
    measure=measure,
    reason=Text(zh="家乡{home}，此处在{site}：{near}", en="home is {home}; this is in {site}: {near}"),
    tell=tell,
    ladder=lambda: [
        ((361021, 361021203, 7), site)
        for site in ((440103, 0, 0), (360102, 0, 0), (361002, 0, 0), (361021, 361021100, 0), (361021, 361021203, 0), (361021, 361021203, 7))
    ],
    field="户籍地",
    unasked=Text(zh="未写明地点，不加不减", en="its place is not stated; neutral"),
)
