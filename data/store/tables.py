"""The tables, as SQLAlchemy metadata; migrations are checked against them."""

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_label)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

organisations = Table(
    "organisations",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("role", String(32), nullable=False),
    Column("name", String(200), nullable=False),
    Column("place", String(6)),
    Column("verified", Integer, nullable=False, default=0),
)

keys = Table(
    "keys",
    metadata,
    Column("digest", String(64), primary_key=True),
    Column("organisation", ForeignKey("organisations.id"), nullable=False),
    Column("created_at", String(32), nullable=False),
    Column("revoked_at", String(32)),
)


def _record_table(name: str) -> Table:
    """One kind of record: `body` is JSON without personal fields, `personal` is JSON of those alone.

    What is `held` waits for somebody to verify it: its own organisation alone sees it, and nobody is matched with it.
    """
    return Table(
        name,
        metadata,
        Column("id", String(40), primary_key=True),
        Column("organisation", ForeignKey("organisations.id"), nullable=False),
        Column("number", String(64), nullable=False),
        Column("body", Text, nullable=False),
        Column("personal", Text, nullable=False),
        Column("digest", String(64), nullable=False),
        Column("version", Integer, nullable=False),
        Column("created_at", String(32), nullable=False),
        Column("updated_at", String(32), nullable=False),
        Column("closed_at", String(32)),
        Column("valid_until", String(10)),
        Column("held", Integer, nullable=False, server_default="0"),
        UniqueConstraint("organisation", "number"),
        CheckConstraint("version > 0", name="version"),
        CheckConstraint("length(number) <= 64 AND length(id) <= 40", name="lengths"),
        Index(f"ix_{name}_organisation_id", "organisation", "id"),
    )


members = _record_table("members")
openings = _record_table("openings")
projects = _record_table("projects")
services = _record_table("services")

consents = Table(
    "consents",
    metadata,
    Column("id", String(40), primary_key=True),
    Column("recipient", String(64), primary_key=True),
    Column("member", ForeignKey("members.id"), nullable=False, index=True),
    Column("purpose", String(32), nullable=False),
    Column("fields", Text, nullable=False),
    Column("notice_version", String(64), nullable=False),
    Column("given_at", String(32), nullable=False),
    Column("given_how", String(200), nullable=False),
    Column("until", String(32)),
    Column("withdrawn_at", String(32)),
)

referrals = Table(
    "referrals",
    metadata,
    Column("id", String(40), primary_key=True),
    Column("machine", String(16), nullable=False),
    Column("organisation", ForeignKey("organisations.id"), nullable=False),
    Column("keeper", ForeignKey("organisations.id")),
    Column("holder", ForeignKey("organisations.id")),
    Column("member", ForeignKey("members.id")),
    Column("opportunity", String(96)),
    Column("track", String(16)),
    Column("state", String(32), nullable=False),
    Column("reason", String(64)),
    Column("shared", Integer, nullable=False),
    Column("live_pair", String(200)),
    Column("version", Integer, nullable=False),
    Column("scorecard", String(64), nullable=False),
    Column("explanation", Text, nullable=False),
    Column("seat", Integer, nullable=False, server_default="0"),
    Column("run", String(40)),
    Column("created_at", String(32), nullable=False),
    Column("updated_at", String(32), nullable=False),
    UniqueConstraint("live_pair"),
    Index("ix_referrals_member", "member"),
    Index("ix_referrals_opportunity", "opportunity"),
    Index("ix_referrals_run", "run"),
    Index("ix_referrals_seat_track", "seat", "track"),
)
"""Everything that moves through states: who put it forward, who keeps the member, who holds the opportunity.

The holder sees it once it is `shared`; `live_pair` names what may be live only once and is NULL when it is over.
`seat` is 1 while it has one of the opportunity's seats, `run` the allocation or group that it was accepted from.
"""

steps = Table(
    "steps",
    metadata,
    Column("referral", ForeignKey("referrals.id"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("organisation", ForeignKey("organisations.id"), nullable=False),
    Column("party", String(16), nullable=False),
    Column("from_state", String(32), nullable=False),
    Column("to_state", String(32), nullable=False),
    Column("reason", String(64)),
    Column("note", Text, nullable=False),
    Column("day", String(10), nullable=False),
    Column("at", String(32), nullable=False),
)

seats = Table(
    "seats",
    metadata,
    Column("holder", String(96), primary_key=True),
    Column("kind", String(16), primary_key=True),
    Column("most", Integer),
    Column("taken", Integer, nullable=False),
    CheckConstraint("taken >= 0", name="taken"),
)
"""How many seats of a holder are taken: an opportunity's by all that have one, a member's by what limits them."""

changes = Table(
    "changes",
    metadata,
    Column("sequence", Integer, primary_key=True, autoincrement=True),
    Column("kind", String(16), nullable=False),
    Column("record", String(40), nullable=False),
    Column("removed", Integer, nullable=False, default=0),
    Column("at", String(32), nullable=False),
    sqlite_autoincrement=True,
)

idempotency = Table(
    "idempotency",
    metadata,
    Column("organisation", String(64), primary_key=True),
    Column("key", String(200), primary_key=True),
    Column("request", String(64), nullable=False),
    Column("status", Integer, nullable=False),
    Column("answer", Text, nullable=False),
    Column("at", String(32), nullable=False),
)

imports = Table(
    "imports",
    metadata,
    Column("id", String(40), primary_key=True),
    Column("organisation", ForeignKey("organisations.id"), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("file", String(200), nullable=False),
    Column("report", Text, nullable=False),
    Column("at", String(32), nullable=False),
)
