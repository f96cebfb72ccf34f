"""A database as a county's stations would have it, of any size: the seeded world's records, filled in by bulk."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from hashlib import sha256
from itertools import islice
from typing import Any

from sqlalchemy import Table, func, insert, select

from data.codec import canonical, split_personal
from data.records import Member, Opening, Organisation
from data.scenarios.world import people, posts
from data.store.database import Database
from data.store.organisations import issue_key, save_organisation
from data.store.repositories import utc_now
from data.store.tables import consents, members, openings
from data.vocabulary import ConsentPurpose, Role

STATIONS = 20
SHARED = 17
"""Of twenty members so many agree to be matched by every station; the others by their own alone."""

WORLD_SEED, POSTS_SEED = 7, 11
AT_ONCE = 20_000
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Filled:
    """What stands in a database made here: how much, and a key for each station."""

    members: int
    openings: int
    keys: tuple[str, ...]


def fill(database: Database, member_count: int, opening_count: int) -> Filled:
    """Fill an empty database; one that holds as much already is only given new keys."""
    database.migrate()
    with database.writing() as connection:
        for number in range(STATIONS):
            save_organisation(connection, Organisation(station(number), Role.STATION, f"第{number + 1}驿站", verified=True))
        keys = tuple(issue_key(connection, station(number)) for number in range(STATIONS))
        there = connection.scalar(select(func.count()).select_from(members))
    if not there:
        _insert(database, members, member_rows(member_count))
        _insert(database, consents, consent_rows(member_count))
        _insert(database, openings, opening_rows(opening_count))
    return Filled(member_count, opening_count, keys)


def station(number: int) -> str:
    """The station that keeps the record of a number."""
    return f"station{number % STATIONS:02}"


def member_id(number: int) -> str:
    """The store's id of a member of the world."""
    return f"m_{number:07}"


def opening_id(number: int) -> str:
    """The store's id of an opening of the world."""
    return f"o_{number:07}"


def shares(number: int) -> bool:
    """Whether this member agreed to be matched by every station."""
    return (number // STATIONS) % 20 < SHARED


def member_rows(count: int) -> Iterator[Row]:
    """The rows of table `members`."""
    now = utc_now()
    for number, member in enumerate(people(WORLD_SEED, count)):
        yield _row(member_id(number), station(number), member, now)


def consent_rows(count: int) -> Iterator[Row]:
    """The rows of table `consents`."""
    now = utc_now()
    for number in filter(shares, range(count)):
        yield {
            "id": f"c_{number:07}", "recipient": "stations", "member": member_id(number), "purpose": ConsentPurpose.MATCHING.value,
            "fields": "[]", "notice_version": "1", "given_at": now, "given_how": "在驿站签字", "until": None, "withdrawn_at": None,
        }  # fmt: skip


def opening_rows(count: int) -> Iterator[Row]:
    """The rows of table `openings`."""
    now = utc_now()
    for number, opening in enumerate(posts(POSTS_SEED, count)):
        yield _row(opening_id(number), station(number), opening, now)


def _row(identifier: str, organisation: str, record: Member | Opening, now: str) -> Row:
    body, personal = split_personal(replace(record, id="", organisation="", number=""))
    told, private = canonical(body), canonical(personal)
    return {
        "id": identifier, "organisation": organisation, "number": record.number, "body": told.decode(), "personal": private.decode(),
        "digest": sha256(told + b"\0" + private).hexdigest(), "version": 1, "created_at": now, "updated_at": now,
        "closed_at": None, "valid_until": None, "held": 0,
    }  # fmt: skip


def _insert(database: Database, table: Table, rows: Iterable[Row]) -> None:
    pending = iter(rows)
    while some := list(islice(pending, AT_ONCE)):
        with database.writing() as connection:
            connection.execute(insert(table), some)
