"""What a member can do and with which goods, and what a project or a team asks for of both."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from data.records import Phrase
from data.reference.knowhow import knowhow
from data.reference.products import products
from data.vocabulary import Education, NeedKind
from features.kin import knowhow_of_job, knowhow_of_matter, knowhow_of_skill
from features.knowhow import found_knowhow, found_products, refused_knowhow
from features.profiles.linked import Linked, distinct, found_in
from features.profiles.member import MemberProfile
from features.profiles.need import NeedProfile
from features.profiles.service import ServiceProfile

BY_THE_GOODS = 0.6
"""How sure it is that somebody who names goods alone grows or raises them."""

BY_A_SKILL, BESIDE_WORDS, BY_A_JOB = 0.9, 0.65, 0.75
"""How sure know-how is that only a linked skill stands for, the same beside plain words, and only a former job."""

ASIDE = frozenset({"heights"})
"""What is never asked for by itself: it only tells what somebody would not do."""

SELLING = "sell"
TRADES = re.compile(r"卖|销售|帮销|采购|渠道|档口|外贸|进出口|批发|推销|展销|代购|经销|导购|贸易|贴膜|门市|专柜|营业员|收银")
"""Whoever did this with goods sold them."""

OWNS = re.compile(r"(?:开|办|经营)(?:了|着|有|过)?[^,，。;；、]{0,6}(?:厂|公司|企业|超市|酒楼|饭店|商行|酒店)|老板(?!娘|电器)|董事长|企业家")
OWNER_GIVES = 0.6
"""How sure it is that somebody who owns a business would give, where gifts are asked for."""
SCHOOLED = frozenset({Education.COLLEGE, Education.BACHELOR, Education.MASTER, Education.DOCTOR})
BY_SCHOOLING = (("tutoring", 0.55), ("office", 0.5))
"""What somebody with a higher education, of whom nothing else is known, can do, and how sure that is."""

TRADING = frozenset({"online", "live", "brand", "tourism", "english", "delivery", "accounting", "quality"})
"""What goes with selling."""
HANDS = "labour"
OPEN = frozenset({
    "environment", "environment.greening", "environment.cleaning", "environment.sorting", "environment.river", "environment.forest",
    "safety", "safety.patrol", "safety.traffic", "safety.fire", "safety.fraud", "emergency.snow", "emergency.supplies", "care", "care.elders", "care.visits",
    "care.meals", "care.household", "festival", "festival.order", "festival.kitchen", "farm.harvest", "errands.moving", "errands.run",
})
"""Matters that anybody can lend a hand with."""

RAISED = frozenset({"meat", "fish", "bee"})
GROWN = frozenset({"grain", "oil", "fruit", "tea", "veg", "herb", "flower", "fibre", "tobacco"})
MADE = frozenset({"sugar", "drink", "food"})


def member_knowhow(profile: MemberProfile) -> tuple[Linked, ...]:
    """The know-how that skills, certificates, former jobs and what was offered speak of, without what was refused."""
    member = profile.member
    served = member.serve.skills if member.serve else ()
    texts = (*member.skills, *member.history, *served, *(member.credentials or ()))
    named = distinct(item for phrase in texts for item in _held(phrase))
    refused = {item.code for item in refused_by(profile)}
    known = distinct([*named, *_linked((*member.skills, *member.history, *served), BESIDE_WORDS if named else BY_A_SKILL), *_worked(profile, bool(named))])
    kept = tuple(item for item in distinct([*known, *_owner(texts)]) if not _within(item.code, refused))
    return kept or tuple(_usual(member_goods(profile)[:1], texts)) or _schooled(profile)


def _owner(texts: Iterable[Phrase]) -> Iterator[Linked]:
    """Whoever owns a business is one of those who are asked for gifts."""
    for phrase in texts:
        if match := OWNS.search(phrase.text):
            yield replace(_item("giving", phrase, match.start(), match.end()), similarity=OWNER_GIVES, inferred=True)


def _schooled(profile: MemberProfile) -> tuple[Linked, ...]:
    """What the schooling alone speaks for."""
    level = profile.member.education
    if level not in SCHOOLED:
        return ()
    phrase = Phrase("学历", "学历", 0, 2)
    return tuple(replace(_item(code, phrase, 0, 0), similarity=sure, inferred=True) for code, sure in BY_SCHOOLING)


def _linked(texts: Iterable[Phrase], sure: float = BY_A_SKILL) -> Iterator[Linked]:
    """The know-how behind the skills that are named; goods alone tell nothing beside plain words (花生油厂会计)."""
    for phrase in texts:
        told = bool(found_knowhow(phrase.text))
        trader = TRADES.search(phrase.text) is not None
        for skill in found_in("skill", phrase):
            if told and found_products(skill.phrase.text):
                continue
            for code in knowhow_of_skill(skill.code):
                if (code in TRADING or _sells(code)) if trader else not (told and _sells(code)):
                    yield replace(_item(code, skill.phrase, 0, 0), similarity=sure, inferred=True)


def _worked(profile: MemberProfile, named: bool) -> Iterator[Linked]:
    """The know-how of former jobs, where the words themselves name none."""
    for job in profile.worked:
        if not named and not job.inferred:
            for code in knowhow_of_job(job.code):
                yield replace(_item(code, job.phrase, 0, 0), similarity=round(BY_A_JOB * job.similarity, 2), inferred=True)


def refused_by(profile: MemberProfile) -> tuple[Linked, ...]:
    """What the member says that he cannot or would not do."""
    member = profile.member
    limits = member.serve.limits if member.serve else ""
    texts = (*member.skills, *member.history, *(member.serve.skills if member.serve else ()), Phrase(limits, "备注", 0, len(limits)))
    return distinct(_item(code, phrase, start, end) for phrase in texts for code, start, end in refused_knowhow(phrase.text))


def member_goods(profile: MemberProfile) -> tuple[Linked, ...]:
    """The goods that the member's skills, former jobs and trades of interest name."""
    member = profile.member
    served = member.serve.skills if member.serve else ()
    followed = member.invest.industries if member.invest else ()
    return distinct(item for phrase in (*member.history, *member.skills, *served, *followed) for item in _goods(phrase))


