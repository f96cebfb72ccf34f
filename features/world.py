"""The seeded world of data.scenarios as rows of columns, many more than there are records to link."""

from collections.abc import Iterator
from random import Random

from data.records import Member
from data.scenarios.world import people, posts, recombined
from data.vocabulary import Track
from features.columns.member import WORK_COLUMNS
from features.columns.opening import OPENING_COLUMNS
from features.encoder import Encoder, encoder_for
from features.pool import Row

LINKED = 20_000
"""So many members are really linked; those of a larger world are put together from them."""

TRADE = ("wished", "worked", "refused_jobs", "skills", "refused_skills", "credentials", "words")
"""Columns that hang on the trade alone; the others come from the member whose circumstances are taken."""


def working_encoder() -> Encoder:
    """The encoder of track `work` with the columns of job-seekers and openings alone."""
    return encoder_for(Track.WORK).only({c.key for c in WORK_COLUMNS}, {c.key for c in OPENING_COLUMNS})


class Crowd:
    """Members of the seeded world: the first ones as they are, then one's trade with another's circumstances."""

    def __init__(self, seed: int, count: int) -> None:
        self.linked = list(people(seed, min(count, LINKED)))
        luck, known = Random(f"crowd {seed}"), len(self.linked)
        self.pairs = [(luck.randrange(known), luck.randrange(known)) for _ in range(count - known)]

    def rows(self) -> Iterator[tuple[str, Row]]:
        """Identifier and column values of every member."""
        encoder = working_encoder()
        rows = [encoder.row(encoder.profile(member)) for member in self.linked]
        yield from zip((member.id for member in self.linked), rows, strict=True)
        trades = [{key: row[key] for key in TRADE} for row in rows]
        for number, (trade, around) in enumerate(self.pairs, start=len(rows)):
            yield f"m{number:07}", {**rows[around], **trades[trade]}

    def member(self, identifier: str) -> Member:
        """The record that a row stands for."""
        number = int(identifier[1:])
        if number < len(self.linked):
            return self.linked[number]
        trade, around = self.pairs[number - len(self.linked)]
        return recombined(identifier, self.linked[trade], self.linked[around])


def member_rows(seed: int, count: int) -> Iterator[tuple[str, Row]]:
    """Identifier and column values of `count` members."""
    return Crowd(seed, count).rows()


def opening_rows(seed: int, count: int) -> Iterator[tuple[str, Row]]:
    """Identifier and column values of `count` openings."""
    encoder = working_encoder()
    for opening in posts(seed, count):
        yield opening.id, encoder.row(encoder.profile(opening))
