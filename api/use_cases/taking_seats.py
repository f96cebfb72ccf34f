"""Taking the seats that somebody accepts: referrals that each hold a place, all of them in one transaction.

Whether members, opportunities and places are still there is looked at in the transaction itself, always in the same order:
members, places, rows. So no two transactions wait for each other, and nobody takes what another took meanwhile.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import Connection

from api.schemas_runs import AcceptAnswer, AcceptedAnswer, RefusedAnswer
from api.use_cases.accepted_seats import Seat
from api.use_cases.accepting import Accepting, Explained, Parties, Told
from api.use_cases.openness import MEMBER_GONE, NOT_OPEN, is_open
from api.use_cases.workflow import NO_SEAT, most_seats
from data.errors import Conflict, Fault
from data.store.repositories import NOT_FOUND, Records
from data.store.scope import Asker
from data.store.seats import give_back_seat, seated, take_seats
from data.store.workflows import Beginning, Flow, Step, Workflows
from data.text import Language, Text
from data.tracks import ONE_AT_A_TIME
from data.vocabulary import RecordKind
from data.workflows.machine import BEGINNING, check_move

ELSEWHERE = Text(zh="这位成员已在别处占有席位", en="this member has a seat elsewhere already")
REFUSED = Text(
    zh="{count}个席位不能采用，因此一个也没有采用；加上 partly 可以只采用其余的",
    en="{count} seats cannot be accepted, so none was; add `partly` to accept the others alone",
)


def accept(
    connection: Connection, asker: Asker, wanted: Accepting, told: Explained, today: date, language: Language
) -> AcceptAnswer:
    """Take the seats and put everybody forward; Conflict, and nothing is kept, where one cannot be and not all need be."""
    Records(connection, asker, RecordKind.MEMBER).lock([seat.member for seat in wanted.seats])
    scene = Scene.of(connection, asker, wanted, told, today)
    taking = _Taking(connection, asker, wanted, scene)
    for seat in sorted(wanted.seats, key=lambda seat: seat.opening):  # the best first within an opening, as they came
        why = scene.refusal(told[seat.pair]) or taking.take(told[seat.pair])
        if why is not None:
            taking.refused.append((seat, why))
    if taking.refused and not wanted.partly:
        raise Conflict(REFUSED.filled(count=len(taking.refused)), tuple(_fault(wanted, *one) for one in taking.refused))
    refused = [RefusedAnswer(seat.member, seat.opening, why.say(language)) for seat, why in taking.refused]
    return AcceptAnswer(wanted.run, taking.taken, taking.already, refused)


def _fault(wanted: Accepting, seat: Seat, why: Text) -> Fault:
    at = next(i for i, one in enumerate(wanted.seats) if one.pair == seat.pair)
    return Fault(f"$.seats[{at}]", f"{seat.member} {seat.opening}", why)


@dataclass(frozen=True, slots=True)
class Scene:
    """How things stand when seats are taken: who and what is there, what is open, and the seats that members have."""

    parties: Parties
    open: Mapping[str, bool]
    held: Mapping[str, set[str]]
    """For members of tracks in which one place excludes another, the opportunities of which they have a seat."""

    @classmethod
    def of(cls, connection: Connection, asker: Asker, wanted: Accepting, told: Explained, today: date) -> "Scene":
        parties = Parties.of(connection, asker, wanted.seats)
        members = sorted({seat.member for seat in wanted.seats})
        held: dict[str, set[str]] = {member: set() for member in members}
        for track in sorted({one.track for one in told.values()} & ONE_AT_A_TIME):
            for member, opening in seated(connection, track.value, members):
                held[member].add(opening)
        return cls(parties, {key: is_open(connection, asker, one, today) for key, one in parties.opportunities.items()}, held)

    def refusal(self, told: Told) -> Text | None:
        """Why there can be no seat for a pair, whatever is left; None where there can."""
        member = self.parties.members.get(told.seat.member)
        if told.refusal is not None or member is None or told.seat.opening not in self.open:
            return told.refusal or NOT_FOUND
        if member.closed_at is not None:
            return MEMBER_GONE
        return None if self.open[told.seat.opening] else NOT_OPEN


@dataclass
class _Taking:
    """The seats that are taken one after the other, and those that are not."""

    connection: Connection
    asker: Asker
    wanted: Accepting
    scene: Scene
    taken: list[AcceptedAnswer] = field(default_factory=list)
    already: list[AcceptedAnswer] = field(default_factory=list)
    refused: list[tuple[Seat, Text]] = field(default_factory=list)

    def take(self, told: Told) -> Text | None:
        """Take a seat for what is live of a pair, or for a new referral; why not, where it cannot be."""
        seat, opportunity = told.seat, self.scene.parties.opportunities[told.seat.opening]
        flow = self._workflows(told).live(*seat.pair)
        if flow is not None and flow.seat:
            self.already.append(_answer(told, flow, new=False))
            return None
        exclusive, held = told.track in ONE_AT_A_TIME, self.scene.held[seat.member]
        if exclusive and len(held) >= self.wanted.takes:
            return ELSEWHERE
        most = most_seats(opportunity)
        if not take_seats(self.connection, seat.opening, most):
            return NO_SEAT.filled(most=most)
        try:
            kept = self._begun(told) if flow is None else self._joined(told, flow)
        except Conflict as error:
            give_back_seat(self.connection, seat.opening)
            return error.message
        if exclusive:
            held.add(seat.opening)
        self.taken.append(_answer(told, kept, new=flow is None))
        return None

    def _begun(self, told: Told) -> Flow:
        """A new referral that has a seat."""
        seat, parties = told.seat, self.scene.parties
        move = check_move(told.machine, BEGINNING, told.machine.next_from(BEGINNING)[0].to, self.asker.role, None, self.wanted.note)
        beginning = Beginning(
            parties.members[seat.member].record.organisation, parties.opportunities[seat.opening].organisation, seat.member,
            seat.opening, told.track.value, told.scorecard, told.explanation, 1, self.wanted.run,
        )  # fmt: skip
        step = Step(self.asker.organisation, "", BEGINNING, move.to, None, self.wanted.note, self.wanted.day.isoformat(), "")
        return self._workflows(told).begin(beginning, step)

    def _joined(self, told: Told, flow: Flow) -> Flow:
        """What was live of the pair already has the seat now."""
        self._workflows(told).seated(flow, self.wanted.run)
        return flow

    def _workflows(self, told: Told) -> Workflows:
        return Workflows(self.connection, self.asker, told.machine)


def _answer(told: Told, flow: Flow, new: bool) -> AcceptedAnswer:
    seat = told.seat
    return AcceptedAnswer(seat.member, seat.opening, told.machine.code, flow.id, new, told.score / 100, seat.score / 100)
