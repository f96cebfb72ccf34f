"""Keeping records one at a time: create, change, close."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from api.schemas import MASKED
from api.use_cases.payloads import patched, record_from_payload
from api.use_cases.permissions import NOT_OWN, require_writer
from data.codec import to_plain
from data.errors import Conflict, Fault, Forbidden
from data.records import Record
from data.sheets.lawful import unlawful
from data.store.repositories import VERSION_MOVED, Records, Stored
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
    _require_keeper(records, stored)
    if expect is not None and expect != stored.version:
        raise Conflict(VERSION_MOVED)
    record, faults = patched(stored.record, kind, payload, today)
    if stored.agreed is not None:
        faults = _within(stored, record, payload, faults)
    saved = records.save(record, stored.version)
    return Kept(records.get(saved.id), saved.state, (*faults, *unlawful(record)))


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
    _require_keeper(records, records.get(identifier))
    records.close(identifier)
