"""What the API answers and takes for reports, worklists, cases and contributions; every one an allow-list."""

from typing import Any

from msgspec import Struct

from api.body_schemas import DAY, MEMBER, NOTE, ON, body, one_of, text
from api.schemas import MatchAnswer
from api.schemas_workflow import FlowAnswer, FlowDetail
from api.use_cases.disclosure import DISCLOSABLE
from data.contributions.kinds import contribution_kinds
from data.worklists.reported import ReportKind, ReportWay


class ReportAnswer(Struct):
    """What a member said and when; `note` is null for whoever may not read it."""

    id: str
    member: str
    organisation: str
    kind: str
    label: str
    on: str
    how: str
    note: str | None
    created_at: str


class ReportPage(Struct):
    """Reports, newest day first; `next` goes into `?after=` for the following page and is null on the last."""

    items: list[ReportAnswer]
    next: str | None


class ContactAnswer(Struct):
    """Whom at a station a member can call, and since when."""

    organisation: str
    contact: str
    since: str
    updated_at: str


class ContactsAnswer(Struct):
    """Whom a member can call, station by station."""

    items: list[ContactAnswer]


class WorklistAnswer(Struct):
    """One worklist: its name and its rules in words, any of which will do."""

    key: str
    name: str
    rules: list[str]


class WorklistsAnswer(Struct):
    """Every worklist there is."""

    items: list[WorklistAnswer]


class EventAnswer(Struct):
    """What put a member on a list: a report, a referral's step, or the registration (without an id)."""

    kind: str
    on: str
    how: str
    id: str


class DueAnswer(Struct):
    """A member who is due, since when and by what; `contact` is whom the asker's station named."""

    member: str
    since: str
    events: list[EventAnswer]
    contact: str | None
    masked: bool
    record: dict[str, Any]


class DuePage(Struct):
    """Members who are due, whoever waits longest first; `total` counts the whole list."""

    key: str
    name: str
    on: str
    total: int
    items: list[DueAnswer]
    next: str | None


class CaseAnswer(FlowDetail, kw_only=True):
    """A case of two stations: `sight` while the member's consent opens it; what either did within it."""

    agreed_fields: list[str]
    consents: list[str]
    until: str | None
    sight: bool
    referrals: list[FlowAnswer]
    reports: list[ReportAnswer]


class ContributionAnswer(FlowAnswer, kw_only=True):
    """One of the five ones, in the member's own words."""

    kind: str
    kind_label: str
    text: str


class ContributionsAnswer(Struct):
    """A member's contributions: `counts` by kind, `open` the kinds of the five that are still to come."""

    member: str
    counts: dict[str, int]
    open: list[str]
    items: list[ContributionAnswer]
    next: str | None


class ContributionDetail(FlowDetail, kw_only=True):
    """The same with its steps and the moves that the asker may make."""

    kind: str
    kind_label: str
    text: str


class TrackMatches(Struct):
    """The needs or services of one track that want a contribution."""

    track: str
    label: str
    considered: int
    matches: list[MatchAnswer]


class ContributionMatches(Struct):
    """Who wants a contribution, track by track, the best first. The engine advises, people decide."""

    contribution: str
    kind: str
    tracks: list[TrackMatches]
    advice_only: bool = True


ANSWERS = (
    ReportAnswer, ReportPage, ContactAnswer, ContactsAnswer, WorklistsAnswer, DuePage, CaseAnswer, ContributionDetail,
    ContributionsAnswer, ContributionMatches,
)  # fmt: skip
TAGS = [
    {"name": "reports", "description": "成员自己报的情况 what members said, and whom they can call"},
    {"name": "worklists", "description": "该联系谁了 whom to call"},
    {"name": "cases", "description": "一人一案、两站共管 one case, two stations"},
    {"name": "contributions", "description": "五个一 what members bring home"},
]

BODIES: dict[str, Any] = {
    "ReportBody": body(
        ("member", "kind", "on", "how"),
        member=MEMBER, kind=one_of(*(kind.value for kind in ReportKind)), on=DAY,
        how=one_of(*(way.value for way in ReportWay)), note=text(1000),
    ),
    "ContactBody": body(("contact",), contact=text(200, "经办人或办公电话 a clerk or an office phone")),
    "CaseBody": body(
        ("member", "partner", "agreed_fields", "until", "given_how"),
        member=MEMBER, partner=text(64, "对方驿站的单位 id the other station's id"),
        agreed_fields={"type": "array", "minItems": 1, "items": one_of(*DISCLOSABLE)},
        until=DAY, given_how=text(200, "本人怎样同意的 how the member agreed"), notice_version=text(64), note=NOTE,
    ),
    "ContributionBody": body(
        ("member", "kind", "text"), member=MEMBER, kind=one_of(*contribution_kinds()), text=text(2000, "本人原话 in the member's words"),
    ),
    "ContributionMoveBody": body(
        ("to",), to=text(32), reason=text(64, "原因代码 a coded reason"), note=NOTE, on=ON,
        opportunity=text(80, "由谁承接：o_…、s_…、p_….需求 what takes it up"),
    ),
}  # fmt: skip
