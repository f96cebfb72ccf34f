"""The tree of skills with what people call each one, and which skill stands how near to which other."""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from types import MappingProxyType

FOLDER = Path(__file__).with_suffix("")


@dataclass(frozen=True, slots=True)
class Skill:
    """One skill of a field.

    `related` holds (code, nearness) with nearness between 0 and 1, nearest first: how much of this skill
    somebody brings who has the other one. It holds both ways, so a table states each pair once.
    `parent` is the broader skill; `occupations` are codes of 职业分类大典 2022 where the skill is typical.
    """

    code: str
    name: str
    aliases: tuple[str, ...]
    field: str
    parent: str | None
    related: tuple[tuple[str, float], ...]
    occupations: tuple[str, ...]
    name_en: str


@dataclass(frozen=True, slots=True)
class _Line:
    """A skill as its row states it, with the place of the row for a complaint."""

    skill: Skill
    place: str


@cache
def skills() -> Mapping[str, Skill]:
    """Every skill by its code, in the order of the tables.

    Raises ValueError, naming file, line and code, when a row cannot be read or points to no skill.
    """
    return read_folder(FOLDER)


def read_folder(folder: Path) -> Mapping[str, Skill]:
    """The skills of every table in `folder`, one table for each field."""
    lines: dict[str, _Line] = {}
    for path in sorted(folder.glob("*.csv")):
        for line in _read(path):
            if line.skill.code in lines:
                raise ValueError(f"{line.place}: {line.skill.code} is already in the tables")
            lines[line.skill.code] = line
    _refuse_dangling(lines)
    near = _both_ways(lines)
    return MappingProxyType({code: replace(line.skill, related=near[code]) for code, line in lines.items()})


def _read(path: Path) -> Iterator[_Line]:
    with path.open(encoding="utf-8", newline="") as text:
        rows = csv.DictReader(text)
        for row in rows:
            place = f"{path.name} line {rows.line_num}"
            if not row["code"].startswith(f"{path.stem}."):
                raise ValueError(f"{place}: {row['code']} does not begin with the field {path.stem}")
            yield _Line(
                Skill(
                    code=row["code"],
                    name=row["name"],
                    aliases=_several(row["aliases"]),
                    field=path.stem,
                    parent=row["parent"] or None,
                    related=tuple(_relation(cell, place) for cell in _several(row["related"])),
                    occupations=_several(row["occupations"]),
                    name_en=row["name_en"],
                ),
                place,
            )


def _relation(cell: str, place: str) -> tuple[str, float]:
    code, _, nearness = cell.partition(":")
    try:
        value = float(nearness)
    except ValueError:
        value = 0.0
    if not 0 < value < 1:
        raise ValueError(
            f"{place}: {cell!r} is not a code with a nearness between 0 and 1, such as {code}:0.5"
        )
    return code, value


def _refuse_dangling(lines: Mapping[str, _Line]) -> None:
    for line in lines.values():
        if line.skill.parent is not None and line.skill.parent not in lines:
            raise ValueError(f"{line.place}: the parent {line.skill.parent} is not a skill of the tables")
        for code, _ in line.skill.related:
            if code not in lines:
                raise ValueError(f"{line.place}: the related {code} is not a skill of the tables")


def _both_ways(lines: Mapping[str, _Line]) -> Mapping[str, tuple[tuple[str, float], ...]]:
    """Each pair seen from both of its ends; where the ends state different figures, the nearer one."""
    near: dict[str, dict[str, float]] = {code: {} for code in lines}
    for code, line in lines.items():
        for other, nearness in line.skill.related:
            value = max(nearness, near[code].get(other, 0.0))
            near[code][other] = near[other][code] = value
    return {
        code: tuple(sorted(found.items(), key=lambda pair: (-pair[1], pair[0])))
        for code, found in near.items()
    }


def _several(cell: str) -> tuple[str, ...]:
    return tuple(part for part in (piece.strip() for piece in cell.split("|")) if part)
