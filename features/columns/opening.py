"""The columns of an opening."""

from features.codes import LANES, bits, credential_position, skill_position
from features.columns.member import STEP
from features.columns.shared import MOST_WORDS, POINT, asked_skills, column, day, point, shares, trades, words
from features.pool import Column, Value
from features.profiles.opening import OpeningProfile

OPEN = -1.0


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
    return [point(place.code) for place in profile.opening.places if place.code]


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
    column("occupations", [("occupation", "i4"), ("sure", "f8")], lambda p: trades(p.occupations), bag=True),
    column("asked_skills", [("skill", "i4"), ("share", "i4")], lambda p: asked_skills(p.skills), bag=True),
    column("involved_skills", [("skill", "i4")], lambda p: [(skill_position()[s.code],) for s in p.involved], bag=True),
    column(
        "asked_credentials",
        [("a", "i4"), ("b", "i4"), ("c", "i4"), ("d", "i4"), ("must", "?"), ("share", "i4")],
        _asked_credentials,
        bag=True,
    ),
    column("asked_years", [("years", "f8")], lambda p: [(p.opening.years.low,)] if p.opening.years and p.opening.years.low > 0 else []),
    column("asked_education", [("level", "i4"), ("must", "?")], _education),
    column("offered_pay", [("low", "f8"), ("high", "f8")], _opening_pay),
    column("sites", POINT, _opening_places, bag=True),
    column(
        "working_conditions",
        [("has", "i8", (LANES,))],
        lambda p: [(bits(p.opening.conditions),)] if p.opening.conditions else [],
    ),
    column("offered_lodging", [("housing", "i4"), ("meals", "i4")], _opening_lodging),
    column("wanted_start", [("day", "i4")], lambda p: day(p.opening.start)),
    column("asked_words", [("word", "i8"), ("share", "i4")], _opening_words, bag=True),
)
