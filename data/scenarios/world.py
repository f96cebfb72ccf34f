"""A seeded invented world of any size, with the skews of a real one: few trades, few home counties, few cities."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import accumulate
from random import Random
from typing import TypeVar

from data.records import Ask, Member, Opening, Pay, Phrase, Place, Start, WorkWish, Years
from data.reference.credentials import credentials
from data.reference.occupations import occupations
from data.reference.regions import regions
from data.reference.skills import skills
from data.vocabulary import Education, Intent

T = TypeVar("T")

COMMON_TRADES = 150
HOME_PROVINCES = ("36", "34", "41", "51", "52", "43", "45", "42", "62", "61")
CITIES = (
    "440306", "441900", "440112", "330109", "320583", "310115", "350582", "330212", "320205", "440604", "442000",
    "110114", "330782", "350206", "320412", "330381", "440305", "310120", "120116", "370211", "440307", "330411",
)  # fmt: skip
MONTHLY = {"1": 8000, "2": 7500, "3": 4800, "4": 4600, "5": 4200, "6": 5600}
"""Usual yuan a month by the first digit of an occupation."""

SCHOOLING = (
    (Education.PRIMARY, 12), (Education.JUNIOR, 45), (Education.SENIOR, 25), (Education.COLLEGE, 11), (Education.BACHELOR, 7)
)  # fmt: skip
REFUSED = ("night_shift", "rotating_shift", "height", "heavy", "overtime", "chemicals", "travel", "underground")
WANTED = ("day_shift", "eight_hours", "light", "sitting", "indoor")
USUAL = ("rotating_shift", "night_shift", "day_shift", "overtime", "standing", "heavy", "height", "outdoor", "assembly_line", "noise")
SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗"
STARTS = ("2026-11-22", "2026-11-22", "2026-12-01", "2026-12-15", "2027-01-01", "2027-02-20", "2027-03-01")
FIRMS = ("电子", "物流", "家政", "建筑", "食品", "纺织", "物业", "农业", "机械", "餐饮")


@dataclass(frozen=True, slots=True)
class World:
    """Members and openings as a county's stations would have them."""

    members: tuple[Member, ...]
    openings: tuple[Opening, ...]


def world(seed: int, members: int, openings: int) -> World:
    """The first so many members and openings of the world that `seed` stands for."""
    return World(
        tuple(people(seed, members)),
        tuple(posts(seed, openings)),
    )


def people(seed: int, count: int) -> Iterator[Member]:
    """Members one by one; a longer run begins with the shorter one."""
    luck = Random(f"people {seed}")
    for number in range(count):
        yield _person(luck, number)


def posts(seed: int, count: int) -> Iterator[Opening]:
    """Openings one by one; a longer run begins with the shorter one."""
    luck = Random(f"posts {seed}")
    for number in range(count):
        yield _post(luck, number)


def recombined(identifier: str, trade: Member, around: Member) -> Member:
    """A further member with the trade of one and the circumstances of another, so that few make many."""
    wish, known = around.work or WorkWish(), trade.work or WorkWish()
    work = replace(wish, occupations=known.occupations, refused_occupations=known.refused_occupations)
    return replace(
        around, id=identifier, skills=trade.skills, credentials=trade.credentials, history=trade.history, work=work
    )


@cache
def _trades() -> tuple[tuple[str, ...], tuple[float, ...]]:
    """The occupations that most skills belong to, commonest first, with Zipf's weights added up."""
    counted: dict[str, int] = {}
    for skill in skills().values():
        for code in skill.occupations:
            if code in occupations():
                counted[code] = counted.get(code, 0) + 1
    codes = tuple(sorted(counted, key=lambda code: (-counted[code], code))[:COMMON_TRADES])
    return codes, _zipf(len(codes))


@cache
def _homes() -> tuple[tuple[str, ...], tuple[float, ...]]:
    """Counties that people leave, in a fixed shuffled order, with Zipf's weights added up."""
    found = [r.code for r in regions().values() if _is_county(r.code) and r.code[:2] in HOME_PROVINCES and r.code[4] in "278"]
    Random(0).shuffle(found)
    return tuple(found), _zipf(len(found), 0.9)


def _is_county(code: str) -> bool:
    region = regions()[code]
    return region.level == "county" and region.status == "active"


def _zipf(count: int, power: float = 1.0) -> tuple[float, ...]:
    return tuple(accumulate(1.0 / (rank + 1) ** power for rank in range(count)))


@cache
def _city_weights() -> tuple[float, ...]:
    return _zipf(len(CITIES))


@cache
def _skills_of(trade: str) -> tuple[str, ...]:
    return tuple(skill.code for skill in skills().values() if trade in skill.occupations)


@cache
def _credentials_of(trade: str) -> tuple[str, ...]:
    return tuple(row.code for row in credentials().values() if trade in row.occupations)


def _some(luck: Random, items: Sequence[T], most: int) -> tuple[T, ...]:
    return tuple(luck.sample(items, min(len(items), luck.randint(0, most))))


def _one(luck: Random, choice: tuple[tuple[str, ...], tuple[float, ...]]) -> str:
    return luck.choices(choice[0], cum_weights=choice[1])[0]


def _monthly(luck: Random, trade: str) -> int:
    usual = MONTHLY.get(trade[0], 4500) * (0.85 + int(trade[2:4] + trade[5:7]) % 7 * 0.05)
    return int(usual * luck.uniform(0.8, 1.3) / 100) * 100


