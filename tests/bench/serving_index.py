"""The index of the world that `serving_world` filled in, made from columns at once: a million records need not be linked."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from api.audiences import FOREVER, Audience, Audiences
from api.generation import Generation, write_generation
from api.settings import index_folder
from data.scenarios.world import posts
from data.store.consents import UNLIMITED
from data.store.database import Database
from data.store.repositories import feed_mark, newest_change
from data.vocabulary import Track
from features.coded import CodedSide
from features.compaction import pool_from_codes
from features.generations import Generations
from features.pool import Pool
from features.world import Crowd, coded_openings
from matcher.engine import Matcher
from tests.bench.serving_world import POSTS_SEED, WORLD_SEED, opening_id, shares, station

TO_ALL = (("stations", UNLIMITED),)
"""A consent to matching by every station that does not end."""


def keep_index(database: Database, members: int, openings: int) -> Path | None:
    """Write the generation from which the workers start; None where there is one, or no place for it."""
    folder = index_folder(database.file)
    generations = Generations(folder / Track.WORK.value) if folder is not None else None
    if generations is None or generations.current() is not None:
        return None
    matcher, audiences = Matcher(Track.WORK), Audiences()
    people = Crowd(WORLD_SEED, members).coded()
    ids = np.char.replace(people.ids, b"m", b"m_")
    labels = np.array([_label(audiences, number) for number in range(members)], np.uint32)
    matcher.members = _pool(matcher.members, people, ids, labels)
    jobs = coded_openings(posts(POSTS_SEED, openings))
    ids = np.array([opening_id(number).encode() for number in range(openings)])
    owners = [audiences.label(Audience(False, station(number), FOREVER)) for number in range(openings)]
    matcher.opportunities = _pool(matcher.opportunities, jobs, ids, np.array(owners, np.uint32))
    with database.reading() as connection:
        newest = newest_change(connection)
        found = Generation(matcher.members, matcher.opportunities, audiences, newest, feed_mark(connection, newest))
    with generations.held():
        return generations.add(lambda place: write_generation(place, matcher, found))


def _label(audiences: Audiences, number: int) -> int:
    return audiences.label(Audience(True, station(number), FOREVER, TO_ALL if shares(number) else ()))


def _pool(empty: Pool, side: CodedSide, ids: NDArray[np.bytes_], labels: NDArray[np.uint32]) -> Pool:
    return pool_from_codes(empty.columns, side.vocabularies, side.codes, ids, labels, empty.sorted_by)
