"""Places of rankings as JSON, kept for the next asking: a place is used again only where nothing that it tells has changed.

A place depends on both records' versions, on what the asker may see of either, on the name of the office, on the
track with its scorecard and encoder, on the language, and on the row of the pool: all that is its key, the asker too, so
that nobody is ever given what was put together for another. Beside the key, the points of every rule must be those that this
very query read, and the courses named must be those that are open now.
"""

from collections.abc import Hashable, Mapping
from typing import NamedTuple
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Engine

from api.schemas import MatchAnswer
from data.store.bounded import Bounded

MOST_BYTES = 128 << 20
BESIDE = 2_500
"""What keeping a place takes beside its JSON, roughly."""


class Fragment(NamedTuple):
    """One place's JSON with what was true when it was put together; `size` in bytes."""

    answer: MatchAnswer
    points: Mapping[str, int]
    courses: Mapping[str, str | None]
    size: int


class Fragments:
    """The places told last, up to MOST_BYTES."""

    def __init__(self, most: int = MOST_BYTES) -> None:
        self._kept: Bounded[Hashable, Fragment] = Bounded(most, lambda fragment: fragment.size + BESIDE)

    def __len__(self) -> int:
        return len(self._kept)

    def clear(self) -> None:
        """Forget every place."""
        self._kept.clear()

    def find(self, key: Hashable, points: Mapping[str, int], courses: Mapping[str, str]) -> MatchAnswer | None:
        """A place that still tells the truth."""
        found = self._kept.get(key)
        if found is None or found.points != points:
            return None
        if any(courses.get(code) != service for code, service in found.courses.items()):
            return None
        return found.answer

    def keep(self, key: Hashable, fragment: Fragment) -> None:
        """Keep a place for the next asking."""
        self._kept.put(key, fragment)


_FRAGMENTS: WeakKeyDictionary[Engine, Fragments] = WeakKeyDictionary()


def fragments_of(connection: Connection) -> Fragments:
    """The fragments of the database that a connection is to."""
    return _FRAGMENTS.setdefault(connection.engine, Fragments())
