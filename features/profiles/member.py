"""A member as the engine sees one: wishes, former jobs, skills and certificates linked to codes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from data.reading.free_times import Times, read_times
from data.reading.limits import Limits, read_limits
from data.reading.managing import Managed, read_managed
from data.records import Member, Phrase
from data.reference.credentials import credentials
from data.reference.industries import industries
from data.reference.occupation_industries import industries_of
from data.reference.occupations import occupations
from data.reference.skills import skills
from features.profiles.kept import kept
from features.profiles.linked import (
    KNOWN_PHRASES,
    SPEAKS_FOR,
    Linked,
    distinct,
    found_in,
    jobs,
    matters_in,
    mentions,
    named,
    readings,
    united,
)
from features.trades import trades_in, trades_meant

if TYPE_CHECKING:
    from features.profiles.paired import Paired

KNOWS = 0.8
"""How much less a matter counts that was done for a living and not offered."""

USUAL_TRADE = 0.75
"""How much less a trade counts that is only the usual one of a job."""

LEARNS = re.compile(r"学|考|培训|证|课|班|手艺|技术|技能|教|不会|不懂")
"""Words by which somebody asks to be taught; a shop, a trade or a machine may be named for other reasons."""

INFERRED = 0.7
"""How much less a job counts that was inferred from a skill than one that was done."""


@dataclass(frozen=True)
class MemberProfile:
    """A member as the engine sees one; nothing protected can be reached from here.

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

    @property
    def record(self) -> Member:
        """The record itself."""
        return self.member

    @cached_property
    def industries(self) -> tuple[Linked, ...]:
        """The trades that the member would put money into."""
        named = self.member.invest.industries if self.member.invest else ()
        return distinct(item for phrase in named for item in trades_meant(phrase))

    @cached_property
    def worked_in(self) -> tuple[Linked, ...]:
        """The trades that former jobs and skills speak of, by their own words, else by the usual trade of the job."""
        phrases = (*self.member.history, *self.member.skills)
        named = [item for phrase in phrases for item in trades_in(phrase)]
        usual = [
            Linked(code, industries()[code].name, item.phrase, round(USUAL_TRADE * item.similarity, 2), inferred=True)
            for item in self.worked
            for code in industries_of(item.code)
        ]
        return distinct([*named, *usual])

    @cached_property
    def limits(self) -> Limits:
        """What the member rules out in so many words."""
        return read_limits(self.member.remarks, self.member.hometown)

    @cached_property
    def only_trades(self) -> tuple[Linked, ...]:
        """The trades outside which the member would not go; empty where none was set."""
        return self._spoken_of(self.limits.only)

    @cached_property
    def never_trades(self) -> tuple[Linked, ...]:
        """The trades that the member rules out."""
        return self._spoken_of(self.limits.never)

    def _spoken_of(self, words: Iterable[str]) -> tuple[Linked, ...]:
        return distinct(item for said in words for item in trades_in(Phrase(said, "备注", confirmed=False)))

    @cached_property
    def managed(self) -> Managed | None:
        """How much the member has run, by work history, skills and remarks."""
        told = [phrase.text for phrase in (*self.member.history, *self.member.skills)]
        return read_managed("。".join([*told, self.member.remarks])) if told else None

    @cached_property
    def matters_offered(self) -> tuple[Linked, ...]:
        """The matters that the member would help with, and those that skills and former jobs speak of."""
        served = self.member.serve.skills if self.member.serve else ()
        named = [item for phrase in served for item in matters_in(phrase)]
        known = [replace(item, similarity=round(KNOWS * item.similarity, 2), inferred=True)
                 for phrase in (*self.member.skills, *self.member.history) for item in matters_in(phrase)]
        return distinct([*named, *known])

    @cached_property
    def to_learn(self) -> tuple[Linked, ...]:
        """The skills and certificates that the matters asked for name."""
        asked = [phrase for phrase in self.member.matters if LEARNS.search(phrase.text) or not matters_in(phrase)]
        return distinct(item for kind in ("credential", "skill") for phrase in asked for item in found_in(kind, phrase))

    @cached_property
    def times(self) -> Times:
        """When the member is free to help."""
        return read_times(self.member.serve.hours) if self.member.serve else Times()

    @cached_property
    def paired(self) -> Paired:
        """The member as one side of a pairing."""
        from features.profiles.paired import paired_member

        return paired_member(self)

    @property
    def texts(self) -> tuple[Phrase, ...]:
        """All that the member says of skills, former jobs, wishes, trades and needs."""
        member = self.member
        wished = member.work.occupations if member.work else ()
        invested = member.invest.industries if member.invest else ()
        served = member.serve.skills if member.serve else ()
        return (*member.skills, *member.history, *wished, *invested, *served, *member.matters)


