"""Keeping records one at a time: create, change, close."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from api.use_cases.payloads import patched, record_from_payload
from api.use_cases.permissions import require_own, require_writer
from data.errors import Conflict, Fault
from data.sheets.lawful import unlawful
from data.store.repositories import VERSION_MOVED, Records, Stored
from data.store.scope import Asker
from data.vocabulary import RecordKind


@dataclass(frozen=True, slots=True)
class Kept:
    """A record as it now stands, what was done (new, changed, unchanged), what in it could not be read and what should be reworded."""

    stored: Stored
    state: str
    faults: tuple[Fault, ...]


def create(connection: Connection, asker: Asker, kind: RecordKind, payload: object, today: date) -> Kept:
    """Keep a record; the one that the organisation already knows by its number is replaced."""
    require_writer(asker, kind)
    record, faults = record_from_payload(kind, payload, today)
    records = Records(connection, asker, kind)
    saved = records.save(record)
    return Kept(records.get(saved.id), saved.state, (*faults, *unlawful(record)))


def change(
    connection: Connection,
    asker: Asker,
    kind: RecordKind,
    identifier: str,
    payload: object,
    today: date,
    expect: int | None = None,
) -> Kept:
    """Put cells or fields of a record right; Conflict when it is not at the version expected."""
    require_writer(asker, kind)
    records = Records(connection, asker, kind)
    stored = records.get(identifier)
    require_own(asker, stored.record.organisation)
    if expect is not None and expect != stored.version:
        raise Conflict(VERSION_MOVED)
    record, faults = patched(stored.record, kind, payload, today)
    saved = records.save(record, stored.version)
    return Kept(records.get(saved.id), saved.state, (*faults, *unlawful(record)))


def close(connection: Connection, asker: Asker, kind: RecordKind, identifier: str) -> None:
    """Take a record out of matching."""
    require_writer(asker, kind)
    records = Records(connection, asker, kind)
    require_own(asker, records.get(identifier).record.organisation)
    records.close(identifier)
