"""Exact top k of a pool: by falling score, then the id's fixed hash."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from features.pool import Pool
from matcher.bounds import bounds_of
from matcher.compile import BEST, LOOKUP, NO_ENTRIES, SUM, Query, Term
from matcher.folds import fold_of, folds_of

HEAD = 6
"""So many look-ups are summed for a stretch of records before any record is looked at by itself."""

COST = {LOOKUP: 1.0, BEST: 2.0, SUM: 6.0}
"""How long the terms take, roughly, one against the other."""

EVERYBODY = np.ones(1, np.uint8)


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
    largest: NDArray[np.int64]
    """The most that each term can add, 0 at least."""
    table: NDArray[np.int32]
    base: int
    questions: NDArray[np.int64]
    """The numbers by which what is worked out from the terms is kept, -1 for none."""


def lay_out(query: Query) -> Program:
    """The terms whose usual value lies furthest below their largest come first, for what they cost."""
    terms = sorted(query.terms, key=lambda term: (term.usual - max(term.largest, 0)) / COST[term.operation])
    numbers = np.array(
        [(term.operation, term.position, term.offset, term.empty, max(term.largest, 0)) for term in terms], np.int64
    ).reshape(-1, 5)
    operations, positions, offsets, empties, largest = np.ascontiguousarray(numbers.T)
    table = query.array
    if table is None:
        sizes = [len(term.table) for term in terms]
        offsets = np.cumsum([0, *sizes[:-1]]).astype(np.int64) if terms else offsets
        table = np.concatenate([term.table for term in terms]) if terms else NO_ENTRIES
    questions = np.array([-1 if term.question is None else term.question for term in terms], np.int64)
    return Program(tuple(terms), operations, positions, offsets, empties, largest, table, query.base, questions)


def top(
    program: Program,
    pool: Pool,
    k: int,
    mask: NDArray[np.uint8] | None = None,
    lowest: int = 0,
    open_labels: NDArray[np.uint8] | None = None,
) -> list[Ranked]:
    """The best k records that are alive and may be shown and not excluded; exactly what `brute_force` gives.

    Args:
        mask: uint8[n] over the rows of the pool; open_labels: uint8[L] over the labels; 0 leaves a record out.
        lowest: the least score that counts, in hundredths.
    """
    tail_ids = pool.tail.ids
    rows, scores = best_rows(program, pool, k, mask, lowest, open_labels)
    base_size = pool.base_size
    found = zip(rows.tolist(), scores.tolist(), strict=True)
    return [Ranked(tail_ids[row - base_size] if row >= base_size else pool.id(row), row, score) for row, score in found]


def best_rows(
    program: Program,
    pool: Pool,
    k: int,
    mask: NDArray[np.uint8] | None = None,
    lowest: int = 0,
    open_labels: NDArray[np.uint8] | None = None,
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The same as rows of the pool and scores, int64[≤ k] each."""
    from matcher.kernel import search

    segments = pool.segments
    if k < 1 or not segments:
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    scores, best, keys = np.zeros(k, np.int64), np.zeros(k, np.int64), np.zeros(k, np.int64)
    shown = _labels(open_labels, pool)
    kept = 0
    for first_row, segment in segments:
        bounded, bounds = bounds_of(program.terms, program.questions, segment)
        folded, folds = folds_of(program.terms, program.questions, segment)
        plain = (program.operations == LOOKUP) | (folded >= 0)
        head = np.flatnonzero(plain)[:HEAD]
        plain[:] = False
        plain[head] = True
        terms = np.concatenate((head, np.flatnonzero(~plain)))
        open_rows = segment.alive if mask is None else segment.alive & mask[first_row : first_row + len(segment)]
        kept = search(
            terms, len(head), program.base, program.operations, program.positions, program.offsets, program.empties,
            program.largest, program.table, bounded, bounds, folded, folds,
            segment.narrow, segment.wide, segment.where, segment.starts, segment.ends, segment.starts_at, segment.items,
            segment.keys, segment.labels, segment.blocks,
            open_rows, shown, first_row, max(lowest, 0), kept, scores, best, keys,
        )  # fmt: skip
    return best[:kept], scores[:kept]


def _labels(open_labels: NDArray[np.uint8] | None, pool: Pool) -> NDArray[np.uint8]:
    """A table over every label in use; those that it does not know are shut."""
    size = len(pool.label_counts)
    if open_labels is None:
        return EVERYBODY if size == 1 else np.ones(size, np.uint8)
    return open_labels if len(open_labels) >= size else np.concatenate([open_labels, np.zeros(size - len(open_labels), np.uint8)])


def score_rows(program: Program, pool: Pool) -> NDArray[np.int64]:
    """The full score of every row, dead ones too; an excluded record's is far below zero."""
    found = [np.zeros(0, np.int64)]
    for _, segment in pool.segments:
        scores = np.full(len(segment), program.base, np.int64)
        for term in program.terms:
            table = term.table if term.operation == LOOKUP else fold_of(term, segment)
            scores += table[segment.codes(term.position)]
        found.append(scores)
    return np.concatenate(found)


def read_points(program: Program, pool: Pool, row: int) -> list[tuple[Term, int]]:
    """Each term with its entry at one row."""
    return list(zip(program.terms, read_entries(program, pool, [row])[0].tolist(), strict=True))


def read_entries(program: Program, pool: Pool, rows: Sequence[int]) -> NDArray[np.int64]:
    """Every term's entry at some rows, int64[row, term]."""
    from matcher.kernel import read_rows

    wanted, out = np.array(rows, np.int64), np.zeros((len(rows), len(program.terms)), np.int64)
    for first_row, segment in pool.segments:
        here = np.flatnonzero((wanted >= first_row) & (wanted < first_row + len(segment)))
        if len(here):
            entries = np.zeros((len(here), len(program.terms)), np.int64)
            read_rows(
                program.operations, program.positions, program.offsets, program.empties, program.table,
                wanted[here] - first_row, segment.narrow, segment.wide, segment.where,
                segment.starts, segment.ends, segment.starts_at, segment.items, entries,
            )  # fmt: skip
            out[here] = entries
    return out


def brute_force(
    program: Program,
    pool: Pool,
    k: int,
    mask: NDArray[np.uint8] | None = None,
    lowest: int = 0,
    open_labels: NDArray[np.uint8] | None = None,
) -> list[Ranked]:
    """The same answer by scoring everything and sorting: what `top` is checked against."""
    scores, keys = score_rows(program, pool), pool.keys
    shown = (pool.alive > 0) & (_labels(open_labels, pool)[pool.labels] > 0)
    shown &= scores >= max(lowest, 0)
    if mask is not None:
        shown &= mask > 0
    order = sorted(np.flatnonzero(shown).tolist(), key=lambda row: (-int(scores[row]), int(keys[row]), row))
    return [Ranked(pool.id(row), row, int(scores[row])) for row in order[:k]]
