"""The engine's pools as a projection of the store: every answer first catches up with the changes feed."""

import logging
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from threading import RLock

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection

from data.records import Member, NeedOf, Record
from data.store.repositories import Records, changes_after, newest_change, utc_now
from data.store.scope import Asker, operator
from data.tracks import OPPORTUNITY_KINDS, opportunities_in, takes_part
from data.vocabulary import RecordKind, Role, Track
from features.pool import Pool
from matcher.compile import Side
from matcher.engine import Matcher

STEP = 500
"""Changes taken from the feed at once."""

FOREVER = "9999-12-31"
logger = logging.getLogger("guiyan.index")


class Index:
    """One track's matcher over what the store holds; safe to share between threads."""

    def __init__(self, track: Track = Track.WORK) -> None:
        self.track = track
        self.matcher = Matcher(track)
        self.kinds = tuple(dict.fromkeys((RecordKind.MEMBER, *OPPORTUNITY_KINDS[track])))
        self._sequence = -1
        self._lock = RLock()
        self._places: dict[str, tuple[str, ...]] = {}
        self._until: dict[str, str] = {}
        self._masks: dict[tuple[Asker, Side, str], tuple[int, int, NDArray[np.uint8]]] = {}

    @contextmanager
    def current(self, connection: Connection) -> Iterator[Matcher]:
        """The matcher as of now, held still while it is used."""
        with self._lock:
            self._follow(connection)
            yield self.matcher

    def allowed(self, connection: Connection, asker: Asker, side: Side) -> NDArray[np.uint8]:
        """uint8[n] over a side's rows: 1 for the open records that the asker may see.

        What consents open is asked anew each time, so that one given, withdrawn or run out binds at once.
        """
        pool = self.matcher.members if side == "member" else self.matcher.opportunities
        kinds = (RecordKind.MEMBER,) if side == "member" else OPPORTUNITY_KINDS[self.track]
        by_consent = RecordKind.MEMBER in kinds and asker.role is not Role.ADMINISTRATOR
        today = utc_now()[:10]
        known = self._masks.get((asker, side, today))
        if known is None or known[:2] != (self._sequence, len(pool)):
            if len(self._masks) > 64:
                self._masks.clear()
            mask = np.zeros(len(pool), np.uint8)
            for kind in kinds:
                own = True if kind is RecordKind.MEMBER and by_consent else None
                self._mark(pool, mask, side, Records(connection, asker, kind).ids(own=own), today)
            known = self._masks[(asker, side, today)] = (self._sequence, len(pool), mask)
        if not by_consent:
            return known[2]
        mask = known[2].copy()
        self._mark(pool, mask, side, Records(connection, asker, RecordKind.MEMBER).ids(own=False), today)
        return mask

    def _mark(self, pool: Pool, mask: NDArray[np.uint8], side: Side, identifiers: Iterable[str], today: str) -> None:
        for identifier in identifiers:
            for place in (identifier,) if side == "member" else self._places.get(identifier, ()):
                row = pool.row_of.get(place)
                if row is not None and self._until.get(place, today) >= today:
                    mask[row] = 1

    def _follow(self, connection: Connection) -> None:
        """Catch up; the place in the feed moves on only when all before it is in, so that a failure loses nothing."""
        if self._sequence < 0:
            newest = newest_change(connection)
            for kind in self.kinds:
                for stored in Records(connection, operator(), kind).all():
                    self._put(stored.record)
            self._sequence = newest
            return
        while changed := changes_after(connection, self._sequence, STEP):
            for kind in self.kinds:
                self._refresh(connection, kind, list({change.record for change in changed if change.kind is kind}))
            self._sequence = changed[-1].sequence

    def _refresh(self, connection: Connection, kind: RecordKind, identifiers: Sequence[str]) -> None:
        known = Records(connection, operator(), kind).several(identifiers) if identifiers else {}
        for identifier in identifiers:
            stored = known.get(identifier)
            if stored is None or stored.held or stored.closed_at is not None:
                self._remove(identifier)
            else:
                self._put(stored.record)

    def _put(self, record: Record) -> None:
        """Put in the record's places in this track, and take out those that it no longer has."""
        joins = isinstance(record, Member) and takes_part(record, self.track)
        places = opportunities_in(record, self.track) if joins or not isinstance(record, Member) else ()
        try:
            for place in places:
                self.matcher.put(place)
            if joins:
                self.matcher.put(record)  # type: ignore[arg-type]
        except (ArithmeticError, LookupError, TypeError, ValueError) as error:
            logger.error("record %s cannot be indexed: %s", record.id, type(error).__name__)
            self._remove(record.id)
            return
        if not joins:
            self.matcher.members.remove(record.id)
        named = tuple(place.id for place in places)
        for gone in set(self._places.pop(record.id, ())) - set(named):
            self.matcher.opportunities.remove(gone)
        if named:
            self._places[record.id] = named
        for place in places:
            if isinstance(place, NeedOf):
                self._until[place.id] = place.need.valid_until or FOREVER

    def _remove(self, identifier: str) -> None:
        self.matcher.members.remove(identifier)
        for place in self._places.pop(identifier, ()):
            self.matcher.opportunities.remove(place)


class Indexes:
    """The index of every track, each made when it is first asked for."""

    def __init__(self) -> None:
        self._indexes: dict[Track, Index] = {}
        self._lock = RLock()

    def of(self, track: Track) -> Index:
        """The index of one track."""
        if track not in self._indexes:
            with self._lock:
                self._indexes.setdefault(track, Index(track))
        return self._indexes[track]
