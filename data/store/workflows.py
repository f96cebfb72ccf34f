"""What moves through states, kept with every step; each select is restricted to the parties of a row."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from secrets import token_hex
from time import time_ns
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, insert, or_, select, true, update

from data.errors import Conflict, NotFound
from data.store.inserting import insert_if_new
from data.store.repositories import NOT_FOUND, utc_now
from data.store.scope import Asker
from data.store.storable import check_storable
from data.store.tables import referrals, steps
from data.text import Text
from data.vocabulary import Role
from data.workflows.machine import BEGINNING, Machine

LIVE_ALREADY = Text(zh="这一对已有进行中的{machine}", en="this pair has a live {machine} already")
MOVED_ON = Text(zh="状态刚被他人改变，请重新读取后再试", en="the state was just changed by somebody else; read it again first")


@dataclass(frozen=True, slots=True)
class Flow:
    """One thing that moves through states, as it stands.

    `organisation` put it forward, `keeper` keeps the member, `holder` holds the opportunity. `seat` is 1 while it has one
    of the opportunity's seats, `run` the allocation or group that it was accepted from.
    """

    id: str
    machine: str
    organisation: str
    keeper: str | None
    holder: str | None
    member: str | None
    opportunity: str | None
    track: str | None
    state: str
    reason: str | None
    version: int
    scorecard: str
    explanation: str
    seat: int
    run: str | None
    created_at: str
    updated_at: str


@dataclass(frozen=True, slots=True)
class Step:
    """One move that was made: by whom, on whose behalf, when, and why."""

    organisation: str
    party: str
    source: str
    to: str
    reason: str | None
    note: str
    day: str
    at: str


@dataclass(frozen=True, slots=True)
class Beginning:
    """What a row is created with."""

    keeper: str | None
    holder: str | None
    member: str | None
    opportunity: str | None
    track: str | None = None
    scorecard: str = ""
    explanation: str = ""
    seat: int = 0
    run: str | None = None


class Workflows:
    """The rows of one machine, for one asker, inside one transaction."""

    def __init__(self, connection: Connection, asker: Asker, machine: Machine) -> None:
        self.connection, self.asker, self.machine = connection, asker, machine

    def get(self, identifier: str) -> Flow:
        """One row; NotFound where there is none that the asker is a party to."""
        row = self.connection.execute(self._seen(referrals.c.id == identifier)).one_or_none()
        if row is None:
            raise NotFound(NOT_FOUND)
        return _flow(row)

    def page(self, after: str = "", limit: int = 50, **filters: str | None) -> list[Flow]:
        """Rows in the order of their ids, those after `after`; only of a `member`, `opportunity`, `state` or `run` where named."""
        named = (referrals.c[name] == value for name, value in filters.items() if value)
        query = self._seen(referrals.c.id > after, *named).order_by(referrals.c.id).limit(limit)
        return [_flow(row) for row in self.connection.execute(query)]

    def steps(self, flow: Flow) -> list[Step]:
        """Every step of a row that the asker was given, oldest first."""
        query = select(steps).where(steps.c.referral == flow.id).order_by(steps.c.number)
        return [
            Step(row.organisation, row.party, row.from_state, row.to_state, row.reason, row.note, row.day, row.at)
            for row in self.connection.execute(query)
        ]

    def begin(self, beginning: Beginning, step: Step) -> Flow:
        """Create a row by its first step; Conflict where its pair is live already."""
        now = utc_now()
        identifier = new_id(self.machine.prefix)
        state = self.machine.states[step.to]
        values: dict[str, Any] = {
            "id": identifier, "machine": self.machine.code, "organisation": self.asker.organisation,
            "keeper": beginning.keeper, "holder": beginning.holder, "member": beginning.member,
            "opportunity": beginning.opportunity, "track": beginning.track, "state": step.to, "reason": step.reason,
            "shared": int(state.shows), "live_pair": live_pair(self.machine, beginning) if state.live else None,
            "version": 1, "scorecard": beginning.scorecard, "explanation": beginning.explanation,
            "seat": beginning.seat, "run": beginning.run,
            "created_at": now, "updated_at": now,
        }  # fmt: skip
        if not insert_if_new(self.connection, referrals, values):
            raise Conflict(LIVE_ALREADY.filled(machine=self.machine.label))
        self._log(identifier, 1, step)
        return self.get(identifier)

    def move(self, flow: Flow, step: Step, seat: int) -> Flow:
        """Take a row one step on, after which it has a seat or none; Conflict where somebody else was quicker."""
        state = self.machine.states[step.to]
        values: dict[str, Any] = {"state": step.to, "reason": step.reason, "seat": seat}
        values |= {"version": flow.version + 1, "updated_at": utc_now()}
        values |= {"shared": 1} if state.shows else {}
        values |= {} if state.live else {"live_pair": None}
        done = self.connection.execute(
            update(referrals)
            .where(referrals.c.id == flow.id, referrals.c.version == flow.version, self.party())
            .values(**values)
        )
        if done.rowcount != 1:
            raise Conflict(MOVED_ON)
        self._log(flow.id, flow.version + 1, step)
        return self.get(flow.id)

    def live(self, member: str, opportunity: str) -> Flow | None:
        """The live row of a pair; None where there is none that the asker is a party to."""
        pair = live_pair(self.machine, Beginning(None, None, member, opportunity))
        row = self.connection.execute(self._seen(referrals.c.live_pair == pair)).one_or_none()
        return None if row is None else _flow(row)

    def seated(self, flow: Flow, run: str) -> None:
        """Note that a row was accepted from a run and has a seat now; Conflict where somebody else was quicker."""
        done = self.connection.execute(
            update(referrals).where(referrals.c.id == flow.id, referrals.c.version == flow.version, self.party())
            .values(seat=1, run=run, version=flow.version + 1, updated_at=utc_now())
        )  # fmt: skip
        if done.rowcount != 1:
            raise Conflict(MOVED_ON)

    def _log(self, identifier: str, number: int, step: Step) -> None:
        check_storable({"note": step.note})
        self.connection.execute(
            insert(steps).values(
                referral=identifier, number=number, organisation=step.organisation, party=step.party,
                from_state=step.source or BEGINNING, to_state=step.to, reason=step.reason, note=step.note,
                day=step.day, at=utc_now(),
            )
        )  # fmt: skip

    def _seen(self, *which: ColumnElement[bool]) -> Any:
        return select(referrals).where(referrals.c.machine == self.machine.code, self.party(), *which)

    def party(self) -> ColumnElement[bool]:
        """The rows to which the asker is a party; whoever holds the opportunity, once it was shared."""
        if self.asker.role is Role.ADMINISTRATOR:
            return true()
        mine = self.asker.organisation
        held = and_(referrals.c.holder == mine, referrals.c.shared == 1)
        return or_(referrals.c.organisation == mine, referrals.c.keeper == mine, held)


@dataclass(frozen=True, slots=True)
class Accepted:
    """What was accepted from a run: whom it puts forward for what, where it stands, and whether it still has a seat."""

    id: str
    machine: str
    member: str
    opportunity: str
    state: str
    seat: int


def accepted_from(connection: Connection, asker: Asker, run: str) -> list[Accepted]:
    """All that the asker's organisation accepted from a run, in the order of ids."""
    mine = true() if asker.role is Role.ADMINISTRATOR else referrals.c.organisation == asker.organisation
    columns = [referrals.c[item.name] for item in fields(Accepted)]
    query = select(*columns).where(referrals.c.run == run, mine).order_by(referrals.c.id)
    return [Accepted(**row._asdict()) for row in connection.execute(query)]


def live_pair(machine: Machine, beginning: Beginning) -> str:
    """What of a machine may be live only once: a member with an opportunity, two members, or an opportunity alone."""
    ends: Sequence[str | None] = (beginning.member, beginning.opportunity)
    if machine.pair == "opportunity":
        ends = (beginning.opportunity,)
    elif machine.pair == "two_members":
        ends = sorted(end or "" for end in ends)
    return " ".join((machine.code, *(end or "" for end in ends)))


def new_id(prefix: str) -> str:
    """An id that nobody can guess; later ones come later in the order of ids."""
    return f"{prefix}_{time_ns() // 1_000_000:011x}{token_hex(6)}"


def _flow(row: Row[Any]) -> Flow:
    return Flow(**{item.name: getattr(row, item.name) for item in fields(Flow)})
