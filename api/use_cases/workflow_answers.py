"""What an asker is told of something that moves through states: reasons, notes and people only where they may be seen."""

from datetime import date, timedelta
from typing import Any

from sqlalchemy import Connection

from api.errors import fault_answer
from api.schemas_workflow import (
    FlowAnswer,
    FlowDetail,
    MoveAnswer,
    PersonAnswer,
    ReasonAnswer,
    SeatsAnswer,
    StepAnswer,
)
from api.use_cases import masking
from api.use_cases.disclosure import people_seen
from api.use_cases.kept_explanation import explanation_in, quoted_in
from api.use_cases.parties import may_make, sides_of
from data.errors import Fault
from data.store.scope import Asker
from data.store.seats import seats_of
from data.store.workflows import Flow, Step, Workflows
from data.text import Language
from data.vocabulary import Role
from data.workflows.machine import Machine, Move, allowed_to, reason_of


def flow_answer(asker: Asker, machine: Machine, flow: Flow, language: Language) -> FlowAnswer:
    """The row alone, as a list shows it."""
    return FlowAnswer(**_plain(asker, machine, flow, language))


def flow_detail(
    connection: Connection, asker: Asker, machine: Machine, flow: Flow, language: Language, faults: tuple[Fault, ...] = ()
) -> FlowDetail:
    """The row with its steps, what may follow, who it is about and why it was put forward."""
    made = Workflows(connection, asker, machine).steps(flow)
    sides = sides_of(asker, flow)
    named = [identifier for identifier in (flow.member, flow.opportunity) if identifier and identifier.startswith("m_")]
    people = people_seen(connection, asker, named)
    told = explanation_in(flow.explanation, language)
    if told is not None:
        for identifier in named:
            person = people.get(identifier)
            if told is not None and (person is None or person.masked):
                hidden = masking.unquoted(told, quoted_in(flow.explanation))
                told = masking.masked_explanation(hidden, person.member) if person else None
    taken = seats_of(connection, flow.opportunity or "")
    return FlowDetail(
        **_plain(asker, machine, flow, language),
        steps=[_step(asker, machine, flow, step, language) for step in made],
        allowed=[
            _move(machine, move, made, language)
            for move in allowed_to(machine, flow.state, asker.role)
            if may_make(machine, move, sides, made)
        ],
        people={identifier: PersonAnswer(person.masked, person.fields) for identifier, person in people.items()},
        seats=SeatsAnswer(taken.most, taken.taken) if taken else None,
        scorecard=flow.scorecard,
        explanation=told,
        faults=[fault_answer(fault, language) for fault in faults],
    )


def _plain(asker: Asker, machine: Machine, flow: Flow, language: Language) -> dict[str, Any]:
    same = (
        "id", "machine", "state", "organisation", "keeper", "holder", "member", "opportunity", "track", "run", "version",
        "created_at", "updated_at",
    )  # fmt: skip
    return {
        **{name: getattr(flow, name) for name in same},
        "state_label": machine.label_of(flow.state).say(language),
        "live": machine.states[flow.state].live,
        "seat": flow.seat == 1,
        "reason": _reason(asker, machine, flow.state, flow.reason, language),
    }


def _reason(asker: Asker, machine: Machine, to: str, code: str | None, language: Language) -> ReasonAnswer | None:
    known = reason_of(machine, to, code)
    if known is None or (asker.role is not Role.ADMINISTRATOR and asker.role.value not in known.visible):
        return None
    return ReasonAnswer(known.code, known.label.say(language))


def _step(asker: Asker, machine: Machine, flow: Flow, step: Step, language: Language) -> StepAnswer:
    """A note is for whoever wrote it and for the member's own station."""
    reads = asker.role is Role.ADMINISTRATOR or asker.organisation in (step.organisation, flow.keeper)
    return StepAnswer(
        source=step.source,
        to=step.to,
        label=machine.label_of(step.to).say(language),
        organisation=step.organisation,
        party=step.party,
        reason=_reason(asker, machine, step.to, step.reason, language),
        note=step.note if reads else None,
        day=step.day,
        at=step.at,
    )


def _move(machine: Machine, move: Move, made: list[Step], language: Language) -> MoveAnswer:
    since = [date.fromisoformat(step.day) for step in made if step.to == move.since]
    return MoveAnswer(
        to=move.to,
        label=move.label.say(language),
        state_label=machine.label_of(move.to).say(language),
        reason=move.reason,
        note=move.note,
        reasons=[ReasonAnswer(reason.code, reason.label.say(language)) for reason in move.reasons],
        not_before=(since[-1] + timedelta(days=move.days)).isoformat() if since else None,
    )
