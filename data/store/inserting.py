"""Inserting a row unless its key is taken, decided by the database itself."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.sql.dml import ReturningInsert


def insert_if_new(connection: Connection, table: Table, values: Mapping[str, Any]) -> bool:
    """Insert a row; False where its key is taken, after waiting for whoever is about to take it."""
    return connection.execute(_inserting(table, connection.dialect.name), dict(values)).first() is not None


@cache
def _inserting(table: Table, dialect: str) -> ReturningInsert[Any]:
    insert = postgresql.insert if dialect == "postgresql" else sqlite.insert
    return insert(table).on_conflict_do_nothing().returning(*table.primary_key)
