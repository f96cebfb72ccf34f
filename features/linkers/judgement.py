"""How much each piece of evidence counts, and how sure the whole of it makes us."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module

import numpy as np
from numpy.typing import NDArray

from features.linkers.linear import Numbers

PRIOR = 10.0
"""How strongly weights are kept near zero, in units of the spread of their columns."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """One weight for each column of EVIDENCE, and `none`: what speaks for none of the candidates.

    `slope` and `middle` make of a portion a chance that comes true as often as it says.
    """

    weights: Numbers
    none: float
    slope: float = 1.0
    middle: float = 0.0

    def chances(self, rows: Numbers) -> Numbers:
        """The chance of each candidate of one title, given its rows of evidence."""
        odds = logit(self.portions(rows))
        return np.asarray(1 / (1 + np.exp(-(self.slope * odds + self.middle))), dtype=np.float64)

    def portions(self, rows: Numbers) -> Numbers:
        """How the candidates share certainty with each other and with none of them."""
        sums = np.append(rows @ self.weights, self.none)
        powers = np.exp(sums - sums.max())
        return np.asarray(powers[:-1] / powers.sum(), dtype=np.float64)


def logit(chances: Numbers) -> Numbers:
    """The logarithm of the odds."""
    kept = np.clip(chances, 1e-9, 1 - 1e-9)
    return np.asarray(np.log(kept / (1 - kept)), dtype=np.float64)


def fitted(met: Sequence[tuple[NDArray[np.int64], Numbers]], wanted: NDArray[np.int64]) -> Judgement:
    """The judgement under which the wanted codes, or none of the candidates, are likeliest.

    `met` holds the candidates and their rows of evidence, title by title.
    """
    rows = np.stack([found for _, found in met])
    hits = np.stack([candidates for candidates, _ in met]) == wanted[:, None]
    weights, none = _weights(rows, np.where(hits.any(axis=1), hits.argmax(axis=1), rows.shape[1]))
    portions = np.stack([Judgement(weights, none).portions(found) for found in rows])
    first = portions.argmax(axis=1)
    every = np.arange(len(rows))
    return Judgement(weights, none, *_curve(portions[every, first], hits[every, first]))


def _weights(rows: Numbers, right: NDArray[np.int64]) -> tuple[Numbers, float]:
    spread = rows.reshape(-1, rows.shape[2]).std(axis=0) + 1e-9
    scaled, every = rows / spread, np.arange(len(rows))

    def loss(weights: Numbers) -> tuple[float, Numbers]:
        sums = np.column_stack([scaled @ weights[:-1], np.full(len(rows), weights[-1])])
        powers = np.exp(sums - sums.max(axis=1, keepdims=True))
        portions = powers / powers.sum(axis=1, keepdims=True)
        cost = PRIOR * np.sum(weights[:-1] ** 2) / 2 - np.log(portions[every, right] + 1e-12).sum()
        portions[every, right] -= 1
        steepness = np.einsum("nk,nkd->d", portions[:, :-1], scaled) + PRIOR * weights[:-1]
        return float(cost), np.append(steepness, portions[:, -1].sum())

    best = _least(loss, rows.shape[2] + 1)
    return best[:-1] / spread, float(best[-1])


def _curve(portions: Numbers, right: NDArray[np.bool_]) -> tuple[float, float]:
    """Slope and middle of the logistic curve from portions to how often they are right (Platt 1999)."""
    odds = np.column_stack([logit(portions), np.ones(len(portions))])

    def loss(curve: Numbers) -> tuple[float, Numbers]:
        sums = odds @ curve
        cost = np.logaddexp(0, np.where(right, -sums, sums)).sum()
        return float(cost), odds.T @ (1 / (1 + np.exp(-sums)) - right)

    slope, middle = _least(loss, 2)
    return float(slope), float(middle)


def _least(loss: Callable[[Numbers], tuple[float, Numbers]], size: int) -> Numbers:
    minimize = import_module("scipy.optimize").minimize
    return np.asarray(minimize(loss, np.zeros(size), jac=True, method="L-BFGS-B").x, dtype=np.float64)
