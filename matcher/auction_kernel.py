"""The compiled loops of the auction: members bid for seats, seats that nobody wants at their price seek members.

All figures are integers: a pair is worth `worths[e]` times `scale`, and so are prices; `step` is what a bid is above.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from features.compiled import njit

NONE = np.int64(2**60)
"""Dearer than anything is worth: the price where no seat exists."""


class Market(NamedTuple):
    """What does not change: int64[M + 1], where each member's edges begin in what follows; int64[E] and int32[E], an
    edge's member and opportunity; int64[O], seats; int64[O + 1], where each opportunity's seats begin in what is asked.
    """

    starts: NDArray[np.int64]
    owner: NDArray[np.int64]
    at: NDArray[np.int32]
    seats: NDArray[np.int64]
    first: NDArray[np.int64]


class Columns(NamedTuple):
    """The same edges opportunity by opportunity: where each one's begin, and their numbers, members and worths."""

    starts: NDArray[np.int64]
    edge: NDArray[np.int32]
    owner: NDArray[np.int32]
    worth: NDArray[np.int64]


class State(NamedTuple):
    """Where the auction stands.

    int64[O + 1], what a seat costs, the last one, 0, that of having none; int64[O], seats taken; int64[·] each, what
    each taken seat was bid for and its edge, an opportunity's a heap with the lowest first; uint8[E], 1 for a pair that
    is placed; int64[M], how many more each member may take.
    """

    price: NDArray[np.int64]
    filled: NDArray[np.int64]
    asks: NDArray[np.int64]
    tags: NDArray[np.int64]
    held: NDArray[np.uint8]
    left: NDArray[np.int64]


@njit(cache=True, nogil=True)
def turned(market, worths):  # type: ignore[no-untyped-def]
    """The edges by opportunity."""
    count, at = len(market.seats), market.at
    starts = np.zeros(count + 1, np.int64)
    for e in range(len(at)):
        starts[at[e] + 1] += 1
    for j in range(count):
        starts[j + 1] += starts[j]
    place = starts[:-1].copy()
    edge, owner, worth = np.empty(len(at), np.int32), np.empty(len(at), np.int32), np.empty(len(at), np.int64)
    for e in range(len(at)):
        cell = place[at[e]]
        place[at[e]] = cell + 1
        edge[cell], owner[cell], worth[cell] = e, market.owner[e], worths[e]
    return Columns(starts, edge, owner, worth)


@njit(cache=True, nogil=True)
def rise(asks, tags, start, at):  # type: ignore[no-untyped-def]
    """Move the seat at a place of a heap up as long as it costs less than the one above."""
    ask, tag = asks[start + at], tags[start + at]
    while at > 0:
        above = (at - 1) // 2
        if asks[start + above] <= ask:
            break
        asks[start + at], tags[start + at] = asks[start + above], tags[start + above]
        at = above
    asks[start + at], tags[start + at] = ask, tag


@njit(cache=True, nogil=True)
def sink(asks, tags, start, size, at):  # type: ignore[no-untyped-def]
    """Move the seat at a place of a heap down as long as it costs more than one below."""
    ask, tag = asks[start + at], tags[start + at]
    while 2 * at + 1 < size:
        below = 2 * at + 1
        if below + 1 < size and asks[start + below + 1] < asks[start + below]:
            below += 1
        if asks[start + below] >= ask:
            break
        asks[start + at], tags[start + at] = asks[start + below], tags[start + below]
        at = below
    asks[start + at], tags[start + at] = ask, tag


@njit(cache=True, nogil=True)
def bid(market, worths, scale, step, state):  # type: ignore[no-untyped-def]
    """Members bid until none with a place left gains by any seat; gives how many bids there were.

    A member takes the cheapest seat where it gains most and bids so high that it would still not rather have had the
    second best (at least nothing), and a `step` more; whoever held that seat bids anew.
    """
    starts, owner, at, seats, first = market
    price, filled, asks, tags, held, left = state
    count, bids = len(left), 0
    waiting, stack = np.ones(count, np.uint8), np.arange(count - 1, -1, -1)
    size = count
    while size:
        size -= 1
        i = stack[size]
        waiting[i] = 0
        while left[i] > 0:
            best, most, second = -1, np.int64(0), np.int64(0)
            for e in range(starts[i], starts[i + 1]):
                gain = worths[e] * scale - price[at[e]]
                if gain > second and not held[e]:
                    if gain > most:
                        best, most, second = e, gain, most
                    else:
                        second = gain
            if best < 0:
                break
            bids += 1
            j = at[best]
            start, ask = first[j], price[j] + most - second + step
            held[best] = 1
            left[i] -= 1
            if filled[j] < seats[j]:
                asks[start + filled[j]], tags[start + filled[j]] = ask, best
                rise(asks, tags, start, filled[j])
                filled[j] += 1
            else:
                out = owner[tags[start]]
                held[tags[start]] = 0
                left[out] += 1
                if not waiting[out]:
                    waiting[out] = 1
                    stack[size] = out
                    size += 1
                asks[start], tags[start] = ask, best
                sink(asks, tags, start, filled[j], 0)
            if filled[j] == seats[j]:
                price[j] = asks[start]
    return bids


