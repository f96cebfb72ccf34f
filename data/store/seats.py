"""Seats: taken and given back by one conditional statement, so that the last one is never given twice."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select, true, update

from data.store.inserting import insert_if_new
from data.store.tables import referrals, seats

SEAT = "seat"
"""The seats of an opportunity, whoever takes them: one count, so that a referral and a claim cannot both have the last."""


def take_seats(connection: Connection, holder: str, most: int | None, count: int = 1, kind: str = SEAT) -> bool:
    """Take so many of at most `most` seats (None: as many as come); False, and none taken, where fewer are left."""
    insert_if_new(connection, seats, {"holder": holder, "kind": kind, "most": most, "taken": 0})
    left = true() if most is None else seats.c.taken + count <= most
    done = connection.execute(
        update(seats)
        .where(seats.c.holder == holder, seats.c.kind == kind, left)
        .values(taken=seats.c.taken + count, most=most)
    )
    return bool(done.rowcount == 1)


def give_back_seat(connection: Connection, holder: str, kind: str = SEAT) -> None:
    """Give one seat back; there is never less than none taken."""
    connection.execute(
        update(seats)
        .where(seats.c.holder == holder, seats.c.kind == kind, seats.c.taken > 0)
        .values(taken=seats.c.taken - 1)
    )


@dataclass(frozen=True, slots=True)
class Seats:
    """How many seats there are (None: as many as come) and how many of them are taken."""

    most: int | None
    taken: int


def seats_of(connection: Connection, holder: str, kind: str = SEAT) -> Seats | None:
    """The seats as they stood when one was last taken; None before the first."""
    query = select(seats.c.most, seats.c.taken).where(seats.c.holder == holder, seats.c.kind == kind)
    row = connection.execute(query).one_or_none()
    return Seats(row.most, row.taken) if row else None


def seats_taken(connection: Connection, holders: Sequence[str]) -> dict[str, int]:
    """How many seats of each opportunity are taken, of those of which any ever was."""
    query = select(seats.c.holder, seats.c.taken).where(seats.c.holder.in_(list(holders)), seats.c.kind == SEAT)
    return {row.holder: row.taken for row in connection.execute(query)}


def seated(connection: Connection, track: str, members: Sequence[str] | None = None) -> list[tuple[str, str]]:
    """Each member, or each of some, who has a seat of a track in what is still live, with its opportunity."""
    live = [referrals.c.seat == 1, referrals.c.track == track, referrals.c.live_pair.is_not(None)]
    if members is not None:
        live.append(referrals.c.member.in_(list(members)))
    query = select(referrals.c.member, referrals.c.opportunity).where(*live)
    return [(row.member, row.opportunity) for row in connection.execute(query)]
