"""Ranking, explaining and scoring for whoever asks."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import Connection

from api.index import INDEXED, Index
from api.use_cases.checks import INVALID
from api.use_cases.payloads import record_from_payload, shown
from api.use_cases.permissions import owns
from data.errors import Fault, InvalidInput
from data.records import Member, Opening
from data.store.repositories import Records
from data.store.scope import Asker
from data.text import Language, Text
from data.vocabulary import RecordKind, Track
from features.encoder import encoder_for
from matcher.engine import Matcher
from matcher.explanation import Explanation

MOST = 200
TRACKS = Text(zh="匹配类型：{known}", en="one of the tracks {known}")
BETWEEN = Text(zh=f"1 到 {MOST} 的整数", en=f"a whole number from 1 to {MOST}")


@dataclass(frozen=True, slots=True)
class Match:
    """One place of a ranking with its record and its explanation."""

    rank: int
    record: Member | Opening
    explanation: Explanation
    own: bool


@dataclass(frozen=True, slots=True)
class Matches:
    """The best of the other side for one record."""

    asked: Member | Opening
    considered: int
    places: tuple[Match, ...]


def read_track(value: object) -> Track:
    """A track by its name; InvalidInput lists those there are."""
    if isinstance(value, str) and value in {track.value for track in Track}:
        track = Track(value)
        encoder_for(track)
        return track
    known = ", ".join(track.value for track in Track)
    accepted = Text(TRACKS.say("zh", known=known), TRACKS.say("en", known=known))
    raise InvalidInput(INVALID, (Fault("track", shown(value), accepted),))


def read_k(value: object) -> int:
    """How many are asked for."""
    if isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= MOST:
        return value
    raise InvalidInput(INVALID, (Fault("k", shown(value), BETWEEN),))


def find_matches(
    connection: Connection, index: Index, asker: Asker, kind: RecordKind, identifier: str, k: int, deep: bool = False
) -> Matches:
    """The best k of the other side for a stored record, each explained."""
    record = Records(connection, asker, kind).get(identifier).record
    return matches_for(connection, index, asker, record, k, deep)


def matches_for(
    connection: Connection, index: Index, asker: Asker, record: Any, k: int, deep: bool = False
) -> Matches:
    """The best k of the other side for any record, stored or not."""
    other = RecordKind.OPENING if isinstance(record, Member) else RecordKind.MEMBER
    with index.current(connection) as matcher:
        mask = index.allowed(connection, asker, other)
        ranking = matcher.rank(record, k, mask)
        stored = Records(connection, asker, other).several([place.id for place in ranking.places])
        found = [
            Match(
                rank,
                stored[place.id].record,  # type: ignore[arg-type]
                matcher.explain_place(ranking.asked, place.row, stored[place.id].record, deep and rank == 1),  # type: ignore[arg-type]
                owns(asker, stored[place.id].record.organisation),
            )
            for rank, place in enumerate(ranking.places, 1)
            if place.id in stored
        ]
    return Matches(record, int(mask.sum()), tuple(found))


def score_pair(payload: Mapping[str, object], today: date) -> tuple[Explanation, tuple[Fault, ...]]:
    """The explanation of a pair given ad hoc; nothing is stored. Each side is named by its number, where it has one."""
    track = read_track(payload.get("track", "work"))
    member, faults = record_from_payload(RecordKind.MEMBER, payload.get("member"), today)
    opening, more = record_from_payload(RecordKind.OPENING, payload.get("opportunity"), today)
    named = (replace(record, id=record.id or record.number) for record in (member, opening))
    return _matcher(track).explain(*named), faults + more  # type: ignore[arg-type]


def _matcher(track: Track) -> Matcher:
    if track not in _MATCHERS:
        _MATCHERS[track] = Matcher(track)
    return _MATCHERS[track]


_MATCHERS: dict[Track, Matcher] = {}


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one opportunity stands for a member: its rank, or why it has none."""

    explanation: Explanation
    rank: int | None
    last_score: int | None


def why_not(connection: Connection, index: Index, asker: Asker, member: Member, opening: Opening, k: int) -> Standing:
    """Why an opening was not among the best k: an unmet condition, or how many points behind."""
    found = matches_for(connection, index, asker, member, k)
    explanation = index.matcher.explain(member, opening)
    rank = next((place.rank for place in found.places if place.record.id == opening.id), None)
    return Standing(explanation, rank, found.places[-1].explanation.score if found.places else None)


NOT_MET = Text(zh="未推荐：{reason}", en="not proposed: {reason}")
BEHIND = Text(zh="未进入前{k}名：得{score}分，比最后一名差{gap}分", en="not among the best {k}: {score} points, {gap} behind the last")
AMONG = Text(zh="在第{rank}名", en="stands at place {rank}")


def tell_standing(standing: Standing, k: int, language: Language) -> str:
    """The standing as one sentence."""
    from matcher.criterion import UNMET
    from matcher.explanation import say

    unmet = [row for row in standing.explanation.requirements if row.status == UNMET]
    if unmet:
        return NOT_MET.say(language, reason=say(unmet[0].reason, unmet[0].values, language))
    if standing.rank is not None:
        return AMONG.say(language, rank=standing.rank)
    score = standing.explanation.score
    gap = (standing.last_score or score) - score
    return BEHIND.say(language, k=k, score=f"{score / 100:.2f}", gap=f"{gap / 100:.2f}")


__all__ = ["INDEXED", "Match", "Matches", "find_matches"]
