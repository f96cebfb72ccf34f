"""The compiled loops of solving again: where a present placement no longer is the best, undone there and built anew.

Nodes are having no seat (0), the opportunities, and the parts that quotas bound. A step moves one member's place from
node to node; a way through the steps is worth the sum of their gains. Labels are prices: no step may lead to a node
whose label it would pass. As long as that is so, no round of steps gains, and the placement is the best.
"""

from heapq import heappop, heappush
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from features.compiled import njit

FAR = np.int64(2**62)
MORE, FEWER = 1, 2
"""Which of a node's two bounds are closed: one more may not pass, one fewer may not."""


class Field(NamedTuple):
    """What does not change: int64[M + 1], where each member's edges begin; int64[E] each, an edge's member, node and
    worth; int64[N] each, the node that a node leads to, its first child and next sibling (-1 for none), its minimum and
    maximum; what reaching one of a minimum is worth."""

    starts: NDArray[np.int64]
    owner: NDArray[np.int64]
    node: NDArray[np.int64]
    worth: NDArray[np.int64]
    outer: NDArray[np.int64]
    child: NDArray[np.int64]
    sibling: NDArray[np.int64]
    least: NDArray[np.int64]
    most: NDArray[np.int64]
    must: int


class Place(NamedTuple):
    """Where things stand: uint8[E], 1 for a pair that is placed; int64[M] each, places taken and allowed for now;
    int64[N] each, how many pass a node, which of its bounds are closed, its label; lists of each node's placed edges:
    int64[N] the first, int64[E] each the next and the one before."""

    held: NDArray[np.uint8]
    busy: NDArray[np.int64]
    allowed: NDArray[np.int64]
    passing: NDArray[np.int64]
    closed: NDArray[np.int64]
    label: NDArray[np.int64]
    first: NDArray[np.int64]
    after: NDArray[np.int64]
    ahead: NDArray[np.int64]


class Ways(NamedTuple):
    """int64[N] each, the node before on the best way, the edges left and entered in between (-1 for none), how far it
    is; int64[E + N] each, the steps from one node: where to, their gain, the edges left and entered."""

    before: NDArray[np.int64]
    left: NDArray[np.int64]
    entered: NDArray[np.int64]
    far: NDArray[np.int64]
    to: NDArray[np.int64]
    gain: NDArray[np.int64]
    out: NDArray[np.int64]
    into: NDArray[np.int64]


@njit(cache=True, nogil=True)
def hold(field, place, e):  # type: ignore[no-untyped-def]
    """Place a pair; what passes the nodes is not counted here."""
    x = field.node[e]
    place.held[e] = 1
    place.busy[field.owner[e]] += 1
    place.ahead[e], place.after[e] = -1, place.first[x]
    if place.first[x] >= 0:
        place.ahead[place.first[x]] = e
    place.first[x] = e


@njit(cache=True, nogil=True)
def seat(field, place, edges):  # type: ignore[no-untyped-def]
    """Place pairs, and count them at every node that they pass."""
    for e in edges:
        hold(field, place, e)
        x = field.node[e]
        while x > 0:
            place.passing[x] += 1
            x = field.outer[x]


@njit(cache=True, nogil=True)
def drop(field, place, e):  # type: ignore[no-untyped-def]
    """Take a pair back; what passes the nodes is not counted here."""
    place.held[e] = 0
    place.busy[field.owner[e]] -= 1
    if place.ahead[e] >= 0:
        place.after[place.ahead[e]] = place.after[e]
    else:
        place.first[field.node[e]] = place.after[e]
    if place.after[e] >= 0:
        place.ahead[place.after[e]] = place.ahead[e]


@njit(cache=True, nogil=True)
def _more(field, place, x):  # type: ignore[no-untyped-def]
    """What one more that passes a node is worth; -FAR where none may."""
    if place.closed[x] & MORE or place.passing[x] >= field.most[x]:
        return -FAR
    return field.must if place.passing[x] < field.least[x] else 0


@njit(cache=True, nogil=True)
def _fewer(field, place, x):  # type: ignore[no-untyped-def]
    """What one fewer that passes a node is worth; -FAR where none may."""
    if place.closed[x] & FEWER or place.passing[x] <= 0:
        return -FAR
    return -field.must if place.passing[x] <= field.least[x] else 0


