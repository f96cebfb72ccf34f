"""Which small investors together cover a sum: within each one's limits, best by how well they fit."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from data.fen import shared_out
from matcher.group_search import MOST_STEPS, GroupSearch, Row, filled
from matcher.relaxing import conflict_among, smallest_relaxation

WHOLE = 10_000
"""Hundredths of a percent in a whole."""


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
class Lock:
    """A place in the group that is settled: from `least` to `most` fen, where they were said."""

    least: int = 0
    most: int | None = None


@dataclass(frozen=True, slots=True)
class Ask:
    """The sum in fen, and what the project allows.

    Attributes:
        least, most: of one ticket, in fen; least_partners, most_partners: how many may join.
        concentration: the most that one may hold, in hundredths of a percent of the sum.
        tolerances: by a term's key, the gap that is still talked about; 0 where it is not named.
        locked: who must be in the group, by id; excluded: who must not; waived: whose terms are
            left to talk over, unless they are firm.
    """

    sum: int
    most_partners: int
    least: int = 1
    most: int | None = None
    concentration: int = WHOLE
    tolerances: Mapping[str, int] | None = None
    least_partners: int = 1
    locked: Mapping[str, Lock] = field(default_factory=dict)
    excluded: frozenset[str] = frozenset()
    waived: frozenset[str] = frozenset()

    @property
    def ceiling(self) -> int:
        """The most that one may hold, in fen."""
        return self.sum * self.concentration // WHOLE

    def limits(self, investor: Investor) -> tuple[int, int]:
        """The smallest and the largest ticket of one investor, in fen."""
        lock = self.locked.get(investor.id, Lock())
        ceilings = [investor.high, self.ceiling, *(most for most in (self.most, lock.most) if most is not None)]
        return max(investor.low, self.least, lock.least, 1), min(ceilings)

    def reason(self, investor: Investor, amount: int) -> "Reason":
        """Which limit an amount stands at."""
        lock = self.locked.get(investor.id, Lock())
        at = {
            Reason.LOCKED: amount in (lock.least, lock.most), Reason.OWN: amount == investor.high,
            Reason.MOST: amount == self.most, Reason.CONCENTRATION: amount == self.ceiling, Reason.LEAST: amount == self.least,
        }  # fmt: skip
        return next((reason for reason, holds in at.items() if holds), Reason.REST)


class Reason(StrEnum):
    """Why an investor puts in just this much."""

    LOCKED = "locked"
    OWN = "own"
    MOST = "most_ticket"
    CONCENTRATION = "concentration"
    LEAST = "least_ticket"
    REST = "rest"


@dataclass(frozen=True, slots=True)
class Ticket:
    """What one investor puts in, in fen, from `least` to `most`, and its part of the group in hundredths of a percent."""

    investor: Investor
    amount: int
    share: int
    least: int
    most: int
    reason: Reason
    locked: bool


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


class Limit(StrEnum):
    """What is asked of a group beside the sum, first what is given up first."""

    LOCK_LEAST = "lock_least"
    LOCK_MOST = "lock_most"
    LEAST_PARTNERS = "least_partners"
    MOST_PARTNERS = "most_partners"
    CONCENTRATION = "concentration"
    EXCLUDED = "excluded"
    LOCK = "lock"
    TERMS = "terms"
    MOST_TICKET = "most_ticket"
    LEAST_TICKET = "least_ticket"


@dataclass(frozen=True, slots=True)
class Wanted:
    """One such thing: of which member, where it is one's; `value` is the number asked for, -1 where none is."""

    limit: Limit
    member: str = ""
    value: int = -1


@dataclass(frozen=True, slots=True)
class Covering:
    """The best group with its runners-up.

    Attributes:
        gap: what is missing from the sum; possible: how many investors could join at all.
        proven: that no group is better; at_most: otherwise the fit (score x fen) that none can exceed, where known.
        conflict: what cannot hold together; relaxed: the fewest of all conditions that the groups shown leave aside.
    """

    best: Group | None
    runners_up: tuple[Group, ...]
    outside: tuple[Outside, ...]
    gap: int
    proven: bool
    possible: int = 0
    at_most: int | None = None
    conflict: tuple[Wanted, ...] = ()
    relaxed: tuple[Wanted, ...] = ()


def covering_group(investors: Sequence[Investor], ask: Ask, runners_up: int = 2, steps: int = MOST_STEPS) -> Covering:
    """The group that covers most of the sum and, of those, fits best; others follow in order.

    1. Where not all that is asked can hold together, the fewest conditions are left aside, by name.
    2. Whoever's terms lie outside a tolerance, or whose limits allow no ticket, is set aside by name.
    3. Sets of the others are searched, best score first, a branch given up when it can no longer be better.
    4. In a set everyone gets the smallest ticket; the rest of the sum goes to the best scores first.
    """
    conditions = wanted_of(ask, investors)

    def hold(kept: Sequence[Wanted]) -> bool:
        return can_hold(investors, keeping(ask, kept))

    conflict, relaxed = conflict_among(conditions, hold), smallest_relaxation(conditions, hold)
    if relaxed:
        ask = keeping(ask, [one for one in conditions if one not in relaxed])
    outside = [Outside(one, beyond) for one in investors if one.id not in ask.excluded and (beyond := _beyond(one, ask))]
    apart = {item.investor.id for item in outside} | ask.excluded
    fitting = [one for one in investors if one.id not in apart]
    outside += [Outside(one) for one in fitting if _impossible(one, ask)]
    able = [one for one in fitting if not _impossible(one, ask)]
    groups, proven, at_most = _searched(able, ask, runners_up + 1, steps)
    best = groups[0] if groups else None
    gap = ask.sum - (best.covered if best else 0)
    return Covering(best, groups[1:], tuple(outside), gap, proven, len(able), at_most, conflict, relaxed)


