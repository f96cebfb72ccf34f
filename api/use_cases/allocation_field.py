"""Who could be placed where: the candidates of several opportunities, as the numbers that a solver is given."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from api.schemas_runs import MOST_CANDIDATES, AllocationBody
from api.use_cases.allocation_groups import Groups, groups_of
from api.use_cases.allocation_taken import Taken
from api.use_cases.progress import Tell, each, untold
from data.records import Member, NeedOf, Opportunity, PairingPlace
from matcher.demand import Demand, Edges, Quota, Seats
from matcher.engine import Asked, Matcher
from matcher.ranking import best_rows, score_rows

SPARE = 20
"""So many candidates more than seats, reserves, bans and locks are looked at to begin with."""

GROWTH = 4
"""A list that is too short is made so many times as long."""

SCORE_ALL = 1_000
"""For a list as long as this everybody is scored: the search that leaves most out unseen would keep too many."""

MOST_SCORED = 20_000_000
"""With so many pairs everybody is scored for every opportunity, and whoever matters at its price is looked at."""

MOST_PAIRS = 4_000_000
"""So many pairs are looked at in all, and `MOST_CANDIDATES` for each opportunity in any case."""


Listed = tuple[NDArray[np.int64], NDArray[np.int64]]
"""Rows of the members' pool with their scores, int64[n] each."""


@dataclass(frozen=True, slots=True)
class Field:
    """Who could be placed where: each opportunity's compiled question, and rows of the members' pool by number.

    `beyond`: for each opportunity the score that no candidate who was not looked at exceeds; None where there is none.
    """

    asked: tuple[Asked, ...]
    rows: tuple[int, ...]
    ids: tuple[str, ...]
    edges: Edges
    beyond: tuple[int | None, ...]


def seats_of(body: AllocationBody, opportunity: Opportunity, taken: int) -> Seats:
    """As asked; else what is left of the headcount, one where that was left open."""
    single = isinstance(opportunity, NeedOf | PairingPlace)
    known = None if single else opportunity.headcount  # type: ignore[union-attr]
    usual = 1 if known is None else max(0, known - taken)
    asked = body.seats.get(opportunity.id)
    return Seats(usual) if asked is None else Seats(usual if asked.most is None else asked.most, asked.least)


