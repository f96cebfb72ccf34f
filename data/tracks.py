"""Which opportunities each track matches members with, and which members take part in it."""

from collections.abc import Mapping

from data.records import Member, NeedOf, Opening, Opportunity, PairingPlace, Project, Record, Service
from data.vocabulary import Intent, NeedKind, RecordKind, ServiceKind, Track

OPPORTUNITY_KINDS: Mapping[Track, tuple[RecordKind, ...]] = {
    Track.WORK: (RecordKind.OPENING,),
    Track.LEAD: (RecordKind.NEED,),
    Track.INVEST: (RecordKind.NEED,),
    Track.ADVISE: (RecordKind.NEED,),
    Track.VOLUNTEER: (RecordKind.SERVICE,),
    Track.ASSIST: (RecordKind.SERVICE,),
    Track.MENTOR: (RecordKind.SERVICE, RecordKind.MEMBER),
}
"""The kinds of record that hold a track's opportunities."""

NEEDS: Mapping[Track, frozenset[NeedKind]] = {
    Track.LEAD: frozenset({NeedKind.LEADER}),
    Track.INVEST: frozenset({NeedKind.CAPITAL}),
    Track.ADVISE: frozenset({NeedKind.TECHNIQUE, NeedKind.CHANNEL, NeedKind.TALENT}),
}
SERVICES: Mapping[Track, frozenset[ServiceKind]] = {
    Track.VOLUNTEER: frozenset({ServiceKind.MATTER, ServiceKind.VOLUNTEERING, ServiceKind.OTHER}),
    Track.ASSIST: frozenset(
        {
            ServiceKind.TRAINING,
            ServiceKind.LEGAL_AID,
            ServiceKind.SCHOOLING,
            ServiceKind.POLICY_ADVICE,
            ServiceKind.WAGE_ADVANCE,
            ServiceKind.OTHER,
        }
    ),
    Track.MENTOR: frozenset({ServiceKind.PAIRING}),
}

ONE_AT_A_TIME = frozenset({Track.WORK, Track.LEAD})
"""Tracks in which whoever has one place is not looked for elsewhere."""


def opportunities_in(record: Record, track: Track) -> tuple[Opportunity, ...]:
    """What of a record stands in a track's ranking; a need that names no kind stands in every project track."""
    if isinstance(record, Opening):
        return (record,) if track is Track.WORK else ()
    if isinstance(record, Project):
        wanted = NEEDS.get(track, frozenset())
        found = (NeedOf(record, need) for need in record.needs if track in NEEDS)
        return tuple(one for one in found if one.need.kind is None or one.need.kind in wanted)
    if isinstance(record, Service):
        return (record,) if record.kind in SERVICES.get(track, ()) else ()
    return (PairingPlace(record),) if track is Track.MENTOR and record.pairing else ()


def tracks_of(opportunity: Opportunity) -> tuple[Track, ...]:
    """The tracks in which an opportunity stands, its own first."""
    record = opportunity.member if isinstance(opportunity, PairingPlace) else opportunity
    if isinstance(record, NeedOf):
        kind = record.need.kind
        return tuple(track for track, kinds in NEEDS.items() if kind is None or kind in kinds)
    return tuple(track for track in Track if opportunities_in(record, track))


def takes_part(member: Member, track: Track) -> bool:
    """Whether a member is to be found in a track: by the intents given, else by what the record speaks of."""
    if member.intents:
        return Intent(track.value) in member.intents
    spoken = {
        Track.INVEST: member.invest is not None,
        Track.VOLUNTEER: member.serve is not None,
        Track.ASSIST: bool(member.matters),
        Track.MENTOR: member.pairing is not None,
    }
    return spoken.get(track, track is Track.WORK)
