"""An explanation in one language, as the API and the command line give it: its parts, in the order in which they are read."""

from msgspec import Struct


class EvidenceTold(Struct):
    """What in the record speaks for a criterion; `text` and `span` are None where the words are not shown."""

    text: str | None
    source: str
    span: list[int] | None
    code: str
    similarity: float
    confirmed: bool


class CriterionTold(Struct):
    """One criterion; points with two decimals."""

    key: str
    label: str
    group: str
    status: str
    max: float
    baseline: float
    points: float
    asked: list[str]
    held: list[str]
    missing: list[str]
    unknown: list[str]
    evidence: list[EvidenceTold]
    reason: str


class RequirementTold(Struct):
    """One hard condition."""

    key: str
    status: str
    reason: str


class ChangeTold(Struct):
    """Something the member could do, and the score that it would give."""

    change: str
    score: float
    eligible: bool
    service: str | None


class QuestionTold(Struct):
    """The member's open field that could raise this score most."""

    field: str
    about: str
    gain: float


class ExplanationTold(Struct):
    """Why a pair scores as it does."""

    track: str
    member: str
    opportunity: str
    score: float
    band: str
    eligible: bool
    scorecard: str
    encoder: str
    subtotals: dict[str, float]
    criteria: list[CriterionTold]
    requirements: list[RequirementTold]
    would_change: list[ChangeTold]
    next_question: QuestionTold | None
    advice_only: bool = True
