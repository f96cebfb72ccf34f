"""An index made from a whole database at once: stretches of records linked by several processes, put together into bases."""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import cache
from itertools import islice
from multiprocessing import get_context
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import select

from api.audiences import Audience, Audiences
from api.generation import Generation
from api.places import Place, audience_of, standing_in
from data.records import Member, Record
from data.store.consents import matched_by
from data.store.database import Database
from data.store.repositories import TABLES, Records, feed_mark, newest_change, utc_now
from data.store.scope import open_now, operator
from data.tracks import OPPORTUNITY_KINDS
from data.vocabulary import RecordKind, Track
from features.coded import coded_rows
from features.compaction import Bags, pool_from_codes
from features.pool import Column, Pool, Row, Vocabulary
from features.unions import shared
from matcher.engine import Matcher

STRETCH = 2_000
"""Records that a process links at a time."""

AHEAD = 3
"""So many stretches wait for each process, so that none is idle and none piles up."""

ODD = np.uint64(0x9E3779B97F4A7C15)
SIDES = ("member", "opportunity")
Tell = Callable[[int, int], None]
"""Is told how many records are done, of how many."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Records of one kind to be linked for some tracks."""

    url: str
    kind: RecordKind
    identifiers: tuple[str, ...]
    tracks: tuple[Track, ...]


@dataclass(frozen=True, slots=True)
class Linked:
    """One side of one track in a stretch: its columns' values and codes, ids, and each record's audience."""

    ids: NDArray[np.bytes_]
    vocabularies: Mapping[str, NDArray[np.void]]
    codes: Mapping[str, NDArray[np.uint32] | Bags]
    audiences: tuple[Audience, ...]


def build(database: Database, tracks: Sequence[Track], processes: int, tell: Tell) -> Iterator[tuple[Track, Generation]]:
    """The index of each track as the store has it now, for `processes` to work on at a time."""
    kinds = tuple(dict.fromkeys(kind for track in tracks for kind in (RecordKind.MEMBER, *OPPORTUNITY_KINDS[track])))
    url = database.engine.url.render_as_string(hide_password=False)
    with database.reading() as connection:
        sequence = newest_change(connection)
        mark, now = feed_mark(connection, sequence), utc_now()
        ids = {kind: list(connection.scalars(_open(kind, now))) for kind in kinds}
    stretches = [Stretch(url, kind, part, tuple(tracks)) for kind in kinds for part in _parts(ids[kind])]
    sides = {(track, side): _Side(Matcher(track).pool(side)) for track in tracks for side in SIDES}  # type: ignore[arg-type]
    done, total = 0, sum(map(len, ids.values()))
    database.close()
    for stretch, linked in zip(stretches, _linked(stretches, processes), strict=True):
        for which, part in linked.items():
            sides[which].add(part)
        done += len(stretch.identifiers)
        tell(done, total)
    for track in tracks:
        audiences = Audiences()
        members, opportunities = (sides.pop((track, side)).pool(audiences) for side in SIDES)
        yield track, Generation(members, opportunities, audiences, sequence, mark)


def _open(kind: RecordKind, now: str) -> Any:
    table = TABLES[kind]
    return select(table.c.id).where(open_now(table, now)).order_by(table.c.id)


def _parts(identifiers: Sequence[str]) -> Iterator[tuple[str, ...]]:
    return (tuple(identifiers[first : first + STRETCH]) for first in range(0, len(identifiers), STRETCH))


def _linked(stretches: Sequence[Stretch], processes: int) -> Iterator[dict[tuple[Track, str], Linked]]:
    """What was linked in each stretch, in their order."""
    if processes == 1 or len(stretches) < 2:
        yield from map(link, stretches)
        return
    from api.warming import warm_engine

    warm_engine()  # once for all: what is read here need not be read in every process
    with ProcessPoolExecutor(processes, get_context("fork")) as pool:
        coming = iter(stretches)
        waiting: list[Future[dict[tuple[Track, str], Linked]]] = [pool.submit(link, one) for one in islice(coming, AHEAD * processes)]
        while waiting:
            found = waiting.pop(0).result()
            waiting += [pool.submit(link, one) for one in islice(coming, 1)]
            yield found


def link(stretch: Stretch) -> dict[tuple[Track, str], Linked]:
    """Read and link a stretch of records for every track in which they stand."""
    records, agreed = _read(stretch)
    found: dict[tuple[Track, str], Linked] = {}
    profiles: dict[tuple[str, object], Any] = {}
    for track in stretch.tracks:
        encoder = _matcher(track).encoder
        if stretch.kind not in (RecordKind.MEMBER, *OPPORTUNITY_KINDS[track]):
            continue
        places: tuple[list[Place], list[Place]] = [], []
        for record in records:
            for side, standing in zip(places, standing_in(record, track), strict=True):
                side += standing
        for name, columns, side in zip(SIDES, (encoder.member_columns, encoder.opportunity_columns), places, strict=True):
            rows: list[tuple[str, Row]] = []
            for place in side:
                key = place.id, None if isinstance(place, Member) else encoder.opportunity_profile
                profiles[key] = profiles[key] if key in profiles else encoder.profile(place)
                rows.append((place.id, encoder.row(profiles[key])))
            coded = coded_rows(tuple(columns.values()), rows)
            audiences = tuple(audience_of(place, agreed.get(place.id, ())) for place in side)
            found[track, name] = Linked(coded.ids, coded.vocabularies, coded.codes, audiences)
    return found


