"""Monotone piecewise-linear curves: what so much of something is worth."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

Curve = tuple[tuple[float, float], ...]
"""Points (x, y) by rising x; flat beyond both ends."""


def along(curve: Curve, values: Any) -> NDArray[np.float64]:
    """The curve's height at every value; nan stays nan."""
    xs, ys = zip(*curve, strict=True)
    return np.asarray(np.interp(np.asarray(values, dtype=np.float64), xs, ys), dtype=np.float64)
