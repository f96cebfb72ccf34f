"""Exact top k of a pool: by falling score, then the id's fixed hash, then age of the row."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from features.pool import Pool
from matcher.compile import BEST, LOOKUP, NO_ENTRIES, SUM, Query, Term

HEAD = 4
"""So many terms are summed for every record before any record is looked at by itself."""

SEEDS = 12
"""So many likely records are scored first for every place of the ranking."""

COST = {LOOKUP: 1.0, BEST: 2.0, SUM: 6.0}
"""How long the terms take, roughly, one against the other."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """One place of a ranking: the record's id, its row and its score in hundredths."""

    id: str
    row: int
    score: int


@dataclass(frozen=True, slots=True)
class Program:
    """A query's terms laid out for the kernel, in the order that drops records soonest."""

    terms: tuple[Term, ...]
    largest: tuple[int, ...]
    """The most that each term can add."""
    operations: NDArray[np.int64]
    positions: NDArray[np.int64]
    offsets: NDArray[np.int64]
    empties: NDArray[np.int64]
    table: NDArray[np.int32]
    base: int


def lay_out(query: Query) -> Program:
    """The terms whose usual value lies furthest below their largest come first, for what they cost."""
    measured = [(term, max(term.largest, 0)) for term in query.terms]
    measured.sort(key=lambda pair: (pair[0].usual - pair[1]) / COST[pair[0].operation])
    terms = tuple(term for term, _ in measured)
    sizes = [len(term.table) for term in terms]
    return Program(
        terms,
        tuple(largest for _, largest in measured),
        np.array([term.operation for term in terms], np.int64),
        np.array([term.position for term in terms], np.int64),
        np.cumsum([0, *sizes[:-1]]).astype(np.int64) if terms else np.zeros(0, np.int64),
        np.array([term.empty for term in terms], np.int64),
        np.concatenate([term.table for term in terms]) if terms else np.zeros(1, np.int32),
        query.base,
    )


def top(program: Program, pool: Pool, k: int, allowed: NDArray[np.uint8] | None = None, lowest: int = 0) -> list[Ranked]:
    """The best k records that are alive, allowed and not excluded; exactly what `brute_force` gives.

    1. The first few terms are summed for every record, bags by what each distinct bag gives.
    2. The records with the largest sums are scored: the last of them to be kept sets a threshold.
    3. Those whose sum still lets them reach it are scored, each no further than until it cannot.
    """
    from matcher.kernel import STEP, begin, scan

    if k < 1 or not len(pool):
        return []
    mask = pool.alive if allowed is None else pool.alive & allowed
    head = _head(program, pool)
    tables = [_folded(program.terms[t], pool) for t in head]
    ceiling = program.base + sum(program.largest[t] for t in head)
    sums, steps = np.empty(len(pool), np.int32), np.zeros(ceiling // int(STEP) + 2, np.int64)
    begin(
        np.cumsum([0, *map(len, tables)]), program.positions[head], np.concatenate([*tables, NO_ENTRIES]),
        program.base, pool.codes, mask, sums, steps,
    )  # fmt: skip
    tail = [t for t in range(len(program.terms)) if t not in head]
    after = np.array([sum(program.largest[t] for t in tail[i + 1 :]) for i in range(len(tail))], np.int64)
    bound = sum(program.largest[t] for t in tail)
    scores, best = np.zeros(k, np.int64), np.zeros(k, np.int64)
    above = int(np.searchsorted(np.cumsum(steps[:0:-1]), SEEDS * k))
    cut, kept = max(len(steps) - 2 - above, 0) * int(STEP), 0
    for turn in range(2):
        least = max(lowest, int(scores[-1]) if kept == k else 0) - bound
        if turn and least >= cut:
            break
        rows = np.flatnonzero((sums >= max(least, 0)) & (sums < cut) if turn else sums >= cut)
        kept = scan(
            program.operations[tail], program.positions[tail], program.offsets[tail], program.empties[tail], after,
            program.table, bound, rows, sums, lowest, pool.keys, pool.codes, pool.bags, pool.items,
            pool.first_bag, kept, scores, best,
        )  # fmt: skip
    return [Ranked(pool.ids[best[i]], int(best[i]), int(scores[i])) for i in range(kept)]


def _head(program: Program, pool: Pool) -> list[int]:
    """The terms to be summed for every record: telling ones that have few distinct values."""
    few = max(len(pool) // 2, 1_000)
    return [t for t, term in enumerate(program.terms) if pool.distinct(term.position) <= few][:HEAD]


def _folded(term: Term, pool: Pool) -> NDArray[np.int32]:
    """A term as a table by the column's own code, bags folded; what was folded before is kept."""
    from matcher.kernel import fold

    if term.operation == LOOKUP:
        return term.table
    which, size = term.position - pool.first_bag, pool.distinct(term.position)
    known = pool.folds[which].on(term.operation).get(term.question, NO_ENTRIES)
    if len(known) == size:
        return known
    late = np.empty(size - len(known), np.int32)
    fold(term.operation, term.empty, term.table, pool.bags[which, len(known) :], pool.items, late)
    folded = np.concatenate([known, late])
    if term.question is not None:
        pool.folds[which].keep(term.operation, term.question, folded)
    return folded


def score_rows(program: Program, pool: Pool) -> NDArray[np.int64]:
    """The full score of every row, dead ones too; an excluded record's is far below zero."""
    scores = np.full(len(pool), program.base, np.int64)
    for term in program.terms:
        scores += _folded(term, pool)[pool.codes[term.position]]
    return scores


def read_points(program: Program, pool: Pool, row: int) -> list[tuple[Term, int]]:
    """Each term with its entry at one row."""
    return list(zip(program.terms, read_entries(program, pool, [row])[0].tolist(), strict=True))


def read_entries(program: Program, pool: Pool, rows: Sequence[int]) -> NDArray[np.int64]:
    """Every term's entry at some rows, int64[row, term]."""
    from matcher.kernel import read_rows

    out = np.zeros((len(rows), len(program.terms)), np.int64)
    read_rows(
        program.operations, program.positions, program.offsets, program.empties, program.table,
        np.array(rows, np.int64), pool.codes, pool.bags, pool.items, pool.first_bag, out,
    )  # fmt: skip
    return out


def brute_force(program: Program, pool: Pool, k: int, allowed: NDArray[np.uint8] | None = None) -> list[Ranked]:
    """The same answer by scoring everything and sorting: what `top` is checked against."""
    scores = score_rows(program, pool)
    mask = pool.alive if allowed is None else pool.alive & allowed
    rows = np.flatnonzero((mask > 0) & (scores >= 0))
    order = sorted(rows.tolist(), key=lambda row: (-int(scores[row]), int(pool.keys[row]), row))
    return [Ranked(pool.ids[row], row, int(scores[row])) for row in order[:k]]
