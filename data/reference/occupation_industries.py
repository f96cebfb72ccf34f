"""Which industries somebody knows who did an occupation: the trade that a former job speaks of."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from data.reference.tables import rows, several


@cache
def industries_of(occupation: str) -> tuple[str, ...]:
    """The industries of an occupation, the likeliest first, as codes of any level of GB/T 4754-2017.

    What the longest known beginning of the code says; empty where the work is the same in any industry
    (a cashier of a works office, a cleaner of any firm) or the code is unknown.
    """
    parts = _bare(occupation).split("-")
    table = occupation_industries()
    for length in range(len(parts), 0, -1):
        said = table.get("-".join(parts[:length]))
        if said is not None:
            return said
    return ()


@cache
def occupation_industries() -> Mapping[str, tuple[str, ...]]:
    """Industries by the beginning of occupation codes (`6-05`, `6-05-01`, `6-05-01-03`)."""
    return MappingProxyType({row["occupation"]: several(row["industries"]) for row in rows("occupation_industries.csv")})


def _bare(code: str) -> str:
    """The beginning that a group stands for: 6-05-00-00 is 6-05."""
    while code.endswith("-00"):
        code = code.removesuffix("-00")
    return code
