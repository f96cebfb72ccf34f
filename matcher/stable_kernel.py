"""The compiled loop of deferred acceptance: two sides, each with bounds, of which one asks and the other keeps the best."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from features.compiled import njit


class Side(NamedTuple):
    """One side of the market, edge by edge.

    An agent's edges lie in one or several cells; it holds `most` of them, and of each cell `room`. In `order` the
    edges of a cell stand together from `starts` on, the best first; `places` is its inverse. Of an agent's edges
    the one of greater worth is the better; no two are worth the same. `firsts` is where an agent's cells begin.
    """

    agents: NDArray[np.int64]
    most: NDArray[np.int64]
    cells: NDArray[np.int64]
    room: NDArray[np.int64]
    firsts: NDArray[np.int64]
    starts: NDArray[np.int64]
    order: NDArray[np.int64]
    places: NDArray[np.int64]
    worths: NDArray[np.int64]


@njit(cache=True, nogil=True)
def _next(side, agent, cursors, counts, totals):  # type: ignore[no-untyped-def]
    """The best edge for which an agent has not asked and still has room; -1 where there is none."""
    best = -1
    if totals[agent] >= side.most[agent]:
        return best
    for cell in range(side.firsts[agent], side.firsts[agent + 1]):
        if counts[cell] < side.room[cell] and cursors[cell] < side.starts[cell + 1]:
            edge = side.order[cursors[cell]]
            if best < 0 or side.worths[edge] > side.worths[best]:
                best = edge
    return best


@njit(cache=True, nogil=True)
def _loser(side, edge, tails, counts, totals):  # type: ignore[no-untyped-def]
    """Who has to go for an edge: the worst of its cell or of all, the edge itself where it is worse, -1 for nobody."""
    cell, agent = side.cells[edge], side.agents[edge]
    if counts[cell] < side.room[cell] and totals[agent] < side.most[agent]:
        return -1
    worst = edge
    first, last = side.firsts[agent], side.firsts[agent + 1]
    if counts[cell] >= side.room[cell]:
        first, last = cell, cell + 1
    for other in range(first, last):
        if counts[other] > 0:
            rival = side.order[tails[other]]
            if side.worths[rival] < side.worths[worst]:
                worst = rival
    return worst


@njit(cache=True, nogil=True)
def _count(side, edge, change, counts, totals):  # type: ignore[no-untyped-def]
    counts[side.cells[edge]] += change
    totals[side.agents[edge]] += change


@njit(cache=True, nogil=True)
def _let_go(side, edge, tails, held):  # type: ignore[no-untyped-def]
    """Find the cell's worst anew; where one cell is all that an agent has, this only ever walks up."""
    cell = side.cells[edge]
    held[edge] = False
    while tails[cell] >= side.starts[cell] and not held[side.order[tails[cell]]]:
        tails[cell] -= 1


@njit(cache=True, nogil=True)
def defer(asking, asked):  # type: ignore[no-untyped-def]
    """Which edges are held when nobody asks any more (bool[E]), and how often was asked."""
    held = np.zeros(len(asking.agents), np.bool_)
    cursors, tails = asking.starts[:-1].copy(), asked.starts[:-1] - 1
    counts, totals = np.zeros(len(asking.room), np.int64), np.zeros(len(asking.most), np.int64)
    counts_there, totals_there = np.zeros(len(asked.room), np.int64), np.zeros(len(asked.most), np.int64)
    waiting = np.arange(len(asking.most))[::-1].copy()
    idle = np.zeros(len(asking.most), np.bool_)
    left, proposals = len(waiting), 0
    while left:
        agent = waiting[left - 1]
        edge = _next(asking, agent, cursors, counts, totals)
        if edge < 0:
            left -= 1
            idle[agent] = True
            continue
        proposals += 1
        cursors[asking.cells[edge]] += 1
        loser = _loser(asked, edge, tails, counts_there, totals_there)
        if loser == edge:
            continue
        if loser >= 0:
            _let_go(asked, loser, tails, held)
            _count(asking, loser, -1, counts, totals)
            _count(asked, loser, -1, counts_there, totals_there)
            other = asking.agents[loser]
            if idle[other]:
                idle[other] = False
                waiting[left] = other
                left += 1
        held[edge] = True
        _count(asking, edge, 1, counts, totals)
        _count(asked, edge, 1, counts_there, totals_there)
        cell = asked.cells[edge]
        tails[cell] = max(tails[cell], asked.places[edge])
    return held, proposals
