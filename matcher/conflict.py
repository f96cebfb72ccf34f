"""Which conditions of a demand there are, and which of them cannot hold together."""

from collections.abc import Sequence
from dataclasses import replace

from matcher.demand import Bound, Condition, Demand, Quota, Seats
from matcher.relaxing import Hold, conflict_among


def conditions_of(demand: Demand) -> tuple[Condition, ...]:
    """All that could be relaxed, in a fixed order: bans and upper bounds first, so that minima are blamed last."""
    quotas = demand.quotas
    found = [
        *(Condition(Bound.FORBID, at, member) for member, at in sorted(demand.forbids)),
        *(Condition(Bound.QUOTA_MOST, q.opportunity, group=q.group, value=q.most) for q in quotas if q.most is not None),
        *(Condition(Bound.LOCK, at, member) for member, at in sorted(demand.locks)),
        *(Condition(Bound.QUOTA_LEAST, q.opportunity, group=q.group, value=q.least) for q in quotas if q.least),
        *(Condition(Bound.LEAST, at, value=seats.least) for at, seats in enumerate(demand.seats) if seats.least),
    ]
    return tuple(found)


def with_conditions(demand: Demand, kept: Sequence[Condition]) -> Demand:
    """The demand with only these of its conditions."""
    still = frozenset(kept)

    def quota(old: Quota) -> Quota:
        low = Condition(Bound.QUOTA_LEAST, old.opportunity, group=old.group, value=old.least) in still
        high = old.most is not None and Condition(Bound.QUOTA_MOST, old.opportunity, group=old.group, value=old.most) in still
        return replace(old, least=old.least if low else 0, most=old.most if high else None)

    return replace(
        demand,
        seats=tuple(
            seats if Condition(Bound.LEAST, at, value=seats.least) in still else Seats(seats.most)
            for at, seats in enumerate(demand.seats)
        ),
        quotas=tuple(map(quota, demand.quotas)),
        locks=frozenset(pair for pair in demand.locks if Condition(Bound.LOCK, pair[1], pair[0]) in still),
        forbids=frozenset(pair for pair in demand.forbids if Condition(Bound.FORBID, pair[1], pair[0]) in still),
    )


def find_conflict(conditions: Sequence[Condition], hold: Hold[Condition]) -> tuple[Condition, ...]:
    """A set that cannot hold together while without any one of it the others can, late ones left out where they can be."""
    return conflict_among(conditions[::-1], hold)[::-1]
