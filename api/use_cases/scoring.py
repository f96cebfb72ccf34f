"""Scoring a pair that is given and stored nowhere."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from api.use_cases.matching import matcher_of, read_track
from api.use_cases.payloads import record_from_payload
from data.errors import Fault
from data.records import Member, NeedOf, Opportunity, PairingPlace, Project, Record
from data.sheets.headings import guess_kind
from data.tracks import OPPORTUNITY_KINDS, opportunities_in
from data.vocabulary import RecordKind, Track
from matcher.explanation import Explanation
from matcher.requirements.validity import judged_on


def score_pair(payload: Mapping[str, object], today: date) -> tuple[Explanation, tuple[Fault, ...]]:
    """The explanation of a pair given ad hoc; each side is named by its number, where it has one."""
    track = read_track(payload.get("track", "work"))
    member, faults = record_from_payload(RecordKind.MEMBER, payload.get("member"), today)
    given = payload.get("opportunity")
    record, more = record_from_payload(_kind(track, given), given, today)
    assert isinstance(member, Member)
    opportunity = _standing(_named(record), track)
    explanation = matcher_of(track).explain(replace(member, id=member.id or member.number), opportunity)
    return judged_on(explanation, opportunity, today), faults + more


def _kind(track: Track, given: object) -> RecordKind:
    """The kind of record given; where a track has several, the headings tell."""
    kinds = OPPORTUNITY_KINDS[track]
    sheet = given.get("sheet") if isinstance(given, Mapping) else None
    guessed = guess_kind([str(heading) for heading in sheet]) if isinstance(sheet, Mapping) else None
    return guessed if guessed in kinds else kinds[0]


def _named(record: Record) -> Record:
    return replace(record, id=record.id or record.number)


def _standing(record: Record, track: Track) -> Opportunity:
    """What of the record the track matches, else what comes first: a pair that is given is always scored."""
    found = opportunities_in(record, track)
    if found:
        return found[0]
    if isinstance(record, Project):
        return NeedOf(record, record.needs[0])
    return PairingPlace(record) if isinstance(record, Member) else record
