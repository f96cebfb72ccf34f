"""The work on one shard: every asker's best places on the other side, from what the pools hold alone."""

from collections.abc import Sequence
from threading import RLock

import numpy as np
from numpy.typing import NDArray

from data.tracks import OPPORTUNITY_KINDS
from data.vocabulary import RecordKind
from features.pool import Pool, Row, Value
from matcher.batch.places import UNSAID, Places, parquet
from matcher.batch.plan import Shard, Task
from matcher.batch.pools import OTHER, Source, askers, opened
from matcher.batch.turned import places_turned
from matcher.compile import Side
from matcher.engine import Asked, Matcher
from matcher.explanation import points_by_key
from matcher.ranking import Ranked, read_entries, top
from matcher.scorecard import Scorecard

COMPILING = RLock()
"""Held while tables are worked out, where one process has several threads; the search itself needs no lock."""

Answer = bytes | Places
"""A shard's finished file, or its places in one of several parts."""


def answer(source: Source, task: Task) -> Answer:
    """Do a task; the same task gives the same answer wherever it is done."""
    found = places(source, task)
    return found if source.terms.parts > 1 else encoded(source, task.shard, found)


def encoded(source: Source, shard: Shard, found: Places) -> bytes:
    """The file of a shard from its places."""
    ids = askers(source, shard.asking, shard.first, shard.last)
    return parquet(found, shard.asking, ids, source.terms, criteria(source.scorecard))


def criteria(scorecard: Scorecard) -> list[str]:
    """The keys of the criteria whose points are told, as the scorecard has them."""
    return [entry.key for entry in scorecard.entries]


def places(source: Source, task: Task) -> Places:
    """The best places of a shard's askers in one part of the searched side."""
    shard, terms = task.shard, source.terms
    with COMPILING:
        matcher, order = opened(source, OTHER[shard.asking], task.part)
    asking, searched = _pool(matcher, shard.asking), _pool(matcher, OTHER[shard.asking])
    rows = order[shard.first : shard.last]
    if shard.turned:
        with COMPILING:
            return places_turned(matcher, shard.asking, searched, rows, terms)
    both = RecordKind.MEMBER in OPPORTUNITY_KINDS[terms.track]
    found: list[list[Ranked]] = []
    points: list[NDArray[np.int32]] = []
    with COMPILING:
        said = said_by(asking, rows)
    for at, row in enumerate(rows.tolist()):
        own = asking.id(row)
        with COMPILING:
            asked = matcher.ask_row(own, said[at], OTHER[shard.asking])
        best = top(asked.program, searched, terms.k + both, lowest=terms.lowest)
        if both:
            best = [place for place in best if place.id != own][: terms.k]
        found.append(best)
        if terms.explained:
            points.append(_points(matcher, asked, searched, best, terms.explained))
    return _joined(searched, found, points)


def said_by(pool: Pool, rows: NDArray[np.uint32]) -> list[Row]:
    """What some records state in every column; each different code is read once."""
    columns: list[list[tuple[Value, ...]]] = []
    for position, column in enumerate(pool.columns):
        assert pool.base is not None
        _, first, which = np.unique(pool.base.codes(position)[rows], return_index=True, return_inverse=True)
        known = [pool.values(column.key, int(row)) for row in rows[first].tolist()]
        columns.append([known[code] for code in which.tolist()])
    keys = [column.key for column in pool.columns]
    return [dict(zip(keys, values, strict=True)) for values in zip(*columns, strict=True)]


def _joined(searched: Pool, found: Sequence[Sequence[Ranked]], points: Sequence[NDArray[np.int32]]) -> Places:
    """The places by asker as arrays."""
    rows = np.array([place.row for places in found for place in places], np.int64)
    return Places(
        asker=np.repeat(np.arange(len(found), dtype=np.int32), [len(places) for places in found]),
        score=np.array([place.score for places in found for place in places], np.int32),
        key=searched.base.keys[rows] if searched.base is not None else np.zeros(0, np.int64),
        found=_ids(searched, rows),
        points=np.concatenate(points) if points else np.zeros((len(rows), 0), np.int32),
    )


def _points(matcher: Matcher, asked: Asked, searched: Pool, best: Sequence[Ranked], explained: int) -> NDArray[np.int32]:
    """What each criterion gives at the first few places, UNSAID at the others; int32[places, criteria]."""
    keys = [f"criterion:{key}" for key in criteria(matcher.scorecard)]
    points = np.full((len(best), len(keys)), UNSAID, np.int32)
    first = [place.row for place in best[:explained]]
    for at, entries in enumerate(read_entries(asked.program, searched, first).tolist()):
        told = points_by_key(asked.query, list(zip(asked.program.terms, entries, strict=True)))
        points[at] = [told.get(key, 0) for key in keys]
    return points


def _ids(pool: Pool, rows: NDArray[np.int64] | NDArray[np.uint32]) -> NDArray[np.bytes_]:
    return pool.register.ids[rows] if pool.register is not None else np.zeros(0, np.bytes_)


def _pool(matcher: Matcher, side: Side) -> Pool:
    return matcher.members if side == "member" else matcher.opportunities
