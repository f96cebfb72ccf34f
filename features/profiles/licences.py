"""Which classes of driving licence a member holds, and which a team asks for."""

import re
from collections.abc import Iterable

from data.records import Phrase
from data.reference.credentials import credentials
from features.profiles.linked import found_in
from features.profiles.member import MemberProfile
from features.profiles.service import ServiceProfile

CLASS, ANY_CLASS = "driving_", "driving_any"
DRIVER = re.compile(r"司机|驾驶|驾照|开车|自带(?:小|货|面包)?车|有车|车队")
"""What asks for somebody who drives, in whatever class."""


def classes() -> tuple[str, ...]:
    """The classes by code, in the order of the table; a licence of no stated class is none of them."""
    return tuple(code for code in credentials() if code.startswith(CLASS) and code != ANY_CLASS)


def held_classes(profile: MemberProfile) -> frozenset[str]:
    """The classes that the member states, with those that they include; empty where none is stated."""
    member = profile.member
    served = member.serve.skills if member.serve else ()
    stated = _named((*(member.credentials or ()), *member.skills, *served))
    return stated | {code for held in stated for code in credentials()[held].implies if code in classes()}


def asked_classes(profile: ServiceProfile) -> frozenset[str]:
    """The classes asked for in the cell of skills, any of which will do; all of them where just a driver is wanted."""
    named = _named(profile.service.skills)
    drives = any(DRIVER.search(phrase.text) for phrase in profile.texts)
    return named or (frozenset(classes()) if drives else named)


def class_bits(codes: Iterable[str]) -> int:
    """Classes as bits."""
    named = set(codes)
    return sum(1 << at for at, code in enumerate(classes()) if code in named)


def _named(phrases: Iterable[Phrase]) -> frozenset[str]:
    known = classes()
    return frozenset(item.code for phrase in phrases for item in found_in("credential", phrase) if item.code in known)
