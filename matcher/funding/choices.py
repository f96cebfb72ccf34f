"""Past choices to learn from: what investors joined after a day, beside projects that they could have joined and did not."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from features.funding.history import History, Investment, Venture
from features.pool import order_key
from matcher.funding.market import Market

WINDOWS = 3
WINDOW = timedelta(days=304)
"""Ten months: long enough for choices, short enough that habits known at its start still hold."""

MOST_REFUSED = 200
"""So many projects that were not joined stand for all of them, by a fixed draw."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One investor's window: measures[criteria, n] of n projects, of which the first `joined` were joined."""

    investor: str
    joined: int
    measures: NDArray[np.float64]


def choices(history: History) -> list[Choice]:
    """The choices of the last windows of a history, each seen with what was known at the window's start."""
    if not history.investments:
        return []
    end = history.investments[-1].venture.day + timedelta(days=1)
    days = [end - WINDOW * n for n in range(WINDOWS, -1, -1)]
    return [choice for start, stop in pairwise(days) for choice in _window(history, start, stop)]


def _window(history: History, start: date, stop: date) -> Iterator[Choice]:
    inside = [told for told in history.investments if start <= told.venture.day < stop]
    market = Market(history.investments, _offered(inside), start)
    joined: dict[str, set[str]] = {}
    for told in inside:
        joined.setdefault(told.investor, set()).add(told.venture.id)
    for investor in history.investors:
        new = market.new_to(investor)
        wanted = sorted(row for row in map(market.pool.row, joined.get(investor.id, ())) if row is not None)
        wanted = [at for at in wanted if new[at]]
        if wanted and market.habits.investor(investor).past:
            new[wanted] = 0
            others = np.flatnonzero(new)
            draw = np.random.default_rng(order_key(f"{investor.id} {start}"))
            refused = draw.choice(others, min(MOST_REFUSED, len(others)), replace=False)
            yield Choice(investor.id, len(wanted), market.measures(investor)[:, [*wanted, *refused.tolist()]])


def _offered(inside: Sequence[Investment]) -> list[Venture]:
    """Every project that was joined in the window, at the first of its rounds there."""
    first: dict[str, Venture] = {}
    for told in inside:
        first.setdefault(told.venture.id, told.venture)
    return list(first.values())
