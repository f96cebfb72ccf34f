"""The face of the engine: keep two pools, rank in both directions, explain any pair."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from data.records import Member, Opportunity
from data.vocabulary import Track
from features.encoder import Encoder, encoder_for
from features.pool import Pool, Row
from matcher.compile import Query, Side, compile_query
from matcher.criteria import criteria_for
from matcher.criterion import MET, Change, Criterion, Requirement
from matcher.explanation import (
    Explanation,
    Improvement,
    Pair,
    criterion_rows,
    next_question,
    points_by_key,
)
from matcher.ranking import Program, Ranked, lay_out, read_entries, read_points, top
from matcher.requirements import requirements_for
from matcher.scorecard import Scorecard, load_scorecard

T = TypeVar("T")
MOST_CHANGES = 3
WORTH_SAYING = 50
"""A change that adds less than half a point is not worth a sentence."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A compiled question: who asks, against which side, with which tables."""

    identifier: str
    profile: Any
    row: Row
    stated: frozenset[str]
    searched: Side
    query: Query
    program: Program
    entries: Mapping[int, Sequence[int]] = field(default_factory=dict)
    """Every term's entry at the rows that were ranked."""


@dataclass(frozen=True, slots=True)
class Ranking:
    """The best records for one asker, with what is needed to explain each."""

    asked: Asked
    places: Sequence[Ranked]


class Matcher:
    """Members and opportunities of one track under one scorecard.

    Scores are integers in hundredths of a point. The pools hold columns alone; whoever asks for an
    explanation brings the two records.
    """

    def __init__(self, track: Track = Track.WORK, scorecard: Scorecard | None = None) -> None:
        self.track = track
        self.scorecard = scorecard or load_scorecard(track)
        used = {entry.key for entry in self.scorecard.entries}
        self.criteria = tuple(criterion for criterion in criteria_for(track) if criterion.key in used)
        self.requirements = requirements_for(track)
        rules: tuple[Criterion | Requirement, ...] = (*self.criteria, *self.requirements)
        self.encoder: Encoder = encoder_for(track).only({r.member for r in rules}, {r.opportunity for r in rules})
        self.members: Pool = self.encoder.pool("member")
        self.opportunities: Pool = self.encoder.pool("opportunity")
        self._by_key = {criterion.key: criterion for criterion in self.criteria}

    def put(self, record: Member | Opportunity) -> None:
        """Add a record to its side, or replace the version that is there."""
        self._side(record).put(record.id, self.encoder.row(self.encoder.profile(record)))

    def remove(self, identifier: str) -> bool:
        """Take a record out of both sides; False when neither held it."""
        return self.members.remove(identifier) | self.opportunities.remove(identifier)

    def rank(self, record: Member | Opportunity, k: int = 10, allowed: NDArray[np.uint8] | None = None) -> Ranking:
        """The best k of the other side for a record, exactly, those with an unmet hard condition left out.

        `allowed` is uint8[n] over the rows of the searched pool: what the asker may see.
        """
        asked = self.ask(record)
        pool = self._searched(asked)
        places = top(asked.program, pool, k, allowed)
        rows = [place.row for place in places]
        entries = dict(zip(rows, read_entries(asked.program, pool, rows).tolist(), strict=True))
        return Ranking(replace(asked, entries=entries), places)

    def searched_by(self, record: Member | Opportunity) -> tuple[Pool, Side]:
        """The pool in which a record's matches are looked for, and which side it holds."""
        return (self.opportunities, "opportunity") if isinstance(record, Member) else (self.members, "member")

    def ask(self, record: Member | Opportunity, pool: Pool | None = None, answers: Row | None = None) -> Asked:
        """Compile a record's question against the other side, as if the `answers` stood in its columns."""
        profile = self.encoder.profile(record)
        row = {**self.encoder.row(profile), **(answers or {})}
        searched = self.searched_by(record)[1]
        columns = self.encoder.opportunity_columns if searched == "member" else self.encoder.member_columns
        held = pool if pool is not None else self.searched_by(record)[0]
        query = compile_query(row, dict(columns), held, searched, self.scorecard, self.criteria, self.requirements)
        stated = frozenset(key for key, values in row.items() if values)
        return Asked(record.id, profile, row, stated, searched, query, lay_out(query))

    def explain_place(self, asked: Asked, row: int, other: Member | Opportunity, deep: bool = False) -> Explanation:
        """Explain one row of a ranking; `other` is the record that stands there."""
        return self._explain(asked, self._searched(asked), row, other, deep)

    def explain(self, member: Member, opportunity: Opportunity, deep: bool = True) -> Explanation:
        """Explain any pair, stored or not."""
        asked, pool = self._pair(member, opportunity)
        return self._explain(asked, pool, 0, member, deep)

    def score(self, member: Member, opportunity: Opportunity) -> tuple[int, bool]:
        """A pair's hundredths of a point, and whether no hard condition is unmet."""
        asked, pool = self._pair(member, opportunity)
        points = points_by_key(asked.query, read_points(asked.program, pool, 0))
        total = sum(value for key, value in points.items() if key.startswith("criterion:"))
        return total, all(value >= 0 for value in points.values())

    def _pair(self, member: Member, opportunity: Opportunity) -> tuple[Asked, Pool]:
        pool = self.encoder.pool("member")
        pool.put(member.id, self.encoder.row(self.encoder.profile(member)))
        return self.ask(opportunity, pool), pool

    def _explain(self, asked: Asked, pool: Pool, row: int, other: Member | Opportunity, deep: bool) -> Explanation:
        read = asked.entries.get(row)
        terms = asked.program.terms
        found = read_points(asked.program, pool, row) if read is None else list(zip(terms, read, strict=True))
        points = points_by_key(asked.query, found)
        theirs = pool.stated(row)
        turned = asked.searched == "opportunity"
        pair = Pair(lambda: _turned((self.encoder.profile(other), asked.profile), turned))
        stated = _turned((theirs, asked.stated), turned)
        member, opportunity = _turned((other.id, asked.identifier), turned)
        criteria = criterion_rows(self.scorecard, self._by_key, points, stated, pair)
        plain = Explanation(
            track=self.track,
            member=member,
            opportunity=opportunity,
            scorecard=self.scorecard,
            encoder=self.encoder.name,
            criteria=criteria,
            rules=self.requirements,
            points=points,
            stated=stated,
            pair=pair,
            next_question=next_question(criteria),
        )
        return replace(plain, would_change=self._improvements(plain, *pair.profiles)) if deep else plain

    def _improvements(self, now: Explanation, member: Any, opportunity: Any) -> tuple[Improvement, ...]:
        found: list[Improvement] = []
        for row in now.criteria:
            if row.criterion.changes is not None and row.status != MET:
                found += self._rescored(row.criterion.changes(member, opportunity), opportunity.record)
        better = [item for item in found if item.eligible > now.eligible or item.score >= now.score + WORTH_SAYING]
        better.sort(key=lambda item: (-item.eligible, -item.score, item.change.action.zh))
        return tuple(better[:MOST_CHANGES])

    def _rescored(self, changes: Iterable[Change], opportunity: Opportunity) -> list[Improvement]:
        return [Improvement(change, *self.score(change.member, opportunity)) for change in changes]

    def _searched(self, asked: Asked) -> Pool:
        return self.members if asked.searched == "member" else self.opportunities

    def _side(self, record: Member | Opportunity) -> Pool:
        return self.members if isinstance(record, Member) else self.opportunities


def _turned(both: tuple[T, T], turned: bool) -> tuple[T, T]:
    """The two the other way round where a member asked, so that the member always comes first."""
    return (both[1], both[0]) if turned else both
