"""The rules of the worklists, as the rows of a table; rows of the same key are alternatives."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from data.text import Text

ANYTHING = "*"
"""Stands for every kind of event."""


@dataclass(frozen=True, slots=True)
class Rule:
    """When a member is due; what a rule leaves empty it does not ask. Days count back from the day asked about.

    Attributes:
        kinds: events of these kinds count, on `at_least` so many days, none older than `within_days`.
        after_days: the newest that counts happened so many days ago or earlier.
        latest_of: of all events of these kinds the newest is one that counts.
        unless: no event of these kinds since the newest that counts, from its `after_days`-th day on.
        silent: no event of these kinds for `silent_days`.
        unnamed: nobody is named whom the member can call.
    """

    key: str
    name: Text
    words: Text
    kinds: frozenset[str]
    at_least: int
    within_days: int | None
    after_days: int
    latest_of: frozenset[str]
    unless: frozenset[str]
    silent: frozenset[str]
    silent_days: int
    unnamed: bool

    @property
    def mentioned(self) -> frozenset[str]:
        """Every kind of event that the rule looks at."""
        return self.kinds | self.latest_of | self.unless | self.silent


@cache
def rules() -> Mapping[str, tuple[Rule, ...]]:
    """Every worklist's rules by its key, in the order of the table."""
    table = files("data.worklists").joinpath("rules.csv").read_text(encoding="utf-8")
    found: dict[str, tuple[Rule, ...]] = {}
    for row in csv.DictReader(table.splitlines()):
        found[row["key"]] = (*found.get(row["key"], ()), _rule(row))
    return MappingProxyType(found)


def _rule(row: dict[str, str]) -> Rule:
    return Rule(
        key=row["key"],
        name=Text(row["zh"], row["en"]),
        words=Text(row["rule_zh"], row["rule_en"]),
        kinds=_several(row["kinds"]),
        at_least=int(row["at_least"] or 1),
        within_days=int(row["within_days"]) if row["within_days"] else None,
        after_days=int(row["after_days"] or 0),
        latest_of=_several(row["latest_of"]),
        unless=_several(row["unless"]),
        silent=_several(row["silent"]),
        silent_days=int(row["silent_days"] or 0),
        unnamed=row["contact"] == "none",
    )


def _several(cell: str) -> frozenset[str]:
    return frozenset(part for part in cell.split("|") if part)
