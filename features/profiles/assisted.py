"""What a member asks help with and what a service gives, in matters, kinds, hours and the conditions of the case."""

import re
from collections.abc import Iterable
from dataclasses import replace

from data.reading.circumstances import Conditions, read_conditions_of_help, read_facts
from data.reading.clauses import cut
from data.reading.script import fold
from data.reading.week import Week, read_week
from data.records import Phrase, Service
from data.reference.matters import matters
from data.reference.pleas import matters_pleaded
from data.vocabulary import ServiceKind
from features.profiles.linked import Linked, distinct, matters_in
from features.profiles.member import MemberProfile
from features.profiles.service import ServiceProfile

SAID_LATER = 0.9
"""How much less a matter counts that the description names beside that of the name."""

OTHER_KIND = 0.5
"""How much less a matter counts that does not go with the kind of service: 焊工 in legal aid for the injured."""

GENERAL = frozenset({"legal.advice", "policy.general", "training.subsidy"})
"""Matters that say no more than the kind does."""

BY_KIND: dict[ServiceKind, tuple[tuple[str, float], ...]] = {
    ServiceKind.LEGAL_AID: (("legal", 0.75), ("wages", 0.75)),
    ServiceKind.SCHOOLING: (("schooling", 0.85), ("schooling.enrol", 0.8)),
    ServiceKind.WAGE_ADVANCE: (("advance.wages", 1.0), ("advance", 0.95)),
    ServiceKind.POLICY_ADVICE: (("policy", 0.45),),
    ServiceKind.TRAINING: (("training", 0.45),),
}
"""What a kind of service is about, whatever its name says, and how surely."""

ONLY_THIS = re.compile(r"^(?:只|仅)(?:限|办|管|接|受理|做|收|解答|处理)?(?P<what>[^,。;]+)")
NOT_THIS = re.compile(r"^(?:不(?:管|受理|办|含|接|包括|处理|负责|解决|涉及)|除)")
CLAUSES = re.compile(r"[,，。;；!！]")


def wanted_texts(profile: MemberProfile) -> tuple[Phrase, ...]:
    """Where the member says what help is wanted: 求助事项, and 备注 where that says nothing."""
    member = profile.member
    if member.matters:
        return member.matters
    return (Phrase(member.remarks, "备注", 0, len(member.remarks), confirmed=False),) if member.remarks else ()


def _whole(phrases: tuple[Phrase, ...]) -> tuple[Phrase, ...]:
    """The phrases, and all of a cell that was cut in several: a plea may run over a comma."""
    if len(phrases) < 2:
        return phrases
    text = "，".join(phrase.text for phrase in phrases)
    return (*phrases, Phrase(text, phrases[0].source, phrases[0].start, phrases[-1].end, phrases[0].confirmed))


def wanted(profile: MemberProfile) -> tuple[Linked, ...]:
    """The matters with which the member asks for help."""
    found = distinct(item for phrase in _whole(wanted_texts(profile)) for item in _named_or_pleaded(phrase))
    special = {matters()[item.code].parent for item in found}
    near = tuple(item for item in found if item.code not in special)
    return tuple(item for item in near if not FOR_OTHERS.issuperset(matters()[item.code].kinds)) or near


FOR_OTHERS = frozenset({ServiceKind.MATTER, ServiceKind.VOLUNTEERING})
"""What is done for others is not what somebody asks for who asks for more: 交的养老 is no wish to visit the old."""


def _named_or_pleaded(phrase: Phrase) -> tuple[Linked, ...]:
    """The matters that a text names, and those for which it pleads in other words; group names only where nothing is nearer."""
    plain = fold(phrase.text).text
    pleaded = [
        Linked(code, matters()[code].name, cut(phrase, start, end) if len(plain) == len(phrase.text) else phrase, PLEADED)
        for code, start, end in matters_pleaded(plain)
    ]
    return distinct([*matters_in(phrase), *pleaded])


PLEADED = 0.9
"""How sure a matter is that the words of a plea tell."""


def facts_of(profile: MemberProfile) -> int:
    """The circumstances that the member tells, as bits."""
    member = profile.member
    return read_facts("。".join([*(phrase.text for phrase in member.matters), member.remarks]))


def hours_free(profile: MemberProfile) -> Week:
    """When the member can come: the hours given, else those that the wish names (晚上能上课)."""
    member = profile.member
    hours = member.serve.hours if member.serve else ""
    return read_week(hours or "。".join(phrase.text for phrase in member.matters if ATTENDS.search(phrase.text)))


ATTENDS = re.compile(r"晚上|周末|白天|夜里|下班后|上课")


def helps(profile: ServiceProfile) -> tuple[Linked, ...]:
    """What a service gives: what it says it does alone, else its name, its description and its kind."""
    service = profile.service
    alone = _only(service)
    if alone:
        return alone
    name = Phrase(service.name, "事项名称", 0, len(service.name))
    named = _named_or_pleaded(name)
    later = [replace(item, similarity=round(SAID_LATER * item.similarity, 2)) for phrase in _told(service) for item in _named_or_pleaded(phrase)]
    later = [item for item in later if not named or _own_kind(item, service)]
    found = distinct(item if _own_kind(item, service) else replace(item, similarity=round(OTHER_KIND * item.similarity, 2)) for item in (*named, *later))
    special = [item for item in found if matters()[item.code].parent and item.code not in GENERAL and _own_kind(item, service)]
    if special and service.kind not in (ServiceKind.SCHOOLING, ServiceKind.WAGE_ADVANCE):
        return found
    return distinct([*found, *_by_kind(service, name)])


def _own_kind(item: Linked, service: Service) -> bool:
    return service.kind in matters()[item.code].kinds or service.kind is ServiceKind.OTHER


def _by_kind(service: Service, name: Phrase) -> Iterable[Linked]:
    for code, sure in BY_KIND.get(service.kind, ()):
        yield Linked(code, matters()[code].name, name, sure, inferred=True)


def _only(service: Service) -> tuple[Linked, ...]:
    """The matters that a clause names as the only ones (只办拖欠工资, 仅车祸)."""
    found: list[Linked] = []
    for clause in CLAUSES.split(f"{service.audience}，{service.description}"):
        match = ONLY_THIS.match(clause.strip())
        if match:
            found += _named_or_pleaded(Phrase(match["what"], "说明", 0, len(match["what"])))
    return distinct(found)


def _told(service: Service) -> tuple[Phrase, ...]:
    clauses = [clause.strip() for clause in CLAUSES.split(service.description)]
    return tuple(Phrase(clause, "说明", 0, len(clause)) for clause in clauses if clause and not NOT_THIS.match(clause))


def conditions_of(profile: ServiceProfile) -> Conditions:
    """Whom the service rules out."""
    service = profile.service
    near = service.place.code if service.place and service.place.code else None
    return read_conditions_of_help(f"{service.name}，{service.audience}，{service.description}", near)


def hours_asked(profile: ServiceProfile) -> Week:
    """When a course is held, or when alone a desk is open."""
    service = profile.service
    if service.kind is ServiceKind.TRAINING or re.search("只|仅", service.hours):
        return read_week(service.hours)
    return read_week("")
