"""The columns of a place of one-to-one help."""

from features.columns.paired import (
    BRANCH,
    CRAFT,
    HOURS,
    STANDING,
    TOPIC,
    crafts,
    side,
    standing,
    topics,
    week,
)
from features.columns.serving import TIMES, times
from features.columns.shared import POINT, asked_words, column, industries, point, trades
from features.pool import Column, Value
from features.profiles.pairing import PairingProfile


def _meets(profile: PairingProfile) -> list[Value]:
    found: list[Value] = [(*point(place.code), profile.remote) for place in profile.places if place.code]
    return found or ([(0, 0.0, 0.0, 0.0, True)] if profile.remote else [])


def _wanted_there(profile: PairingProfile) -> list[Value]:
    code = next((int(place.code) for place in profile.places if place.code), 0)
    return [(profile.paired.on_spot, not code and profile.remote, code)]


PAIRING_COLUMNS: tuple[Column, ...] = (
    column("side", [("side", "i4")], lambda p: side(p.paired.side)),
    column("trades", [("occupation", "i4"), ("sure", "f8")], lambda p: trades(p.trades), bag=True),
    column("crafts", CRAFT, lambda p: crafts(p.skills), bag=True),
    column("branches", BRANCH, lambda p: industries(p.paired.branches), bag=True),
    column("topics", TOPIC, lambda p: topics(p.paired.topics), bag=True),
    column("standing", STANDING, lambda p: standing(p.paired.standing, p.paired.side)),
    column("asked_times", TIMES, lambda p: times(p.times)),
    column("pair_week", HOURS, lambda p: week(p.paired)),
    column("meets", [*POINT, ("remote", "?")], _meets, bag=True),
    column("wanted_there", [("spot", "?"), ("afar", "?"), ("code", "i4")], _wanted_there),
    column("full", [("full", "i4")], lambda p: [(int(p.full),)]),
    column("asked_words", [("word", "i8"), ("share", "i4")], lambda p: asked_words(p.texts), bag=True),
)
