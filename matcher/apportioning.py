"""Dividing a whole into parts that add up to it exactly."""

from collections.abc import Sequence


def apportion(whole: int, weights: Sequence[int]) -> tuple[int, ...]:
    """Parts of `whole` in proportion to the weights, by largest remainder; of equal remainders the first goes first.

    All parts are 0 where no weight is above 0.
    """
    total = sum(weights)
    if total <= 0:
        return (0,) * len(weights)
    parts = [whole * weight // total for weight in weights]
    behind = sorted(range(len(weights)), key=lambda i: (-(whole * weights[i] % total), i))
    for i in behind[: whole - sum(parts)]:
        parts[i] += 1
    return tuple(parts)
