"""A need of capital and a member's wish as the whole numbers that a group is worked out from: fen and months."""

from collections.abc import Mapping
from dataclasses import replace

from api.schemas_runs import GroupBody, LockBody
from data.fen import exact, in_fen
from data.records import InvestWish, Member, NeedOf
from matcher.groups import Ask, Investor, Lock, Term

MONTHS, WHOLE_PERCENT = 12, 100
"""In a year, and hundredths of a percent in a percent."""

TOLERATED = {"share": WHOLE_PERCENT, "years": MONTHS, "involvement": 1}
"""The tolerances that may be given, and how many of a term's units one of them is."""


def as_asked(need: NeedOf, body: GroupBody) -> NeedOf:
    """The need with the limits of a ticket that were asked for in the place of its own."""
    given = {"min_ticket": body.least_ticket, "max_ticket": body.most_ticket}
    changed = {name: value for name, value in given.items() if value is not None}
    return replace(need, need=replace(need.need, **changed)) if changed else need  # type: ignore[arg-type]


def ask_of(need: NeedOf, body: GroupBody, locks: Mapping[str, LockBody], excluded: frozenset[str]) -> Ask | None:
    """What is to be covered: the sum asked for, else what the need still lacks; None where neither is known."""
    wanted = need.need
    lacking = None if wanted.capital is None else wanted.capital - (wanted.promised or 0)
    whole = fen(body.sum if body.sum is not None else lacking or 0)
    if whole <= 0:
        return None
    return Ask(
        whole,
        body.most_partners,
        max(fen(wanted.min_ticket or 0), 1),
        None if wanted.max_ticket is None else fen(wanted.max_ticket),
        hundredths(body.concentration),
        {key: round(exact(gap) * TOLERATED[key]) for key, gap in body.tolerances.items()},
        body.least_partners,
        {member: lock_of(lock) for member, lock in locks.items()},
        excluded,
    )


def lock_of(body: LockBody) -> Lock:
    """A settled place in fen: an amount alone is both the least and the most."""
    least = body.amount if body.amount is not None else body.least
    most = body.amount if body.amount is not None else body.most
    return Lock(fen(least or 0), None if most is None else fen(most))


def side_share(need: NeedOf) -> int | None:
    """What those who put in money get of the yield together, in hundredths of a percent; None where it is not stated."""
    parts = [share.percent for share in need.need.shares if share.side == "investors"]
    return sum(parts) if parts else None


def investor_of(member: Member, score: int, need: NeedOf, lock: Lock | None = None) -> Investor | None:
    """What a member could put in, and on which terms the two sides differ; None where no sum was stated.

    The sum that somebody has is the most, not the least; where none was stated, the most that was settled stands for it.
    The share of the yield that somebody insists on is that of those who put in money together, as the criterion
    `terms` reads it.
    """
    wish = member.invest or InvestWish()
    most = wish.capital_high if wish.capital_high is not None else wish.capital_low
    settled = None if lock is None else lock.most
    if most is None and settled is None:
        return None
    high = fen(most) if most is not None else settled or 0
    return Investor(member.id, 0, high, score, tuple(_terms(wish, need)))


def fen(yuan: float) -> int:
    """Yuan as they were written in whole fen."""
    return in_fen(exact(yuan))


def hundredths(value: float) -> int:
    """Percent or points as they were written in whole hundredths."""
    return round(exact(value) * WHOLE_PERCENT)


def _terms(wish: InvestWish, need: NeedOf) -> list[Term]:
    found, side = [], side_share(need)
    if wish.min_share is not None and side is not None:
        found.append(Term("share", round(wish.min_share * WHOLE_PERCENT), side, firm=wish.min_share_firm))
    if wish.max_years is not None and need.need.years is not None:
        asked, offered = round(wish.max_years * MONTHS), round(need.need.years.low * MONTHS)
        found.append(Term("years", asked, offered, more_is_better=False, firm=wish.max_years_firm))
    if wish.guaranteed:
        found.append(Term("guarantee", 1, 0, firm=True))
    if wish.involvement is not None and need.need.involvement and wish.involvement not in need.need.involvement:
        found.append(Term("involvement", 1, 0))
    return found
