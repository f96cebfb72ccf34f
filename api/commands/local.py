"""The database of this machine as a command uses it: migrated, and asked by its operator."""

from collections.abc import Iterator
from contextlib import contextmanager

from data.store.database import Database
from data.store.organisations import ensure_operator
from data.store.scope import Asker, operator


@contextmanager
def local_store() -> Iterator[tuple[Database, Asker]]:
    """The database that `DATABASE_URL` names, else guiyan.db in this folder."""
    database = Database()
    try:
        database.require_folder()
        database.migrate()
        with database.writing() as connection:
            ensure_operator(connection)
        yield database, operator()
    finally:
        database.close()
