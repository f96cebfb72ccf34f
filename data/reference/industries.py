"""The national classification of industries (GB/T 4754-2017) with what counties and members call them."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

TABLE = Path(__file__).with_name("industries.csv")


@dataclass(frozen=True, slots=True)
class Industry:
    """One entry: a section letter (level 1), then two, three or four digits after it (levels 2 to 4).

    `name_en` is one entry's alone within its level; a group and its only class may share it.
    """

    code: str
    name: str
    level: int
    parent: str | None
    aliases: tuple[str, ...]
    name_en: str


@cache
def industries() -> Mapping[str, Industry]:
    """Every industry by its code, in the order of the codes."""
    return MappingProxyType({industry.code: industry for industry in _read()})


def broader(code: str) -> tuple[str, ...]:
    """What the industry belongs to, nearest first, up to its section; empty for a code that never was."""
    industry = industries().get(code)
    if industry is None or industry.parent is None:
        return ()
    return (industry.parent, *broader(industry.parent))


def _read() -> Iterator[Industry]:
    with TABLE.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            yield Industry(
                code=row["code"],
                name=row["name"],
                level=int(row["level"]),
                parent=row["parent"] or None,
                aliases=tuple(part for part in row["aliases"].split("|") if part),
                name_en=row["name_en"],
            )
