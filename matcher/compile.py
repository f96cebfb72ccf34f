"""A query and a scorecard become tables of points over the values that the pool holds."""

from collections.abc import Hashable
from dataclasses import dataclass
from functools import reduce
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from features.pool import Column, Pool, Row, Value, as_array
from matcher.criterion import Criterion, Reducer, Requirement
from matcher.scorecard import Entry, Scorecard

EXCLUDED = -1_000_000
"""What an unmet requirement adds: more than any score can make up for."""

FAR_BELOW = 2_500
"""A record this much below the best possible is as good as excluded, when terms are put in order."""

NO_ENTRIES = np.zeros(0, np.int32)
LOOKUP, BEST, SUM = 0, 1, 2
"""How a term reads its column: the code's entry; the largest entry of a bag; the sum over a bag."""

Side = Literal["member", "opportunity"]


@dataclass(frozen=True, slots=True)
class Term:
    """One look-up: `table[code]` of a column of the pool, `empty` where a bag holds nothing."""

    source: str
    operation: int
    position: int
    table: NDArray[np.int32]
    empty: int = 0
    ceiling: int | None = None
    """The most that it can come to, where that is known beforehand; else no bag that is summed may hold a value twice."""
    usual: float = 0.0
    """What a value that is held gives on average: a guide to what drops records soonest."""
    question: Hashable = None
    """What the table answers, where the answers for whole bags are worth keeping."""

    @property
    def largest(self) -> int:
        """The most this term can add to any record."""
        if self.ceiling is not None:
            return max(self.ceiling, self.empty)
        if self.operation == SUM:
            return max(int(np.maximum(self.table, 0).sum()), self.empty)
        return max(int(self.table.max()), self.empty) if len(self.table) else self.empty


@dataclass(frozen=True, slots=True)
class Query:
    """The tables of one query: `constants` are the points that no record's value changes."""

    terms: tuple[Term, ...]
    constants: dict[str, int]

    @property
    def base(self) -> int:
        """What every record earns alike."""
        return sum(self.constants.values())


@dataclass(frozen=True, slots=True)
class _Facing:
    """One rule's two columns, seen from the side that is searched."""

    rule: Criterion | Requirement
    pool: Pool
    searched: Side

    @property
    def source(self) -> str:
        kind = "criterion" if isinstance(self.rule, Criterion) else "requirement"
        return f"{kind}:{self.rule.key}"

    @property
    def column(self) -> str:
        return self.rule.member if self.searched == "member" else self.rule.opportunity

    @property
    def asking(self) -> str:
        return self.rule.opportunity if self.searched == "member" else self.rule.member

    def measure(self, held: NDArray[Any], asked: NDArray[Any]) -> tuple[NDArray[np.float64], NDArray[Any]]:
        """The measure as [searched values, asked values], and the opportunity's values broadcast alike."""
        if self.searched == "member":
            members, opportunities = held[:, None], asked[None, :]
        else:
            members, opportunities = asked[None, :], held[:, None]
        with np.errstate(invalid="ignore", divide="ignore"):
            measured = np.asarray(self.rule.measure(members, opportunities), dtype=np.float64)
        return np.broadcast_to(measured, (len(held), len(asked))), opportunities


@dataclass(frozen=True, slots=True)
class _Tables:
    """The points of every value that the pool holds, one table per asked value; what was worked out is kept."""

    facing: _Facing
    asking: Column
    entry: Entry | None

    @property
    def topic(self) -> Hashable:
        """What is asked of a value, whichever value the other side has."""
        return self.facing.rule.key, self.facing.rule.measure, self.entry

    def of(self, asked: tuple[Value, ...]) -> list[NDArray[np.int32]]:
        """A table per asked value, as long as the vocabulary."""
        vocabulary = self.facing.pool.vocabularies[self.facing.column]
        size, memory = len(vocabulary), vocabulary.memory
        before = memory.on(self.topic)
        known = [before.get(value, NO_ENTRIES) for value in asked]
        for start in {len(table) for table in known} - {size}:
            late = [i for i, table in enumerate(known) if len(table) == start]
            fresh = self._points(vocabulary.array[start:], as_array(self.asking, [asked[i] for i in late]))
            for column, i in enumerate(late):
                known[i] = np.concatenate([known[i], fresh[column]])
                memory.keep(self.topic, asked[i], known[i])
        return known

    def _points(self, held: NDArray[Any], asked: NDArray[Any]) -> NDArray[np.int32]:
        """[asked values, searched values]"""
        measured, opportunities = self.facing.measure(held, asked)
        if self.entry is None:
            return np.ascontiguousarray(np.where(measured < 0.5, EXCLUDED, 0).T, dtype=np.int32)
        share = opportunities["share"] if self.facing.rule.reducer in (Reducer.COVER, Reducer.MATCH) else 100
        points = self.entry.points(measured, np.broadcast_to(share, measured.shape))
        return np.ascontiguousarray(points.T, dtype=np.int32)


