"""A fair share of the seats: stations get as many as their part of the members, as far as that is not too dear.

What a station is due is told by largest remainders (Hamilton's rule). It is no hard bound: a seat short of it is set
at a price in points, and the best total of scores less the price of all that is short is sought. That sum is what
any solver finds by itself if each station has a waiting room: whoever has no seat gets the price for waiting there,
but only as many as may wait; one who waits beyond that is one too many for the station's share.

The answer is explained by one figure for each station, its adjustment: with it added to its members' scores, the
placement is the one of the best total, without any talk of shares (it is the multiplier of the station's bound,
Everett 1963). The smallest such figures are told. Never is one mixed into a score: a score says how well a member
fits, the adjustment stands beside it as its own line.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from data.text import Text
from matcher.demand import Demand, Edges, Pair, Placement, Seats
from matcher.fair_prices import least_adjustments
from matcher.parts import require_sound, takes_of

Place = Callable[[Demand], Iterable[Pair]]
"""Finds the pairs of the best total."""

ROUNDS = 4
"""So often shares are counted anew where the placement has another number of seats than they were counted for."""

COMPARED = Text(
    zh="评分{score}分，另加公平份额调整{adjustment}分（不计入评分），按{compared}分比较",
    en="score {score}; fair-share adjustment {adjustment}, not part of the score; compared at {compared}",
)


@dataclass(frozen=True, slots=True)
class Share:
    """What one group gave and got; `adjustment` in hundredths, from 0 to the price of a seat short."""

    group: int
    submitted: int
    target: int
    got: int
    adjustment: int


@dataclass(frozen=True, slots=True)
class FairPlacement:
    """One seat taken, with what was added to its score when it was compared with others."""

    placement: Placement
    adjustment: int

    @property
    def compared(self) -> int:
        """The score and the adjustment together, in hundredths."""
        return self.placement.score + self.adjustment


@dataclass(frozen=True, slots=True)
class FairAnswer:
    """The placements, and for each group its share, by group.

    `plain` is the best total without shares: what they cost is the difference to `total`.
    """

    placements: tuple[FairPlacement, ...]
    shares: tuple[Share, ...]
    plain: int

    @property
    def total(self) -> int:
        """The sum of the scores alone, in hundredths."""
        return sum(fair.placement.score for fair in self.placements)


def share_fairly(demand: Demand, place: Place, price: int, submitted: Mapping[int, int] | None = None) -> FairAnswer:
    """The best total of scores where each seat that a group is short of its share costs `price` hundredths.

    `submitted` says how many members each group gave, where not all of them are in the demand; group -1 is nobody's.
    With a price above all that scores can differ by, every group has its share where that is possible at all: the
    targets add up to the seats that groups have in all, so none is off by a seat but for those who cannot reach it.
    ValueError where groups play no part; ArithmeticError where `place` does not find the best total.

    1. Seats are placed without shares; their number times each group's part of the members is its target.
    2. They are placed with waiting rooms, anew if their number changed by it, a few times at most.
    3. The least adjustments that explain the answer are read off it.
    """
    if not demand.groups or price < 0:
        raise ValueError("a fair share asks for groups and for a price of a seat")
    require_sound(demand)
    given = _given(demand, submitted)
    plain = placed = frozenset(place(demand))
    targets: dict[int, int] = {}
    for _ in range(ROUNDS):
        seats = sum(_got(demand, placed).values())
        if sum(targets.values()) == seats and targets:
            break
        targets = largest_remainders(seats, given)
        placed = _without_rooms(demand, place(_with_rooms(demand, targets, price)))
    scores, got = demand.edges.by_pair(), _got(demand, placed)
    adjustments = least_adjustments(demand, placed, targets, price)
    shares = (Share(group, given[group], targets[group], got.get(group, 0), adjustments[group]) for group in sorted(given))
    fair = (
        FairPlacement(Placement(member, at, scores[member, at]), adjustments.get(demand.groups[member], 0))
        for member, at in sorted(placed)
    )
    return FairAnswer(tuple(fair), tuple(shares), sum(map(scores.__getitem__, plain)))


def adjusted(demand: Demand, shares: Iterable[Share]) -> Demand:
    """The demand with each group's adjustment added: of it the fair answer is the best total, as anybody can check."""
    added = {share.group: share.adjustment for share in shares}
    extra = np.array([added.get(group, 0) for group in demand.groups], np.int64)
    edges = demand.edges
    return replace(demand, edges=Edges(edges.members, edges.opportunities, edges.scores + extra[edges.members]))


def largest_remainders(seats: int, weights: Mapping[int, int]) -> dict[int, int]:
    """So many seats in proportion to weights, in whole numbers; of equal remainders the lower number's comes first."""
    whole = sum(weights.values())
    if not whole:
        return dict.fromkeys(weights, 0)
    shares = {group: seats * weight // whole for group, weight in weights.items()}
    rest = sorted(weights, key=lambda group: (-(seats * weights[group] % whole), group))
    for group in rest[: seats - sum(shares.values())]:
        shares[group] += 1
    return shares


def _given(demand: Demand, submitted: Mapping[int, int] | None) -> dict[int, int]:
    groups, counts = np.unique(np.array(demand.groups), return_counts=True)
    present = dict(zip(groups.tolist(), counts.tolist(), strict=True))
    present.pop(-1, None)
    return present if submitted is None else {group: submitted.get(group, 0) for group in sorted({*present, *submitted} - {-1})}


def _got(demand: Demand, placed: Iterable[Pair]) -> dict[int, int]:
    groups = np.array([demand.groups[member] for member, _ in placed], np.int64)
    found, counts = np.unique(groups[groups >= 0], return_counts=True)
    return dict(zip(found.tolist(), counts.tolist(), strict=True))


def _with_rooms(demand: Demand, targets: Mapping[int, int], price: int) -> Demand:
    """With waiting rooms behind the opportunities, and the price added to every edge of a group's member.

    With `u` seats that a group's members could take in all and `t` as its target, `u - t` may wait. So the price is
    counted `got + min(u - got, u - t)` times, which is `u` less what is short. Where members may take several, a
    group has as many rooms as they may take, of nearly equal size: they can be filled one after the other in turn.
    """
    edges, groups, takes = demand.edges, np.array(demand.groups, np.int64), takes_of(demand)
    members, rooms, seats = [edges.members], [edges.opportunities], list(demand.seats)
    for group, target in sorted(targets.items()):
        own = np.flatnonzero((groups == group) & (takes > 0))
        several = int(takes[own].max(initial=0))
        wait = max(int(takes[own].sum()) - target, 0)
        for room in range(several):
            members.append(own)
            rooms.append(np.full(len(own), len(seats)))
            seats.append(Seats(wait // several + (room < wait % several)))
    first = edges.scores + price * np.isin(groups[edges.members], list(targets))
    waiting = np.full(sum(map(len, members)) - len(first), price)
    with_rooms = _in_order(np.concatenate(members), np.concatenate(rooms), np.append(first, waiting))
    return replace(demand, edges=with_rooms, seats=tuple(seats))


def _in_order(members: NDArray[np.int64], places: NDArray[np.int64], scores: NDArray[np.int64]) -> Edges:
    order = np.lexsort((places, members))
    return Edges(members[order], places[order], scores[order])


def _without_rooms(demand: Demand, placed: Iterable[Pair]) -> frozenset[Pair]:
    return frozenset(pair for pair in placed if pair[1] < len(demand.seats))
