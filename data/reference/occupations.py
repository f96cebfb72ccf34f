"""The national classification of occupations (职业分类大典 2022) with what people really call each one."""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

FOLDER = Path(__file__).with_suffix("")


@dataclass(frozen=True, slots=True)
class Occupation:
    """One entry of the classification, at one of its four levels.

    `aliases` are titles of job advertisements, `colloquial` is what people say; both may be empty.
    """

    code: str
    name: str
    level: int
    parent: str | None
    aliases: tuple[str, ...]
    colloquial: tuple[str, ...]
    name_en: str


@cache
def occupations() -> Mapping[str, Occupation]:
    """Every occupation by its code, in the order of the codes."""
    rows = sorted((row for path in FOLDER.glob("*.csv") for row in _read(path)), key=lambda row: row.code)
    return MappingProxyType({row.code: row for row in rows})


@cache
def assignable() -> tuple[Occupation, ...]:
    """The occupations that a person can be given: those with nothing below them.

    That is level 4, and the remainders (其他…人员) that the classification leaves undivided.
    """
    parents = {row.parent for row in occupations().values()}
    return tuple(row for row in occupations().values() if row.code not in parents)


def _read(path: Path) -> Iterator[Occupation]:
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            yield Occupation(
                code=row["code"],
                name=row["name"],
                level=int(row["level"]),
                parent=row["parent"] or None,
                aliases=_several(row["aliases"]),
                colloquial=_several(row["colloquial"]),
                name_en=row["name_en"],
            )


def _several(cell: str) -> tuple[str, ...]:
    return tuple(part for part in (piece.strip() for piece in cell.split("|")) if part)
