"""A record with its words linked to codes: what the columns are taken from and the evidence points to."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from data.records import Ask, Member, Opening, Phrase
from data.reference.credentials import credentials
from data.reference.occupations import occupations
from data.reference.skills import skills
from features.linking import Link, find, link

SURE = {"occupation": 0.35, "skill": 0.7, "credential": 0.7, "industry": 0.6}
"""Below this similarity a link is unknown, not a guess."""

CHOICES = 3
"""How many readings of one job title are kept, each with its similarity."""


@dataclass(frozen=True, slots=True)
class Linked:
    """A code with the words it was read from; `similarity` 1 is an exact alias.

    `inferred` is True where the words imply the code (a former job its usual skills) without naming it.
    """

    code: str
    name: str
    phrase: Phrase
    similarity: float
    inferred: bool = False


@dataclass(frozen=True, slots=True)
class LinkedAsk:
    """A credential asked: any of `options` will do."""

    options: tuple[Linked, ...]
    must: bool


@dataclass(frozen=True, slots=True)
class MemberProfile:
    """A member as the `work` columns see one; nothing protected can be reached from here."""

    member: Member
    wished: tuple[Linked, ...]
    refused: tuple[Linked, ...]
    worked: tuple[Linked, ...]
    skills: tuple[Linked, ...]
    credentials: tuple[Linked, ...] | None


@dataclass(frozen=True, slots=True)
class OpeningProfile:
    """An opening as the `work` columns see one."""

    opening: Opening
    occupations: tuple[Linked, ...]
    skills: tuple[Linked, ...]
    credentials: tuple[LinkedAsk, ...]


def member_profile(member: Member) -> MemberProfile:
    """Link a member's words: wishes and jobs to occupations, the rest to skills and credentials."""
    wish = member.work
    worked = tuple(linked for phrase in member.history for linked in readings(phrase))
    held = None if member.credentials is None else _all(link_phrase("credential", p) for p in member.credentials)
    texts = (*member.skills, *member.history, *(wish.occupations if wish else ()))
    named = [item for phrase in texts for item in mentions("skill", phrase)]
    return MemberProfile(
        member=member,
        wished=_all(readings(phrase) for phrase in wish.occupations) if wish else (),
        refused=_all(readings(phrase, 1) for phrase in wish.refused_occupations) if wish else (),
        worked=_distinct(worked),
        skills=_distinct([*named, *_from_credentials(held or ()), *_from_jobs(worked)]),
        credentials=held,
    )


def opening_profile(opening: Opening) -> OpeningProfile:
    """Link an opening's words; skills come from its own column, else from its duties."""
    asked = [item for phrase in opening.skills for item in mentions("skill", phrase)]
    if not asked and opening.duties:
        asked = mentions("skill", Phrase(opening.duties, "岗位职责", 0, len(opening.duties), False))
    return OpeningProfile(
        opening=opening,
        occupations=readings(opening.title),
        skills=_distinct(asked),
        credentials=tuple(ask for ask in map(_linked_ask, opening.credentials) if ask.options),
    )


def link_phrase(kind: str, phrase: Phrase, top: int = 1) -> tuple[Linked, ...]:
    """The best codes for one phrase, surest first; empty where nothing is sure enough."""
    return tuple(_linked(found, phrase) for found in link(kind, phrase.text, top) if found.similarity >= SURE[kind])


def readings(phrase: Phrase, top: int = CHOICES) -> tuple[Linked, ...]:
    """The occupations that a title or a wish may mean."""
    return link_phrase("occupation", phrase, top) if phrase.text else ()


def mentions(kind: str, phrase: Phrase) -> list[Linked]:
    """Every code that the phrase names, or the one that it comes closest to."""
    found = [_linked(hit, phrase) for hit in find(kind, phrase.text)]
    return found or list(link_phrase(kind, phrase))


def _linked(found: Link, phrase: Phrase) -> Linked:
    piece = replace(
        phrase,
        text=phrase.text[found.start : found.end] or phrase.text,
        start=phrase.start + found.start,
        end=phrase.start + found.end,
    )
    return Linked(found.code, found.name, piece, round(found.similarity, 2))


def _linked_ask(ask: Ask) -> LinkedAsk:
    return LinkedAsk(_all(link_phrase("credential", phrase) for phrase in ask.options), ask.must)


def _from_credentials(held: Iterable[Linked]) -> Iterable[Linked]:
    for item in held:
        for code in credentials()[item.code].skills:
            if code in skills():
                yield Linked(code, skills()[code].name, item.phrase, item.similarity)


def _from_jobs(worked: Iterable[Linked]) -> Iterable[Linked]:
    for item in worked:
        if item.similarity >= 0.6:
            for code in _usual_skills().get(item.code, ()):
                yield Linked(code, skills()[code].name, item.phrase, item.similarity, inferred=True)


def _usual_skills() -> dict[str, list[str]]:
    if not _USUAL:
        for skill in skills().values():
            for occupation in skill.occupations:
                if occupation in occupations() and not skill.parent:
                    _USUAL.setdefault(occupation, []).append(skill.code)
    return _USUAL


_USUAL: dict[str, list[str]] = {}


def _all(groups: Iterable[tuple[Linked, ...]]) -> tuple[Linked, ...]:
    return _distinct(item for group in groups for item in group)


def _distinct(items: Iterable[Linked]) -> tuple[Linked, ...]:
    best: dict[str, Linked] = {}
    for item in items:
        known = best.get(item.code)
        if known is None or (known.inferred, -known.similarity) > (item.inferred, -item.similarity):
            best[item.code] = item
    return tuple(best.values())
