"""One case, two stations: opened by the home station on the member's word, signed, handed over, handed back or closed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Connection

from api.use_cases.bodies import day_in, only, optional_text, text_in
from api.use_cases.checks import INVALID
from api.use_cases.disclosure import DISCLOSABLE
from api.use_cases.permissions import require_own
from api.use_cases.reports import member_id, without_notes
from api.use_cases.workflow import find_member, transition
from data.errors import Conflict, Fault, InvalidInput
from data.records import Consent
from data.store.cases import Terms, end_consents, flows_within, keep_terms, terms_of
from data.store.clock import utc_now
from data.store.consents import save_consent
from data.store.organisations import find_organisation
from data.store.reports import Report, find_reports
from data.store.repositories import Records
from data.store.scope import Asker
from data.store.storable import check_storable
from data.store.workflows import Beginning, Flow, Step, Workflows, new_id
from data.text import Text
from data.vocabulary import ConsentPurpose, RecordKind, Role
from data.workflows.machine import BEGINNING, check_move, machine

CASE = machine("case")
WITHIN = ("referral", "claim", "pairing")
MOST_WITHIN = 50
LONGEST = 3 * 366
FIELDS = Text(zh=f"本人同意公开的栏目，至少一项：{'、'.join(DISCLOSABLE)}", en=f"the fields agreed to, at least one of {', '.join(DISCLOSABLE)}")
ANOTHER_STATION = Text(zh="另一个驿站的单位 id", en="the id of another station")
NOT_OPEN = Text(zh="这位成员的记录已关闭", en="this member's record is closed")


@dataclass(frozen=True, slots=True)
class Case:
    """A case as one of its stations sees it."""

    flow: Flow
    terms: Terms
    flows: list[Flow]
    reports: list[Report]


def open_case(connection: Connection, asker: Asker, body: Mapping[str, object], today: date) -> Flow:
    """Open a case with what the member agreed to; both consents are recorded with it or nothing is."""
    only(body, "member", "partner", "agreed_fields", "until", "given_how", "notice_version", "note")
    fields = _fields(body)
    until = day_in(body, "until", today, today + timedelta(days=LONGEST))
    how, notice = text_in(body, "given_how", 200), optional_text(body, "notice_version", 64) or "1"
    note = optional_text(body, "note", 500) or ""
    check_storable({"given_how": how, "notice_version": notice, "note": note})
    member = find_member(connection, asker, member_id(text_in(body, "member", 40)))
    require_own(asker, member.organisation)
    if not Records(connection, asker, RecordKind.MEMBER).is_open(member.id):
        raise Conflict(NOT_OPEN)
    partner = _partner(connection, text_in(body, "partner", 64), member.organisation)
    move = check_move(CASE, BEGINNING, CASE.next_from(BEGINNING)[0].to, asker.role)
    step = Step(asker.organisation, "", BEGINNING, move.to, None, note, today.isoformat(), "")
    beginning = Beginning(keeper=member.organisation, holder=partner, member=member.id, opportunity=None)
    flow = Workflows(connection, asker, CASE).begin(beginning, step)
    given = [
        Consent(new_id("a"), member.id, purpose, (partner,), fields, notice, utc_now(), how, f"{until.isoformat()}T23:59:59Z")
        for purpose in (ConsentPurpose.DISCLOSURE, ConsentPurpose.MATCHING)
    ]
    for consent in given:
        save_consent(connection, consent)
    keep_terms(connection, flow.id, fields, given[0].id, given[1].id)
    return flow


def move_case(connection: Connection, asker: Asker, identifier: str, body: Mapping[str, object], today: date) -> Flow:
    """Take a case one step on; when it is over, what was agreed for it runs out."""
    flow = transition(connection, asker, CASE, identifier, body, today)
    if not CASE.states[flow.state].live:
        end_consents(connection, flow)
    return flow


def read_case(connection: Connection, asker: Asker, flow: Flow) -> Case:
    """A case with what either station did within it, for as long as the asker may see the member."""
    terms = terms_of(connection, flow)
    home = asker.role is Role.ADMINISTRATOR or asker.organisation == flow.keeper
    if flow.member is None or not (home or (terms.live and CASE.states[flow.state].live)):
        return Case(flow, terms, [], [])
    heard = [
        report for report in find_reports(connection, asker, flow.member, None, MOST_WITHIN)
        if report.organisation in (flow.keeper, flow.holder) and report.created_at >= flow.created_at
    ]  # fmt: skip
    flows = flows_within(connection, flow, WITHIN, MOST_WITHIN)
    return Case(flow, terms, flows, without_notes(connection, asker, flow.member, heard))


def _fields(body: Mapping[str, object]) -> tuple[str, ...]:
    value = body.get("agreed_fields")
    if not isinstance(value, list) or not value or not all(item in DISCLOSABLE for item in value if isinstance(item, str)):
        raise InvalidInput(INVALID, (Fault("$.agreed_fields", str(value)[:80], FIELDS),))
    if not all(isinstance(item, str) for item in value):
        raise InvalidInput(INVALID, (Fault("$.agreed_fields", str(value)[:80], FIELDS),))
    return tuple(name for name in DISCLOSABLE if name in value)


def _partner(connection: Connection, identifier: str, home: str) -> str:
    found = find_organisation(connection, identifier)
    if found is None or found.role is not Role.STATION or found.id == home:
        raise InvalidInput(INVALID, (Fault("$.partner", identifier[:64], ANOTHER_STATION),))
    return found.id
