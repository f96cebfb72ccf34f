"""A seeded invented world of any size, with the skews of a real one: few trades, few home counties, few cities."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from random import Random
from typing import TypeVar

from data.records import Ask, Member, Opening, Pay, Phrase, Place, Start, WorkWish, Years
from data.reference.credentials import credentials
from data.reference.occupations import occupations
from data.reference.regions import regions
from data.reference.skills import skills
from data.scenarios.chances import (
    CITIES,
    FIRMS,
    REFUSED,
    SCHOOLING,
    STARTS,
    SURNAMES,
    USUAL,
    WANTED,
    Shares,
    city_shares,
    credentials_of,
    home_shares,
    homes,
    skills_of,
    trade_shares,
    trades,
    usual_pay,
)
from data.scenarios.draws import HUNDRED, Choices, Draws, known_papers, known_skills, places, stretches
from data.vocabulary import Education, Intent

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class World:
    """Members and openings as a county's stations would have them."""

    members: tuple[Member, ...]
    openings: tuple[Opening, ...]


def world(seed: int, members: int, openings: int) -> World:
    """The first so many members and openings of the world that `seed` stands for."""
    return World(tuple(people(seed, members)), tuple(posts(seed, openings)))


def people(seed: int, count: int, anywhere: bool = False) -> Iterator[Member]:
    """Members one by one, all of them ready to go anywhere where that is asked; a longer run begins with the shorter one."""
    number = 0
    for stretch in stretches(seed, count, anywhere):
        for row in range(len(stretch)):
            yield member(stretch, row, number)
            number += 1


def posts(seed: int, count: int) -> Iterator[Opening]:
    """Openings one by one; a longer run begins with the shorter one."""
    luck = Random(f"posts {seed}")
    for number in range(count):
        yield _post(luck, number)


def undemanding(opening: Opening) -> Opening:
    """The same opening with no must: what it asks for it would only like."""
    asked = tuple(replace(ask, must=False) for ask in opening.credentials)
    return replace(opening, credentials=asked, education_must=False, years_must=False)


def member_id(number: int) -> str:
    """The id of a member by number."""
    return f"m{number:07}"


def member(draws: Draws, row: int, number: int) -> Member:
    """The record of one of the members drawn."""
    home, current, schooling = int(draws.home[row]), int(draws.current[row]), int(draws.education[row])
    return Member(
        id=member_id(number),
        number=f"M{number:07}",
        name=SURNAMES[draws.surname[row]] + "某",
        phone=f"139{number:08}",
        hometown=place(places()[home]) if home >= 0 else None,
        current=place(places()[current]) if current >= 0 else None,
        intents=(Intent.WORK,),
        skills=phrases("skill", _chosen(known_skills(), draws.skills[row])),
        credentials=phrases("credential", _chosen(known_papers(), draws.papers[row])) if draws.papers_said[row] >= 0 else None,
        history=phrases("occupation", _chosen(trades(), draws.history[row])),
        years=Years(float(draws.years[row])) if draws.years[row] >= 0 else None,
        education=SCHOOLING[schooling][0] if schooling >= 0 else None,
        work=_wish(draws, row),
    )


def _wish(draws: Draws, row: int) -> WorkWish:
    least, start = int(draws.least[row]), int(draws.start[row])
    refused_job, named, shunned = (each[row : row + 1] for each in (draws.refused_job, draws.named, draws.shunned))
    return WorkWish(
        occupations=phrases("occupation", _chosen(trades(), draws.wished[row])),
        refused_occupations=phrases("occupation", _chosen(trades(), refused_job)),
        pay=_least(least * HUNDRED, bool(draws.floor[row] >= 0)) if least >= 0 else None,
        places=tuple(map(place, _chosen(places(), named))),
        refused_places=tuple(map(place, _chosen(places(), shunned))),
        anywhere=bool(draws.anywhere[row] >= 0),
        places_only=bool(draws.only[row] >= 0),
        wanted=frozenset(_chosen(WANTED, draws.wanted[row])),
        refused=frozenset(_chosen(REFUSED, draws.refused[row])),
        housing=True if draws.housing[row] >= 0 else None,
        meals=True if draws.meals[row] >= 0 else None,
        start=_start(STARTS[start]) if start >= 0 else None,
    )


def _chosen(known: Sequence[str], choices: Choices) -> tuple[str, ...]:
    return tuple(known[choice] for choice in choices.tolist() if choice >= 0)


@cache
def _least(yuan: int, floor: bool) -> Pay:
    return Pay(low=float(yuan), period="month", floor=floor, text=f"{yuan}元")


@cache
def _start(day: str) -> Start:
    return Start(day, day == STARTS[0], day)


def _some(luck: Random, items: Sequence[T], most: int) -> tuple[T, ...]:
    return tuple(luck.sample(items, min(len(items), luck.randint(0, most))))


def _one(luck: Random, items: Sequence[str], shares: Shares) -> str:
    return luck.choices(items, cum_weights=shares)[0]


@cache
def place(code: str) -> Place:
    """A region by its code, named as people do."""
    return Place(code, regions()[code].level, regions()[code].short)


@cache
def phrases(kind: str, codes: tuple[str, ...]) -> tuple[Phrase, ...]:
    """What somebody who wants or knows these would write; `kind` is occupation, skill or credential."""
    source, names = _names(kind)
    return tuple(Phrase(names[code], source, 0, len(names[code])) for code in codes)


@cache
def _names(kind: str) -> tuple[str, Mapping[str, str]]:
    if kind == "occupation":
        return "求职岗位", {row.code: row.name for row in occupations().values()}
    if kind == "skill":
        return "技能特长", {row.code: row.name for row in skills().values()}
    return "证书", {row.code: row.name for row in credentials().values()}


def _post(luck: Random, number: int) -> Opening:
    said = luck.random
    trade = _one(luck, trades(), trade_shares())
    asked = _some(luck, skills_of(trade), 8)
    papers = tuple((code, said() < 0.5) for code in _some(luck, credentials_of(trade), 1))
    site = _one(luck, homes(), home_shares()) if said() < 0.45 else _one(luck, CITIES, city_shares())
    low = int(usual_pay(trade) * luck.uniform(0.8, 1.3) / HUNDRED) * HUNDRED
    day = luck.choice(STARTS)
    high = low + luck.randrange(0, 3500, 500)
    return Opening(
        id=f"o{number:07}",
        number=f"O{number:06}",
        employer=f"{regions()[site].short}{luck.choice(FIRMS)}{number}号厂",
        title=Phrase(occupations()[trade].name, "岗位名称", 0, len(occupations()[trade].name)),
        headcount=luck.choice((1, 2, 3, 5, 10, 20, 50)),
        places=(place(site),) if said() < 0.95 else (),
        pay=Pay(low=float(low), high=float(high), period="month", text=f"{low}-{high}元") if said() < 0.92 else None,
        skills=phrases("skill", asked),
        credentials=tuple(Ask(phrases("credential", (code,)), must) for code, must in papers),
        years=Years(float(luck.choice((1, 1, 2, 3, 5)))) if said() < 0.4 else None,
        education=luck.choice((Education.JUNIOR, Education.SENIOR, Education.COLLEGE)) if said() < 0.35 else None,
        education_must=said() < 0.3,
        conditions=frozenset(_some(luck, USUAL, 4)),
        housing=said() < 0.6 if said() < 0.7 else None,
        meals=said() < 0.6 if said() < 0.7 else None,
        start=Start(day, day == STARTS[0], day) if said() < 0.3 else None,
    )
