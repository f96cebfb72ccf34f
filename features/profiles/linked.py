"""Words that somebody wrote, linked to the codes of the reference tables: with where they stand and how sure it is."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from data.records import Phrase
from data.reference.occupations import occupations
from data.reference.skills import skills
from features.linkers.heads import allowed, fits
from features.linkers.title import pieces
from features.linking import Link, find, link

SURE = {"occupation": 0.35, "skill": 0.6, "credential": 0.55, "industry": 0.6}
"""Below this similarity a link is unknown, not a guess."""

WORDED = ("alias", "model")
LIKE_ENOUGH = 0.7
"""A name that is only spelled alike must be this much alike."""

WHOLE_NAME = 0.98
SPEAKS_FOR = 2
"""A skill or a certificate speaks for this many of its usual jobs."""

BACKED = 0.45
"""How sure a skill named in a title makes one of its usual jobs, on top of the title's own likeness."""

ALMOST_SURE = 0.97
TRIED = 6
CHOICES = 3
"""How many readings of one job title are kept, each with its similarity."""

KNOWN_PHRASES = 20_000
"""So many phrases of a kind are kept linked: people write the same few thousand again and again."""


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


def link_phrase(kind: str, phrase: Phrase, top: int = 1) -> tuple[Linked, ...]:
    """The best codes for one phrase, surest first; empty where nothing is sure enough."""
    return tuple(
        linked_hit(found, phrase)
        for found in link(kind, phrase.text, top)
        if found.similarity >= (SURE[kind] if found.via in WORDED else max(SURE[kind], LIKE_ENOUGH))
    )


@lru_cache(maxsize=KNOWN_PHRASES)
def readings(phrase: Phrase, top: int = CHOICES, usual: frozenset[str] = frozenset()) -> tuple[Linked, ...]:
    """The occupations that a title or a wish may mean, by its own words and by the skills that it names.

    `usual` are occupations for which something beside the title speaks.
    """
    if not phrase.text:
        return ()
    linked = {found.code: linked_hit(found, phrase) for found in link("occupation", phrase.text, TRIED)}
    whole = Linked("", "", phrase, 0.0)
    ends = allowed(pieces(phrase.text)[-1:])
    for skill in found_in("skill", phrase):
        for code in skills()[skill.code].occupations[:SPEAKS_FOR]:
            known = linked.get(code)
            backed = _backed(known)
            linked[code] = named(code, known or skill, backed, inferred=known is None)
    for code in usual:
        known = linked.get(code)
        linked[code] = named(code, known or whole, _backed(known), known is None)
    likely = [item for item in linked.values() if fits(item.code, ends)] or list(linked.values())
    likely.sort(key=lambda item: (-item.similarity, item.code))
    if not likely or likely[0].similarity < SURE["occupation"]:
        return ()
    best = likely[0].similarity
    told = [replace(item, similarity=_trust(item.similarity, best)) for item in likely[:top]]
    return tuple(item for item in told if item.similarity >= SURE["occupation"])


def _backed(known: Linked | None) -> float:
    """A reading with something else that speaks for it; only an exact title is wholly sure."""
    own = known.similarity if known else 0.0
    return max(own, min(BACKED + own, ALMOST_SURE))


def _trust(similarity: float, best: float) -> float:
    """The surest reading is believed nearly in full, the others as far as they come to it."""
    return round((0.7 + 0.3 * best) * similarity / best, 2)


@lru_cache(maxsize=KNOWN_PHRASES)
def jobs(phrase: Phrase) -> tuple[Linked, ...]:
    """The occupations that a stretch of work history names, or what it comes closest to."""
    return found_in("occupation", phrase) or readings(phrase, 1)


@lru_cache(maxsize=KNOWN_PHRASES)
def found_in(kind: str, phrase: Phrase) -> tuple[Linked, ...]:
    """Every code that the phrase names."""
    return tuple(linked_hit(hit, phrase) for hit in find(kind, phrase.text)) if phrase.text else ()


@lru_cache(maxsize=KNOWN_PHRASES)
def matters_in(phrase: Phrase) -> tuple[Linked, ...]:
    """Every matter that the phrase names and does not refuse."""
    from features.matters import found_matters

    return tuple(linked_hit(hit, phrase) for hit in found_matters(phrase.text)) if phrase.text else ()


@lru_cache(maxsize=KNOWN_PHRASES)
def mentions(kind: str, phrase: Phrase) -> tuple[Linked, ...]:
    """The code whose whole name the phrase is, else every code that it names, else the one it comes closest to."""
    closest = link_phrase(kind, phrase)
    if closest and closest[0].similarity >= WHOLE_NAME:
        return closest
    return found_in(kind, phrase) or closest


def linked_hit(found: Link, phrase: Phrase) -> Linked:
    piece = Phrase(
        phrase.text[found.start : found.end] or phrase.text,
        phrase.source,
        phrase.start + found.start,
        phrase.start + found.end,
        phrase.confirmed,
    )
    return Linked(found.code, found.name, piece, round(found.similarity, 2))


def named(code: str, source: Linked, similarity: float, inferred: bool) -> Linked:
    return Linked(code, occupations()[code].name, source.phrase, round(similarity, 2), inferred)


def united(groups: Iterable[tuple[Linked, ...]]) -> tuple[Linked, ...]:
    return distinct(item for group in groups for item in group)


def distinct(items: Iterable[Linked]) -> tuple[Linked, ...]:
    best: dict[str, Linked] = {}
    for item in items:
        known = best.get(item.code)
        if known is None or (known.inferred, -known.similarity) > (item.inferred, -item.similarity):
            best[item.code] = item
    return tuple(best.values())
