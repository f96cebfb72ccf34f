"""Whom a station should call today: every worklist over the members whom it serves."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from api.use_cases.cursors import cursor_of, read_cursor
from data.errors import NotFound
from data.store import reports
from data.store.repositories import Records, Stored
from data.store.scope import Asker
from data.text import Text
from data.vocabulary import RecordKind
from data.worklists.due import Due, Event, due
from data.worklists.rules import Rule, rules

NO_LIST = Text(zh="没有这张名单；有的是：{known}", en="there is no such worklist; there are {known}")
REGISTERED = "registered"


@dataclass(frozen=True, slots=True)
class Place:
    """A member's place on a worklist."""

    stored: Stored
    due: Due
    contact: str | None


@dataclass(frozen=True, slots=True)
class Page:
    """Places, the one that waits for longest first, and what stands in `next`; `total` counts the whole list."""

    items: list[Place]
    total: int
    next: str | None


def find_rules(key: str) -> tuple[Rule, ...]:
    """The rules of a worklist; NotFound lists those there are."""
    found = rules().get(key)
    if found is None:
        known = ", ".join(rules())
        raise NotFound(NO_LIST.filled(known=known))
    return found


def worklist(connection: Connection, asker: Asker, key: str, day: date, after: str, limit: int) -> Page:
    """Those of the asker's members who are due on a day, by what was reported until then."""
    alternatives, start = find_rules(key), read_cursor(after)
    events = events_until(connection, asker, day, alternatives)
    named = reports.named_members(connection, asker, day.isoformat())
    found = [
        (place.since.isoformat(), member, place)
        for member, told in events.items()
        if (place := due(alternatives, told, member in named, day)) is not None
    ]
    waiting = sorted(entry for entry in ((since, member) for since, member, _ in found) if start is None or entry > start)
    places = {member: place for _, member, place in found}
    page = waiting[:limit]
    stored = Records(connection, asker, RecordKind.MEMBER).several([member for _, member in page])
    items = [Place(stored[member], places[member], named.get(member)) for _, member in page if member in stored]
    return Page(items, len(found), cursor_of(*page[-1]) if len(waiting) > limit else None)


def events_until(connection: Connection, asker: Asker, day: date, alternatives: Sequence[Rule]) -> dict[str, list[Event]]:
    """By member who may be due, what was reported until a day, the steps by which they were hired, and the registration."""
    found = {
        member: [Event(date.fromisoformat(at[:10]), at, REGISTERED)]
        for member, at in reports.registered_days(connection, asker, day, alternatives).items()
    }
    for report in reports.reports_until(connection, asker, day, alternatives):
        found[report.member].append(Event(date.fromisoformat(report.day), report.created_at, report.kind, report.id, report.how))
    for member, state, on, at in reports.hirings_until(connection, asker, day.isoformat()):
        if member in found:
            found[member].append(Event(date.fromisoformat(on), at, state))
    return found
