"""Filling many seats at once: the placement with the best total score, as a flow of members through a network."""

from collections import defaultdict

from matcher.conflict import conditions_of, find_conflict, with_conditions
from matcher.demand import Allocation, Condition, Demand, LeftOut, Pair, Placement
from matcher.network import place


def allocate(demand: Demand) -> Allocation:
    """The best total score within all conditions, exactly and always the same for the same demand.

    1. The flow of least cost places the members; minima and locks weigh more than any scores together.
    2. Where one of them is missed, a set of conditions that cannot hold together is sought out.
    3. Those left over become reserves, and each one without a seat is set against the last seat's score.
    """
    _require_sound(demand)
    pairs, missed = place(demand)
    scores = demand.edges.by_pair()
    placements = tuple(Placement(member, opportunity, scores[member, opportunity]) for member, opportunity in sorted(pairs))
    return _told(demand, placements, scores, _conflict(demand) if missed else ())


def _conflict(demand: Demand) -> tuple[Condition, ...]:
    return find_conflict(conditions_of(demand), lambda kept: not place(with_conditions(demand, kept))[1])


def _told(
    demand: Demand, placements: tuple[Placement, ...], scores: dict[Pair, int], conflict: tuple[Condition, ...]
) -> Allocation:
    taken: dict[int, list[int]] = defaultdict(list)
    busy: dict[int, int] = defaultdict(int)
    for placement in placements:
        taken[placement.opportunity].append(placement.score)
        busy[placement.member] += 1
    shortages = tuple(seats.most - len(taken[at]) for at, seats in enumerate(demand.seats))
    cutoffs = tuple(min(taken[at], default=None) if not short else None for at, short in enumerate(shortages))
    spare = {member for member in range(demand.members) if busy[member] < demand.may_take(member)}
    placed = {(placement.member, placement.opportunity) for placement in placements}
    free = {pair: score for pair, score in scores.items() if pair not in demand.forbids and pair not in placed}
    return Allocation(
        placements,
        _reserves(demand, {pair: score for pair, score in free.items() if pair[0] in spare}),
        cutoffs,
        shortages,
        tuple(_left_out(free, {member for member in spare if not busy[member]}, cutoffs)),
        conflict,
    )


def _reserves(demand: Demand, free: dict[Pair, int]) -> tuple[tuple[Placement, ...], ...]:
    """By falling score, members whose group has no place at all there passed over."""
    barred = {(quota.opportunity, quota.group) for quota in demand.quotas if quota.most == 0}
    found: list[list[Placement]] = [[] for _ in demand.seats]
    for (member, opportunity), score in sorted(free.items(), key=lambda item: (-item[1], item[0])):
        waiting = found[opportunity]
        if len(waiting) < demand.alternates and (opportunity, demand.group_of(member)) not in barred:
            waiting.append(Placement(member, opportunity, score))
    return tuple(map(tuple, found))


def _left_out(free: dict[Pair, int], without: set[int], cutoffs: tuple[int | None, ...]) -> list[LeftOut]:
    best: dict[int, Pair] = {}
    for pair, score in free.items():
        known = best.get(pair[0])
        if pair[0] in without and (known is None or score > free[known]):
            best[pair[0]] = pair
    return [
        LeftOut(member, best[member][1], free[best[member]], cutoffs[best[member][1]]) if member in best else LeftOut(member)
        for member in sorted(without)
    ]


def _require_sound(demand: Demand) -> None:
    """ValueError where numbers point outside the demand."""
    edges, at_most = demand.edges, len(demand.seats)
    pairs = demand.locks | demand.forbids
    members = [int(edges.members.max(initial=-1)), *(member for member, _ in pairs)]
    opportunities = [int(edges.opportunities.max(initial=-1)), *(at for _, at in pairs), *(q.opportunity for q in demand.quotas)]
    if max(members) >= demand.members or max(opportunities) >= at_most:
        raise ValueError("a pair or a quota names a member or an opportunity that is not there")
    if demand.groups and len(demand.groups) != demand.members:
        raise ValueError("groups are given for every member or for none")
    if len({(quota.opportunity, quota.group) for quota in demand.quotas}) != len(demand.quotas):
        raise ValueError("an opportunity has one quota for a group")
