"""The divisions of China down to the county: codes, names, where they lie, and what became of ended ones."""

from __future__ import annotations

import csv
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from types import MappingProxyType

TABLE = Path(__file__).with_name("regions.csv")
TOWNS = Path(__file__).with_name("towns.csv")
EARTH_RADIUS_KM = 6371.0


@dataclass(frozen=True, slots=True)
class Region:
    """One division, standing or ended; `short` is what people call it, `lon`/`lat` are degrees (GCJ-02).

    `level` is province, city (prefecture) or county. The counties of 北京, 天津, 上海 and 重庆, and those
    that a province governs directly, have the province as `parent`. `successor` is set on ended ones only
    and is always a standing division: the one that took over its seat or most of it.
    """

    code: str
    name: str
    short: str
    level: str
    parent: str | None
    lon: float
    lat: float
    aliases: tuple[str, ...] = ()
    status: str = "active"
    successor: str | None = None

    @property
    def active(self) -> bool:
        return self.status == "active"


@dataclass(frozen=True, slots=True)
class Town:
    """A town, township or street office (nine digits); `county` is the lowest division of ours around it."""

    code: str
    name: str
    county: str


@cache
def regions() -> Mapping[str, Region]:
    """Every division by its six-digit code, in the order of the codes, ended ones among them."""
    return MappingProxyType({region.code: region for region in _read_regions()})


@cache
def towns() -> tuple[Town, ...]:
    """The forty thousand towns, in the order of their codes; read when first asked for."""
    with TOWNS.open(encoding="utf-8", newline="") as lines:
        return tuple(Town(*row) for row in csv.reader(lines) if row[0] != "code")


def current(code: str) -> str | None:
    """The standing division that `code` is now; None for a code that never was."""
    region = regions().get(code)
    return None if region is None else region.successor or code


def ancestors(code: str) -> tuple[str, ...]:
    """What the division lies in, nearest first: the county's city, then its province."""
    region = regions().get(code)
    if region is None or region.parent is None:
        return ()
    return (region.parent, *ancestors(region.parent))


@lru_cache(maxsize=8192)
def lineage(code: str) -> tuple[str, ...]:
    """The division itself and what it lies in."""
    return (code, *ancestors(code)) if code in regions() else ()


def is_within(code: str, area: str) -> bool:
    """Whether `code` is `area` or lies in it."""
    return area in lineage(code)


def common_area(*codes: str) -> str | None:
    """The smallest division that holds them all; None when they share no province."""
    lines = [lineage(code) for code in codes]
    if not lines:
        return None
    return next((area for area in lines[0] if all(area in line for line in lines[1:])), None)


def full_name(code: str) -> str:
    """江西省抚州市南城县; the empty text for a code that never was."""
    return "".join(regions()[area].name for area in reversed(lineage(code)))


def distance_km(one: str, other: str) -> float:
    """Great-circle kilometres between the two seats (haversine); `nan` when either code never was."""
    here, there = regions().get(one), regions().get(other)
    if here is None or there is None:
        return math.nan
    north, south = math.radians(here.lat), math.radians(there.lat)
    half_lat = math.sin((south - north) / 2) ** 2
    half_lon = math.sin(math.radians(there.lon - here.lon) / 2) ** 2
    chord = half_lat + math.cos(north) * math.cos(south) * half_lon
    return 2 * EARTH_RADIUS_KM * math.asin(min(1.0, math.sqrt(chord)))


def _read_regions() -> Iterator[Region]:
    with TABLE.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            yield Region(
                code=row["code"],
                name=row["name"],
                short=row["short"],
                level=row["level"],
                parent=row["parent"] or None,
                lon=float(row["lon"]),
                lat=float(row["lat"]),
                aliases=tuple(part for part in row["aliases"].split("|") if part),
                status=row["status"],
                successor=row["successor"] or None,
            )
