"""A row of any sheet as a record, with the faults that were met on the way."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from data.errors import Fault
from data.records import Record
from data.sheets.cells import Cells
from data.sheets.headings import HEADINGS, fold_heading, heading_index
from data.sheets.members import read_member
from data.sheets.needs import read_project
from data.sheets.openings import read_opening
from data.sheets.services import read_service
from data.vocabulary import RecordKind

READERS: dict[RecordKind, Callable[[Cells], Record]] = {
    RecordKind.MEMBER: read_member,
    RecordKind.OPENING: read_opening,
    RecordKind.NEED: read_project,
    RecordKind.SERVICE: read_service,
}


def record_from_row(kind: RecordKind, row: Mapping[str, str], today: date) -> tuple[Record, tuple[Fault, ...]]:
    """Read a row given by headings, contract names or synonyms; columns nobody knows are kept as `extra`."""
    index = heading_index(kind)
    values: dict[str, str] = {}
    extra: dict[str, str] = {}
    named = [(index.get(fold_heading(heading)), heading, cell) for heading, cell in row.items()]
    for name, heading, cell in sorted(named, key=lambda column: column[1].strip() != column[0]):
        if name and not values.get(name, "").strip():
            values[name] = cell
        elif cell.strip():
            extra[heading.strip()] = cell
    cells = Cells(kind, values, today)
    record = READERS[kind](cells)
    kept = {heading.name: values[heading.name] for heading in HEADINGS[kind] if values.get(heading.name, "").strip()}
    return replace(record, number=cells.text("编号"), cells=kept, extra=extra), tuple(cells.faults)
