"""Filling many seats at once by an auction: the best total, with prices that prove it and say what a seat is worth.

1. Members bid for seats. A member takes the seat where it gains most, score less price, and bids up to a step more than
   makes it as good as its second best; whoever held that seat bids anew (Bertsekas 1979; equal seats of one opportunity
   as in Bertsekas & Castañon 1989: each has its own price, and the cheapest counts).
2. Seats that stay empty at a price seek members: the price falls until somebody gains by moving there, or to nothing.
   Then no seat is empty at a price and nobody could gain more than a step elsewhere.
3. Prices fall a little, all seats are freed and the steps begin again with a smaller step, until a round of moves through
   all opportunities would gain less than the hundredth that scores are counted in: the total is the best.
4. Prices are rounded to hundredths at a place where no price lies near the edge, so that the proof stays exact; of all
   prices that prove it the lowest are told, what one seat more would add, and the highest, what one less would cost.

The proof: at any prices, all seats at their price together with the most that each member could gain beside them are
above every total there can be (`bound_of`). Where they are the same as the total, no other placement is better.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from matcher.demand import Demand, Edges, Pair
from matcher.parts import among, takes_of

if TYPE_CHECKING:
    from matcher.auction_kernel import Columns, Market, State

FIRST_STEP = 8
"""The first step is the best pair's worth by this."""

FINER = 12
"""Each step is so many times finer than the one before."""

FALL = 8
"""Before a step begins, prices fall by so many of them: too dear costs more than too cheap."""

LARGEST = 2**60


@dataclass(frozen=True, slots=True)
class Sale:
    """The best total, and what proves it; all in hundredths of a point.

    Attributes:
        taken: bool[E], the edges that are placed.
        prices: int64[O], what one seat more would add to the total: nobody left without a place scores above it
            there, nobody placed there below it; 0 where seats stayed free.
        cutoffs: int64[O], what one seat less would cost: the score above which somebody left without a place would have
            one there; -1 where there is no seat.
        profits: int64[M], what the total would lose by one place less for a member; 0 where it has one left.
        total: the sum of the scores; bound: what no placement can exceed.
    """

    taken: NDArray[np.bool_]
    prices: NDArray[np.int64]
    cutoffs: NDArray[np.int64]
    profits: NDArray[np.int64]
    total: int
    bound: int

    @property
    def gap(self) -> int:
        """How much better another placement could be at most: 0 proves this one."""
        return self.bound - self.total


def sell(
    edges: Edges, seats: NDArray[np.int64], takes: NDArray[np.int64], before: NDArray[np.bool_] | None = None
) -> Sale:
    """Fill `seats`, int64[O], with members who take as many as `takes`, int64[M], says, each opportunity once.

    Exact, and always the same for the same edges. A pair that scores 0 adds nothing and is not placed. Where `before`,
    bool[E], says what was placed so far, as much of it stays as the best total allows. ValueError where edges are out
    of order, come twice or point outside, where a number is negative, or where figures are too large.
    """
    from matcher.auction_kernel import Market, turned
    from matcher.auction_proof import highest, lower

    if before is not None and len(before) != len(edges):
        raise ValueError("what was placed before is said for every edge")
    # for what stays a hundredth has to outweigh it all, and to be fine enough for prices to be rounded back
    fine = 1 if before is None else max(int(before.sum()), len(seats)) + 2
    _require_sound(edges, seats, takes, fine)
    at = edges.opportunities.astype(np.int32)
    rooms = np.minimum(seats, np.bincount(at, minlength=len(seats)) + 1)  # one that stays free is enough
    market = Market(_starts(edges, len(takes)), edges.members, at, rooms, np.concatenate([[0], np.cumsum(rooms)]))
    worths = edges.scores if before is None else edges.scores * fine + before
    columns = turned(market, worths)
    prices, state = _settled(market, columns, worths, takes)
    if before is not None:
        prices = _rounded(prices, seats > 0, fine)
    lower(market, edges.scores, prices, state)
    cutoffs = highest(market, columns, edges.scores, prices, state)
    if (seats == 0).any():
        prices = _with_first_seats(edges, seats, takes, prices)
    profits, gains = _gains(edges, takes, prices)
    taken = state.held.astype(np.bool_)
    return Sale(taken, prices, cutoffs, profits, int(edges.scores[taken].sum()), int((seats * prices).sum()) + gains)


