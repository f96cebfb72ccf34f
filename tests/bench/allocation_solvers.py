"""Who fills many seats: ours, OR-Tools' min-cost flow and SciPy's HiGHS, each in a process of its own with its time and memory.

`python -m tests.bench.allocation_solvers NAME FILE` solves the market in FILE and prints what it found as one line of JSON.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from time import process_time

import numpy as np

from matcher.demand import Edges
from tests.bench.allocation_market import Market, market

AT_LEAST = 2
"""Times that each solves it; the best counts."""


@dataclass(frozen=True, slots=True)
class Solved:
    """CPU seconds inside the solver and of the whole call from arrays to arrays; `memory` is what it took more, in MB.

    `prices`, `cutoffs` and the score of each opening's last seat only where a solver gives prices.
    """

    name: str
    total: int
    solving: float
    whole: float
    gap: int | None = None
    memory: float = 0.0
    prices: tuple[int, ...] = ()
    cutoffs: tuple[int, ...] = ()
    last: tuple[int, ...] = ()


def ours(asked: Market) -> Solved:
    """The auction; there is no solver apart from the call."""
    from matcher.auction import sell

    begun = process_time()
    sale = sell(asked.edges, asked.seats, asked.takes)
    whole = process_time() - begun
    last = np.full(len(asked.seats), -1, np.int64)
    for at, score in zip(asked.edges.opportunities[sale.taken].tolist(), asked.edges.scores[sale.taken].tolist(), strict=True):
        last[at] = score if last[at] < 0 else min(last[at], score)
    told = (tuple(figures.tolist()) for figures in (sale.prices, sale.cutoffs, last))
    return Solved("ours", sale.total, whole, whole, sale.gap, 0.0, *told)


def ortools(asked: Market) -> Solved:
    """Start → member → opening → end, as matcher/network.py lays it, without its conditions."""
    from ortools.graph.python.min_cost_flow import SimpleMinCostFlow

    edges, members, openings = asked.edges, len(asked.takes), len(asked.seats)
    begun = process_time()
    solver, start, end = SimpleMinCostFlow(), members + openings, members + openings + 1
    lay = solver.add_arcs_with_capacity_and_unit_cost
    pairs = lay(edges.members, members + edges.opportunities, np.ones(len(edges), np.int64), -edges.scores)
    lay(np.full(members, start), np.arange(members), asked.takes, np.zeros(members, np.int64))
    lay(members + np.arange(openings), np.full(openings, end), asked.seats, np.zeros(openings, np.int64))
    supply = int(asked.takes.sum())
    lay(np.array([start]), np.array([end]), np.array([supply]), np.array([0]))
    solver.set_nodes_supplies(np.array([start, end]), np.array([supply, -supply]))
    laid = process_time()
    if solver.solve() != solver.OPTIMAL:
        raise ArithmeticError("no flow was found")
    solved = process_time()
    total = int((np.asarray(solver.flows(pairs)) * edges.scores).sum())
    return Solved("ortools", total, solved - laid, process_time() - begun, 0)


def highs(asked: Market) -> Solved:
    """The same as a linear program over the pairs; its corners are whole."""
    from scipy.optimize import linprog
    from scipy.sparse import csr_array

    edges, members = asked.edges, len(asked.takes)
    begun = process_time()
    pair = np.arange(len(edges))
    rows, columns = np.concatenate([edges.members, members + edges.opportunities]), np.concatenate([pair, pair])
    limits = csr_array((np.ones(len(rows)), (rows, columns)), shape=(members + len(asked.seats), len(edges)))
    laid = process_time()
    found = linprog(-edges.scores, limits, np.concatenate([asked.takes, asked.seats]), bounds=(0, 1), method="highs")
    solved = process_time()
    return Solved("highs", round(-found.fun), solved - laid, solved - begun)


SOLVERS: dict[str, Callable[[Market], Solved]] = {solver.__name__: solver for solver in (ours, ortools, highs)}


def save(asked: Market, file: Path) -> None:
    """Keep a market so that other processes solve the same one."""
    edges = asked.edges
    np.savez(file, edges.members, edges.opportunities, edges.scores, asked.seats, asked.takes)


def solve_apart(name: str, file: Path) -> Solved:
    """In a process of its own."""
    command = [sys.executable, "-m", __spec__.name, name, str(file)]
    told = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return Solved(**{**told, **{key: tuple(told[key]) for key in ("prices", "cutoffs", "last")}})


def _memory(kind: str) -> float:
    """MB by the system's own account (Linux). getrusage would not do: its peak is handed on by the process that starts us."""
    told = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
    return int(told[kind].split()[0]) / 1024


def _solve(name: str, file: Path) -> Solved:
    """Once on a small market, so that everything is read and compiled, then for time and memory."""
    solver = SOLVERS[name]
    solver(market(200, 20, 0.9))
    with np.load(file) as kept:
        members, opportunities, scores, seats, takes = (kept[key] for key in kept.files)
    asked, before = Market(Edges(members, opportunities, scores), seats, takes), _memory("VmRSS")
    Path("/proc/self/clear_refs").write_text("5")  # the peak is counted from here
    first = solver(asked)
    memory = _memory("VmHWM") - before
    again = [first, *(solver(asked) for _ in range(AT_LEAST - 1 if name != "highs" else 0))]
    best = min(again, key=lambda solved: solved.whole)
    return Solved(**{**asdict(best), "memory": memory})


if __name__ == "__main__":
    print(json.dumps(asdict(_solve(sys.argv[1], Path(sys.argv[2])))))
