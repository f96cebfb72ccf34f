"""An organisation's own records, closed ones too, as the sheet they came from."""

from sqlalchemy import Connection

from data.errors import Fault, InvalidInput
from data.records import Record
from data.sheets.exporting import to_csv, to_xlsx
from data.store.repositories import Records
from data.store.scope import Asker
from data.text import Text
from data.vocabulary import RecordKind

KINDS: dict[str, RecordKind] = {
    "members": RecordKind.MEMBER,
    "openings": RecordKind.OPENING,
    "projects": RecordKind.NEED,
    "needs": RecordKind.NEED,
    "services": RecordKind.SERVICE,
}
WRITERS = {"csv": to_csv, "xlsx": to_xlsx}
MEDIA = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
BAD_KIND = Text(zh="没有这种表", en="there is no such sheet")
STEP = 500


def sheet_kind(name: str) -> RecordKind:
    """A kind of sheet by its name, in the singular or the plural; InvalidInput lists those there are."""
    kind = KINDS.get(name) or KINDS.get(f"{name}s")
    if kind is None:
        raise InvalidInput(BAD_KIND, (Fault("kind", name[:80], Text("、".join(KINDS), ", ".join(KINDS))),))
    return kind


def sheet_form(name: str) -> str:
    """The form of a file; InvalidInput lists those there are."""
    if name not in WRITERS:
        raise InvalidInput(BAD_KIND, (Fault("form", name[:80], Text("csv、xlsx", "csv, xlsx")),))
    return name


def own_records(connection: Connection, asker: Asker, kind: RecordKind) -> list[Record]:
    """Every record of the asker's organisation, in the order of ids."""
    records, found, after = Records(connection, asker, kind), [], ""
    while page := records.page(after, STEP, closed=True, own=True):
        found += [stored.record for stored in page]
        after = found[-1].id
    return found


def export(connection: Connection, asker: Asker, kind: RecordKind, form: str) -> bytes:
    """A file of the asker's own records."""
    return WRITERS[form](kind, own_records(connection, asker, kind))
