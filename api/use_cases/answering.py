"""Rankings as answers: every place told from this query's tables, or taken from its fragment where it would be told the same."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any, cast
from weakref import WeakKeyDictionary

import msgspec
import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection

from api.answers import encode
from api.index import Indexes
from api.schemas import MatchAnswer, MatchesAnswer, OfficeAnswer, QuestionAnswer
from api.use_cases.courses import open_courses
from api.use_cases.filtering import Narrowing, read_narrowing
from api.use_cases.fragments import Fragment, fragments_of
from api.use_cases.masking import veiled
from api.use_cases.matching import Shown, shown_to
from api.use_cases.offices import office_of
from api.use_cases.openness import MEMBER_GONE, NOT_OPEN
from api.use_cases.opportunities import find_opportunity, track_of
from api.use_cases.showing import Sight, record_of
from api.use_cases.sides import Side, ends, members_seen, opportunities_seen, records_of, sight_of_sides
from data.errors import Conflict, NotFound
from data.records import Member, Opportunity
from data.store.bounded import Bounded
from data.store.repositories import NOT_FOUND, utc_now
from data.store.scope import Asker
from data.text import Language
from data.vocabulary import Track
from matcher.engine import Matcher, Ranking
from matcher.explanation import Explanation, points_by_key
from matcher.filtered import rank_filtered
from matcher.questions import RankingQuestion, next_question
from matcher.ranking import Ranked


@dataclass(frozen=True, slots=True)
class Asking:
    """Who asks for the best of the other side of what, in which language."""

    connection: Connection
    indexes: Indexes
    asker: Asker
    language: Language
    k: int
    filters: object = None
    """What the ranking is narrowed to, as it was handed in."""


def answer_member(asking: Asking, identifier: str, track: Track) -> MatchesAnswer:
    """The best opportunities of a track for a stored member."""
    side = members_seen(asking.connection, asking.asker, [identifier]).get(identifier)
    if side is None:
        raise NotFound(NOT_FOUND)
    if not side.sighting.open:
        raise Conflict(MEMBER_GONE)
    member = records_of(asking.connection, [side], opportunities=False)[identifier]
    return _answered(asking, side, member, track)


def answer_opportunity(asking: Asking, identifier: str, track: object = None) -> MatchesAnswer:
    """The best members for a stored opportunity, in its own track unless another is asked for."""
    side = opportunities_seen(asking.connection, asking.asker, [identifier]).get(identifier)
    found = records_of(asking.connection, [side], opportunities=True) if side else {}
    if side is None or identifier not in found:
        return answer_opportunity(asking, _spelled_out(asking, identifier), track)
    opportunity = found[identifier]
    last = ends(opportunity)
    if not side.sighting.open or (last is not None and last < utc_now()[:10]):
        raise Conflict(NOT_OPEN)
    assert not isinstance(opportunity, Member)
    return _answered(asking, side, opportunity, track_of(opportunity, track))


def _spelled_out(asking: Asking, identifier: str) -> str:
    """The whole id of what was named shortly: a project stands for its one need; NotFound where there is nothing."""
    whole = find_opportunity(asking.connection, asking.asker, identifier).id
    if whole == identifier:
        raise NotFound(NOT_FOUND)
    return whole


def _answered(asking: Asking, side: Side, record: Member | Opportunity, track: Track) -> MatchesAnswer:
    index = asking.indexes.of(track)
    with index.current(asking.connection) as matcher:
        narrowing = read_narrowing(asking.filters, matcher, record)
        shown = shown_to(index, matcher, asking.asker, record, narrowing)
        ranking = _ranked(matcher, record, asking.k, shown, narrowing)
        places = Places(asking, matcher, ranking, side, record).told()
        question = None
        if isinstance(record, Member) and shown.rows is not None:
            question = _asked_before(matcher, side, record, shown.rows, asking.k)
    return MatchesAnswer(track.value, shown.considered, places, _question(question, asking.language))


QUESTIONS = 2_000
_QUESTIONS: WeakKeyDictionary[Matcher, Bounded[tuple[object, ...], tuple[RankingQuestion | None]]] = WeakKeyDictionary()
"""By the pools as they stood: a change to any record makes another matcher, and every question is worked out anew."""


def _asked_before(matcher: Matcher, side: Side, member: Member, rows: NDArray[np.uint8], k: int) -> RankingQuestion | None:
    """The next question, worked out once for each member and what may be proposed to it, while the pools stand as they are."""
    known, key = _QUESTIONS.setdefault(matcher, Bounded(QUESTIONS)), (side, k, blake2b(rows.tobytes(), digest_size=16).digest())
    found = known.get(key)
    if found is None:
        found = (next_question(matcher, member, rows, k),)
        known.put(key, found)
    return found[0]


def _question(asked: RankingQuestion | None, language: Language) -> QuestionAnswer | None:
    return None if asked is None else QuestionAnswer(asked.field, asked.about.say(language), round(asked.moved, 4))


def _ranked(matcher: Matcher, record: Member | Opportunity, k: int, shown: Shown, narrowing: Narrowing) -> Ranking:
    """Nothing of a record that stands in its pool is linked anew before words are wanted."""
    if narrowing:
        return rank_filtered(matcher, record, k, narrowing.wanted, shown.rows, shown.labels, narrowing.lowest, stored=True)
    own, side = (matcher.members, "member") if isinstance(record, Member) else (matcher.opportunities, "opportunity")
    if own.row(record.id) is None:
        return matcher.rank(record, k, shown.rows, shown.labels)
    return matcher.knowing(matcher.rank_stored(record.id, side, k, shown.rows, shown.labels), record)  # type: ignore[arg-type]


class Places:
    """The places of one ranking as the asker may see them."""

    def __init__(self, asking: Asking, matcher: Matcher, ranking: Ranking, side: Side, record: Member | Opportunity) -> None:
        self.asking, self.matcher, self.ranking = asking, matcher, ranking
        self.side, self.record = side, record
        connection, asker = asking.connection, asking.asker
        seen = opportunities_seen if isinstance(record, Member) else members_seen
        self.sides = {**seen(connection, asker, [place.id for place in ranking.places]), side.id: side}
        self.fragments = fragments_of(connection)
        self.courses: Mapping[str, str] = open_courses(connection, asker) if ranking.places else {}

    def told(self) -> list[MatchAnswer]:
        """Every place, those that can be taken from fragments first."""
        ranked = [(rank, place) for rank, place in enumerate(self.ranking.places, 1) if place.id in self.sides]
        points = {place.id: self._points(place) for _, place in ranked}
        known = {place.id: self.fragments.find(self._key(rank, place), points[place.id], self.courses) for rank, place in ranked}
        known |= self._put_together([(rank, place) for rank, place in ranked if known[place.id] is None], points)
        return [_at(rank, found) for rank, place in ranked if (found := known[place.id]) is not None]

    def _points(self, place: Ranked) -> dict[str, int]:
        asked = self.ranking.asked
        return points_by_key(asked.query, list(zip(asked.program.terms, asked.entries[place.row], strict=True)))

    def _key(self, rank: int, place: Ranked) -> tuple[object, ...]:
        asking, matcher = self.asking, self.matcher
        rules = (matcher.track, matcher.scorecard.name, matcher.encoder.name, asking.language)
        return (asking.asker, *rules, rank == 1, place.row, self.side, self.sides[place.id])

    def _put_together(self, missing: list[tuple[int, Ranked]], points: Mapping[str, dict[str, int]]) -> dict[str, MatchAnswer]:
        sides = [self.sides[place.id] for _, place in missing]
        records = records_of(self.asking.connection, sides, opportunities=isinstance(self.record, Member))
        sight = sight_of_sides(self.asking.asker, self.sides, [*records.values(), self.record])
        found = {}
        for rank, place in missing:
            record = records.get(place.id)
            if record is not None:
                explained = self.matcher.explain_place(self.ranking.asked, place.row, record, rank == 1)
                fragment = self._fragment(explained, record, sight, points[place.id])
                self.fragments.keep(self._key(rank, place), fragment)
                found[place.id] = fragment.answer
        return found

    def _fragment(
        self, explained: Explanation, record: Member | Opportunity, sight: Sight, points: Mapping[str, int]
    ) -> Fragment:
        codes = [item.change.code for item in explained.would_change if item.change.code]
        told = _explained(explained.with_services(self.courses), (self.record, record), sight, self.asking.language)
        brief = encode(sight.brief(record))
        office = office_of(record, self.sides[record.id].sighting.office or "")
        answer = MatchAnswer(
            0, explained.score / 100, sight.hidden(record), _raw(brief), _raw(told),
            OfficeAnswer(office.name, office.person, office.telephone),
        )  # fmt: skip
        return Fragment(answer, points, {code: self.courses.get(code) for code in codes}, len(brief) + len(told))


def _explained(explained: Explanation, sides: Iterable[Member | Opportunity], sight: Sight, language: Language) -> bytes:
    """An explanation's JSON, without the words of those members whom the asker sees masked."""
    members = ((side, record_of(side)) for side in sides)
    hidden = [record for side, record in members if isinstance(record, Member) and sight.hidden(side)]
    return veiled(explained.told(language, quoted=False), hidden) if hidden else encode(explained.told(language))


def _raw(encoded: bytes) -> dict[str, Any]:
    """JSON that goes into an answer as it is."""
    return cast(dict[str, Any], msgspec.Raw(encoded))


def _at(rank: int, answer: MatchAnswer) -> MatchAnswer:
    return msgspec.structs.replace(answer, rank=rank)