def need_goods(profile: NeedProfile) -> tuple[Linked, ...]:
    """The goods of a need: those to be sold by the project's name, those to be grown or made by the description first."""
    sold = profile.need.kind is NeedKind.CHANNEL
    texts = (profile.name, profile.description) if sold else (profile.description, profile.name)
    named = [_goods(phrase) for phrase in (*texts, profile.project.industry)]
    narrow = [item for found in named for item in found if not products()[item.code].broad]
    return distinct(narrow or [item for found in named for item in found])


def need_knowhow(profile: NeedProfile) -> tuple[Linked, ...]:
    """What is asked for: of a sales need ways of selling alone, of any other what its words name, else the usual of its goods."""
    cell = [item for phrase in profile.need.skills for item in (tuple(_named(phrase)) or _linked((phrase,)))]
    asked = [*cell, *(() if cell and profile.need.kind is NeedKind.TECHNIQUE else _named(profile.description))]
    if profile.need.kind is NeedKind.CHANNEL:
        return distinct(item for item in asked if _sells(item.code)) or (_item(SELLING, profile.name, 0, 0),)
    kept = [item for item in asked if not _sells(item.code) and item.code not in ASIDE]
    if not kept:
        named = [*_linked((*profile.need.skills, profile.description)), *_named(profile.name), *_linked((profile.name,))]
        kept = [item for item in named if not _sells(item.code) and item.code not in ASIDE]
    return distinct(kept) or tuple(_usual(need_goods(profile)[:1], (profile.name, profile.project.industry)))


def service_knowhow(profile: ServiceProfile) -> tuple[Linked, ...]:
    """What a team or a matter asks for: by the skills in their own cell, else by its name and description."""
    skills = profile.service.skills
    own = distinct([item for phrase in skills for item in _named(phrase)] or _linked(skills))
    told = distinct(item for phrase in profile.texts for item in _named(phrase))
    kept = tuple(item for item in own or told if item.code not in ASIDE and not _sells(item.code) and (own or item.code != HANDS))
    if not kept and open_to_all(profile):
        return ()
    return kept or distinct(_item(code, item.phrase, 0, 0) for item in profile.matters for code in knowhow_of_matter(item.code))


def open_to_all(profile: ServiceProfile) -> bool:
    """Whether anybody with hands and time can do it: no skills are asked, and all that it is about is open."""
    return not profile.service.skills and bool(profile.matters) and all(item.code in OPEN for item in profile.matters)


def touched(profile: ServiceProfile | NeedProfile) -> tuple[Linked, ...]:
    """Everything that is named anywhere in it: what somebody who rules one of these out cannot be asked."""
    if isinstance(profile, NeedProfile):
        return need_knowhow(profile)
    return distinct(item for phrase in profile.texts for item in _named(phrase))


def _usual(goods: Iterable[Linked], texts: Iterable[Phrase]) -> Iterator[Linked]:
    """What is usually done with the goods, where no know-how was named."""
    made = any("加工" in phrase.text or "厂" in phrase.text for phrase in texts)
    for item in goods:
        root = products()[item.code].root
        code = "process" if made or root in MADE else "raise" if root in RAISED else "grow" if root in GROWN else "craft" if root == "craft" else None
        if code:
            yield replace(_item(code, item.phrase, 0, len(item.phrase.text)), similarity=BY_THE_GOODS, inferred=True)


def _sells(code: str) -> bool:
    return code == "buying" or code.partition(".")[0] == SELLING


def _within(code: str, refused: set[str]) -> bool:
    return code in refused or (SELLING in refused and _sells(code))


def _named(phrase: Phrase) -> Iterator[Linked]:
    for code, start, end in found_knowhow(phrase.text):
        yield _item(code, phrase, start, end)


def _held(phrase: Phrase) -> Iterator[Linked]:
    """What somebody's own words tell; who sells a thing need not be able to use it (卖电焊机, 瓷砖销售)."""
    trader = TRADES.search(phrase.text) is not None
    found = [item for item in _named(phrase) if not trader or item.code in TRADING or _sells(item.code)]
    if trader and not found:
        found = [_item(SELLING, phrase, 0, 0)]
    yield from found


def _goods(phrase: Phrase) -> list[Linked]:
    return [
        Linked(code, products()[code].name, _piece(phrase, start, end), 1.0) for code, start, end in found_products(phrase.text)
    ]


def _item(code: str, phrase: Phrase, start: int, end: int) -> Linked:
    return Linked(code, knowhow()[code].name, _piece(phrase, start, end) if end > start else phrase, 1.0)


def _piece(phrase: Phrase, start: int, end: int) -> Phrase:
    return Phrase(phrase.text[start:end], phrase.source, phrase.start + start, phrase.start + end, phrase.confirmed)
