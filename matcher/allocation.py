"""Filling many seats at once: who sits where, by the aim that is chosen, and what can be told of it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from matcher.again import solve_again
from matcher.aims import Aim, Followed, Objective
from matcher.auction import place_by_auction
from matcher.conflict import conditions_of, find_conflict, with_conditions
from matcher.demand import Allocation, Condition, Demand, Pair, Placement
from matcher.fair_share import share_fairly
from matcher.floor import with_floor
from matcher.network import place
from matcher.parts import require_sound
from matcher.seated import seated
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
        told = seated(left, _pairs_of(answer.placements))
        return replace(told, missed=answer.missed), Followed(aim, floored, proposals=answer.proposals)
    best = best_pairs(left)
    if aim.present is not None:
        again = solve_again(left, aim.present, aim.give_up)
        found, followed = seated(left, again.placed), Followed(aim, floored, again=again)
        if again.total == again.best_total:
            found = replace(found, prices=best.prices, entries=best.entries)
    elif aim.share_price is None:
        found = replace(seated(left, best.pairs), prices=best.prices, entries=best.entries)
        followed = Followed(aim, floored)
    else:
        fair = share_fairly(left, lambda asked: best_pairs(asked).pairs, aim.share_price)
        found, followed = seated(left, _pairs_of(one.placement for one in fair.placements)), Followed(aim, floored, fair.shares, fair.plain)
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
