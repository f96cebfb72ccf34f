"""A query and a scorecard become tables of points over the values that the pool holds."""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from functools import reduce
from itertools import count
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from features.pool import Column, Pool, Row, Value, as_array
from features.tables import Kept
from matcher.criterion import Criterion, Reducer, Requirement
from matcher.scorecard import Entry, Scorecard

EXCLUDED = -1_000_000
"""What an unmet requirement adds: more than any score can make up for."""

FAR_BELOW = 2_500
"""A record this much below the best possible is as good as excluded, when terms are put in order."""

NO_ENTRIES = np.zeros(0, np.int32)
LOOKUP, BEST, SUM = 0, 1, 2
"""How a term reads its column: the code's entry; the largest entry of a bag; the sum over a bag."""

QUESTIONS = count()
TERMS = "terms"
"""The topics of a pool's tables under which the terms of what was asked are kept, with the size of the vocabulary."""

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
    offset: int = 0
    """Where the table begins in the query's `array`, where there is one."""
    question: int | None = None
    """A number that stands for what is asked, by which what is worked out from it can be kept."""

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
    """The tables of one query: `constants` are the points that no record's value changes.

    `array` holds every term's table at its offset; None where the terms were not put side by side.
    """

    terms: tuple[Term, ...]
    constants: dict[str, int]
    array: NDArray[np.int32] | None = None

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


class _Rule:
    """One rule of a query: the terms that it makes of what is asked; what was worked out is kept with the pool.

    A code never changes its meaning, so a table stays right and is only continued for new codes.
    """

    def __init__(self, facing: _Facing, asking: Column, entry: Entry | None) -> None:
        self.facing, self.asking, self.entry = facing, asking, entry
        self.vocabulary = facing.pool.vocabularies[facing.column]
        topic = facing.rule.key, facing.rule.measure, entry, facing.searched
        self._terms: Kept = facing.pool.tables.on((TERMS, *topic))
        self._values: Kept = facing.pool.tables.on(("values", *topic))
        self._questions: Kept = facing.pool.tables.on(("questions", *topic))

    def terms(self, asked: tuple[Value, ...]) -> tuple[Term, ...]:
        """The terms for what is asked, as long as the vocabulary."""
        size = len(self.vocabulary)
        known: tuple[int, tuple[Term, ...]] | None = self._terms.answers.get(asked)
        if known is not None and known[0] == size:
            return known[1]
        began = self.facing.pool.tables.forgotten
        made = self._requirement(asked) if self.entry is None else self._criterion(asked, self.entry)
        if self.facing.pool.tables.forgotten == began:
            self._terms.answers[asked] = size, made
        return made

    def _criterion(self, asked: tuple[Value, ...], entry: Entry) -> tuple[Term, ...]:
        baseline, rule = entry.baseline, self.facing.rule
        if rule.reducer is Reducer.COVER and self.facing.searched == "member":
            found = self._tables(asked)
            return tuple(self._best(table, baseline if j == 0 else 0, (j == 0, asked[j])) for j, table in enumerate(found))
        if rule.reducer is Reducer.MATCH:
            return (self._sum(self._joined(asked, entry), baseline, entry.maximum, asked),)
        if rule.reducer is Reducer.COVER:
            return (self._sum(_largest(self._tables(asked)), baseline, entry.maximum, asked),)
        return (self._best(_largest(self._tables(asked)), baseline, asked),)

    def _requirement(self, asked: tuple[Value, ...]) -> tuple[Term, ...]:
        """No term where no value that the pool holds would be excluded."""
        found, rule = self._tables(asked), self.facing.rule
        if rule.reducer is Reducer.COVER and self.facing.searched == "member":
            return tuple(self._best(table, 0, (False, asked[j])) for j, table in enumerate(found) if table.any())
        table = _sum(found) if rule.reducer is Reducer.EVERY else _largest(found)
        if not table.any():
            return ()
        summed = rule.reducer in (Reducer.COVER, Reducer.EVERY)
        return (self._sum(table, 0, 0, asked) if summed else self._best(table, 0, asked),)

    def _tables(self, asked: tuple[Value, ...]) -> list[NDArray[np.int32]]:
        """A table per asked value."""
        size, known = len(self.vocabulary), self._values.answers
        found = [known.get(value, NO_ENTRIES) for value in asked]
        for start in {len(table) for table in found} - {size}:
            late = [i for i, table in enumerate(found) if len(table) == start]
            fresh = self._points(self.vocabulary.array[start:], [asked[i] for i in late])
            for column, i in enumerate(late):
                found[i] = known[asked[i]] = np.concatenate([found[i], fresh[column]])
                self.facing.pool.tables.weigh(size)
        return found

    def _joined(self, asked: tuple[Value, ...], entry: Entry) -> NDArray[np.int32]:
        """One table for all that is asked, measured only where the first fields are equal: nothing else can match."""
        table = np.zeros(len(self.vocabulary), np.int32)
        pairs = [(code, j) for j, value in enumerate(asked) for code in self.vocabulary.sharing(value[0])]
        if pairs:
            codes, which = np.array(pairs).T
            both = self.vocabulary.array[codes], as_array(self.asking, asked)[which]
            member, opportunity = both if self.facing.searched == "member" else both[::-1]
            measured = np.asarray(self.facing.rule.measure(member, opportunity), dtype=np.float64)
            np.add.at(table, codes, entry.points(measured, opportunity["share"]).astype(np.int32))
        return table

    def _points(self, held: NDArray[Any], asked: list[Value]) -> NDArray[np.int32]:
        """[asked values, searched values]"""
        measured, opportunities = self.facing.measure(held, as_array(self.asking, asked))
        if self.entry is None:
            return np.ascontiguousarray(np.where(measured < 0.5, EXCLUDED, 0).T, dtype=np.int32)
        share = opportunities["share"] if self.facing.rule.reducer in (Reducer.COVER, Reducer.MATCH) else 100
        points = self.entry.points(measured, np.broadcast_to(share, measured.shape))
        return np.ascontiguousarray(points.T, dtype=np.int32)

    def _best(self, table: NDArray[np.int32], empty: int, asked: Hashable) -> Term:
        return self._placed(BEST, table, empty, None, asked)

    def _sum(self, table: NDArray[np.int32], empty: int, ceiling: int, asked: Hashable) -> Term:
        return self._placed(SUM, table, empty, ceiling, asked)

    def _placed(
        self, operation: int, table: NDArray[np.int32], empty: int, ceiling: int | None, asked: Hashable
    ) -> Term:
        """The term with its table put beside the others; a plain look-up where the column holds one value a record."""
        from matcher.kernel import weigh

        vocabulary, tables = self.vocabulary, self.facing.pool.tables
        at = tables.place(table)
        placed = tables.array[at : at + len(table)]
        if not vocabulary.column.bag:
            operation, placed[0] = LOOKUP, empty
        whole, most = weigh(placed, vocabulary.counts, -FAR_BELOW)
        return Term(
            self.facing.source, operation, self.facing.pool.position[self.facing.column], placed, empty,
            ceiling=int(most) if ceiling is None else ceiling,
            usual=(whole + empty * vocabulary.absent) / max(vocabulary.used + vocabulary.absent, 1),
            offset=at,
            question=self._questions.answers.setdefault(asked, next(QUESTIONS)),
        )  # fmt: skip


