"""Which small investors together cover a sum: within each one's limits, best by how well they fit."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from heapq import heappush, heappushpop

from data.fen import shared_out

WHOLE = 10_000
"""Hundredths of a percent in a whole."""

MOST_STEPS = 60_000
"""Sets looked at before the search is given up and its answer is no longer said to be the best."""


@dataclass(frozen=True, slots=True)
class Term:
    """One condition on which two sides differ, as whole numbers: `asked` by the member, `offered` by the project.

    `more_is_better` tells on which side of `asked` the member is content (a share) or not (years of waiting);
    `firm` that anything less was ruled out, so that no tolerance helps.
    """

    key: str
    asked: int
    offered: int
    more_is_better: bool = True
    firm: bool = False

    @property
    def gap(self) -> int:
        """How far the offer falls short of what was asked; 0 where it does not."""
        return max(self.asked - self.offered if self.more_is_better else self.offered - self.asked, 0)


@dataclass(frozen=True, slots=True)
class Investor:
    """Somebody who would put in from `low` to `high` fen; `score` is the pair's, in hundredths."""

    id: str
    low: int
    high: int
    score: int
    terms: tuple[Term, ...] = ()


@dataclass(frozen=True, slots=True)
class Ask:
    """The sum in fen, and what the project allows.

    Attributes:
        least, most: of one ticket, in fen; most_partners: how many may join.
        concentration: the most that one may hold, in hundredths of a percent of the sum.
        tolerances: by a term's key, the gap that is still talked about; 0 where it is not named.
    """

    sum: int
    most_partners: int
    least: int = 1
    most: int | None = None
    concentration: int = WHOLE
    tolerances: Mapping[str, int] | None = None

    def limits(self, investor: Investor) -> tuple[int, int]:
        """The smallest and the largest ticket of one investor, in fen."""
        ceiling = min(investor.high, self.sum * self.concentration // WHOLE)
        return max(investor.low, self.least, 1), ceiling if self.most is None else min(ceiling, self.most)


@dataclass(frozen=True, slots=True)
class Ticket:
    """What one investor puts in, in fen, and its part of the group in hundredths of a percent."""

    investor: Investor
    amount: int
    share: int


@dataclass(frozen=True, slots=True)
class Group:
    """Investors with their tickets; amounts add up to `covered`, shares to a whole."""

    tickets: tuple[Ticket, ...]
    covered: int
    fit: int
    """The sum of score x fen."""


@dataclass(frozen=True, slots=True)
class Outside:
    """An investor who could not be asked: `terms` fell outside a tolerance; without any, no ticket fits the limits."""

    investor: Investor
    terms: tuple[Term, ...] = ()


@dataclass(frozen=True, slots=True)
class Covering:
    """The best group with its runners-up; `gap` is what is missing from the sum; `proven` that none is better."""

    best: Group | None
    runners_up: tuple[Group, ...]
    outside: tuple[Outside, ...]
    gap: int
    proven: bool


def covering_group(investors: Sequence[Investor], ask: Ask, runners_up: int = 2) -> Covering:
    """The group that covers most of the sum and, of those, fits best; others follow in order.

    1. Whoever's terms lie outside a tolerance, or whose limits allow no ticket, is set aside by name.
    2. Sets of the others are searched, best score first, a branch given up when it can no longer be better.
    3. In a set everyone gets the smallest ticket; the rest of the sum goes to the best scores first.
    """
    outside = [Outside(investor, beyond) for investor in investors if (beyond := _beyond(investor, ask))]
    apart = {item.investor.id for item in outside}
    fitting = [investor for investor in investors if investor.id not in apart]
    outside += [Outside(investor) for investor in fitting if _impossible(investor, ask)]
    search = _Search([investor for investor in fitting if not _impossible(investor, ask)], ask, runners_up + 1)
    search.run()
    groups = tuple(_group(one, ask) for one in search.found())
    best = groups[0] if groups else None
    return Covering(best, groups[1:], tuple(outside), ask.sum - (best.covered if best else 0), search.steps <= MOST_STEPS)


def _beyond(investor: Investor, ask: Ask) -> tuple[Term, ...]:
    known = ask.tolerances or {}
    return tuple(term for term in investor.terms if term.gap > (0 if term.firm else known.get(term.key, 0)))


def _impossible(investor: Investor, ask: Ask) -> bool:
    low, high = ask.limits(investor)
    return low > high or low > ask.sum


Found = tuple[int, int, tuple[Investor, ...]]
"""(fen covered, fit, who)"""


class _Search:
    """Branch and bound over sets of investors, best score first."""

    def __init__(self, investors: Sequence[Investor], ask: Ask, wanted: int) -> None:
        self.ask, self.wanted, self.steps = ask, wanted, 0
        self.order = sorted(investors, key=lambda one: (-one.score, -ask.limits(one)[1], one.id))
        self.limits = [ask.limits(one) for one in self.order]
        self._kept: list[tuple[int, int, tuple[int, ...]]] = []

    def run(self) -> None:
        """Look at every set that could still be among the best."""
        self._branch(0, ())

    def found(self) -> list[Found]:
        """The best sets, best first."""
        best = sorted(self._kept, reverse=True)
        return [(covered, fit, tuple(self.order[-i] for i in chosen)) for covered, fit, chosen in best]

    def _branch(self, at: int, chosen: tuple[int, ...]) -> None:
        self.steps += 1
        if self.steps > MOST_STEPS or not self._hopeful(at, chosen):
            return
        if at == len(self.order) or len(chosen) == self.ask.most_partners:
            self._keep(chosen)
            return
        if sum(self.limits[i][0] for i in (*chosen, at)) <= self.ask.sum:
            self._branch(at + 1, (*chosen, at))
        self._branch(at + 1, chosen)

    def _hopeful(self, at: int, chosen: tuple[int, ...]) -> bool:
        """Whether the most that this branch can reach would be kept."""
        if len(self._kept) < self.wanted:
            return True
        room = self.ask.most_partners - len(chosen)
        widest = sorted((high for _, high in self.limits[at:]), reverse=True)[:room]
        reach = min(self.ask.sum, sum(self.limits[i][1] for i in chosen) + sum(widest))
        return (reach, self._best_fit(at, chosen, reach)) > self._kept[0][:2]

    def _best_fit(self, at: int, chosen: tuple[int, ...], reach: int) -> int:
        """The fit if those not yet chosen could be had in any number and without a smallest ticket."""
        fixed = [(i, *self.limits[i]) for i in chosen]
        loose = [(i, 0, self.limits[i][1]) for i in range(at, len(self.order))]
        return _filled([*fixed, *loose], self.order, reach)[1]

    def _keep(self, chosen: tuple[int, ...]) -> None:
        if not chosen:
            return
        covered = min(self.ask.sum, sum(self.limits[i][1] for i in chosen))
        _, fit = _filled([(i, *self.limits[i]) for i in chosen], self.order, covered)
        item = (covered, fit, tuple(-i for i in chosen))
        heappush(self._kept, item) if len(self._kept) < self.wanted else heappushpop(self._kept, item)


def _filled(rows: list[tuple[int, int, int]], order: Sequence[Investor], whole: int) -> tuple[dict[int, int], int]:
    """Tickets that add up to `whole`, smallest ones first given, then the best scores filled; and their fit."""
    left = whole - sum(low for _, low, _ in rows)
    tickets: dict[int, int] = {}
    for i, low, high in sorted(rows):
        more = max(min(high - low, left), 0)
        tickets[i], left = low + more, left - more
    return tickets, sum(order[i].score * amount for i, amount in tickets.items())


def _group(one: Found, ask: Ask) -> Group:
    covered, fit, who = one
    tickets, _ = _filled([(i, *ask.limits(one)) for i, one in enumerate(who)], who, covered)
    shares = shared_out(WHOLE, list(tickets.values()))
    given = (Ticket(who[i], amount, share) for (i, amount), share in zip(tickets.items(), shares, strict=True))
    return Group(tuple(given), covered, fit)
