"""The columns of a member as somebody who helps, is helped, teaches or learns."""

import re
from collections.abc import Iterable

from data.reading.free_times import Times
from data.reference.credentials import credentials
from data.reference.skills import skills
from features.codes import skill_position
from features.columns.assisting import ASSISTED_COLUMNS
from features.columns.paired import PAIRED_COLUMNS
from features.columns.shared import POINT, column, point
from features.matters import matter_index
from features.pool import Column, Value
from features.profiles.linked import Linked
from features.profiles.member import MemberProfile

TIMES = [("slots", "i4"), ("months", "i4"), ("online", "i1")]
STAYS = [("kind", "i4"), *POINT, ("weight", "f8")]
LIVES, HOME = range(2)
AT_TIMES = 0.45
"""How much less home counts for who lives elsewhere and named no time of being there."""

NOT_THERE = 0.25
"""The same for who named other times, such as weekends: those are spent where they live."""

SEASONS_AT_HOME = frozenset({"spring_festival", "national_day", "winter_holiday", "summer_holiday", "farm_slack"})


def times(read: Times) -> list[Value]:
    """Times as bits; nothing where nothing was said."""
    if not read.slots and not read.months and read.online is None:
        return []
    return [(read.bits, read.month_bits, 0 if read.online is None else 1 if read.online else -1)]


def tasks(items: Iterable[Linked], open_: bool) -> list[Value]:
    """Matters by position, each with how sure it is and whether anybody can lend a hand."""
    return [(matter_index()[item.code], item.similarity, open_) for item in items]


def matters(items: Iterable[Linked]) -> list[Value]:
    """Matters by position, each with how sure it is."""
    return [(matter_index()[item.code], item.similarity) for item in items]


def taught(items: Iterable[Linked]) -> list[Value]:
    """The skills that are named, or that a named certificate stands for."""
    found: dict[int, None] = {}
    for item in items:
        codes = credentials()[item.code].skills if item.code in credentials() else (item.code,)
        found |= {skill_position()[code]: None for code in codes if code in skills()}
    return [(position,) for position in found]


def _stays(profile: MemberProfile) -> Iterable[Value]:
    member = profile.member
    current, home = member.current, member.hometown
    if current and current.code:
        yield (LIVES, *point(current.code), 1.0)
    if home and home.code and (current is None or home.code != current.code):
        comes = current is None or not current.code or profile.times.slots & SEASONS_AT_HOME
        yield (HOME, *point(home.code), 1.0 if comes else NOT_THERE if profile.times.slots else AT_TIMES)


def _cared_for(profile: MemberProfile) -> Iterable[Value]:
    member = profile.member
    if member.current is None or not member.current.code:
        return
    yield (LIVES, int(member.current.code))
    if member.hometown and member.hometown.code and not any(BOUND.search(phrase.text) for phrase in member.matters):
        yield (HOME, int(member.hometown.code))


BOUND = re.compile(r"只能?(?:在|去)(?!老家|家乡|家里)[^,，。;；]{1,8}(?:上课|学|办|培训|参加)|(?:回不去|不回去|不能回|没法回|走不开)")
"""Who can be helped only where they live: 只能在青岛上课, 回不去老家."""


def _placed(profile: MemberProfile) -> bool:
    """Whether both home and where they live are known: before that nothing is out of somebody's reach."""
    return all(place is not None and place.code for place in (profile.member.current, profile.member.hometown))


SERVING_COLUMNS: tuple[Column, ...] = (
    column("matters_offered", [("matter", "i4"), ("sure", "f8")], lambda p: matters(p.matters_offered), bag=True),
    column("to_learn", [("skill", "i4")], lambda p: taught(p.to_learn), bag=True),
    column("times", TIMES, lambda p: times(p.times)),
    column("stays", STAYS, _stays, bag=True),
    column("reached_from", STAYS, lambda p: _stays(p) if _placed(p) else (), bag=True),
    column("covered_at", [("kind", "i4"), ("code", "i4")], lambda p: _cared_for(p) if _placed(p) else (), bag=True),
    column("cared_for", [("kind", "i4"), ("code", "i4")], _cared_for, bag=True),
    *PAIRED_COLUMNS,
    *ASSISTED_COLUMNS,
)
