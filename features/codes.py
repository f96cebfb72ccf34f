"""Positions of reference codes in their sorted tables, and where places stand on the globe."""

from collections.abc import Iterable
from functools import cache
from math import cos, radians, sin

import numpy as np
from numpy.typing import NDArray

from data.reference.conditions import conditions
from data.reference.credentials import credentials
from data.reference.regions import current, regions
from data.reference.skills import skills
from features.similarity import skill_neighbours

EARTH_KM = 6371.0
LANES, LANE_BITS = 2, 62


@cache
def skill_position() -> dict[str, int]:
    """Skills in the order of their codes."""
    return {code: i for i, code in enumerate(sorted(skills()))}


@cache
def skill_matrix() -> NDArray[np.uint8]:
    """[asked, held] in hundredths: how far a held skill serves for an asked one, by position."""
    position = skill_position()
    matrix = np.zeros((len(position), len(position)), np.uint8)
    for asked, row in position.items():
        for held, share in skill_neighbours(asked).items():
            matrix[row, position[held]] = round(100 * share)
    return matrix


@cache
def credential_position() -> dict[str, int]:
    """Credentials in the order of their codes, from 1; 0 is "has none"."""
    return {code: i + 1 for i, code in enumerate(sorted(credentials()))}


@cache
def _condition_lane() -> dict[str, tuple[int, int]]:
    """Which integer and which bit of it stand for a work condition."""
    table = conditions()
    if len(table) > LANES * LANE_BITS:
        raise ValueError(f"{len(table)} work conditions do not fit {LANES} lanes of {LANE_BITS} bits")
    return {code: (i // LANE_BITS, 1 << i % LANE_BITS) for i, code in enumerate(table)}


def bits(codes: Iterable[str]) -> tuple[int, ...]:
    """A set of work conditions as the bits of LANES integers."""
    lanes = [0] * LANES
    for code in codes:
        lane, bit = _condition_lane().get(code, (0, 0))
        lanes[lane] |= bit
    return tuple(lanes)


@cache
def globe(code: str) -> tuple[float, float, float]:
    """Where a division stands, in km from the centre of the earth: chords need no trigonometry."""
    region = regions()[current(code) or code]
    lon, lat = radians(region.lon), radians(region.lat)
    return (
        round(EARTH_KM * cos(lat) * cos(lon), 3),
        round(EARTH_KM * cos(lat) * sin(lon), 3),
        round(EARTH_KM * sin(lat), 3),
    )
