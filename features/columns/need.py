"""The columns of a project's need."""

from data.vocabulary import Intent, Involvement, NeedKind
from features.columns.ability import NEED_ABILITY
from features.columns.attending import ASKED_ATTENDING
from features.columns.selling import outlets
from features.columns.serving import TIMES, times
from features.columns.shared import (
    POINT,
    SETTLED,
    asked_skills,
    asked_words,
    column,
    industries,
    point,
    settled,
    trades,
)
from features.columns.venture import INTENT_BITS, UNSAID, WAYS, monthly
from features.pool import Column, Value
from features.profiles.need import NeedProfile


def _ticket(profile: NeedProfile) -> list[Value]:
    need = profile.need
    wanted = None if need.capital is None else max(need.capital - (need.promised or 0.0), 0.0)
    figures = (need.min_ticket, wanted, need.max_ticket)
    return [tuple(UNSAID if figure is None else figure for figure in figures)] if any(f is not None for f in figures) else []


def _offered_terms(profile: NeedProfile) -> list[Value]:
    share, years, backed = profile.joiners_share, profile.need.years, profile.backed
    if share is None and years is None and backed is None:
        return []
    return [(UNSAID if share is None else share, UNSAID if years is None else years.low, UNSAID if backed is None else float(backed))]


def _ways(profile: NeedProfile) -> list[Value]:
    taken = profile.need.involvement
    if not taken and profile.need.kind is NeedKind.LEADER:
        taken = frozenset({Involvement.TAKE_LEAD})
    return [(sum(1 << WAYS[way] for way in taken),)] if taken else []


def _asks(profile: NeedProfile) -> list[Value]:
    taken = sum(1 << WAYS[way] for way in profile.need.involvement)
    return [(taken, profile.be_there, profile.leads)] if taken or profile.be_there or profile.leads else []


def _meant_for(profile: NeedProfile) -> list[Value]:
    meant = {NeedKind.CAPITAL: Intent.INVEST, NeedKind.LEADER: Intent.LEAD}.get(profile.need.kind or NeedKind.TALENT)
    return [(INTENT_BITS[meant],)] if meant else []


def _size(profile: NeedProfile) -> list[Value]:
    need = profile.need
    whole = need.capital if need.capital is not None else need.max_ticket
    return [(UNSAID if whole is None else whole,)]


def _filled(profile: NeedProfile) -> list[Value]:
    return [(profile.full,)] if profile.full or profile.need.promised is not None else []


def _offer(profile: NeedProfile) -> list[Value]:
    pay = monthly(profile.need.offer)
    return [(pay, bool(profile.need.offer_stake or profile.need.offer_bonus))] if pay else []


def _assets(profile: NeedProfile) -> list[Value]:
    kinds = {holding.kind for holding in profile.project.holdings}
    return [(len(kinds),)] if kinds else []


def _place(profile: NeedProfile) -> list[Value]:
    return [(int(place.code), profile.from_afar, profile.be_there, profile.at_once) for place in profile.places if place.code]


NEED_COLUMNS: tuple[Column, ...] = (
    column("industries", [("industry", "i4"), ("sure", "f8")], lambda p: industries(p.industries), bag=True),
    column("asked_skills", [("skill", "i4"), ("share", "i4")], lambda p: asked_skills(p.skills), bag=True),
    column("sites", POINT, lambda p: [point(place.code) for place in p.places if place.code], bag=True),
    column("settled", SETTLED, lambda p: settled(p.project.place)),
    column("ticket", [("least", "f8"), ("wanted", "f8"), ("most", "f8")], _ticket),
    column("offered_terms", [("share", "f8"), ("years", "f8"), ("backed", "f8")], _offered_terms),
    column("ways", [("ways", "i4")], _ways),
    column("offer", [("yuan", "f8"), ("share", "?")], _offer),
    column("assets", [("kinds", "i4")], _assets),
    column("led_from", [("code", "i4"), ("online", "?"), ("stay", "?"), ("at_once", "?")], _place),
    column("asks", [("ways", "i4"), ("there", "?"), ("leads", "?")], _asks),
    column("meant_for", [("intent", "i4")], _meant_for),
    column("size", [("wanted", "f8")], _size),
    column("filled", [("full", "?")], _filled),
    column("to_run", [("run", "i4")], lambda p: [(1,)] if p.leads else []),
    column("asked_outlets", [("ways", "i4")], lambda p: outlets(p.need.channels)),
    column("asked_markets", [("code", "i4")], lambda p: [(int(x.code),) for x in p.need.markets if x.code], bag=True),
    column("asked_times", TIMES, lambda p: times(p.times)),
    column("experts", [("occupation", "i4"), ("sure", "f8")], lambda p: trades(p.experts), bag=True),
    column("asked_words", [("word", "i8"), ("share", "i4")], lambda p: asked_words(p.texts), bag=True),
    *NEED_ABILITY,
    *ASKED_ATTENDING,
)
