"""Job leads: openings that a member or a station brings, hidden until somebody verified them."""

from collections.abc import Mapping
from datetime import date

from sqlalchemy import Connection

from api.use_cases import records
from api.use_cases.bodies import only, text_in
from api.use_cases.checks import INVALID
from api.use_cases.opportunities import find_opportunity
from api.use_cases.permissions import require_own
from api.use_cases.workflow import find_member, read_asked
from data.errors import Fault, InvalidInput
from data.records import Opening
from data.store.repositories import Records
from data.store.scope import Asker
from data.store.workflows import Beginning, Flow, Step, Workflows
from data.text import Text
from data.vocabulary import RecordKind
from data.workflows.machine import BEGINNING, Machine, check_move

ONE_OF_TWO = Text(
    zh="opportunity（本单位的岗位 o_…）或 opening（新岗位），二选一", en="either opportunity (an own opening, o_…) or opening (a new one)"
)


def submit_lead(
    connection: Connection, asker: Asker, machine: Machine, body: Mapping[str, object], today: date
) -> tuple[Flow, tuple[Fault, ...]]:
    """Bring an opening, and hide it until it is verified; what in a new one could not be read comes with it."""
    only(body, "opening", "opportunity", "member", "note", "on")
    asked = read_asked(body, today)
    move = check_move(machine, BEGINNING, machine.next_from(BEGINNING)[0].to, asker.role, None, asked.note)
    brought_by = find_member(connection, asker, text_in(body, "member", 40)) if body.get("member") is not None else None
    if brought_by:
        require_own(asker, brought_by.organisation)
    opening, faults = _opening(connection, asker, body, today)
    if move.held is not None:
        Records(connection, asker, RecordKind.OPENING).hold(opening.id, move.held)
    keeper, member = (brought_by.organisation, brought_by.id) if brought_by else (None, None)
    beginning = Beginning(keeper, opening.organisation, member, opening.id)
    step = Step(asker.organisation, "", BEGINNING, move.to, None, asked.note, asked.day.isoformat(), "")
    return Workflows(connection, asker, machine).begin(beginning, step), faults


def _opening(
    connection: Connection, asker: Asker, body: Mapping[str, object], today: date
) -> tuple[Opening, tuple[Fault, ...]]:
    if ("opening" in body) == ("opportunity" in body):
        raise InvalidInput(INVALID, (Fault("$.opening", "", ONE_OF_TWO),))
    if "opportunity" not in body:
        kept = records.create(connection, asker, RecordKind.OPENING, body["opening"], today)
        assert isinstance(kept.stored.record, Opening)
        return kept.stored.record, kept.faults
    found = find_opportunity(connection, asker, text_in(body, "opportunity", 80))
    if not isinstance(found, Opening):
        raise InvalidInput(INVALID, (Fault("$.opportunity", found.id, ONE_OF_TWO),))
    require_own(asker, found.organisation)
    return found, ()