class Lists:
    """Each opportunity's best candidates, more of them where that is needed: by price where all can be scored, else longer lists.

    Members who have all the seats that they may take are looked at no more than those whose own the opportunity is.
    """

    def __init__(
        self, matcher: Matcher, opportunities: Sequence[Opportunity], mask: NDArray[np.uint8], body: AllocationBody,
        seats: Sequence[Seats], taken: Taken, present: Sequence[tuple[str, str]] = (), tell: Tell = untold,
    ) -> None:  # fmt: skip
        self._matcher, self._mask, self._tell = matcher, mask, tell
        busy = [member for member in taken.held if not taken.left(member, body.takes)]
        for identifier in (*busy, *(opportunity.id for opportunity in opportunities)):
            own = matcher.members.row(identifier)
            if own is not None:
                mask[own] = 0
        named = [*((pair.member, pair.opening) for pair in body.locks), *present]
        self._named = _named(matcher, named, opportunities, mask)
        here = {opportunity.id for opportunity in opportunities}
        aside = len(body.forbids) + len(body.locks) + body.alternates + sum(opening in here for _, opening in taken.pairs)
        self._bounded = body.k
        self._added: list[list[Listed]] = [[] for _ in opportunities]
        self._most = body.k or max(MOST_CANDIDATES, MOST_PAIRS // len(opportunities))
        every = sum(one.most for one in seats) + aside
        first = [MOST_CANDIDATES if body.quotas else min(one.most + aside + SPARE, every) for one in seats]
        self._sizes = [min(size, self._most) for size in first]
        self._asked = [matcher.ask(opportunity) for opportunity in each(tell, "candidates", opportunities, 0.0, 0.2)]
        self._best = [self._found(at) for at in each(tell, "candidates", range(len(opportunities)), 0.2, 0.4)]

    def field(self) -> Field:
        """The candidates that stand in any list, and what lies beyond each."""
        members = self._matcher.members
        lists = [(place, one) for place, best in enumerate(self._best) for one in (best, *self._added[place])]
        at = np.repeat([place for place, _ in lists], [len(rows) for _, (rows, _) in lists])
        named = np.array([(row, place, score) for (row, place), score in self._named.items()], np.int64).reshape(-1, 3)
        rows = np.concatenate([*(rows for _, (rows, _) in lists), named[:, 0]])
        scores = np.concatenate([*(scores for _, (_, scores) in lists), named[:, 2]])
        found, numbers = np.unique(rows, return_inverse=True)
        order = np.lexsort((found, members.keys[found]))  # nobody is first by name or date
        number = np.empty(len(found), np.int64)
        number[order] = np.arange(len(found))
        ordered = tuple(found[order].tolist())
        edges = Edges.ordered(number[numbers], np.concatenate([at, named[:, 1]]), scores)
        beyond = tuple(
            int(scores[-1]) if len(scores) == size and size else None
            for (_, scores), size in zip(self._best, self._sizes, strict=True)
        )
        return Field(tuple(self._asked), ordered, tuple(map(members.id, ordered)), edges, beyond)

    def grow(self, which: Iterable[int]) -> bool:
        """Make some lists longer; whether any could be."""
        grown = False
        for at in which:
            self._tell("solving", 0.4)
            size = min(GROWTH * self._sizes[at], self._most)
            if size > self._sizes[at]:
                self._sizes[at], grown = size, True
                self._best[at] = self._found(at)
        return grown

    @property
    def priced(self) -> bool:
        """Whether everybody can be scored for every opportunity, so that whoever could raise the total is found by price."""
        return self._bounded is None and len(self._asked) * len(self._matcher.members.keys) <= MOST_SCORED

    def add(self, field: Field, prices: Sequence[int], hurdles: NDArray[np.int64], floor: int) -> bool:
        """Look at those, too, who would gain more by a seat at its price than they have to; whether there are any.

        `hurdles`: int64, for each of the field's members what a seat must be worth beside its price.
        """
        members = self._matcher.members
        least = np.zeros(len(members.keys), np.int64)
        least[np.array(field.rows, np.int64)] = hurdles[: len(field.rows)]
        shown, grown = (self._mask != 0) & (members.alive != 0), False
        for at, price in enumerate(prices):
            self._tell("solving", 0.4)
            scores = score_rows(self._asked[at].program, members)
            rows = np.flatnonzero(shown & (scores >= floor) & (scores - price > least) & self._unseen(at))
            most = GROWTH * self._sizes[at]
            if len(rows) > most:
                rows = rows[np.argpartition(least[rows] - scores[rows], most)[:most]]
            self._added[at].append((rows, scores[rows]))
            grown = grown or len(rows) > 0
        return grown

    def _unseen(self, at: int) -> NDArray[np.bool_]:
        """bool[n] whether a row was not looked at for an opportunity."""
        unseen = np.ones(len(self._matcher.members.keys), np.bool_)
        for rows, _ in (self._best[at], *self._added[at]):
            unseen[rows] = False
        return unseen

    def _found(self, at: int) -> Listed:
        """The best rows for one opportunity, as many as its list is long, and their scores, the best first."""
        program, members, size = self._asked[at].program, self._matcher.members, self._sizes[at]
        if size < SCORE_ALL:
            return best_rows(program, members, size, self._mask)
        scores = score_rows(program, members)
        rows = np.flatnonzero((scores >= 0) & (self._mask != 0) & (members.alive != 0))
        order = np.lexsort((members.keys[rows], -scores[rows]))[:size]
        return rows[order], scores[rows[order]]


def _named(
    matcher: Matcher, pairs: Sequence[tuple[str, str]], opportunities: Sequence[Opportunity], mask: NDArray[np.uint8]
) -> dict[tuple[int, int], int]:
    """The scores of pairs that are locked or were placed before, where they may be, however far down they stand."""
    found: dict[tuple[int, int], int] = {}
    for at, opportunity in enumerate(opportunities):
        rows = [matcher.members.row(member) for member, opening in pairs if opening == opportunity.id]
        there = [row for row in rows if row is not None and mask[row]]
        if there:
            scores = score_rows(matcher.ask(opportunity).program, matcher.members)
            found.update({(row, at): int(scores[row]) for row in there})
    return {pair: score for pair, score in found.items() if score >= 0}


def demand_of(
    body: AllocationBody, seats: tuple[Seats, ...], field: Field, records: Mapping[str, Member], taken: Taken
) -> tuple[Demand, list[str], Groups]:
    """The numbers for the solver, and the members and groups that they stand for.

    A locked member who is no candidate gets a number too, so that the lock is found not to hold.
    """
    openings = list(dict.fromkeys(body.openings))
    members = list(dict.fromkeys([*field.ids, *(pair.member for pair in body.locks)]))
    groups = groups_of(body, records.values())
    number = {member: i for i, member in enumerate(members)}
    group = {name: i for i, name in enumerate(groups.names)}

    def pairs(given: Iterable[tuple[str, str]]) -> frozenset[tuple[int, int]]:
        return frozenset((number[member], openings.index(opening)) for member, opening in given if member in number)

    locks = [(pair.member, pair.opening) for pair in body.locks if (pair.member, pair.opening) not in taken.pairs]
    forbids = [(pair.member, pair.opening) for pair in body.forbids]
    has = [pair for pair in taken.pairs if pair[1] in openings]
    takes = {at: taken.left(member, body.takes) for member, at in number.items() if body.takes > 1}
    demand = Demand(
        field.edges, seats, len(members), takes,
        groups.numbers(members, records) if body.quotas or body.fair_price is not None else (),
        tuple(Quota(openings.index(quota.opening), group[quota.group], quota.least, quota.most) for quota in body.quotas),
        pairs(locks), pairs([*forbids, *has]), body.alternates,
    )  # fmt: skip
    return demand, members, groups
