"""The changes feed: every write once, in the order of its numbers; what an index follows."""

import json
from dataclasses import dataclass
from hashlib import sha256

from sqlalchemy import Connection, bindparam, func, insert, select

from data.store.tables import changes
from data.vocabulary import RecordKind

FEED_LOCK = 20_261
"""Writers of the changes feed queue up on PostgreSQL, so that its numbers appear in their order."""


def queue_up(connection: Connection) -> None:
    """Wait for the feed before touching any row: taken after one, two imports could wait for each other."""
    if connection.dialect.name == "postgresql":
        connection.execute(select(func.pg_advisory_xact_lock(FEED_LOCK)))


def log_change(connection: Connection, kind: RecordKind, identifier: str, now: str, removed: bool = False) -> None:
    """Tell of a change in the feed; the caller has queued up."""
    connection.execute(_TELL, {"kind": kind.value, "record": identifier, "removed": int(removed), "at": now})


_TELL = insert(changes)


@dataclass(frozen=True, slots=True)
class Changed:
    """One entry of the changes feed."""

    sequence: int
    kind: RecordKind
    record: str
    removed: bool


def changes_after(connection: Connection, sequence: int, limit: int = 10_000) -> list[Changed]:
    """What was written after a point of the feed, oldest first: what an index follows."""
    rows = connection.execute(_AFTER, {"after": sequence, "most": limit})
    return [Changed(row.sequence, RecordKind(row.kind), row.record, bool(row.removed)) for row in rows]


def newest_change(connection: Connection) -> int:
    """The last point of the feed."""
    return int(connection.scalar(_NEWEST) or 0)


_AFTER = select(changes).where(changes.c.sequence > bindparam("after")).order_by(changes.c.sequence).limit(bindparam("most"))
_NEWEST = select(func.max(changes.c.sequence))
WITNESSES = 32
"""So many entries of the feed tell one database from another."""


def feed_mark(connection: Connection, sequence: int) -> str:
    """What tells this database's feed, up to a point, from another's or from that of an older copy that went its own way."""
    query = select(changes).where(changes.c.sequence <= sequence).order_by(changes.c.sequence.desc()).limit(WITNESSES)
    told = [[row.sequence, row.kind, row.record, row.removed, row.at] for row in connection.execute(query)]
    reached = bool(told and told[0][0] == sequence) or sequence == 0
    return sha256(json.dumps([reached, told]).encode()).hexdigest()
