"""What prices prove of an answer: a bound that no total can pass, and whether they are prices at all."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from matcher.check_rows import Bounds, Numbers, Rows


class Prices(NamedTuple):
    """In hundredths: int64[O], of a seat; int64[Q], of a seat in a quota's part, beside it; int64[M], what a member
    gains, where that is told as well."""

    seats: Numbers
    parts: Numbers
    profits: Numbers | None = None


def bound_by(rows: Rows, worths: Numbers, prices: Prices) -> int:
    """What no answer within the demand's bounds can exceed (weak duality of the linear program).

    Every seat pays at most its price for as many as may sit there, a negative price for as many as must; every member
    gains at most the best differences of score and price, as many as it may take, and those of its locked pairs.
    """
    gains = worths - price_of_pairs(rows, prices)
    must = rows.open & rows.locked
    left = rows.takes - np.bincount(rows.members[must], minlength=len(rows.takes))
    return int(_paid(rows.seats, prices.seats) + _paid(rows.quotas, prices.parts) + gains[must].sum()) + _best(
        rows.members, np.where(rows.open & ~must, gains, 0), left
    )


def price_of_pairs(rows: Rows, prices: Prices) -> Numbers:
    """int64[E] what a pair's seat costs, its quota's part included."""
    return np.asarray(prices.seats[rows.places] + np.append(prices.parts, 0)[rows.parts])


def _paid(bounds: Bounds, prices: Numbers) -> int:
    return int((np.maximum(prices, 0) * bounds.most).sum() + (np.minimum(prices, 0) * bounds.least).sum())


def _best(members: Numbers, gains: Numbers, takes: Numbers) -> int:
    """Each member's best gains above 0, as many as it may take."""
    rows = np.flatnonzero(gains > 0)
    several = rows[takes[members[rows]] > 1]
    best = np.zeros(len(takes), np.int64)
    once = rows[takes[members[rows]] == 1]
    np.maximum.at(best, members[once], gains[once])
    order = several[np.lexsort((-gains[several], members[several]))]
    owners = members[order]
    rank = np.arange(len(order)) - np.searchsorted(owners, owners)
    return int(best.sum() + gains[order][rank < takes[owners]].sum())


def refuted(rows: Rows, worths: Numbers, prices: Prices, eps: int = 0) -> Iterator[str]:
    """Why these are no prices of this answer; nothing where they prove it, up to `eps` hundredths a pair."""
    if len(prices.seats) != len(rows.seats.most) or len(prices.parts) != len(rows.quotas.most):
        yield "not every opportunity has a price"
        return
    yield from _unsound("opportunity", rows.seats, prices.seats, eps)
    yield from _unsound("quota", rows.quotas, prices.parts, eps)
    if prices.profits is None:
        return
    for member in np.flatnonzero(prices.profits < 0).tolist():
        yield f"the profit of member {member} is below 0"
    for member in np.flatnonzero((prices.profits > eps) & (rows.busy < rows.takes)).tolist():
        yield f"member {member} has a profit and a place left"
    gains = worths - price_of_pairs(rows, prices) - prices.profits[rows.members]
    better = np.flatnonzero(rows.open & ~rows.held & (gains > eps))
    yield from (f"pair {pair} is worth more than its price and profit" for pair in _named(rows, better))
    worse = np.flatnonzero(rows.held & ~rows.locked & (gains < -eps))
    yield from (f"pair {pair} is worth less than its price and profit" for pair in _named(rows, worse))


def _unsound(name: str, bounds: Bounds, prices: Numbers, eps: int) -> Iterator[str]:
    """A price is paid where the last seat is taken; a negative one where a minimum keeps somebody there."""
    for at in np.flatnonzero((prices < -eps) & (bounds.taken > bounds.least)).tolist():
        yield f"the price of {name} {at} is below 0"
    for at in np.flatnonzero((prices > eps) & (bounds.taken < bounds.most)).tolist():
        yield f"{name} {at} has a price though seats stay free"


def _named(rows: Rows, some: Numbers) -> list[tuple[int, int]]:
    return list(zip(rows.members[some].tolist(), rows.places[some].tolist(), strict=True))