@kept
def member_profile(member: Member) -> MemberProfile:
    """Link a member's words: wishes and jobs to occupations, the rest to skills and credentials."""
    wish = member.work
    done = [linked for phrase in member.history for linked in jobs(phrase)]
    stated = [mentions("credential", phrase) for phrase in member.credentials or ()]
    held = None if member.credentials is None else united(stated)
    named = [item for phrase in (*member.skills, *member.history) for item in mentions("skill", phrase)]
    hinted = [item for phrase in (wish.occupations if wish else ()) for item in mentions("skill", phrase)]
    known = [*named, *skills_from_credentials(held or ()), *(replace(item, inferred=True) for item in hinted)]
    refused = wish.refused_occupations if wish else ()
    return MemberProfile(
        member=member,
        wished=united(readings(phrase) for phrase in wish.occupations) if wish else (),
        refused=united(readings(phrase, 1) for phrase in refused),
        refused_skills=united(found_in("skill", phrase) for phrase in refused),
        worked=distinct([*done, *usual_jobs(known, held or ())]),
        skills=distinct([*known, *skills_from_jobs(done)]),
        credentials=held,
        credentials_complete=held is not None and member.credentials_listed and all(stated),
    )


def usual_jobs(known: Iterable[Linked], held: Iterable[Linked]) -> Iterable[Linked]:
    """The jobs that skills known and certificates held are usual in."""
    for item in known:
        yield from _jobs_of_skill(item)
    for item in held:
        yield from _jobs_of_credential(item)


@lru_cache(maxsize=KNOWN_PHRASES)
def _jobs_of_skill(item: Linked) -> tuple[Linked, ...]:
    return tuple(_inferred(code, item) for code in skills()[item.code].occupations[:SPEAKS_FOR])


@lru_cache(maxsize=KNOWN_PHRASES)
def _jobs_of_credential(item: Linked) -> tuple[Linked, ...]:
    return tuple(_inferred(code, item) for code in credentials()[item.code].occupations[:SPEAKS_FOR])


def _inferred(code: str, source: Linked) -> Linked:
    return named(code, source, INFERRED * source.similarity, inferred=True)


def skills_from_credentials(held: Iterable[Linked]) -> Iterable[Linked]:
    """The skills that certificates stand for."""
    return (known for item in held for known in _skills_of_credential(item))


@lru_cache(maxsize=KNOWN_PHRASES)
def _skills_of_credential(item: Linked) -> tuple[Linked, ...]:
    usual = [code for code in credentials()[item.code].skills if code in skills()]
    return tuple(Linked(code, skills()[code].name, item.phrase, item.similarity) for code in usual)


def skills_from_jobs(worked: Iterable[Linked]) -> Iterable[Linked]:
    """The skills that former jobs imply."""
    return (known for item in worked if item.similarity >= 0.6 for known in _skills_of_job(item))


@lru_cache(maxsize=KNOWN_PHRASES)
def _skills_of_job(item: Linked) -> tuple[Linked, ...]:
    usual = _usual_skills().get(item.code, ())
    return tuple(Linked(code, skills()[code].name, item.phrase, item.similarity, inferred=True) for code in usual)


def _usual_skills() -> dict[str, list[str]]:
    if not _USUAL:
        for skill in skills().values():
            for occupation in skill.occupations:
                if occupation in occupations() and not skill.parent:
                    _USUAL.setdefault(occupation, []).append(skill.code)
    return _USUAL


_USUAL: dict[str, list[str]] = {}
