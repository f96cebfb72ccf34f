"""What each investor does more often than others: trades, places, stages, sums and partners, from the rounds before a day.

A habit is the natural logarithm of a ratio: how much more often than investors in general one joins
rounds of a kind. Few rounds tell little, so every ratio is drawn towards a prior that counts as a few
rounds more: all investors together, the partners' habits, the wider place. Older rounds count less.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from math import log, log10
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from features.funding.grounds import Grounds
from features.funding.history import Investment, Investor, Venture
from features.funding.profiles import SUMS, InvestorProfile, VentureProfile
from features.funding.tally import Floats, Tally, meetings, tally

K = TypeVar("K")
HALF_LIFE = 730.0
"""Days after which a round counts half."""

PRIOR = 1.0
"""So many rounds all investors together count in trade and stage."""

PRIOR_SUM = 3.0
MOST_TAUGHT = 20.0
"""No investor teaches which trades go together with more than so many rounds."""

SPREAD = 0.25
LEAST_DENSITY = 1e-4
NO_STAGE = ("", "other")


class Habits:
    """The habits of all investors that joined a round before `day`."""

    def __init__(self, investments: Sequence[Investment], day: date) -> None:
        self.day = day
        self._past = [told for told in investments if told.venture.day < day]
        self._names = sorted({told.investor for told in self._past})
        self._row = {name: i for i, name in enumerate(self._names)}
        self._who = np.array([self._row[told.investor] for told in self._past], np.int64)
        ages = np.array([(day - told.venture.day).days for told in self._past], np.float64)
        self._weights = 0.5 ** (ages / HALF_LIFE)
        self._of: dict[str, list[Investment]] = {name: [] for name in self._names}
        self._backers: dict[str, dict[str, None]] = {}
        self._profiles: dict[Investor, InvestorProfile] = {}
        for told in self._past:
            self._of[told.investor].append(told)
            self._backers.setdefault(told.venture.id, {})[told.investor] = None
        backed = [[self._row[name] for name in backers] for backers in self._backers.values()]
        self._closeness = meetings(backed, len(self._names))
        self._learn()

    def venture(self, venture: Venture) -> VentureProfile:
        """A project with its earlier backers."""
        return VentureProfile(venture, tuple(self._backers.get(venture.id, ())))

    def investor(self, investor: Investor) -> InvestorProfile:
        """An investor's habits; none for one who joined nothing yet."""
        if investor not in self._profiles:
            i = self._row.get(investor.id)
            self._profiles[investor] = InvestorProfile(investor, ()) if i is None else self._profile(investor, i)
        return self._profiles[investor]

    def _profile(self, investor: Investor, i: int) -> InvestorProfile:
        friends = np.flatnonzero(self._closeness[i] > 0)
        stages = _paired(self._stages.values, self._stage_ratios[i])
        return InvestorProfile(
            investor,
            tuple(self._of[investor.id]),
            trades=_paired(self._trades.values, self._trade_ratios[i]) if self._trades.sizes[i, 0] else (),
            circle=_paired(self._trades.values, self._circle_ratios[i]) if len(friends) else (),
            grounds=tuple(self._grounds.of(i)),
            stages=(*stages, ("", log(PRIOR / (self._stages.sizes[i, 0] + PRIOR)))) if self._stages.sizes[i, 0] else (),
            sums=_paired(range(1, len(SUMS) + 1), self._sum_ratios[i]) if self._sums_told[i] else (),
            partners=tuple((self._names[j], float(self._closeness[i, j])) for j in friends),
        )

    def _learn(self) -> None:
        self._trades = self._tally(lambda told: told.venture.trade)
        self._trade_ratios = _kindred(self._trades)
        self._circle_ratios = self._trades.circled(self._closeness)
        self._stages = self._tally(lambda told: "" if told.venture.stage in NO_STAGE else told.venture.stage)
        self._stage_ratios = self._stages.ratios(PRIOR)
        self._grounds = Grounds(self._past, self._who, self._weights, self._closeness)
        self._sum_ratios, self._sums_told = self._sum_habits()

    def _tally(self, of: Callable[[Investment], str]) -> Tally:
        return tally([of(told) for told in self._past], self._who, self._weights, len(self._names))

    def _sum_habits(self) -> tuple[Floats, NDArray[np.bool_]]:
        """How dense the sums of an investor's rounds lie around each of `SUMS`, against all rounds.

        Where there are few they are drawn to a bell around the investor's own usual sum.
        """
        told = np.array([t.venture.raised is not None for t in self._past], bool)
        sums = np.array([log10(max(t.venture.raised, 1e3)) for t in self._past if t.venture.raised], np.float64)
        who, weights, count = self._who[told], self._weights[told], len(self._names)
        size = np.bincount(who, weights, count)
        if not len(sums):
            return np.ones((count, len(SUMS))), size > 0
        usual = (np.bincount(who, weights * sums, count) + 0.5 * np.average(sums, weights=weights)) / (size + 0.5)
        squares = np.bincount(who, weights * (sums - usual[who]) ** 2, count)
        wide = np.sqrt((squares + 2.0 * SPREAD) / (size + 2.0) + SPREAD**2)[:, None]
        heaps = np.exp(-0.5 * ((SUMS[None, :] - sums[:, None]) / SPREAD) ** 2) / SPREAD
        own = np.zeros((count, len(SUMS)))
        np.add.at(own, who, heaps * weights[:, None])
        bell = np.exp(-0.5 * ((SUMS[None, :] - usual[:, None]) / wide) ** 2) / wide
        density = (own + PRIOR_SUM * bell) / (size[:, None] + PRIOR_SUM)
        return (density + LEAST_DENSITY) / (heaps.mean(axis=0) + LEAST_DENSITY), size > 0


def _kindred(trades: Tally) -> Floats:
    """How much more often than others one is expected in each trade, by the own trades and what those join who join these."""
    if not len(trades.counts):
        return trades.counts
    shares = (trades.counts + PRIOR * trades.shares) / (trades.sizes + PRIOR)
    together = (shares * np.minimum(trades.sizes, MOST_TAUGHT)).T @ shares
    expected = shares @ (together / np.maximum(together.sum(axis=1, keepdims=True), 1e-12))
    return np.asarray(expected / np.maximum(expected.mean(axis=0), 1e-12))


def _paired(keys: Iterable[K], ratios: Floats) -> tuple[tuple[K, float], ...]:
    return tuple(zip(keys, np.log(ratios).tolist(), strict=True))
