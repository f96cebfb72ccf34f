"""What people know how to do, as projects and volunteer teams ask for it, with the words that tell it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from data.reference.tables import rows, several


@dataclass(frozen=True, slots=True)
class Knowhow:
    """One kind of know-how: `tied` in [0, 1] is how far it holds for one product alone; `near` what serves in its place."""

    code: str
    name: str
    name_en: str
    tied: float
    words: tuple[str, ...]
    near: tuple[tuple[str, float], ...]


@cache
def knowhow() -> Mapping[str, Knowhow]:
    """Every kind of know-how by its code, in the order of the table."""
    return MappingProxyType({row["code"]: _read(row) for row in rows("knowhow.csv")})


def _read(row: Mapping[str, str]) -> Knowhow:
    pairs = (pair.partition(":") for pair in several(row["near"]))
    near = tuple((code, float(share)) for code, _, share in pairs)
    return Knowhow(row["code"], row["name"], row["name_en"], float(row["tied"]), several(row["words"]), near)
