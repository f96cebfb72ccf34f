"""What is known about members, opportunities, organisations and what passes between them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from data.vocabulary import (
    ClaimMode,
    ConsentPurpose,
    Education,
    Intent,
    Involvement,
    NeedKind,
    PairingWish,
    ReferralState,
    Role,
    ServiceKind,
)

PERSONAL = {"personal": True}
"""Field metadata: names a natural person or leads to one; masked, encrypted and erasable."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that somebody wrote: they stand at [start, end) of the cell headed `source`.

    `confirmed` is False when they were read out of running text and nobody has looked yet.
    """

    text: str
    source: str = ""
    start: int = 0
    end: int = 0
    confirmed: bool = True


@dataclass(frozen=True, slots=True)
class Place:
    """A division: six-digit `code` and `level` (province, city, county), None where not sure."""

    code: str | None
    level: str | None
    text: str = ""
    start: int = 0
    end: int = 0
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Pay:
    """`low`/`high` in yuan a month, raw in the stated unit; None where unsaid or open.

    `floor` is True when a member set a least (以上, 起), `firm` when anything less was ruled out (不低于); `housing` and `meals` are in kind.
    """

    low: float | None = None
    high: float | None = None
    low_raw: float | None = None
    high_raw: float | None = None
    period: str | None = None
    negotiable: bool | None = None
    housing: bool | None = None
    meals: bool | None = None
    floor: bool = False
    firm: bool = False
    text: str = ""


@dataclass(frozen=True, slots=True)
class Start:
    """When somebody can begin or is wanted: an ISO date, or at once, with the phrase kept."""

    date: str | None = None
    immediate: bool = False
    phrase: str = ""


@dataclass(frozen=True, slots=True)
class Years:
    """Years of experience from `low` to `high` (open above when None)."""

    low: float
    high: float | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class WorkWish:
    """What a job-seeker would take, and what they would not."""

    occupations: tuple[Phrase, ...] = ()
    refused_occupations: tuple[Phrase, ...] = ()
    pay: Pay | None = None
    places: tuple[Place, ...] = ()
    refused_places: tuple[Place, ...] = ()
    anywhere: bool = False
    places_only: bool = False
    wanted: frozenset[str] = frozenset()
    refused: frozenset[str] = frozenset()
    housing: bool | None = None
    meals: bool | None = None
    start: Start | None = None


@dataclass(frozen=True, slots=True)
class InvestWish:
    """What a member would put in: money in yuan, trades, and how far they would take part."""

    capital_low: float | None = None
    capital_high: float | None = None
    industries: tuple[Phrase, ...] = ()
    involvement: Involvement | None = None


@dataclass(frozen=True, slots=True)
class ServeWish:
    """What a member would do for others, and when."""

    skills: tuple[Phrase, ...] = ()
    hours: str = ""


@dataclass(frozen=True, slots=True)
class Member:
    """A person who left the county; one profile, several intents.

    `credentials` is None where nothing was said and () where the member said that there are none;
    `credentials_listed` is False where they were only mentioned in passing, so that there may be more.
    `cells` keeps every cell as it was written, `extra` the columns that no heading knows.
    """

    id: str = ""
    organisation: str = ""
    number: str = ""
    name: str = field(default="", metadata=PERSONAL)
    phone: str = field(default="", metadata=PERSONAL)
    hometown: Place | None = None
    current: Place | None = None
    intents: tuple[Intent, ...] = ()
    skills: tuple[Phrase, ...] = ()
    credentials: tuple[Phrase, ...] | None = None
    credentials_listed: bool = True
    history: tuple[Phrase, ...] = ()
    years: Years | None = None
    education: Education | None = None
    work: WorkWish | None = None
    invest: InvestWish | None = None
    serve: ServeWish | None = None
    matters: tuple[Phrase, ...] = ()
    pairing: PairingWish | None = None
    remarks: str = field(default="", metadata=PERSONAL)
    cells: Mapping[str, str] = field(default_factory=dict, metadata=PERSONAL)
    extra: Mapping[str, str] = field(default_factory=dict, metadata=PERSONAL)


@dataclass(frozen=True, slots=True)
class Ask:
    """One thing that is asked for; any of `options` will do. A preference is not a must."""

    options: tuple[Phrase, ...]
    must: bool = True


@dataclass(frozen=True, slots=True)
class Opening:
    """An employer's job. `headcount` None means that the number was left open."""

    id: str = ""
    organisation: str = ""
    number: str = ""
    employer: str = ""
    title: Phrase = Phrase("")
    headcount: int | None = None
    places: tuple[Place, ...] = ()
    pay: Pay | None = None
    skills: tuple[Phrase, ...] = ()
    credentials: tuple[Ask, ...] = ()
    years: Years | None = None
    years_must: bool = False
    education: Education | None = None
    education_must: bool = False
    conditions: frozenset[str] = frozenset()
    housing: bool | None = None
    meals: bool | None = None
    start: Start | None = None
    valid_until: str | None = None
    duties: str = ""
    remarks: str = ""
    cells: Mapping[str, str] = field(default_factory=dict)
    extra: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ProjectNeed:
    """One thing that a project needs; money in yuan, `split` as written."""

    id: str = ""
    kind: NeedKind | None = None
    description: str = ""
    capital: float | None = None
    min_ticket: float | None = None
    split: str = ""
    jobs: int | None = None
    skills: tuple[Phrase, ...] = ()
    valid_until: str | None = None


@dataclass(frozen=True, slots=True)
class Project:
    """A hometown project and what it needs."""

    id: str = ""
    organisation: str = ""
    number: str = ""
    name: str = ""
    place: Place | None = None
    industry: Phrase = Phrase("")
    assets: str = ""
    needs: tuple[ProjectNeed, ...] = ()
    cells: Mapping[str, str] = field(default_factory=dict)
    extra: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Service:
    """A matter to be done, a team place, a training place, a help or a mentor's place."""

    id: str = ""
    organisation: str = ""
    number: str = ""
    name: str = ""
    kind: ServiceKind = ServiceKind.OTHER
    place: Place | None = None
    audience: str = ""
    headcount: int | None = None
    skills: tuple[Phrase, ...] = ()
    hours: str = ""
    claim: ClaimMode | None = None
    description: str = ""
    valid_until: str | None = None
    cells: Mapping[str, str] = field(default_factory=dict)
    extra: Mapping[str, str] = field(default_factory=dict)


Record: TypeAlias = Member | Opening | Project | Service
Opportunity: TypeAlias = Opening | Project | Service


@dataclass(frozen=True, slots=True)
class Organisation:
    """A station, an employer or a hometown office; users belong to one."""

    id: str
    role: Role
    name: str
    place: str | None = None
    verified: bool = False


@dataclass(frozen=True, slots=True)
class Consent:
    """What a member agreed to: for what, to whom, until when, and on which notice."""

    id: str
    member: str
    purpose: ConsentPurpose
    recipients: tuple[str, ...]
    fields: tuple[str, ...]
    notice_version: str
    given_at: str
    given_how: str
    until: str | None = None
    withdrawn_at: str | None = None


@dataclass(frozen=True, slots=True)
class Referral:
    """Member × opportunity, put forward by a station; keeps what was shown and why."""

    id: str
    organisation: str
    member: str
    opportunity: str
    state: ReferralState
    reason: str | None = None
    scorecard: str = ""
    explanation: Mapping[str, object] = field(default_factory=dict)
