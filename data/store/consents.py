"""What members agreed to: recorded and withdrawn by their own station, and asked by whoever shows their data."""

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, bindparam, func, insert, or_, select, update

from data.errors import NotFound
from data.records import Consent
from data.store.case_tables import cases
from data.store.repositories import NOT_FOUND, log_change, queue_up, utc_now
from data.store.scope import Asker, belongs, editable
from data.store.tables import consents, members
from data.vocabulary import ConsentPurpose, RecordKind

UNLIMITED = "9999-12-31T23:59:59Z"
"""The moment up to which a consent without an end holds."""


def save_consent(connection: Connection, consent: Consent) -> None:
    """Record a consent, one row for each recipient; the feed tells that the member may be seen by others now."""
    queue_up(connection)
    shared: dict[str, Any] = {
        "id": consent.id, "member": consent.member, "purpose": consent.purpose.value, "fields": json.dumps(consent.fields),
        "notice_version": consent.notice_version, "given_at": consent.given_at, "given_how": consent.given_how,
        "until": consent.until, "withdrawn_at": consent.withdrawn_at,
    }  # fmt: skip
    connection.execute(insert(consents), [{**shared, "recipient": recipient} for recipient in consent.recipients])
    log_change(connection, RecordKind.MEMBER, consent.member, utc_now())


def consents_of(connection: Connection, asker: Asker, member: str) -> list[Consent]:
    """A member's consents, those withdrawn too, as the member's own station sees them."""
    return _consents(connection, asker, consents.c.member == member)


def find_consent(connection: Connection, asker: Asker, identifier: str) -> Consent:
    """One consent; NotFound where there is none of the asker's own members."""
    found = _consents(connection, asker, consents.c.id == identifier)
    if not found:
        raise NotFound(NOT_FOUND)
    return found[0]


def withdraw_consent(connection: Connection, asker: Asker, identifier: str) -> Consent:
    """End a consent now, for every recipient; one that ended before stays as it was."""
    queue_up(connection)
    found = find_consent(connection, asker, identifier)
    now = utc_now()
    together = select(cases.c.matching).where(cases.c.disclosure == identifier).union_all(
        select(cases.c.disclosure).where(cases.c.matching == identifier)
    )  # what was given for a case was given in one act
    ended = update(consents).where(
        or_(consents.c.id == identifier, consents.c.id.in_(together)), consents.c.withdrawn_at.is_(None)
    )
    connection.execute(ended.values(withdrawn_at=now))
    log_change(connection, RecordKind.MEMBER, found.member, now)
    return found if found.withdrawn_at else replace(found, withdrawn_at=now)


def disclosed(connection: Connection, asker: Asker, identifiers: Sequence[str]) -> dict[str, frozenset[str]]:
    """By member, the fields whose disclosure to the asker was agreed to and still holds."""
    purpose = consents.c.purpose == ConsentPurpose.DISCLOSURE.value
    query = select(consents.c.member, consents.c.fields).where(_reaches(asker), purpose, consents.c.member.in_(list(identifiers)))
    found: dict[str, frozenset[str]] = {}
    for member, fields in connection.execute(query):
        found[member] = found.get(member, frozenset()) | frozenset(json.loads(fields))
    return found


def matched_by(connection: Connection, identifiers: Sequence[str]) -> dict[str, tuple[tuple[str, str], ...]]:
    """By member, to whom a live consent to matching reaches and up to which moment; members without one are left out."""
    found: dict[str, tuple[tuple[str, str], ...]] = {}
    for member, recipient, last in connection.execute(_MATCHED, {"ids": list(identifiers), "now": utc_now()}):
        found[member] = (*found.get(member, ()), (recipient, last))
    return found


_MATCHED = (
    select(consents.c.member, consents.c.recipient, func.max(func.coalesce(consents.c.until, UNLIMITED)))
    .where(
        consents.c.member.in_(bindparam("ids", expanding=True)),
        consents.c.purpose == ConsentPurpose.MATCHING.value,
        consents.c.withdrawn_at.is_(None),
        or_(consents.c.until.is_(None), consents.c.until > bindparam("now")),
    )
    .group_by(consents.c.member, consents.c.recipient)
    .order_by(consents.c.member, consents.c.recipient)
)


def may_see(connection: Connection, asker: Asker, member: str) -> bool:
    """Whether a live consent of any purpose shows a member to the asker."""
    query = select(consents.c.id).where(_reaches(asker), consents.c.member == member).limit(1)
    return connection.scalar(query) is not None


def _reaches(asker: Asker) -> ColumnElement[bool]:
    return and_(
        consents.c.recipient.in_(asker.recipients),
        consents.c.withdrawn_at.is_(None),
        or_(consents.c.until.is_(None), consents.c.until > utc_now()),
    )


def _consents(connection: Connection, asker: Asker, which: ColumnElement[bool]) -> list[Consent]:
    own = select(members.c.id).where(or_(belongs(members, asker), editable(members, asker)))
    query = select(consents).where(which, consents.c.member.in_(own)).order_by(consents.c.given_at, consents.c.id, consents.c.recipient)
    rows = connection.execute(query).all()
    by_id: dict[str, list[Any]] = {}
    for row in rows:
        by_id.setdefault(row.id, []).append(row)
    return [_consent(same) for same in by_id.values()]


def _consent(rows: Sequence[Any]) -> Consent:
    first = rows[0]
    return Consent(
        id=first.id,
        member=first.member,
        purpose=ConsentPurpose(first.purpose),
        recipients=tuple(row.recipient for row in rows),
        fields=tuple(json.loads(first.fields)),
        notice_version=first.notice_version,
        given_at=first.given_at,
        given_how=first.given_how,
        until=first.until,
        withdrawn_at=first.withdrawn_at,
    )
