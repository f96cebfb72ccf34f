"""Records as plain JSON and back; personal fields can be held apart from the rest."""

from dataclasses import MISSING, Field, fields
from typing import Any, TypeVar

import msgspec

from data.records import Member, Opening, Project, Record, Service
from data.vocabulary import RecordKind

R = TypeVar("R")
RECORD_TYPES: dict[RecordKind, type[Record]] = {
    RecordKind.MEMBER: Member,
    RecordKind.OPENING: Opening,
    RecordKind.NEED: Project,
    RecordKind.SERVICE: Service,
}


def kind_of(record: Record) -> RecordKind:
    """Which kind of record this is."""
    return next(kind for kind, known in RECORD_TYPES.items() if isinstance(record, known))


def to_plain(record: Record) -> dict[str, Any]:
    """A record as JSON-ready values, without the fields that stand at their default."""
    plain: dict[str, Any] = msgspec.to_builtins(record, order="deterministic")
    told = {item.name for item in fields(record) if getattr(record, item.name) != _default(item)}
    return {name: value for name, value in plain.items() if name in told}


def _default(item: Field[Any]) -> object:
    return item.default if item.default_factory is MISSING else item.default_factory()


def from_plain(kind: type[R], plain: dict[str, Any]) -> R:
    """A record from what `to_plain` gave; msgspec.ValidationError names the field that does not fit."""
    return msgspec.convert(plain, kind)


def split_personal(record: Record) -> tuple[dict[str, Any], dict[str, Any]]:
    """The record's plain values as (the rest, the personal ones), by the marks on its fields."""
    marked = {item.name for item in fields(record) if item.metadata.get("personal")}
    plain = to_plain(record)
    rest = {name: value for name, value in plain.items() if name not in marked}
    return rest, {name: value for name, value in plain.items() if name in marked}


def canonical(plain: dict[str, Any]) -> bytes:
    """The same bytes for the same values, whatever the order of keys."""
    return msgspec.json.encode(plain, order="deterministic")
