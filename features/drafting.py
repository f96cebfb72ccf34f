"""A note as somebody wrote or dictated it, as a draft record: every field with its span, what is doubtful, what to ask."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from data.codec import to_plain
from data.interchange.job_posting import posting_lines
from data.interchange.json_resume import resume_lines
from data.reading.script import fold
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
from features.resumes.page import LONGEST, Page
from features.resumes.personal import Kept, without_personal
from features.resumes.resume import COLUMNS, is_resume, read_resume

READERS: dict[RecordKind, Callable[[Filling, date], None]] = {
    RecordKind.MEMBER: read_member,
    RecordKind.OPENING: read_opening,
    RecordKind.NEED: read_need,
    RecordKind.SERVICE: read_service,
}


def draft(text: str, today: date) -> dict[str, Any]:
    """Read a note into a draft; nothing that it does not say is filled in.

    `record` holds the row of the sheet and the typed record that the sheet's own reader makes of it;
    spans count characters of `text`. Where a post offers several jobs, `parts` tells each one's stretch.
    Never raises on any text; time grows with its length.
    """
    note = Note(text)
    kind = kind_of_note(note.plain)
    row = Filling(note)
    READERS[kind](row, today)
    return _told(kind, row, today)


def draft_document(text: str, today: date, form: str = "text", pictures: int = 0) -> dict[str, Any]:
    """A draft of what a file says, as `draft` gives it, with `text` and `left_out`.

    Of a person nothing but what a record holds is kept: `text` is what was kept, and the spans count its characters;
    `left_out` names what stood in the file besides. `form` is the source that the spans name.
    """
    resume = is_resume(Page(text))
    kind = RecordKind.MEMBER if resume else kind_of_note(fold(text).text)
    if kind is not RecordKind.MEMBER:
        return _with_sources(draft(text, today), Kept(text, (), ()), lambda _: form)
    kept = without_personal(text, pictures)
    return _with_sources(_resume(kept.text, today) if resume else draft(kept.text, today), kept, lambda _: form)


def draft_json_resume(resume: Mapping[str, object], today: date) -> dict[str, Any]:
    """A draft of a JSON Resume, as `draft_document` gives it; the source of a span is the JSON pointer of its value."""
    lines = resume_lines(resume)
    kept = without_personal(lines.text[:LONGEST])
    return _with_sources(_resume(kept.text, today), kept, lambda start: lines.pointers[kept.line_at(start)])


def draft_job_posting(posting: Mapping[str, object], today: date) -> dict[str, Any]:
    """A draft opening of a schema.org JobPosting, its spans as those of a JSON Resume."""
    said = posting_lines(posting)
    row = Filling(Page(said.text))
    begun, pointers = 0, []
    for line, pointer in zip(said.lines, said.pointers, strict=True):
        label, _, value = line.partition("：")
        row.put(label, begun + len(label) + 1, begun + len(label) + 1 + len(value))
        pointers.append(pointer)
        begun += len(line) + 1
    kept = Kept(said.text, (), tuple(range(len(said.lines))))
    return _with_sources(_told(RecordKind.OPENING, row, today), kept, lambda start: pointers[kept.line_at(start)])


def _with_sources(answer: dict[str, Any], kept: Kept, source: Callable[[int], str]) -> dict[str, Any]:
    spans = [{**span, "source": source(span["start"])} for span in answer["spans"]]
    return {**answer, "spans": spans, "text": kept.text, "left_out": list(kept.left_out)}


def _resume(text: str, today: date) -> dict[str, Any]:
    page = Page(text)
    row = Filling(page)
    read_resume(row, page, today)
    return _told(RecordKind.MEMBER, row, today, COLUMNS)


def _told(kind: RecordKind, row: Filling, today: date, columns: tuple[str, ...] = ()) -> dict[str, Any]:
    """The draft that a filled row comes to; `columns` that no heading knows come last."""
    said = row.row()
    cells = {heading.name: said[heading.name] for heading in HEADINGS[kind] if said.get(heading.name)}
    cells |= {column: said[column] for column in columns if said.get(column)}
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
        "parts": row.parts,
        "ask": questions(kind, cells, frozenset(doubt.field for doubt in doubts)),
    }
