"""A project's arithmetic for one that is stored, and for one given ad hoc."""

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction

from sqlalchemy import Connection

from api.use_cases.checks import INVALID
from api.use_cases.opportunities import find_opportunity
from api.use_cases.payloads import record_from_payload, shown
from data.arithmetic import Projection, worked_out
from data.errors import Fault, InvalidInput
from data.fen import exact
from data.reading.money import read_capital
from data.records import NeedOf, Project
from data.store.repositories import Records
from data.store.scope import Asker
from data.text import Text
from data.vocabulary import RecordKind

MOST_TICKETS = 200
LARGEST_TICKET = 10**13
TICKET = Text(zh="一笔出资：元，最多两位小数，如 10000，或文字如 1万", en="a ticket in yuan with at most two decimals, such as 10000, or words such as 1万")
TICKETS = Text(zh=f"最多{MOST_TICKETS}笔出资", en=f"at most {MOST_TICKETS} tickets")


def project_of(connection: Connection, asker: Asker, identifier: str, tickets: Sequence[object]) -> Projection:
    """The projection of a project (`p_0123`) or of one of its needs (`p_0123.capital`); NotFound where the asker sees none."""
    amounts = read_tickets(tickets, "ticket")
    if "." in identifier:
        found = find_opportunity(connection, asker, identifier)
        assert isinstance(found, NeedOf)
        return worked_out(found.project, amounts, found.need)
    record = Records(connection, asker, RecordKind.NEED).get(identifier).record
    assert isinstance(record, Project)
    return worked_out(record, amounts)


def project_given(body: Mapping[str, object], today: date) -> tuple[Projection, tuple[Fault, ...]]:
    """The projection of a row that is stored nowhere, and what in the row could not be read."""
    tickets = body.get("tickets", ())
    if not isinstance(tickets, list | tuple):
        raise InvalidInput(INVALID, (Fault("$.tickets", shown(tickets), TICKETS),))
    amounts = read_tickets(tickets, "$.tickets")
    record, faults = record_from_payload(RecordKind.NEED, {"sheet": body.get("sheet")}, today)
    assert isinstance(record, Project)
    return worked_out(record, amounts), faults


def read_tickets(tickets: Sequence[object], where: str) -> tuple[int, ...]:
    """Tickets in fen; InvalidInput names the one that is no sum of money."""
    if len(tickets) > MOST_TICKETS:
        raise InvalidInput(INVALID, (Fault(where, str(len(tickets)), TICKETS),))
    found: list[int] = []
    for at, ticket in enumerate(tickets):
        fen = _fen(ticket)
        if fen is None:
            raise InvalidInput(INVALID, (Fault(f"{where}[{at}]", shown(ticket), TICKET),))
        found.append(fen)
    return tuple(found)


def _fen(ticket: object) -> int | None:
    yuan = _yuan(ticket)
    if yuan is None or not 0 < yuan <= LARGEST_TICKET or (yuan * 100).denominator != 1:
        return None
    return int(yuan * 100)


def _yuan(ticket: object) -> Fraction | None:
    if isinstance(ticket, str) and len(ticket) <= 40:
        ticket = _said(ticket)
    if isinstance(ticket, bool) or not isinstance(ticket, int | float) or not abs(ticket) <= LARGEST_TICKET:
        return None
    return Fraction(ticket) if isinstance(ticket, int) else exact(ticket)


def _said(text: str) -> float | None:
    """A sum in words or digits; None where it is none or a range."""
    try:
        return float(text)
    except ValueError:
        low, high = read_capital(text) or (None, None)
        return low if low == high else None
