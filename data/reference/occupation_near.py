"""Which occupations working people really move between, and which only look alike, written by hand."""

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Near:
    """One statement: how near `a` and `b` are, in hundredths, and why, in Chinese, for those who keep the table.

    Each side is a whole code (`6-31-01-03`), or the beginning of one (`6-31`, `6-31-01`) for everything under it.
    """

    a: str
    b: str
    hundredths: int
    why: str


@cache
def occupation_near() -> tuple[Near, ...]:
    """Every statement, in the order of the table."""
    table = files("data.reference").joinpath("occupation_near.csv").read_text(encoding="utf-8")
    return tuple(
        Near(row["a"], row["b"], round(float(row["similarity"]) * 100), row["why"])
        for row in csv.DictReader(table.splitlines())
    )
