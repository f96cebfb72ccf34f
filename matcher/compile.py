"""A query and a scorecard become tables of points over the values that the pool holds."""

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from features.pool import Column, Pool, Row, as_array
from matcher.criterion import Criterion, Reducer, Requirement
from matcher.scorecard import Entry, Scorecard

EXCLUDED = -1_000_000
"""What an unmet requirement adds: more than any score can make up for."""

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
    """The most that a sum can come to, where that is known beforehand."""

    @property
    def largest(self) -> int:
        """The most this term can add to any record."""
        if self.operation == SUM and self.ceiling is not None:
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

    def measure(self, asked: NDArray[Any]) -> tuple[NDArray[np.float64], NDArray[Any]]:
        """The measure as [searched values, asked values], and the opportunity's values broadcast alike."""
        held = self.pool.vocabularies[self.column].array
        if self.searched == "member":
            members, opportunities = held[:, None], asked[None, :]
        else:
            members, opportunities = asked[None, :], held[:, None]
        with np.errstate(invalid="ignore", divide="ignore"):
            measured = np.asarray(self.rule.measure(members, opportunities), dtype=np.float64)
        return np.broadcast_to(measured, (len(held), len(asked))), opportunities


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
            terms += _requirement_terms(facing, as_array(columns[facing.asking], values))
    by_key = {criterion.key: criterion for criterion in criteria}
    for entry in scorecard.entries:
        facing = _Facing(by_key[entry.key], pool, searched)
        values = asking.get(facing.asking, ())
        if not values:
            constants[facing.source] = entry.baseline
            continue
        measured, opportunities = facing.measure(as_array(columns[facing.asking], values))
        share = opportunities["share"] if facing.rule.reducer in (Reducer.COVER, Reducer.MATCH) else 100
        points = entry.points(measured, np.broadcast_to(share, measured.shape))
        terms += _criterion_terms(facing, points, entry)
    return Query(tuple(terms), constants)


def _criterion_terms(facing: _Facing, points: NDArray[np.int64], entry: Entry) -> list[Term]:
    place, baseline = _Placed(facing), entry.baseline
    if facing.rule.reducer is Reducer.COVER and facing.searched == "member":
        return [place.best(points[:, j], baseline if j == 0 else 0) for j in range(points.shape[1])]
    if facing.rule.reducer is Reducer.MATCH:
        return [place.sum(points.sum(axis=1), baseline, entry.maximum)]
    if facing.rule.reducer is Reducer.COVER:
        return [place.sum(points.max(axis=1), baseline, entry.maximum)]
    return [place.best(points.max(axis=1), baseline)]


def _requirement_terms(facing: _Facing, asked: NDArray[Any]) -> list[Term]:
    measured, _ = facing.measure(asked)
    unmet = np.where(measured < 0.5, EXCLUDED, 0)
    place, reducer = _Placed(facing), facing.rule.reducer
    if reducer is Reducer.COVER and facing.searched == "member":
        terms = [place.best(unmet[:, j], 0) for j in range(unmet.shape[1])]
    elif reducer is Reducer.COVER:
        terms = [place.sum(unmet.max(axis=1), 0, 0)]
    elif reducer is Reducer.EVERY:
        terms = [place.sum(unmet.sum(axis=1), 0, 0)]
    else:
        terms = [place.best(unmet.max(axis=1), 0)]
    return [term for term in terms if term.table.size and term.table.min() < 0]


@dataclass(frozen=True, slots=True)
class _Placed:
    """Makes terms for the searched column, a plain look-up where it holds one value a record."""

    facing: _Facing

    def best(self, table: NDArray[np.int64], empty: int) -> Term:
        return self._term(BEST, table, empty, None)

    def sum(self, table: NDArray[np.int64], empty: int, ceiling: int) -> Term:
        return self._term(SUM, table, empty, ceiling)

    def _term(self, operation: int, table: NDArray[np.int64], empty: int, ceiling: int | None) -> Term:
        key, column, pool = self.facing.source, self.facing.column, self.facing.pool
        table = np.array(table, dtype=np.int32)
        if not pool.vocabularies[column].column.bag:
            operation, table[0] = LOOKUP, empty
        return Term(key, operation, pool.position[column], table, empty, ceiling)
