"""Which version of some records an asker sees now, and what shows of each: all that an answer depends on, in one query."""

import json
from collections.abc import Collection, Iterable
from functools import cache, lru_cache
from typing import Any, NamedTuple
from weakref import WeakKeyDictionary

import msgspec
from sqlalchemy import (
    Connection,
    Engine,
    Select,
    and_,
    bindparam,
    case,
    func,
    null,
    or_,
    select,
)

from data.codec import RECORD_TYPES
from data.records import Record
from data.store.bounded import Bounded
from data.store.case_scope import agreed_fields
from data.store.clock import utc_now
from data.store.repositories import TABLES
from data.store.scope import Asker, open_now, visible
from data.store.tables import changes, consents, organisations
from data.store.timing import SOME_TIME, at, timed
from data.vocabulary import ConsentPurpose, RecordKind, Role

MOST_RECORDS = 8_192
"""So many records are kept read, those asked for last."""


class Sighting(NamedTuple):
    """A record's version as an asker sees it now; two that are equal show the same to the same asker.

    `agreed` and `disclosed` are JSON as it stands in the store: what a case opens of a member, and lists of the
    fields that the member agreed to have shown, one a line; None where there are none.
    """

    id: str
    version: int
    digest: str
    organisation: str
    number: str
    open: int
    office: str | None
    agreed: str | None
    disclosed: str | None

    @property
    def agreed_fields(self) -> frozenset[str] | None:
        """The fields that a case between two stations shows whole; None where no case has a say."""
        return None if self.agreed is None else frozenset(json.loads(self.agreed))

    @property
    def disclosed_fields(self) -> frozenset[str]:
        """The fields whose disclosure to the asker was agreed to and holds."""
        lists = self.disclosed.split("\n") if self.disclosed else ()
        return frozenset(field for line in lists for field in json.loads(line))


def sightings(connection: Connection, asker: Asker, kind: RecordKind, identifiers: Iterable[str]) -> dict[str, Sighting]:
    """Those of the records that the asker may see, by id; what consents and cases say is asked anew each time."""
    wanted, now = sorted(set(identifiers)), utc_now()
    if not wanted:
        return {}
    rows = connection.execute(_seen(asker, kind), {"ids": wanted, **at(now)})
    return {row[0]: Sighting(*row) for row in rows}


def records_sighted(connection: Connection, kind: RecordKind, seen: Collection[Sighting]) -> dict[str, Record]:
    """The records themselves, by id; those read before are not read again while they stay as they were."""
    kept = _records(connection.engine)
    found = {sighting.id: kept.get((kind, *sighting[:5])) for sighting in seen}
    missing = [identifier for identifier, record in found.items() if record is None]
    if missing:
        for row in connection.execute(_bodies(kind), {"ids": missing}):
            record = _read(kind, *row)
            kept.put((kind, row.id, row.version, row.digest, row.organisation, row.number), record)
            found[row.id] = record
    return {identifier: record for identifier, record in found.items() if record is not None}


@lru_cache(maxsize=2_048)
def _seen(asker: Asker, kind: RecordKind) -> Select[Any]:
    table = TABLES[kind]
    columns = (table.c.id, table.c.version, table.c.digest, table.c.organisation, table.c.number)
    by_case = kind is RecordKind.MEMBER and asker.role is Role.STATION
    query = select(
        *columns,
        case((open_now(table, SOME_TIME), 1), else_=0),
        select(organisations.c.name).where(organisations.c.id == table.c.organisation).scalar_subquery(),
        agreed_fields(table.c.id, asker.organisation, SOME_TIME) if by_case else null(),
        _disclosed(table.c.id, asker) if kind is RecordKind.MEMBER else null(),
    )
    return timed(query.where(visible(kind, table, asker, SOME_TIME), table.c.id.in_(bindparam("ids", expanding=True))))


def _disclosed(member: Any, asker: Asker) -> Any:
    lists = func.aggregate_strings(consents.c.fields, "\n")
    return (
        select(lists)
        .where(
            consents.c.member == member,
            consents.c.purpose == ConsentPurpose.DISCLOSURE.value,
            and_(consents.c.recipient.in_(asker.recipients), consents.c.withdrawn_at.is_(None)),
            or_(consents.c.until.is_(None), consents.c.until > SOME_TIME),
        )
        .scalar_subquery()
    )


@lru_cache(maxsize=16)
def _bodies(kind: RecordKind) -> Select[Any]:
    table = TABLES[kind]
    columns = (table.c.id, table.c.version, table.c.digest, table.c.organisation, table.c.number, table.c.body, table.c.personal)
    return select(*columns).where(table.c.id.in_(bindparam("ids", expanding=True)))


def _read(kind: RecordKind, identifier: str, _version: int, _digest: str, organisation: str, number: str, *parts: str) -> Record:
    """The parts are JSON objects without a key in common: read as one, and only once."""
    named = msgspec.json.encode({"id": identifier, "organisation": organisation, "number": number}).decode()
    inner = (part.strip()[1:-1].strip() for part in (named, *parts))
    record: Record = _decoder(kind).decode("{" + ",".join(part for part in inner if part) + "}")
    return record


@cache
def _decoder(kind: RecordKind) -> msgspec.json.Decoder[Any]:
    return msgspec.json.Decoder(RECORD_TYPES[kind])


class Follower:
    """What was worked out from all records of some kinds, until one of them changes or the day ends."""

    def __init__(self, kind: RecordKind) -> None:
        self._kind = kind
        self._known = 0, 0

    def state(self, connection: Connection) -> tuple[int, str]:
        """Another value whenever a record of the kind changed, and every day."""
        sequence, last = self._known
        newest, changed = connection.execute(_NEWEST, {"after": sequence, "kind": self._kind.value}).one()
        if newest is not None:
            last = changed or last
            self._known = newest, last
        return last, utc_now()[:10]


_NEWEST = select(
    func.max(changes.c.sequence), func.max(case((changes.c.kind == bindparam("kind"), changes.c.sequence)))
).where(changes.c.sequence > bindparam("after"))

_KEPT: WeakKeyDictionary[Engine, Bounded[tuple[Any, ...], Record]] = WeakKeyDictionary()


def _records(engine: Engine) -> Bounded[tuple[Any, ...], Record]:
    return _KEPT.setdefault(engine, Bounded(MOST_RECORDS))
