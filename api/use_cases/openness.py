"""Whether members and opportunities still take part: neither closed, nor past their last day, nor held back."""

from datetime import date

from sqlalchemy import Connection

from api.use_cases.showing import record_of
from data.codec import kind_of
from data.errors import Conflict
from data.records import Member, NeedOf, Opportunity
from data.store.repositories import Records, utc_now
from data.store.scope import Asker
from data.text import Text
from data.vocabulary import RecordKind

NOT_OPEN = Text(zh="这条机会已关闭、已过期或尚未核实", en="this opportunity is closed, past its last day or not yet verified")
MEMBER_GONE = Text(zh="这位成员已关闭，不再参与匹配", en="this member is closed and no longer matched")


def check_member_open(connection: Connection, asker: Asker, member: Member) -> None:
    """Conflict where a member's record was closed."""
    if not Records(connection, asker, RecordKind.MEMBER).is_open(member.id):
        raise Conflict(MEMBER_GONE)


def check_opportunity_open(connection: Connection, asker: Asker, opportunity: Opportunity, today: date | None = None) -> None:
    """Conflict where an opportunity is not open."""
    if not is_open(connection, asker, opportunity, today):
        raise Conflict(NOT_OPEN)


def is_open(connection: Connection, asker: Asker, opportunity: Opportunity, today: date | None = None) -> bool:
    """Whether an opportunity is neither closed nor held nor past its last day; a need has a last day of its own."""
    record = record_of(opportunity)
    until = opportunity.need.valid_until if isinstance(opportunity, NeedOf) else None
    ended = until is not None and until < (today.isoformat() if today else utc_now()[:10])
    return not ended and Records(connection, asker, kind_of(record)).is_open(record.id)
