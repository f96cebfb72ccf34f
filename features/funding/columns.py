"""The columns of investors and of projects; names stand in them as fixed hashes, so no list of names has to be fitted."""

from collections.abc import Callable, Iterable
from typing import Any

import numpy as np

from features.funding.history import Site
from features.funding.profiles import InvestorProfile, VentureProfile, area, spot, state, sum_bin
from features.pool import Column, Row, Value, order_key

UNKNOWN_PLACE = ("", "unknown")
NOBODY = 0
NO_STAGE = ("", "other")

HABIT = [("what", "i8"), ("ratio", "f8")]
SEAT = [("city", "i8"), ("region", "i8"), ("state", "i8"), ("country", "i8")]
SITE = [*SEAT, ("spot", "i8"), ("area", "i8"), ("within", "i8")]


def key(text: str) -> int:
    """The fixed hash of a name; 0 for none."""
    return order_key(text) if text else 0


def _seat(site: Site) -> tuple[int, int, int, int]:
    """Hashes from the city up; 0 for a part that is not known."""
    region = "" if site.region in UNKNOWN_PLACE else site.region
    return (
        key(spot(site) if site.city else ""),
        key(f"{site.country}/{region}" if region else ""),
        key(state(site) if site.state else ""),
        key(site.country),
    )


def _seats(profile: InvestorProfile) -> list[Value]:
    seat = _seat(profile.investor.site)
    return [seat] if any(seat) else []


def _site(profile: VentureProfile) -> list[Value]:
    site = profile.venture.site
    return [(*_seat(site), key(spot(site)), key(area(site)), key(state(site)))] if site.country else []


def _habits(pairs: Iterable[tuple[str, float]]) -> list[Value]:
    return [(key(what), ratio) for what, ratio in pairs]


def _partners(profile: InvestorProfile) -> list[Value]:
    """The partners; whoever joined rounds without any still has somebody, who is nobody."""
    return [*_habits(profile.partners), (NOBODY, 0.0)] if profile.past else []


def _raised(profile: VentureProfile) -> list[Value]:
    return [] if profile.venture.raised is None else [(sum_bin(profile.venture.raised),)]


def _trade(profile: VentureProfile) -> list[Value]:
    return [(key(profile.venture.trade),)] if profile.venture.trade else []


def _stage(profile: VentureProfile) -> list[Value]:
    return [] if profile.venture.stage in NO_STAGE else [(key(profile.venture.stage),)]


def _column(name: str, fields: list[tuple[str, str]], values: Callable[[Any], Iterable[Value]], bag: bool = False) -> Column:
    return Column(name, np.dtype(fields), values, bag)


INVESTOR_COLUMNS: tuple[Column, ...] = (
    _column("trades", HABIT, lambda p: _habits(p.trades), bag=True),
    _column("circle", HABIT, lambda p: _habits(p.circle), bag=True),
    _column("seat", SEAT, _seats),
    _column("grounds", [("level", "i8"), *HABIT], lambda p: [(level, key(n), r) for level, n, r in p.grounds], bag=True),
    _column("stages", HABIT, lambda p: _habits(p.stages), bag=True),
    _column("sums", HABIT, lambda p: list(p.sums), bag=True),
    _column("partners", HABIT, _partners, bag=True),
)
VENTURE_COLUMNS: tuple[Column, ...] = (
    _column("trade", [("what", "i8")], _trade),
    _column("site", SITE, _site),
    _column("stage", [("what", "i8")], _stage),
    _column("raised", [("what", "i8")], _raised),
    _column("backers", [("what", "i8")], lambda p: [(key(name),) for name in p.backers], bag=True),
)


def row(columns: tuple[Column, ...], profile: InvestorProfile | VentureProfile) -> Row:
    """A profile as the values of its columns."""
    return {column.key: tuple(column.values(profile)) for column in columns}
