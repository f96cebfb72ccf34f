"""Opening the database: SQLite in a file by default, PostgreSQL by URL; one transaction at a time."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DataError, DBAPIError, NoSuchModuleError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from data.errors import Fault, InvalidInput, Unavailable
from data.store.storable import NOT_STORABLE
from data.text import Text

DEFAULT_URL = "sqlite:///guiyan.db"
MIGRATIONS = Path(__file__).parent / "migrations"
AWAY = Text(zh="数据库暂时连不上，请稍后再试", en="the database is away for the moment; please try again")
BAD_URL = Text(zh="数据库地址读不懂", en="the database's address cannot be read")
A_URL = Text("sqlite:///文件 或 postgresql://用户:密码@主机/库名", "sqlite:///FILE or postgresql://USER:PASSWORD@HOST/NAME")


class Database:
    """One database; `reading` and `writing` give a connection inside a transaction.

    A writer on SQLite takes the write lock at once (`BEGIN IMMEDIATE`), so that it never fails
    half way for having read first.
    """

    def __init__(self, url: str | None = None) -> None:
        self.url = url or os.environ.get("DATABASE_URL") or DEFAULT_URL
        self.engine = _engine(self.url)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that only reads."""
        with _mended(), self.engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that is committed on leaving and rolled back on any error."""
        with _mended(), self.engine.connect().execution_options(guiyan_writes=True) as connection, connection.begin():
            yield connection

    def migrate(self, target: str = "head") -> None:
        """Bring the tables to a revision (down when it lies behind)."""
        from alembic import command
        from alembic.config import Config

        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS))
        with self.writing() as connection:
            config.attributes["connection"] = connection
            command.downgrade(config, target) if target == "base" else command.upgrade(config, target)

    def alive(self) -> bool:
        """Whether the database answers."""
        try:
            with self.reading() as connection:
                return bool(connection.execute(text("select 1")).scalar())
        except Unavailable:
            return False

    def close(self) -> None:
        """Let go of every connection."""
        self.engine.dispose()


@contextmanager
def _mended() -> Iterator[None]:
    try:
        yield
    except (OperationalError, PoolTimeout) as error:
        raise Unavailable(AWAY) from error
    except (DataError, OverflowError, UnicodeError) as error:
        raise InvalidInput(NOT_STORABLE) from error
    except DBAPIError as error:
        if error.connection_invalidated:
            raise Unavailable(AWAY) from error
        raise


def _engine(url: str) -> Engine:
    parsed = _parsed(url)
    if parsed.get_backend_name() == "postgresql":
        return create_engine(parsed.set(drivername="postgresql+psycopg"), hide_parameters=True, pool_pre_ping=True)
    engine = create_engine(parsed, hide_parameters=True, connect_args={"timeout": 30})
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _parsed(url: str) -> URL:
    """The address, of a kind that is served; an error shows of it only the part that can hold no password."""
    try:
        parsed = make_url(url)
        parsed.get_dialect()
    except (ArgumentError, NoSuchModuleError, ValueError) as error:
        found = url.partition("://")[0] if "://" in url else ""
        raise InvalidInput(BAD_URL, (Fault("DATABASE_URL", found, A_URL),)) from error
    if parsed.get_backend_name() not in ("sqlite", "postgresql"):
        raise InvalidInput(BAD_URL, (Fault("DATABASE_URL", parsed.drivername, A_URL),))
    return parsed


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON", "busy_timeout=30000"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get("guiyan_writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

