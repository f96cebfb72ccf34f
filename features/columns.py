"""The columns of track `work`: what of a member and of an opening the engine may look at."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from zlib import crc32

import numpy as np

from data.reading.persons import impersonal
from data.records import Start
from features.codes import LANES, bits, credential_position, globe, skill_position
from features.pool import Column, Row, Value
from features.profile import Linked, MemberProfile, OpeningProfile
from features.similarity import occupation_index

MOST_ASKED = 8
"""An opening's skills beyond these would each carry too little to be seen."""

MOST_WORDS = 25
STEP = 50.0
"""Pay is compared in steps of this many yuan a month."""

NONE_HELD = 0
LIVES, HOME, NAMED, ANYWHERE, ONLY = range(5)
OPEN = -1.0
POINT = [("code", "i4"), ("x", "f8"), ("y", "f8"), ("z", "f8")]


def _column(key: str, fields: list[tuple[str, str]] | list[Any], values: Any, bag: bool = False) -> Column:
    return Column(key, np.dtype(fields), values, bag)


def shares(count: int) -> list[int]:
    """100 split over `count` parts as evenly as whole numbers allow, the first ones larger."""
    whole, left = divmod(100, count) if count else (0, 0)
    return [whole + (i < left) for i in range(count)]


def words(texts: Iterable[str]) -> list[int]:
    """The character pairs of the texts as fixed 32-bit hashes, in order of appearance."""
    pairs: dict[int, None] = {}
    for text in texts:
        for piece in "".join(c if c.isalnum() else " " for c in impersonal(text).lower()).split():
            for at in range(len(piece) - 1):
                pairs[crc32(piece[at : at + 2].encode())] = None
    return list(pairs)


def _jobs(items: Iterable[Linked]) -> list[Value]:
    position = occupation_index()
    return [(position[item.code], item.similarity) for item in items if item.code in position]


def _point(code: str) -> tuple[int, float, float, float]:
    return (int(code), *globe(code))


def _day(start: Start | None) -> list[Value]:
    if start is None or start.date is None:
        return []
    return [(date.fromisoformat(start.date).toordinal(),)]


def _member_places(profile: MemberProfile) -> Iterable[Value]:
    member, wish = profile.member, profile.member.work
    named = [place.code for place in wish.places if place.code] if wish else []
    only = bool(wish and wish.places_only and named)
    for code in named:
        yield (ONLY if only else NAMED, *_point(code), 1.0)
    if only:
        return
    away = 0.5 if named else 1.0
    if member.current and member.current.code:
        yield (LIVES, *_point(member.current.code), away)
    if member.hometown and member.hometown.code:
        yield (HOME, *_point(member.hometown.code), away)
    if wish and wish.anywhere:
        yield (ANYWHERE, 0, 0.0, 0.0, 0.0, 1.0)


def _limits(profile: MemberProfile) -> list[Value]:
    wish = profile.member.work
    return [(int(place.code),) for place in wish.places if place.code] if wish and wish.places_only else []


def _refused_places(profile: MemberProfile) -> list[Value]:
    wish = profile.member.work
    return [(int(place.code),) for place in wish.refused_places if place.code] if wish else []


def _credentials(profile: MemberProfile) -> list[Value]:
    if profile.credentials is None:
        return []
    position = credential_position()
    more = not profile.credentials_complete
    return [(position[item.code], more) for item in profile.credentials] or [(NONE_HELD, more)]


def _member_pay(profile: MemberProfile) -> list[Value]:
    pay = profile.member.work.pay if profile.member.work else None
    least = None if pay is None else pay.low if pay.low is not None else pay.high
    return [] if pay is None or least is None else [(round(least / STEP) * STEP, pay.floor, pay.firm)]


def _member_conditions(profile: MemberProfile) -> list[Value]:
    wish = profile.member.work
    return [(bits(wish.wanted), bits(wish.refused))] if wish and (wish.wanted or wish.refused) else []


def _member_lodging(profile: MemberProfile) -> list[Value]:
    wish = profile.member.work
    return [(bool(wish.housing), bool(wish.meals))] if wish and (wish.housing or wish.meals) else []


def _home(profile: MemberProfile) -> list[Value]:
    home = profile.member.hometown
    return [(int(home.code),)] if home and home.code else []


def _member_words(profile: MemberProfile) -> list[Value]:
    member = profile.member
    texts = [phrase.text for phrase in (*member.skills, *member.history)]
    texts += [phrase.text for phrase in member.work.occupations] if member.work else []
    return [(word,) for word in words(texts)]


