"""Which words of job titles, Chinese and English, name one kind of work, or only a rank that says little about it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from data.reference.tables import rows, several


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
    return MappingProxyType({row["kind"]: _kin(row) for row in rows("title_kin.csv")})


def _kin(row: Mapping[str, str]) -> Kin:
    return Kin(
        kind=row["kind"],
        near=several(row["near"]),
        weight=float(row["weight"] or 1),
        zh=several(row["zh"]),
        en=several(row["en"]),
    )
