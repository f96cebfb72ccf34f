"""Taking a sheet in: the good rows or nothing, as the caller asks, and a report of every row."""

import json
import secrets
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, insert, select

from api.use_cases.permissions import require_writer
from data.errors import Fault, NotFound
from data.sheets.importing import ReadRow, read_sheets
from data.store.case_scope import KeptElsewhere
from data.store.repositories import NOT_FOUND, Records, utc_now
from data.store.scope import Asker
from data.store.tables import imports
from data.text import Language
from data.vocabulary import RecordKind, Role

EXAMPLE = "example"


@dataclass(frozen=True, slots=True)
class RowReport:
    """What became of one row: new, changed, unchanged, refused, or an example that was passed over."""

    sheet: str
    row: int
    kind: RecordKind
    number: str
    id: str | None
    state: str
    faults: tuple[Fault, ...]


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What became of a file; `kept` is False where nothing was taken because one row could not be."""

    id: str
    file: str
    kept: bool
    rows: tuple[RowReport, ...]

    def counts(self) -> dict[str, int]:
        """How many rows are new, changed, unchanged, refused, and how many have something unread or to reword; examples do not count."""
        states = Counter(row.state for row in self.rows if row.state != EXAMPLE)
        names = ("new", "changed", "unchanged", "refused")
        unread = sum(bool(row.faults) and row.state not in ("refused", EXAMPLE) for row in self.rows)
        return {"rows": states.total(), **{name: states[name] for name in names}, "with_doubts": unread}

    def as_json(self, language: Language = "zh") -> dict[str, object]:
        """The report as API and command line give it; rows without anything to say are only counted."""
        return {
            "id": self.id,
            "file": self.file,
            "kept": self.kept,
            "counts": self.counts(),
            "rows": [row_json(row, language) for row in self.rows if row.faults or row.state == "refused"],
        }


def row_json(row: RowReport, language: Language) -> dict[str, object]:
    """One row of the report."""
    return {
        "sheet": row.sheet,
        "row": row.row,
        "kind": row.kind.value,
        "number": row.number,
        "id": row.id,
        "state": row.state,
        "faults": [fault_json(fault, language) for fault in row.faults],
    }


def fault_json(fault: Fault, language: Language) -> dict[str, object]:
    """One thing that could not be read."""
    return {
        "sheet": fault.sheet,
        "row": fault.row,
        "where": fault.where,
        "found": fault.found[:200],
        "accepted": fault.accepted.say(language),
        "message": fault.say(language),
    }


def import_file(
    connection: Connection,
    asker: Asker,
    name: str,
    content: bytes,
    today: date,
    kind: RecordKind | None = None,
    all_or_nothing: bool = False,
) -> ImportReport:
    """Read a file and keep its rows; the caller commits. With `all_or_nothing` one refused row keeps all out."""
    return keep_rows(connection, asker, name, read_sheets(name, content, today, kind), all_or_nothing)


def keep_rows(
    connection: Connection, asker: Asker, name: str, read: Sequence[ReadRow], all_or_nothing: bool = False
) -> ImportReport:
    """Keep rows already read, so that nobody waits for the database while a file is parsed; the caller commits."""
    for kind in dict.fromkeys(row.kind for row in read):
        require_writer(asker, kind)
    kept = not (all_or_nothing and any(row.refused for row in read))
    rows = tuple(_save(connection, asker, row, all_or_nothing) if kept and row.record else _not_kept(row) for row in read)
    report = ImportReport(f"i_{secrets.token_hex(10)}", name[:200], kept, rows)
    if kept:
        _keep(connection, asker, report)
    return report


def _save(connection: Connection, asker: Asker, row: ReadRow, all_or_nothing: bool) -> RowReport:
    """What became of a row; one of a member handed over is refused, and with it the file where all or nothing is asked."""
    assert row.record is not None
    try:
        saved = Records(connection, asker, row.kind).save(row.record)
    except KeptElsewhere as error:
        fault = Fault("编号", row.record.number, error.message, row.row, row.sheet)
        if all_or_nothing:
            raise KeptElsewhere(error.message, (fault,)) from error
        return RowReport(row.sheet, row.row, row.kind, row.record.number, None, "refused", (*row.faults, fault))
    return RowReport(row.sheet, row.row, row.kind, row.record.number, saved.id, saved.state, row.faults)


def _not_kept(row: ReadRow) -> RowReport:
    number = row.record.number if row.record else ""
    return RowReport(row.sheet, row.row, row.kind, number, None, EXAMPLE if row.example else "refused", row.faults)


def _keep(connection: Connection, asker: Asker, report: ImportReport) -> None:
    kinds = Counter(row.kind.value for row in report.rows)
    connection.execute(
        insert(imports).values(
            id=report.id,
            organisation=asker.organisation,
            kind=max(kinds, key=lambda kind: kinds[kind]) if kinds else "",
            file=report.file,
            report=json.dumps({language: report.as_json(language) for language in ("zh", "en")}, ensure_ascii=False),
            at=utc_now(),
        )
    )


def find_report(connection: Connection, asker: Asker, identifier: str, language: Language) -> dict[str, object]:
    """The report of an earlier import of the asker's organisation."""
    query = select(imports.c.report).where(imports.c.id == identifier)
    if asker.role is not Role.ADMINISTRATOR:
        query = query.where(imports.c.organisation == asker.organisation)
    report = connection.scalar(query)
    if report is None:
        raise NotFound(NOT_FOUND)
    found: dict[str, object] = json.loads(report)[language]
    return found
