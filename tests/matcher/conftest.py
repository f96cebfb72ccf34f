"""A small invented county with its matcher, shared by the engine's tests."""

import csv
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from data.records import Member, NeedOf, Opening, Opportunity, Project, ProjectNeed, Record, Service
from data.scenarios.county import county_sheet
from data.scenarios.world import world
from data.sheets.rows import record_from_row
from data.tracks import OPPORTUNITY_KINDS, opportunities_in
from data.vocabulary import RecordKind, Track
from features.pool import Pool
from matcher.engine import Matcher
from matcher.ranking import read_entries, score_rows

GRADED = Path(__file__).parent / "graded"
TODAY = date(2026, 11, 22)
SPOKEN: dict[RecordKind, tuple[dict[str, str], ...]] = {
    RecordKind.MEMBER: (
        {"户籍地": "江西省南城县", "意向": "投资", "关注行业": "水果", "可投资金": "20万", "备注": "只投长三角"},
        {"户籍地": "江西省南城县", "意向": "返乡", "工作经历": "养鱼十年", "备注": "只回南城，别处不去"},
    ),
    RecordKind.NEED: (
        {"项目名称": "水库养鱼", "所在地": "江西省南城县", "行业": "水产", "需求类型": "资金", "所需资金": "50万", "需求说明": "资金已筹齐"},
        {"项目名称": "水库渔场", "所在地": "江西省南城县", "行业": "水产", "需求类型": "带头人", "需求说明": "名额已满"},
        {"项目名称": "水库渔场二期", "所在地": "江西省南城县", "行业": "水产", "需求类型": "资金、带头人", "所需资金": "50万", "需求说明": "已落实20万"},
    ),
}
"""What neither the sample county nor a graded case says: every hard condition must exclude somebody."""

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
    openings: tuple[Opportunity, ...]
    by_opening: Directed = field(init=False)
    by_member: Directed = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_opening", _searched(self.matcher, self.openings, self.matcher.members))
        turned = _searched(self.matcher, self.members, self.matcher.opportunities)
        object.__setattr__(self, "by_member", Directed({key: t.T for key, t in turned.points.items()}, turned.scores.T))


def _searched(matcher: Matcher, askers: Sequence[Member | Opportunity], pool: Pool) -> Directed:
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
def counties() -> Callable[[Track], County]:
    """The county of each track, made once."""
    return cache(_county)


@pytest.fixture
def county(request: pytest.FixtureRequest, counties: Callable[[Track], County]) -> County:
    """The county of track `work`, unless a test names another track."""
    return counties(getattr(request, "param", Track.WORK))


def _county(track: Track) -> County:
    members, opportunities = _invented() if track is Track.WORK else _written(track)
    matcher = Matcher(track)
    for record in (*members, *opportunities):
        matcher.put(record)
    return County(matcher, members, opportunities)


def _invented() -> tuple[tuple[Member, ...], tuple[Opportunity, ...]]:
    made = world(5, 400, 300)
    return (*made.members, Member(id="silent member")), (*made.openings, Opening(id="silent opening"))


def _written(track: Track) -> tuple[tuple[Member, ...], tuple[Opportunity, ...]]:
    """The sample county and the graded cases of the track; the last of each side states nothing at all."""
    kind = OPPORTUNITY_KINDS[track][0]
    said = (*_sheet(RecordKind.MEMBER), *_spoken(RecordKind.MEMBER), *_graded(track, RecordKind.MEMBER))
    members = [record for record in said if isinstance(record, Member)]
    records = [*_sheet(kind), *_spoken(kind), *_graded(track, kind), *(members if track is Track.MENTOR else ())]
    numbered = [replace(record, id=f"{track}{at}") for at, record in enumerate(records)]
    silent = NeedOf(Project(id="silent"), ProjectNeed()) if kind is RecordKind.NEED else Service(id="silent service")
    found = tuple(place for record in numbered for place in opportunities_in(record, track))
    named = tuple(replace(member, id=f"member {at}") for at, member in enumerate(members))
    return (*named, Member(id="silent member")), (*found, silent)


def _sheet(kind: RecordKind) -> list[Record]:
    rows = csv.DictReader(county_sheet(kind, TODAY).decode("utf-8").splitlines())
    return [record_from_row(kind, row, TODAY)[0] for row in rows]


def _spoken(kind: RecordKind) -> list[Record]:
    return [record_from_row(kind, row, TODAY)[0] for row in SPOKEN.get(kind, ())]


def _graded(track: Track, kind: RecordKind) -> list[Record]:
    """The records of one kind in the track's graded cases, in the order in which they stand."""
    found: list[Record] = []
    for line in (GRADED / "tracks.jsonl").read_text(encoding="utf-8").splitlines():
        case = json.loads(line)
        asks_member = case["query"] == "member"
        asking, items = (case["member"], case["opportunities"]) if asks_member else (case["opportunity"], case["members"])
        if case["track"] == track:
            sheets = [asking["sheet"]] if asks_member == (kind is RecordKind.MEMBER) else [item["sheet"] for item in items]
            found += [record_from_row(kind, sheet, TODAY)[0] for sheet in sheets]
    return found


@pytest.fixture(scope="module")
def undisturbed(counties: Callable[[Track], Any], tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The county's match-all, worked out in one go by this process: a folder."""
    from matcher.batch.local import Here
    from tests.matcher.batch_runs import finished

    return finished(counties(Track.WORK), tmp_path_factory.mktemp("batch") / "here", Here())
