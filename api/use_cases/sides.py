"""The records on both sides of a ranking, each with what the asker sees of it now: one query for many."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from sqlalchemy import Connection

from api.use_cases.disclosure import Person, person_seen
from api.use_cases.opportunities import KINDS, OPPORTUNITY_ID, needs_of
from api.use_cases.showing import Sight, record_of
from data.records import Member, NeedOf, Opportunity, PairingPlace, Project, Record
from data.store.scope import Asker
from data.store.sightings import Sighting, records_sighted, sightings
from data.vocabulary import RecordKind


class Side(NamedTuple):
    """One side by its id; the record that it stands for may be a project's, or a member's as a pairing place."""

    id: str
    kind: RecordKind
    sighting: Sighting


def members_seen(connection: Connection, asker: Asker, identifiers: Iterable[str]) -> dict[str, Side]:
    """Those of the members that the asker may see, by id."""
    found = sightings(connection, asker, RecordKind.MEMBER, identifiers)
    return {identifier: Side(identifier, RecordKind.MEMBER, sighting) for identifier, sighting in found.items()}


def opportunities_seen(connection: Connection, asker: Asker, identifiers: Iterable[str]) -> dict[str, Side]:
    """Those of the opportunities that the asker may see, by id."""
    wanted: dict[RecordKind, dict[str, list[str]]] = {}
    for identifier in identifiers:
        parsed = OPPORTUNITY_ID.fullmatch(identifier)
        if parsed and parsed["prefix"] in KINDS:
            wanted.setdefault(KINDS[parsed["prefix"]], {}).setdefault(parsed["record"], []).append(identifier)
    return {
        identifier: Side(identifier, kind, sighting)
        for kind, named in wanted.items()
        for record, sighting in sightings(connection, asker, kind, named).items()
        for identifier in named[record]
    }


def records_of(connection: Connection, sides: Iterable[Side], opportunities: bool) -> dict[str, Member | Opportunity]:
    """The records of some sides, by the sides' ids; a member among opportunities is a pairing place."""
    by_kind: dict[RecordKind, list[Side]] = {}
    for side in sides:
        by_kind.setdefault(side.kind, []).append(side)
    found: dict[str, Member | Opportunity] = {}
    for kind, several in by_kind.items():
        records = records_sighted(connection, kind, [side.sighting for side in several])
        for side in several:
            record = _standing(records.get(side.sighting.id), side.id, opportunities)
            if record is not None:
                found[side.id] = record
    return found


def _standing(record: Record | None, identifier: str, opportunities: bool) -> Member | Opportunity | None:
    if isinstance(record, Project):
        return next((need for need in needs_of(record) if need.id == identifier), None)
    if isinstance(record, Member) and opportunities:
        return PairingPlace(record)
    return record


def sight_of_sides(asker: Asker, sides: Mapping[str, Side], records: Iterable[Member | Opportunity]) -> Sight:
    """What the asker is shown of these records."""
    people: dict[str, Person] = {}
    for one in records:
        member = record_of(one)
        if isinstance(member, Member):
            sighting = sides[one.id].sighting
            people[one.id] = person_seen(asker, member, sighting.agreed_fields, sighting.disclosed_fields)
    return Sight.of(asker, people)


def ends(record: Member | Opportunity) -> str | None:
    """The last day of a need that has one of its own."""
    return record.need.valid_until if isinstance(record, NeedOf) else None
