"""Whether any round of moves would gain: the residual graph of an answer, and the prices that rule all rounds out."""

from itertools import count

import numpy as np

from matcher.check_rows import Bounds, Numbers, Rows

Arcs = tuple[Numbers, Numbers, Numbers]
"""(from, to, gain). Node 0 is having no seat; then come the opportunities, then the parts that quotas bound."""


def prices_against_rounds(rows: Rows, worths: Numbers) -> tuple[Numbers, Numbers] | None:
    """Prices of opportunities and of quotas' parts at which no step gains; None where a round of steps gains.

    Members step between opportunities (and into or out of having none) as long as bounds allow. The best gain of each
    step is an arc; an answer is the best exactly where no round of arcs has a gain (Klein 1967). Longest ways are
    prolonged arc by arc (Bellman 1958): either they come to rest, and are prices, or they turn in such a round.
    """
    nodes = 1 + len(rows.seats.most) + len(rows.quotas.most)
    labels = _longest(nodes, *_best(nodes, _arcs(rows, worths)))
    if labels is None:
        return None
    places = labels[1 : 1 + len(rows.seats.most)]
    return places - labels[0], labels[1 + len(places) :] - places[rows.quota_places]


def _longest(nodes: int, tails: Numbers, heads: Numbers, gains: Numbers) -> Numbers | None:
    """The gain of the best way to each node from anywhere; None where ways grow for ever."""
    labels, before = np.zeros(nodes, np.int64), np.full(nodes + 1, nodes)
    if not len(heads):
        return labels
    firsts = np.flatnonzero(np.append(True, heads[1:] != heads[:-1]))
    ends, lengths = heads[firsts], np.diff(np.append(firsts, len(heads)))
    for turn in count(1):
        ways = labels[tails] + gains
        longest = np.maximum.reduceat(ways, firsts)
        grown = longest > labels[ends]
        if not grown.any():
            return labels
        last = (ways == np.repeat(longest, lengths)) & np.repeat(grown, lengths)
        before[heads[last]] = tails[last]
        labels[ends[grown]] = longest[grown]
        if turn > nodes or (turn & (turn - 1) == 0 and _turns(before)):
            return None
    raise AssertionError


def _turns(before: Numbers) -> bool:
    """Whether some node is, step by step backwards, its own beginning; the last number stands for a way's begin."""
    for _ in range(len(before).bit_length()):
        before = before[before]
    return bool((before != len(before) - 1).any())


def _best(nodes: int, arcs: Arcs) -> Arcs:
    """The best arc between any two nodes, by the node that it leads to."""
    tails, heads, gains = arcs
    keys = heads * nodes + tails
    order = np.argsort(keys)
    keys = keys[order]
    firsts = np.flatnonzero(np.append(True, keys[1:] != keys[:-1])) if len(keys) else np.zeros(0, np.int64)
    best = np.maximum.reduceat(gains[order], firsts) if len(keys) else gains
    return keys[firsts] % nodes, keys[firsts] // nodes, best


def _arcs(rows: Rows, worths: Numbers) -> Arcs:
    """Each member's own steps (locked pairs stay, forbidden ones stay out), and what the bounds leave room for."""
    places = 1 + np.arange(len(rows.seats.most))
    nodes = np.where(rows.parts < 0, 1 + rows.places, 1 + len(places) + rows.parts)
    free, leaving = np.flatnonzero(rows.open & ~rows.held), np.flatnonzero(rows.held & ~rows.locked)
    entering = free[(rows.busy < rows.takes)[rows.members[free]]]
    own, other = _swaps(rows, leaving, free)
    none = np.zeros_like
    parts = _room(rows.quotas, 1 + len(places) + np.arange(len(rows.quotas.most)), places[rows.quota_places])
    several = [
        _room(rows.seats, places, none(places)),
        parts,
        (nodes[leaving], none(leaving), -worths[leaving]),
        (none(entering), nodes[entering], worths[entering]),
        (nodes[own], nodes[other], worths[other] - worths[own]),
    ]
    tails, heads, gains = (np.concatenate(column) for column in zip(*several, strict=True))
    return tails, heads, gains


def _swaps(rows: Rows, leaving: Numbers, free: Numbers) -> tuple[Numbers, Numbers]:
    """Each placed pair beside every pair that its member has left."""
    starts = np.searchsorted(rows.members[free], np.arange(len(rows.takes) + 1))
    first, several = starts[rows.members[leaving]], np.diff(starts)[rows.members[leaving]]
    ends = np.cumsum(several)
    at = np.arange(ends[-1] if len(ends) else 0) - np.repeat(ends - several - first, several)
    return np.repeat(leaving, several), free[at]


def _room(bounds: Bounds, inner: Numbers, outer: Numbers) -> Arcs:
    """One more may pass where seats stay free, one less where more than the minimum do."""
    more, fewer = bounds.taken < bounds.most, bounds.taken > bounds.least
    tails, heads = np.concatenate([inner[more], outer[fewer]]), np.concatenate([outer[more], inner[fewer]])
    return tails, heads, np.zeros_like(tails)
