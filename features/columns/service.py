"""The columns of a service."""

from data.vocabulary import ServiceKind
from features.columns.ability import SERVICE_ABILITY
from features.columns.assisting import ASSISTING_COLUMNS
from features.columns.attending import ASKED_ATTENDING
from features.columns.serving import TIMES, tasks, taught, times
from features.columns.shared import POINT, SETTLED, asked_skills, asked_words, column, point, settled
from features.pool import Column, Value
from features.profiles.abilities import open_to_all
from features.profiles.attending import from_afar
from features.profiles.service import ServiceProfile

TEACHES = frozenset({ServiceKind.TRAINING, ServiceKind.OTHER})
MUST_BE_THERE = frozenset({ServiceKind.TRAINING, ServiceKind.WAGE_ADVANCE})
"""What helps at home only who is at home."""


def _meets(profile: ServiceProfile) -> list[Value]:
    return [(*point(place.code), from_afar(profile)) for place in profile.places if place.code]


def _covers(profile: ServiceProfile) -> list[Value]:
    there = profile.service.kind in MUST_BE_THERE
    found: list[Value] = [(int(place.code), profile.remote, there) for place in profile.places if place.code]
    return found or ([(0, True, there)] if profile.remote else [])


SERVICE_COLUMNS: tuple[Column, ...] = (
    column("asked_skills", [("skill", "i4"), ("share", "i4")], lambda p: asked_skills(p.skills), bag=True),
    column("settled", SETTLED, lambda p: settled(p.service.place)),
    column("tasks", [("matter", "i4"), ("sure", "f8"), ("open", "?")], lambda p: tasks(p.matters, open_to_all(p)), bag=True),
    column("asked_times", TIMES, lambda p: times(p.times)),
    column("meets", [*POINT, ("remote", "?")], _meets, bag=True),
    column("covers", [("code", "i4"), ("remote", "?"), ("there", "?")], _covers, bag=True),
    column("teaches", [("skill", "i4")], lambda p: taught(p.leads_to) if p.service.kind in TEACHES else [], bag=True),
    column("full", [("full", "i4")], lambda p: [(int(p.full),)]),
    column("asked_words", [("word", "i8"), ("share", "i4")], lambda p: asked_words(p.texts), bag=True),
    *SERVICE_ABILITY,
    *ASSISTING_COLUMNS,
    *ASKED_ATTENDING,
)
