"""Allocations and groups that are worked out: what was asked, how far it is, what came of it; for their organisation alone.

A run is worked out by whichever process claims it. The claim runs out unless it is renewed, so that another takes over
what a process left behind; whoever no longer has the claim can neither tell of the run nor finish it.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Literal

from sqlalchemy import (
    CheckConstraint,
    Column,
    ColumnElement,
    Connection,
    Float,
    ForeignKey,
    Index,
    Integer,
    Row,
    String,
    Table,
    Text,
    and_,
    delete,
    func,
    insert,
    or_,
    select,
    text,
    update,
)

from data.errors import Conflict, NotFound
from data.store.clock import stamp, utc_now
from data.store.repositories import NOT_FOUND
from data.store.scope import Asker, editable
from data.store.tables import metadata
from data.store.workflows import new_id
from data.text import Text as Words

runs = Table(
    "runs",
    metadata,
    Column("id", String(40), primary_key=True),
    Column("organisation", ForeignKey("organisations.id"), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("state", String(16), nullable=False),
    Column("request", Text, nullable=False),
    Column("result", Text),
    Column("problem", Text),
    Column("step", String(16), nullable=False, server_default=text("''")),
    Column("share", Float, nullable=False, server_default="0"),
    Column("tries", Integer, nullable=False, server_default="0"),
    Column("claimed_by", String(40), nullable=False, server_default=text("''")),
    Column("lease_until", String(32), nullable=False, server_default=text("''")),
    Column("created_at", String(32), nullable=False),
    Column("updated_at", String(32), nullable=False),
    CheckConstraint("length(id) <= 40", name="lengths"),
    Index("ix_runs_organisation_id", "organisation", "id"),
    Index("ix_runs_state_lease_until", "state", "lease_until"),
)
"""`result` names members and opportunities by id alone: who reads it sees of each what it may see then."""

RunKind = Literal["allocation", "group"]
WAITING, RUNNING, DONE, FAILED, CANCELLED = "waiting", "running", "done", "failed", "cancelled"
UNFINISHED = (WAITING, RUNNING)
STATE_LABELS = {
    WAITING: Words("等待计算", "waiting"),
    RUNNING: Words("正在计算", "running"),
    DONE: Words("已算完", "done"),
    FAILED: Words("没有算成", "failed"),
    CANCELLED: Words("已取消", "cancelled"),
}
OVER = Words("这一次{state}，不能再取消", "this run is {state} and can no longer be cancelled")


@dataclass(frozen=True, slots=True)
class Run:
    """One run: `request` as it was sent; `result` None until it is done, `problem` unless it failed.

    `share` of it is worked out, `step` is what is being done; `tries` counts those who began.
    """

    id: str
    organisation: str
    kind: str
    state: str
    request: Mapping[str, Any]
    result: Mapping[str, Any] | None
    problem: Mapping[str, Any] | None
    step: str
    share: float
    tries: int
    created_at: str
    updated_at: str


def begin_run(connection: Connection, asker: Asker, kind: RunKind, request: Mapping[str, Any]) -> str:
    """Keep what is to be worked out; the id of the run, which waits for somebody to claim it."""
    identifier, now = new_id("a"), utc_now()
    connection.execute(
        insert(runs).values(
            id=identifier, organisation=asker.organisation, kind=kind, state=WAITING, request=_text(request),
            created_at=now, updated_at=now,
        )
    )  # fmt: skip
    return identifier


def keep_run(connection: Connection, asker: Asker, kind: RunKind, request: Mapping[str, Any], result: Mapping[str, Any]) -> str:
    """Keep a run that the caller worked out in one go; its id."""
    identifier = begin_run(connection, asker, kind, request)
    done = {"state": DONE, "result": _text(result), "share": 1.0}
    connection.execute(update(runs).where(runs.c.id == identifier).values(**done))
    return identifier


def find_run(connection: Connection, asker: Asker, kind: RunKind, identifier: str) -> Run:
    """A run of the asker's own; NotFound where there is none of this kind."""
    row = connection.execute(select(runs).where(*_own(asker, kind, identifier))).one_or_none()
    if row is None:
        raise NotFound(NOT_FOUND)
    return _run(row)


def kind_of_run(connection: Connection, asker: Asker, identifier: str) -> RunKind:
    """Which kind a run of the asker's own is of; NotFound where there is none."""
    kind: RunKind | None = connection.scalar(select(runs.c.kind).where(runs.c.id == identifier, editable(runs, asker)))
    if kind is None:
        raise NotFound(NOT_FOUND)
    return kind


def list_runs(connection: Connection, asker: Asker, kind: RunKind, before: str = "", limit: int = 50) -> list[Run]:
    """The asker's own runs, newest first, those before the id `before`; what came of each is left out."""
    columns = [column for column in runs.c if column.name != "result"]
    older = [runs.c.id < before] if before else []
    query = select(*columns).where(runs.c.kind == kind, editable(runs, asker), *older).order_by(runs.c.id.desc()).limit(limit)
    return [_run(row) for row in connection.execute(query)]


def is_over(connection: Connection, identifier: str) -> bool:
    """Whether nothing of a run is left to be worked out."""
    return connection.scalar(select(runs.c.state).where(runs.c.id == identifier)) not in UNFINISHED


