"""One case a member between two stations: what it stands on, and what either did within it."""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass, fields

from sqlalchemy import Connection, and_, insert, or_, select, update

from data.store.case_tables import cases
from data.store.clock import utc_now
from data.store.repositories import log_change, queue_up
from data.store.tables import consents, referrals
from data.store.workflows import Flow
from data.vocabulary import RecordKind


@dataclass(frozen=True, slots=True)
class Terms:
    """What a member agreed to for a case: the fields, until when, by which consents; `live` while it holds."""

    fields: tuple[str, ...]
    disclosure: str
    matching: str
    until: str | None
    live: bool


def keep_terms(connection: Connection, case: str, agreed: Collection[str], disclosure: str, matching: str) -> None:
    """Keep what a new case stands on."""
    values = {"fields": json.dumps(list(agreed)), "disclosure": disclosure, "matching": matching}
    connection.execute(insert(cases).values(id=case, **values))


def terms_of(connection: Connection, flow: Flow) -> Terms:
    """What a case stands on; the caller has found the case as one of its parties."""
    row = connection.execute(
        select(cases, consents.c.until, consents.c.withdrawn_at)
        .join(consents, and_(consents.c.id == cases.c.disclosure, consents.c.recipient == flow.holder))
        .where(cases.c.id == flow.id)
    ).one()
    live = row.withdrawn_at is None and (row.until is None or row.until > utc_now())
    return Terms(tuple(json.loads(row.fields)), row.disclosure, row.matching, row.until, live)


def end_consents(connection: Connection, flow: Flow) -> None:
    """Let the consents of a case run out now, for what they were given for is over."""
    queue_up(connection)
    terms, now = terms_of(connection, flow), utc_now()
    still = and_(consents.c.withdrawn_at.is_(None), or_(consents.c.until.is_(None), consents.c.until > now))
    ended = update(consents).where(consents.c.id.in_((terms.disclosure, terms.matching)), still)
    connection.execute(ended.values(until=now))
    if flow.member is not None:
        log_change(connection, RecordKind.MEMBER, flow.member, now)


def flows_within(connection: Connection, flow: Flow, machines: Sequence[str], most: int) -> list[Flow]:
    """What either station of a case put forward for its member since it was opened, newest first."""
    query = (
        select(referrals)
        .where(
            referrals.c.member == flow.member,
            referrals.c.machine.in_(list(machines)),
            referrals.c.organisation.in_((flow.keeper, flow.holder)),
            referrals.c.created_at >= flow.created_at,
        )
        .order_by(referrals.c.id.desc()).limit(most)
    )  # fmt: skip
    return [Flow(**{item.name: getattr(row, item.name) for item in fields(Flow)}) for row in connection.execute(query)]
