"""Who asks, and so which rows a query may return."""

from dataclasses import dataclass
from functools import lru_cache

from sqlalchemy import ColumnElement, Table, and_, exists, false, not_, or_, select, true

from data.store.case_scope import handed_over, kept_by
from data.store.clock import utc_now
from data.store.tables import consents, members
from data.vocabulary import ConsentPurpose, RecordKind, Role

EVERYONE_OF = {
    Role.STATION: "stations",
    Role.EMPLOYER: "employers",
    Role.HOMETOWN_OFFICE: "hometown_offices",
}
"""The word by which a consent names all organisations of a role."""

MOST_KEPT = 512
"""So many conditions are kept as built: one request asks with the same several times, and building one costs more than asking."""

OPERATOR_ID = "operator"


@dataclass(frozen=True, slots=True)
class Asker:
    """An organisation and its role; every query is made on behalf of one."""

    organisation: str
    role: Role

    @property
    def recipients(self) -> tuple[str, ...]:
        """The names under which a consent may include this asker."""
        everyone = EVERYONE_OF.get(self.role)
        return (self.organisation, everyone) if everyone else (self.organisation,)


def operator() -> Asker:
    """Whoever sits at the machine itself and works on its database by the command line."""
    return Asker(OPERATOR_ID, Role.ADMINISTRATOR)


def live_consent(member: ColumnElement[str], asker: Asker, purpose: ConsentPurpose, now: str) -> ColumnElement[bool]:
    """Whether a member's consent to a purpose reaches the asker today."""
    return exists(
        select(consents.c.id).where(
            consents.c.member == member,
            consents.c.purpose == purpose.value,
            consents.c.recipient.in_(asker.recipients),
            consents.c.withdrawn_at.is_(None),
            or_(consents.c.until.is_(None), consents.c.until > now),
        )
    )


@lru_cache(maxsize=MOST_KEPT)
def visible(kind: RecordKind, table: Table, asker: Asker, now: str) -> ColumnElement[bool]:
    """The rows of a kind that the asker may see.

    Everyone sees their own. Another's member needs a live consent to matching that reaches the
    asker; another's opportunity is seen by stations and by hometown offices while it is open.
    """
    if asker.role is Role.ADMINISTRATOR:
        return true()
    own = table.c.organisation == asker.organisation
    if kind is RecordKind.MEMBER:
        return or_(own, and_(open_now(table, now), live_consent(table.c.id, asker, ConsentPurpose.MATCHING, now)))
    shared = open_now(table, now) if asker.role is not Role.EMPLOYER else false()
    return or_(own, shared)


def belongs(table: Table, asker: Asker) -> ColumnElement[bool]:
    """The rows that the asker's organisation brought in; whoever keeps them now."""
    return true() if asker.role is Role.ADMINISTRATOR else table.c.organisation == asker.organisation


def owned(table: Table, asker: Asker) -> ColumnElement[bool]:
    """The rows that are the asker's own to see whole: its organisation's, but for members handed over to another."""
    return _owned(table, asker, utc_now())


@lru_cache(maxsize=MOST_KEPT)
def _owned(table: Table, asker: Asker, now: str) -> ColumnElement[bool]:
    own = belongs(table, asker)
    if table is not members or asker.role is Role.ADMINISTRATOR:
        return own
    return and_(own, not_(handed_over(table.c.id, now)))


def editable(table: Table, asker: Asker) -> ColumnElement[bool]:
    """The rows that the asker may change: its own, and members handed over to it."""
    return editable_at(table, asker, utc_now())


@lru_cache(maxsize=MOST_KEPT)
def editable_at(table: Table, asker: Asker, now: str) -> ColumnElement[bool]:
    """The rows that the asker may change at a moment."""
    own = _owned(table, asker, now)
    if table is not members or asker.role is not Role.STATION:
        return own
    return or_(own, kept_by(table.c.id, asker.organisation, now))


def open_now(table: Table, now: str) -> ColumnElement[bool]:
    """What takes part in matching: neither closed, nor past its last day, nor held until somebody verifies it."""
    return and_(unclosed(table, now), table.c.held == 0)


def unclosed(table: Table, now: str) -> ColumnElement[bool]:
    """Neither closed nor past the day until which it is valid; it may be held."""
    return and_(table.c.closed_at.is_(None), or_(table.c.valid_until.is_(None), table.c.valid_until >= now[:10]))
