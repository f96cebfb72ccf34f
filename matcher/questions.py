"""Which one question would help a member most: measured by how far the answers that others gave would move the ranking."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from data.records import Member
from data.text import Text
from features.pool import Pool, Row, Value
from features.sampled import sampled, stating
from matcher.criterion import Criterion
from matcher.engine import Matcher
from matcher.ranking import Ranked, top

ANSWERS = 12
"""So many of the answers that other members gave are tried for each question."""


@dataclass(frozen=True, slots=True)
class RankingQuestion:
    """A field that the member left open: `moved` is how far its answers move the best k on average, 0 to 1."""

    field: str
    about: Text
    moved: float


def next_question(matcher: Matcher, member: Member, allowed: NDArray[np.uint8], k: int) -> RankingQuestion | None:
    """The open field whose answer would change the best k most; None where no answer would change them.

    Each question is tried with answers that other members gave: the member is ranked as if the answer were the
    member's own. The distance of two rankings is one less their average overlap (Fagin, Kumar and Sivakumar 2003).
    """
    pool, others = matcher.opportunities, sampled(matcher.members)
    own = matcher.members.row(member.id)
    others = others if own is None else others[others != own]
    asked = matcher.ask(member)
    now = _ids(top(asked.program, pool, k, allowed))

    def moves(answer: Row) -> float:
        answered = matcher.ask_row(member.id, {**asked.row, **answer}, "opportunity")
        return distance(now, _ids(top(answered.program, pool, k, allowed)))

    found: list[RankingQuestion] = []
    for criterion in _open(matcher, asked.stated):
        answers = given_by_others(matcher.members, criterion.member, others)
        if answers:
            moved = sum(times * moves({criterion.member: answer}) for answer, times in answers.items())
            found.append(RankingQuestion(criterion.field, criterion.label, moved / sum(answers.values())))
    best = max(found, key=lambda question: question.moved, default=None)
    return best if best is not None and best.moved > 0 else None


def _open(matcher: Matcher, stated: frozenset[str]) -> list[Criterion]:
    """The criteria of which the member has said nothing, one a field: the weightiest."""
    by_field: dict[str, Criterion] = {}
    answered = {criterion.field for criterion in matcher.criteria if criterion.member in stated}
    for entry in sorted(matcher.scorecard.entries, key=lambda entry: entry.maximum):
        criterion = next(criterion for criterion in matcher.criteria if criterion.key == entry.key)
        if criterion.member not in stated and criterion.field not in answered:
            by_field[criterion.field] = criterion
    return list(by_field.values())


def given_by_others(members: Pool, column: str, others: NDArray[np.int64]) -> Counter[tuple[Value, ...]]:
    """Up to ANSWERS answers that others gave in a column, spread over those in `others` who gave one; each with how often."""
    rows = stating(members, column, others)
    chosen = rows[np.unique(np.linspace(0, len(rows) - 1, min(ANSWERS, len(rows))).astype(int))] if len(rows) else rows
    return Counter(members.values(column, row) for row in chosen.tolist())


def distance(one: Sequence[str], other: Sequence[str]) -> float:
    """1 less the average overlap of two rankings: 0 where they are the same, 1 where they share nothing."""
    depth = max(len(one), len(other))
    if not depth:
        return 0.0
    overlaps = (len(set(one[:d]) & set(other[:d])) / d for d in range(1, depth + 1))
    return 1.0 - sum(overlaps) / depth


def _ids(places: Sequence[Ranked]) -> list[str]:
    return [place.id for place in places]
