"""Positions of reference codes in their sorted tables, and where places stand on the globe."""

from functools import cache
from math import cos, radians, sin

from data.reference.conditions import conditions
from data.reference.credentials import credentials
from data.reference.occupations import occupations
from data.reference.regions import current, regions
from data.reference.skills import skills

EARTH_KM = 6371.0


@cache
def occupation_position() -> dict[str, int]:
    """Level-4 occupations in the order of their codes."""
    return {code: i for i, code in enumerate(sorted(c for c, o in occupations().items() if o.level == 4))}


@cache
def skill_position() -> dict[str, int]:
    """Skills in the order of their codes."""
    return {code: i for i, code in enumerate(sorted(skills()))}


@cache
def credential_position() -> dict[str, int]:
    """Credentials in the order of their codes, from 1; 0 is "has none"."""
    return {code: i + 1 for i, code in enumerate(sorted(credentials()))}


@cache
def condition_bit() -> dict[str, int]:
    """One bit for each work condition, in the order of the table; at most 63."""
    table = conditions()
    if len(table) > 63:
        raise ValueError(f"{len(table)} work conditions do not fit 63 bits")
    return {code: 1 << i for i, code in enumerate(table)}


def bits(codes: frozenset[str], implied: bool = False) -> int:
    """A set of conditions as one integer, with what they imply where asked."""
    total = 0
    for code in codes:
        total |= condition_bit().get(code, 0)
        if implied and code in conditions():
            for other in conditions()[code].implies:
                total |= condition_bit().get(other, 0)
    return total


@cache
def globe(code: str) -> tuple[float, float, float]:
    """Where a division stands, in km from the centre of the earth: chords need no trigonometry."""
    region = regions()[current(code)]
    lon, lat = radians(region.lon), radians(region.lat)
    return (
        round(EARTH_KM * cos(lat) * cos(lon), 3),
        round(EARTH_KM * cos(lat) * sin(lon), 3),
        round(EARTH_KM * sin(lat), 3),
    )
