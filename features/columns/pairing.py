"""The columns of a place of one-to-one help."""

from features.columns.serving import TIMES, times
from features.columns.shared import POINT, asked_skills, asked_words, column, point, trades
from features.pool import Column

PAIRING_COLUMNS: tuple[Column, ...] = (
    column("side", [("side", "i4")], lambda p: [(int(p.side == "give"),)] if p.side else []),
    column("asked_skills", [("skill", "i4"), ("share", "i4")], lambda p: asked_skills(p.skills), bag=True),
    column("sites", POINT, lambda p: [point(place.code) for place in p.places if place.code], bag=True),
    column("trades", [("occupation", "i4"), ("sure", "f8")], lambda p: trades(p.trades), bag=True),
    column("seniority", [("years", "f8")], lambda p: [(p.years,)] if p.years is not None else []),
    column("asked_times", TIMES, lambda p: times(p.times)),
    column("meets", [*POINT, ("remote", "?")], lambda p: [(*point(x.code), p.remote) for x in p.places if x.code], bag=True),
    column("asked_words", [("word", "i8"), ("share", "i4")], lambda p: asked_words(p.texts), bag=True),
)
