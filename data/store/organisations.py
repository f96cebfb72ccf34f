"""Organisations and the keys by which they are known."""

import secrets
from collections.abc import Iterable
from hashlib import sha256

from sqlalchemy import Connection, bindparam, insert, select, update

from data.errors import NotFound, Unauthenticated
from data.records import Organisation
from data.store.repositories import utc_now
from data.store.scope import OPERATOR_ID, Asker
from data.store.storable import check_storable
from data.store.tables import keys, organisations
from data.text import Text
from data.vocabulary import Role

NO_KEY = Text(
    zh="请在请求头 X-API-Key 中给出本单位的密钥", en="give your organisation's key in the header X-API-Key"
)
NO_ORGANISATION = Text(zh="没有这个单位", en="there is no such organisation")
WRONG_KEY = Text(zh="密钥不对，或已停用", en="the key is not known, or no longer in use")

ASKER = (
    select(organisations.c.id, organisations.c.role)
    .join(keys, keys.c.organisation == organisations.c.id)
    .where(keys.c.digest == bindparam("given"), keys.c.revoked_at.is_(None))
)
"""Whose key is in use; asked with every request, so that a key revoked anywhere stops at once."""


def save_organisation(connection: Connection, organisation: Organisation) -> None:
    """Create an organisation, or put its name, role and place right."""
    plain = {"id": organisation.id, "name": organisation.name, "place": organisation.place or ""}
    check_storable(plain, {"id": 64, "name": 200, "place": 6})
    values = {
        "role": organisation.role.value,
        "name": organisation.name,
        "place": organisation.place,
        "verified": int(organisation.verified),
    }
    done = connection.execute(update(organisations).where(organisations.c.id == organisation.id).values(**values))
    if not done.rowcount:
        connection.execute(insert(organisations).values(id=organisation.id, **values))


def find_organisation(connection: Connection, identifier: str) -> Organisation | None:
    """An organisation by its id."""
    row = connection.execute(select(organisations).where(organisations.c.id == identifier)).one_or_none()
    if row is None:
        return None
    return Organisation(row.id, Role(row.role), row.name, row.place, bool(row.verified))


def organisation_names(connection: Connection, identifiers: Iterable[str]) -> dict[str, str]:
    """The names of organisations by their ids."""
    query = select(organisations.c.id, organisations.c.name).where(organisations.c.id.in_(sorted(set(identifiers))))
    return {row.id: row.name for row in connection.execute(query)}


def ensure_operator(connection: Connection) -> None:
    """The organisation in whose name the command line works."""
    if find_organisation(connection, OPERATOR_ID) is None:
        save_organisation(connection, Organisation(OPERATOR_ID, Role.ADMINISTRATOR, "本机管理员", verified=True))


def issue_key(connection: Connection, organisation: str) -> str:
    """A new key for an organisation; only its hash is kept, so it is shown once."""
    if find_organisation(connection, organisation) is None:
        raise NotFound(NO_ORGANISATION)
    key = f"gy_{secrets.token_urlsafe(24)}"
    connection.execute(insert(keys).values(digest=_digest(key), organisation=organisation, created_at=utc_now()))
    return key


def asker_of(connection: Connection, key: str) -> Asker:
    """Who a key stands for; Unauthenticated where it is not known or was revoked."""
    row = connection.execute(ASKER, {"given": _digest(key)}).one_or_none()
    if row is None:
        raise Unauthenticated(WRONG_KEY if key else NO_KEY)
    return Asker(row.id, Role(row.role))


def revoke_key(connection: Connection, key: str) -> bool:
    """Stop a key from working; False where no key in use is this one."""
    in_use = (keys.c.digest == _digest(key)) & keys.c.revoked_at.is_(None)
    return bool(connection.execute(update(keys).where(in_use).values(revoked_at=utc_now())).rowcount)


def _digest(key: str) -> str:
    return sha256(key.encode("utf-8", "surrogatepass")).hexdigest()
