"""Selects and updates of records, born restricted to what the asker may see or change; each is built once for an asker."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import Select, Update, bindparam, null, select, update

from data.store.case_scope import agreed_fields
from data.store.scope import Asker, editable_at, visible
from data.store.tables import members, openings, projects, services
from data.store.timing import SOME_TIME, timed
from data.vocabulary import RecordKind, Role

TABLES = {
    RecordKind.MEMBER: members,
    RecordKind.OPENING: openings,
    RecordKind.NEED: projects,
    RecordKind.SERVICE: services,
}
MOST_STATEMENTS = 2_048
"""So many statements are kept as built, one for each kind, asker and way of asking."""


def columns_of(kind: RecordKind, asker: Asker, now: str) -> tuple[Any, ...]:
    """What is read of a record: its row, and what a case lets the asker see of it."""
    table = TABLES[kind]
    if kind is not RecordKind.MEMBER or asker.role is not Role.STATION:
        return table, null().label("agreed")
    return table, agreed_fields(table.c.id, asker.organisation, now).label("agreed")


def seen_by(kind: RecordKind, asker: Asker, now: str, columns: Sequence[Any]) -> Select[Any]:
    """A select of rows that the asker may see at a moment."""
    return select(*columns).where(visible(kind, TABLES[kind], asker, now))


@lru_cache(maxsize=MOST_STATEMENTS)
def first_one(kind: RecordKind, asker: Asker, column: str) -> Select[Any]:
    """Whole rows of which `:wanted` is the id or number: the first that the asker may see."""
    table, query = TABLES[kind], seen_by(kind, asker, SOME_TIME, columns_of(kind, asker, SOME_TIME))
    return timed(query.where(table.c[column] == bindparam("wanted")).order_by(table.c.id).limit(1))


@lru_cache(maxsize=MOST_STATEMENTS)
def several_of(kind: RecordKind, asker: Asker) -> Select[Any]:
    """Whole rows of the ids `:wanted` that the asker may see."""
    query = seen_by(kind, asker, SOME_TIME, columns_of(kind, asker, SOME_TIME))
    return timed(query.where(TABLES[kind].c.id.in_(bindparam("wanted", expanding=True))))


@lru_cache(maxsize=MOST_STATEMENTS)
def changeable(kind: RecordKind, asker: Asker, columns: tuple[str, ...]) -> Select[Any]:
    """The row with these columns if the asker may change it."""
    table = TABLES[kind]
    which = (table.c[column] == bindparam(column) for column in columns)
    return timed(select(table).where(editable_at(table, asker, SOME_TIME), *which))


@lru_cache(maxsize=MOST_STATEMENTS)
def replacing(kind: RecordKind, asker: Asker) -> Update:
    """An update of the row `:wanted` at version `:expected` if the asker may change it."""
    table = TABLES[kind]
    same = table.c.id == bindparam("wanted"), table.c.version == bindparam("expected")
    return update(table).where(*same, timed(editable_at(table, asker, SOME_TIME)))
