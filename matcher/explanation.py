"""One pair's score told criterion by criterion, read from the very tables that made it."""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from functools import cached_property
from typing import Any, NamedTuple

from data.text import Language, Text
from data.vocabulary import Track
from matcher.compile import Query, Term
from matcher.criterion import MET, PARTIAL, UNKNOWN, UNMET, Change, Criterion, Evidence, Requirement, Telling
from matcher.scorecard import GROUPS, Entry, Scorecard

STATUS_LABELS = {
    MET: Text(zh="符合", en="met"),
    PARTIAL: Text(zh="部分符合", en="partial"),
    UNMET: Text(zh="不符合", en="unmet"),
    UNKNOWN: Text(zh="未知", en="unknown"),
}
STATUS_MARKS = {MET: "✓", PARTIAL: "◐", UNMET: "✗", UNKNOWN: "?"}
NOT_STATED = Text(zh="本人未说明或没认出，不加不减", en="not stated by the member, or not recognised; neutral")
Stated = tuple[frozenset[str], frozenset[str]]
"""The columns that the member's and the opportunity's record fill."""

NEAR_FULL, NEAR_NOTHING = 0.95, 0.05


class Pair:
    """The two records of an explanation: their words are linked and told when somebody asks for words."""

    def __init__(self, link: Callable[[], tuple[Any, Any]]) -> None:
        self._link = link
        self._tellings: dict[tuple[type, str], Telling] = {}

    @cached_property
    def profiles(self) -> tuple[Any, Any]:
        """(member, opportunity) with their words linked."""
        return self._link()

    def told(self, rule: Criterion | Requirement) -> Telling:
        """What a criterion or a requirement says of the two."""
        key = (type(rule), rule.key)
        if key not in self._tellings:
            self._tellings[key] = rule.tell(*self.profiles)
        return self._tellings[key]


class CriterionPoints(NamedTuple):
    """One criterion at one pair; points in hundredths."""

    criterion: Criterion
    entry: Entry
    points: int
    neutral: Text | None
    pair: Pair

    @property
    def telling(self) -> Telling:
        """What was asked, held, missing and unknown, in words."""
        return self.pair.told(self.criterion)

    @property
    def status(self) -> str:
        """met, partial, unmet, or unknown where either side said nothing."""
        if self.neutral is not None or (self.points == self.entry.baseline and self.telling.unknown):
            return UNKNOWN
        share = self.points / self.entry.maximum
        return MET if share >= NEAR_FULL else UNMET if share <= NEAR_NOTHING else PARTIAL

    @property
    def reason(self) -> tuple[Text, dict[str, object]]:
        """The sentence and its values."""
        if self.neutral is not None:
            return self.neutral, {}
        return self.criterion.reason, self.telling.values


@dataclass(frozen=True, slots=True)
class RequirementState:
    """One hard condition at one pair."""

    key: str
    status: str
    reason: Text
    values: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Improvement:
    """Something the member could do, with the score that the engine then gives."""

    change: Change
    score: int
    eligible: bool
    service: str | None = None
    """A service that leads there, where one is open."""


@dataclass(frozen=True, slots=True)
class Question:
    """The member's unanswered field that could raise this score most, and by how much at best."""

    field: str
    about: Text
    gain: int


