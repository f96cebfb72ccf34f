"""Putting members and opportunities forward and taking them from state to state; every rule is a row of data/workflows."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from api.settings import SETTINGS
from api.use_cases.bodies import A_DAY, EARLIEST, day_in, only, optional_text, text_in
from api.use_cases.checks import INVALID
from api.use_cases.kept_explanation import kept_explanation
from api.use_cases.openness import NOT_OPEN, check_member_open, check_opportunity_open
from api.use_cases.opportunities import find_opportunity, track_of
from api.use_cases.parties import party_of, sides_of
from data.codec import kind_of
from data.errors import Conflict, Fault, InvalidInput, NotFound
from data.records import Member, NeedOf, Opening, Opportunity, PairingPlace, Record, Service
from data.store.consents import may_see
from data.store.organisations import find_organisation
from data.store.repositories import Records
from data.store.scope import Asker, operator
from data.store.seats import give_back_seat, take_seats
from data.store.workflows import Beginning, Flow, Step, Workflows
from data.text import Text, joined
from data.tracks import tracks_of
from data.vocabulary import TRACK_LABELS, ClaimMode, RecordKind
from data.workflows.machine import BEGINNING, Machine, Move, check_day, check_move

LONGEST_NOTE = 500
NO_SEAT = Text(zh="名额已满：共{most}个", en="no seat is left: there are {most}")
TOO_MANY = Text(zh="这位成员已有{most}项进行中的{machine}，先办完或退回一项", en="this member has {most} live {machine}s already; one must be done or released first")
OTHER_KIND = Text(zh="{machine}针对的是：{tracks}", en="a {machine} is about: {tracks}")
NOT_ONESELF = Text(zh="另一位成员", en="another member")
NO_CONSENT = Text(
    zh="成员还没有同意让{name}看到：先用 POST /consents 记下同意",
    en="the member has not agreed to be shown to {name}: record the consent with POST /consents first",
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a request to move says: why, how it is known, on whose behalf and on which day."""

    day: date
    reason: str | None = None
    note: str = ""
    by: str | None = None


def read_asked(body: Mapping[str, object], today: date) -> Asked:
    """The day, reason, note and side that a body names."""
    return Asked(
        day=today if body.get("on") is None else day_in(body, "on", EARLIEST, today),
        reason=optional_text(body, "reason", 64),
        note=optional_text(body, "note", LONGEST_NOTE) or "",
        by=optional_text(body, "by", 16),
    )


def propose(connection: Connection, asker: Asker, machine: Machine, body: Mapping[str, object], today: date) -> Flow:
    """Put a member and an opportunity forward, with what the engine says of the pair kept beside them."""
    only(body, "member", "opportunity", "track", "note", "on")
    asked = read_asked(body, today)
    named, about = text_in(body, "member", 40), text_in(body, "opportunity", 80)
    member, opportunity = find_member(connection, asker, named), find_opportunity(connection, asker, about)
    _check_about(machine, opportunity, member)
    _check_open(connection, asker, member, opportunity, today)
    own = [track for track in tracks_of(opportunity) if track in machine.tracks]
    track = track_of(opportunity, body.get("track", own[0].value))
    move = check_move(machine, BEGINNING, machine.next_from(BEGINNING)[0].to, asker.role, None, asked.note)
    move, seat = _seated(connection, machine, move, opportunity, asker)
    _count_to_member(connection, machine, move, member.id)
    scorecard, explanation = kept_explanation(connection, asker, member, opportunity, track) if machine.explained else ("", "")
    beginning = Beginning(
        member.organisation, opportunity.organisation, member.id, opportunity.id, track.value, scorecard, explanation, seat
    )
    step = Step(asker.organisation, "", BEGINNING, move.to, None, asked.note, asked.day.isoformat(), "")
    return Workflows(connection, asker, machine).begin(beginning, step)


def transition(
    connection: Connection, asker: Asker, machine: Machine, identifier: str, body: Mapping[str, object], today: date
) -> Flow:
    """Take one step; what it does to seats, to hiding and to a member's count happens with it or not at all."""
    only(body, "to", "reason", "note", "by", "on")
    to, asked = text_in(body, "to", 32), read_asked(body, today)
    workflows = Workflows(connection, asker, machine)
    flow = workflows.get(identifier)
    move = check_move(machine, flow.state, to, asker.role, asked.reason, asked.note)
    made = workflows.steps(flow)
    party = party_of(machine, move, sides_of(asker, flow), asked.by, made)
    _check_days(move, made, asked.day, today)
    _check_still_open(connection, machine, move, flow, today)
    _check_consent(connection, move, flow)
    seat = _effects(connection, asker, machine, move, flow)
    step = Step(asker.organisation, party, flow.state, move.to, asked.reason, asked.note, asked.day.isoformat(), "")
    return workflows.move(flow, step, seat)


def find_member(connection: Connection, asker: Asker, identifier: str) -> Member:
    """A member whom the asker may see."""
    member = Records(connection, asker, RecordKind.MEMBER).get(identifier).record
    assert isinstance(member, Member)
    return member


