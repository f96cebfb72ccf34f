"""How fast many seats are filled, and how well that is proven: ours beside OR-Tools' min-cost flow and SciPy's HiGHS.

Each solver runs in a process of its own; times are CPU seconds, memory is what it took beside the market itself.

    python -m tests.bench.allocation            20,000 members x 500 openings, too few seats and more than enough
    python -m tests.bench.allocation --highs    the same with HiGHS (some 10 seconds a market)
    python -m tests.bench.allocation --large    200,000 x 5,000
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time

import numpy as np
from numpy.typing import NDArray

from matcher.auction import sell
from tests.bench.allocation_market import Market, market
from tests.bench.allocation_solvers import Solved, save, solve_apart

SMALL, LARGE = (20_000, 500), (200_000, 5_000)
FEW, MANY = 0.95, 1.15
"""Seats for each member."""

CERTIFIED, AGAINST_FLOW, AGAINST_HIGHS = 1e-6, 1.0, 20.0
"""The bars: the gap by the total, our time by OR-Tools', HiGHS' time by ours."""


def line(solved: Solved, first: Solved) -> str:
    """One solver's figures; the ratio is its whole call by our whole call."""
    gap = "" if solved.gap is None else f"gap {solved.gap / solved.total:.0e}"
    return (
        f"  {solved.name:8} solve {solved.solving:8.3f} s, whole call {solved.whole:8.3f} s, {solved.whole / first.whole:6.1f} x ours, "
        f"{solved.memory:7.0f} MB, total {solved.total / 100:,.2f} {gap}"
    )


def told_of_prices(solved: Solved, seats: Sequence[int]) -> str:
    """What a seat more and a seat less is worth, beside the score of the last seat, of the openings that are full."""
    prices, cutoffs, last = np.array(solved.prices), np.array(solved.cutoffs), np.array(solved.last)
    full = (cutoffs > 0) & (last >= 0)

    def quarters(figures: NDArray[np.int64]) -> str:
        return " ".join(f"{value / 100:.2f}" for value in np.quantile(figures[full], (0, 0.25, 0.5, 0.75, 1)))

    return (
        f"  {int(full.sum())} of {len(seats)} openings have a cut-off; least, quarters, most: {quarters(cutoffs)}\n"
        f"  cut-off less price {quarters(cutoffs - prices)}; last seat less cut-off {quarters(last - cutoffs)}"
    )


def told_of_change(asked: Market) -> str:
    """What moves where the largest opening loses a seat: solved afresh, and with the wish that all stay who can."""
    first, seats = sell(asked.edges, asked.seats, asked.takes), asked.seats.copy()
    seats[int(np.argmax(seats * (first.prices > 0)))] -= 1
    afresh, begun = sell(asked.edges, seats, asked.takes), process_time()
    again = sell(asked.edges, seats, asked.takes, first.taken)
    seconds = process_time() - begun
    moved = [int((first.taken & ~sale.taken).sum()) for sale in (afresh, again)]
    return f"  one seat less: {moved[1]} placements end, {moved[0]} where it is solved afresh; {seconds:.3f} s, gap {again.gap}"


def run(size: tuple[int, int], seats_a_member: float, solvers: Sequence[str]) -> bool:
    """Print one market's figures; whether the bars are met."""
    asked = market(*size, seats_a_member)
    with TemporaryDirectory() as folder:
        file = Path(folder) / "market.npz"
        save(asked, file)
        found = [solve_apart(name, file) for name in solvers]
    members, openings = size
    print(f"{members:,} members x {openings:,} openings, {len(asked.edges):,} pairs, {int(asked.seats.sum()):,} seats", flush=True)
    first = found[0]
    for solved in found:
        print(line(solved, first))
    print(told_of_prices(first, asked.seats.tolist()), flush=True)
    print(told_of_change(asked), flush=True)
    flow = found[1]
    met = first.gap is not None and first.gap <= CERTIFIED * first.total and len({solved.total for solved in found}) == 1
    met &= first.whole <= AGAINST_FLOW * flow.solving
    met &= all(solved.whole >= AGAINST_HIGHS * first.whole for solved in found[2:])
    print(f"  {first.whole / flow.solving:.2f} of the time of OR-Tools' solve() alone: {'met' if met else 'MISSED'}", flush=True)
    return met


def main(arguments: Sequence[str]) -> int:
    """0 where every bar is met."""
    solvers = ["ours", "ortools", *(["highs"] if "--highs" in arguments else [])]
    size = LARGE if "--large" in arguments else SMALL
    missed = [share for share in (FEW, MANY) if not run(size, share, solvers)]
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
