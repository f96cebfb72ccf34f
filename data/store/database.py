"""Opening the database: SQLite in a file by default, PostgreSQL by URL; one transaction at a time."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import RLock
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
NO_FOLDER = Text(zh="数据库文件所在的文件夹不能用", en="the folder of the database's file cannot be used")
A_FOLDER = Text(zh="已有的、可以写入的文件夹", en="a folder that exists and can be written in")
BAD_REVISION = Text(zh="没有这个数据库版本", en="there is no such revision of the database")
STRANGE_REVISION = Text(
    zh="数据库的结构不是这个程序所知的，可能来自更新的版本", en="the database's tables are of a revision that this program does not know, perhaps a newer one"
)
A_URL = Text("sqlite:///文件 或 postgresql://用户:密码@主机/库名", "sqlite:///FILE or postgresql://USER:PASSWORD@HOST/NAME")


PATIENCE_S = 30
"""Seconds that a writer waits for its turn."""

MIGRATING = 20_260
"""The lock under which one after the other brings PostgreSQL's tables up to date."""

PRAGMAS = (
    "journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON", f"busy_timeout={1000 * PATIENCE_S}",
    "mmap_size=2147418112", "cache_size=-8000",
)  # fmt: skip
"""The last two: pages are read in place from the system's own cache, a third of the time of copying each of them anew."""

KEPT = {"pool_size": 16, "max_overflow": 32, "pool_use_lifo": True}
"""Connections that a process keeps open, and those that it may open beside them for a while; the one used last is used next."""


class Database:
    """One database; `reading` and `writing` give a connection inside a transaction.

    A writer on SQLite takes the write lock at once (`BEGIN IMMEDIATE`), so that it never fails
    half way for having read first.
    """

    def __init__(self, url: str | None = None) -> None:
        self.url = url or os.environ.get("DATABASE_URL") or DEFAULT_URL
        self.engine = _engine(self.url)
        self._turn = RLock() if self.file is not None else None

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that only reads."""
        with _mended(), self.engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that is committed on leaving and rolled back on any error."""
        with _mended(), self._in_turn(), self.engine.connect().execution_options(guiyan_writes=True) as connection, connection.begin():
            yield connection

    @contextmanager
    def _in_turn(self) -> Iterator[None]:
        """One writer of this process after the other: whoever waits for SQLite's own lock looks for it now and then only."""
        if self._turn is None:
            yield
            return
        if not self._turn.acquire(timeout=PATIENCE_S):
            raise Unavailable(AWAY)
        try:
            yield
        finally:
            self._turn.release()

    def migrate(self, target: str = "head") -> None:
        """Bring the tables to `head`, `base` or a revision by its whole name, down where it lies behind.

        InvalidInput where there is no such revision, or where the tables are of one that is not known here.
        """
        from alembic import command
        from alembic.config import Config
        from alembic.migration import MigrationContext
        from alembic.script import ScriptDirectory

        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS))
        oldest_first = [script.revision for script in ScriptDirectory.from_config(config).walk_revisions()][::-1]
        steps = ["base", *oldest_first]
        wanted = _step(steps, steps[-1] if target == "head" else target, "--to", BAD_REVISION)
        with self.writing() as connection:
            if connection.dialect.name == "postgresql":  # workers that start together queue up, as SQLite's do for its write lock
                connection.execute(text("select pg_advisory_xact_lock(:turn)"), {"turn": MIGRATING})
            config.attributes["connection"] = connection
            current = MigrationContext.configure(connection).get_current_revision() or "base"
            at = _step(steps, current, "alembic_version", STRANGE_REVISION)
            command.downgrade(config, target) if wanted < at else command.upgrade(config, target)

    def require_folder(self) -> None:
        """InvalidInput where the folder of a SQLite file is missing or cannot be written in.

        For whoever sits at the machine: over HTTP a folder's name is nobody's business.
        """
        file = self.engine.url.database or ""
        if self.engine.dialect.name != "sqlite" or not _is_file(file):
            return
        folder = Path(file).absolute().parent
        if not (folder.is_dir() and os.access(folder, os.W_OK | os.X_OK)):
            raise InvalidInput(NO_FOLDER, (Fault("DATABASE_URL", str(folder), A_FOLDER),))

    @property
    def file(self) -> str | None:
        """The file of a SQLite database; None where it has none of its own."""
        name = self.engine.url.database or ""
        return name if self.engine.dialect.name == "sqlite" and _is_file(name) else None

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


def _step(steps: list[str], revision: str, where: str, message: Text) -> int:
    """How far a revision is from the empty database."""
    if revision not in steps:
        known = ", ".join(["head", *steps])
        raise InvalidInput(message, (Fault(where, revision, Text(known, known)),))
    return steps.index(revision)


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
        return create_engine(parsed.set(drivername="postgresql+psycopg"), hide_parameters=True, pool_pre_ping=True, **KEPT)
    kept = KEPT if _is_file(parsed.database or "") else {}
    engine = create_engine(parsed, hide_parameters=True, connect_args={"timeout": PATIENCE_S, "cached_statements": 512}, **kept)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _is_file(name: str) -> bool:
    """Whether a SQLite database of this name lies in a file of its own."""
    return name not in ("", ":memory:") and not name.startswith("file:")


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
    for pragma in PRAGMAS:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get("guiyan_writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

