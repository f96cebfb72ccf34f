"""Filling many seats at once: who sits where, by the aim that is chosen, and what can be told of it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from matcher.again import solve_again
from matcher.aims import Aim, Followed, Objective
from matcher.auction import place_by_auction
from matcher.conflict import conditions_of, find_conflict, with_conditions
from matcher.demand import Allocation, Condition, Demand, LeftOut, Pair, Placement
from matcher.fair_share import share_fairly
from matcher.floor import with_floor
from matcher.network import place
from matcher.parts import require_sound
from matcher.stable import match_stably


def allocate(demand: Demand) -> Allocation:
    """The best total score within all conditions, exactly and always the same for the same demand.

    1. An auction places the members; where minima or quotas bind it, the flow of least cost, in which minima and locks
       weigh more than any scores together.
    2. Where one of them is missed, a set of conditions that cannot hold together is sought out.
    3. Those left over become reserves, and each one without a seat is set against the last seat's score.
    """
    return follow(demand, Aim())[0]


def follow(demand: Demand, aim: Aim) -> tuple[Allocation, Followed]:
    """The answer that an aim asks for, and what following it came to; under a floor, of the pairs that it leaves."""
    require_sound(demand)
    floored = None if aim.floor is None else with_floor(demand, aim.floor, aim.where)
    left = demand if floored is None else floored.demand
    if aim.objective == Objective.STABLE:
        answer = match_stably(left, aim.asking)
        told = _told(left, _pairs_of(answer.placements))
        return replace(told, missed=answer.missed), Followed(aim, floored, proposals=answer.proposals)
    best = best_pairs(left)
    if aim.present is not None:
        again = solve_again(left, aim.present, aim.give_up)
        found, followed = _told(left, again.placed), Followed(aim, floored, again=again)
        if again.total == again.best_total:
            found = replace(found, prices=best.prices, entries=best.entries)
    elif aim.share_price is None:
        found = replace(_told(left, best.pairs), prices=best.prices, entries=best.entries)
        followed = Followed(aim, floored)
    else:
        fair = share_fairly(left, lambda asked: best_pairs(asked).pairs, aim.share_price)
        found, followed = _told(left, _pairs_of(one.placement for one in fair.placements)), Followed(aim, floored, fair.shares, fair.plain)
    return (found if best.whole else replace(found, conflict=_conflict(left))), followed


@dataclass(frozen=True, slots=True)
class Best:
    """The pairs of the best total; what proves it, where an auction found it; whether every condition is kept."""

    pairs: frozenset[Pair]
    prices: tuple[int, ...] | None = None
    entries: tuple[int, ...] | None = None
    whole: bool = True


def best_pairs(demand: Demand) -> Best:
    """By an auction, or through the network where minima and quotas bind."""
    sold = place_by_auction(demand)
    if sold is not None:
        return Best(sold.pairs, sold.prices, sold.cutoffs)
    pairs, missed = place(demand)
    return Best(frozenset(pairs), whole=not missed)


def _pairs_of(placements: Iterable[Placement]) -> frozenset[Pair]:
    return frozenset((placement.member, placement.opportunity) for placement in placements)


def _conflict(demand: Demand) -> tuple[Condition, ...]:
    return find_conflict(conditions_of(demand), lambda kept: not place(with_conditions(demand, kept))[1])


def _told(demand: Demand, placed: frozenset[Pair]) -> Allocation:
    scores = demand.edges.by_pair()
    placements = tuple(Placement(member, opportunity, scores[member, opportunity]) for member, opportunity in sorted(placed))
    taken: dict[int, list[int]] = defaultdict(list)
    busy: dict[int, int] = defaultdict(int)
    for placement in placements:
        taken[placement.opportunity].append(placement.score)
        busy[placement.member] += 1
    shortages = tuple(seats.most - len(taken[at]) for at, seats in enumerate(demand.seats))
    cutoffs = tuple(min(taken[at], default=None) if not short else None for at, short in enumerate(shortages))
    spare = {member for member in range(demand.members) if busy[member] < demand.may_take(member)}
    free = {pair: score for pair, score in scores.items() if pair not in demand.forbids and pair not in placed}
    return Allocation(
        placements,
        _reserves(demand, {pair: score for pair, score in free.items() if pair[0] in spare}),
        cutoffs,
        shortages,
        tuple(_left_out(free, {member for member in spare if not busy[member]}, cutoffs)),
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
