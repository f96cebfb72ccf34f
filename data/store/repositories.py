"""Records of all kinds as they are read and written, for one asker at a time."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b, sha256
from typing import Any

from sqlalchemy import Connection, Row, Select, func, not_, select, update

from data.codec import RECORD_TYPES, canonical, from_plain, kind_of, split_personal, to_plain
from data.errors import Conflict, NotFound
from data.records import Record
from data.store.case_scope import refuse_kept_elsewhere
from data.store.clock import utc_now
from data.store.feed import Changed, changes_after, feed_mark, log_change, newest_change, queue_up
from data.store.inserting import insert_if_new
from data.store.record_statements import (
    TABLES,
    changeable,
    columns_of,
    first_one,
    replacing,
    seen_by,
    several_of,
)
from data.store.scope import Asker, belongs, editable, open_now, owned, unclosed
from data.store.storable import check_storable
from data.store.timing import at
from data.text import Text
from data.vocabulary import RecordKind, Role

PREFIX = {RecordKind.MEMBER: "m", RecordKind.OPENING: "o", RecordKind.NEED: "p", RecordKind.SERVICE: "s"}
NOT_FOUND = Text(zh="没有这条记录，或您无权查看", en="there is no such record, or you may not see it")
VERSION_MOVED = Text(zh="记录已被他人修改，请重新读取后再改", en="the record was changed meanwhile; read it again first")
NUMBER_TAKEN = Text(zh="这个编号已用于另一条记录", en="this number stands for another record")


class VersionMoved(Conflict):
    """Somebody changed the record after it was read."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A record as it is to be stored: all that need not be worked out while others wait to write."""

    record: Record
    body: str
    personal: str
    digest: str
    valid_until: str | None

    @classmethod
    def of(cls, record: Record) -> "Draft":
        """A record made ready; InvalidInput where a value cannot be stored."""
        check_storable(to_plain(record))
        body, personal = map(canonical, split_personal(replace(record, id="", organisation="", number="")))
        digest = sha256(body + b"\0" + personal).hexdigest()
        return cls(record, body.decode(), personal.decode(), digest, getattr(record, "valid_until", None))

    @property
    def columns(self) -> dict[str, Any]:
        """What is stored of it in any version."""
        return {"body": self.body, "personal": self.personal, "digest": self.digest, "valid_until": self.valid_until}


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
    """What saving did: `state` is new, changed or unchanged; `at` is when the version was written."""

    id: str
    version: int
    state: str
    at: str


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
        return seen_by(self.kind, self.asker, now, columns or columns_of(self.kind, self.asker, now))

    def get(self, identifier: str) -> Stored:
        """One record; NotFound where there is none that the asker may see."""
        return self._one("id", identifier)

    def find(self, number: str) -> Stored:
        """One record by the number its organisation knows it by."""
        return self._one("number", number)

    def _one(self, column: str, wanted: str) -> Stored:
        row = self.connection.execute(first_one(self.kind, self.asker, column), {"wanted": wanted, **at(utc_now())}).first()
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
        rows = self.connection.execute(several_of(self.kind, self.asker), {"wanted": list(identifiers), **at(utc_now())})
        return {row.id: self._stored(row) for row in rows}

    def lock(self, identifiers: Sequence[str]) -> None:
        """Let no other transaction that locks any of these go on before this one ends; whoever refers to them need not wait.

        SQLite has one writer at a time in any case.
        """
        wanted = select(self.table.c.id).where(self.table.c.id.in_(sorted(set(identifiers)))).order_by(self.table.c.id)
        self.connection.execute(wanted.with_for_update(key_share=True)).all()

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

    def save(self, record: Record | Draft, expect: int | None = None) -> Saved:
        """Create or replace the record that the asker's organisation knows by this number.

        `expect` is the version that the asker last read; VersionMoved when it has moved on. An id may be
        given for a record that is there; only an administrator can give a new record an id of choice.
        """
        draft = record if isinstance(record, Draft) else Draft.of(record)
        given = draft.record
        number = given.number or draft.digest[:24]
        organisation = self.asker.organisation
        if self.asker.role is Role.ADMINISTRATOR and given.organisation:
            organisation = given.organisation
        usual = record_id(self.kind, organisation, number)
        key = given.id or usual
        queue_up(self.connection)
        known = self._editable(id=key)
        if known is None:
            if key != usual and self.asker.role is not Role.ADMINISTRATOR:
                raise NotFound(NOT_FOUND)
            now = utc_now()
            if self._create(key, organisation, number, draft, now):
                return Saved(key, 1, "new", now)
            known = self._quicker(key, organisation, number, chosen=bool(given.id))
        if expect is not None and expect != known.version:
            raise VersionMoved(VERSION_MOVED)
        if known.digest == draft.digest and known.closed_at is None:
            return Saved(known.id, known.version, "unchanged", known.updated_at)
        return self._write(known.id, known.version, draft) or self._refused(known.id)

    def replace(self, stored: Stored, draft: Draft) -> Saved:
        """Put a draft in the place of a record as it was read; VersionMoved where it was changed since."""
        queue_up(self.connection)
        return self._write(stored.record.id, stored.version, draft) or self._refused(stored.record.id)

    def _write(self, identifier: str, version: int, draft: Draft) -> Saved | None:
        """The next version of a record; None where it is at another one, or not the asker's to change."""
        now = utc_now()
        which = {"wanted": identifier, "expected": version, **at(now)}
        values = {**draft.columns, "version": version + 1, "updated_at": now, "closed_at": None}
        if self.connection.execute(replacing(self.kind, self.asker), which | values).rowcount != 1:
            return None
        self._log(identifier, now)
        return Saved(identifier, version + 1, "changed", now)

    def _refused(self, identifier: str) -> Saved:
        """Why a record was not replaced."""
        if self.may_change(identifier):
            raise VersionMoved(VERSION_MOVED)
        raise NotFound(NOT_FOUND)

    def _editable(self, **which: str) -> Row[Any] | None:
        """The row of this id, or of this organisation and number, if the asker may change it."""
        return self.connection.execute(changeable(self.kind, self.asker, tuple(which)), {**which, **at(utc_now())}).one_or_none()

    def may_change(self, identifier: str) -> bool:
        """Whether a record is the asker's to change; KeptElsewhere names the station to which it was handed over."""
        if self._editable(id=identifier) is not None:
            return True
        self._refuse_kept_elsewhere(identifier)
        return False

    def _refuse_kept_elsewhere(self, identifier: str) -> None:
        if self.kind is RecordKind.MEMBER:
            refuse_kept_elsewhere(self.connection, identifier, self.asker.organisation, utc_now())

    def _quicker(self, key: str, organisation: str, number: str, chosen: bool) -> Row[Any]:
        """The row that stands where a new one was to go."""
        known = self._editable(id=key)
        named = self._editable(organisation=organisation, number=number)
        if known is None and named is not None and chosen:
            raise Conflict(NUMBER_TAKEN)
        found = known if known is not None else named
        if found is None:
            self._refuse_kept_elsewhere(key)
            raise NotFound(NOT_FOUND)
        return found

    def _create(self, key: str, organisation: str, number: str, draft: Draft, now: str) -> bool:
        """False where somebody else was quicker to write the same number."""
        values = {"id": key, "organisation": organisation, "number": number, **draft.columns}
        if not insert_if_new(self.connection, self.table, {**values, "version": 1, "created_at": now, "updated_at": now}):
            return False
        self._log(key, now)
        return True

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
        fields = frozenset(json.loads(row.agreed)) if row.agreed is not None else None
        return Stored(record, row.version, row.created_at, row.updated_at, row.closed_at, bool(row.held), fields)


__all__ = [
    "TABLES", "Changed", "Draft", "Records", "Saved", "Stored", "VersionMoved", "changes_after", "feed_mark", "kind_of",
    "log_change", "newest_change", "queue_up", "record_id", "utc_now",
]  # fmt: skip
