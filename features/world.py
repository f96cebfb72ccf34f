"""The seeded world of data.scenarios as rows of columns, many more than there are records to link."""

from collections.abc import Iterator, Mapping
from random import Random

from data.records import Member, Opening
from data.scenarios.world import people, posts
from data.vocabulary import Track
from features.encoder import encoder_for
from features.pool import Row

LINKED = 20_000
"""So many records are really linked; the rows of a larger world are put together from theirs."""

CIRCUMSTANCES = (
    frozenset({"years", "education", "pay", "places", "limits", "refused_places", "home", "conditions", "lodging", "start"}),
    frozenset({"asked_years", "asked_education", "offered_pay", "sites", "working_conditions", "offered_lodging", "wanted_start"}),
)
"""Columns that do not hang on the trade, so that they may be taken from another record."""


def member_rows(seed: int, count: int) -> Iterator[tuple[str, Row]]:
    """Identifier and column values of `count` members."""
    return _recombined(seed, count, "m", CIRCUMSTANCES[0], people(seed, min(count, LINKED)))


def opening_rows(seed: int, count: int) -> Iterator[tuple[str, Row]]:
    """Identifier and column values of `count` openings."""
    return _recombined(seed, count, "o", CIRCUMSTANCES[1], posts(seed, min(count, LINKED)))


def _recombined(
    seed: int, count: int, mark: str, circumstances: frozenset[str], records: Iterator[Member] | Iterator[Opening]
) -> Iterator[tuple[str, Row]]:
    """The records' own rows first, then one's trade with another's circumstances."""
    encoder = encoder_for(Track.WORK)
    rows: list[Row] = []
    for record in records:
        rows.append(encoder.row(encoder.profile(record)))
        yield record.id, rows[-1]
    around = [_only(row, circumstances) for row in rows]
    luck = Random(f"rows {seed}")
    for number in range(len(rows), count):
        yield f"{mark}{number:07}", {**luck.choice(rows), **luck.choice(around)}


def _only(row: Row, keys: frozenset[str]) -> Mapping[str, tuple[tuple[object, ...], ...]]:
    return {key: values for key, values in row.items() if key in keys}
