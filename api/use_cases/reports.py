"""Noting what a member said, and naming whom the member can call: by a station, for a member whom it serves."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from sqlalchemy import Connection

from api.use_cases.bodies import EARLIEST, choice_in, day_in, only, optional_text, text_in
from api.use_cases.cursors import read_cursor
from api.use_cases.pages import ID
from data.errors import Forbidden, NotFound
from data.store import reports
from data.store.reports import Contact, Report
from data.store.repositories import NOT_FOUND, Records
from data.store.scope import Asker
from data.store.storable import check_storable
from data.text import Text
from data.vocabulary import RecordKind
from data.worklists.reported import ReportKind, ReportWay

LONGEST_NOTE = 1_000
LONGEST_CONTACT = 200
NOT_SERVED = Text(
    zh="只有为这位成员服务的驿站能记：登记他的，或签了一人一案的",
    en="only a station that serves this member may note this: the one that registered them, or one that signed a case",
)


def note_report(connection: Connection, asker: Asker, body: Mapping[str, object], today: date) -> Report:
    """Keep what a member said; there is no field for a place, and no report of days to come."""
    only(body, "member", "kind", "on", "how", "note")
    kind = choice_in(body, "kind", [kind.value for kind in ReportKind])
    how = choice_in(body, "how", [way.value for way in ReportWay])
    day = day_in(body, "on", EARLIEST, today)
    note = optional_text(body, "note", LONGEST_NOTE) or ""
    check_storable({"note": note})
    member = require_served(connection, asker, text_in(body, "member", 40))
    return reports.add_report(connection, asker, member, kind, day.isoformat(), how, note)


def list_reports(connection: Connection, asker: Asker, member: str, after: str, limit: int) -> list[Report]:
    """A member's reports, newest day first; another station's notes only where the member agreed to show remarks."""
    before = read_cursor(after)
    Records(connection, asker, RecordKind.MEMBER).get(member_id(member))
    found = reports.find_reports(connection, asker, member, before, limit)
    return without_notes(connection, asker, member, found)


def without_notes(connection: Connection, asker: Asker, member: str, found: list[Report]) -> list[Report]:
    """The reports, those of another station without their notes unless a case shows them."""
    if reports.notes_seen(connection, asker, member):
        return found
    return [report if reports.own(asker, report) else replace(report, note="") for report in found]


def name_contact(connection: Connection, asker: Asker, member: str, body: Mapping[str, object], today: date) -> Contact:
    """Name whom at the station a member can call."""
    only(body, "contact")
    contact = text_in(body, "contact", LONGEST_CONTACT)
    check_storable({"contact": contact})
    member = require_served(connection, asker, member)
    return reports.name_contact(connection, asker, member, contact.strip(), today.isoformat())


def list_contacts(connection: Connection, asker: Asker, member: str) -> list[Contact]:
    """Whom a member can call, for the stations that serve the member."""
    return reports.find_contacts(connection, require_served(connection, asker, member))


def require_served(connection: Connection, asker: Asker, member: str) -> str:
    """The member's id; NotFound where the asker may not see the member, Forbidden where it does not serve them."""
    Records(connection, asker, RecordKind.MEMBER).get(member_id(member))
    if not reports.serves(connection, asker, member):
        raise Forbidden(NOT_SERVED)
    return member


def member_id(text: str) -> str:
    """An id as the store writes them; NotFound for what can be none."""
    if not ID.fullmatch(text):
        raise NotFound(NOT_FOUND)
    return text
