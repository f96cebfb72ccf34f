"""Past choices become an ordinary scorecard: rising curves, whole points, a baseline for what nobody stated.

The model is the conditional logit of McFadden (1974): of the projects on offer an investor joins one
with a probability in proportion to e to its value, and the value is a sum of one curve a criterion.
Every curve is piecewise linear and may only rise; steps are drawn to be small and alike (ridge).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from data.errors import InvalidInput
from data.text import Text
from data.vocabulary import Track
from matcher.funding.choices import Choice
from matcher.funding.criteria import FUNDING_CRITERIA
from matcher.scorecard import BANDS, HUNDRED, Entry, Scorecard

Floats = NDArray[np.float64]

PIECES = 5
"""A curve has so many pieces of equal width."""

SMALL, ALIKE = 1e-5, 1e-4
"""How much a large step, and a step unlike its neighbour, cost."""

START = 0.1
CLOSE_ENOUGH = 1e-7
"""The fit ends when a round mends the loss by no more than this share."""

GROUP = {"stage": "wants", "ticket": "wants", "trade": "wants", "ground": "home", "place": "home"}
FITTED = 0
"""The version of a scorecard that was fitted on the spot and is not one that ships."""

TOO_FEW = Text(zh="历史太短，没有可学的选择", en="the history is too short: no choices to learn from")


@dataclass(frozen=True, slots=True)
class _Choices:
    """All choices under each other: steps[row, criterion × (PIECES + 1)], where the last of each says "unknown"."""

    steps: NDArray[np.float32]
    choice: NDArray[np.int64]
    begins: NDArray[np.int64]
    joined: Floats
    """Weight of each row that was joined, 0 for others; those of a choice add up to `weights` of it."""
    weights: Floats


def steps_of(measures: Floats) -> Floats:
    """How much of every piece of its curve each measure has climbed, [n, criteria × (PIECES + 1)]."""
    unknown = np.isnan(measures)
    climbed = np.clip(np.nan_to_num(measures)[..., None] * PIECES - np.arange(PIECES), 0.0, 1.0)
    climbed[unknown] = 0.0
    parts = np.concatenate([climbed, unknown[..., None]], axis=-1)
    return np.moveaxis(parts, 0, 1).reshape(measures.shape[1], -1)


def _stacked(past: Sequence[Choice]) -> _Choices:
    """An investor who joined n projects weighs as the root of n."""
    sizes = [choice.measures.shape[1] for choice in past]
    counts = np.array([choice.joined for choice in past], np.float64)
    weights = np.sqrt(counts) / np.sqrt(counts).sum()
    joined = np.concatenate([np.where(np.arange(n) < c.joined, w / c.joined, 0.0) for n, c, w in zip(sizes, past, weights, strict=True)])
    return _Choices(
        np.concatenate([steps_of(choice.measures).astype(np.float32) for choice in past]),
        np.repeat(np.arange(len(past)), sizes),
        np.cumsum([0, *sizes[:-1]]),
        joined,
        weights,
    )


def _loss(steps: Floats, past: _Choices) -> tuple[float, Floats]:
    """Minus the log likelihood with the ridge, and its slope."""
    values = (past.steps @ steps.astype(np.float32)).astype(np.float64)
    highest = np.maximum.reduceat(values, past.begins)
    powers = np.exp(values - highest[past.choice])
    totals = np.add.reduceat(powers, past.begins)
    loss = float(past.weights @ (np.log(totals) + highest) - past.joined @ values)
    surplus = (past.weights / totals)[past.choice] * powers - past.joined
    slope = (surplus.astype(np.float32) @ past.steps).astype(np.float64)
    rises = steps.reshape(-1, PIECES + 1)[:, :PIECES]
    bends = np.diff(rises, axis=1)
    loss += SMALL * float((rises**2).sum()) + ALIKE * float((bends**2).sum())
    ridge = np.zeros((len(rises), PIECES + 1))
    ridge[:, :PIECES] = 2.0 * SMALL * rises
    ridge[:, 1:PIECES] += 2.0 * ALIKE * bends
    ridge[:, : PIECES - 1] -= 2.0 * ALIKE * bends
    return loss, np.asarray(slope + ridge.ravel())


def fit(past: Sequence[Choice]) -> Scorecard:
    """The scorecard under which the choices that were made are likeliest; InvalidInput where there are none."""
    from scipy.optimize import minimize  # type: ignore[import-untyped]

    usable = [choice for choice in past if choice.measures.shape[1] > choice.joined]
    if not usable:
        raise InvalidInput(TOO_FEW)
    stacked = _stacked(usable)
    width = stacked.steps.shape[1]
    rising = [(None, None) if at % (PIECES + 1) == PIECES else (0.0, None) for at in range(width)]
    found = minimize(_loss, np.full(width, START), args=(stacked,), jac=True, method="L-BFGS-B", bounds=rising, options={"maxiter": 200, "ftol": CLOSE_ENOUGH})
    return scorecard_of(np.asarray(found.x).reshape(-1, PIECES + 1))


def scorecard_of(steps: Floats) -> Scorecard:
    """Curves in logits, [criteria, PIECES + 1], as points out of 100."""
    heights = steps[:, :PIECES].sum(axis=1)
    maxima = whole_points(heights / heights.sum()) if heights.any() else whole_points(np.full(len(heights), 1 / len(heights)))
    entries = tuple(
        _entry(criterion.key, int(points), rises[:PIECES], float(rises[PIECES]))
        for criterion, points, rises in zip(FUNDING_CRITERIA, maxima, steps, strict=True)
    )
    return Scorecard(Track.INVEST, FITTED, entries)


def whole_points(shares: Floats) -> NDArray[np.int64]:
    """Shares as whole points that add up to 100, at least one each; the largest remainders are rounded up."""
    spare = HUNDRED // 100 - len(shares)
    exact = shares * spare
    points = np.floor(exact).astype(np.int64)
    points[np.argsort(points - exact, kind="stable")[: spare - int(points.sum())]] += 1
    return points + 1


def _entry(key: str, points: int, rises: Floats, unknown: float) -> Entry:
    """The curve as a share of its height; the baseline lies between nothing and everything."""
    height, maximum = float(rises.sum()), points * 100
    shares = np.cumsum(rises) / height if height else np.arange(1, PIECES + 1) / PIECES
    curve = ((0.0, 0.0), *((round((at + 1) / PIECES, 4), round(float(y), 4)) for at, y in enumerate(shares)))
    baseline = round(maximum * unknown / height) if height else maximum // 2
    return Entry(key, GROUP.get(key, "can"), maximum, min(max(baseline, 1), maximum - 1), curve)


def as_toml(scorecard: Scorecard, comment: str) -> str:
    """The scorecard in the form in which scorecards ship."""
    lines = [f"# {comment}", f'track = "{scorecard.track.value}"', f"version = {scorecard.version}", "", "[bands]"]
    lines += [f"{word} = {least / 100:g}" for word, least in zip(BANDS, scorecard.bands, strict=False)]
    for entry in scorecard.entries:
        lines += ["", f"[criteria.{entry.key}]", f'group = "{entry.group}"', f"max = {entry.maximum // 100}", f"baseline = {entry.baseline / 100:g}"]
        lines += [f"curve = [{', '.join(f'[{x:g}, {y:g}]' for x, y in entry.curve)}]"]
    return "\n".join(lines) + "\n"
