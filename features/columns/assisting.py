"""The columns of a member who asks for help, and of a service that gives it."""

from data.vocabulary import ServiceKind
from features.columns.shared import column
from features.matters import matter_index
from features.pool import Column, Value
from features.profiles.assisted import (
    conditions_of,
    facts_of,
    helps,
    hours_asked,
    hours_free,
    wanted,
)
from features.profiles.member import MemberProfile
from features.profiles.service import ServiceProfile

KINDS = {kind: at for at, kind in enumerate(ServiceKind)}
HELP = [("matter", "i4"), ("sure", "f8")]
HOURS = [("free", "i8"), ("months", "i4")]
CASE = [("facts", "i4"), ("home", "i4"), ("lives", "i4")]
CONDITIONS = [("bars", "i4"), ("household", "i4"), ("work", "i4")]


def _code(place: object, own: int) -> int:
    """The code of a place, `own` where the service's own is meant, 0 for none."""
    code = getattr(place, "code", None)
    return int(code) if code else own if place == "" else 0


def _case(profile: MemberProfile) -> list[Value]:
    member = profile.member
    codes = [int(place.code) if place and place.code else 0 for place in (member.hometown, member.current)]
    return [(facts_of(profile), *codes)]


def _conditions(profile: ServiceProfile) -> list[Value]:
    read = conditions_of(profile)
    own = next((int(place.code) for place in profile.places if place.code), 0)
    found = (read.bars, _code(read.household, own), _code(read.work, own))
    return [found] if any(found) else []


def _hours_free(profile: MemberProfile) -> list[Value]:
    week = hours_free(profile)
    return [(week.open, week.open_months)] if week.said else []


def _hours_asked(profile: ServiceProfile) -> list[Value]:
    week = hours_asked(profile)
    return [(week.open, week.open_months)] if week.said else []


ASSISTED_COLUMNS: tuple[Column, ...] = (
    column("help_wanted", HELP, lambda p: [(matter_index()[item.code], item.similarity) for item in wanted(p)], bag=True),
    column("case", CASE, _case),
    column("hours_free", HOURS, _hours_free),
)
ASSISTING_COLUMNS: tuple[Column, ...] = (
    column("helps", HELP, lambda p: [(matter_index()[item.code], item.similarity) for item in helps(p)], bag=True),
    column("kind", [("kind", "i4")], lambda p: [(KINDS[p.service.kind],)], bag=True),
    column("conditions_of_help", CONDITIONS, _conditions),
    column("hours_asked", HOURS, _hours_asked),
)