def _searched(able: list[Investor], ask: Ask, wanted: int, steps: int) -> tuple[tuple[Group, ...], bool, int | None]:
    order = sorted(able, key=lambda one: (one.id not in ask.locked, -one.score, -ask.limits(one)[1], one.id))
    rows = [Row(*ask.limits(one), one.score) for one in order]
    least = max(ask.least_partners, 1)
    search = GroupSearch(rows, ask.sum, sum(one.id in ask.locked for one in order), least, ask.most_partners, wanted)
    proven = search.run(steps)
    groups = tuple(_group([order[at] for at in chosen], ask) for chosen in search.found())
    at_most = search.at_most() if not proven and groups and groups[0].covered == ask.sum else None
    return groups, proven, at_most


def _beyond(investor: Investor, ask: Ask) -> tuple[Term, ...]:
    known = ask.tolerances or {}
    beyond = tuple(term for term in investor.terms if term.gap > (0 if term.firm else known.get(term.key, 0)))
    return () if investor.id in ask.waived and not any(term.firm for term in beyond) else beyond


def _impossible(investor: Investor, ask: Ask) -> bool:
    low, high = ask.limits(investor)
    return low > high or low > ask.sum


def wanted_of(ask: Ask, investors: Sequence[Investor]) -> tuple[Wanted, ...]:
    """All that could be given up, in the order in which it would be."""
    locks = sorted(ask.locked.items())
    talked = {one.id for one in investors if _beyond(one, ask) and not _beyond(one, replace(ask, waived=frozenset({one.id})))}
    found = [
        *(Wanted(Limit.LOCK_LEAST, member, lock.least) for member, lock in locks if lock.least),
        *(Wanted(Limit.LOCK_MOST, member, lock.most) for member, lock in locks if lock.most is not None),
        *([Wanted(Limit.LEAST_PARTNERS, value=ask.least_partners)] if ask.least_partners > 1 else []),
        Wanted(Limit.MOST_PARTNERS, value=ask.most_partners),
        *([Wanted(Limit.CONCENTRATION, value=ask.concentration)] if ask.concentration < WHOLE else []),
        *(Wanted(Limit.EXCLUDED, member) for member in sorted(ask.excluded & set(ask.locked))),
        *(Wanted(Limit.LOCK, member) for member, _ in locks),
        *(Wanted(Limit.TERMS, member) for member in sorted(talked & set(ask.locked))),
        *([] if ask.most is None else [Wanted(Limit.MOST_TICKET, value=ask.most)]),
        *([Wanted(Limit.LEAST_TICKET, value=ask.least)] if ask.least > 1 else []),
    ]
    return tuple(found)


def keeping(ask: Ask, kept: Sequence[Wanted]) -> Ask:
    """What is asked with only these of its conditions; bans of members who are not locked stand in any case."""
    still = frozenset(kept)
    ours = set(ask.locked)

    def lock(member: str, old: Lock) -> Lock:
        least = Wanted(Limit.LOCK_LEAST, member, old.least) in still
        most = old.most is not None and Wanted(Limit.LOCK_MOST, member, old.most) in still
        return Lock(old.least if least else 0, old.most if most else None)

    def has(limit: Limit, value: int) -> bool:
        return Wanted(limit, value=value) in still

    locked = {member: lock(member, old) for member, old in ask.locked.items() if Wanted(Limit.LOCK, member) in still}
    return replace(
        ask,
        locked=locked,
        excluded=frozenset(one for one in ask.excluded if one not in ours or Wanted(Limit.EXCLUDED, one) in still),
        waived=ask.waived | {one for one in ours if Wanted(Limit.TERMS, one) not in still},
        least_partners=ask.least_partners if has(Limit.LEAST_PARTNERS, ask.least_partners) else 1,
        most_partners=ask.most_partners if has(Limit.MOST_PARTNERS, ask.most_partners) else 10**6,
        concentration=ask.concentration if has(Limit.CONCENTRATION, ask.concentration) else WHOLE,
        most=ask.most if ask.most is not None and has(Limit.MOST_TICKET, ask.most) else None,
        least=ask.least if has(Limit.LEAST_TICKET, ask.least) else 1,
    )


def can_hold(investors: Sequence[Investor], ask: Ask) -> bool:
    """Whether any group at all keeps every condition, however much of the sum it covers."""
    if not ask.locked and ask.least_partners <= 1:
        return True
    able = [one for one in investors if one.id not in ask.excluded and not _beyond(one, ask) and not _impossible(one, ask)]
    held = [ask.limits(one)[0] for one in able if one.id in ask.locked]
    others = sorted(ask.limits(one)[0] for one in able if one.id not in ask.locked)
    more = max(ask.least_partners - len(held), 0)
    if len(held) < len(ask.locked) or len(held) + more > ask.most_partners or more > len(others):
        return False
    return sum(held) + sum(others[:more]) <= ask.sum


def _group(who: Sequence[Investor], ask: Ask) -> Group:
    rows = [Row(*ask.limits(one), one.score) for one in who]
    amounts = filled(rows, ask.sum)
    shares = shared_out(WHOLE, amounts)
    tickets = tuple(
        Ticket(one, amount, share, *ask.limits(one), ask.reason(one, amount), one.id in ask.locked)
        for one, amount, share in zip(who, amounts, shares, strict=True)
    )
    tickets = tuple(sorted(tickets, key=lambda ticket: -ticket.investor.score))
    return Group(tickets, sum(amounts), sum(one.score * amount for one, amount in zip(who, amounts, strict=True)))
