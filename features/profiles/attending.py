"""When and how a member can be there, and when and how a project or a matter wants somebody."""

import re
from dataclasses import replace

from data.reading.presence import Mode, Presence, read_demand, read_presence
from data.reading.week import WHOLE, Week, read_week
from features.profiles.member import MemberProfile
from features.profiles.need import NeedProfile
from features.profiles.service import ServiceProfile

GIVEN = re.compile(r"捐|寄|转账|汇款|学费|助学金|奖学金|募|善款|众筹|资助|认购|微心愿|每人每年|出钱|凑钱|书款|一份\d+元|\d+元一份|每份\d+|冠名|圆梦")
"""What is given in money or things, wherever the giver is."""

TO_COME = re.compile(r"整理|搬|分发|发放|上门|入户|到户|送到|现场|到场|上架|义卖|摆摊")


def said_of_times(profile: MemberProfile) -> str:
    """All that the member says of when and how."""
    serve = profile.member.serve
    return "；".join(text for text in (serve.hours, serve.limits) if text) if serve else ""


def hours_of(profile: MemberProfile) -> Week:
    """The hours and months that the member is free."""
    return read_week(said_of_times(profile))


def presence_of(profile: MemberProfile) -> Presence:
    """How the member can be there; what was offered may say it too (人回不去, 捐钱行)."""
    serve = profile.member.serve
    offered = "；".join(phrase.text for phrase in serve.skills) if serve else ""
    current = profile.member.current
    return read_presence(f"{said_of_times(profile)}；{offered}", current.code if current else None)


def week_asked(profile: NeedProfile | ServiceProfile) -> Week:
    """When somebody is wanted; months that a project speaks of are those of its trouble, not of the help."""
    if isinstance(profile, NeedProfile):
        read = read_week(profile.need.description)
        return replace(read, months=0, refused_months=0, refused=0, holidays=False)
    service = profile.service
    read = read_week(service.hours or service.description)
    return replace(read, refused=0, refused_months=0, free=read.free or (WHOLE & ~read.refused if read.refused else 0))


def demand_of(profile: NeedProfile | ServiceProfile) -> Presence:
    """How somebody must be there: a matter is done on the spot unless it says otherwise."""
    if isinstance(profile, NeedProfile):
        asked = read_demand(f"{profile.project.name}；{profile.need.description}")
        return replace(asked, mode=Mode.ANY) if profile.need.online and not asked.resident else asked
    service = profile.service
    asked = read_demand(f"{service.hours}；{service.description}")
    return replace(asked, mode=Mode.ANY if from_afar(profile) and asked.mode is Mode.ANY else Mode.SPOT)


def from_afar(profile: ServiceProfile) -> bool:
    """Whether it can be done without coming: it says so, or money or things are given."""
    service = profile.service
    said = f"{service.name}；{service.description}"
    return profile.remote or (GIVEN.search(said) is not None and TO_COME.search(said) is None)