@njit(cache=True, nogil=True)
def worst_of(i, market, worths, scale, state):  # type: ignore[no-untyped-def]
    """Of the pairs that a member holds the one that gains it least, and that gain."""
    worst, least = -1, NONE
    for e in range(market.starts[i], market.starts[i + 1]):
        if state.held[e] and worths[e] * scale - state.price[market.at[e]] < least:
            worst, least = e, worths[e] * scale - state.price[market.at[e]]
    return worst, least


@njit(cache=True, nogil=True)
def standing(market, worths, scale, takes, held):  # type: ignore[no-untyped-def]
    """Where each member stands, the number of opportunities for nowhere, and what that place is worth to it.

    -1 where it may hold several and has to be looked at each time.
    """
    place, worth = np.full(len(takes), len(market.seats), np.int32), np.zeros(len(takes), np.int64)
    for i in range(len(takes)):
        if takes[i] == 0:
            worth[i] = NONE
        elif takes[i] > 1:
            place[i] = -1
    for e in range(len(held)):
        if held[e] and takes[market.owner[e]] == 1:
            place[market.owner[e]], worth[market.owner[e]] = market.at[e], worths[e] * scale
    return place, worth


@njit(cache=True, nogil=True)
def eager(j, empty, market, columns, worths, scale, step, state, place, worth, offers, keen):  # type: ignore[no-untyped-def]
    """Whoever would pay most for the empty seats of an opportunity, above a `step`: one more than there are seats.

    The most that each would pay so as not to lose by moving goes into `offers`, falling, its edge into `keen`.
    """
    found, least, price = 0, step, state.price
    for cell in range(columns.starts[j], columns.starts[j + 1]):
        i, gain = columns.owner[cell], np.int64(0)
        if place[i] == j:
            continue
        if place[i] >= 0:
            gain = worth[i] - price[place[i]]
        elif state.held[columns.edge[cell]]:
            continue
        elif state.left[i] == 0:
            _, gain = worst_of(i, market, worths, scale, state)
        offer = columns.worth[cell] * scale - gain
        if offer <= least:
            continue
        y = min(found, empty)
        while y > 0 and offers[y - 1] < offer:
            offers[y], keen[y] = offers[y - 1], keen[y - 1]
            y -= 1
        offers[y], keen[y] = offer, columns.edge[cell]
        found = min(found + 1, empty + 1)
        if found > empty:
            least = offers[empty]
    return found


@njit(cache=True, nogil=True)
def vacate(i, j, market, state):  # type: ignore[no-untyped-def]
    """Free a member's seat at an opportunity; what a seat costs there stays as it is.

    What was bid for each seat is not kept up: nobody bids any more.
    """
    start, spot, tags = market.first[j], 0, state.tags
    while market.owner[tags[start + spot]] != i:
        spot += 1
    state.held[tags[start + spot]] = 0
    state.left[i] += 1
    state.filled[j] -= 1
    tags[start + spot] = tags[start + state.filled[j]]


@njit(cache=True, nogil=True)
def seek(market, columns, worths, scale, step, takes, state):  # type: ignore[no-untyped-def]
    """Empty seats lower their price until somebody gains by moving there or it is 0; gives how many moved.

    A seat goes to whoever would pay most, at what the next one would pay less a `step`; the seat left behind seeks in turn.
    """
    _, owner, at, seats, first = market
    price, filled, _, tags, held, left = state
    count, most, moved = len(seats), 0, 0
    queue, queued, size, head = np.empty(count, np.int64), np.zeros(count, np.uint8), 0, 0
    for j in range(count):
        most = max(most, seats[j])
        if filled[j] < seats[j] and price[j] > 0:
            queue[size], queued[j] = j, 1
            size += 1
    if not size:
        return 0
    offers, keen = np.empty(most + 1, np.int64), np.empty(most + 1, np.int64)
    place, worth = standing(market, worths, scale, takes, held)
    while size:
        j = queue[head]
        head, size = (head + 1) % count, size - 1
        queued[j] = 0
        empty = seats[j] - filled[j]
        if empty == 0 or price[j] == 0:
            continue
        found = eager(j, empty, market, columns, worths, scale, step, state, place, worth, offers, keen)
        lowered = max(offers[empty] - step, np.int64(0)) if found > empty else np.int64(0)
        for y in range(min(found, empty)):
            e = keen[y]
            i = owner[e]
            if left[i] == 0:
                k = int(place[i])
                if k < 0:
                    k = int(at[worst_of(i, market, worths, scale, state)[0]])
                vacate(i, k, market, state)
                if price[k] > 0 and not queued[k]:
                    queue[(head + size) % count], queued[k] = k, 1
                    size += 1
            held[e] = 1
            left[i] -= 1
            tags[first[j] + filled[j]] = e
            filled[j] += 1
            if takes[i] == 1:
                place[i], worth[i] = j, worths[e] * scale
            moved += 1
        price[j] = lowered
    return moved
