"""Allocations and groups that were worked out: what was asked and what came of it, for its organisation alone."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from secrets import token_hex
from typing import Any, Literal

from sqlalchemy import (
    CheckConstraint,
    Column,
    Connection,
    ForeignKey,
    Index,
    String,
    Table,
    Text,
    insert,
    select,
)

from data.errors import NotFound
from data.store.repositories import NOT_FOUND, utc_now
from data.store.scope import Asker, editable
from data.store.tables import metadata

runs = Table(
    "runs",
    metadata,
    Column("id", String(40), primary_key=True),
    Column("organisation", ForeignKey("organisations.id"), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("state", String(16), nullable=False),
    Column("request", Text, nullable=False),
    Column("result", Text),
    Column("created_at", String(32), nullable=False),
    Column("updated_at", String(32), nullable=False),
    CheckConstraint("length(id) <= 40", name="lengths"),
    Index("ix_runs_organisation_id", "organisation", "id"),
)
"""`result` names members and opportunities by id alone: who reads it sees of each what it may see then."""

RunKind = Literal["allocation", "group"]
DONE = "done"


@dataclass(frozen=True, slots=True)
class Run:
    """One run: `request` as it was sent, `result` None until there is one."""

    id: str
    kind: str
    state: str
    request: Mapping[str, Any]
    result: Mapping[str, Any] | None
    created_at: str


def keep_run(connection: Connection, asker: Asker, kind: RunKind, request: Mapping[str, Any], result: Mapping[str, Any]) -> Run:
    """Keep a run that is done."""
    run = Run(f"a_{token_hex(10)}", kind, DONE, request, result, utc_now())
    connection.execute(
        insert(runs).values(
            id=run.id, organisation=asker.organisation, kind=kind, state=run.state, request=_text(request),
            result=_text(result), created_at=run.created_at, updated_at=run.created_at,
        )
    )  # fmt: skip
    return run


def find_run(connection: Connection, asker: Asker, kind: RunKind, identifier: str) -> Run:
    """A run of the asker's own; NotFound where there is none of this kind."""
    row = connection.execute(
        select(runs).where(runs.c.id == identifier, runs.c.kind == kind, editable(runs, asker))
    ).one_or_none()
    if row is None:
        raise NotFound(NOT_FOUND)
    result = None if row.result is None else json.loads(row.result)
    return Run(row.id, row.kind, row.state, json.loads(row.request), result, row.created_at)


def _text(plain: Mapping[str, Any]) -> str:
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":"))
