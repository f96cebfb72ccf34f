"""Hometown projects of the invented world with what they need, and members who would put in money, come home to lead, or advise."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from random import Random

from data.records import (
    Holding,
    InvestWish,
    Member,
    NeedOf,
    Phrase,
    Project,
    ProjectNeed,
    ReturnWish,
    ServeWish,
    Years,
)
from data.scenarios.chances import Shares, home_shares, homes, skills_of, trade_shares, trades, zipf
from data.scenarios.world import people, phrases, place
from data.vocabulary import Intent, Involvement, NeedKind

WAN = 10_000
FIELDS = (
    "水果种植", "水产养殖", "食品加工", "电子商务", "乡村旅游", "畜禽养殖", "茶叶", "中药材", "服装加工", "农产品冷链",
    "竹木加工", "食用菌", "家政服务", "物流配送", "民宿", "油茶",
)  # fmt: skip
"""Trades in which money is put and projects are made, by the words that people use, commonest first."""

KINDS = (NeedKind.CAPITAL, NeedKind.LEADER, NeedKind.TECHNIQUE, NeedKind.CHANNEL, NeedKind.TALENT)
KIND_SHARES: Shares = (0.4, 0.6, 0.8, 0.92, 1.0)
WORDS = {
    NeedKind.CAPITAL: "地和人都有，缺设备和流动资金",
    NeedKind.LEADER: "要能牵头运营，熟悉本地，带得动人",
    NeedKind.TECHNIQUE: "请懂行的人指导，可以视频",
    NeedKind.CHANNEL: "想进商超和酒楼，也要有人做网店",
    NeedKind.TALENT: "缺能独当一面的技术人员",
}
HOLDINGS = ("land", "water", "orchard", "forest")
CHANNELS = ("supermarket", "restaurant", "wholesale", "platform")
HOURS = ("周末", "农闲时", "晚上", "每月两天")
INTENTS = (Intent.INVEST, Intent.LEAD, Intent.ADVISE)
RETURNS: tuple[ReturnWish, ...] = ("home", "later", "away")


def ventures(seed: int, count: int) -> Iterator[Project]:
    """Projects one by one, each with up to three needs; a longer run begins with the shorter one."""
    luck = Random(f"ventures {seed}")
    for number in range(count):
        yield _project(luck, number)


def needs(seed: int, count: int) -> Iterator[NeedOf]:
    """The first so many needs of the projects."""
    given = 0
    for project in ventures(seed, count):
        for need in project.needs[: count - given]:
            yield NeedOf(project, need)
            given += 1


def backers(seed: int, count: int) -> Iterator[Member]:
    """The same people as members of the world, each with what else they would do at home; a longer run begins with the shorter one."""
    luck = Random(f"backers {seed}")
    for person in people(seed, count):
        yield _backer(luck, person)


def _one(luck: Random, items: Sequence[str], shares: Shares) -> str:
    return luck.choices(items, cum_weights=shares)[0]


def _field(luck: Random) -> str:
    return _one(luck, FIELDS, zipf(len(FIELDS)))


def _sum(luck: Random) -> float:
    """Yuan, most of them small: between ten thousand and a few million."""
    return float(round(luck.lognormvariate(3.0, 1.1)) + 1) * WAN


def _project(luck: Random, number: int) -> Project:
    field, kinds = _field(luck), dict.fromkeys(luck.choices(KINDS, cum_weights=KIND_SHARES)[0] for _ in range(luck.randint(1, 3)))
    site = place(_one(luck, homes(), home_shares()))
    holdings = tuple(Holding(kind, float(luck.randint(1, 50) * 10), "亩") for kind in luck.sample(HOLDINGS, luck.randint(0, 2)))
    return Project(
        id=f"p{number:07}",
        number=f"P{number:06}",
        name=f"{site.text}{field}{number}号",
        place=site,
        industry=Phrase(field, "行业", 0, len(field)),
        holdings=holdings,
        needs=tuple(_need(luck, kind) for kind in kinds),
    )


def _need(luck: Random, kind: NeedKind) -> ProjectNeed:
    said, capital = luck.random, _sum(luck)
    need = ProjectNeed(kind=kind, description=WORDS[kind], jobs=luck.choice((None, 3, 5, 12, 20, 40)))
    if kind is NeedKind.CAPITAL:
        return replace(
            need,
            capital=capital,
            min_ticket=round(capital / luck.choice((5, 10, 20, 50))) if said() < 0.7 else None,
            years=Years(float(luck.randint(1, 6))) if said() < 0.4 else None,
            involvement=frozenset(luck.sample(tuple(Involvement), luck.randint(1, 2))) if said() < 0.5 else frozenset(),
        )
    if kind is NeedKind.LEADER:
        return replace(need, min_ticket=round(capital / 5) if said() < 0.4 else None, capital=capital if said() < 0.5 else None)
    if kind is NeedKind.CHANNEL:
        return replace(need, channels=frozenset(luck.sample(CHANNELS, luck.randint(1, 2))))
    known = skills_of(_one(luck, trades(), trade_shares()))
    return replace(
        need,
        skills=phrases("skill", tuple(luck.sample(known, min(len(known), luck.randint(1, 3))))),
        online=said() < 0.5 if said() < 0.6 else None,
        seasonal=True if said() < 0.3 else None,
    )


def _backer(luck: Random, person: Member) -> Member:
    said = luck.random
    intents = tuple(intent for intent in INTENTS if said() < 0.5) or (luck.choice(INTENTS),)
    invests = Intent.INVEST in intents or said() < 0.2
    return replace(
        person,
        intents=intents,
        invest=_investing(luck) if invests else None,
        serve=_serving(luck, person) if Intent.ADVISE in intents else None,
        return_wish=luck.choices(RETURNS, (5, 3, 2))[0] if said() < 0.6 else None,
    )


def _investing(luck: Random) -> InvestWish:
    said, most = luck.random, _sum(luck)
    named = dict.fromkeys(_field(luck) for _ in range(luck.randint(0, 2)))
    return InvestWish(
        capital_low=most / 2 if said() < 0.3 else None,
        capital_high=most if said() < 0.8 else None,
        industries=tuple(Phrase(field, "关注行业", 0, len(field)) for field in named),
        involvement=luck.choice(tuple(Involvement)) if said() < 0.6 else None,
        min_share=51.0 if said() < 0.05 else None,
        max_years=float(luck.randint(2, 6)) if said() < 0.15 else None,
    )


def _serving(luck: Random, person: Member) -> ServeWish:
    said = luck.random
    return ServeWish(
        skills=person.skills[:2],
        hours=luck.choice(HOURS) if said() < 0.6 else "",
        online=said() < 0.6 if said() < 0.5 else None,
        channels=frozenset(luck.sample(CHANNELS, 1)) if said() < 0.2 else frozenset(),
    )
