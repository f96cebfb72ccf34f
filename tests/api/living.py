"""A small world of organisations and records that is changed at random, for what must hold of an index at any moment."""

import csv
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from random import Random

from sqlalchemy import Connection, select

from api.index import Index
from data.errors import NotFound
from data.records import Consent, Member, Opening, Organisation, Project, Record, Service
from data.scenarios.county import county_sheet
from data.sheets.rows import record_from_row
from data.store.consents import save_consent, withdraw_consent
from data.store.database import Database
from data.store.organisations import save_organisation
from data.store.repositories import TABLES, Records, utc_now
from data.store.scope import Asker, open_now, visible
from data.tracks import OPPORTUNITY_KINDS, opportunities_in, takes_part
from data.vocabulary import ConsentPurpose, RecordKind, Role, Track
from matcher.engine import Matcher

TODAY = date(2026, 11, 22)
ASKERS = (
    Asker("station", Role.STATION), Asker("other_station", Role.STATION), Asker("employer", Role.EMPLOYER),
    Asker("other_employer", Role.EMPLOYER), Asker("office", Role.HOMETOWN_OFFICE), Asker("head", Role.ADMINISTRATOR),
)  # fmt: skip
RECIPIENTS = (*(asker.organisation for asker in ASKERS), "stations", "employers", "hometown_offices")
DAYS = (None, None, None, "2020-01-01", "2126-01-01", "2126-06-30")
MOMENTS = (None, "2020-01-01T23:59:59Z", "2126-01-01T23:59:59Z", "2126-06-30T23:59:59Z")
NUMBERS = 12
"""So many records of a kind an organisation has at most, so that they are changed again and again."""


@cache
def sheet(kind: RecordKind) -> tuple[Record, ...]:
    """The records of the sample county."""
    rows = csv.DictReader(county_sheet(kind, TODAY).decode("utf-8").splitlines())
    return tuple(record_from_row(kind, row, TODAY)[0] for row in rows)


@dataclass
class World:
    """What happens in a database, drawn from a seed."""

    database: Database
    track: Track
    luck: Random
    saved: list[tuple[Asker, RecordKind, str]] = field(default_factory=list)
    consents: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        with self.database.writing() as connection:
            for asker in ASKERS:
                save_organisation(connection, Organisation(asker.organisation, asker.role, asker.organisation))

    @property
    def kinds(self) -> tuple[RecordKind, ...]:
        return tuple(dict.fromkeys((RecordKind.MEMBER, *OPPORTUNITY_KINDS[self.track])))

    def happen(self, times: int) -> None:
        """So many random changes, each in a transaction of its own."""
        for _ in range(times):
            change = self.luck.choices((self.save, self.close, self.hold, self.agree, self.withdraw), (8, 2, 2, 4, 2))[0]
            with self.database.writing() as connection:
                change(connection)

    def save(self, connection: Connection) -> None:
        kind, asker = self.luck.choice(self.kinds), self.luck.choice(ASKERS[:5])
        joining = [one for one in sheet(kind) if isinstance(one, Member) and takes_part(one, self.track)]
        record = self.luck.choice(joining if joining and self.luck.random() < 0.7 else sheet(kind))
        day = self.luck.choice(DAYS)
        if isinstance(record, Opening | Service):
            record = replace(record, valid_until=day)
        elif isinstance(record, Project):
            others = [need for other in sheet(kind) if isinstance(other, Project) for need in other.needs]
            needs = self.luck.sample(others, self.luck.randint(0, 3))
            record = replace(record, needs=tuple(replace(need, valid_until=self.luck.choice(DAYS)) for need in needs))
        record = replace(record, number=f"N{self.luck.randrange(NUMBERS)}", organisation="", id="")
        identifier = Records(connection, asker, kind).save(record).id
        if (asker, kind, identifier) not in self.saved:
            self.saved.append((asker, kind, identifier))

    def close(self, connection: Connection) -> None:
        if self.saved:
            asker, kind, identifier = self.luck.choice(self.saved)
            try:
                Records(connection, asker, kind).close(identifier)
            except NotFound:
                return

    def hold(self, connection: Connection) -> None:
        if self.saved:
            asker, kind, identifier = self.luck.choice(self.saved)
            Records(connection, asker, kind).hold(identifier, self.luck.random() < 0.5)

    def agree(self, connection: Connection) -> None:
        members = [identifier for _, kind, identifier in self.saved if kind is RecordKind.MEMBER]
        if members:
            identifier = f"c{self.luck.randrange(10**9)}"
            purpose = self.luck.choice((ConsentPurpose.MATCHING, ConsentPurpose.MATCHING, ConsentPurpose.DISCLOSURE))
            recipients = tuple(self.luck.sample(RECIPIENTS, self.luck.randint(1, 3)))
            consent = Consent(
                identifier, self.luck.choice(members), purpose, recipients, ("name",), "1", utc_now(), "said so",
                until=self.luck.choice(MOMENTS),
            )  # fmt: skip
            save_consent(connection, consent)
            self.consents.append(identifier)

    def withdraw(self, connection: Connection) -> None:
        if self.consents:
            withdraw_consent(connection, ASKERS[5], self.luck.choice(self.consents))

    def shown(self, connection: Connection, asker: Asker, side: str, now: str) -> set[str]:
        """The ids of all places on a side that an asker may see at a moment, as the database says."""
        kinds = (RecordKind.MEMBER,) if side == "member" else OPPORTUNITY_KINDS[self.track]
        found: set[str] = set()
        for kind in kinds:
            table = TABLES[kind]
            seen = set(connection.scalars(select(table.c.id).where(visible(kind, table, asker, now), open_now(table, now))))
            for stored in Records(connection, ASKERS[5], kind).several(sorted(seen)).values():
                found |= self._places(stored.record, side, now[:10])
        return found

    def _places(self, record: Record, side: str, today: str) -> set[str]:
        joins = not isinstance(record, Project | Opening | Service) and takes_part(record, self.track)
        if side == "member":
            return {record.id} if joins else set()
        if not (joins or isinstance(record, Project | Opening | Service)):
            return set()
        places = opportunities_in(record, self.track)
        return {place.id for place in places if (getattr(getattr(place, "need", None), "valid_until", None) or today) >= today}


def shown_by(index: Index, matcher: Matcher, asker: Asker, side: str, now: str) -> set[str]:
    """The ids of all places on a side that an asker may see at a moment, as an index says."""
    pool = matcher.members if side == "member" else matcher.opportunities
    opened = index.audiences.open_to(asker, now)[pool.labels] & pool.alive
    return {pool.id(row) for row in opened.nonzero()[0].tolist()}


def rankings(index: Index, connection: Connection, asker: Asker, k: int = 6) -> dict[tuple[str, str], list[tuple[str, int]]]:
    """For every open record on either side the best of the other, by what stands in its columns, with the scores."""
    found: dict[tuple[str, str], list[tuple[str, int]]] = {}
    with index.current(connection) as matcher:
        opened = index.open_labels(asker)
        for side, pool in (("member", matcher.members), ("opportunity", matcher.opportunities)):
            for identifier in (pool.id(row) for row in index.allowed(pool, ASKERS[5]).nonzero()[0].tolist()):
                ranking = matcher.rank_stored(identifier, side, k, open_labels=opened)  # type: ignore[arg-type]
                found[side, identifier] = [(place.id, place.score) for place in ranking.places]
    return found
