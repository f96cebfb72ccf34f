"""Doing a creation once under its key: the answer is stored with what it created, then replayed."""

from collections.abc import Callable
from hashlib import sha256

from sqlalchemy import Connection

from api.settings import SETTINGS
from data.store.database import Database
from data.store.idempotency import Given, claim, settle
from data.store.scope import Asker


def once(
    database: Database, asker: Asker, key: str | None, request: bytes, work: Callable[[Connection], Given]
) -> tuple[Given, bool]:
    """The answer of `work`, committed before it is returned, and whether it is a replay.

    `request` is what makes two requests the same: operation and content. An error undoes the claim too.
    """
    with database.writing() as connection:
        if key is None:
            return work(connection), False
        known = claim(connection, asker.organisation, key, sha256(request).hexdigest(), SETTINGS.replay_hours)
        if known is not None:
            return known, True
        given = work(connection)
        settle(connection, asker.organisation, key, given)
    return given, False
