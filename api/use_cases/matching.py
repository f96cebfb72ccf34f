"""Ranking and explaining in every track for whoever asks."""

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection

from api.index import Index, Indexes
from api.use_cases.checks import INVALID
from api.use_cases.courses import with_courses
from api.use_cases.filtering import Narrowing, read_narrowing
from api.use_cases.offices import Office, offices_of
from api.use_cases.opportunities import find_opportunities, track_of
from api.use_cases.payloads import shown
from api.use_cases.permissions import owns
from data.errors import Fault, InvalidInput
from data.records import Member, Opportunity
from data.store.repositories import Records
from data.store.scope import Asker
from data.text import Text
from data.vocabulary import RecordKind, Track
from matcher.engine import Matcher
from matcher.explanation import Explanation
from matcher.filtered import rank_filtered
from matcher.questions import RankingQuestion, next_question

MOST = 200
TRACKS = Text(zh="匹配类型：{known}", en="one of the tracks {known}")
BETWEEN = Text(zh=f"1 到 {MOST} 的整数", en=f"a whole number from 1 to {MOST}")


@dataclass(frozen=True, slots=True)
class Match:
    """One place of a ranking with its record and its explanation."""

    rank: int
    record: Member | Opportunity
    explanation: Explanation
    own: bool
    office: Office


@dataclass(frozen=True, slots=True)
class Matches:
    """The best of the other side for one record, and the question whose answer would change them most."""

    asked: Member | Opportunity
    track: Track
    considered: int
    places: tuple[Match, ...]
    question: RankingQuestion | None = None


def read_track(value: object) -> Track:
    """A track by its name; InvalidInput lists those there are."""
    if isinstance(value, str) and value in {track.value for track in Track}:
        return Track(value)
    known = ", ".join(track.value for track in Track)
    accepted = TRACKS.filled(known=known)
    raise InvalidInput(INVALID, (Fault("track", shown(value), accepted),))


def read_k(value: object) -> int:
    """How many are asked for."""
    if isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= MOST:
        return value
    raise InvalidInput(INVALID, (Fault("k", shown(value), BETWEEN),))


def matches_for(
    connection: Connection,
    indexes: Indexes,
    asker: Asker,
    record: Member | Opportunity,
    k: int,
    track: Track = Track.WORK,
    deep: bool = False,
    filters: object = None,
) -> Matches:
    """The best k of the other side for any record, stored or not, that pass the `filters`; never the record itself."""
    index = indexes.of(track)
    with index.current(connection) as matcher:
        narrowing = read_narrowing(filters, matcher, record)
        shown = shown_to(index, matcher, asker, record, narrowing)
        ranking = rank_filtered(matcher, record, k, narrowing.wanted, shown.rows, shown.labels, narrowing.lowest)
        side = matcher.searched_by(record)[1]
        stored = _records(connection, asker, side, [place.id for place in ranking.places])
        offices = offices_of(connection, stored.values())
        found = []
        for rank, place in enumerate(ranking.places, 1):
            if place.id in stored:
                other = stored[place.id]
                explained = matcher.explain_place(ranking.asked, place.row, other, deep and rank == 1)
                told = with_courses(connection, asker, explained)
                found.append(Match(rank, other, told, owns(asker, other.organisation), offices[place.id]))
        question = None
        if deep and isinstance(record, Member) and shown.rows is not None:
            question = next_question(matcher, record, shown.rows, k)
    return Matches(record, track, shown.considered, tuple(found), question)


@dataclass(frozen=True, slots=True)
class Shown:
    """What of the searched pool may be proposed: by `rows` uint8[n], by `labels` uint8[L], or both; how many `considered`."""

    rows: NDArray[np.uint8] | None
    labels: NDArray[np.uint8] | None
    considered: int


def shown_to(index: Index, matcher: Matcher, asker: Asker, record: Member | Opportunity, narrowing: Narrowing) -> Shown:
    """What may be proposed to the asker for a record: what it may see and what passes the filters, never the record itself."""
    pool, side = matcher.searched_by(record)
    itself = pool.row(record.id)
    if not narrowing and itself is None and side == "member":
        return Shown(None, index.open_labels(asker), index.considered(pool, asker))
    mask = index.allowed(pool, asker)
    if itself is not None:
        mask[itself] = 0
    mask = narrowing.within(mask)
    return Shown(mask, None, int(np.count_nonzero(mask)))


def _records(connection: Connection, asker: Asker, side: str, identifiers: list[str]) -> dict[str, Member | Opportunity]:
    if side == "opportunity":
        return dict(find_opportunities(connection, asker, identifiers))
    several = Records(connection, asker, RecordKind.MEMBER).several(identifiers)
    return {identifier: stored.record for identifier, stored in several.items()}  # type: ignore[misc]


@cache
def matcher_of(track: Track) -> Matcher:
    """A matcher without records, for pairs that are given."""
    return Matcher(track)


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one opportunity stands for a member: its rank, or why it has none."""

    explanation: Explanation
    rank: int | None
    last_score: int | None


def why_not(
    connection: Connection, indexes: Indexes, asker: Asker, member: Member, opportunity: Opportunity, k: int, track: object = None
) -> Standing:
    """Why an opportunity was not among the best k: an unmet condition, or how many points behind."""
    chosen = track_of(opportunity, track)
    found = matches_for(connection, indexes, asker, member, k, chosen)
    explanation = with_courses(connection, asker, matcher_of(chosen).explain(member, opportunity))
    rank = next((place.rank for place in found.places if place.record.id == opportunity.id), None)
    return Standing(explanation, rank, found.places[-1].explanation.score if found.places else None)
