"""Which words of job titles, Chinese and English, name one kind of work, or only a rank that says little about it."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Kin:
    """One kind of work with its words; a word may stand in several.

    `near` are kinds next to it, and next to each other in turn. `weight` in [0, 1] is how much the
    words say about the work: 1, or less for ranks and endings (经理, manager).
    """

    kind: str
    near: tuple[str, ...]
    weight: float
    zh: tuple[str, ...]
    en: tuple[str, ...]


@cache
def title_kin() -> Mapping[str, Kin]:
    """Every kind by its name, in the order of the table."""
    table = files("data.reference").joinpath("title_kin.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(table.splitlines())
    return MappingProxyType({row["kind"]: _kin(row) for row in rows})


def _kin(row: Mapping[str, str]) -> Kin:
    return Kin(
        kind=row["kind"],
        near=_several(row["near"]),
        weight=float(row["weight"] or 1),
        zh=_several(row["zh"]),
        en=_several(row["en"]),
    )


def _several(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split("|") if part)
