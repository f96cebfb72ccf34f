"""The columns of when and how members can be there, and of when and how they are wanted."""

from data.reading.presence import Mode
from features.columns.shared import column
from features.pool import Column, Value
from features.profiles.attending import demand_of, hours_of, presence_of, week_asked
from features.profiles.member import MemberProfile
from features.profiles.need import NeedProfile
from features.profiles.service import ServiceProfile

MODES = {mode: at for at, mode in enumerate(Mode)}
WHOLE_YEAR = 0xFFF

WEEK = [("free", "i8"), ("months", "i4"), ("holidays", "?"), ("days", "?")]
COMES = [("mode", "i1"), ("seldom", "?"), ("part", "?"), ("unwilling", "?"), ("limit", "i4"), ("lives", "i4")]
WANTED = [("spot", "?"), ("resident", "?"), ("code", "i4")]

SPARE = 6
"""Who has fewer than so many of the ten working half-days free cannot take a full post."""

WORKING_HALVES = sum(0b00110 << 5 * day for day in range(5))


def _week(profile: MemberProfile) -> list[Value]:
    week = hours_of(profile)
    return [(week.open, week.open_months, week.holidays, week.by_day)] if week.said else []


def _comes(profile: MemberProfile) -> list[Value]:
    said, week = presence_of(profile), hours_of(profile)
    part = bool(week.free or week.refused) and (week.open & WORKING_HALVES).bit_count() < SPARE
    current = profile.member.current
    lives = int(current.code) if current and current.code else 0
    where = next((int(place.code) for place in said.where if place.code), 0)
    limit = where or (lives if said.here else 0)
    if not (said.mode or said.seldom or part or said.unwilling or limit):
        return []
    return [(MODES[said.mode], said.seldom, part, said.unwilling, limit, lives)]


def _wanted_week(profile: NeedProfile | ServiceProfile) -> list[Value]:
    week = week_asked(profile)
    return [(week.open, week.open_months, week.holidays, week.by_day)] if week.said else []


def _wanted(profile: NeedProfile | ServiceProfile) -> list[Value]:
    asked = demand_of(profile)
    code = next((int(place.code) for place in profile.places if place.code), 0)
    return [(asked.mode is Mode.SPOT, asked.resident, code)]


MEMBER_ATTENDING: tuple[Column, ...] = (column("week", WEEK, _week), column("comes", COMES, _comes))
ASKED_ATTENDING: tuple[Column, ...] = (
    column("asked_week", WEEK, _wanted_week),
    column("wanted_there", WANTED, _wanted),
)
