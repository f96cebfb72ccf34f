"""Checks an allocation from the demand alone, by other means than it was found with: feasible, and could it be better?"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matcher.demand import Allocation, Demand, Pair

NEVER = -(2**60)
"""The gain of a step that nobody can take."""

Node = tuple[int, int]
"""(opportunity, -1), or (opportunity, group) for the part that a quota bounds; (-1, -1) is having no seat."""

NO_SEAT: Node = (-1, -1)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a check found.

    Attributes:
        faults: what is wrong, in words for whoever mends it; () where nothing is.
        total: the scores of the placements, added up anew from the demand.
        best: True where no chain of moves, however long, gives a better total; None where minima cannot hold.
        blocking: pairs that would both rather have each other: they matter where the parties may walk away.
    """

    faults: tuple[str, ...]
    total: int
    best: bool | None
    blocking: int


def check(demand: Demand, found: Allocation) -> Verdict:
    """Look at every condition, at every chain of moves that could raise the total, and at every pair left apart."""
    scores = demand.edges.by_pair()
    placed = [(placement.member, placement.opportunity) for placement in found.placements]
    faults = [*_ceilings(demand, placed, scores), *_records(demand, found, scores)]
    if not found.conflict:
        faults += _floors(demand, placed)
    total = sum(scores.get(pair, 0) for pair in placed)
    best = None if found.conflict or faults else not _improvable(demand, set(placed), scores)
    return Verdict(tuple(faults), total, best, _blocking(demand, set(placed), scores))


def _ceilings(demand: Demand, placed: list[Pair], scores: dict[Pair, int]) -> Iterator[str]:
    """What no allocation may break, whatever else cannot hold."""
    yield from (f"pair {pair} is placed {n} times" for pair, n in Counter(placed).items() if n > 1)
    yield from (f"pair {pair} is no candidate" for pair in placed if pair not in scores)
    yield from (f"pair {pair} is forbidden" for pair in placed if pair in demand.forbids)
    for member, taken in Counter(member for member, _ in placed).items():
        if taken > demand.may_take(member):
            yield f"member {member} has {taken} seats"
    for at, taken in Counter(at for _, at in placed).items():
        if taken > demand.seats[at].most:
            yield f"opportunity {at} has {taken} of {demand.seats[at].most} seats taken"
    by_group = _by_group(demand, placed)
    for quota in demand.quotas:
        taken = by_group[quota.opportunity, quota.group]
        if quota.most is not None and taken > quota.most:
            yield f"group {quota.group} has {taken} seats at opportunity {quota.opportunity}"


def _floors(demand: Demand, placed: list[Pair]) -> Iterator[str]:
    taken, by_group = Counter(at for _, at in placed), _by_group(demand, placed)
    yield from (f"opportunity {at} has only {taken[at]}" for at, seats in enumerate(demand.seats) if taken[at] < seats.least)
    for quota in demand.quotas:
        if by_group[quota.opportunity, quota.group] < quota.least:
            yield f"group {quota.group} has too few at opportunity {quota.opportunity}"
    yield from (f"lock {pair} is not kept" for pair in demand.locks if pair not in placed)


def _by_group(demand: Demand, placed: list[Pair]) -> Counter[tuple[int, int]]:
    return Counter((at, demand.group_of(member)) for member, at in placed)


def _records(demand: Demand, found: Allocation, scores: dict[Pair, int]) -> Iterator[str]:
    """Whether what is told beside the placements agrees with them."""
    seats: dict[int, list[int]] = defaultdict(list)
    for placement in found.placements:
        seats[placement.opportunity].append(placement.score)
        if placement.score != scores.get((placement.member, placement.opportunity)):
            yield f"the score of {placement} is not the pair's"
    for at, bounds in enumerate(demand.seats):
        short = bounds.most - len(seats[at])
        if found.shortages[at] != short:
            yield f"the shortage of opportunity {at} is {short}"
        if found.cutoffs[at] != (min(seats[at]) if seats[at] and not short else None):
            yield f"the cut-off of opportunity {at} is not its last seat's score"
        if any(after.score > before.score for before, after in zip(found.reserves[at], found.reserves[at][1:], strict=False)):
            yield f"the reserves of opportunity {at} are out of order"
    idle = set(range(demand.members)) - {placement.member for placement in found.placements}
    if {item.member for item in found.left_out} != {member for member in idle if demand.may_take(member) > 0}:
        yield "those left out are not those without a seat"


