"""A matcher full of the seeded world: members as columns, openings that have been asked, times and sizes on the way."""

import gc
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from statistics import median
from time import perf_counter
from typing import Any, TypeVar

import numpy as np

from data.records import Member, Opening
from data.scenarios.world import posts, undemanding
from features.compaction import pool_from_codes
from features.pool import Pool
from features.world import CodedSide, Crowd, coded_openings
from matcher.compile import Side
from matcher.engine import Asked, Matcher

T = TypeVar("T")
K = 20
WARM = 5
"""So many other openings are asked before a way is measured."""

WORLD_SEED, ASKING_SEED, UNSEEN_SEED, STORED_SEED = 7, 11, 13, 17


@dataclass(frozen=True, slots=True)
class Timing:
    """Milliseconds a query over so many queries."""

    what: str
    queries: int
    median_ms: float
    p95_ms: float
    p99_ms: float

    @classmethod
    def of(cls, what: str, ms: Sequence[float]) -> "Timing":
        """What was measured one by one."""
        ordered = sorted(ms)
        p95, p99 = (ordered[min(int(share * len(ordered)), len(ordered) - 1)] for share in (0.95, 0.99))
        return cls(what, len(ms), median(ms), p95, p99)


def timed(way: Callable[[T], Any], questions: Sequence[T], before: Sequence[T] = ()) -> tuple[list[float], list[Any]]:
    """Milliseconds and answer of every question; those `before` are asked first and not measured."""
    for question in before:
        way(question)
    spent, answers = [], []
    for question in questions:
        started = perf_counter()
        answers.append(way(question))
        spent.append(1000 * (perf_counter() - started))
    return spent, answers


class Ground:
    """Members of the world in a pool, and openings asked of them; `easy` is the worst case: all go anywhere, nothing is a must."""

    def __init__(self, members: int, openings: int, easy: bool = False) -> None:
        started = perf_counter()
        self.crowd = Crowd(WORLD_SEED, members, anywhere=easy)
        coded = self.crowd.coded()
        self.world_s = perf_counter() - started
        self.matcher = Matcher()
        before, started = _resident(), perf_counter()
        self.matcher.members = filled(self.matcher, "member", coded)
        self.build_s = perf_counter() - started
        del coded
        self.resident = _resident() - before
        made = [undemanding(opening) if easy else opening for opening in posts(ASKING_SEED, openings + WARM)]
        self.openings: list[Opening] = made[WARM:]
        self.others: list[Opening] = made[:WARM]
        for opening in made:
            self.matcher.put(opening)

    @property
    def pool(self) -> Pool:
        """The members."""
        return self.matcher.members

    @cached_property
    def asked(self) -> list[Asked]:
        """The openings' questions with their tables."""
        return [self.matcher.ask(opening) for opening in self.openings]

    @cached_property
    def warming(self) -> list[Asked]:
        """The questions of the others."""
        return [self.matcher.ask(opening) for opening in self.others]

    def member(self, identifier: str) -> Member:
        """The record of a member."""
        return self.crowd.member(identifier)


def filled(matcher: Matcher, side: Side, coded: CodedSide) -> Pool:
    """A pool of a matcher's own kind built from columns."""
    empty = matcher.pool(side)
    return pool_from_codes(empty.columns, coded.vocabularies, coded.codes, coded.ids, sorted_by=empty.sorted_by)


def openings_filled(matcher: Matcher, count: int) -> Pool:
    """So many openings of the world as a pool."""
    return filled(matcher, "opportunity", coded_openings(posts(STORED_SEED, count)))


def nbytes(pool: Pool) -> dict[str, int]:
    """Bytes of a pool's base: the codes that every query may read, the bags, and the rest."""
    base, register = pool.base, pool.register
    assert base is not None and register is not None
    codes = base.narrow.nbytes + base.wide.nbytes
    whole = sum(value.nbytes for value in _arrays(base)) + sum(value.nbytes for value in _arrays(register))
    known = sum(v.array.nbytes + v.counts.nbytes for v in pool.vocabularies.values())
    return {"codes": codes, "bags": base.items.nbytes + base.starts.nbytes + base.ends.nbytes, "all": whole + known}


def _arrays(held: Any) -> list[np.ndarray[Any, Any]]:
    fields = (getattr(held, name) for name in held.__dataclass_fields__)
    return [field for field in fields if isinstance(field, np.ndarray)]


def _resident() -> int:
    """Bytes of memory that this process has."""
    gc.collect()
    with open("/proc/self/statm", encoding="ascii") as line:
        return int(line.read().split()[1]) * 4096


def streaming(bytes_read: int) -> tuple[float, float]:
    """(bytes a second, milliseconds) that one core reads so many bytes at, and how long that takes: numpy's sum, best of five."""
    array = np.ones(max(bytes_read, 1 << 20) // 8, np.int64)
    spent = min(_once(array) for _ in range(5))
    return array.nbytes / spent, 1000 * spent * bytes_read / array.nbytes


def _once(array: np.ndarray[Any, Any]) -> float:
    started = perf_counter()
    array.sum()
    return perf_counter() - started
