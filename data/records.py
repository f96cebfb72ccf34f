"""What is known about members, opportunities, organisations and what passes between them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

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

Side: TypeAlias = Literal["village", "investors", "operator", "farmers", "other"]
"""Who a party to a yield is: the village, those who put in money, who runs it, the households, or somebody else."""

ReturnWish: TypeAlias = Literal["home", "later", "away"]
"""Whether a member would come home: now or at the next chance, some day, or not."""

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
class Share:
    """What one party gets of a yield: `percent` in hundredths of a percent (51 % is 5100), so that parts add up exactly."""

    party: str
    percent: int
    side: Side = "other"
    text: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as somebody wrote it, in or for each `unit`, with the words that it was read from; `high` ends a range."""

    value: float
    high: float | None = None
    unit: str = ""
    phrase: Phrase = Phrase("")


@dataclass(frozen=True, slots=True)
class Yields:
    """What a project would bring in a year: every figure only where it was stated.

    `quantity` is the whole, `per_mu` what one mu gives on `area`; `price` is yuan for one of its unit (that of the
    quantity where none was said); `costs`, `revenue` and `profit` are yuan a year, or yuan for each of their unit.
    """

    quantity: Figure | None = None
    per_mu: Figure | None = None
    area: Figure | None = None
    price: Figure | None = None
    costs: tuple[Figure, ...] = ()
    revenue: Figure | None = None
    profit: Figure | None = None


@dataclass(frozen=True, slots=True)
class Holding:
    """Something that a project has already: `kind` is a code of data/reference/assets.csv."""

    kind: str
    quantity: float | None = None
    unit: str = ""
    phrase: Phrase = Phrase("")


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
    """What a member would put in: money in yuan, trades, and how far they would take part.

    `min_share` is the least percent wanted (51 for control), `max_years` the longest wait for the money; firm where less
    was ruled out, not only wished. `guaranteed` is True where the sum must be safe: nobody may promise that.
    """

    capital_low: float | None = None
    capital_high: float | None = None
    industries: tuple[Phrase, ...] = ()
    involvement: Involvement | None = None
    min_share: float | None = None
    min_share_firm: bool = False
    max_years: float | None = None
    max_years_firm: bool = False
    guaranteed: bool | None = None


@dataclass(frozen=True, slots=True)
class ServeWish:
    """What a member would do for others, and when; `channels` are codes of data/reference/channels.csv, `markets` where they sell.

    `limits` are the clauses of other cells that say when, how or where the member can, and what they would not do.
    """

    skills: tuple[Phrase, ...] = ()
    hours: str = ""
    online: bool | None = None
    seasonal: bool | None = None
    channels: frozenset[str] = frozenset()
    markets: tuple[Place, ...] = ()
    limits: str = ""


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
    return_wish: ReturnWish | None = None
    current_pay: Pay | None = None
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
    """One thing that a project needs; money in yuan, `split` as written and `shares` as read.

    `years` is how long until the money is back, `involvement` how an investor may take part; `online` and `seasonal`
    how the work can be done; `markets` and `channels` (codes of data/reference/channels.csv) where it is to be sold;
    `offer` is the pay for whoever comes, `offer_stake` a share in hundredths of a percent, `offer_bonus` a part of the profit.
    """

    id: str = ""
    kind: NeedKind | None = None
    description: str = ""
    capital: float | None = None
    min_ticket: float | None = None
    split: str = ""
    jobs: int | None = None
    skills: tuple[Phrase, ...] = ()
    valid_until: str | None = None
    promised: float | None = None
    max_ticket: float | None = None
    years: Years | None = None
    involvement: frozenset[Involvement] = frozenset()
    shares: tuple[Share, ...] = ()
    online: bool | None = None
    seasonal: bool | None = None
    markets: tuple[Place, ...] = ()
    channels: frozenset[str] = frozenset()
    offer: Pay | None = None
    offer_stake: int | None = None
    offer_bonus: bool | None = None
    yields: Yields | None = None


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
    holdings: tuple[Holding, ...] = ()
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


@dataclass(frozen=True, slots=True)
class NeedOf:
    """One need together with its project: what a member who would lead, invest or advise is matched with."""

    project: Project
    need: ProjectNeed

    @property
    def id(self) -> str:
        """The project's id and the need's own, such as `p_0123.capital`."""
        own = self.need.id or (self.need.kind.value if self.need.kind else "need")
        return f"{self.project.id}.{own}" if self.project.id else ""

    @property
    def organisation(self) -> str:
        """Whose project it is."""
        return self.project.organisation

    @property
    def number(self) -> str:
        """The number that the project's organisation knows it by."""
        return self.project.number


@dataclass(frozen=True, slots=True)
class PairingPlace:
    """A member who would give or receive one-to-one help, standing as an opportunity for another."""

    member: Member

    @property
    def id(self) -> str:
        """The member's id."""
        return self.member.id

    @property
    def organisation(self) -> str:
        """The station that keeps the member."""
        return self.member.organisation

    @property
    def number(self) -> str:
        """The number that the station knows the member by."""
        return self.member.number


Record: TypeAlias = Member | Opening | Project | Service
Opportunity: TypeAlias = Opening | NeedOf | Service | PairingPlace


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
