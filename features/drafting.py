"""A note as somebody wrote or dictated it, as a draft record: every field with its span, what is doubtful, what to ask."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from data.codec import to_plain
from data.sheets.headings import HEADINGS
from data.sheets.rows import record_from_row
from data.vocabulary import RecordKind
from features.drafts.filling import Filling
from features.drafts.gist import gist
from features.drafts.kinds import kind_of_note
from features.drafts.member import read_member
from features.drafts.need import read_need
from features.drafts.note import Note
from features.drafts.opening import read_opening
from features.drafts.questions import questions
from features.drafts.service import read_service

READERS: dict[RecordKind, Callable[[Filling, date], None]] = {
    RecordKind.MEMBER: read_member,
    RecordKind.OPENING: read_opening,
    RecordKind.NEED: read_need,
    RecordKind.SERVICE: read_service,
}


def draft(text: str, today: date) -> dict[str, Any]:
    """Read a note into a draft; nothing that it does not say is filled in.

    `record` holds the row of the sheet and the typed record that the sheet's own reader makes of it;
    spans count characters of `text`. Never raises on any text; time grows with its length.
    """
    note = Note(text)
    kind = kind_of_note(note.plain)
    row = Filling(note)
    READERS[kind](row, today)
    said = row.row()
    cells = {heading.name: said[heading.name] for heading in HEADINGS[kind] if said.get(heading.name)}
    record, _ = record_from_row(kind, cells, today)
    doubts = sorted(row.doubts, key=lambda doubt: doubt.start)
    return {
        "kind": kind.value,
        "record": {"sheet": cells, "typed": to_plain(record)},
        "gist": gist(record, row),
        "spans": sorted(row.spans, key=lambda span: (span["start"], span["end"], span["field"])),
        "doubts": [
            {"field": d.field, "text": d.text, "start": d.start, "end": d.end, "reason": {"zh": d.reason.zh, "en": d.reason.en}}
            for d in doubts
        ],
        "ask": questions(kind, cells, frozenset(doubt.field for doubt in doubts)),
    }
