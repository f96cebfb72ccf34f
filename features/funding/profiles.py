"""An investor with the habits, and a project with its earlier backers: what the columns are read from."""

from dataclasses import dataclass
from math import log10

import numpy as np

from features.funding.history import Investment, Investor, Site, Venture

BIN = 0.1
SUMS = np.arange(3.0, 9.5, BIN)
"""Decimal logarithms of the sums that are told apart."""

SPOT, AREA, STATE, ANYWHERE = 3, 2, 1, 0
"""How narrow the place of a habit is."""

Ground = tuple[int, str, float]
"""How narrow, which place, log ratio."""


@dataclass(frozen=True, slots=True)
class InvestorProfile:
    """An investor with the habits; each pair is (what, log ratio)."""

    investor: Investor
    past: tuple[Investment, ...]
    trades: tuple[tuple[str, float], ...] = ()
    circle: tuple[tuple[str, float], ...] = ()
    """Trades of those with whom the investor usually joins."""
    grounds: tuple[Ground, ...] = ()
    stages: tuple[tuple[str, float], ...] = ()
    """The last one, without a name, is any other stage."""
    sums: tuple[tuple[int, float], ...] = ()
    partners: tuple[tuple[str, float], ...] = ()
    """(investor, closeness above 0 up to 1)."""


@dataclass(frozen=True, slots=True)
class VentureProfile:
    """A project with those who joined an earlier round of it."""

    venture: Venture
    backers: tuple[str, ...]


def spot(site: Site) -> str:
    """The name of the narrowest place, unique in the world."""
    return f"{area(site)}/{site.city}"


def area(site: Site) -> str:
    """The name of the region."""
    return f"{state(site)}/{site.region}"


def state(site: Site) -> str:
    """The name of the state."""
    return f"{site.country}/{site.state}"


def sum_bin(raised: float) -> int:
    """Which of the `SUMS` a sum in dollars is closest to, counted from 1."""
    at = round((log10(max(raised, 1.0)) - float(SUMS[0])) / BIN)
    return min(max(at, 0), len(SUMS) - 1) + 1