def unfinished_runs(connection: Connection, asker: Asker) -> int:
    """How many runs of the asker's organisation wait or are being worked out."""
    query = select(func.count()).where(runs.c.organisation == asker.organisation, runs.c.state.in_(UNFINISHED))
    return int(connection.scalar(query) or 0)


def cancel_run(connection: Connection, asker: Asker, kind: RunKind, identifier: str) -> None:
    """Cancel a run that is not over; once more does nothing. Conflict where it is done or has failed."""
    own = _own(asker, kind, identifier)
    gone = update(runs).where(*own, runs.c.state.in_(UNFINISHED)).values(state=CANCELLED, updated_at=utc_now())
    if connection.execute(gone).rowcount == 1:
        return
    run = find_run(connection, asker, kind, identifier)
    if run.state != CANCELLED:
        raise Conflict(OVER.filled(state=STATE_LABELS[run.state]))


def waiting_run(connection: Connection) -> str | None:
    """The oldest run that nobody works out; None where there is none."""
    oldest = select(runs.c.id).where(_free(utc_now())).order_by(runs.c.created_at, runs.c.id).limit(1)
    return connection.scalar(oldest)


def claim_run(connection: Connection, by: str, seconds: float) -> Run | None:
    """Take the oldest run that nobody works out, for so many seconds; None where there is none."""
    while (oldest := waiting_run(connection)) is not None:
        now = utc_now()
        claim = update(runs).where(runs.c.id == oldest, _free(now)).values(
            state=RUNNING, claimed_by=by, lease_until=_in(seconds), tries=runs.c.tries + 1, updated_at=now
        )  # fmt: skip
        if connection.execute(claim).rowcount == 1:
            return _run(connection.execute(select(runs).where(runs.c.id == oldest)).one())
    return None


def tell_run(connection: Connection, identifier: str, by: str, seconds: float, step: str, share: float) -> bool:
    """Tell how far a claimed run is, and renew the claim; False where it was cancelled or somebody else has it."""
    farther = func.max if connection.dialect.name == "sqlite" else func.greatest
    told = {"step": step, "share": farther(runs.c.share, share), "lease_until": _in(seconds), "updated_at": utc_now()}
    return _mine(connection, identifier, by, told)


def renew_run(connection: Connection, identifier: str, by: str, seconds: float) -> bool:
    """Renew the claim to a run; False where it was cancelled or somebody else has it."""
    return _mine(connection, identifier, by, {"lease_until": _in(seconds)})


def release_run(connection: Connection, identifier: str, by: str) -> bool:
    """Let somebody else begin a claimed run anew; False where it was not the caller's any more."""
    return _mine(connection, identifier, by, {"state": WAITING, "claimed_by": "", "lease_until": "", "tries": runs.c.tries - 1})


def finish_run(connection: Connection, identifier: str, by: str, result: Mapping[str, Any]) -> bool:
    """Keep what came of a claimed run; False, and nothing kept, where it was cancelled or somebody else has it."""
    done = {"state": DONE, "result": _text(result), "share": 1.0, "step": "", "updated_at": utc_now()}
    return _mine(connection, identifier, by, done)


def fail_run(connection: Connection, identifier: str, by: str, problem: Mapping[str, Any]) -> bool:
    """Keep why nothing came of a claimed run; False where it was not the caller's any more."""
    return _mine(connection, identifier, by, {"state": FAILED, "problem": _text(problem), "step": "", "updated_at": utc_now()})


def forget_runs(connection: Connection, asker: Asker, days: int) -> None:
    """Delete those of the asker's organisation that have been over for so many days."""
    last = stamp(datetime.now(UTC) - timedelta(days=days))
    over = runs.c.state.not_in(UNFINISHED)
    connection.execute(delete(runs).where(runs.c.organisation == asker.organisation, over, runs.c.updated_at < last))


def _free(now: str) -> ColumnElement[bool]:
    return or_(runs.c.state == WAITING, and_(runs.c.state == RUNNING, runs.c.lease_until < now))


def _own(asker: Asker, kind: RunKind, identifier: str) -> tuple[ColumnElement[bool], ...]:
    return runs.c.id == identifier, runs.c.kind == kind, editable(runs, asker)


def _mine(connection: Connection, identifier: str, by: str, values: Mapping[str, Any]) -> bool:
    still = (runs.c.id == identifier, runs.c.state == RUNNING, runs.c.claimed_by == by)
    return bool(connection.execute(update(runs).where(*still).values(**values)).rowcount == 1)


def _run(row: Row[Any]) -> Run:
    def plain(name: str) -> Any:
        kept = getattr(row, name, None)
        return None if kept is None else json.loads(kept)

    return Run(
        row.id, row.organisation, row.kind, row.state, plain("request"), plain("result"), plain("problem"), row.step,
        row.share, row.tries, row.created_at, row.updated_at,
    )  # fmt: skip


def _text(plain: Mapping[str, Any]) -> str:
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":"))


def _in(seconds: float) -> str:
    return stamp(datetime.now(UTC) + timedelta(seconds=seconds))
