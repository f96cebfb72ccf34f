"""What members reported, and whom they can call."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Response

from api.answers import PRIVATE, Answer, encode, once_answer
from api.dependencies import GroundHere, OnceKey, Policy, Spoken, Today
from api.json_body import json_body
from api.openapi import operation
from api.routes.records import Identifier
from api.schemas_cases import ContactAnswer, ContactsAnswer, ReportAnswer, ReportPage
from api.settings import SETTINGS
from api.use_cases import reports
from api.use_cases.cursors import cursor_of
from api.use_cases.idempotency import once
from data.codec import canonical
from data.store.idempotency import Given
from data.store.reports import Contact, Report
from data.store.scope import Asker
from data.text import Language
from data.vocabulary import Role
from data.worklists.reported import KIND_LABELS, ReportKind

router = APIRouter(tags=["reports"])
STATIONS = Policy(frozenset({Role.STATION, Role.ADMINISTRATOR}))
Station = Annotated[Asker, Depends(STATIONS)]


def report_answer(report: Report, language: Language) -> ReportAnswer:
    """A report as it is told; the notes that are not for the asker were taken out before."""
    return ReportAnswer(
        id=report.id,
        member=report.member,
        organisation=report.organisation,
        kind=report.kind,
        label=KIND_LABELS[ReportKind(report.kind)].say(language),
        on=report.day,
        how=report.how,
        note=report.note or None,
        created_at=report.created_at,
    )


@router.post(
    "/reports",
    **operation(
        "create_report", "记下成员说的情况 note what a member said",
        "只记本人说的事和日子，不记地点；备注只有记的驿站看得到。 Only what and when, never where; the note stays with the station that "
        "wrote it, unless a case shows remarks.",
        gives="ReportAnswer", status=201, takes="ReportBody", problems=(401, 403, 404, 413, 422, 503),
    ),
)  # fmt: skip
def create_report(
    ground: GroundHere, asker: Station, key: OnceKey, language: Spoken, today: Today, body: Annotated[dict[str, Any], Depends(json_body)]
) -> Response:
    def work(connection: Any) -> Given:
        report = reports.note_report(connection, asker, body, today)
        return Given(201, encode(report_answer(report, language)).decode())

    given, replayed = once(ground.database, asker, key, canonical({"POST reports": body}), work)
    return once_answer(given, replayed)


@router.get(
    "/reports",
    **operation(
        "list_reports", "成员报过的情况 what a member reported",
        "按日子从新到旧。 Newest day first; `next` of one page is `after` of the following one.",
        gives="ReportPage", problems=(401, 403, 404, 422, 503),
    ),
)  # fmt: skip
def list_reports(
    ground: GroundHere,
    asker: Station,
    language: Spoken,
    member: Annotated[str, Query(max_length=40, examples=["m_0123456789abcdef0123"])],
    after: Annotated[str, Query(max_length=60)] = "",
    limit: Annotated[int, Query(ge=1, le=SETTINGS.longest_page)] = SETTINGS.page,
) -> Response:
    with ground.database.reading() as connection:
        found = reports.list_reports(connection, asker, member, after, limit + 1)
    page = found[:limit]
    following = cursor_of(page[-1].day, page[-1].id) if len(found) > limit else None
    return Answer(ReportPage([report_answer(report, language) for report in page], following), headers=PRIVATE)


def _contact(contact: Contact) -> ContactAnswer:
    return ContactAnswer(contact.organisation, contact.contact, contact.since, contact.updated_at)


@router.put(
    "/members/{id}/contact",
    **operation(
        "name_contact", "指定联系人 name whom the member can call",
        "本驿站的经办人或办公电话，每个驿站一个，再写则更换。 A clerk or an office phone, one for each station; written again it is replaced.",
        gives="ContactAnswer", takes="ContactBody", problems=(401, 403, 404, 413, 422, 503),
    ),
)  # fmt: skip
def name_contact(
    ground: GroundHere, asker: Station, today: Today, id: Identifier, body: Annotated[dict[str, Any], Depends(json_body)]
) -> Response:
    with ground.database.writing() as connection:
        contact = reports.name_contact(connection, asker, id, body, today)
    return Answer(_contact(contact), headers=PRIVATE)


@router.get(
    "/members/{id}/contact",
    **operation(
        "read_contact", "成员可以找谁 whom the member can call",
        "为他服务的每个驿站各一个。 One for each station that serves the member.",
        gives="ContactsAnswer", problems=(401, 403, 404, 422, 503),
    ),
)  # fmt: skip
def read_contact(ground: GroundHere, asker: Station, id: Identifier) -> Response:
    with ground.database.reading() as connection:
        found = reports.list_contacts(connection, asker, id)
    return Answer(ContactsAnswer([_contact(contact) for contact in found]), headers=PRIVATE)
