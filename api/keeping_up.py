"""A thread that keeps indexes near the end of the changes feed while nobody asks, so that whoever asks next need not wait."""

import logging
from threading import Event, Thread

from api.index import Indexes
from data.errors import Unavailable
from data.store.database import Database

EVERY_S = 2.0
"""Seconds between two looks at the feed; whoever asks in between catches up by themselves."""

logger = logging.getLogger("guiyan.index")


class Keeper:
    """Lets every index that is in use follow the feed until it is told to end."""

    def __init__(self, database: Database, indexes: Indexes, every: float = EVERY_S) -> None:
        self.database, self.indexes, self.every = database, indexes, every
        self._ended = Event()
        self._thread = Thread(target=self._run, name="index-keeper", daemon=True)

    def start(self) -> None:
        """Begin; done once."""
        self._thread.start()

    def end(self) -> None:
        """Stop, and wait until nothing of the database is in use."""
        self._ended.set()
        if self._thread.is_alive():
            self._thread.join()
        for index in self.indexes.in_use():
            index.settle()

    def _run(self) -> None:
        while not self._ended.wait(self.every):
            for index in self.indexes.in_use():
                try:
                    with self.database.reading() as connection:
                        index.standing(connection)
                except Unavailable:
                    break
                except Exception:  # tried again soon, and by whoever asks, who is told
                    logger.exception("index %s cannot be kept up", index.track.value)
