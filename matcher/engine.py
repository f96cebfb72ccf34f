"""The face of the engine: keep two pools, rank in both directions, explain any pair."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from data.records import Member, Opportunity
from data.vocabulary import Track
from features.encoder import Encoder, encoder_for
from features.pool import Pool, Row
from matcher.compile import Compiler, Query, Side
from matcher.criteria import criteria_for
from matcher.criterion import MET, Change, Criterion, Reducer, Requirement
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
SORTED_BY = 2
"""By so many columns neighbours of a pool are alike."""

WORTH_SAYING = 50
"""A change that adds less than half a point is not worth a sentence."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A compiled question: who asks, against which pool of which side, with which tables."""

    identifier: str
    link: Callable[[], Any]
    row: Row
    searched: Side
    pool: Pool
    query: Query
    program: Program
    entries: Mapping[int, Sequence[int]] = field(default_factory=dict)
    """Every term's entry at the rows that were ranked."""

    @property
    def stated(self) -> frozenset[str]:
        """The keys of the columns in which the asker says something."""
        return frozenset(key for key, values in self.row.items() if values)

    @property
    def profile(self) -> Any:
        """The asker's record with its words linked."""
        return self.link()


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
        self.members: Pool = self.pool("member")
        self.opportunities: Pool = self.pool("opportunity")
        self._by_key = {criterion.key: criterion for criterion in self.criteria}
        self._compilers: dict[Side, Compiler] = {}

    def pool(self, side: Side) -> Pool:
        """An empty pool for one side, to be sorted by the columns whose best value carries most points."""
        pool = self.encoder.pool(side)
        by_key = {criterion.key: criterion for criterion in self.criteria}
        weighty = [by_key[entry.key] for entry in sorted(self.scorecard.entries, key=lambda entry: -entry.maximum)]
        telling = [rule.member if side == "member" else rule.opportunity for rule in weighty if rule.reducer is Reducer.BEST]
        pool.sorted_by = tuple(dict.fromkeys(telling))[:SORTED_BY]
        return pool

    def put(self, record: Member | Opportunity) -> None:
        """Add a record to its side, or replace the version that is there."""
        self._side(record).put(record.id, self.encoder.row(self.encoder.profile(record)))

    def remove(self, identifier: str) -> bool:
        """Take a record out of both sides; False when neither held it."""
        return self.members.remove(identifier) | self.opportunities.remove(identifier)

    def rank(
        self,
        record: Member | Opportunity,
        k: int = 10,
        mask: NDArray[np.uint8] | None = None,
        open_labels: NDArray[np.uint8] | None = None,
    ) -> Ranking:
        """The best k of the other side for a record, exactly, those with an unmet hard condition left out.

        `mask` is uint8[n] over the rows of the searched pool, `open_labels` uint8[L] over its labels: what the asker may see.
        """
        return self._ranked(self.ask(record), k, mask, open_labels)

    def rank_stored(
        self,
        identifier: str,
        side: Side,
        k: int = 10,
        mask: NDArray[np.uint8] | None = None,
        open_labels: NDArray[np.uint8] | None = None,
    ) -> Ranking:
        """The same for a record that stands in its pool, `side` being its own: none of its words is linked again.

        KeyError where it does not stand there. Explaining a place needs the asker's record: see `knowing`.
        """
        own = self.members if side == "member" else self.opportunities
        row = own.row(identifier)
        if row is None:
            raise KeyError(identifier)
        searched: Side = "opportunity" if side == "member" else "member"
        return self._ranked(self.ask_row(identifier, own.row_values(row), searched), k, mask, open_labels)

    def _ranked(
        self, asked: Asked, k: int, mask: NDArray[np.uint8] | None, open_labels: NDArray[np.uint8] | None
    ) -> Ranking:
        places = top(asked.program, asked.pool, k, mask, open_labels=open_labels)
        rows = [place.row for place in places]
        entries = dict(zip(rows, read_entries(asked.program, asked.pool, rows).tolist(), strict=True))
        return Ranking(replace(asked, entries=entries), places)

    def searched_by(self, record: Member | Opportunity) -> tuple[Pool, Side]:
        """The pool in which a record's matches are looked for, and which side it holds."""
        return (self.opportunities, "opportunity") if isinstance(record, Member) else (self.members, "member")

    def ask(self, record: Member | Opportunity, pool: Pool | None = None, answers: Row | None = None) -> Asked:
        """Compile a record's question against the other side, as if the `answers` stood in its columns."""
        profile = self.encoder.profile(record)
        row = {**self.encoder.row(profile), **(answers or {})}
        return self.ask_row(record.id, row, self.searched_by(record)[1], pool, lambda: profile)

    def ask_row(
        self, identifier: str, row: Row, searched: Side, pool: Pool | None = None, link: Callable[[], Any] | None = None
    ) -> Asked:
        """Compile a question from column values alone; `link` gives the asker's profile when words are wanted."""
        held = pool if pool is not None else self.members if searched == "member" else self.opportunities
        query = self._compiler(held, searched).query(row)
        return Asked(identifier, link or _nothing_linked, row, searched, held, query, lay_out(query))

    def knowing(self, ranking: Ranking, record: Member | Opportunity) -> Ranking:
        """A ranking of `rank_stored` with the asker's record, so that its places can be explained in words."""
        return replace(ranking, asked=replace(ranking.asked, link=lambda: self.encoder.profile(record)))

    def _compiler(self, pool: Pool, searched: Side) -> Compiler:
        known = self._compilers.get(searched)
        if known is None or known.pool is not pool:
            columns = self.encoder.opportunity_columns if searched == "member" else self.encoder.member_columns
            known = Compiler(columns, pool, searched, self.scorecard, self.criteria, self.requirements)
            if pool is self.members or pool is self.opportunities:
                self._compilers[searched] = known
        return known

    def explain_place(self, asked: Asked, row: int, other: Member | Opportunity, deep: bool = False) -> Explanation:
        """Explain one row of a ranking; `other` is the record that stands there."""
        return self._explain(asked, asked.pool, row, other, deep)

    def explain(self, member: Member, opportunity: Opportunity, deep: bool = True) -> Explanation:
        """Explain any pair, stored or not."""
        asked, pool = self._pair(member, opportunity)
        return self._explain(asked, pool, 0, member, deep)

    def score(self, member: Member, opportunity: Opportunity) -> tuple[int, bool]:
        """A pair's hundredths of a point, and whether no hard condition is unmet."""
        asked, pool = self._pair(member, opportunity)
        return _totalled(points_by_key(asked.query, read_points(asked.program, pool, 0)))

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
        open_rows = [row for row in now.criteria if row.criterion.changes is not None and row.status != MET]
        changes = [change for row in open_rows for change in row.criterion.changes(member, opportunity)]  # type: ignore[misc]
        found = self._rescored(now, member, changes, opportunity) if changes else []
        better = [item for item in found if item.eligible > now.eligible or item.score >= now.score + WORTH_SAYING]
        better.sort(key=lambda item: (-item.eligible, -item.score, item.change.action.zh))
        return tuple(better[:MOST_CHANGES])

    def _rescored(self, now: Explanation, member: Any, changes: Sequence[Change], opportunity: Any) -> list[Improvement]:
        """Only the rules that read a column which some change alters are looked up again."""
        before, pool = self.encoder.row(member), self.encoder.pool("member")
        altered: set[str] = set()
        for at, change in enumerate(changes):
            row = self.encoder.row(self.encoder.profile(change.member))
            altered.update(key for key, values in row.items() if values != before[key])
            pool.put(str(at), row)
        query = self._altered(altered, pool).query(self.encoder.row(opportunity))
        program = lay_out(query)
        again = {f"criterion:{rule.key}" for rule in self.criteria if rule.member in altered}
        again |= {f"requirement:{rule.key}" for rule in self.requirements if rule.member in altered}
        kept = {source: points for source, points in now.points.items() if source not in again}
        found = []
        for change, entries in zip(changes, read_entries(program, pool, range(len(changes))).tolist(), strict=True):
            points = kept | points_by_key(query, list(zip(program.terms, entries, strict=True)))
            found.append(Improvement(change, *_totalled(points)))
        return found

    def _altered(self, columns: Collection[str], pool: Pool) -> Compiler:
        """A compiler of those rules alone that read some of the member's columns."""
        entries = tuple(entry for entry in self.scorecard.entries if self._by_key[entry.key].member in columns)
        requirements = [rule for rule in self.requirements if rule.member in columns]
        scorecard = replace(self.scorecard, entries=entries)
        return Compiler(self.encoder.opportunity_columns, pool, "member", scorecard, self.criteria, requirements)

    def _side(self, record: Member | Opportunity) -> Pool:
        return self.members if isinstance(record, Member) else self.opportunities


def _totalled(points: Mapping[str, int]) -> tuple[int, bool]:
    """The criteria's points together, and whether no hard condition is unmet."""
    total = sum(value for key, value in points.items() if key.startswith("criterion:"))
    return total, all(value >= 0 for value in points.values())


def _nothing_linked() -> Any:
    raise LookupError("the asker was ranked by its columns alone; give its record to have places explained")


def _turned(both: tuple[T, T], turned: bool) -> tuple[T, T]:
    """The two the other way round where a member asked, so that the member always comes first."""
    return (both[1], both[0]) if turned else both
