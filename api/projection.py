"""Records of the store put into a track's two pools, one after the other; what changed since the bases were made is remembered."""

import logging
from collections.abc import Iterable, Sequence
from copy import copy

from sqlalchemy import Connection

from api.audiences import Agreement, Audiences
from api.places import Place, audience_of, held_of, standing_in
from data.records import Record
from data.store.consents import matched_by
from data.store.repositories import Records
from data.store.scope import operator
from data.tracks import OPPORTUNITY_KINDS
from data.vocabulary import RecordKind, Track
from features.pool import Pool
from features.still import carried, loosened, still
from matcher.engine import Matcher

STEP = 500
"""Records read at once."""

logger = logging.getLogger("guiyan.index")


class Projection:
    """The pools of one track as they are being changed; one thread at a time changes them."""

    def __init__(self, track: Track, audiences: Audiences) -> None:
        self.track, self.audiences = track, audiences
        self.matcher = Matcher(track)
        self.kinds = tuple(dict.fromkeys((RecordKind.MEMBER, *OPPORTUNITY_KINDS[track])))
        self._changed: dict[str, int] = {}
        self._loose: list[Pool] = []

    @property
    def pools(self) -> tuple[Pool, Pool]:
        """Members and opportunities."""
        return self.matcher.members, self.matcher.opportunities

    def standing(self) -> Matcher:
        """A matcher over the pools as they are now; nothing in it changes."""
        found = copy(self.matcher)
        found.members, found.opportunities = (still(pool) for pool in self.pools)
        found._compilers = {}
        self._loose = []
        return found

    def read_all(self, connection: Connection, sequence: int) -> None:
        """Put in every open record."""
        for kind in self.kinds:
            waiting: list[Record] = []
            for stored in Records(connection, operator(), kind).all():
                waiting.append(stored.record)
                if len(waiting) == STEP:
                    self._put_all(connection, kind, waiting, sequence)
                    waiting = []
            self._put_all(connection, kind, waiting, sequence)

    def refresh(self, connection: Connection, kind: RecordKind, identifiers: Sequence[str], sequence: int) -> None:
        """Make records stand as the store has them now, for they changed up to a place in the feed."""
        known = Records(connection, operator(), kind).several(identifiers)
        gone = [one for one in identifiers if one not in known or known[one].held or known[one].closed_at is not None]
        for identifier in gone:
            self._take_out(kind, identifier, sequence)
        self._put_all(connection, kind, [known[one].record for one in identifiers if one not in gone], sequence)

    def stand_on(self, members: Pool, opportunities: Pool, sequence: int) -> None:
        """Go on from pools that were made elsewhere at a place in the feed, with all that changed here after it."""
        self._changed = {identifier: at for identifier, at in self._changed.items() if at > sequence}
        for mine, fresh in zip(self.pools, (members, opportunities), strict=True):
            with fresh.tables.lock:
                carried(mine, fresh, self._changed)
        self.matcher.members, self.matcher.opportunities = members, opportunities
        self._loose = []

    def _put_all(self, connection: Connection, kind: RecordKind, records: Sequence[Record], sequence: int) -> None:
        ids = [record.id for record in records] if kind is RecordKind.MEMBER else []
        agreed = matched_by(connection, ids) if ids else {}
        for record in records:
            try:
                self._put(kind, record, agreed.get(record.id, ()), sequence)
            except (ArithmeticError, LookupError, TypeError, ValueError) as error:
                logger.error("record %s cannot be indexed: %s", record.id, type(error).__name__)
                self._take_out(kind, record.id, sequence)

    def _put(self, kind: RecordKind, record: Record, agreed: tuple[Agreement, ...], sequence: int) -> None:
        """Put in the record's places, and take out those that it no longer has."""
        encoder = self.matcher.encoder
        for pool, places in zip(self.pools, standing_in(record, self.track), strict=True):
            ready: list[tuple[Place, int]] = [(place, self.audiences.label(audience_of(place, agreed))) for place in places]
            kept = {place.id for place in places}
            self._remove(pool, [held for held in held_of(kind, record.id, pool) if held not in kept], sequence)
            for place, label in ready:
                row = encoder.row(encoder.profile(place))
                self._touch(pool, place.id, sequence)
                with pool.tables.lock:  # no table is worked out while a vocabulary grows
                    pool.put(place.id, row, label)

    def _take_out(self, kind: RecordKind, identifier: str, sequence: int) -> None:
        for pool in self.pools:
            self._remove(pool, list(held_of(kind, identifier, pool)), sequence)

    def _remove(self, pool: Pool, identifiers: Iterable[str], sequence: int) -> None:
        for identifier in identifiers:
            self._touch(pool, identifier, sequence)
            pool.remove(identifier)

    def _touch(self, pool: Pool, identifier: str, sequence: int) -> None:
        """Remember the change, and leave those alone who hold the pool as it stood before."""
        self._changed[identifier] = sequence
        row = pool.row(identifier)
        if row is not None and row < pool.base_size and not any(pool is known for known in self._loose):
            loosened(pool)
            self._loose.append(pool)