class Compiler:
    """Turns records of the asking side into queries over a pool of the other; made once, used for every record.

    Args:
        columns: the asking side's columns by key.
        searched: which side the pool holds.
    """

    def __init__(
        self,
        columns: Mapping[str, Column],
        pool: Pool,
        searched: Side,
        scorecard: Scorecard,
        criteria: Iterable[Criterion],
        requirements: Iterable[Requirement],
    ) -> None:
        self.pool = pool
        by_key = {criterion.key: criterion for criterion in criteria}
        rules: list[tuple[Criterion | Requirement, Entry | None]] = [(rule, None) for rule in requirements]
        rules += [(by_key[entry.key], entry) for entry in scorecard.entries]
        facings = [(_Facing(rule, pool, searched), entry) for rule, entry in rules]
        self._rules = [(facing.asking, _Rule(facing, columns[facing.asking], entry)) for facing, entry in facings]

    def query(self, asking: Row) -> Query:
        """The tables for one record by its column values."""
        tables = self.pool.tables
        with tables.lock:
            while True:
                began, constants = tables.forgotten, {}
                terms: list[Term] = []
                for column, rule in self._rules:
                    values = asking.get(column, ())
                    if values:
                        terms += rule.terms(values)
                    elif rule.entry is not None:
                        constants[rule.facing.source] = rule.entry.baseline
                if tables.forgotten == began:
                    return Query(tuple(terms), constants, tables.array)


def compile_query(
    asking: Row,
    columns: Mapping[str, Column],
    pool: Pool,
    searched: Side,
    scorecard: Scorecard,
    criteria: Iterable[Criterion],
    requirements: Iterable[Requirement],
) -> Query:
    """Tables for one record of the asking side against a pool of the other; see `Compiler`."""
    return Compiler(columns, pool, searched, scorecard, criteria, requirements).query(asking)


def _largest(tables: list[NDArray[np.int32]]) -> NDArray[np.int32]:
    return reduce(np.maximum, tables)


def _sum(tables: list[NDArray[np.int32]]) -> NDArray[np.int32]:
    return tables[0] if len(tables) == 1 else np.add.reduce(tables, dtype=np.int32)
