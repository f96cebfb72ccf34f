"""Which industries belong together in a county, whatever the classification says, written by hand."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from data.reference.tables import rows


@dataclass(frozen=True, slots=True)
class NearIndustries:
    """One statement: how near `a` and `b` are, in hundredths, and why, in Chinese, for those who keep the table.

    A side stands for itself and for everything under it, unless a narrower statement says otherwise.
    """

    a: str
    b: str
    hundredths: int
    why: str


@cache
def industry_near() -> tuple[NearIndustries, ...]:
    """Every statement, in the order of the table."""
    return tuple(
        NearIndustries(row["a"], row["b"], round(float(row["nearness"]) * 100), row["why"])
        for row in rows("industry_near.csv")
    )
