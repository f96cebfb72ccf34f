"""The columns of a member as somebody who would put in money, come home to lead, advise or sell."""

from collections.abc import Iterable

from data.records import Pay
from data.vocabulary import Involvement
from features.columns.shared import column, industries
from features.pool import Column, Value
from features.profiles.member import MemberProfile

UNSAID = -1.0
"""A figure that nobody stated."""

HOME, LATER, AWAY = 2, 1, 0
RETURNING = {"home": HOME, "later": LATER, "away": AWAY}
WAYS = {Involvement.MONEY_ONLY: 0, Involvement.TAKE_PART: 1, Involvement.TAKE_LEAD: 2}


def monthly(pay: Pay | None) -> float | None:
    """The middle of a stated pay in yuan a month."""
    ends = [value for value in ((pay.low, pay.high) if pay else ()) if value is not None]
    return sum(ends) / len(ends) if ends else None


def _capital(profile: MemberProfile) -> list[Value]:
    wish = profile.member.invest
    ends = [value for value in ((wish.capital_low, wish.capital_high) if wish else ()) if value is not None]
    return [(min(ends), max(ends))] if ends and max(ends) > 0 else []


def _terms(profile: MemberProfile) -> list[Value]:
    wish = profile.member.invest
    if wish is None or (wish.min_share is None and wish.max_years is None and not wish.guaranteed):
        return []
    share, years = (UNSAID if value is None else value for value in (wish.min_share, wish.max_years))
    return [(share, wish.min_share_firm, years, wish.max_years_firm, bool(wish.guaranteed))]


def _returning(profile: MemberProfile) -> list[Value]:
    member = profile.member
    if member.return_wish is None and member.current is None:
        return []
    wish = RETURNING.get(member.return_wish or "", -1)
    code = int(member.current.code) if member.current and member.current.code else 0
    return [(wish, code)]


def _pay_now(profile: MemberProfile) -> list[Value]:
    wish = profile.member.work
    pay = monthly(profile.member.current_pay) or monthly(wish.pay if wish else None)
    return [(pay,)] if pay else []


def _ways(profile: MemberProfile) -> list[Value]:
    wish = profile.member.invest
    return [(WAYS[wish.involvement],)] if wish and wish.involvement else []


def _worked_in(profile: MemberProfile) -> Iterable[Value]:
    return industries(profile.worked_in)


VENTURE_COLUMNS: tuple[Column, ...] = (
    column("worked_in", [("industry", "i4"), ("sure", "f8")], _worked_in, bag=True),
    column("capital", [("low", "f8"), ("high", "f8")], _capital),
    column("terms", [("share", "f8"), ("share_firm", "?"), ("years", "f8"), ("years_firm", "?"), ("safe", "?")], _terms),
    column("way", [("way", "i4")], _ways),
    column("returning", [("wish", "i4"), ("lives", "i4")], _returning),
    column("there", [("there", "i4")], lambda _: [(1,)]),
    column("pay_now", [("yuan", "f8")], _pay_now),
)
