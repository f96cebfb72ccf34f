"""A need of capital and a member's wish as the whole numbers that a group is worked out from: fen and months."""

from collections.abc import Mapping

from api.schemas_runs import GroupBody
from data.records import InvestWish, Member, NeedOf
from matcher.groups import Ask, Investor, Term

FEN, MONTHS, WHOLE_PERCENT = 100, 12, 100
"""In a yuan, in a year, and hundredths of a percent in a percent."""


def ask_of(need: NeedOf, body: GroupBody, tolerances: Mapping[str, int]) -> Ask | None:
    """What is to be covered: the sum asked for, else what the need still lacks; None where neither is known."""
    wanted = need.need
    lacking = None if wanted.capital is None else wanted.capital - (wanted.promised or 0)
    whole = round((body.sum if body.sum is not None else lacking or 0) * FEN)
    if whole <= 0:
        return None
    return Ask(
        whole,
        body.most_partners,
        max(round((wanted.min_ticket or 0) * FEN), 1),
        None if wanted.max_ticket is None else round(wanted.max_ticket * FEN),
        round(body.concentration * WHOLE_PERCENT),
        tolerances,
    )


def side_share(need: NeedOf) -> int | None:
    """What those who put in money get of the yield together, in hundredths of a percent; None where it is not stated."""
    parts = [share.percent for share in need.need.shares if share.side == "investors"]
    return sum(parts) if parts else None


def investor_of(member: Member, score: int, need: NeedOf) -> Investor | None:
    """What a member could put in, and on which terms the two sides differ; None where no sum was stated.

    The sum that somebody has is the most, not the least. The share of the yield that somebody insists on is that of
    those who put in money together, as the criterion `terms` reads it.
    """
    wish = member.invest
    if wish is None or (wish.capital_high is None and wish.capital_low is None):
        return None
    most = wish.capital_high if wish.capital_high is not None else wish.capital_low
    return Investor(member.id, 0, round((most or 0) * FEN), score, tuple(_terms(wish, need)))


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
