"""Which tracks and which kinds of need or service want a kind of contribution: rows of a table."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from data.text import Text
from data.vocabulary import NeedKind, ServiceKind, Track


@dataclass(frozen=True, slots=True)
class Wanting:
    """A track in which a contribution is offered, and the kinds that want it there; none named means all of them."""

    track: Track
    needs: frozenset[NeedKind]
    services: frozenset[ServiceKind]


@dataclass(frozen=True, slots=True)
class ContributionKind:
    """One of the five ones, and where it is wanted, the likeliest track first."""

    code: str
    label: Text
    wanted: tuple[Wanting, ...]


@cache
def contribution_kinds() -> Mapping[str, ContributionKind]:
    """The five ones by code."""
    table = files("data.contributions").joinpath("kinds.csv").read_text(encoding="utf-8")
    found: dict[str, ContributionKind] = {}
    for row in csv.DictReader(table.splitlines()):
        known = found.get(row["kind"])
        wanted = (*(known.wanted if known else ()), _wanting(row))
        found[row["kind"]] = ContributionKind(row["kind"], Text(row["zh"], row["en"]), wanted)
    return MappingProxyType(found)


def _wanting(row: dict[str, str]) -> Wanting:
    needs = frozenset(NeedKind(part) for part in row["needs"].split("|") if part)
    return Wanting(Track(row["track"]), needs, frozenset(ServiceKind(part) for part in row["services"].split("|") if part))
