"""A record with its words linked to codes: what the columns are taken from and the evidence points to."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from data.records import Ask, Member, Opening, Phrase
from data.reference.credentials import credentials
from data.reference.occupations import occupations
from data.reference.skills import skills
from features.duties import asked as duties_ask
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

INFERRED = 0.7
"""How much less a job counts that was inferred from a skill than one that was done."""

BACKED = 0.45
"""How sure a skill named in a title makes one of its usual jobs, on top of the title's own likeness."""

EASY = frozenset({"health_card"})
"""Certificates that anybody has within days: asked for, but nobody is left out for want of one."""

ALMOST_SURE = 0.97
TRIED = 6
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
    """A member as the `work` columns see one; nothing protected can be reached from here.

    `worked` holds former jobs and, marked as inferred, the jobs for which skills and certificates speak.
    """

    member: Member
    wished: tuple[Linked, ...]
    refused: tuple[Linked, ...]
    refused_skills: tuple[Linked, ...]
    worked: tuple[Linked, ...]
    skills: tuple[Linked, ...]
    credentials: tuple[Linked, ...] | None
    credentials_complete: bool
    """Whether what is not among the certificates is known not to be held."""


@dataclass(frozen=True, slots=True)
class OpeningProfile:
    """An opening as the `work` columns see one; `involved` are all skills that its words speak of."""

    opening: Opening
    occupations: tuple[Linked, ...]
    skills: tuple[Linked, ...]
    involved: tuple[Linked, ...]
    credentials: tuple[LinkedAsk, ...]


def member_profile(member: Member) -> MemberProfile:
    """Link a member's words: wishes and jobs to occupations, the rest to skills and credentials."""
    wish = member.work
    done = [linked for phrase in member.history for linked in jobs(phrase)]
    stated = [mentions("credential", phrase) for phrase in member.credentials or ()]
    held = None if member.credentials is None else _all(stated)
    named = [item for phrase in (*member.skills, *member.history) for item in mentions("skill", phrase)]
    hinted = [item for phrase in (wish.occupations if wish else ()) for item in mentions("skill", phrase)]
    known = [*named, *_from_credentials(held or ()), *(replace(item, inferred=True) for item in hinted)]
    refused = wish.refused_occupations if wish else ()
    return MemberProfile(
        member=member,
        wished=_all(readings(phrase) for phrase in wish.occupations) if wish else (),
        refused=_all(readings(phrase, 1) for phrase in refused),
        refused_skills=_all(found_in("skill", phrase) for phrase in refused),
        worked=_distinct([*done, *_usual_jobs(known, held or ())]),
        skills=_distinct([*known, *_from_jobs(done)]),
        credentials=held,
        credentials_complete=held is not None and member.credentials_listed and all(stated),
    )


def opening_profile(opening: Opening) -> OpeningProfile:
    """Link an opening's words; skills come from its own column, else from its duties."""
    asked = [item for phrase in opening.skills for item in mentions("skill", phrase)]
    text = Phrase(opening.duties, "岗位职责", 0, len(opening.duties), False)
    duties = tuple(_linked(hit, text) for hit in duties_ask("skill", opening.duties))
    asks = _distinct_asks(linked for ask in opening.credentials for linked in _linked_asks(ask))
    return OpeningProfile(
        opening=opening,
        occupations=_openings_jobs(opening, asks),
        skills=_distinct(asked or duties),
        involved=_distinct([*asked, *duties, *found_in("skill", opening.title)]),
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
    return readings(opening.title, usual=frozenset(usual)) or _all(readings(phrase, 1) for phrase in opening.skills)


def link_phrase(kind: str, phrase: Phrase, top: int = 1) -> tuple[Linked, ...]:
    """The best codes for one phrase, surest first; empty where nothing is sure enough."""
    return tuple(
        _linked(found, phrase)
        for found in link(kind, phrase.text, top)
        if found.similarity >= (SURE[kind] if found.via in WORDED else max(SURE[kind], LIKE_ENOUGH))
    )


def readings(phrase: Phrase, top: int = CHOICES, usual: frozenset[str] = frozenset()) -> tuple[Linked, ...]:
    """The occupations that a title or a wish may mean, by its own words and by the skills that it names.

    `usual` are occupations for which something beside the title speaks.
    """
    if not phrase.text:
        return ()
    linked = {found.code: _linked(found, phrase) for found in link("occupation", phrase.text, TRIED)}
    whole = Linked("", "", phrase, 0.0)
    ends = allowed(pieces(phrase.text)[-1:])
    for skill in found_in("skill", phrase):
        for code in skills()[skill.code].occupations[:SPEAKS_FOR]:
            known = linked.get(code)
            backed = _backed(known)
            linked[code] = _named(code, known or skill, backed, inferred=known is None)
    for code in usual:
        known = linked.get(code)
        linked[code] = _named(code, known or whole, _backed(known), known is None)
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


def jobs(phrase: Phrase) -> tuple[Linked, ...]:
    """The occupations that a stretch of work history names, or what it comes closest to."""
    return found_in("occupation", phrase) or readings(phrase, 1)


def found_in(kind: str, phrase: Phrase) -> tuple[Linked, ...]:
    """Every code that the phrase names."""
    return tuple(_linked(hit, phrase) for hit in find(kind, phrase.text)) if phrase.text else ()


def mentions(kind: str, phrase: Phrase) -> tuple[Linked, ...]:
    """The code whose whole name the phrase is, else every code that it names, else the one it comes closest to."""
    closest = link_phrase(kind, phrase)
    if closest and closest[0].similarity >= WHOLE_NAME:
        return closest
    return found_in(kind, phrase) or closest


def _linked(found: Link, phrase: Phrase) -> Linked:
    piece = Phrase(
        phrase.text[found.start : found.end] or phrase.text,
        phrase.source,
        phrase.start + found.start,
        phrase.start + found.end,
        phrase.confirmed,
    )
    return Linked(found.code, found.name, piece, round(found.similarity, 2))


def _linked_asks(ask: Ask) -> Iterable[LinkedAsk]:
    """One ask of alternatives; a phrase without alternatives that names several asks for each of them."""
    options = [mentions("credential", phrase) for phrase in ask.options]
    if len(options) == 1:
        return [LinkedAsk((item,), ask.must) for item in options[0]]
    chosen = _distinct(item for found in options for item in found[:1])
    return [LinkedAsk(chosen, ask.must)] if chosen else []


def _usual_jobs(known: Iterable[Linked], held: Iterable[Linked]) -> Iterable[Linked]:
    for item in known:
        for code in skills()[item.code].occupations[:SPEAKS_FOR]:
            yield _inferred(code, item)
    for item in held:
        for code in credentials()[item.code].occupations[:SPEAKS_FOR]:
            yield _inferred(code, item)


def _inferred(code: str, source: Linked) -> Linked:
    return _named(code, source, INFERRED * source.similarity, inferred=True)


def _named(code: str, source: Linked, similarity: float, inferred: bool) -> Linked:
    return Linked(code, occupations()[code].name, source.phrase, round(similarity, 2), inferred)


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


def _distinct(items: Iterable[Linked]) -> tuple[Linked, ...]:
    best: dict[str, Linked] = {}
    for item in items:
        known = best.get(item.code)
        if known is None or (known.inferred, -known.similarity) > (item.inferred, -item.similarity):
            best[item.code] = item
    return tuple(best.values())
