"""Exact top k of a pool: by falling score, then the id's fixed hash, then age of the row."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from features.pool import Pool
from matcher.compile import BEST, EXCLUDED, LOOKUP, Query, Term


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
    operations: NDArray[np.int64]
    positions: NDArray[np.int64]
    offsets: NDArray[np.int64]
    empties: NDArray[np.int64]
    rest: NDArray[np.int64]
    table: NDArray[np.int32]
    base: int


def lay_out(query: Query) -> Program:
    """Requirements first, then the terms whose usual value lies furthest below their largest."""
    terms = tuple(sorted(query.terms, key=_urgency))
    sizes = [len(term.table) for term in terms]
    largest = [max(term.largest, 0) for term in terms]
    rest = np.cumsum(np.array([0, *largest[:0:-1]], np.int64))[::-1] if terms else np.zeros(0, np.int64)
    return Program(
        terms,
        np.array([term.operation for term in terms], np.int64),
        np.array([term.position for term in terms], np.int64),
        np.cumsum([0, *sizes[:-1]]).astype(np.int64) if terms else np.zeros(0, np.int64),
        np.array([term.empty for term in terms], np.int64),
        np.ascontiguousarray(rest),
        np.concatenate([term.table for term in terms]) if terms else np.zeros(1, np.int32),
        query.base,
    )


def _urgency(term: Term) -> tuple[int, float]:
    if term.table.size and int(term.table.min()) <= EXCLUDED:
        return (0, float(term.operation))
    spread = term.largest - float(term.table.mean()) if term.table.size else 0.0
    return (1, -spread / (1.0 if term.operation == LOOKUP else 2.0 if term.operation == BEST else 3.0))


def top(program: Program, pool: Pool, k: int, allowed: NDArray[np.uint8] | None = None, lowest: int = 0) -> list[Ranked]:
    """The best k records that are alive, allowed and not excluded; exactly what `brute_force` gives."""
    from matcher.kernel import scan

    if k < 1 or not len(pool):
        return []
    mask = pool.alive if allowed is None else pool.alive & allowed
    scores, best = np.zeros(k, np.int64), np.zeros(k, np.int64)
    kept = scan(
        program.operations, program.positions, program.offsets, program.empties, program.rest, program.table,
        program.base, lowest, np.arange(len(pool)), mask, pool.keys, pool.singles, pool.starts, pool.items, scores, best,
    )  # fmt: skip
    return [Ranked(pool.ids[best[i]], int(best[i]), int(scores[i])) for i in range(kept)]


def score_rows(program: Program, pool: Pool) -> NDArray[np.int64]:
    """The full score of every row, dead ones too; an excluded record's is far below zero."""
    from matcher.kernel import score_all

    out = np.zeros(len(pool), np.int64)
    score_all(
        program.operations, program.positions, program.offsets, program.empties, program.table, program.base,
        pool.singles, pool.starts, pool.items, out,
    )  # fmt: skip
    return out


def read_points(program: Program, pool: Pool, row: int) -> list[tuple[Term, int]]:
    """Each term with its entry at one row."""
    from matcher.kernel import read_row

    out = np.zeros(len(program.terms), np.int64)
    read_row(
        program.operations, program.positions, program.offsets, program.empties, program.table, row,
        pool.singles, pool.starts, pool.items, out,
    )  # fmt: skip
    return list(zip(program.terms, out.tolist(), strict=True))


def brute_force(program: Program, pool: Pool, k: int, allowed: NDArray[np.uint8] | None = None) -> list[Ranked]:
    """The same answer by scoring everything and sorting: what `top` is checked against."""
    scores = score_rows(program, pool)
    mask = pool.alive if allowed is None else pool.alive & allowed
    rows = np.flatnonzero((mask > 0) & (scores >= 0))
    order = sorted(rows.tolist(), key=lambda row: (-int(scores[row]), int(pool.keys[row]), row))
    return [Ranked(pool.ids[row], row, int(scores[row])) for row in order[:k]]