@njit(cache=True, nogil=True)
def _steps(field, place, u, ways):  # type: ignore[no-untyped-def]
    """Write down the steps from a node; how many they are."""
    n = 0
    if u == 0:
        for m in range(len(place.busy)):
            if place.busy[m] < place.allowed[m]:
                for f in range(field.starts[m], field.starts[m + 1]):
                    if not place.held[f]:
                        ways.to[n], ways.gain[n], ways.out[n], ways.into[n] = field.node[f], field.worth[f], -1, f
                        n += 1
    e = place.first[u]
    while e >= 0:
        worth = field.worth[e]
        ways.to[n], ways.gain[n], ways.out[n], ways.into[n] = 0, -worth, e, -1
        n += 1
        for f in range(field.starts[field.owner[e]], field.starts[field.owner[e] + 1]):
            if not place.held[f]:
                ways.to[n], ways.gain[n], ways.out[n], ways.into[n] = field.node[f], field.worth[f] - worth, e, f
                n += 1
        e = place.after[e]
    if u and _more(field, place, u) > -FAR:
        ways.to[n], ways.gain[n], ways.out[n], ways.into[n] = field.outer[u], _more(field, place, u), -1, -1
        n += 1
    x = field.child[u]
    while x >= 0:
        if _fewer(field, place, x) > -FAR:
            ways.to[n], ways.gain[n], ways.out[n], ways.into[n] = x, _fewer(field, place, x), -1, -1
            n += 1
        x = field.sibling[x]
    return n


@njit(cache=True, nogil=True)
def _on_a_round(before):  # type: ignore[no-untyped-def]
    """A node that is, step by step backwards, its own beginning; -1 where there is none."""
    seen = np.zeros(len(before), np.int64)
    for x in range(len(before)):
        u = x
        while u >= 0 and not seen[u]:
            seen[u] = x + 1
            u = before[u]
        if u >= 0 and seen[u] == x + 1:
            return u
    return -1


@njit(cache=True, nogil=True)
def _settle(field, place, ways):  # type: ignore[no-untyped-def]
    """Raise labels until no step passes one: -1 then, or a node on a round that gains (Bellman 1958)."""
    label, dirty = place.label, np.ones(len(place.label), np.uint8)
    ways.before[:] = -1
    while True:
        grown = False
        for u in range(len(label)):
            if not dirty[u]:
                continue
            dirty[u] = 0
            for i in range(_steps(field, place, u, ways)):
                v = ways.to[i]
                if label[u] + ways.gain[i] > label[v]:
                    label[v] = label[u] + ways.gain[i]
                    ways.before[v], ways.left[v], ways.entered[v] = u, ways.out[i], ways.into[i]
                    dirty[v], grown = 1, True
        found = _on_a_round(ways.before) if grown else -1
        if found >= 0 or not grown:
            return found


@njit(cache=True, nogil=True)
def _undo(field, place, ways, x):  # type: ignore[no-untyped-def]
    """Take a round's members from their seats and close what it passed, for now."""
    v = x
    while True:
        u, out, into = ways.before[v], ways.left[v], ways.entered[v]
        if out >= 0:
            m = field.owner[out]
            drop(field, place, out)
            place.allowed[m] = place.busy[m]
            y = field.node[out]
            while y > 0:
                place.passing[y] -= 1
                place.closed[y] = MORE | FEWER
                y = field.outer[y]
        elif into >= 0:
            m = field.owner[into]
            place.allowed[m] = place.busy[m]
        else:
            place.closed[u if field.outer[u] == v else v] = MORE | FEWER
        v = u
        if v == x:
            return


@njit(cache=True, nogil=True)
def _best_way(field, place, ways, target, limit, heap):  # type: ignore[no-untyped-def]
    """The best way from the nodes in the heap to a target, nearest first (Dijkstra 1959, by what steps fall short of the
    labels). 1 where it falls short by less than `limit`, 0 where none does, -1 where labels do not hold. Labels rise so
    that they hold still, and no step of the way falls short."""
    done, far, label = np.zeros(len(place.label), np.uint8), ways.far, place.label
    reached = 0
    while len(heap):
        d, u = heappop(heap)
        if d >= limit:
            break
        if done[u] or d > far[u]:
            continue
        if u == target:
            reached, limit = 1, d
            break
        done[u] = 1
        for i in range(_steps(field, place, u, ways)):
            v = ways.to[i]
            short = label[v] - label[u] - ways.gain[i]
            if short < 0:
                return -1
            if d + short < far[v] and d + short < limit:
                far[v] = d + short
                ways.before[v], ways.left[v], ways.entered[v] = u, ways.out[i], ways.into[i]
                heappush(heap, (far[v], v))
    for x in range(len(label)):
        if done[x] and far[x] < limit:
            label[x] += limit - far[x]
    return reached


