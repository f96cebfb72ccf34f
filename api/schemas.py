"""What the API answers, as types: every one an allow-list, written out by msgspec."""

from dataclasses import fields
from typing import Any, Literal

from msgspec import Struct

from data.codec import RECORD_TYPES
from data.vocabulary import RecordKind


class FaultAnswer(Struct):
    """One thing that could not be read: where, what was found, what would be accepted, and all of it as a sentence."""

    where: str
    found: str
    accepted: str
    message: str
    row: int | None = None
    sheet: str | None = None


class Problem(Struct):
    """An error (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str
    faults: list[FaultAnswer] = []


class RecordAnswer(Struct):
    """A record as it stands; `masked` when it is another organisation's member, without name, phone and remarks.

    `held` is a job lead that nobody verified yet: hidden from others, and nobody is matched with it.
    """

    id: str
    version: int
    created_at: str
    updated_at: str
    closed_at: str | None
    masked: bool
    record: dict[str, Any]
    held: bool = False
    faults: list[FaultAnswer] = []


class PageAnswer(Struct):
    """One page; `next` goes into `?after=` for the following one and is null on the last."""

    items: list[RecordAnswer]
    next: str | None


class OfficeAnswer(Struct):
    """Whom to call: the organisation that keeps the record, with the person and the number that its sheet names."""

    name: str
    person: str | None
    telephone: str | None


class MatchAnswer(Struct):
    """One place of a ranking."""

    rank: int
    score: float
    masked: bool
    record: dict[str, Any]
    explanation: dict[str, Any]
    office: OfficeAnswer


class QuestionAnswer(Struct):
    """The open field whose answer would move the ranking most: `moved` from 0 (not at all) to 1 (all of it)."""

    field: str
    about: str
    moved: float


class MatchesAnswer(Struct):
    """The best of the other side: `considered` records were looked at. The engine advises, people decide."""

    track: str
    considered: int
    matches: list[MatchAnswer]
    next_question: QuestionAnswer | None = None
    advice_only: Literal[True] = True


class ScoreAnswer(Struct):
    """A pair given ad hoc: its explanation, and what in the two records could not be read."""

    explanation: dict[str, Any]
    faults: list[FaultAnswer]


class Suggestion(Struct):
    """One entry of a reference table; `matched` is the name or alias that the letters typed stand in."""

    code: str
    name: str
    name_en: str
    matched: str


class SuggestionsAnswer(Struct):
    """Entries of a reference table, the likeliest first."""

    items: list[Suggestion]


class StateAnswer(Struct):
    """Whether the service is there."""

    status: str


HIDDEN: dict[str, str] = {"id": "stands beside the record"}
"""Fields of a record that no answer shows, each with its reason."""

SHOWN: dict[RecordKind, tuple[str, ...]] = {
    RecordKind.MEMBER: (
        "organisation", "number", "name", "phone", "hometown", "current", "intents", "skills", "credentials",
        "credentials_listed", "history", "years", "education", "work", "invest", "serve", "matters", "pairing",
        "return_wish", "current_pay", "remarks", "cells", "extra",
    ),
    RecordKind.OPENING: (
        "organisation", "number", "employer", "title", "headcount", "places", "pay", "skills", "credentials", "years",
        "years_must", "education", "education_must", "conditions", "housing", "meals", "start", "valid_until",
        "duties", "remarks", "cells", "extra",
    ),
    RecordKind.NEED: (
        "organisation", "number", "name", "place", "industry", "assets", "holdings", "needs", "cells", "extra",
    ),
    RecordKind.SERVICE: (
        "organisation", "number", "name", "kind", "place", "audience", "headcount", "skills", "hours", "claim",
        "description", "valid_until", "cells", "extra",
    ),
}  # fmt: skip
"""The fields that an answer shows to the record's own organisation."""

MASKED_WORK = (
    "organisation", "hometown", "current", "skills", "credentials", "credentials_listed", "history", "years",
    "education", "work",
)  # fmt: skip
MASKED = (*MASKED_WORK, "intents", "invest", "serve", "matters", "pairing", "return_wish")
"""The fields of another organisation's member: to an employer what work asks, to the others the intents as well.

What somebody earns now is for their own station alone: it would weaken them when pay is talked over.
"""

SUMMARY: dict[RecordKind, tuple[str, ...]] = {
    RecordKind.MEMBER: (
        "organisation", "number", "name", "hometown", "current", "intents", "skills", "credentials", "years", "education",
    ),
    RecordKind.OPENING: (
        "organisation", "number", "employer", "title", "headcount", "places", "pay", "conditions", "housing", "meals",
        "start", "valid_until",
    ),
    RecordKind.NEED: ("organisation", "number", "name", "place", "industry", "assets"),
    RecordKind.SERVICE: (
        "organisation", "number", "name", "kind", "place", "audience", "headcount", "hours", "claim", "description",
        "valid_until",
    ),
}  # fmt: skip
"""The fields that a place of a ranking shows."""


def unlisted() -> set[str]:
    """Fields of records that nobody has decided to show or hide; a test keeps this empty."""
    return {
        f"{kind}.{item.name}"
        for kind, record in RECORD_TYPES.items()
        for item in fields(record)
        if item.name not in SHOWN[kind] and item.name not in HIDDEN
    }
