"""Knows the conditions of work that openings state and members refuse or want: shifts, heights, cold, lodging."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition of work, with the words that state it, refuse it and ask for it.

    `implies` names the conditions that come with it: who works in rotating shifts works at night.
    """

    code: str
    name: str
    aliases: tuple[str, ...]
    refusals: tuple[str, ...]
    wants: tuple[str, ...]
    implies: tuple[str, ...]
    name_en: str


@cache
def conditions() -> Mapping[str, Condition]:
    """Every known condition by its code, in the order of the table."""
    table = files("data.reference").joinpath("conditions.csv").read_text(encoding="utf-8")
    read = (_condition(row) for row in csv.DictReader(table.splitlines()))
    return MappingProxyType({condition.code: condition for condition in read})


@cache
def implied_by(code: str) -> frozenset[str]:
    """The code with everything that comes with it; an unknown code stands alone."""
    reached: set[str] = set()
    waiting = [code]
    while waiting:
        here = waiting.pop()
        if here not in reached:
            reached.add(here)
            waiting.extend(conditions()[here].implies if here in conditions() else ())
    return frozenset(reached)


def _condition(row: dict[str, str]) -> Condition:
    return Condition(
        code=row["code"],
        name=row["name"],
        aliases=_listed(row["aliases"]),
        refusals=_listed(row["refusals"]),
        wants=_listed(row["wants"]),
        implies=_listed(row["implies"]),
        name_en=row["name_en"],
    )


def _listed(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split("|") if part.strip())
