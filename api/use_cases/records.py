"""Keeping records one at a time: create, change, close."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import Connection

from api.schemas import MASKED
from api.use_cases.payloads import patched, record_from_payload
from api.use_cases.permissions import NOT_OWN, require_writer
from data.codec import to_plain
from data.errors import Conflict, Fault, Forbidden, NotFound
from data.records import Record
from data.sheets.lawful import unlawful
from data.store.database import Database
from data.store.repositories import VERSION_MOVED, Draft, Records, Stored, VersionMoved, queue_up
from data.store.scope import Asker
from data.text import Text
from data.vocabulary import RecordKind

NOT_AGREED = Text(
    zh="成员没有同意让本单位看这些栏目，所以不能改；可以改的见下",
    en="the member did not agree that you see these fields, so you cannot change them; those you can are named",
)


@dataclass(frozen=True, slots=True)
class Kept:
    """A record as it now stands, what was done (new, changed, unchanged), what in it could not be read and what should be reworded."""

    stored: Stored
    state: str
    faults: tuple[Fault, ...]


@dataclass(frozen=True, slots=True)
class Drafted:
    """A record ready to be kept, with what in it could not be read and what should be reworded."""

    draft: Draft
    faults: tuple[Fault, ...]


def create(connection: Connection, asker: Asker, kind: RecordKind, payload: object, today: date) -> Kept:
    """Keep a record; the one that the organisation already knows by its number is replaced."""
    require_writer(asker, kind)
    return keep(connection, asker, kind, drafted(kind, payload, today))


def drafted(kind: RecordKind, payload: object, today: date) -> Drafted:
    """What is handed in, made ready to be kept; nobody need wait for that who is about to write."""
    record, faults = record_from_payload(kind, payload, today)
    return Drafted(Draft.of(record), (*faults, *unlawful(record)))


def keep(connection: Connection, asker: Asker, kind: RecordKind, ready: Drafted) -> Kept:
    """Keep what was made ready."""
    records = Records(connection, asker, kind)
    saved = records.save(ready.draft)
    return Kept(records.get(saved.id), saved.state, ready.faults)


def change(
    database: Database, asker: Asker, kind: RecordKind, identifier: str, payload: object, today: date, expect: int | None = None
) -> Kept:
    """Put cells or fields of a record right; Conflict when it is not at the version expected.

    It is read and worked out before anybody is kept from writing; where somebody else was quicker, once more while nobody can be.
    """
    require_writer(asker, kind)
    with database.reading() as connection:
        changed = _changed(connection, asker, kind, identifier, payload, today, expect)
    if changed.draft is None:
        return Kept(changed.stored, "unchanged", changed.faults)
    try:
        with database.writing() as connection:
            return _replaced(Records(connection, asker, kind), changed)
    except VersionMoved:
        if expect is not None:
            raise
    with database.writing() as connection:
        queue_up(connection)
        return _replaced(Records(connection, asker, kind), _changed(connection, asker, kind, identifier, payload, today, None))


@dataclass(frozen=True, slots=True)
class _Changed:
    """A record as it was read and as it is to be; None where nothing changes."""

    stored: Stored
    draft: Draft | None
    faults: tuple[Fault, ...]


def _changed(
    connection: Connection, asker: Asker, kind: RecordKind, identifier: str, payload: object, today: date, expect: int | None
) -> _Changed:
    records = Records(connection, asker, kind)
    stored = records.get(identifier)
    _require_keeper(records, stored)
    if expect is not None and expect != stored.version:
        raise Conflict(VERSION_MOVED)
    record, faults = patched(stored.record, kind, payload, today)
    if stored.agreed is not None:
        faults = _within(stored, record, payload, faults)
    same = record == stored.record and stored.closed_at is None
    return _Changed(stored, None if same else Draft.of(record), (*faults, *unlawful(record)))


def _replaced(records: Records, changed: _Changed) -> Kept:
    stored, draft = changed.stored, changed.draft
    if draft is None:
        return Kept(stored, "unchanged", changed.faults)
    saved = records.replace(stored, draft)
    now = replace(stored, record=draft.record, version=saved.version, updated_at=saved.at, closed_at=None)
    return Kept(now, saved.state, changed.faults)


def _require_keeper(records: Records, stored: Stored) -> None:
    """Forbidden where the record is another's and was not handed over; KeptElsewhere where the asker handed it over."""
    if not records.may_change(stored.record.id):
        raise Forbidden(NOT_OWN)


def _within(stored: Stored, record: Record, payload: object, faults: tuple[Fault, ...]) -> tuple[Fault, ...]:
    """The faults of what the keeper wrote itself; Forbidden where it changes what the member did not agree to show."""
    before, after = to_plain(stored.record), to_plain(record)
    changed = {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)} - {"cells"}
    beyond = sorted(changed - set(MASKED) - (stored.agreed or frozenset()))
    if beyond:
        accepted = Text("、".join(sorted(stored.agreed or ())), ", ".join(sorted(stored.agreed or ())))
        raise Forbidden(NOT_AGREED, tuple(Fault(f"$.{name}", "…", accepted) for name in beyond))
    sheet = payload.get("sheet") if isinstance(payload, Mapping) else None
    return tuple(fault for fault in faults if not isinstance(sheet, Mapping) or fault.where in sheet)


def close(connection: Connection, asker: Asker, kind: RecordKind, identifier: str) -> None:
    """Take a record out of matching."""
    require_writer(asker, kind)
    records = Records(connection, asker, kind)
    try:
        records.close(identifier)
    except NotFound:
        _require_keeper(records, records.get(identifier))
        raise
