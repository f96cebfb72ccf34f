"""How many seats could be filled at all, whatever the scores, and whether every condition can hold."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matcher.demand import Demand
from matcher.parts import among, most_of, quota_of, takes_of

START, END = 0, 1


@dataclass(frozen=True, slots=True)
class Filling:
    """The most seats that can be taken; where minima and locks cannot all hold, the most without them."""

    seats: int
    holds: bool


@dataclass(frozen=True, slots=True)
class _Arcs:
    """int64[A] each: from, to, least and most."""

    tails: NDArray[np.int64]
    heads: NDArray[np.int64]
    least: NDArray[np.int64]
    most: NDArray[np.int64]


def most_seats(demand: Demand) -> Filling:
    """A flow of most members through start → member → (part that a quota bounds →) opportunity → end.

    Minima are reached first, by a flow from where they lead to, to where they come from (Ford and Fulkerson 1962,
    circulations with lower bounds); the rest is added to it.
    """
    arcs = _arcs(demand)
    flow = _least_flow(arcs)
    holds = flow is not None and bool(among(demand, demand.locks - demand.forbids).sum() == len(demand.locks))
    if flow is None or not holds:
        flow = np.zeros(len(arcs.tails), np.int64)
        arcs = _Arcs(arcs.tails, arcs.heads, flow, arcs.most)
    back = flow - arcs.least
    added, _ = _max_flow(
        START, END, np.append(arcs.tails, arcs.heads), np.append(arcs.heads, arcs.tails), np.append(arcs.most - flow, back)
    )
    return Filling(int(flow[arcs.heads == END].sum()) + added, holds)


def _arcs(demand: Demand) -> _Arcs:
    allowed = ~among(demand, demand.forbids)
    members, opportunities = demand.edges.members[allowed], demand.edges.opportunities[allowed]
    quotas, locked = quota_of(demand)[allowed], among(demand, demand.locks)[allowed]
    first_place = 2 + demand.members
    first_part = first_place + len(demand.seats)
    everybody, places = np.arange(demand.members), np.arange(len(demand.seats))
    parts = np.arange(len(demand.quotas))
    behind = np.array([quota.opportunity for quota in demand.quotas], np.int64)
    targets = np.where(quotas < 0, first_place + opportunities, first_part + quotas)
    ones, bounds = np.ones(len(members), np.int64), np.array([(s.least, s.most) for s in demand.seats], np.int64).reshape(-1, 2)
    least = np.array([quota.least for quota in demand.quotas], np.int64)
    return _Arcs(
        np.concatenate([np.full(len(everybody), START), 2 + members, first_part + parts, first_place + places]),
        np.concatenate([2 + everybody, targets, first_place + behind, np.full(len(places), END)]),
        np.concatenate([np.zeros(len(everybody), np.int64), locked.astype(np.int64), least, bounds[:, 0]]),
        np.concatenate([takes_of(demand), ones, most_of(demand), bounds[:, 1]]),
    )


def _least_flow(arcs: _Arcs) -> NDArray[np.int64] | None:
    """A flow that reaches every minimum; None where there is none."""
    if not arcs.least.any():
        return arcs.least
    if (arcs.least > arcs.most).any():
        return None
    due = np.flatnonzero(arcs.least)
    before = 1 + max(int(arcs.tails.max()), int(arcs.heads.max()))
    after, whole = before + 1, int(arcs.least.sum())
    tails = [arcs.tails, np.full(len(due), before), arcs.tails[due], np.array([END])]
    heads = [arcs.heads, arcs.heads[due], np.full(len(due), after), np.array([START])]
    room = [arcs.most - arcs.least, arcs.least[due], arcs.least[due], np.array([arcs.most[arcs.tails == START].sum()])]
    reached, flows = _max_flow(before, after, np.concatenate(tails), np.concatenate(heads), np.concatenate(room))
    return arcs.least + flows[: len(arcs.tails)] if reached == whole else None


def _max_flow(
    start: int, end: int, tails: NDArray[np.int64], heads: NDArray[np.int64], room: NDArray[np.int64]
) -> tuple[int, NDArray[np.int64]]:
    """How much flows in all, and on each arc."""
    from ortools.graph.python.max_flow import SimpleMaxFlow

    solver, flows = SimpleMaxFlow(), np.zeros(len(tails), np.int64)
    open_ = np.flatnonzero(room > 0)
    if not (tails[open_] == start).any() or not (heads[open_] == end).any():
        return 0, flows
    arcs = solver.add_arcs_with_capacity(tails[open_], heads[open_], room[open_])
    status = solver.solve(start, end)
    if status != solver.OPTIMAL:
        raise ArithmeticError(f"the flow could not be found: {status}")
    flows[open_] = solver.flows(arcs)
    return int(solver.optimal_flow()), flows