def _settled(
    market: "Market", columns: "Columns", worths: NDArray[np.int64], takes: NDArray[np.int64]
) -> tuple[NDArray[np.int64], "State"]:
    """Step by finer step to the best total: whole prices that prove it, and who sits where."""
    from matcher import auction_kernel as kernel

    count, scale = len(market.seats), len(market.seats) + 2
    price, none = np.zeros(count + 1, np.int64), np.flatnonzero(market.seats == 0)
    asks, tags = np.empty((2, int(market.seats.sum())), np.int64)
    step = max(1, int(worths.max(initial=0)) * scale // FIRST_STEP)
    while True:
        price[none] = kernel.NONE
        filled, held = np.zeros(count, np.int64), np.zeros(len(worths), np.uint8)
        state = kernel.State(price, filled, asks, tags, held, takes.copy())
        kernel.bid(market, worths, scale, step, state)
        kernel.seek(market, columns, worths, scale, step, takes, state)
        if step == 1:
            return _rounded(price[:-1], market.seats > 0, scale), state
        step = max(1, step // FINER)
        price = np.maximum(price - FALL * step, 0)


def bound_of(edges: Edges, seats: NDArray[np.int64], takes: NDArray[np.int64], prices: NDArray[np.int64]) -> int:
    """What no placement's total can exceed, by any prices that are not negative."""
    return int((seats * prices).sum()) + _gains(edges, takes, prices)[1]


def _starts(edges: Edges, members: int) -> NDArray[np.int64]:
    return np.searchsorted(edges.members, np.arange(members + 1))


def _gains(edges: Edges, takes: NDArray[np.int64], prices: NDArray[np.int64]) -> tuple[NDArray[np.int64], int]:
    from matcher.auction_proof import gains_of

    profits, whole = gains_of(_starts(edges, len(takes)), edges.opportunities, edges.scores, takes, prices)
    return profits, int(whole)


def _rounded(price: NDArray[np.int64], real: NDArray[np.bool_], scale: int) -> NDArray[np.int64]:
    """Prices in hundredths, that no member's choice is changed by.

    A price may be a unit too high beside another, and units are `scale` to the hundredth. There are fewer prices, that
    of having no seat among them, than remainders: rounding down from behind a remainder that none has parts no two
    prices that differ by such a unit.
    """
    free = np.ones(scale, np.bool_)
    free[np.append(price[real] % scale, 0)] = False
    edge = int(np.flatnonzero(free)[0]) + 1
    return np.where(real, (price - edge) // scale - (0 - edge) // scale, LARGEST)


def _with_first_seats(
    edges: Edges, seats: NDArray[np.int64], takes: NDArray[np.int64], prices: NDArray[np.int64]
) -> NDArray[np.int64]:
    """The prices with what a first seat would add where there is none."""
    shut = (seats == 0)[edges.opportunities] & (takes > 0)[edges.members]
    profits, _ = _gains(edges, takes, prices)
    prices = np.where(seats == 0, 0, prices)
    np.maximum.at(prices, edges.opportunities[shut], edges.scores[shut] - profits[edges.members[shut]])
    return prices


def _require_sound(edges: Edges, seats: NDArray[np.int64], takes: NDArray[np.int64], fine: int) -> None:
    from matcher.auction_proof import fault_of

    if not len(edges.members) == len(edges.opportunities) == len(edges.scores):
        raise ValueError("every edge has a member, an opportunity and a score")
    if min(seats.min(initial=0), takes.min(initial=0)) < 0:
        raise ValueError("seats and places are counted from 0")
    fault = fault_of(edges.members, edges.opportunities, edges.scores, len(takes), len(seats))
    if fault:
        raise ValueError(("an edge points outside", "edges are ordered, each pair once", "a score is below 0")[fault - 1])
    largest, counted = int(edges.scores.max(initial=0)) + 1, len(edges) + int(np.minimum(seats, len(edges)).sum()) + 1
    if largest * max(fine * (len(seats) + 2), counted) >= LARGEST // 4:
        raise ValueError("scores are too large to be counted exactly")


@dataclass(frozen=True, slots=True)
class Placed:
    """The pairs placed, and `prices` and `cutoffs` of each opportunity as of a Sale, in hundredths."""

    pairs: frozenset[Pair]
    prices: tuple[int, ...]
    cutoffs: tuple[int, ...]


def solvable(demand: Demand) -> bool:
    """Whether an auction is sure to answer: nothing is asked of groups, no minimum, and locks can be kept."""
    bound = any(quota.least or quota.most is not None for quota in demand.quotas)
    return not bound and not any(seats.least for seats in demand.seats) and _lockable(demand)


def place_by_auction(demand: Demand, before: Iterable[Pair] | None = None) -> Placed | None:
    """The best total, where it is no worse for what minima and quotas ask; None where the network has to be solved.

    Forbidden pairs are left out and locked ones are placed beforehand. Minima and quotas are not looked at: where the
    answer keeps them all the same, no other answer that keeps them can be better; prices and cut-offs then are those
    without them. Of the pairs placed `before`, also of some that are none any more, as many stay as the best total
    allows. The demand has to be sound (`matcher.parts.require_sound`).
    """
    if not _lockable(demand):
        return None
    edges, open_to_all = demand.edges, ~among(demand, demand.locks | demand.forbids)
    seats, takes = np.array([seats.most for seats in demand.seats], np.int64), takes_of(demand)
    for member, opportunity in demand.locks:
        takes[member] -= 1
        seats[opportunity] -= 1
    left = Edges(edges.members[open_to_all], edges.opportunities[open_to_all], edges.scores[open_to_all])
    known = None if before is None else [(member, at) for member, at in before if at < len(demand.seats)]
    sale = sell(left, seats, takes, None if known is None else among(demand, known)[open_to_all])
    found = zip(left.members[sale.taken].tolist(), left.opportunities[sale.taken].tolist(), strict=True)
    pairs = frozenset(found) | demand.locks
    return Placed(pairs, tuple(sale.prices.tolist()), tuple(sale.cutoffs.tolist())) if _keeps(demand, pairs) else None


def _lockable(demand: Demand) -> bool:
    """Whether all locks can be kept together."""
    by_member, by_seat = Counter(member for member, _ in demand.locks), Counter(at for _, at in demand.locks)
    return (
        not demand.locks & demand.forbids
        and int(among(demand, demand.locks).sum()) == len(demand.locks)
        and all(taken <= demand.may_take(member) for member, taken in by_member.items())
        and all(taken <= demand.seats[at].most for at, taken in by_seat.items())
    )


def _keeps(demand: Demand, placed: frozenset[Pair]) -> bool:
    """Whether minima and quotas hold."""
    by_seat = Counter(at for _, at in placed)
    by_part = Counter((at, demand.group_of(member)) for member, at in placed) if demand.quotas else Counter()
    return all(by_seat[at] >= seats.least for at, seats in enumerate(demand.seats)) and all(
        quota.least <= by_part[quota.opportunity, quota.group] <= (LARGEST if quota.most is None else quota.most)
        for quota in demand.quotas
    )
