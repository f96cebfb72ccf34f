"""Accepting the seats of a run: each becomes a referral that has one of the places, all of them in one transaction.

What the engine says of a pair is worked out before, so that nobody waits for it; whether members, opportunities and
places are still there is looked at in the transaction itself, always in the same order: members, places, rows.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import Connection

from api.schemas_runs import AcceptAnswer, AcceptBody, AcceptedAnswer, RefusedAnswer
from api.use_cases.accepted_seats import Pair, Seat, seats_in
from api.use_cases.bodies import EARLIEST, day_in
from api.use_cases.checks import INVALID
from api.use_cases.kept_explanation import explained, kept
from api.use_cases.openness import MEMBER_GONE, NOT_OPEN, is_open
from api.use_cases.opportunities import find_opportunities, track_of
from api.use_cases.run_bodies import read_body
from api.use_cases.workflow import NO_SEAT, most_seats
from data.errors import Conflict, Fault, InvalidInput
from data.records import Member, Opportunity
from data.store.repositories import NOT_FOUND, Records, Stored
from data.store.runs import DONE, RunKind, find_run
from data.store.scope import Asker
from data.store.seats import give_back_seat, seated, take_seats
from data.store.storable import check_storable
from data.store.workflows import Beginning, Flow, Step, Workflows
from data.text import Language, Text
from data.tracks import ONE_AT_A_TIME
from data.vocabulary import RecordKind, Track
from data.workflows.machine import BEGINNING, Machine, check_move, machine

MACHINES = ("referral", "pairing")
CHUNK = 500
NOT_DONE = Text(zh="已算完的（done）", en="one that is `done`")
A_SEAT = Text(zh="这次计算安排了或列为候补的成员与岗位", en="a member and an opening that the run placed together or holds in reserve")
NO_SEATS = Text(zh="这次计算没有安排任何席位", en="the run filled no seat")
NO_LONGER = Text(zh="现在已不符合硬性条件", en="a hard condition is no longer met")
ELSEWHERE = Text(zh="这位成员已在别处占有席位", en="this member has a seat elsewhere already")
REFUSED = Text(zh="{count}个席位不能采用，因此一个也没有采用；partly 为 true 时采用其余的", en="{count} seats cannot be accepted, so none was; with `partly` the others would be")


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


def read_accepting(
    connection: Connection, asker: Asker, kind: RunKind, identifier: str, payload: Mapping[str, Any], today: date
) -> Accepting:
    """What is to be accepted; InvalidInput names a seat that the run does not have, Conflict where the run is not done."""
    body = read_body(payload, AcceptBody)
    check_storable({"note": body.note})
    run = find_run(connection, asker, kind, identifier)
    if run.state != DONE or run.result is None:
        raise Conflict(NOT_DONE, (Fault("$.id", run.state, NOT_DONE),))
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
        member, opportunity = people.members.get(seat.member), people.opportunities.get(seat.opening)
        track = seat.track or (track_of(opportunity) if opportunity is not None else Track.WORK)
        kind = next(machine(code) for code in MACHINES if track in machine(code).tracks)
        if member is None or opportunity is None:
            found[seat.pair] = Told(seat, kind, track, refusal=NOT_FOUND)
            continue
        says = explained(connection, asker, member.record, opportunity, track)  # type: ignore[arg-type]
        scorecard, explanation = kept(says, member.record, opportunity)  # type: ignore[arg-type]
        refusal = None if says.eligible else NO_LONGER
        found[seat.pair] = Told(seat, kind, track, scorecard, explanation, says.score, refusal)
    return found


def accept(
    connection: Connection, asker: Asker, wanted: Accepting, told: Explained, today: date, language: Language
) -> AcceptAnswer:
    """Take the seats and put everybody forward; Conflict, and nothing is kept, where one cannot be and not all need be."""
    return _Accepted(connection, asker, wanted, told, today).answer(language)


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


@dataclass
class _Accepted:
    """One acceptance inside its transaction."""

    connection: Connection
    asker: Asker
    wanted: Accepting
    told: Explained
    today: date
    taken: list[AcceptedAnswer] = field(default_factory=list)
    already: list[AcceptedAnswer] = field(default_factory=list)
    refused: list[tuple[Seat, Text]] = field(default_factory=list)

    def answer(self, language: Language) -> AcceptAnswer:
        for seat, flow in self._possible():
            self._take(seat, flow)
        if self.refused and not self.wanted.partly:
            raise Conflict(REFUSED.filled(count=len(self.refused)), tuple(self._fault(*one) for one in self.refused))
        refused = [RefusedAnswer(seat.member, seat.opening, why.say(language)) for seat, why in self.refused]
        return AcceptAnswer(self.wanted.run, self.taken, self.already, refused)

    def _possible(self) -> Iterator[tuple[Seat, Flow | None]]:
        """Seats that may be had, opening by opening, each with what is live of its pair already; the others are refused."""
        Records(self.connection, self.asker, RecordKind.MEMBER).lock([seat.member for seat in self.wanted.seats])
        parties = Parties.of(self.connection, self.asker, self.wanted.seats)
        openings = {key: is_open(self.connection, self.asker, one, self.today) for key, one in parties.opportunities.items()}
        self.most = {key: most_seats(one) for key, one in parties.opportunities.items()}
        self.keepers = {key: one.record.organisation for key, one in parties.members.items()}
        self.holders = {key: one.organisation for key, one in parties.opportunities.items()}
        self.held = self._held()
        for seat in sorted(self.wanted.seats, key=lambda seat: seat.opening):  # best first within an opening, as they came
            told, member = self.told[seat.pair], parties.members.get(seat.member)
            if told.refusal is not None or member is None or seat.opening not in openings:
                self.refused.append((seat, told.refusal or NOT_FOUND))
            elif member.closed_at is not None or not isinstance(member.record, Member):
                self.refused.append((seat, MEMBER_GONE))
            elif not openings[seat.opening]:
                self.refused.append((seat, NOT_OPEN))
            else:
                yield seat, Workflows(self.connection, self.asker, told.machine).live(*seat.pair)

    def _held(self) -> dict[str, set[Pair]]:
        """For members of tracks in which one place excludes another, the seats they have."""
        tracks = {told.track for told in self.told.values()} & ONE_AT_A_TIME
        found: dict[str, set[Pair]] = {}
        for track in sorted(tracks):
            for member, opening in seated(self.connection, track.value, sorted({seat.member for seat in self.wanted.seats})):
                found.setdefault(member, set()).add((member, opening))
        return found

    def _take(self, seat: Seat, flow: Flow | None) -> None:
        told = self.told[seat.pair]
        if flow is not None and flow.seat:
            self.already.append(self._answer(told, flow, new=False))
            return
        if told.track in ONE_AT_A_TIME and len(self.held.get(seat.member, ())) >= self.wanted.takes:
            self.refused.append((seat, ELSEWHERE))
            return
        if not take_seats(self.connection, seat.opening, self.most[seat.opening]):
            self.refused.append((seat, NO_SEAT.filled(most=self.most[seat.opening])))
            return
        try:
            kept_flow = self._begun(told) if flow is None else self._joined(told, flow)
        except Conflict as error:
            give_back_seat(self.connection, seat.opening)
            self.refused.append((seat, error.message))
            return
        if told.track in ONE_AT_A_TIME:
            self.held.setdefault(seat.member, set()).add(seat.pair)
        self.taken.append(self._answer(told, kept_flow, new=flow is None))

    def _begun(self, told: Told) -> Flow:
        """A new referral that has a seat."""
        seat, first = told.seat, told.machine.next_from(BEGINNING)[0].to
        move = check_move(told.machine, BEGINNING, first, self.asker.role, None, self.wanted.note)
        beginning = Beginning(
            self.keepers[seat.member], self.holders[seat.opening], seat.member, seat.opening, told.track.value, told.scorecard,
            told.explanation, 1, self.wanted.run,
        )  # fmt: skip
        step = Step(self.asker.organisation, "", BEGINNING, move.to, None, self.wanted.note, self.wanted.day.isoformat(), "")
        return Workflows(self.connection, self.asker, told.machine).begin(beginning, step)

    def _joined(self, told: Told, flow: Flow) -> Flow:
        """What was live of the pair already has the seat now."""
        Workflows(self.connection, self.asker, told.machine).seated(flow, self.wanted.run)
        return flow

    def _answer(self, told: Told, flow: Flow, new: bool) -> AcceptedAnswer:
        seat = told.seat
        return AcceptedAnswer(seat.member, seat.opening, told.machine.code, flow.id, new, told.score / 100, seat.score / 100)

    def _fault(self, seat: Seat, why: Text) -> Fault:
        at = next(i for i, one in enumerate(self.wanted.seats) if one.pair == seat.pair)
        return Fault(f"$.seats[{at}]", f"{seat.member} {seat.opening}", why)