def _improvable(demand: Demand, placed: set[Pair], scores: dict[Pair, int]) -> bool:
    """Whether a round of steps exists that leaves every bound kept and the total higher.

    Members step between opportunities (and into or out of having none) as long as bounds allow. The best gain of
    each step is an arc; an allocation is the best exactly where no round of arcs has a gain (Klein 1967). Longest
    ways are prolonged arc by arc: as long as they still grow after every node was passed, they turn in such a round.
    """
    gains = _steps(demand, placed, scores)
    longest = np.zeros(len(gains), np.int64)
    for _ in range(len(gains) + 1):
        longer = np.maximum(longest, (longest[:, None] + gains).max(axis=0))
        if (longer == longest).all():
            return False
        longest = longer
    return True


def _steps(demand: Demand, placed: set[Pair], scores: dict[Pair, int]) -> NDArray[np.int64]:
    """[from, to] the best gain of one step; opportunities with quotas have a node for each bounded part."""
    parts = {(quota.opportunity, quota.group) for quota in demand.quotas}
    opportunities: list[Node] = [(at, -1) for at in range(len(demand.seats))]
    index = {node: i for i, node in enumerate([NO_SEAT, *opportunities, *sorted(parts)])}
    gains = np.full((len(index), len(index)), NEVER, np.int64)

    def step(here: Node, there: Node, gain: int) -> None:
        at = index[here], index[there]
        gains[at] = max(gains[at], gain)

    def node(pair: Pair) -> Node:
        part = (pair[1], demand.group_of(pair[0]))
        return part if part in parts else (pair[1], -1)

    taken, by_group = Counter(at for _, at in placed), _by_group(demand, list(placed))
    for at, seats in enumerate(demand.seats):
        if taken[at] < seats.most:
            step((at, -1), NO_SEAT, 0)
        if taken[at] > seats.least:
            step(NO_SEAT, (at, -1), 0)
    for quota in demand.quotas:
        part = (quota.opportunity, quota.group)
        if quota.most is None or by_group[part] < quota.most:
            step(part, (quota.opportunity, -1), 0)
        if by_group[part] > quota.least:
            step((quota.opportunity, -1), part, 0)
    _step_members(demand, placed, scores, node, step)
    return gains


def _step_members(
    demand: Demand, placed: set[Pair], scores: dict[Pair, int], node: Callable[[Pair], Node], step: Callable[[Node, Node, int], None]
) -> None:
    """Each member's own steps: into a seat, out of one, from one into another; locked ones stay."""
    held: dict[int, list[Pair]] = defaultdict(list)
    for pair in placed:
        held[pair[0]].append(pair)
    for pair in placed - demand.locks:
        step(node(pair), NO_SEAT, -scores[pair])
    for pair, score in scores.items():
        if pair in placed or pair in demand.forbids:
            continue
        if len(held[pair[0]]) < demand.may_take(pair[0]):
            step(NO_SEAT, node(pair), score)
        for own in held[pair[0]]:
            if own not in demand.locks:
                step(node(own), node(pair), score - scores[own])


def _blocking(demand: Demand, placed: set[Pair], scores: dict[Pair, int]) -> int:
    """Pairs left apart of whom each has room or would give up its worst for the other, by the pair's score."""
    worst_of: dict[int, int] = {}
    worst_at: dict[int, int] = {}
    count_of, count_at = Counter(member for member, _ in placed), Counter(at for _, at in placed)
    for member, at in placed:
        score = scores.get((member, at), 0)
        worst_of[member] = min(worst_of.get(member, score), score)
        worst_at[at] = min(worst_at.get(at, score), score)
    return sum(
        (count_of[member] < demand.may_take(member) or score > worst_of.get(member, score))
        and (count_at[at] < demand.seats[at].most or score > worst_at.get(at, score))
        for (member, at), score in scores.items()
        if (member, at) not in placed and (member, at) not in demand.forbids
    )
