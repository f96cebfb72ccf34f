"""An opening as the engine sees one: its trade, the skills and the certificates that it asks for."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from data.records import Ask, Opening, Phrase
from data.reference.credentials import credentials
from features.duties import asked as duties_ask
from features.profiles.kept import kept
from features.profiles.linked import (
    SPEAKS_FOR,
    Linked,
    distinct,
    found_in,
    linked_hit,
    mentions,
    readings,
    united,
)

EASY = frozenset({"health_card"})
"""Certificates that anybody has within days: asked for, but nobody is left out for want of one."""


@dataclass(frozen=True, slots=True)
class LinkedAsk:
    """A credential asked: any of `options` will do."""

    options: tuple[Linked, ...]
    must: bool


@dataclass(frozen=True, slots=True)
class OpeningProfile:
    """An opening as the `work` columns see one; `involved` are all skills that its words speak of."""

    opening: Opening
    occupations: tuple[Linked, ...]
    skills: tuple[Linked, ...]
    involved: tuple[Linked, ...]
    credentials: tuple[LinkedAsk, ...]

    @property
    def record(self) -> Opening:
        """The record itself."""
        return self.opening


@kept
def opening_profile(opening: Opening) -> OpeningProfile:
    """Link an opening's words; skills come from its own column, else from its duties."""
    asked = [item for phrase in opening.skills for item in mentions("skill", phrase)]
    text = Phrase(opening.duties, "岗位职责", 0, len(opening.duties), False)
    duties = tuple(linked_hit(hit, text) for hit in duties_ask("skill", opening.duties))
    asks = _distinct_asks(linked for ask in opening.credentials for linked in _linked_asks(ask))
    return OpeningProfile(
        opening=opening,
        occupations=_openings_jobs(opening, asks),
        skills=distinct(asked or duties),
        involved=distinct([*asked, *duties, *found_in("skill", opening.title)]),
        credentials=asks,
    )


def _openings_jobs(opening: Opening, asks: tuple[LinkedAsk, ...]) -> tuple[Linked, ...]:
    """What the title says, backed by the jobs that the certificates asked for are usual in."""
    usual = {
        code
        for ask in asks
        if ask.must
        for option in ask.options
        for code in credentials()[option.code].occupations[:SPEAKS_FOR]
    }
    return readings(opening.title, usual=frozenset(usual)) or united(readings(phrase, 1) for phrase in opening.skills)


def _linked_asks(ask: Ask) -> Iterable[LinkedAsk]:
    """One ask of alternatives; a phrase without alternatives that names several asks for each of them."""
    options = [mentions("credential", phrase) for phrase in ask.options]
    if len(options) == 1:
        return [LinkedAsk((item,), ask.must) for item in options[0]]
    chosen = distinct(item for found in options for item in found[:1])
    return [LinkedAsk(chosen, ask.must)] if chosen else []


def _distinct_asks(asks: Iterable[LinkedAsk]) -> tuple[LinkedAsk, ...]:
    """Each set of options once; a must beats a preference for the same."""
    found: dict[tuple[str, ...], LinkedAsk] = {}
    for stated in asks:
        easy = any(option.code in EASY for option in stated.options)
        ask = replace(stated, must=stated.must and not easy)
        key = tuple(option.code for option in ask.options)
        if key not in found or ask.must:
            found[key] = ask if key not in found else replace(found[key], must=True)
    return tuple(found.values())
