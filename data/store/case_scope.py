"""What a case opens between two stations: who keeps a member's record now, and which fields each may see."""

from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, ScalarSelect, Select, and_, exists, or_, select

from data.errors import Conflict
from data.store.case_tables import cases
from data.store.tables import consents, organisations, referrals
from data.text import Text

CASE, AGREED, HANDED_OVER = "case", "agreed", "handed_over"
KEPT_ELSEWHERE = Text(
    zh="这位成员已移交给“{keeper}”，现在由它修改；要改请联系它，或请它交回",
    en="this member was handed over to “{keeper}”, which keeps the record now; ask it for changes or to hand back",
)


class KeptElsewhere(Conflict):
    """The record was handed over and is another station's to change."""


def live_cases(*columns: Column[Any], member: ColumnElement[str] | str, now: str) -> Select[Any]:
    """A member's open case, for as long as the consent on which it stands holds."""
    outer = member.table if isinstance(member, Column) else None
    return (
        select(*columns)
        .select_from(referrals)
        .join(cases, cases.c.id == referrals.c.id)
        .join(consents, consents.c.id == cases.c.disclosure)
        .where(
            referrals.c.member == member,
            referrals.c.machine == CASE,
            referrals.c.live_pair.is_not(None),
            consents.c.withdrawn_at.is_(None),
            or_(consents.c.until.is_(None), consents.c.until > now),
        )
        .correlate(outer)
    )


def agreed_fields(member: ColumnElement[str], station: str, now: str) -> ScalarSelect[Any]:
    """The fields (JSON) that a case lets a station see of another's member, or of one that it handed over; else NULL."""
    handed = and_(referrals.c.keeper == station, referrals.c.state == HANDED_OVER)
    query = live_cases(cases.c.fields, member=member, now=now)
    return query.where(or_(referrals.c.holder == station, handed)).scalar_subquery()


def handed_over(member: ColumnElement[str], now: str) -> ColumnElement[bool]:
    """Whether a member is kept by another station than the one that registered it."""
    return exists(live_cases(cases.c.id, member=member, now=now).where(referrals.c.state == HANDED_OVER))


def kept_by(member: ColumnElement[str], station: str, now: str) -> ColumnElement[bool]:
    """Whether a member was handed over to a station."""
    query = live_cases(cases.c.id, member=member, now=now)
    return exists(query.where(referrals.c.state == HANDED_OVER, referrals.c.holder == station))


def served_by(member: ColumnElement[str], station: str, now: str) -> ColumnElement[bool]:
    """Whether a station signed for serving another's member."""
    query = live_cases(cases.c.id, member=member, now=now)
    return exists(query.where(referrals.c.state.in_((AGREED, HANDED_OVER)), referrals.c.holder == station))


def refuse_kept_elsewhere(connection: Connection, member: str, home: str, now: str) -> None:
    """KeptElsewhere, naming the station that keeps the member now, where `home` handed it over."""
    kept = live_cases(referrals.c.holder, member=member, now=now)
    kept = kept.where(referrals.c.keeper == home, referrals.c.state == HANDED_OVER)
    keeper = connection.scalar(select(organisations.c.name).where(organisations.c.id == kept.scalar_subquery()))
    if keeper is not None:
        raise KeptElsewhere(KEPT_ELSEWHERE.filled(keeper=keeper))
