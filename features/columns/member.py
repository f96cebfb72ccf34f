"""The columns of a member: what of one the engine may look at, and nothing else."""

from collections.abc import Iterable

from features.codes import LANES, bits, credential_position, skill_position
from features.columns.ability import MEMBER_ABILITY
from features.columns.attending import MEMBER_ATTENDING
from features.columns.selling import SELLING_COLUMNS
from features.columns.serving import SERVING_COLUMNS
from features.columns.shared import POINT, SETTLED, column, day, point, settled, trades, words
from features.columns.venture import VENTURE_COLUMNS
from features.pool import Column, Value
from features.profiles.member import MemberProfile

STEP = 50.0
"""Pay is compared in steps of this many yuan a month."""

NONE_HELD = 0
LIVES, HOME, NAMED, ANYWHERE, ONLY = range(5)


def _member_places(profile: MemberProfile) -> Iterable[Value]:
    member, wish = profile.member, profile.member.work
    named = [place.code for place in wish.places if place.code] if wish else []
    only = bool(wish and wish.places_only and named)
    for code in named:
        yield (ONLY if only else NAMED, *point(code), 1.0)
    if only:
        return
    away = 0.5 if named else 1.0
    if member.current and member.current.code:
        yield (LIVES, *point(member.current.code), away)
    if member.hometown and member.hometown.code:
        yield (HOME, *point(member.hometown.code), away)
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


WORK_COLUMNS: tuple[Column, ...] = (
    column("wished", [("occupation", "i4"), ("sure", "f8")], lambda p: trades(p.wished), bag=True),
    column("worked", [("occupation", "i4"), ("sure", "f8")], lambda p: trades(p.worked), bag=True),
    column("refused_jobs", [("occupation", "i4"), ("sure", "f8")], lambda p: trades(p.refused), bag=True),
    column(
        "skills",
        [("skill", "i4"), ("level", "f8")],
        lambda p: [(skill_position()[s.code], 0.5 if s.inferred else 1.0) for s in p.skills],
        bag=True,
    ),
    column("refused_skills", [("skill", "i4")], lambda p: [(skill_position()[s.code],) for s in p.refused_skills], bag=True),
    column("credentials", [("credential", "i4"), ("more", "?")], _credentials, bag=True),
    column("years", [("years", "f8")], lambda p: [(p.member.years.low,)] if p.member.years else []),
    column("education", [("level", "i4")], lambda p: [(int(p.member.education),)] if p.member.education else []),
    column("pay", [("least", "f8"), ("floor", "?"), ("firm", "?")], _member_pay),
    column("places", [("kind", "i4"), *POINT, ("weight", "f8")], _member_places, bag=True),
    column("limits", [("code", "i4")], _limits, bag=True),
    column("refused_places", [("code", "i4")], _refused_places, bag=True),
    column("home", [("code", "i4")], _home),
    column("conditions", [("wanted", "i8", (LANES,)), ("refused", "i8", (LANES,))], _member_conditions),
    column("lodging", [("housing", "?"), ("meals", "?")], _member_lodging),
    column("start", [("day", "i4")], lambda p: day(p.member.work.start) if p.member.work else []),
    column("words", [("word", "i8")], _member_words, bag=True),
)
"""What of a job-seeker track `work` looks at."""

MEMBER_COLUMNS: tuple[Column, ...] = (
    *WORK_COLUMNS,
    column("settled", SETTLED, lambda p: settled(p.member.hometown)),
    column("own_words", [("word", "i8")], lambda p: [(word,) for word in words(t.text for t in p.texts)], bag=True),
    *VENTURE_COLUMNS,
    *SELLING_COLUMNS,
    *SERVING_COLUMNS,
    *MEMBER_ABILITY,
    *MEMBER_ATTENDING,
)
