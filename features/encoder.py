"""Records of a track become rows of columns; what it does depends on one record alone, never on a batch."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from data.errors import InvalidInput
from data.records import Member, Record
from data.text import Text
from data.vocabulary import TRACK_LABELS, Track
from features.columns import MEMBER_COLUMNS, OPENING_COLUMNS, encode
from features.pool import Column, Pool, Row
from features.profile import member_profile, opening_profile

NO_TRACK = Text(
    zh="“{track}”这一类匹配还不能用；可用的有：{known}",
    en="track “{track}” cannot be matched yet; there is: {known}",
)


@dataclass(frozen=True, slots=True)
class Encoder:
    """One track's two sides: how a record is read and which columns it fills."""

    name: str
    member_columns: Mapping[str, Column]
    opportunity_columns: Mapping[str, Column]
    member_profile: Callable[[Any], Any]
    opportunity_profile: Callable[[Any], Any]

    def profile(self, record: Record) -> Any:
        """The record with its words linked."""
        return self.member_profile(record) if isinstance(record, Member) else self.opportunity_profile(record)

    def row(self, profile: Any) -> Row:
        """A profile as the values of its side's columns."""
        return encode(profile)

    def pool(self, side: str) -> Pool:
        """An empty pool for one side, `member` or `opportunity`."""
        columns = self.member_columns if side == "member" else self.opportunity_columns
        return Pool(tuple(columns.values()))


@cache
def encoder_for(track: Track) -> Encoder:
    """The encoder of a track; InvalidInput for a track that has none yet."""
    if track is not Track.WORK:
        raise InvalidInput(
            Text(
                zh=NO_TRACK.say("zh", track=TRACK_LABELS[track].zh, known=TRACK_LABELS[Track.WORK].zh),
                en=NO_TRACK.say("en", track=track.value, known=Track.WORK.value),
            )
        )
    return Encoder(
        "work-2",
        {column.key: column for column in MEMBER_COLUMNS},
        {column.key: column for column in OPENING_COLUMNS},
        member_profile,
        opening_profile,
    )