def compile_query(
    asking: Row,
    columns: dict[str, Column],
    pool: Pool,
    searched: Side,
    scorecard: Scorecard,
    criteria: tuple[Criterion, ...],
    requirements: tuple[Requirement, ...],
) -> Query:
    """Tables for one record of the asking side against a pool of the other.

    Args:
        asking: the record's column values; columns: the asking side's columns by key.
        searched: which side the pool holds.
    """
    terms: list[Term] = []
    constants: dict[str, int] = {}
    for requirement in requirements:
        facing = _Facing(requirement, pool, searched)
        values = asking.get(facing.asking, ())
        if values:
            terms += _requirement_terms(_Tables(facing, columns[facing.asking], None), values)
    by_key = {criterion.key: criterion for criterion in criteria}
    for entry in scorecard.entries:
        facing = _Facing(by_key[entry.key], pool, searched)
        values = asking.get(facing.asking, ())
        if values:
            terms += _criterion_terms(_Tables(facing, columns[facing.asking], entry), values, entry)
        else:
            constants[facing.source] = entry.baseline
    return Query(tuple(terms), constants)


def _criterion_terms(tables: _Tables, asked: tuple[Value, ...], entry: Entry) -> list[Term]:
    found, baseline, rule = tables.of(asked), entry.baseline, tables.facing.rule
    place = _Placed(tables.facing, tables.topic)
    if rule.reducer is Reducer.COVER and tables.facing.searched == "member":
        return [place.best(table, baseline if j == 0 else 0, asked[j : j + 1]) for j, table in enumerate(found)]
    if rule.reducer is Reducer.MATCH:
        return [place.sum(_sum(found), baseline, entry.maximum, asked)]
    if rule.reducer is Reducer.COVER:
        return [place.sum(_largest(found), baseline, entry.maximum, asked)]
    return [place.best(_largest(found), baseline, asked)]


def _requirement_terms(tables: _Tables, asked: tuple[Value, ...]) -> list[Term]:
    """No term where no value that the pool holds would be excluded."""
    found, rule = tables.of(asked), tables.facing.rule
    place = _Placed(tables.facing, tables.topic)
    if rule.reducer is Reducer.COVER and tables.facing.searched == "member":
        return [place.best(table, 0, asked[j : j + 1]) for j, table in enumerate(found) if table.any()]
    table = _sum(found) if rule.reducer is Reducer.EVERY else _largest(found)
    if not table.any():
        return []
    summed = rule.reducer in (Reducer.COVER, Reducer.EVERY)
    return [place.sum(table, 0, 0, asked) if summed else place.best(table, 0, asked)]


def _largest(tables: list[NDArray[np.int32]]) -> NDArray[np.int32]:
    return reduce(np.maximum, tables)


def _sum(tables: list[NDArray[np.int32]]) -> NDArray[np.int32]:
    return tables[0] if len(tables) == 1 else np.add.reduce(tables, dtype=np.int32)


@dataclass(frozen=True, slots=True)
class _Placed:
    """Makes terms for the searched column, a plain look-up where it holds one value a record."""

    facing: _Facing
    topic: Hashable

    def best(self, table: NDArray[np.int32], empty: int, asked: tuple[Value, ...]) -> Term:
        return self._term(BEST, table, empty, None, asked)

    def sum(self, table: NDArray[np.int32], empty: int, ceiling: int, asked: tuple[Value, ...]) -> Term:
        return self._term(SUM, table, empty, ceiling, asked)

    def _term(
        self, operation: int, table: NDArray[np.int32], empty: int, ceiling: int | None, asked: tuple[Value, ...]
    ) -> Term:
        from matcher.kernel import weigh

        column, pool = self.facing.column, self.facing.pool
        vocabulary = pool.vocabularies[column]
        if not vocabulary.column.bag:
            operation, table = LOOKUP, table.copy()
            table[0] = empty
        whole, most = weigh(table, vocabulary.counts, -FAR_BELOW)
        return Term(
            self.facing.source, operation, pool.position[column], table, empty,
            ceiling=int(most) if ceiling is None else ceiling,
            usual=(whole + empty * vocabulary.absent) / max(vocabulary.used + vocabulary.absent, 1),
            question=(self.topic, asked, operation, empty),
        )  # fmt: skip
