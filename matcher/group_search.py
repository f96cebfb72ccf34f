"""The best sets of investors by branch and bound: how much a set covers, how well it fits, and what no set can exceed."""

from bisect import insort
from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

MOST_STEPS = 100_000
"""Sets looked at before the search is given up and its answer is no longer said to be the best."""

AROUND = (0, 40, -40, 200, -200, 800, -800)
"""Prices of a fen tried beside the best one, in hundredths of a point: each gives a bound, the lowest counts."""


class Row(NamedTuple):
    """One investor's smallest and largest ticket in fen, and the score in hundredths."""

    low: int
    high: int
    score: int


Chosen = tuple[int, ...]
Value = tuple[int, int, int, tuple[int, ...]]
"""(fen covered, fit, fewer people, earlier people): what makes one set better than another."""


def filled(rows: Sequence[Row], whole: int) -> list[int]:
    """The best tickets that add up to `whole`, or to the most they can: the smallest for each, then the best scores first."""
    tickets = [row.low for row in rows]
    left = min(whole, sum(row.high for row in rows)) - sum(tickets)
    for at in sorted(range(len(rows)), key=lambda at: (-rows[at].score, at)):
        more = min(rows[at].high - rows[at].low, left)
        tickets[at], left = tickets[at] + more, left - more
    return tickets


class GroupSearch:
    """Sets that hold the first `locked` rows, of `least` to `most` people, whose smallest tickets fit into `whole`.

    The fit of any set that covers C fen is at most p·C plus, for each of its people, the most of (score − p) × ticket,
    whatever the price p of a fen: a Lagrange bound, read from tables in a few steps.
    """

    def __init__(self, rows: Sequence[Row], whole: int, locked: int, least: int, most: int, wanted: int) -> None:
        self.rows, self.whole, self.locked = rows, whole, locked
        self.least, self.most, self.wanted = least, min(most, len(rows)), wanted
        self._kept: dict[Chosen, Value] = {}
        self._bar: tuple[int, int] = (-1, -1)
        self._room = max(self.most - locked, 0)
        self._highs = _tops([row.high for row in rows], self._room)
        self._prices = [self._best_price() + step for step in AROUND]
        self._tops = [_tops([max(_worth(row, price), 0) for row in rows], self._room) for price in self._prices]

    def run(self, steps: int = MOST_STEPS) -> bool:
        """Look at every set that could be among the best; whether there was time for all of them."""
        first = tuple(range(self.locked))
        if self.locked > self.most or sum(self.rows[at].low for at in first) > self.whole:
            return True
        self._keep(first)
        self._try_likely(first)
        return self._branch(first, steps)

    def found(self) -> list[Chosen]:
        """The best sets, best first."""
        return sorted(self._kept, key=lambda chosen: self._kept[chosen], reverse=True)

    def at_most(self) -> int:
        """The fit that no set which covers all can exceed."""
        held = [sum(_worth(row, price) for row in self.rows[: self.locked]) for price in self._prices]
        return self._bound(self.whole, held, self.locked, self._room)

    def _branch(self, first: Chosen, steps: int) -> bool:
        """Depth first: a set, then the sets with one more of those that follow it."""
        lows, highs = (sum(row[i] for row in self.rows[: self.locked]) for i in (0, 1))
        held = tuple(sum(_worth(row, price) for row in self.rows[: self.locked]) for price in self._prices)
        stack = [(first, self.locked, lows, highs, held)]
        while stack:
            chosen, at, lows, highs, held = stack.pop()
            if at == len(self.rows) or len(chosen) >= self.most:
                continue
            steps -= 1
            if steps < 0:
                return False
            if not self._hopeful(chosen, at, highs, held):
                continue
            stack.append((chosen, at + 1, lows, highs, held))
            row = self.rows[at]
            if lows + row.low <= self.whole:
                more = (*chosen, at)
                self._keep(more)
                worth = tuple(old + _worth(row, price) for old, price in zip(held, self._prices, strict=True))
                stack.append((more, at + 1, lows + row.low, highs + row.high, worth))
        return True

    def _hopeful(self, chosen: Chosen, at: int, highs: int, held: Sequence[int]) -> bool:
        """Whether the most that more people from `at` on can reach would be kept."""
        if len(chosen) + len(self.rows) - at < self.least:
            return False
        if len(self._kept) < self.wanted:
            return True
        room = self.most - len(chosen)
        reach = min(self.whole, highs + self._highs[at][min(room, len(self.rows) - at)])
        covered, fit = self._bar
        return reach > covered or (reach == covered and self._bound(reach, held, at, room) > fit)

    def _bound(self, reach: int, held: Sequence[int], at: int, room: int) -> int:
        room = min(room, len(self.rows) - at)
        return min(
            price * reach + old + tops[at][room]
            for price, old, tops in zip(self._prices, held, self._tops, strict=True)
        )

    def _best_price(self) -> int:
        """The whole price of a fen with the lowest bound for all sets together; the bound is convex in it."""
        low, high = (sign * max((row.score for row in self.rows), default=0) for sign in (-1, 1))
        while low < high:
            middle = (low + high) // 2
            if self._root(middle) <= self._root(middle + 1):
                high = middle
            else:
                low = middle + 1
        return low

    def _root(self, price: int) -> int:
        free = sorted((max(_worth(row, price), 0) for row in self.rows[self.locked :]), reverse=True)[: self._room]
        return price * self.whole + sum(_worth(row, price) for row in self.rows[: self.locked]) + sum(free)

    def _try_likely(self, first: Chosen) -> None:
        """Sets that are likely to be good, so that branches can be given up early: the best at several prices."""
        best = max((row.score for row in self.rows), default=0)
        for price in sorted({*self._prices, *(best * part // 8 for part in range(-8, 9))}):
            others = range(self.locked, len(self.rows))
            chosen, low = first, sum(self.rows[at].low for at in first)
            for at in sorted(others, key=lambda at: (-_worth(self.rows[at], price), at)):
                if len(chosen) < self.most and low + self.rows[at].low <= self.whole:
                    chosen, low = (*chosen, at), low + self.rows[at].low
                    self._keep(tuple(sorted(chosen)))

    def _keep(self, chosen: Chosen) -> None:
        """Remember a set if it is among the best so far."""
        if not self.least <= len(chosen) <= self.most or not chosen or chosen in self._kept:
            return
        rows = [self.rows[at] for at in chosen]
        amounts = filled(rows, self.whole)
        fit = sum(row.score * amount for row, amount in zip(rows, amounts, strict=True))
        self._kept[chosen] = (sum(amounts), fit, -len(chosen), tuple(-at for at in chosen))
        if len(self._kept) > self.wanted:
            del self._kept[min(self._kept, key=lambda one: self._kept[one])]
        if len(self._kept) == self.wanted:
            self._bar = min(self._kept.values())[:2]


def _worth(row: Row, price: int) -> int:
    """The most that (score − price) × ticket can come to."""
    return (row.score - price) * (row.high if row.score >= price else row.low)


def _tops(values: Sequence[int], room: int) -> list[list[int]]:
    """For each row and each number up to `room`, the sum of so many of the largest values from that row on."""
    found: list[list[int]] = [[0]]
    largest: list[int] = []
    for value in reversed(values):
        insort(largest, -value)
        del largest[room:]
        found.append([0, *accumulate(-one for one in largest)])
    return found[::-1]
