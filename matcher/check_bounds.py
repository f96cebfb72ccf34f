"""Which of a demand's bounds an answer breaks: seats, takes, quotas, locks, bans, and each pair placed once."""

from collections import Counter
from collections.abc import Iterable, Iterator

import numpy as np

from matcher.check_rows import Bounds, Marks, Rows
from matcher.demand import Bound, Condition, Demand


def over(demand: Demand, rows: Rows) -> Iterator[str]:
    """What no allocation may break, whatever else cannot hold."""
    times = Counter(map(tuple, rows.placed[:, :2].tolist()))
    yield from (f"pair {pair} is placed {n} times" for pair, n in times.items() if n > 1)
    yield from (f"pair {pair} is no candidate" for pair in _pairs(rows, rows.at < 0))
    yield from (f"pair {pair} is forbidden" for pair in _pairs(rows, _told(rows, ~rows.open)))
    for member in np.flatnonzero(rows.busy > rows.takes).tolist():
        yield f"member {member} has {rows.busy[member]} seats"
    for at in _above(rows.seats):
        yield f"opportunity {at} has {rows.seats.taken[at]} of {rows.seats.most[at]} seats taken"
    for number in _above(rows.quotas):
        quota = demand.quotas[number]
        yield f"group {quota.group} has {rows.quotas.taken[number]} seats at opportunity {quota.opportunity}"


def under(demand: Demand, rows: Rows) -> Iterator[Condition]:
    """The minima and locks that are not reached."""
    held = set(_pairs(rows, rows.at >= 0))
    yield from (Condition(Bound.LOCK, at, member) for member, at in sorted(demand.locks) if (member, at) not in held)
    for number in _below(rows.quotas):
        quota = demand.quotas[number]
        yield Condition(Bound.QUOTA_LEAST, quota.opportunity, group=quota.group, value=quota.least)
    yield from (Condition(Bound.LEAST, at, value=demand.seats[at].least) for at in _below(rows.seats))


def words(condition: Condition) -> str:
    """A minimum or a lock that is not reached, in words."""
    match condition.bound:
        case Bound.LOCK:
            return f"lock {condition.member, condition.opportunity} is not kept"
        case Bound.QUOTA_LEAST:
            return f"group {condition.group} has too few at opportunity {condition.opportunity}"
        case _:
            return f"opportunity {condition.opportunity} has fewer than {condition.value}"


def _above(bounds: Bounds) -> Iterable[int]:
    return np.flatnonzero(bounds.taken > bounds.most).tolist()


def _below(bounds: Bounds) -> Iterable[int]:
    return np.flatnonzero(bounds.taken < bounds.least).tolist()


def _told(rows: Rows, marks: Marks) -> Marks:
    """Marks of edges as marks of placements."""
    return np.append(marks, False)[rows.at]


def _pairs(rows: Rows, marks: Marks) -> list[tuple[int, int]]:
    return [(member, at) for member, at, _ in rows.placed[marks].tolist()]
