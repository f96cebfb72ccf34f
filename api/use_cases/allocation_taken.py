"""Seats that somebody has already: they are not filled again, and whoever has one is not placed elsewhere."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from data.records import Opportunity
from data.store.seats import seated, seats_taken
from data.tracks import ONE_AT_A_TIME
from data.vocabulary import Track


@dataclass(frozen=True, slots=True)
class Taken:
    """What is taken when a run begins.

    `seats`: how many of each opportunity. `pairs`: who has which. `held`: how many of those that count against what a
    member may take, for each member who has any.
    """

    seats: Mapping[str, int]
    pairs: frozenset[tuple[str, str]]
    held: Mapping[str, int]

    def left(self, member: str, takes: int) -> int:
        """How many seats a member may still take."""
        return max(0, takes - self.held.get(member, 0))


def taken_of(connection: Connection, track: Track, opportunities: Sequence[Opportunity]) -> Taken:
    """What is taken of these opportunities, and by members who take one at a time anywhere in the track."""
    pairs = seated(connection, track.value)
    held = Counter(member for member, _ in pairs) if track in ONE_AT_A_TIME else Counter()
    return Taken(seats_taken(connection, [one.id for one in opportunities]), frozenset(pairs), held)
