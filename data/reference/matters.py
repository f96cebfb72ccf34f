"""What volunteers do for others and what members ask help with: two levels, with the words people use."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from data.reference.tables import rows, several
from data.vocabulary import ServiceKind


@dataclass(frozen=True, slots=True)
class Matter:
    """One matter.

    `parent` is the group that it belongs to, None for a group. `kinds` are the kinds of service that it usually
    falls under, the likeliest first; a clause that holds one word of each of the `cues` means it too; `skills` and `credentials` are codes that help to do it, or that a training
    leads to. `near` holds (code, nearness) with nearness between 0 and 1, both ways. `remote`: it can be done
    from away; `urgent`: waiting hurts.
    """

    code: str
    name: str
    name_en: str
    parent: str | None
    kinds: tuple[ServiceKind, ...]
    aliases: tuple[str, ...]
    cues: tuple[tuple[str, ...], ...]
    skills: tuple[str, ...]
    credentials: tuple[str, ...]
    near: tuple[tuple[str, float], ...]
    remote: bool
    urgent: bool


@cache
def matters() -> Mapping[str, Matter]:
    """Every matter by its code, in the order of the table.

    Raises ValueError, naming the code, when a row points to no matter or states no nearness between 0 and 1.
    """
    table = rows("matters.csv")
    near = _both_ways({row["code"]: row["near"] for row in table})
    return MappingProxyType({row["code"]: _matter(row, near[row["code"]]) for row in table})


def _matter(row: Mapping[str, str], near: Mapping[str, float]) -> Matter:
    return Matter(
        code=row["code"],
        name=row["name"],
        name_en=row["name_en"],
        parent=row["parent"] or None,
        kinds=tuple(ServiceKind(kind) for kind in several(row["kinds"])),
        aliases=several(row["aliases"]),
        cues=tuple(tuple(part.split("/")) for part in row["cues"].split("+") if part),
        skills=several(row["skills"]),
        credentials=several(row["credentials"]),
        near=tuple(sorted(near.items(), key=lambda pair: (-pair[1], pair[0]))),
        remote=row["remote"] == "1",
        urgent=row["urgent"] == "1",
    )


def _both_ways(cells: Mapping[str, str]) -> Mapping[str, Mapping[str, float]]:
    """Each pair seen from both of its ends; where the ends state different figures, the nearer one."""
    near: dict[str, dict[str, float]] = {code: {} for code in cells}
    for code, cell in cells.items():
        for relation in several(cell):
            other, _, said = relation.partition(":")
            if other not in cells or not 0 < float(said or 0) < 1:
                raise ValueError(f"matters.csv: {code} is near {relation!r}, which is no matter with a nearness")
            value = max(float(said), near[code].get(other, 0.0))
            near[code][other] = near[other][code] = value
    return near
