"""The members of the invented world as arrays of choices, many at a time, from which records or columns are made."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from functools import cache
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from data.scenarios.chances import (
    CITIES,
    REFUSED,
    SCHOOLING,
    STARTS,
    SURNAMES,
    WANTED,
    city_shares,
    credentials_of,
    home_shares,
    homes,
    skills_of,
    trade_shares,
    trades,
    usual_pay,
)

Choices = NDArray[np.int16]
STRETCH = 50_000
"""So many members are drawn with one seed; a longer run has more stretches."""

NONE = -1
MOST_SKILLS, MOST_PAPERS, HUNDRED, LONGEST = 5, 2, 100, 35


@cache
def places() -> tuple[str, ...]:
    """The counties and cities that a place is chosen from."""
    return (*homes(), *CITIES)


@cache
def known_skills() -> tuple[str, ...]:
    """All skills that anybody has."""
    return tuple(dict.fromkeys(code for trade in trades() for code in skills_of(trade)))


@cache
def known_papers() -> tuple[str, ...]:
    """All certificates that anybody has."""
    return tuple(dict.fromkeys(code for trade in trades() for code in credentials_of(trade)))


@dataclass(frozen=True, slots=True)
class Draws:
    """What each of n members has and wants, int16[n] or int16[n, most]: positions in the lists of chances, NONE for unsaid.

    `least` is hundreds of yuan a month; `papers_said`, `anywhere`, `only`, `floor`, `housing` and `meals` are 1 or NONE.
    """

    surname: Choices
    skills: Choices
    papers_said: Choices
    papers: Choices
    history: Choices
    wished: Choices
    refused_job: Choices
    home: Choices
    current: Choices
    named: Choices
    only: Choices
    shunned: Choices
    anywhere: Choices
    years: Choices
    education: Choices
    least: Choices
    floor: Choices
    wanted: Choices
    refused: Choices
    housing: Choices
    meals: Choices
    start: Choices

    def __len__(self) -> int:
        return len(self.surname)

    def take(self, rows: NDArray[np.int64] | slice) -> "Draws":
        """Some of the members."""
        return Draws(**{field.name: getattr(self, field.name)[rows] for field in fields(self)})

    def told(self, keys: Collection[str]) -> "Draws":
        """The same members having said this and nothing else."""
        unsaid = [field.name for field in fields(self) if field.name not in keys]
        return replace(self, **{key: np.full_like(getattr(self, key), NONE) for key in unsaid})


def draw(seed: int, count: int, anywhere: bool = False) -> Draws:
    """The first so many members of the world that `seed` stands for; with `anywhere` each would go anywhere."""
    parts = list(stretches(seed, count, anywhere))
    return Draws(**{field.name: np.concatenate([getattr(part, field.name) for part in parts]) for field in fields(Draws)})


def stretches(seed: int, count: int, anywhere: bool = False) -> Iterator[Draws]:
    """The same, some at a time."""
    for number, first in enumerate(range(0, max(count, 1), STRETCH)):
        yield _Luck(seed, number, min(STRETCH, count - first)).draws(anywhere)


@dataclass(frozen=True, slots=True)
class _Luck:
    """The dice of one stretch: every field has its own, so that a shorter stretch begins a longer one."""

    seed: int
    stretch: int
    count: int

    def rolls(self, field: str, width: int | None = None) -> NDArray[np.float64]:
        """Uniform numbers, [n] or [n, width]."""
        dice = np.random.default_rng((self.seed, self.stretch, crc32(field.encode())))
        return dice.random(self.count if width is None else (self.count, width))

    def chance(self, field: str, share: float) -> NDArray[np.bool_]:
        """True for so many of them."""
        return self.rolls(f"{field}?") < share

    def one(self, field: str, shares: Sequence[float]) -> Choices:
        """A position each, by weights that were added up."""
        return np.searchsorted(np.array(shares), self.rolls(field) * shares[-1], side="right").astype(np.int16)

    def any_of(self, field: str, count: int) -> Choices:
        """A position each, all alike."""
        return (self.rolls(field) * count).astype(np.int16)

    def some(self, field: str, lists: NDArray[np.int16], sizes: NDArray[np.int64], most: int) -> Choices:
        """Up to `most` different ones, in any order, of each member's list, int16[n, most]."""
        rolled = np.where(lists >= 0, self.rolls(field, lists.shape[1]), 2.0)
        order = np.argsort(rolled, axis=1, kind="stable")[:, :most]
        wanted = np.minimum((self.rolls(f"{field}#") * (most + 1)).astype(np.int64), sizes)
        picked = np.full((self.count, most), NONE, np.int16)
        picked[:, : order.shape[1]] = np.take_along_axis(lists, order, axis=1)
        picked[np.arange(most) >= wanted[:, None]] = NONE
        return picked

    def draws(self, anywhere: bool) -> Draws:
        """All fields of the stretch."""
        trade, home = self.one("trade", trade_shares()), self.one("home", home_shares())
        has_papers = self.chance("papers", 0.6)
        papers = np.where(has_papers[:, None], self._of_trade("papers", trade), NONE)
        said = ~self.chance("papers unsaid", 0.45)
        named = self._named(home)
        elsewhere = self._city("elsewhere")
        would_go = np.ones(self.count, np.bool_) if anywhere else self.chance("anywhere", 0.08)
        keeps = (named >= 0) & self.chance("only", 0.15) & (not anywhere)
        shuns = (elsewhere != named) & self.chance("shunned", 0.04) & (not anywhere)
        return Draws(
            surname=self.any_of("surname", len(SURNAMES)),
            skills=self._of_trade("skills", trade),
            papers_said=_flag(said),
            papers=np.where(said[:, None], papers, NONE).astype(np.int16),
            history=self._pair("worked", trade, self.chance("worked", 0.85), 0.3),
            wished=self._pair("wished", np.where(self.chance("same", 0.7), trade, self.one("first", trade_shares())), True, 0.25),
            refused_job=_if(self.chance("refused job", 0.06), self.one("refused job", trade_shares())),
            home=_if(self.chance("home", 0.95), home),
            current=np.where(self.chance("at home", 0.3), home, self._city("current")).astype(np.int16),
            named=named,
            only=_flag(keeps),
            shunned=_if(shuns, elsewhere),
            anywhere=_flag(would_go),
            years=_if(self.chance("years", 0.7), np.minimum(-np.log(1 - self.rolls("years")) / 0.15, LONGEST)),
            education=_if(self.chance("education", 0.75), self.one("education", _schooling())),
            least=_if(self.chance("pay", 0.75), _usual_pay()[trade] * (0.8 + 0.5 * self.rolls("pay")) / HUNDRED),
            floor=_flag(self.chance("floor", 0.15)),
            wanted=self._marks("wanted", len(WANTED), 0.2),
            refused=self._marks("refused", len(REFUSED), 0.25),
            housing=_flag(self.chance("housing", 0.3)),
            meals=_flag(self.chance("meals", 0.3)),
            start=_if(self.chance("start", 0.6), self.any_of("start", len(STARTS))),
        )

    def _of_trade(self, field: str, trade: Choices) -> Choices:
        lists, most = _lists(field), MOST_SKILLS if field == "skills" else MOST_PAPERS
        mine = lists[trade]
        return self.some(field, mine, (mine >= 0).sum(axis=1), most)

    def _city(self, field: str) -> Choices:
        return self.one(field, city_shares()) + np.int16(len(homes()))

    def _named(self, home: Choices) -> Choices:
        where = np.where(self.chance("named home", 0.55), home, self._city("named"))
        return _if(self.chance("named", 0.55), where)

    def _pair(self, field: str, first: NDArray[np.int16], said: NDArray[np.bool_] | bool, more: float) -> Choices:
        second = self.one(f"{field} second", trade_shares())
        second = _if(self.chance(f"{field} second", more) & (second != first), second)
        return np.where(np.broadcast_to(said, self.count)[:, None], np.stack([first, second], axis=1), NONE).astype(np.int16)

    def _marks(self, field: str, count: int, share: float) -> Choices:
        """Up to two of a short list, in the order of the list: they are a set."""
        lists = np.broadcast_to(np.arange(count, dtype=np.int16), (self.count, count))
        some = np.sort(self.some(field, lists, np.full(self.count, count), 2), axis=1)
        return np.where(self.chance(field, share)[:, None], some, NONE).astype(np.int16)


def _flag(true: NDArray[np.bool_]) -> Choices:
    return np.where(true, 1, NONE).astype(np.int16)


def _if(said: NDArray[np.bool_], value: NDArray[np.generic]) -> Choices:
    return np.where(said, value, NONE).astype(np.int16)


@cache
def _lists(field: str) -> NDArray[np.int16]:
    """Of each trade its skills or its papers, padded with NONE."""
    of, known = (skills_of, known_skills()) if field == "skills" else (credentials_of, known_papers())
    position = {code: i for i, code in enumerate(known)}
    longest = max(len(of(trade)) for trade in trades())
    lists = np.full((len(trades()), longest), NONE, np.int16)
    for i, trade in enumerate(trades()):
        lists[i, : len(of(trade))] = [position[code] for code in of(trade)]
    return lists


@cache
def _usual_pay() -> NDArray[np.float64]:
    return np.array([usual_pay(trade) for trade in trades()])


@cache
def _schooling() -> tuple[float, ...]:
    return tuple(np.cumsum([share for _, share in SCHOOLING]).tolist())
