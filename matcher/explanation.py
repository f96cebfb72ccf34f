"""One pair's score told criterion by criterion, read from the very tables that made it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from operator import attrgetter
from typing import Any, NamedTuple

import msgspec

from data.text import Language, Text
from data.vocabulary import Track
from matcher.compile import Query, Term
from matcher.criterion import MET, PARTIAL, UNKNOWN, UNMET, Change, Criterion, Evidence, Requirement, Telling
from matcher.scorecard import GROUPS, Entry, Scorecard
from matcher.told import (
    ChangeTold,
    CriterionTold,
    EvidenceTold,
    ExplanationTold,
    QuestionTold,
    RequirementTold,
)

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
        self._tellings: dict[int, Telling] = {}

    @cached_property
    def profiles(self) -> tuple[Any, Any]:
        """(member, opportunity) with their words linked."""
        return self._link()

    def told(self, rule: Criterion | Requirement) -> Telling:
        """What a criterion or a requirement says of the two."""
        known = self._tellings.get(id(rule))
        if known is None:
            known = self._tellings[id(rule)] = rule.tell(*self.profiles)
        return known


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
        entry, points = self.entry, self.points
        if self.neutral is not None or (points == entry.baseline and self.telling.unknown):
            return UNKNOWN
        share = points / entry.maximum
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
        return all(points >= 0 for source, points in self.points.items() if source.startswith("requirement:"))

    @cached_property
    def requirements(self) -> tuple[RequirementState, ...]:
        """The hard conditions that somebody stated, each with its state."""
        return requirement_rows(self.rules, self.points, self.stated, self.pair)

    def subtotals(self) -> dict[str, int]:
        """Points of can / wants / home, in hundredths."""
        sums = dict.fromkeys(GROUPS, 0)
        for row in self.criteria:
            sums[row.entry.group] += row.points
        return sums

    def with_services(self, courses: Mapping[str, str]) -> "Explanation":
        """The same with a service beside every change whose certificate or skill one leads to, by code."""
        if not any(item.change.code for item in self.would_change):
            return self
        changes = tuple(replace(item, service=courses.get(item.change.code or "")) for item in self.would_change)
        return replace(self, would_change=changes)

    def told(self, language: Language = "zh", quoted: bool = True) -> ExplanationTold:
        """Every sentence in one language; the evidence without the words that somebody wrote unless `quoted`."""
        score = self.score
        return ExplanationTold(
            self.track.value,
            self.member,
            self.opportunity,
            score / 100,
            self.scorecard.band(score),
            self.eligible,
            self.scorecard.name,
            self.encoder,
            {group: points / 100 for group, points in self.subtotals().items()},
            [_criterion_told(row, language, quoted) for row in self.criteria],
            [RequirementTold(row.key, row.status, say(row.reason, row.values, language)) for row in self.requirements],
            [_change_told(item, language) for item in self.would_change],
            _question_told(self.next_question, language),
        )

    def as_json(self, language: Language = "zh") -> dict[str, Any]:
        """The explanation as the API and the command line give it; points with two decimals."""
        plain: dict[str, Any] = msgspec.to_builtins(self.told(language))
        return plain


def say(text: Text, values: Mapping[str, object], language: Language) -> str:
    """A sentence with its values."""
    return text.say(language, **values)


_SAID: Mapping[Language, Callable[[Text], str]] = {"zh": attrgetter("zh"), "en": attrgetter("en")}
"""What a sentence without blanks says in each language."""


def _criterion_told(row: CriterionPoints, language: Language, quoted: bool) -> CriterionTold:
    criterion, entry, points, neutral, pair = row
    telling, said = pair.told(criterion), _SAID[language]
    reason = said(neutral) if neutral is not None else criterion.reason.say(language, **telling.values)
    return CriterionTold(
        criterion.key,
        said(criterion.label),
        entry.group,
        row.status,
        entry.maximum / 100,
        entry.baseline / 100,
        points / 100,
        [*map(said, telling.asked)],
        [*map(said, telling.held)],
        [*map(said, telling.missing)],
        [*map(said, telling.unknown)],
        [_evidence_told(item, quoted) for item in telling.evidence],
        reason,
    )


def _evidence_told(item: Evidence, quoted: bool) -> EvidenceTold:
    text, span = (item.text, list(item.span)) if quoted else (None, None)
    return EvidenceTold(text, item.source, span, item.code, item.similarity, item.confirmed)


def _change_told(item: Improvement, language: Language) -> ChangeTold:
    sentence = say(item.change.action, item.change.values, language)
    return ChangeTold(sentence, item.score / 100, item.eligible, item.service)


def _question_told(question: Question | None, language: Language) -> QuestionTold | None:
    if question is None:
        return None
    return QuestionTold(question.field, question.about.say(language), question.gain / 100)


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
