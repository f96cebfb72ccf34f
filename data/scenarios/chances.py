"""What is usual in the invented world: its trades, homes and cities with their shares, pay, schooling and days."""

from functools import cache
from itertools import accumulate

from data.reference.credentials import credentials
from data.reference.occupations import occupations
from data.reference.regions import regions
from data.reference.skills import skills
from data.vocabulary import Education

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

Shares = tuple[float, ...]
"""Weights added up, as `choices` and `searchsorted` want them."""


@cache
def trades() -> tuple[str, ...]:
    """The occupations that most skills belong to, commonest first."""
    counted: dict[str, int] = {}
    for skill in skills().values():
        for code in skill.occupations:
            if code in occupations():
                counted[code] = counted.get(code, 0) + 1
    return tuple(sorted(counted, key=lambda code: (-counted[code], code))[:COMMON_TRADES])


@cache
def homes() -> tuple[str, ...]:
    """Counties that people leave, in a fixed shuffled order."""
    from random import Random

    found = [r.code for r in regions().values() if _is_county(r.code) and r.code[:2] in HOME_PROVINCES and r.code[4] in "278"]
    Random(0).shuffle(found)
    return tuple(found)


def _is_county(code: str) -> bool:
    region = regions()[code]
    return region.level == "county" and region.status == "active"


def zipf(count: int, power: float = 1.0) -> Shares:
    """Zipf's weights of the first so many, added up."""
    return tuple(accumulate(1.0 / (rank + 1) ** power for rank in range(count)))


@cache
def trade_shares() -> Shares:
    """How common each trade is."""
    return zipf(len(trades()))


@cache
def home_shares() -> Shares:
    """How many leave each county."""
    return zipf(len(homes()), 0.9)


@cache
def city_shares() -> Shares:
    """How many go to each city."""
    return zipf(len(CITIES))


@cache
def skills_of(trade: str) -> tuple[str, ...]:
    """The skills that belong to a trade."""
    return tuple(skill.code for skill in skills().values() if trade in skill.occupations)


@cache
def credentials_of(trade: str) -> tuple[str, ...]:
    """The certificates that are usual in a trade."""
    return tuple(row.code for row in credentials().values() if trade in row.occupations)


def usual_pay(trade: str) -> float:
    """Yuan a month that a trade pays before luck has its say."""
    return MONTHLY.get(trade[0], 4500) * (0.85 + int(trade[2:4] + trade[5:7]) % 7 * 0.05)
