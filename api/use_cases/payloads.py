"""A record as somebody hands it in: typed fields, or `{"sheet": {heading: cell}}`."""

from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import date
from typing import Any

import msgspec

from api.use_cases.checks import INVALID, check_record
from data.codec import RECORD_TYPES, from_plain, to_plain
from data.errors import Fault, InvalidInput
from data.records import Record
from data.sheets.files import LONGEST_CELL
from data.sheets.headings import HEADINGS
from data.sheets.rows import record_from_row
from data.text import Language, Text
from data.vocabulary import RecordKind

LANGUAGES: tuple[Language, Language] = ("zh", "en")
SERVER_OWNED = frozenset({"id", "organisation", "cells"})
AN_OBJECT = Text(zh="对象：{shape} 或各字段", en="an object: {shape} or typed fields")
SHAPE = Text(zh="标题: 内容", en="heading: cell")
A_SHEET = Text(zh="标题到文字的对照，如 {example}", en="headings to texts, such as {example}")
SAME_NUMBER = Text(zh="原来的编号（编号不能改）", en="the number it has (a number does not change)")
FIELDS = Text(zh="这些字段之一：{names}", en="one of these fields: {names}")
CELL = Text(zh=f"文字或数字，最长{LONGEST_CELL}字", en=f"text or a number, at most {LONGEST_CELL} characters")


def record_from_payload(kind: RecordKind, payload: object, today: date) -> tuple[Record, tuple[Fault, ...]]:
    """The record and what in it could not be read; InvalidInput where it cannot be taken at all."""
    if not isinstance(payload, Mapping):
        raise _no_object(payload)
    if "sheet" in payload:
        record, faults = record_from_row(kind, _cells(kind, payload), today)
    else:
        record, faults = _typed(kind, dict(payload)), ()
    check_record(record)
    return record, faults


def _cells(kind: RecordKind, payload: Mapping[str, object]) -> dict[str, str]:
    sheet = payload["sheet"]
    if not isinstance(sheet, Mapping) or not sheet:
        example = "{" + f'"{HEADINGS[kind][2].name}": "{HEADINGS[kind][2].example}"' + "}"
        accepted = A_SHEET.filled(example=example)
        raise InvalidInput(INVALID, (Fault("$.sheet", shown(sheet), accepted),))
    return {str(heading): _cell(str(heading), cell) for heading, cell in sheet.items()}


def _cell(heading: str, cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool) or not isinstance(cell, str | int | float) or len(str(cell)) > LONGEST_CELL:
        raise InvalidInput(INVALID, (Fault(f"$.sheet.{heading}", shown(cell), CELL),))
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).replace("\0", "")


def _typed(kind: RecordKind, payload: dict[str, Any]) -> Record:
    known = {item.name for item in fields(RECORD_TYPES[kind])} - SERVER_OWNED
    strange = sorted(set(payload) - known)
    if strange:
        names = ", ".join(sorted(known))
        accepted = FIELDS.filled(names=names)
        raise InvalidInput(INVALID, (Fault(f"$.{strange[0]}", shown(payload[strange[0]]), accepted),))
    try:
        return from_plain(RECORD_TYPES[kind], payload)
    except msgspec.ValidationError as error:
        said, _, where = str(error).partition(" - at ")
        raise InvalidInput(INVALID, (Fault(where.strip("`") or "$", "…", Text(said, said)),)) from error


def shown(value: object) -> str:
    """A value as it was read, short enough for a message."""
    return str(value)[:80]


def patched(record: Record, kind: RecordKind, payload: object, today: date) -> tuple[Record, tuple[Fault, ...]]:
    """A stored record with the cells or fields of the payload put in the place of its own.

    The number stays: it is what the record is known by.
    """
    if isinstance(payload, Mapping) and "sheet" in payload:
        merged = {"sheet": {"编号": record.number, **record.cells, **record.extra, **_cells(kind, payload)}}
        changed, faults = record_from_payload(kind, merged, today)
    else:
        changed, faults = record_from_payload(kind, {**_own_fields(record), **dict(_mapping(payload))}, today)
        changed = replace(changed, cells=record.cells)
    if changed.number != record.number:
        raise InvalidInput(INVALID, (Fault("number", shown(changed.number), SAME_NUMBER),))
    return replace(changed, id=record.id, organisation=record.organisation, number=record.number), faults


def _mapping(payload: object) -> Mapping[str, object]:
    if not isinstance(payload, Mapping):
        raise _no_object(payload)
    return payload


def _no_object(payload: object) -> InvalidInput:
    zh, en = (AN_OBJECT.say(language, shape='{"sheet": {' + SHAPE.say(language) + "}}") for language in LANGUAGES)
    return InvalidInput(INVALID, (Fault("$", shown(payload), Text(zh, en)),))


def _own_fields(record: Record) -> dict[str, Any]:
    return {name: value for name, value in to_plain(record).items() if name not in SERVER_OWNED}
