"""Accepting the seats of a run: which of them, and what the engine says of each pair now, worked out before anybody waits."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection

from api.schemas_runs import AcceptBody
from api.use_cases.accepted_seats import Pair, Seat, seats_in
from api.use_cases.bodies import EARLIEST, day_in
from api.use_cases.checks import INVALID
from api.use_cases.kept_explanation import explained, kept
from api.use_cases.opportunities import find_opportunities, track_of
from api.use_cases.run_bodies import read_body
from data.errors import Conflict, Fault, InvalidInput
from data.records import Member, Opportunity
from data.store.repositories import NOT_FOUND, Records, Stored
from data.store.runs import DONE, STATE_LABELS, RunKind, find_run
from data.store.scope import Asker
from data.store.storable import check_storable
from data.text import Text
from data.vocabulary import RecordKind, Track
from data.workflows.machine import Machine, machine

MACHINES = ("referral", "pairing")
CHUNK = 500
NOT_DONE = Text(zh="这一次{state}，没有可以采用的席位", en="this run is {state}: there is no seat to accept")
A_DONE_ONE = Text(zh="已算完的", en="one that is done")
A_SEAT = Text(zh="这次计算安排了或列为候补的成员与岗位", en="a member and an opening that the run placed together or holds in reserve")
NO_SEATS = Text(zh="这次计算没有安排任何席位", en="the run filled no seat")
NO_LONGER = Text(zh="现在已不符合硬性条件", en="a hard condition is no longer met")


@dataclass(frozen=True, slots=True)
class Accepting:
    """Which seats of which run are to be accepted; a member may have `takes` of those that exclude each other."""

    run: str
    seats: Sequence[Seat]
    takes: int
    partly: bool
    note: str
    day: date


@dataclass(frozen=True, slots=True)
class Told:
    """What the engine says of a seat's pair now, as it is kept; `refusal` where there can be no seat."""

    seat: Seat
    machine: Machine
    track: Track
    scorecard: str = ""
    explanation: str = ""
    score: int = 0
    refusal: Text | None = None


Explained = Mapping[Pair, Told]


@dataclass(frozen=True, slots=True)
class Parties:
    """The members and opportunities of seats, as far as the asker may see them."""

    members: Mapping[str, Stored]
    opportunities: Mapping[str, Opportunity]

    @classmethod
    def of(cls, connection: Connection, asker: Asker, seats: Sequence[Seat]) -> "Parties":
        ids = sorted({seat.member for seat in seats})
        records = Records(connection, asker, RecordKind.MEMBER)
        members: dict[str, Stored] = {}
        for start in range(0, len(ids), CHUNK):
            members |= records.several(ids[start : start + CHUNK])
        return cls(members, find_opportunities(connection, asker, sorted({seat.opening for seat in seats})))


def read_accepting(
    connection: Connection, asker: Asker, kind: RunKind, identifier: str, payload: Mapping[str, Any], today: date
) -> Accepting:
    """What is to be accepted; InvalidInput names a seat that the run does not have, Conflict where the run is not done."""
    body = read_body(payload, AcceptBody)
    check_storable({"note": body.note})
    run = find_run(connection, asker, kind, identifier)
    if run.state != DONE or run.result is None:
        raise Conflict(NOT_DONE.filled(state=STATE_LABELS[run.state]), (Fault("$.id", run.state, A_DONE_ONE),))
    every = {seat.pair: seat for seat in seats_in(run.result)}
    named = [seat.pair for seat in every.values() if not seat.reserve]
    if body.seats is not None:
        named = list(dict.fromkeys((pair.member, pair.opening) for pair in body.seats))
    strange = next((at for at, pair in enumerate(named) if pair not in every), None)
    if strange is not None:
        raise InvalidInput(INVALID, (Fault(f"$.seats[{strange}]", " ".join(named[strange])[:80], A_SEAT),))
    if not named:
        raise InvalidInput(NO_SEATS)
    day = today if body.on is None else day_in({"on": body.on}, "on", EARLIEST, today)
    takes = run.request.get("takes", 1)
    return Accepting(run.id, [every[pair] for pair in named], takes, body.partly, body.note, day)


def explained_now(connection: Connection, asker: Asker, wanted: Accepting) -> Explained:
    """What the engine says of every pair as the records are now."""
    people = Parties.of(connection, asker, wanted.seats)
    found: dict[Pair, Told] = {}
    for seat in wanted.seats:
        stored, opportunity = people.members.get(seat.member), people.opportunities.get(seat.opening)
        track = seat.track or (track_of(opportunity) if opportunity is not None else Track.WORK)
        kind = next(machine(code) for code in MACHINES if track in machine(code).tracks)
        member = stored.record if stored is not None else None
        if opportunity is None or not isinstance(member, Member):
            found[seat.pair] = Told(seat, kind, track, refusal=NOT_FOUND)
            continue
        says = explained(connection, asker, member, opportunity, track)
        refusal = None if says.eligible else NO_LONGER
        found[seat.pair] = Told(seat, kind, track, *kept(says, member, opportunity), says.score, refusal)
    return found
