"""A filter of a ranking as terms of a query: 0 where a record fits, excluded where it does not; no score is touched."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from data.text import Text
from features.pool import Pool
from matcher.compile import BEST, EXCLUDED, FAR_BELOW, LOOKUP, QUESTIONS, SUM, Query, Side, Term
from matcher.ranking import lay_out, score_rows

Values = NDArray[Any]
Fits = Callable[[Values, Any], NDArray[np.bool_]]
"""(values of the column, one thing wanted) -> which values fit."""

Which = Callable[[Values], NDArray[np.bool_]]


@dataclass(frozen=True, slots=True)
class Look:
    """One column in which a filter can be read.

    Args:
        speaks: the values that speak of it where not all do, at most one of a record; the others say nothing.
        leaves_open: the values that do not fit and yet do not rule it out (a list that may go on).
    """

    column: str
    fits: Fits
    speaks: Which | None = None
    leaves_open: Which | None = None


@dataclass(frozen=True, slots=True)
class Filter:
    """Something that a station or an employer narrows a ranking by.

    Args:
        kind: what is wanted, which tells the doors how to read it: region, occupation, day, yuan ….
        looks: where it can be read; the first column that a track's pool holds is taken.
        every: all that is wanted must fit; otherwise any of it.
    """

    key: str
    label: Text
    searched: Side
    kind: str
    looks: tuple[Look, ...]
    every: bool = False

    def look(self, pool: Pool) -> Look | None:
        """Where a pool can be asked; None where it holds no such column."""
        return next((look for look in self.looks if look.column in pool.position), None)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A filter with what is wanted; `unknown` keeps those who said nothing of it too.

    Each of `values` is all that one word may mean: any of its codes will do.
    """

    filter: Filter
    values: tuple[tuple[Hashable, ...], ...]
    unknown: bool = False


def filter_terms(filters: Sequence[Wanted], pool: Pool, side: Side) -> tuple[Term, ...]:
    """The terms of all filters over a pool of `side`; their tables stand in `pool.tables`, as those of the rules do.

    Whoever puts them beside a query's own terms holds the lock of the tables and looks whether they were
    forgotten since. KeyError for a filter of the other side, or one whose column the pool does not hold.
    """
    return tuple(term for wanted in filters for term in _terms(wanted, pool, side))


def _terms(wanted: Wanted, pool: Pool, side: Side) -> tuple[Term, ...]:
    look = wanted.filter.look(pool)
    if look is None or wanted.filter.searched != side:
        raise KeyError(wanted.filter.key)
    size, tables = len(pool.vocabularies[look.column]), pool.tables
    kept = tables.on(("filter", side, wanted.filter.key, wanted.unknown))
    known: tuple[int, tuple[Term, ...]] | None = kept.answers.get(wanted.values)
    if known is not None and known[0] == size:
        return known[1]
    began = tables.forgotten
    numbers = tables.on(("questions", "filter", side, wanted.filter.key, wanted.unknown)).answers
    groups = wanted.values if wanted.filter.every else (tuple(code for value in wanted.values for code in value),)
    made = tuple(_term(wanted, look, group, pool, numbers.setdefault(group, next(QUESTIONS))) for group in groups)
    if tables.forgotten == began:
        kept.answers[wanted.values] = size, made
    return made


def _term(wanted: Wanted, look: Look, values: tuple[Hashable, ...], pool: Pool, question: int) -> Term:
    """One term: any of the values will do."""
    from matcher.kernel import weigh

    vocabulary, silent = pool.vocabularies[look.column], 0 if wanted.unknown else EXCLUDED
    operation, table = _table(look, values, vocabulary.array, vocabulary.column.bag, wanted.unknown)
    if not vocabulary.column.bag:
        table[0] = silent
    at = pool.tables.place(table)
    placed = pool.tables.array[at : at + len(table)]
    whole, most = weigh(placed, vocabulary.counts, -FAR_BELOW)
    usual = (whole + max(silent, -FAR_BELOW) * vocabulary.absent) / max(vocabulary.used + vocabulary.absent, 1)
    source, position = f"filter:{wanted.filter.key}", pool.position[look.column]
    return Term(source, operation, position, placed, silent, ceiling=int(most), usual=usual, offset=at, question=question)


def _table(
    look: Look, values: tuple[Hashable, ...], held: NDArray[np.void], bag: bool, unknown: bool
) -> tuple[int, NDArray[np.int32]]:
    """How the column is read, and an entry per value: of a bag any value that fits will do.

    Where those who say nothing are kept and not every value of a bag speaks of the thing, the one that does is
    found by adding up: the others count for nothing.
    """
    fits = np.logical_or.reduce([look.fits(held, value) for value in values])
    speaks = look.speaks(held) if look.speaks is not None else np.ones(len(held), np.bool_)
    good = fits & speaks
    if unknown:
        good |= look.leaves_open(held) if look.leaves_open is not None else ~speaks
    operation = LOOKUP if not bag else SUM if unknown and look.speaks is not None else BEST
    return operation, np.where(good, 0, EXCLUDED).astype(np.int32)


def fitting(filters: Sequence[Wanted], pool: Pool, side: Side) -> NDArray[np.bool_]:
    """bool[n] over the rows of a pool: those that pass every filter, whatever they score."""
    with pool.tables.lock:
        program = lay_out(Query(filter_terms(filters, pool, side), {}))
    return score_rows(program, pool) >= 0
