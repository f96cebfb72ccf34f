"""A row of any sheet as a record, with the faults that were met on the way."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from data.errors import Fault
from data.records import Record
from data.sheets.cells import Cells
from data.sheets.headings import HEADINGS, NEVER_KEPT, fold_heading, heading_index
from data.sheets.members import read_member
from data.sheets.needs import read_project
from data.sheets.openings import read_opening
from data.sheets.services import read_service
from data.text import Text
from data.vocabulary import RecordKind

READERS: dict[RecordKind, Callable[[Cells], Record]] = {
    RecordKind.MEMBER: read_member,
    RecordKind.OPENING: read_opening,
    RecordKind.NEED: read_project,
    RecordKind.SERVICE: read_service,
}


NOTHING_OF_THE_KIND = Text(
    zh="留空；民族、政治面貌、宗教、健康、婚育一律不收，此格未保存",
    en="an empty cell; ethnicity, party, religion, health and family status are never taken, and this cell was not kept",
)


def record_from_row(kind: RecordKind, row: Mapping[str, str], today: date) -> tuple[Record, tuple[Fault, ...]]:
    """Read a row given by headings, contract names or synonyms; columns nobody knows are kept as `extra`.

    A column of what is never stored is left out, and a fault says so without repeating the cell.
    """
    index = heading_index(kind)
    values: dict[str, str] = {}
    extra: dict[str, str] = {}
    left_out: list[Fault] = []
    named = [(index.get(fold_heading(heading)), heading, cell) for heading, cell in row.items()]
    for name, heading, cell in sorted(named, key=lambda column: column[1].strip() != column[0]):
        if fold_heading(heading) in NEVER_KEPT:
            left_out += [Fault(heading.strip(), "…", NOTHING_OF_THE_KIND)] if cell.strip() else []
        elif name and not values.get(name, "").strip():
            values[name] = cell
        elif cell.strip():
            extra[heading.strip()] = cell
    cells = Cells(kind, values, today)
    record = READERS[kind](cells)
    kept = {heading.name: values[heading.name] for heading in HEADINGS[kind] if values.get(heading.name, "").strip()}
    return replace(record, number=cells.text("编号"), cells=kept, extra=extra), (*left_out, *cells.faults)
