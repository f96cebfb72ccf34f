"""What proves a placement: sound edges, the lowest prices at which nobody would move, and what everybody gains at them."""

from heapq import heapify, heappop, heappush

import numpy as np

from features.compiled import njit

FAR = np.int64(2**60)


@njit(cache=True, nogil=True)
def fault_of(members, opportunities, scores, count, seats):  # type: ignore[no-untyped-def]
    """0 where edges are sound; 1 where one points outside, 2 where one is out of order or comes twice, 3 below zero."""
    for e in range(len(scores)):
        if members[e] < 0 or members[e] >= count or opportunities[e] < 0 or opportunities[e] >= seats:
            return 1
        if scores[e] < 0:
            return 3
        if e and (members[e] < members[e - 1] or (members[e] == members[e - 1] and opportunities[e] <= opportunities[e - 1])):
            return 2
    return 0


@njit(cache=True, nogil=True)
def lower(market, scores, price, state):  # type: ignore[no-untyped-def]
    """Bring the prices of the best placement, in hundredths, down to the lowest that prove it.

    What a seat more would add is the best way of filling it: by somebody with a place left, by somebody whose own seat
    then is a seat more elsewhere, or not at all. How much too dear each price is, is so the shortest way from where
    nothing is (Dijkstra 1959): at prices that prove, no step is shorter than nothing.
    """
    starts, owner, at, seats, first = market.starts, market.owner, market.at, market.seats, market.first
    count, held, left, tags = len(seats), state.held, state.left, state.tags
    dear = price[:count].copy()
    for i in range(len(left)):
        if left[i] > 0:
            for e in range(starts[i], starts[i + 1]):
                if not held[e]:
                    dear[at[e]] = min(dear[at[e]], price[at[e]] - scores[e])
    queue = [(dear[j], j) for j in range(count) if seats[j] > 0]
    heapify(queue)
    done = seats == 0
    while queue:
        far, k = heappop(queue)
        if done[k]:
            continue
        done[k] = True
        for spot in range(first[k], first[k] + state.filled[k]):
            own = tags[spot]
            for e in range(starts[owner[own]], starts[owner[own] + 1]):
                j = at[e]
                if held[e] or done[j]:
                    continue
                way = far + price[j] - scores[e] + scores[own] - price[k]
                if way < dear[j]:
                    dear[j] = way
                    heappush(queue, (way, np.int64(j)))  # type: ignore[misc]
    for j in range(count):
        if seats[j] > 0:
            price[j] -= dear[j]


@njit(cache=True, nogil=True)
def highest(market, columns, scores, price, state):  # type: ignore[no-untyped-def]
    """The highest prices that prove the best placement, from any that do: what a seat less would cost; -1 without seats.

    A seat less costs least where somebody leaves who loses little by it: who has nothing then, or a seat that is free
    elsewhere, or one that is a seat less there. How much too cheap each price is, is the shortest way to where nothing is.
    """
    owner, at, seats, tags = market.owner, market.at, market.seats, state.tags
    count = len(seats)
    cheap, seat = np.full(count, FAR), np.full(len(state.left), -1)
    for j in range(count):
        if state.filled[j] < seats[j]:
            cheap[j] = 0
        for spot in range(market.first[j], market.first[j] + state.filled[j]):
            e = tags[spot]
            cheap[j] = min(cheap[j], scores[e] - price[j])
            seat[owner[e]] = e if seat[owner[e]] == -1 else -2
    queue = [(cheap[j], j) for j in range(count) if seats[j] > 0]
    heapify(queue)
    done = seats == 0
    while queue:
        far, k = heappop(queue)
        if done[k]:
            continue
        done[k] = True
        for cell in range(columns.starts[k], columns.starts[k + 1]):
            i, other = columns.owner[cell], columns.edge[cell]
            if seat[i] == -1 or state.held[other]:
                continue
            first, last = (seat[i], seat[i] + 1) if seat[i] >= 0 else (market.starts[i], market.starts[i + 1])
            for own in range(first, last):
                j = at[own]
                if done[j] or not state.held[own]:
                    continue
                way = far + scores[own] - price[j] - scores[other] + price[k]
                if way < cheap[j]:
                    cheap[j] = way
                    heappush(queue, (way, np.int64(j)))  # type: ignore[misc]
    return np.where(seats > 0, price[:count] + cheap, -1)


@njit(cache=True, nogil=True)
def gains_of(starts, at, scores, takes, price):  # type: ignore[no-untyped-def]
    """What the last of its places gains each member at these prices, and what all members gain together at most."""
    profits, whole = np.zeros(len(takes), np.int64), np.int64(0)
    for i in range(len(takes)):
        first, last = starts[i], starts[i + 1]
        if takes[i] <= 1:
            for e in range(first, last):
                profits[i] = max(profits[i], scores[e] - price[at[e]])
            whole += profits[i] * takes[i]
            continue
        gains = np.empty(last - first, np.int64)
        for e in range(first, last):
            gains[e - first] = scores[e] - price[at[e]]
        gains = np.sort(gains)[::-1]
        if takes[i] <= len(gains):
            profits[i] = max(gains[takes[i] - 1], np.int64(0))
        for y in range(min(takes[i], len(gains))):
            whole += max(gains[y], np.int64(0))
    return profits, whole
