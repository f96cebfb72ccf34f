"""Answers already given, by the key under which they were asked for; kept in the transaction that made them."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, delete, select, update

from data.errors import Fault, InvalidInput
from data.store.clock import stamp, utc_now
from data.store.inserting import insert_if_new
from data.store.tables import idempotency
from data.text import Text

OTHER_BODY = Text(zh="这个 Idempotency-Key 已用于另一份内容", en="this Idempotency-Key was used for another body")
SAME_BODY = Text(zh="同一键只用于同一请求；新请求用新键", en="the same request again, or a new key for a new one")


@dataclass(frozen=True, slots=True)
class Given:
    """An answer as it was given."""

    status: int
    answer: str


def claim(connection: Connection, organisation: str, key: str, request: str, hours: int) -> Given | None:
    """Take a key for a request; the answer it already has, or None where the caller is now to do the work.

    A second transaction that claims the same key meanwhile waits for the first to end. InvalidInput where
    the key stands for another request. Keys older than `hours` are forgotten with their answers.
    """
    oldest = stamp(datetime.now(UTC) - timedelta(hours=hours))
    connection.execute(delete(idempotency).where(idempotency.c.at < oldest))
    values = {"organisation": organisation, "key": key, "request": request, "status": 0, "answer": "", "at": utc_now()}
    if insert_if_new(connection, idempotency, values):
        return None
    known = connection.execute(
        select(idempotency).where(idempotency.c.organisation == organisation, idempotency.c.key == key)
    ).one()
    if known.request != request:
        raise InvalidInput(OTHER_BODY, (Fault("Idempotency-Key", key[:80], SAME_BODY),))
    return Given(known.status, known.answer)


def settle(connection: Connection, organisation: str, key: str, given: Given) -> None:
    """Keep the answer of a claimed key, to be replayed."""
    connection.execute(
        update(idempotency)
        .where(idempotency.c.organisation == organisation, idempotency.c.key == key)
        .values(status=given.status, answer=given.answer)
    )
