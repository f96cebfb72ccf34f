"""Records of a track become rows of columns; what it does depends on one record alone, never on a batch."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from data.records import Member, Opportunity
from data.vocabulary import Track
from features.columns.member import MEMBER_COLUMNS
from features.columns.need import NEED_COLUMNS
from features.columns.opening import OPENING_COLUMNS
from features.columns.pairing import PAIRING_COLUMNS
from features.columns.service import SERVICE_COLUMNS
from features.pool import Column, Pool, Row
from features.profiles.member import MemberProfile, member_profile
from features.profiles.need import need_profile
from features.profiles.opening import opening_profile
from features.profiles.pairing import pairing_profile
from features.profiles.service import service_profile

VERSION = 3
"""Goes up whenever the same record would give other values."""

Profiler = Callable[[Any], Any]
OPPORTUNITIES: Mapping[Track, tuple[tuple[Column, ...], Profiler]] = {
    Track.WORK: (OPENING_COLUMNS, opening_profile),
    Track.LEAD: (NEED_COLUMNS, need_profile),
    Track.INVEST: (NEED_COLUMNS, need_profile),
    Track.ADVISE: (NEED_COLUMNS, need_profile),
    Track.VOLUNTEER: (SERVICE_COLUMNS, service_profile),
    Track.ASSIST: (SERVICE_COLUMNS, service_profile),
    Track.MENTOR: (PAIRING_COLUMNS, pairing_profile),
}
"""What stands on the other side of a track: its columns, and how its records are read."""


@dataclass(frozen=True, slots=True)
class Encoder:
    """One track's two sides: how a record is read and which columns it fills."""

    name: str
    member_columns: Mapping[str, Column]
    opportunity_columns: Mapping[str, Column]
    opportunity_profile: Profiler

    def only(self, member: Collection[str], opportunity: Collection[str]) -> "Encoder":
        """The same with the columns named alone: what nobody looks at need not be worked out."""
        return replace(
            self,
            member_columns={key: column for key, column in self.member_columns.items() if key in member},
            opportunity_columns={key: column for key, column in self.opportunity_columns.items() if key in opportunity},
        )

    def profile(self, record: Member | Opportunity) -> Any:
        """The record with its words linked."""
        return member_profile(record) if isinstance(record, Member) else self.opportunity_profile(record)

    def row(self, profile: Any) -> Row:
        """A profile as the values of its side's columns."""
        columns = self.member_columns if isinstance(profile, MemberProfile) else self.opportunity_columns
        return {key: tuple(column.values(profile)) for key, column in columns.items()}

    def pool(self, side: str) -> Pool:
        """An empty pool for one side, `member` or `opportunity`."""
        columns = self.member_columns if side == "member" else self.opportunity_columns
        return Pool(tuple(columns.values()))


@cache
def encoder_for(track: Track) -> Encoder:
    """The encoder of a track with every column that there is."""
    columns, profile = OPPORTUNITIES[track]
    return Encoder(
        f"{track.value}-{VERSION}",
        {column.key: column for column in MEMBER_COLUMNS},
        {column.key: column for column in columns},
        profile,
    )