@dataclass(frozen=True)
class Explanation:
    """Why a pair scores as it does; the total is exactly the sum of the criteria's points.

    `points` holds what each rule gave, `stated` the columns that either record fills.
    """

    track: Track
    member: str
    opportunity: str
    scorecard: Scorecard
    encoder: str
    criteria: tuple[CriterionPoints, ...]
    rules: tuple[Requirement, ...]
    points: Mapping[str, int]
    stated: Stated
    pair: Pair
    would_change: tuple[Improvement, ...] = ()
    next_question: Question | None = None

    @property
    def score(self) -> int:
        """Hundredths of a point."""
        return sum(row.points for row in self.criteria)

    @property
    def band(self) -> str:
        """The scorecard's word for the score."""
        return self.scorecard.band(self.score)

    @property
    def eligible(self) -> bool:
        """False only where a hard condition is unmet."""
        return all(self.points.get(f"requirement:{rule.key}", 0) >= 0 for rule in self.rules)

    @cached_property
    def requirements(self) -> tuple[RequirementState, ...]:
        """The hard conditions that somebody stated, each with its state."""
        return requirement_rows(self.rules, self.points, self.stated, self.pair)

    def subtotals(self) -> dict[str, int]:
        """Points of can / wants / home, in hundredths."""
        return {group: sum(r.points for r in self.criteria if r.entry.group == group) for group in GROUPS}

    def as_json(self, language: Language = "zh") -> dict[str, object]:
        """The explanation as the API and the command line give it; points with two decimals."""
        return {
            "track": self.track.value,
            "member": self.member,
            "opportunity": self.opportunity,
            "score": self.score / 100,
            "band": self.band,
            "eligible": self.eligible,
            "scorecard": self.scorecard.name,
            "encoder": self.encoder,
            "subtotals": {group: points / 100 for group, points in self.subtotals().items()},
            "criteria": [_criterion_json(row, language) for row in self.criteria],
            "requirements": [
                {"key": row.key, "status": row.status, "reason": say(row.reason, row.values, language)}
                for row in self.requirements
            ],
            "would_change": [
                {
                    "change": say(item.change.action, item.change.values, language),
                    "score": item.score / 100,
                    "eligible": item.eligible,
                    "service": item.service,
                }
                for item in self.would_change
            ],
            "next_question": None
            if self.next_question is None
            else {
                "field": self.next_question.field,
                "about": self.next_question.about.say(language),
                "gain": self.next_question.gain / 100,
            },
            "advice_only": True,
        }


def say(text: Text, values: Mapping[str, object], language: Language) -> str:
    """A sentence with its values."""
    return text.say(language, **values)


def _criterion_json(row: CriterionPoints, language: Language) -> dict[str, object]:
    text, values = row.reason
    telling = row.telling
    return {
        "key": row.criterion.key,
        "label": row.criterion.label.say(language),
        "group": row.entry.group,
        "status": row.status,
        "max": row.entry.maximum / 100,
        "baseline": row.entry.baseline / 100,
        "points": row.points / 100,
        "asked": [item.say(language) for item in telling.asked],
        "held": [item.say(language) for item in telling.held],
        "missing": [item.say(language) for item in telling.missing],
        "unknown": [item.say(language) for item in telling.unknown],
        "evidence": [_evidence_json(item) for item in telling.evidence],
        "reason": say(text, values, language),
    }


def _evidence_json(item: Evidence) -> dict[str, object]:
    return {**asdict(item), "span": list(item.span)}


def points_by_key(query: Query, entries: list[tuple[Term, int]]) -> dict[str, int]:
    """What each criterion and requirement adds at one row, from the entries read there."""
    points = dict(query.constants)
    for term, value in entries:
        points[term.source] = points.get(term.source, 0) + value
    return points


def criterion_rows(
    scorecard: Scorecard, criteria: Mapping[str, Criterion], points: Mapping[str, int], stated: Stated, pair: Pair
) -> tuple[CriterionPoints, ...]:
    """Every criterion of the scorecard with its points, and what it will say when asked."""
    found = []
    for entry in scorecard.entries:
        criterion = criteria[entry.key]
        neutral = None
        if criterion.opportunity not in stated[1]:
            neutral = criterion.unasked
        elif criterion.member not in stated[0]:
            neutral = NOT_STATED
        found.append(CriterionPoints(criterion, entry, points[f"criterion:{entry.key}"], neutral, pair))
    return tuple(found)


def requirement_rows(
    requirements: tuple[Requirement, ...], points: Mapping[str, int], stated: Stated, pair: Pair
) -> tuple[RequirementState, ...]:
    """The hard conditions that somebody stated, each with its state."""
    found: list[RequirementState] = []
    for requirement in requirements:
        telling = pair.told(requirement)
        if not telling.asked:
            continue
        if telling.parts:
            found += [RequirementState(key, status, requirement.reason[status], values) for key, status, values in telling.parts]
            continue
        both = requirement.member in stated[0] and requirement.opportunity in stated[1]
        status = UNMET if points.get(f"requirement:{requirement.key}", 0) < 0 else MET if both else UNKNOWN
        found.append(RequirementState(requirement.key, status, requirement.reason[status], telling.values))
    return tuple(found)


def next_question(rows: tuple[CriterionPoints, ...]) -> Question | None:
    """The field whose answer could add most here; None when nothing is left open by the member."""
    open_rows = [row for row in rows if row.neutral is NOT_STATED]
    if not open_rows:
        return None
    best = max(open_rows, key=lambda row: row.entry.maximum - row.points)
    return Question(best.criterion.field, best.criterion.label, best.entry.maximum - best.points)
