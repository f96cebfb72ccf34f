"""Which edges of a demand its pairs and quotas speak of, and whether all its numbers lead somewhere."""

from collections.abc import Collection
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from matcher.demand import Demand, Pair


def require_sound(demand: Demand) -> None:
    """ValueError where a number points outside the demand: compiled loops do not look."""
    edges, pairs = demand.edges, demand.locks | demand.forbids
    members = np.append(edges.members, [member for member, _ in pairs])
    places = np.append(edges.opportunities, [at for _, at in pairs] + [quota.opportunity for quota in demand.quotas])
    beyond = members.max(initial=-1) >= demand.members or places.max(initial=-1) >= len(demand.seats)
    if beyond or members.min(initial=0) < 0 or places.min(initial=0) < 0:
        raise ValueError("a pair or a quota names a member or an opportunity that is not there")
    if demand.groups and len(demand.groups) != demand.members:
        raise ValueError("groups are given for every member or for none")
    if len({(quota.opportunity, quota.group) for quota in demand.quotas}) != len(demand.quotas):
        raise ValueError("an opportunity has one quota for a group")


def edges_of(demand: Demand, pairs: NDArray[np.int64]) -> NDArray[np.int64]:
    """Which edge each pair, int64[P, 2], is; -1 where it is none."""
    edges, wide, found = demand.edges, len(demand.seats), np.full(len(pairs), -1, np.int64)
    if not len(edges) or not len(pairs):
        return found
    keys, wanted = edges.members * wide + edges.opportunities, pairs[:, 0] * wide + pairs[:, 1]
    order = np.argsort(wanted)  # looked up in their order, neighbours share what was fetched from memory
    at = np.minimum(np.searchsorted(keys, wanted[order]), len(keys) - 1)
    same = (edges.members[at] == pairs[order, 0]) & (edges.opportunities[at] == pairs[order, 1])
    found[order[same]] = at[same]
    return found


def among(demand: Demand, pairs: Collection[Pair]) -> NDArray[np.bool_]:
    """bool[E] whether an edge is one of some pairs."""
    marks = np.zeros(len(demand.edges), np.bool_)
    numbers = np.fromiter(chain.from_iterable(pairs), np.int64, 2 * len(pairs))
    at = edges_of(demand, numbers.reshape(-1, 2))
    marks[at[at >= 0]] = True
    return marks


def quota_of(demand: Demand) -> NDArray[np.int64]:
    """int64[E] the number of the quota that bounds an edge, -1 where none does."""
    edges, found = demand.edges, np.full(len(demand.edges), -1, np.int64)
    if not demand.quotas or not len(edges):
        return found
    groups = np.array(demand.groups or (-1,) * demand.members, np.int64)
    named = np.array([(quota.opportunity, quota.group) for quota in demand.quotas], np.int64)
    span = int(max(groups.max(), named[:, 1].max())) + 2
    keys = named[:, 0] * span + named[:, 1] + 1
    order = np.argsort(keys)
    own = edges.opportunities * span + groups[edges.members] + 1
    nearest = order[np.minimum(np.searchsorted(keys, own, sorter=order), len(keys) - 1)]
    here = keys[nearest] == own
    found[here] = nearest[here]
    return found


def most_of(demand: Demand) -> NDArray[np.int64]:
    """int64[Q] how many seats each quota leaves its group."""
    most = (demand.seats[q.opportunity].most if q.most is None else q.most for q in demand.quotas)
    return np.fromiter(most, np.int64, len(demand.quotas))


def takes_of(demand: Demand) -> NDArray[np.int64]:
    """int64[members] how many opportunities each may take."""
    takes = np.ones(demand.members, np.int64)
    if demand.takes:
        takes[list(demand.takes)] = list(demand.takes.values())
    return takes
