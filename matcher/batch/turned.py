"""A shard worked from the other side: where many ask among few, the few are offered to the many.

Working out the tables of one who asks costs more than searching a few thousand records does. Where those who ask are
many times as many as those they are to be matched with, the tables of the few are worked out instead, over the many,
and each of the many keeps its best. A pair's score is the same from both sides, so the places are the same.
"""

import numpy as np
from numpy.typing import NDArray

from data.tracks import OPPORTUNITY_KINDS
from data.vocabulary import RecordKind
from features.pool import Pool
from features.segment import Segment
from matcher.batch.places import Places
from matcher.batch.plan import Terms
from matcher.bounds import block_bounds
from matcher.compile import LOOKUP, Side, Term
from matcher.engine import Matcher
from matcher.ranking import HEAD, Program

MANY_TIMES = 4
"""So many times as many must ask as are searched."""

FEWEST = 20_000
"""So many must ask."""

MOST_SEARCHED = 20_000
"""Among more than so many, asking each by itself is quicker: its tables cost the same whatever they are searched for."""

AT_ONCE = 2_000
"""So many of the few are offered together, the likeliest for each block first."""

UNREACHABLE = 1 << 30
"""The least score that a record which is not alive takes."""

def worth_turning(terms: Terms, asking: int, searched: int) -> bool:
    """Whether so many who ask are better served from the other side."""
    alike = RecordKind.MEMBER in OPPORTUNITY_KINDS[terms.track]
    return not alike and not terms.explained and searched <= MOST_SEARCHED and asking >= max(FEWEST, MANY_TIMES * searched)


def places_turned(matcher: Matcher, asking: Side, searched: Pool, rows: NDArray[np.uint32], terms: Terms) -> Places:
    """The best places of those who ask in `rows`, which rise: all living ones of a stretch of their pool."""
    own = matcher.members if asking == "member" else matcher.opportunities
    assert own.base is not None and searched.base is not None
    kept = _Kept(own.base, int(rows[0]), int(rows[-1]) + 1, terms)
    offered, tables = _Offered(kept), own.tables
    for row in np.flatnonzero(searched.base.alive).tolist():
        began = tables.forgotten
        program = matcher.ask_row(searched.id(row), searched.row_values(row), asking).program
        if offered.full or tables.forgotten != began:
            offered.give(searched)
            offered = _Offered(kept)
        offered.add(row, program)
    offered.give(searched)
    return kept.places(searched)


class _Kept:
    """What each record of a stretch of a pool's rows has been offered and kept."""

    def __init__(self, segment: Segment, first: int, last: int, terms: Terms) -> None:
        count = last - first
        inside = segment.blocks[np.searchsorted(segment.blocks, first, side="right") : np.searchsorted(segment.blocks, last)]
        self.segment = segment
        self.first_block = int(np.searchsorted(segment.blocks, first, side="right")) - 1
        self.edges = np.concatenate([[first], inside, [last]]).astype(np.int64)
        self.alive = segment.alive[first:last]
        self.least = np.where(self.alive > 0, terms.lowest, UNREACHABLE).astype(np.int32)
        self.kept = np.zeros(count, np.int32)
        self.scores = np.zeros((count, terms.k), np.int32)
        self.best = np.zeros((count, terms.k), np.uint32)
        self.keys = np.zeros((count, terms.k), np.int64)

    @property
    def blocks(self) -> int:
        """How many blocks of the segment the stretch touches."""
        return len(self.edges) - 1

    def bound(self, term: Term) -> NDArray[np.int16] | None:
        """The most that a term can give in each of the blocks; None where that says nothing."""
        row = block_bounds(term, self.segment)
        return None if row is None else row[self.first_block : self.first_block + self.blocks]

    def places(self, searched: Pool) -> Places:
        """What was kept by those that are alive."""
        assert searched.register is not None
        alive = np.flatnonzero(self.alive)
        held = np.arange(self.best.shape[1]) < self.kept[alive][:, None]
        rows = self.best[alive][held]
        return Places(
            asker=np.repeat(np.arange(len(alive), dtype=np.int32), self.kept[alive]),
            score=self.scores[alive][held],
            key=self.keys[alive][held],
            found=searched.register.ids[rows],
            points=np.zeros((len(rows), 0), np.int32),
        )


class _Offered:
    """Some of the few, with their queries side by side."""

    def __init__(self, kept: _Kept) -> None:
        self._kept = kept
        self._rows: list[int] = []
        self._programs: list[Program] = []
        self._bounded: list[list[int]] = []
        self._bounds: list[NDArray[np.int16]] = []
        self._known: dict[int, int] = {}

    @property
    def full(self) -> bool:
        """Whether these are enough to be offered."""
        return len(self._rows) == AT_ONCE

    def add(self, row: int, program: Program) -> None:
        """One more; its table must be the others' or have grown from it."""
        self._rows.append(row)
        self._programs.append(program)
        self._bounded.append([self._bound(term) for term in program.terms])

    def _bound(self, term: Term) -> int:
        question = term.question
        if question is not None and question in self._known:
            return self._known[question]
        row, at = self._kept.bound(term), -1
        if row is not None:
            at = len(self._bounds)
            self._bounds.append(row)
        if question is not None:
            self._known[question] = at
        return at

    def give(self, searched: Pool) -> None:
        """Offer them to all records of the stretch."""
        from matcher.batch.kernel import offer, reach_of

        if not self._rows:
            return
        assert searched.base is not None
        kept, programs, segment = self._kept, self._programs, self._kept.segment
        bounds = np.array(self._bounds, np.int16).reshape(-1, kept.blocks)
        reach = np.empty((len(programs), kept.blocks), np.int32)
        orders, heads = zip(*map(_head_first, programs), strict=True)
        for program, bounded, row in zip(programs, self._bounded, reach, strict=True):
            reach_of(program.base, program.largest, np.array(bounded, np.int64), bounds, row)
        joined = {
            name: np.concatenate([getattr(program, name)[order] for program, order in zip(programs, orders, strict=True)])
            for name in ("operations", "positions", "offsets", "empties", "largest")
        }
        by_term = np.concatenate([np.array(own, np.int64)[order] for own, order in zip(self._bounded, orders, strict=True)])
        rows = np.array(self._rows, np.int64)
        offer(
            np.ascontiguousarray(reach.T), np.cumsum([0, *map(len, orders)]), np.array(heads, np.int64),
            np.array([program.base for program in programs], np.int64), np.arange(len(by_term)),
            joined["operations"], joined["positions"], joined["offsets"], joined["empties"], joined["largest"],
            programs[-1].table, by_term, bounds,
            segment.narrow, segment.wide, segment.where, segment.starts, segment.ends, segment.starts_at, segment.items,
            kept.edges, rows, searched.base.keys[rows],
            kept.least, kept.kept, kept.scores, kept.best, kept.keys,
        )  # fmt: skip


def _head_first(program: Program) -> tuple[NDArray[np.int64], int]:
    """The numbers of a query's terms, the first few plain look-ups before all others; and how many these are."""
    head = np.flatnonzero(program.operations == LOOKUP)[:HEAD]
    others = np.ones(len(program.terms), np.bool_)
    others[head] = False
    return np.concatenate([head, np.flatnonzero(others)]), len(head)