def record_behind(opportunity: Opportunity) -> Record:
    """The record that is kept for an opportunity."""
    if isinstance(opportunity, NeedOf):
        return opportunity.project
    return opportunity.member if isinstance(opportunity, PairingPlace) else opportunity


def most_seats(opportunity: Opportunity) -> int | None:
    """How many can have it: as many as it says; a matter that says nothing and that one member takes has one seat."""
    if isinstance(opportunity, Opening):
        return opportunity.headcount
    if isinstance(opportunity, Service):
        alone = 1 if opportunity.claim is ClaimMode.ONE_TAKES_SEVERAL else None
        return opportunity.headcount if opportunity.headcount is not None else alone
    return None


def _check_about(machine: Machine, opportunity: Opportunity, member: Member) -> None:
    fits = kind_of(record_behind(opportunity)) in machine.opportunities and set(tracks_of(opportunity)) & machine.tracks
    if not fits:
        tracks = joined(TRACK_LABELS[track] for track in TRACK_LABELS if track in machine.tracks)
        accepted = OTHER_KIND.filled(machine=machine.label, tracks=tracks)
        raise InvalidInput(INVALID, (Fault("$.opportunity", opportunity.id, accepted),))
    if opportunity.id == member.id:
        raise InvalidInput(INVALID, (Fault("$.opportunity", opportunity.id, NOT_ONESELF),))


def _check_open(connection: Connection, asker: Asker, member: Member, opportunity: Opportunity, today: date) -> None:
    check_member_open(connection, asker, member)
    check_opportunity_open(connection, asker, opportunity, today)


def _check_still_open(connection: Connection, machine: Machine, move: Move, flow: Flow, today: date) -> None:
    """A member is sent, and a free seat given, only where both sides are still open; what happened may always be recorded."""
    reserve = {first.if_full for first in machine.next_from(BEGINNING)}
    given = move.seat > 0 and flow.state in reserve
    if not flow.member or not flow.opportunity or not (given or move.consent or move.to == "agreed"):
        return
    try:
        member = find_member(connection, operator(), flow.member)
        opportunity = find_opportunity(connection, operator(), flow.opportunity)
    except NotFound:
        raise Conflict(NOT_OPEN) from None
    _check_open(connection, operator(), member, opportunity, today)


def _seated(connection: Connection, machine: Machine, move: Move, opportunity: Opportunity, asker: Asker) -> tuple[Move, int]:
    """The move and the seat that was taken for it, or the one that it leads to when no seat is left."""
    if move.seat <= 0:
        return move, 0
    if take_seats(connection, opportunity.id, most_seats(opportunity)):
        return move, 1
    if move.if_full:
        return check_move(machine, BEGINNING, move.if_full, asker.role), 0
    raise _full(most_seats(opportunity))


def _full(most: int | None) -> Conflict:
    return Conflict(NO_SEAT.filled(most=most))


def _count_to_member(connection: Connection, machine: Machine, move: Move, member: str) -> None:
    if not machine.member_limit or not machine.states[move.to].live:
        return
    most = SETTINGS.claims_a_member
    if not take_seats(connection, member, most, kind=machine.member_limit):
        raise Conflict(TOO_MANY.filled(most=most, machine=machine.label))


def _effects(connection: Connection, asker: Asker, machine: Machine, move: Move, flow: Flow) -> int:
    """Hiding first, then seats, then the row itself: always in this order, so that no two wait for each other.

    Gives how many seats the row has then.
    """
    if move.held is not None and flow.opportunity:
        Records(connection, asker, RecordKind.OPENING).hold(flow.opportunity, move.held)
    seat = _seat_after(connection, move, flow)
    if machine.member_limit and flow.member and not machine.states[move.to].live:
        give_back_seat(connection, flow.member, machine.member_limit)
    return seat


def _seat_after(connection: Connection, move: Move, flow: Flow) -> int:
    if flow.opportunity is None or not move.seat or move.seat == (1 if flow.seat else -1):
        return flow.seat
    if flow.seat:
        give_back_seat(connection, flow.opportunity)
        return 0
    most = _most_now(connection, flow.opportunity)
    if not take_seats(connection, flow.opportunity, most):
        raise _full(most)
    return 1


def _most_now(connection: Connection, opportunity: str) -> int | None:
    try:
        return most_seats(find_opportunity(connection, operator(), opportunity))
    except NotFound:
        return None


def _check_days(move: Move, made: list[Step], day: date, today: date) -> None:
    last = date.fromisoformat(made[-1].day) if made else EARLIEST
    if day < last:
        raise InvalidInput(INVALID, (Fault("$.on", day.isoformat(), A_DAY.filled(first=last, last=today)),))
    since = [date.fromisoformat(step.day) for step in made if step.to == move.since]
    check_day(move, since[-1] if since else None, day)


def _check_consent(connection: Connection, move: Move, flow: Flow) -> None:
    """What shows a member to another organisation needs the member's consent to that."""
    if move.consent != "holder" or flow.holder is None or flow.holder == flow.keeper or flow.member is None:
        return
    holder = find_organisation(connection, flow.holder)
    if holder is None or not may_see(connection, Asker(holder.id, holder.role), flow.member):
        name = holder.name if holder else flow.holder
        raise Conflict(NO_CONSENT.filled(name=name))
