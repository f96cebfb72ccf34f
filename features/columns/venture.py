"""The columns of a member as somebody who would put in money, come home to lead, advise or sell."""

from collections.abc import Iterable
from dataclasses import replace

from data.records import Pay
from data.vocabulary import Intent, Involvement
from features.columns.shared import POINT, column, industries, point
from features.pool import Column, Value
from features.profiles.linked import distinct
from features.profiles.member import MemberProfile

UNSAID = -1.0
"""A figure that nobody stated."""

KNOWN = 0.85
"""How much less a trade draws somebody that was worked in and is not followed."""

HOME, LATER, AWAY = 2, 1, 0
RETURNING = {"home": HOME, "later": LATER, "away": AWAY}
INTENT_BITS = {intent: 1 << at for at, intent in enumerate(Intent)}
WAYS = {Involvement.MONEY_ONLY: 0, Involvement.TAKE_PART: 1, Involvement.TAKE_LEAD: 2}


def monthly(pay: Pay | None) -> float | None:
    """The middle of a stated pay in yuan a month."""
    ends = [value for value in ((pay.low, pay.high) if pay else ()) if value is not None]
    return sum(ends) / len(ends) if ends else None


def _capital(profile: MemberProfile) -> list[Value]:
    wish = profile.member.invest
    ends = [value for value in ((wish.capital_low, wish.capital_high) if wish else ()) if value is not None]
    return [(min(ends), max(ends))] if ends else []


def _terms(profile: MemberProfile) -> list[Value]:
    wish = profile.member.invest
    if wish is None or (wish.min_share is None and wish.max_years is None and not wish.guaranteed):
        return []
    share, years = (UNSAID if value is None else value for value in (wish.min_share, wish.max_years))
    return [(share, wish.min_share_firm, years, wish.max_years_firm, bool(wish.guaranteed))]


def _returning(profile: MemberProfile) -> list[Value]:
    member = profile.member
    visits = profile.limits.visits
    if member.return_wish is None and member.current is None and not visits:
        return []
    wish = RETURNING.get(member.return_wish or "", -1)
    code = int(member.current.code) if member.current and member.current.code else 0
    return [(wish, code, visits)]


def _pay_now(profile: MemberProfile) -> list[Value]:
    wish = profile.member.work
    pay = monthly(profile.member.current_pay) or monthly(wish.pay if wish else None)
    return [(pay,)] if pay else []


def _ways(profile: MemberProfile) -> list[Value]:
    wish = profile.member.invest
    return [(WAYS[wish.involvement],)] if wish and wish.involvement else []


def _worked_in(profile: MemberProfile) -> Iterable[Value]:
    return industries(profile.worked_in)


def _drawn_to(profile: MemberProfile) -> Iterable[Value]:
    """The trades that are followed, and a little less those that were worked in: who knows a trade may well go into it."""
    known = [replace(item, similarity=round(KNOWN * item.similarity, 2)) for item in profile.worked_in]
    return industries(distinct([*profile.industries, *(replace(item, inferred=True) for item in known)]))


def _stance(profile: MemberProfile) -> list[Value]:
    wish, limits = profile.member.invest, profile.limits
    way = WAYS[wish.involvement] if wish and wish.involvement else -1
    hands_off = way == WAYS[Involvement.MONEY_ONLY] or limits.no_running
    stance = (way, limits.in_charge, hands_off, limits.visits)
    return [stance] if way >= 0 or any(stance[1:]) else []


def _own_limits(profile: MemberProfile) -> list[Value]:
    limits = profile.limits
    return [(limits.smallest or 0.0, limits.halted)] if limits.smallest or limits.halted else []


def _from_home(profile: MemberProfile) -> list[Value]:
    home = profile.member.hometown
    return [point(home.code)] if home and home.code else []


VENTURE_COLUMNS: tuple[Column, ...] = (
    column("worked_in", [("industry", "i4"), ("sure", "f8")], _worked_in, bag=True),
    column("intents", [("intents", "i4")], lambda p: [(sum(INTENT_BITS[i] for i in set(p.member.intents)),)] if p.member.intents else []),
    column("drawn_to", [("industry", "i4"), ("sure", "f8")], _drawn_to, bag=True),
    column("only_trades", [("industry", "i4"), ("sure", "f8")], lambda p: industries(p.only_trades), bag=True),
    column("never_trades", [("industry", "i4"), ("sure", "f8")], lambda p: industries(p.never_trades), bag=True),
    column("only_places", [("code", "i4")], lambda p: [(int(code),) for code in p.limits.places], bag=True),
    column("stance", [("way", "i4"), ("charge", "?"), ("hands_off", "?"), ("visits", "?")], _stance),
    column("own_limits", [("smallest", "f8"), ("halted", "?")], _own_limits),
    column("from_home", POINT, _from_home),
    column("managed", [("level", "i4")], lambda p: [] if p.managed is None else [(int(p.managed),)]),
    column("capital", [("low", "f8"), ("high", "f8")], _capital),
    column("terms", [("share", "f8"), ("share_firm", "?"), ("years", "f8"), ("years_firm", "?"), ("safe", "?")], _terms),
    column("way", [("way", "i4")], _ways),
    column("returning", [("wish", "i4"), ("lives", "i4"), ("visits", "?")], _returning),
    column("there", [("there", "i4")], lambda _: [(1,)]),
    column("pay_now", [("yuan", "f8")], _pay_now),
)
