"""The columns of a member as one side of a pairing."""

from collections.abc import Iterable

from data.reading.pairing_wish import Side, Standing
from data.vocabulary import PairingWish
from features.codes import skill_position
from features.columns.shared import column, industries, trades
from features.matters import matter_index
from features.pool import Column, Value
from features.profiles.linked import Linked
from features.profiles.member import MemberProfile
from features.profiles.paired import Paired

RECEIVES, GIVES, EITHER, REFUSES = range(4)
HOURS = [("free", "i8"), ("months", "i4")]
STANDING = [("years", "f8"), ("least", "f8"), ("most", "f8"), ("side", "i4")]
CRAFT = [("skill", "i4"), ("sure", "f8")]
TOPIC = [("matter", "i4"), ("sure", "f8")]
BRANCH = [("industry", "i4"), ("sure", "f8")]


def side(read: Side) -> list[Value]:
    """Which side of a pairing somebody would be; nothing where nothing was said."""
    if read.refuses or read.either:
        return [(REFUSES if read.refuses else EITHER,)]
    return [(GIVES if read.wish is PairingWish.GIVE else RECEIVES,)] if read.wish else []


def standing(read: Standing, of: Side) -> list[Value]:
    """Years, the bounds set for the other, and the side that these are years of."""
    if read.years is None:
        return []
    return [(read.years, read.least, read.most, (side(of) or [(EITHER,)])[0][0])]


def crafts(items: Iterable[Linked]) -> list[Value]:
    """Skills by position, each with how much it says of what is taught."""
    return [(skill_position()[item.code], item.similarity * (0.6 if item.inferred else 1.0)) for item in items if item.code in skill_position()]


def topics(items: Iterable[Linked]) -> list[Value]:
    """Matters by position, each with how sure it is."""
    return [(matter_index()[item.code], item.similarity) for item in items]


def week(read: Paired) -> list[Value]:
    """The hours and months that are open."""
    return [(read.week.open, read.week.open_months)] if read.week.said else []


def _read(profile: MemberProfile) -> Paired:
    return profile.paired


PAIRED_COLUMNS: tuple[Column, ...] = (
    column("side", [("side", "i4")], lambda p: side(_read(p).side)),
    column("pair_trades", [("occupation", "i4"), ("sure", "f8")], lambda p: trades(_read(p).trades), bag=True),
    column("pair_crafts", CRAFT, lambda p: crafts(_read(p).skills), bag=True),
    column("pair_branches", BRANCH, lambda p: industries(_read(p).branches), bag=True),
    column("pair_topics", TOPIC, lambda p: topics(_read(p).topics), bag=True),
    column("standing", STANDING, lambda p: standing(_read(p).standing, _read(p).side)),
    column("pair_week", HOURS, lambda p: week(_read(p))),
    column("on_spot", [("spot", "?")], lambda p: [(_read(p).on_spot,)]),
)