@njit(cache=True, nogil=True)
def _walk(field, place, ways, target):  # type: ignore[no-untyped-def]
    """Take every step of the round that closes at a target."""
    v = target
    while True:
        u, out, into = ways.before[v], ways.left[v], ways.entered[v]
        if out >= 0:
            drop(field, place, out)
        if into >= 0:
            hold(field, place, into)
        if out < 0 and into < 0:
            if field.outer[u] == v:
                place.passing[u] += 1
            else:
                place.passing[v] -= 1
        v = u
        if v == target:
            return


@njit(cache=True, nogil=True)
def _reopen(field, place, ways, x, way):  # type: ignore[no-untyped-def]
    """Open one of a node's bounds again, and take every round through it that gains. False where labels do not hold."""
    place.closed[x] &= ~way
    tail, head = (x, field.outer[x]) if way == MORE else (field.outer[x], x)
    while True:
        worth = _more(field, place, x) if way == MORE else _fewer(field, place, x)
        excess = place.label[tail] + worth - place.label[head]
        if worth == -FAR or excess <= 0:
            return True
        ways.far[:] = FAR
        ways.far[head] = 0
        ways.before[head], ways.left[head], ways.entered[head] = tail, -1, -1
        reached = _best_way(field, place, ways, tail, excess, [(np.int64(0), np.int64(head))])
        if reached < 0:
            return False
        if reached:
            _walk(field, place, ways, tail)


@njit(cache=True, nogil=True)
def _readmit(field, place, ways, m, takes):  # type: ignore[no-untyped-def]
    """Let a member take as many as it may again, by the best round each time. False where labels do not hold."""
    label = place.label
    while place.busy[m] < takes:
        place.allowed[m] = place.busy[m]
        excess = np.int64(0)
        for f in range(field.starts[m], field.starts[m + 1]):
            if not place.held[f]:
                excess = max(excess, label[0] + field.worth[f] - label[field.node[f]])
        if excess <= 0:
            break
        ways.far[:] = FAR
        heap = [(FAR, np.int64(0))]
        for f in range(field.starts[m], field.starts[m + 1]):
            short = excess - (label[0] + field.worth[f] - label[field.node[f]])
            if not place.held[f] and short < excess and short < ways.far[field.node[f]]:
                v = field.node[f]
                ways.far[v], ways.before[v], ways.left[v], ways.entered[v] = short, 0, -1, f
                heappush(heap, (short, v))
        reached = _best_way(field, place, ways, 0, excess, heap)
        if reached < 0:
            return False
        if not reached:
            break
        _walk(field, place, ways, 0)
    place.allowed[m] = takes
    return True


@njit(cache=True, nogil=True)
def mend(field, place, takes, rounds):  # type: ignore[no-untyped-def]
    """From a placement within all upper bounds to the best one; False where that asks for more than `rounds` repairs.

    1. Where a round of steps gains, its members lose their seats and its bounds are closed, for now: what is left is
       the best within what is left. 2. Bound after bound is opened again and member after member let in again, each
       time by the way that gains most, so that what there is stays the best (Busacker and Gowen 1960).
    """
    nodes, edges = len(place.label), len(field.worth)
    ways = Ways(
        np.full(nodes, -1), np.full(nodes, -1), np.full(nodes, -1), np.full(nodes, FAR),
        np.empty(edges + nodes + 1, np.int64), np.empty(edges + nodes + 1, np.int64),
        np.empty(edges + nodes + 1, np.int64), np.empty(edges + nodes + 1, np.int64),
    )  # fmt: skip
    found = _settle(field, place, ways)
    while found >= 0:
        rounds -= 1
        if rounds < 0:
            return False
        _undo(field, place, ways, found)
        found = _settle(field, place, ways)
    asked = np.sum(takes > place.allowed) + np.sum(place.closed > 0)
    if asked > rounds:
        return False
    for way in (FEWER, MORE):
        for x in range(1, nodes):
            if place.closed[x] & way and not _reopen(field, place, ways, x, way):
                return False
    for m in range(len(takes)):
        if place.allowed[m] < takes[m] and not _readmit(field, place, ways, m, takes[m]):
            return False
    return _settle(field, place, ways) < 0
