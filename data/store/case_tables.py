"""The tables of cases, reports, named contacts and contributions, on the same metadata as the first ones."""

from sqlalchemy import Column, ForeignKey, Index, String, Table, Text

from data.store.tables import metadata

cases = Table(
    "cases",
    metadata,
    Column("id", ForeignKey("referrals.id"), primary_key=True),
    Column("fields", Text, nullable=False),
    Column("disclosure", String(40), nullable=False, unique=True),
    Column("matching", String(40), nullable=False, unique=True),
)
"""What a case of two stations stands on: the agreed fields, and the two consents given with it.

Its stations and its state stand in `referrals`: the home station is the `keeper`, the other the `holder`.
"""

reports = Table(
    "reports",
    metadata,
    Column("id", String(40), primary_key=True),
    Column("member", ForeignKey("members.id"), nullable=False),
    Column("organisation", ForeignKey("organisations.id"), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("day", String(10), nullable=False),
    Column("how", String(16), nullable=False),
    Column("note", Text, nullable=False),
    Column("created_at", String(32), nullable=False),
    Index("ix_reports_member_day", "member", "day"),
)
"""What a member said: a kind and a day, never a place. `note` is personal."""

contacts = Table(
    "contacts",
    metadata,
    Column("member", ForeignKey("members.id"), primary_key=True),
    Column("organisation", ForeignKey("organisations.id"), primary_key=True),
    Column("contact", String(200), nullable=False),
    Column("since", String(10), nullable=False),
    Column("updated_at", String(32), nullable=False),
)
"""Whom at a station a member can call."""

contributions = Table(
    "contributions",
    metadata,
    Column("id", ForeignKey("referrals.id"), primary_key=True),
    Column("kind", String(16), nullable=False),
    Column("text", Text, nullable=False),
)
"""What a member brings home, in the member's own words, which are personal; its state stands in `referrals`."""
