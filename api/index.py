"""The engine's pools as a projection of the store: every answer first catches up with the changes feed."""

import logging
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from threading import RLock

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection

from data.records import Member, Opening, Record
from data.store.repositories import Records, changes_after, newest_change, utc_now
from data.store.scope import Asker, operator
from data.vocabulary import Intent, RecordKind, Role, Track
from features.pool import Pool
from matcher.engine import Matcher

STEP = 500
"""Changes taken from the feed at once."""

logger = logging.getLogger("guiyan.index")
INDEXED = {RecordKind.MEMBER: "members", RecordKind.OPENING: "opportunities"}


class Index:
    """One track's matcher over what the store holds; safe to share between threads."""

    def __init__(self, track: Track = Track.WORK) -> None:
        self.track = track
        self.matcher = Matcher(track)
        self._sequence = -1
        self._lock = RLock()
        self._masks: dict[tuple[Asker, RecordKind, str], tuple[int, int, NDArray[np.uint8]]] = {}

    @contextmanager
    def current(self, connection: Connection) -> Iterator[Matcher]:
        """The matcher as of now, held still while it is used."""
        with self._lock:
            self._follow(connection)
            yield self.matcher

    def allowed(self, connection: Connection, asker: Asker, kind: RecordKind) -> NDArray[np.uint8]:
        """uint8[n] over a side's rows: 1 for the open records that the asker may see.

        What consents open is asked anew each time, so that one given, withdrawn or run out binds at once.
        """
        pool: Pool = getattr(self.matcher, INDEXED[kind])
        by_consent = kind is RecordKind.MEMBER and asker.role is not Role.ADMINISTRATOR
        key = (asker, kind, utc_now()[:10])
        known = self._masks.get(key)
        if known is None or known[:2] != (self._sequence, len(pool)):
            if len(self._masks) > 64:
                self._masks.clear()
            records = Records(connection, asker, kind)
            mask = _marked(pool, np.zeros(len(pool), np.uint8), records.ids(own=True if by_consent else None))
            known = self._masks[key] = (self._sequence, len(pool), mask)
        if not by_consent:
            return known[2]
        return _marked(pool, known[2].copy(), Records(connection, asker, kind).ids(own=False))

    def _follow(self, connection: Connection) -> None:
        """Catch up; the place in the feed moves on only when all before it is in, so that a failure loses nothing."""
        if self._sequence < 0:
            newest = newest_change(connection)
            for kind in INDEXED:
                for stored in Records(connection, operator(), kind).all():
                    self._put(stored.record)
            self._sequence = newest
            return
        while changed := changes_after(connection, self._sequence, STEP):
            for kind in INDEXED:
                self._refresh(connection, kind, list({change.record for change in changed if change.kind is kind}))
            self._sequence = changed[-1].sequence

    def _refresh(self, connection: Connection, kind: RecordKind, identifiers: Sequence[str]) -> None:
        known = Records(connection, operator(), kind).several(identifiers) if identifiers else {}
        for identifier in identifiers:
            stored = known.get(identifier)
            if stored is None or stored.closed_at is not None:
                self.matcher.remove(identifier)
            else:
                self._put(stored.record)

    def _put(self, record: Record) -> None:
        if isinstance(record, Opening) or (isinstance(record, Member) and self._wants(record)):
            try:
                self.matcher.put(record)
                return
            except (ArithmeticError, LookupError, TypeError, ValueError) as error:
                logger.error("record %s cannot be indexed: %s", record.id, type(error).__name__)
        self.matcher.remove(record.id)

    def _wants(self, member: Member) -> bool:
        return not member.intents or Intent(self.track.value) in member.intents


def _marked(pool: Pool, mask: NDArray[np.uint8], identifiers: Iterable[str]) -> NDArray[np.uint8]:
    for identifier in identifiers:
        row = pool.row_of.get(identifier)
        if row is not None:
            mask[row] = 1
    return mask