@cache
def _place(code: str) -> Place:
    return Place(code, regions()[code].level, regions()[code].short)


@cache
def _phrases(kind: str, codes: tuple[str, ...]) -> tuple[Phrase, ...]:
    source, names = _names(kind)
    return tuple(Phrase(names[code], source, 0, len(names[code])) for code in codes)


@cache
def _names(kind: str) -> tuple[str, Mapping[str, str]]:
    if kind == "occupation":
        return "求职岗位", {row.code: row.name for row in occupations().values()}
    if kind == "skill":
        return "技能特长", {row.code: row.name for row in skills().values()}
    return "证书", {row.code: row.name for row in credentials().values()}


def _person(luck: Random, number: int) -> Member:
    said = luck.random
    trade = _one(luck, _trades())
    known = _skills_of(trade)
    first = trade if said() < 0.7 else _one(luck, _trades())
    wished = tuple(dict.fromkeys((first, *((_one(luck, _trades()),) if said() < 0.25 else ()))))
    refused = (_one(luck, _trades()),) if said() < 0.06 else ()
    worked = tuple(dict.fromkeys((trade, *((_one(luck, _trades()),) if said() < 0.3 else ())))) if said() < 0.85 else ()
    held = _some(luck, known, 5)
    usual = _credentials_of(trade)
    papers = None if said() < 0.45 else _some(luck, usual, 2) if said() < 0.6 else ()
    home = _one(luck, _homes())
    return Member(
        id=f"m{number:07}",
        number=f"M{number:07}",
        name=luck.choice(SURNAMES) + "某",
        phone=f"139{number:08}",
        hometown=_place(home) if said() < 0.95 else None,
        current=_place(home if said() < 0.3 else luck.choices(CITIES, cum_weights=_city_weights())[0]),
        intents=(Intent.WORK,),
        skills=_phrases("skill", held),
        credentials=None if papers is None else _phrases("credential", papers),
        history=_phrases("occupation", worked),
        years=Years(float(min(int(luck.expovariate(0.15)), 35))) if said() < 0.7 else None,
        education=luck.choices([e for e, _ in SCHOOLING], [w for _, w in SCHOOLING])[0] if said() < 0.75 else None,
        work=_wish(luck, home, trade, wished, refused),
    )


def _wish(luck: Random, home: str, trade: str, wished: tuple[str, ...], refused: tuple[str, ...]) -> WorkWish:
    said = luck.random
    least = _monthly(luck, trade)
    named = (home if said() < 0.55 else luck.choices(CITIES, cum_weights=_city_weights())[0],) if said() < 0.55 else ()
    elsewhere = luck.choices(CITIES, cum_weights=_city_weights())[0]
    day = luck.choice(STARTS)
    return WorkWish(
        occupations=_phrases("occupation", wished),
        refused_occupations=_phrases("occupation", refused),
        pay=Pay(low=float(least), period="month", floor=said() < 0.15, text=f"{least}元") if said() < 0.75 else None,
        places=tuple(map(_place, named)),
        refused_places=(_place(elsewhere),) if elsewhere not in named and said() < 0.04 else (),
        anywhere=said() < 0.08,
        places_only=bool(named) and said() < 0.15,
        wanted=frozenset(_some(luck, WANTED, 2)) if said() < 0.2 else frozenset(),
        refused=frozenset(_some(luck, REFUSED, 2)) if said() < 0.25 else frozenset(),
        housing=True if said() < 0.3 else None,
        meals=True if said() < 0.3 else None,
        start=Start(day, day == STARTS[0], day) if said() < 0.6 else None,
    )


def _post(luck: Random, number: int) -> Opening:
    said = luck.random
    trade = _one(luck, _trades())
    asked = _some(luck, _skills_of(trade), 8)
    papers = tuple((code, said() < 0.5) for code in _some(luck, _credentials_of(trade), 1))
    site = _one(luck, _homes()) if said() < 0.45 else luck.choices(CITIES, cum_weights=_city_weights())[0]
    low, day = _monthly(luck, trade), luck.choice(STARTS)
    high = low + luck.randrange(0, 3500, 500)
    return Opening(
        id=f"o{number:07}",
        number=f"O{number:06}",
        employer=f"{regions()[site].short}{luck.choice(FIRMS)}{number}号厂",
        title=Phrase(occupations()[trade].name, "岗位名称", 0, len(occupations()[trade].name)),
        headcount=luck.choice((1, 2, 3, 5, 10, 20, 50)),
        places=(_place(site),) if said() < 0.95 else (),
        pay=Pay(low=float(low), high=float(high), period="month", text=f"{low}-{high}元") if said() < 0.92 else None,
        skills=_phrases("skill", asked),
        credentials=tuple(Ask(_phrases("credential", (code,)), must) for code, must in papers),
        years=Years(float(luck.choice((1, 1, 2, 3, 5)))) if said() < 0.4 else None,
        education=luck.choice((Education.JUNIOR, Education.SENIOR, Education.COLLEGE)) if said() < 0.35 else None,
        education_must=said() < 0.3,
        conditions=frozenset(_some(luck, USUAL, 4)),
        housing=said() < 0.6 if said() < 0.7 else None,
        meals=said() < 0.6 if said() < 0.7 else None,
        start=Start(day, day == STARTS[0], day) if said() < 0.3 else None,
    )
