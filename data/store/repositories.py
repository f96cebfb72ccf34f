"""Every select there is: records of all kinds, born restricted to what the asker may see."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b, sha256
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, bindparam, func, insert, not_, select, update

from data.codec import RECORD_TYPES, canonical, from_plain, kind_of, split_personal, to_plain
from data.errors import Conflict, NotFound
from data.records import Record
from data.store.case_scope import agreed_fields, refuse_kept_elsewhere
from data.store.clock import utc_now
from data.store.inserting import insert_if_new
from data.store.scope import Asker, belongs, editable, open_now, owned, unclosed, visible
from data.store.storable import check_storable
from data.store.tables import changes, members, openings, projects, services
from data.text import Text
from data.vocabulary import RecordKind, Role

TABLES = {
    RecordKind.MEMBER: members,
    RecordKind.OPENING: openings,
    RecordKind.NEED: projects,
    RecordKind.SERVICE: services,
}
PREFIX = {RecordKind.MEMBER: "m", RecordKind.OPENING: "o", RecordKind.NEED: "p", RecordKind.SERVICE: "s"}
FEED_LOCK = 20_261
"""Writers of the changes feed queue up on PostgreSQL, so that its numbers appear in their order."""
NOT_FOUND = Text(zh="没有这条记录，或您无权查看", en="there is no such record, or you may not see it")
VERSION_MOVED = Text(zh="记录已被他人修改，请重新读取后再改", en="the record was changed meanwhile; read it again first")
NUMBER_TAKEN = Text(zh="这个编号已用于另一条记录", en="this number stands for another record")


@dataclass(frozen=True, slots=True)
class Stored:
    """A record as it stands in the store.

    `agreed` names the fields that a case between two stations lets the asker see whole of a member
    that another keeps or brought in; None where no case has a say.
    """

    record: Record
    version: int
    created_at: str
    updated_at: str
    closed_at: str | None
    held: bool = False
    agreed: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class Saved:
    """What saving did: `state` is new, changed or unchanged."""

    id: str
    version: int
    state: str


def record_id(kind: RecordKind, organisation: str, number: str) -> str:
    """The id of the record that an organisation knows by a number: the same on every import."""
    digest = blake2b(f"{organisation}\0{number}".encode(), digest_size=10).hexdigest()
    return f"{PREFIX[kind]}_{digest}"


class Records:
    """The records of one kind, for one asker, inside one transaction."""

    def __init__(self, connection: Connection, asker: Asker, kind: RecordKind) -> None:
        self.connection, self.asker, self.kind = connection, asker, kind
        self.table = TABLES[kind]

    def _seen(self, *columns: Any) -> Select[Any]:
        now = utc_now()
        chosen = columns or (self.table, *self._agreed(now))
        return select(*chosen).where(visible(self.kind, self.table, self.asker, now))

    def _agreed(self, now: str) -> tuple[ColumnElement[Any], ...]:
        if self.kind is not RecordKind.MEMBER or self.asker.role is not Role.STATION:
            return ()
        return (agreed_fields(self.table.c.id, self.asker.organisation, now).label("agreed"),)

    def get(self, identifier: str) -> Stored:
        """One record; NotFound where there is none that the asker may see."""
        row = self.connection.execute(self._seen().where(self.table.c.id == identifier)).one_or_none()
        if row is None:
            raise NotFound(NOT_FOUND)
        return self._stored(row)

    def find(self, number: str) -> Stored:
        """One record by the number its organisation knows it by."""
        row = self.connection.execute(
            self._seen().where(self.table.c.number == number).order_by(self.table.c.id).limit(1)
        ).one_or_none()
        if row is None:
            raise NotFound(NOT_FOUND)
        return self._stored(row)

    def page(self, after: str = "", limit: int = 50, closed: bool = False, own: bool = False) -> list[Stored]:
        """Records in the order of their ids, those after `after`; closed ones, or only the asker's own, where asked."""
        query = self._seen().where(self.table.c.id > after).order_by(self.table.c.id).limit(limit)
        if own:
            query = query.where(owned(self.table, self.asker))
        if not closed:
            query = query.where(unclosed(self.table, utc_now()))
        return [self._stored(row) for row in self.connection.execute(query)]

    def several(self, identifiers: Sequence[str]) -> dict[str, Stored]:
        """Those of the records that the asker may see, by id."""
        rows = self.connection.execute(self._seen().where(self.table.c.id.in_(list(identifiers))))
        return {row.id: self._stored(row) for row in rows}

    def ids(self, own: bool | None = None) -> set[str]:
        """The ids of all open records that the asker may see; with `own`, only its own, or only others'."""
        query = self._seen(self.table.c.id).where(open_now(self.table, utc_now()))
        if own is not None:
            mine = belongs(self.table, self.asker)
            query = query.where(mine if own else not_(mine))
        return set(self.connection.scalars(query))

    def all(self) -> Iterator[Stored]:
        """Every open record that the asker may see, in the order of ids."""
        query = self._seen().where(open_now(self.table, utc_now())).order_by(self.table.c.id)
        for row in self.connection.execute(query):
            yield self._stored(row)

    def count(self) -> int:
        """How many open records the asker may see."""
        return int(self.connection.scalar(self._seen(func.count()).where(open_now(self.table, utc_now()))) or 0)

    def save(self, record: Record, expect: int | None = None) -> Saved:
        """Create or replace the record that the asker's organisation knows by this number.

        `expect` is the version that the asker last read; Conflict when it has moved on. An id may be
        given for a record that is there; only an administrator can give a new record an id of choice.
        """
        check_storable(to_plain(record))
        body, personal = split_personal(_own(record, ""))
        digest = sha256(canonical(body) + b"\0" + canonical(personal)).hexdigest()
        number = record.number or digest[:24]
        organisation = self.asker.organisation
        if self.asker.role is Role.ADMINISTRATOR and record.organisation:
            organisation = record.organisation
        usual = record_id(self.kind, organisation, number)
        key = record.id or usual
        queue_up(self.connection)
        known = self._editable(self.table.c.id == key)
        if known is None:
            if key != usual and self.asker.role is not Role.ADMINISTRATOR:
                raise NotFound(NOT_FOUND)
            if self._create(key, organisation, number, body, personal, digest, record):
                return Saved(key, 1, "new")
            known = self._quicker(key, organisation, number, chosen=bool(record.id))
        return self._replace(known, body, personal, digest, record, expect)

    def _editable(self, *which: ColumnElement[bool]) -> Row[Any] | None:
        """A row that the asker may change."""
        query = select(self.table).where(*which, editable(self.table, self.asker))
        return self.connection.execute(query).one_or_none()

    def may_change(self, identifier: str) -> bool:
        """Whether a record is the asker's to change; KeptElsewhere names the station to which it was handed over."""
        if self._editable(self.table.c.id == identifier) is not None:
            return True
        self._refuse_kept_elsewhere(identifier)
        return False

    def _refuse_kept_elsewhere(self, identifier: str) -> None:
        if self.kind is RecordKind.MEMBER:
            refuse_kept_elsewhere(self.connection, identifier, self.asker.organisation, utc_now())

    def _quicker(self, key: str, organisation: str, number: str, chosen: bool) -> Row[Any]:
        """The row that stands where a new one was to go."""
        known = self._editable(self.table.c.id == key)
        named = self._editable(self.table.c.organisation == organisation, self.table.c.number == number)
        if known is None and named is not None and chosen:
            raise Conflict(NUMBER_TAKEN)
        found = known if known is not None else named
        if found is None:
            self._refuse_kept_elsewhere(key)
            raise NotFound(NOT_FOUND)
        return found

    def _create(
        self, key: str, organisation: str, number: str, body: Any, personal: Any, digest: str, record: Record
    ) -> bool:
        """False where somebody else was quicker to write the same number."""
        now = utc_now()
        values = {
            "id": key, "organisation": organisation, "number": number, "body": _text(body), "personal": _text(personal),
            "digest": digest, "version": 1, "created_at": now, "updated_at": now, "valid_until": _valid_until(record),
        }  # fmt: skip
        if not insert_if_new(self.connection, self.table, values):
            return False
        self._log(key, now)
        return True

    def _replace(
        self, known: Row[Any], body: Any, personal: Any, digest: str, record: Record, expect: int | None
    ) -> Saved:
        if expect is not None and expect != known.version:
            raise Conflict(VERSION_MOVED)
        if known.digest == digest and known.closed_at is None:
            return Saved(known.id, known.version, "unchanged")
        now = utc_now()
        done = self.connection.execute(
            update(self.table)
            .where(self.table.c.id == known.id, self.table.c.version == known.version, editable(self.table, self.asker))
            .values(
                body=_text(body), personal=_text(personal), digest=digest, version=known.version + 1,
                updated_at=now, closed_at=None, valid_until=_valid_until(record),
            )
        )  # fmt: skip
        if done.rowcount != 1:
            raise NotFound(NOT_FOUND)
        self._log(known.id, now)
        return Saved(known.id, known.version + 1, "changed")

    def close(self, identifier: str) -> None:
        """Take a record out of matching; it can still be read and exported by its organisation."""
        queue_up(self.connection)
        now = utc_now()
        done = self.connection.execute(
            update(self.table)
            .where(self.table.c.id == identifier, editable(self.table, self.asker), self.table.c.closed_at.is_(None))
            .values(closed_at=now, updated_at=now, version=self.table.c.version + 1)
        )
        if done.rowcount != 1:
            raise NotFound(NOT_FOUND)
        self._log(identifier, now, removed=True)

    def is_open(self, identifier: str) -> bool:
        """Whether a record that the asker may see takes part in matching now."""
        query = self._seen(self.table.c.id).where(self.table.c.id == identifier, open_now(self.table, utc_now()))
        return self.connection.scalar(query) is not None

    def hold(self, identifier: str, held: bool) -> None:
        """Hide a record from everybody but its organisation and from matching, or open it."""
        queue_up(self.connection)
        now = utc_now()
        done = self.connection.execute(
            update(self.table)
            .where(self.table.c.id == identifier, editable(self.table, self.asker))
            .values(held=int(held), updated_at=now)
        )
        if done.rowcount != 1:
            raise NotFound(NOT_FOUND)
        self._log(identifier, now, removed=held)

    def _log(self, identifier: str, now: str, removed: bool = False) -> None:
        log_change(self.connection, self.kind, identifier, now, removed)

    def _stored(self, row: Row[Any]) -> Stored:
        plain = json.loads(row.body) | json.loads(row.personal)
        plain |= {"id": row.id, "organisation": row.organisation, "number": row.number}
        record = from_plain(RECORD_TYPES[self.kind], plain)
        agreed = getattr(row, "agreed", None)
        fields = frozenset(json.loads(agreed)) if agreed is not None else None
        return Stored(record, row.version, row.created_at, row.updated_at, row.closed_at, bool(row.held), fields)


def _own(record: Record, empty: str) -> Record:
    return replace(record, id=empty, organisation=empty, number=empty)


def _text(plain: dict[str, Any]) -> str:
    return canonical(plain).decode()


def _valid_until(record: Record) -> str | None:
    return getattr(record, "valid_until", None)


def queue_up(connection: Connection) -> None:
    """Wait for the feed before touching any row: taken after one, two imports could wait for each other."""
    if connection.dialect.name == "postgresql":
        connection.execute(select(func.pg_advisory_xact_lock(FEED_LOCK)))


def log_change(connection: Connection, kind: RecordKind, identifier: str, now: str, removed: bool = False) -> None:
    """Tell of a change in the feed; the caller has queued up."""
    connection.execute(insert(changes).values(kind=kind.value, record=identifier, removed=int(removed), at=now))


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


__all__ = [
    "Changed", "Records", "Saved", "Stored", "changes_after", "feed_mark", "kind_of", "log_change", "newest_change", "queue_up",
    "record_id", "utc_now",
]  # fmt: skip
