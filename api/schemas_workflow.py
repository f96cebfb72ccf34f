"""What the API answers and takes where something moves through states, and of consents; every one an allow-list."""

from typing import Any

from msgspec import Struct, field

from api.body_schemas import DAY, MEMBER, NOTE, ON, body, one_of, text
from api.schemas import FaultAnswer
from data.vocabulary import ConsentPurpose, Track


class ReasonAnswer(Struct):
    """A coded reason and what it says."""

    code: str
    label: str


class MoveAnswer(Struct):
    """A move that the asker may make now; `not_before` is the first day for it, `reason` and `note` none, optional or required."""

    to: str
    label: str
    state_label: str
    reason: str
    note: str
    reasons: list[ReasonAnswer]
    not_before: str | None


class StepAnswer(Struct):
    """A move that was made: `party` is the side on whose behalf; a reason or a note not for the asker is null."""

    source: str = field(name="from")
    to: str
    label: str
    organisation: str
    party: str
    reason: ReasonAnswer | None
    note: str | None
    day: str
    at: str


class PersonAnswer(Struct):
    """A member as the asker may see them: without what names them, save for what they agreed to have shown."""

    masked: bool
    record: dict[str, Any]


class SeatsAnswer(Struct):
    """How many places there are (null: as many as come) and how many are taken."""

    most: int | None
    taken: int


class FlowAnswer(Struct):
    """Something that moves through states, as it stands: `seat` while it has one of the places, `run` what it was accepted from."""

    id: str
    machine: str
    state: str
    state_label: str
    live: bool
    organisation: str
    keeper: str | None
    holder: str | None
    member: str | None
    opportunity: str | None
    track: str | None
    reason: ReasonAnswer | None
    seat: bool
    run: str | None
    version: int
    created_at: str
    updated_at: str


class FlowDetail(FlowAnswer, kw_only=True):
    """The same with every step, the moves that the asker may make, who it is about and what the engine said at the time."""

    steps: list[StepAnswer]
    allowed: list[MoveAnswer]
    people: dict[str, PersonAnswer]
    seats: SeatsAnswer | None
    scorecard: str
    explanation: dict[str, Any] | None
    faults: list[FaultAnswer] = []


class FlowPage(Struct):
    """One page; `next` goes into `?after=` for the following one and is null on the last."""

    items: list[FlowAnswer]
    next: str | None


class ConsentAnswer(Struct):
    """What a member agreed to; `live` when it holds now."""

    id: str
    member: str
    purpose: str
    recipients: list[str]
    fields: list[str]
    until: str | None
    notice_version: str
    given_at: str
    given_how: str
    withdrawn_at: str | None
    live: bool


class ConsentsAnswer(Struct):
    """A member's consents, oldest first."""

    items: list[ConsentAnswer]


ANSWERS = (FlowDetail, FlowPage, ConsentAnswer, ConsentsAnswer)

_OPPORTUNITY = text(80, "o_…、s_…、p_….需求 p_….need、m_…")
_TRACK = one_of(*(track.value for track in Track))
_NAMES = {"type": "array", "items": {"type": "string"}, "minItems": 1}
_PAIR = body(("member", "opportunity"), member=MEMBER, opportunity=_OPPORTUNITY, track=_TRACK, note=NOTE, on=ON)
BODIES: dict[str, Any] = {
    "ReferralBody": _PAIR,
    "ClaimBody": _PAIR,
    "PairingBody": _PAIR,
    "LeadBody": {
        "description": "opening（新岗位）或 opportunity（本单位的岗位）二选一。 Either a new opening or an own one.",
        **body(
            (), opening={"$ref": "#/components/schemas/OpeningBody"}, opportunity=_OPPORTUNITY, member=MEMBER, note=NOTE, on=ON
        ),
    },
    "TransitionBody": body(
        ("to",), to=text(32), reason=text(64, "原因代码 a coded reason"), note=NOTE, on=ON,
        by={**one_of("member", "other"), "description": "代表哪一方 on whose behalf"},
    ),
    "ConsentBody": body(
        ("member", "purpose", "recipients", "notice_version", "given_how"),
        member=MEMBER, purpose=one_of(*(purpose.value for purpose in ConsentPurpose)), recipients=_NAMES,
        fields=_NAMES, until=DAY, notice_version=text(64), given_how=text(200),
    ),
}  # fmt: skip
