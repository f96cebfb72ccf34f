"""What a member brings to a pairing: the side, the craft that is taught or wanted, years, and how they would meet."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Protocol

from data.reading.clauses import cut
from data.reading.pairing_wish import MOST, Side, Standing, read_side, read_standing, supposed_years
from data.reading.presence import NO_AFAR
from data.reading.week import Week, read_week
from data.records import Member, Phrase
from data.reference.matters import matters
from data.reference.pleas import matters_pleaded
from data.vocabulary import PairingWish
from features.profiles.linked import SURE, Linked, distinct, found_in, matters_in, mentions, readings
from features.trades import trades_in

OWN_PAST = 0.6
"""How much less a former job says of what somebody would learn who names what it is."""


@dataclass(frozen=True)
class Paired:
    """One person or place in a pairing, whichever kind of record stands behind it."""

    side: Side
    trades: tuple[Linked, ...]
    skills: tuple[Linked, ...]
    branches: tuple[Linked, ...]
    topics: tuple[Linked, ...]
    standing: Standing
    week: Week
    told: str
    on_spot: bool


def linked_jobs(phrase: Phrase) -> tuple[Linked, ...]:
    """The jobs that a name or a wish speaks of, by name, else by what it comes closest to."""
    named = found_in("occupation", phrase)
    if named:
        return named
    return tuple(item for item in readings(phrase, 2) if item.similarity >= LIKELY)


LIKELY = 0.55


def branches_of(phrases: Iterable[Phrase], trades: Iterable[Linked]) -> tuple[Linked, ...]:
    """The industries that are named, else the usual ones of the jobs."""
    from data.reference.industries import industries
    from data.reference.occupation_industries import industries_of

    named = [item for phrase in phrases for item in trades_in(phrase)]
    usual = [
        Linked(code, industries()[code].name, item.phrase, round(0.75 * item.similarity, 2), inferred=True)
        for item in trades
        for code in industries_of(item.code)
    ]
    return distinct([*named, *usual])


def topics_of(phrases: Iterable[Phrase]) -> tuple[Linked, ...]:
    """The matters of life and work that are spoken of; that it is a pairing says nothing."""
    told = [item for phrase in phrases for item in (*matters_in(phrase), *_pleaded(phrase))]
    return distinct(item for item in told if not item.code.startswith(("pairing", "training")))


def _pleaded(phrase: Phrase) -> Iterable[Linked]:
    for code, start, end in matters_pleaded(phrase.text):
        yield Linked(code, matters()[code].name, cut(phrase, start, end), PLEADED)


PLEADED = 0.9
"""How sure a topic is that is told in other words than its name."""


def skills_of(phrases: Iterable[Phrase]) -> tuple[Linked, ...]:
    """The skills and certificates' skills that are named."""
    return distinct(item for phrase in phrases for item in found_in("skill", phrase))


def surely(items: Iterable[Linked], factor: float) -> tuple[Linked, ...]:
    """The same, less sure."""
    return tuple(replace(item, similarity=round(factor * item.similarity, 2)) for item in items)


class Person(Protocol):
    """What of a member's linked words a pairing reads."""

    @property
    def member(self) -> Member: ...
    @property
    def worked(self) -> tuple[Linked, ...]: ...
    @property
    def wished(self) -> tuple[Linked, ...]: ...
    @property
    def skills(self) -> tuple[Linked, ...]: ...


def paired_member(profile: Person) -> Paired:
    """A member in a pairing: what the wish names comes before what was done for a living."""
    return _MemberReading(profile).paired


@dataclass(frozen=True)
class _MemberReading:
    profile: Person

    @cached_property
    def wish_text(self) -> str:
        member = self.profile.member
        return member.cells.get("结对意愿", "")

    @cached_property
    def side(self) -> Side:
        read = read_side(self.wish_text)
        return read if self.wish_text else Side(self.profile.member.pairing)

    @cached_property
    def wanted(self) -> tuple[Phrase, ...]:
        """Where a newcomer says what to learn, or a mentor what would be taught."""
        member = self.profile.member
        cells = [("结对意愿", self.wish_text)]
        if not member.history and not member.skills:
            cells.append(("备注", member.remarks))
        return tuple(Phrase(text, source, 0, len(text)) for source, text in cells if text)

    @property
    def paired(self) -> Paired:
        profile, member = self.profile, self.profile.member
        learns = self.side.wish is PairingWish.RECEIVE
        jobs = distinct(item for phrase in self.wanted for item in found_in("occupation", phrase))
        named = skills_of(self.wanted)
        factor = OWN_PAST if learns and (jobs or named) else 1.0
        trades = distinct([*jobs, *surely([*profile.worked, *profile.wished], factor)])
        skills = distinct([*named, *surely(profile.skills, factor)])
        history = (*member.history, *member.skills)
        told = "。".join([*(phrase.text for phrase in history), self.wish_text, member.remarks])
        stated = read_standing("。".join(phrase.text for phrase in history))
        limits = read_standing(self.wish_text)
        years = member.years.low if member.years and member.years.low else stated.years
        if years is None:
            years = supposed_years(told, self.side.wish)
        hours = member.serve.hours if member.serve else ""
        return Paired(
            side=self.side,
            trades=trades,
            skills=skills,
            branches=branches_of((*self.wanted, *history), trades),
            topics=topics_of((*self.wanted, *member.matters)),
            standing=Standing(years, limits.least, limits.most or MOST),
            week=read_week(hours),
            told=told,
            on_spot=only_there(f"{hours}。{self.wish_text}。{member.remarks}"),
        )


ONLY_THERE = re.compile(
    r"(?:只|仅|须|必须)(?:限|能|在|收|要|接受)?(?:本地|当面|面授|店里|到场|到店|到厂|到所|到岗|到|跟车|进|现场|住店|住|来)|要(?:到场|到店|到厂|当面|现场)|不接线上|须到|不(?:接受|要|搞|教)?(?:线上|视频|电话|网上)"
)


def only_there(text: str) -> bool:
    """Whether it must be in person: 只当面, 仅面授, 须到场, 不要电话."""
    return bool(ONLY_THERE.search(text) or NO_AFAR.search(text))


def mentioned_skills(phrases: Iterable[Phrase]) -> tuple[Linked, ...]:
    """As `skills_of`, else what each phrase comes closest to."""
    named = skills_of(phrases)
    return named or distinct(item for phrase in phrases for item in mentions("skill", phrase) if item.similarity >= SURE["skill"])
