"""A made-up labour market at allocation time: members with a trade and a home, openings with up to 400 seats, and who fits where."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matcher.demand import Edges

TRADES = 40
LISTED = 25
"""Openings that a member is a candidate for."""

LOOKED_AT = 60
"""Openings that a member's list is the best of; in a small trade all of them."""

NEIGHBOURS = 2
"""Trades on either side of its own that a member would work in as well."""

OWN_TRADE, NEAR_TRADE, WAY, PAY, SKILL = 4500, 2000, 2500, 2000, 1000
"""Hundredths of a point that each thing is worth at most."""


@dataclass(frozen=True, slots=True)
class Market:
    """The candidate pairs, the seats of each opening (int64[O]) and how many each member may take (int64[M])."""

    edges: Edges
    seats: NDArray[np.int64]
    takes: NDArray[np.int64]


def market(members: int, openings: int, seats_a_member: float, seed: int = 20261123) -> Market:
    """Trades are as uneven as words (Zipf); headcounts are skewed, most below 30, the largest 400.

    Everyone in a common trade looks at the same openings. A score is made as a scorecard makes one: the trade itself
    or a neighbouring one, the way there in steps, pay against the wish in steps, and skills in steps: equals abound.
    """
    random = np.random.default_rng(seed)
    share = 1 / np.arange(1, TRADES + 1) ** 0.9
    share /= share.sum()
    trade, offered = random.choice(TRADES, members, p=share), random.choice(TRADES, openings, p=share)
    home, site = random.normal(0, 60, (members, 2)), random.normal(0, 50, (openings, 2))
    wish, pay = random.normal(5200, 900, members), random.normal(5400, 800, openings)
    edges = _listed(random, trade, offered, home, site, wish, pay)
    return Market(edges, headcounts(random, openings, round(members * seats_a_member)), np.ones(members, np.int64))


def headcounts(random: np.random.Generator, openings: int, total: int) -> NDArray[np.int64]:
    """Seats of each opening, 1 to 400, close to a total."""
    wild = random.lognormal(0, 1.3, openings)
    low, high = 0.0, 400.0 * openings
    for _ in range(60):
        middle = (low + high) / 2
        if np.clip(wild * middle, 1, 400).sum() < total:
            low = middle
        else:
            high = middle
    return np.clip(np.rint(wild * low), 1, 400).astype(np.int64)


def _listed(
    random: np.random.Generator, trade: NDArray[np.int64], offered: NDArray[np.int64], home: NDArray[np.float64],
    site: NDArray[np.float64], wish: NDArray[np.float64], pay: NDArray[np.float64],
) -> Edges:  # fmt: skip
    """The best pairs of each member among the openings of its own trade and its neighbours."""
    rows: list[NDArray[np.int64]] = []
    for one in range(TRADES):
        own = np.flatnonzero(trade == one)
        near = np.flatnonzero(np.abs(offered - one) <= NEIGHBOURS)
        if not len(own) or not len(near):
            continue
        looked = np.stack([random.permutation(near)[:LOOKED_AT] for _ in range(len(own))])
        way = np.linalg.norm(home[own][:, None] - site[looked], axis=2)
        met = np.clip(1 + (pay[looked] - wish[own][:, None]) / 2500, 0, 1)
        score = (
            np.where(offered[looked] == one, OWN_TRADE, NEAR_TRADE)
            + np.rint(WAY * np.exp(-way / 80)).astype(np.int64) // 5 * 5
            + np.rint(PAY * met).astype(np.int64) // 10 * 10
            + SKILL * random.integers(0, 6, looked.shape) // 5
        )
        best = np.argsort(-score, axis=1, kind="stable")[:, :LISTED]
        listed, worth = np.take_along_axis(looked, best, 1), np.take_along_axis(score, best, 1)
        rows.append(np.stack([np.repeat(own, best.shape[1]), listed.ravel(), worth.ravel()], axis=1))
    joined = np.concatenate(rows)
    joined = joined[np.lexsort((joined[:, 1], joined[:, 0]))]
    return Edges(joined[:, 0].copy(), joined[:, 1].copy(), joined[:, 2].copy())
