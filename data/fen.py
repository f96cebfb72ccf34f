"""Money in whole fen: decimals as they were written, and sums dealt out without losing or making one."""

from collections.abc import Sequence
from fractions import Fraction

FEN = 100
"""Fen in a yuan."""


def exact(value: float) -> Fraction:
    """The decimal number that was written, without what binary cannot hold."""
    return Fraction(repr(float(value)))


def in_fen(value: Fraction) -> int:
    """Yuan as whole fen, the nearest; half a fen goes to the even one."""
    return round(value * FEN)


def shared_out(total: int, weights: Sequence[int | Fraction]) -> tuple[int, ...]:
    """Whole parts of `total` in proportion to the weights that add up to it exactly: the largest remainders get the odd fen.

    Of equal remainders the earlier one comes first. Weights are not negative; where all are 0, so is every part.
    """
    whole = sum(weights)
    if not whole:
        return (0,) * len(weights)
    exactly = [Fraction(total) * weight / whole for weight in weights]
    parts = [part.numerator // part.denominator for part in exactly]
    order = sorted(range(len(parts)), key=lambda at: (parts[at] - exactly[at], at))
    for at in order[: total - sum(parts)]:
        parts[at] += 1
    return tuple(parts)
