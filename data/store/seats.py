"""Seats: taken and given back by one conditional statement, so that the last one is never given twice."""

from dataclasses import dataclass

from sqlalchemy import Connection, select, true, update

from data.store.inserting import insert_if_new
from data.store.tables import seats


def take_seat(connection: Connection, holder: str, machine: str, most: int | None) -> bool:
    """Take one of at most `most` seats (None: as many as come); False where none is left."""
    insert_if_new(connection, seats, {"holder": holder, "machine": machine, "most": most, "taken": 0})
    left = true() if most is None else seats.c.taken < most
    done = connection.execute(
        update(seats)
        .where(seats.c.holder == holder, seats.c.machine == machine, left)
        .values(taken=seats.c.taken + 1, most=most)
    )
    return bool(done.rowcount == 1)


def give_back_seat(connection: Connection, holder: str, machine: str) -> None:
    """Give one seat back; there is never less than none taken."""
    connection.execute(
        update(seats)
        .where(seats.c.holder == holder, seats.c.machine == machine, seats.c.taken > 0)
        .values(taken=seats.c.taken - 1)
    )


@dataclass(frozen=True, slots=True)
class Seats:
    """How many seats there are (None: as many as come) and how many of them are taken."""

    most: int | None
    taken: int


def seats_of(connection: Connection, holder: str, machine: str) -> Seats | None:
    """The seats as they stood when one was last taken; None before the first."""
    query = select(seats.c.most, seats.c.taken).where(seats.c.holder == holder, seats.c.machine == machine)
    row = connection.execute(query).one_or_none()
    return Seats(row.most, row.taken) if row else None