MEMBER_COLUMNS: tuple[Column, ...] = (
    _column("wished", [("occupation", "i4"), ("sure", "f8")], lambda p: _jobs(p.wished), bag=True),
    _column("worked", [("occupation", "i4"), ("sure", "f8")], lambda p: _jobs(p.worked), bag=True),
    _column("refused_jobs", [("occupation", "i4"), ("sure", "f8")], lambda p: _jobs(p.refused), bag=True),
    _column(
        "skills",
        [("skill", "i4"), ("level", "f8")],
        lambda p: [(skill_position()[s.code], 0.5 if s.inferred else 1.0) for s in p.skills],
        bag=True,
    ),
    _column("refused_skills", [("skill", "i4")], lambda p: [(skill_position()[s.code],) for s in p.refused_skills], bag=True),
    _column("credentials", [("credential", "i4"), ("more", "?")], _credentials, bag=True),
    _column("years", [("years", "f8")], lambda p: [(p.member.years.low,)] if p.member.years else []),
    _column("education", [("level", "i4")], lambda p: [(int(p.member.education),)] if p.member.education else []),
    _column("pay", [("least", "f8"), ("floor", "?"), ("firm", "?")], _member_pay),
    _column("places", [("kind", "i4"), *POINT, ("weight", "f8")], _member_places, bag=True),
    _column("limits", [("code", "i4")], _limits, bag=True),
    _column("refused_places", [("code", "i4")], _refused_places, bag=True),
    _column("home", [("code", "i4")], _home),
    _column("conditions", [("wanted", "i8", (LANES,)), ("refused", "i8", (LANES,))], _member_conditions),
    _column("lodging", [("housing", "?"), ("meals", "?")], _member_lodging),
    _column("start", [("day", "i4")], lambda p: _day(p.member.work.start) if p.member.work else []),
    _column("words", [("word", "i8")], _member_words, bag=True),
)


def _asked_skills(profile: OpeningProfile) -> list[Value]:
    asked = profile.skills[:MOST_ASKED]
    return [(skill_position()[s.code], share) for s, share in zip(asked, shares(len(asked)), strict=True)]


def _asked_credentials(profile: OpeningProfile) -> list[Value]:
    position, asked = credential_position(), profile.credentials
    padded = [[position[o.code] for o in ask.options[:4]] + [-1] * (4 - len(ask.options[:4])) for ask in asked]
    return [
        (*options, ask.must, share)
        for options, ask, share in zip(padded, asked, shares(len(asked)), strict=True)
    ]


def _opening_pay(profile: OpeningProfile) -> list[Value]:
    pay = profile.opening.pay
    if pay is None or (pay.low is None and pay.high is None):
        return []
    low, high = (OPEN if value is None else round(value / STEP) * STEP for value in (pay.low, pay.high))
    return [(low, high)]


def _opening_places(profile: OpeningProfile) -> list[Value]:
    return [_point(place.code) for place in profile.opening.places if place.code]


def _opening_words(profile: OpeningProfile) -> list[Value]:
    opening = profile.opening
    found = words([opening.title.text, *(phrase.text for phrase in opening.skills)])[:MOST_WORDS]
    return list(zip(found, shares(len(found)), strict=True))


def _opening_lodging(profile: OpeningProfile) -> list[Value]:
    opening = profile.opening
    if opening.housing is None and opening.meals is None:
        return []
    return [tuple(-1 if value is None else int(value) for value in (opening.housing, opening.meals))]


def _education(profile: OpeningProfile) -> list[Value]:
    opening = profile.opening
    return [(int(opening.education), opening.education_must)] if opening.education else []


OPENING_COLUMNS: tuple[Column, ...] = (
    _column("occupations", [("occupation", "i4"), ("sure", "f8")], lambda p: _jobs(p.occupations), bag=True),
    _column("asked_skills", [("skill", "i4"), ("share", "i4")], _asked_skills, bag=True),
    _column("involved_skills", [("skill", "i4")], lambda p: [(skill_position()[s.code],) for s in p.involved], bag=True),
    _column(
        "asked_credentials",
        [("a", "i4"), ("b", "i4"), ("c", "i4"), ("d", "i4"), ("must", "?"), ("share", "i4")],
        _asked_credentials,
        bag=True,
    ),
    _column("asked_years", [("years", "f8")], lambda p: [(p.opening.years.low,)] if p.opening.years and p.opening.years.low > 0 else []),
    _column("asked_education", [("level", "i4"), ("must", "?")], _education),
    _column("offered_pay", [("low", "f8"), ("high", "f8")], _opening_pay),
    _column("sites", POINT, _opening_places, bag=True),
    _column(
        "working_conditions",
        [("has", "i8", (LANES,))],
        lambda p: [(bits(p.opening.conditions),)] if p.opening.conditions else [],
    ),
    _column("offered_lodging", [("housing", "i4"), ("meals", "i4")], _opening_lodging),
    _column("wanted_start", [("day", "i4")], lambda p: _day(p.opening.start)),
    _column("asked_words", [("word", "i8"), ("share", "i4")], _opening_words, bag=True),
)


def encode(profile: MemberProfile | OpeningProfile) -> Row:
    """A profile as the values of its side's columns."""
    columns = MEMBER_COLUMNS if isinstance(profile, MemberProfile) else OPENING_COLUMNS
    return {column.key: tuple(column.values(profile)) for column in columns}


