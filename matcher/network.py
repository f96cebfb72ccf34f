"""The network through which members flow to their seats, and the flow of least cost that OR-Tools finds in it."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from matcher.demand import Demand, Pair

Arc = tuple[int, int, int, int]
"""(from, to, least, most)"""


@dataclass
class _Network:
    """Nodes are numbered in the order in which they are asked for."""

    nodes: dict[tuple[str, int, int], int] = field(default_factory=dict)
    arcs: list[Arc] = field(default_factory=list)

    def node(self, kind: str, first: int = 0, second: int = 0) -> int:
        return self.nodes.setdefault((kind, first, second), len(self.nodes))


def place(demand: Demand) -> tuple[set[Pair], int]:
    """The pairs placed, and how many units of minima and locks could not be reached (0 where all conditions hold).

    Start → member (as many as it may take) → the group's part of the opportunity, where a quota bounds it →
    opportunity (least, most) → end; whoever is not placed flows from start to end at no gain.
    """
    network, kept = _Network(), _kept(demand)
    start, end = network.node("start"), network.node("end")
    members, targets = _candidates(demand, network, kept)
    locked = _locked(demand, kept)
    asked = len(demand.locks) - int(locked.sum())
    for member in np.unique(members).tolist():
        network.arcs.append((start, network.node("member", member), 0, demand.may_take(member)))
    for quota in demand.quotas:
        most = demand.seats[quota.opportunity].most if quota.most is None else quota.most
        part = network.node("part", quota.opportunity, quota.group)
        network.arcs.append((part, network.node("opportunity", quota.opportunity), quota.least, most))
    for at, seats in enumerate(demand.seats):
        network.arcs.append((network.node("opportunity", at), end, seats.least, seats.most))
    flows, reached = _flow(network, start, end, members, targets, locked, demand.edges.scores[kept])
    asked += sum(least for _, _, least, _ in network.arcs) + int(locked.sum())
    chosen = kept[flows > 0]
    pairs = zip(demand.edges.members[chosen].tolist(), demand.edges.opportunities[chosen].tolist(), strict=True)
    return set(pairs), asked - reached


def _kept(demand: Demand) -> NDArray[np.int64]:
    """The places of the edges that are not forbidden."""
    if not demand.forbids:
        return np.arange(len(demand.edges))
    pairs = zip(demand.edges.members.tolist(), demand.edges.opportunities.tolist(), strict=True)
    return np.array([at for at, pair in enumerate(pairs) if pair not in demand.forbids], np.int64)


def _locked(demand: Demand, kept: NDArray[np.int64]) -> NDArray[np.int64]:
    """1 at the edges that must be taken."""
    pairs = zip(demand.edges.members[kept].tolist(), demand.edges.opportunities[kept].tolist(), strict=True)
    return np.array([pair in demand.locks for pair in pairs] if demand.locks else [0] * len(kept), np.int64)


def _candidates(demand: Demand, network: _Network, kept: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Each edge's member, and the node that it leads to."""
    members, opportunities = demand.edges.members[kept], demand.edges.opportunities[kept]
    nodes = np.array([network.node("opportunity", at) for at in range(len(demand.seats))], np.int64)
    targets = nodes[opportunities] if len(kept) else np.zeros(0, np.int64)
    groups = np.array(demand.groups, np.int64)[members] if demand.groups else np.full(len(members), -1)
    for quota in demand.quotas:
        here = (opportunities == quota.opportunity) & (groups == quota.group)
        targets[here] = network.node("part", quota.opportunity, quota.group)
    return members, targets


def _flow(
    network: _Network, start: int, end: int, members: NDArray[np.int64], targets: NDArray[np.int64],
    locked: NDArray[np.int64], scores: NDArray[np.int64],
) -> tuple[NDArray[np.int64], int]:  # fmt: skip
    """The flow on each edge, and how many units of what must be reached it reaches.

    An arc with a minimum is laid twice: once as wide as the minimum, at a gain above all scores together.
    """
    from ortools.graph.python.min_cost_flow import SimpleMinCostFlow

    solver = SimpleMinCostFlow()
    supply = sum(most for tail, _, _, most in network.arcs if tail == start)
    must = 1 + int(scores.max(initial=0)) * supply
    from_members = np.array([network.nodes["member", member, 0] for member in members.tolist()], np.int64)
    ones = np.ones(len(scores), np.int64)
    edges = solver.add_arcs_with_capacity_and_unit_cost(from_members, targets, ones, -scores - must * locked)
    needed = [(tail, head, min(least, most), -must) for tail, head, least, most in network.arcs if least]
    rest = [(tail, head, max(most - least, 0), 0) for tail, head, least, most in network.arcs]
    laid = np.array([*needed, *rest, (start, end, supply, 0)], np.int64)
    arcs = solver.add_arcs_with_capacity_and_unit_cost(*laid.T.copy())
    solver.set_nodes_supplies(np.array([start, end]), np.array([supply, -supply]))
    status = solver.solve()
    if status != solver.OPTIMAL:
        raise ArithmeticError(f"the flow could not be found: {status}")
    flows = np.asarray(solver.flows(edges))
    reached = int((flows * locked).sum()) + int(np.asarray(solver.flows(arcs))[: len(needed)].sum())
    return flows, reached
