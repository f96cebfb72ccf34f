"""A small invented county with its matcher, shared by the engine's tests."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import pytest
from numpy.typing import NDArray

from data.records import Member, Opening
from data.scenarios.world import world
from features.pool import Pool
from matcher.engine import Matcher
from matcher.ranking import read_entries, score_rows

Tables = dict[str, NDArray[np.int64]]
"""What each criterion and requirement gives to each pair, [member, opening]."""


@dataclass(frozen=True)
class Directed:
    """All pairs as one direction of search sees them: what is looked up for each, and the score of the whole."""

    points: Tables
    scores: NDArray[np.int64]


@dataclass(frozen=True)
class County:
    """Members and openings, all of them in the matcher; the last of each states nothing at all."""

    matcher: Matcher
    members: tuple[Member, ...]
    openings: tuple[Opening, ...]
    by_opening: Directed = field(init=False)
    by_member: Directed = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_opening", _searched(self.matcher, self.openings, self.matcher.members))
        turned = _searched(self.matcher, self.members, self.matcher.opportunities)
        object.__setattr__(self, "by_member", Directed({key: t.T for key, t in turned.points.items()}, turned.scores.T))


def _searched(matcher: Matcher, askers: Sequence[Member | Opening], pool: Pool) -> Directed:
    """[searched record, asker]"""
    shape = (len(pool), len(askers))
    keys = [f"criterion:{entry.key}" for entry in matcher.scorecard.entries]
    keys += [f"requirement:{requirement.key}" for requirement in matcher.requirements]
    points, scores = {key: np.zeros(shape, np.int64) for key in keys}, np.zeros(shape, np.int64)
    for column, record in enumerate(askers):
        asked = matcher.ask(record)
        scores[:, column] = score_rows(asked.program, pool)
        for key, value in asked.query.constants.items():
            points[key][:, column] += value
        entries = read_entries(asked.program, pool, range(len(pool)))
        for term, values in zip(asked.program.terms, entries.T, strict=True):
            points[term.source][:, column] += values
    return Directed(points, scores)


@pytest.fixture(scope="session")
def county() -> County:
    made = world(5, 400, 300)
    members = (*made.members, Member(id="silent member"))
    openings = (*made.openings, Opening(id="silent opening"))
    matcher = Matcher()
    for record in (*members, *openings):
        matcher.put(record)
    return County(matcher, members, openings)
