"""A process of its own that works out runs, for the tests of processes that die: `hold` begins one and never ends it."""

import sys
from collections.abc import Mapping
from threading import Event
from typing import Any

from sqlalchemy import Connection

from api.index import Indexes
from api.running import WORK, Runner
from api.use_cases.progress import Tell
from data.store.database import Database
from data.store.scope import Asker


def hold(connection: Connection, indexes: Indexes, asker: Asker, payload: Mapping[str, Any], tell: Tell) -> dict[str, Any]:
    """Say how far the work is and go no further."""
    tell("solving", 0.4)
    print("begun", flush=True)
    Event().wait()
    return {}


def main(url: str, what: str, lease: str) -> None:
    """Work out runs until standard input ends."""
    database = Database(url)
    work = {"allocation": hold} if what == "hold" else WORK
    runner = Runner(database, Indexes(database), float(lease), 0.1, work)
    runner.start()
    print("ready", flush=True)
    sys.stdin.read()
    runner.end()
    database.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