def _read(stretch: Stretch) -> tuple[list[Record], dict[str, tuple[tuple[str, str], ...]]]:
    with _database(stretch.url, os.getpid()).reading() as connection:
        records: list[Record] = []
        agreed: dict[str, tuple[tuple[str, str], ...]] = {}
        for first in range(0, len(stretch.identifiers), 500):
            several = Records(connection, operator(), stretch.kind).several(stretch.identifiers[first : first + 500])
            records += [one.record for one in several.values() if not one.held and one.closed_at is None]
            agreed |= matched_by(connection, list(several)) if stretch.kind is RecordKind.MEMBER else {}
    return records, agreed


@cache
def _matcher(track: Track) -> Matcher:
    return Matcher(track)


@cache
def _database(url: str, process: int) -> Database:
    """The database as one process has it open: connections are not shared with those that it was forked from."""
    return Database(url)


@dataclass
class _Column:
    """One column of all stretches so far: values under one numbering; a bag column's bags one after the other."""

    values: Vocabulary
    codes: list[NDArray[np.uint32]] = field(default_factory=list)
    lengths: list[NDArray[np.int64]] = field(default_factory=list)
    items: list[NDArray[np.uint32]] = field(default_factory=list)
    bags: int = 0

    def add(self, array: NDArray[np.void], coded: NDArray[np.uint32] | Bags) -> None:
        """Put in the records of another stretch."""
        numbers = self._numbers(array)
        if isinstance(coded, Bags):
            self.lengths.append(coded.ends - coded.starts)
            self.items.append(numbers[coded.items])
            self.codes.append((coded.codes + self.bags).astype(np.uint32))
            self.bags += len(coded.starts)
        else:
            self.codes.append(numbers[coded])

    def _numbers(self, array: NDArray[np.void]) -> NDArray[np.uint32]:
        first, theirs = 0 if self.values.column.bag else 1, Vocabulary(self.values.column, array)
        return np.array([*range(first), *(self.values.code(theirs.value(code)) for code in range(first, len(array)))], np.uint32)

    def coded(self) -> NDArray[np.uint32] | Bags:
        """All records' codes, equal bags kept once."""
        codes = np.concatenate([np.zeros(0, np.uint32), *self.codes])
        if not self.values.column.bag:
            return codes
        lengths = np.concatenate([np.zeros(0, np.int64), *self.lengths])
        items = np.concatenate([np.zeros(0, np.uint32), *self.items])
        ends = np.cumsum(lengths)
        united = shared(ends, items, _hashes(ends - lengths, lengths, items))
        return Bags(united.starts, united.ends, united.items, united.codes[codes].astype(np.uint32))


class _Side:
    """One side of a track as its stretches come in."""

    def __init__(self, empty: Pool) -> None:
        self._empty = empty
        self._columns = {column.key: _Column(Vocabulary(column)) for column in empty.columns}
        self._ids: list[NDArray[np.bytes_]] = []
        self._audiences: list[Audience] = []

    def add(self, part: Linked) -> None:
        """Put in another stretch."""
        if len(part.ids):
            self._ids.append(part.ids)
            self._audiences += part.audiences
            for key, column in self._columns.items():
                column.add(part.vocabularies[key], part.codes[key])

    def pool(self, audiences: Audiences) -> Pool:
        """All of it as a pool with a base."""
        if not self._ids:
            return self._empty
        labels = np.fromiter(map(audiences.label, self._audiences), np.uint32, len(self._audiences))
        values = {key: column.values.array for key, column in self._columns.items()}
        coded = {key: column.coded() for key, column in self._columns.items()}
        columns: tuple[Column, ...] = self._empty.columns
        return pool_from_codes(columns, values, coded, np.concatenate(self._ids), labels, self._empty.sorted_by)


def _hashes(starts: NDArray[np.int64], lengths: NDArray[np.int64], items: NDArray[np.uint32]) -> NDArray[np.uint64]:
    """A hash of each bag by its values and their order."""
    found = (lengths.astype(np.uint64) + np.uint64(1)) * ODD
    for place in range(int(lengths.max(initial=0))):
        longer = np.flatnonzero(lengths > place)
        mixed = (found[longer] + items[starts[longer] + place].astype(np.uint64) + np.uint64(1)) * ODD
        found[longer] = mixed ^ (mixed >> np.uint64(29))
    return found
