"""Who asks, in which language, of which store: what endpoints are given."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from threading import RLock
from typing import Annotated

from fastapi import Depends, Header, Request, Security
from fastapi.security import APIKeyHeader, HTTPAuthorizationCredentials, HTTPBearer
from sqlalchemy import Connection

from api.index import Indexes
from api.keeping_up import Keeper
from api.language import language_of
from api.running import Runner
from api.warming import warm_engine, warm_index
from data.errors import Fault, Forbidden, InvalidInput
from data.store.database import Database
from data.store.organisations import asker_of, ensure_operator
from data.store.scope import Asker
from data.text import Language, Text, joined
from data.vocabulary import ROLE_LABELS, Role

NOT_YOURS = Text(zh="“{role}”的密钥不能这样做；可以的有：{roles}", en="a key of role {role} may not do this; roles that may: {roles}")
BAD_KEY = Text(zh="Idempotency-Key 不能接受", en="the Idempotency-Key cannot be taken")
KEY_FORM = Text(zh="1 到 200 个可见的 ASCII 字符", en="1 to 200 visible ASCII characters")
LONGEST_KEY = 200
BY_HEADER = APIKeyHeader(name="X-API-Key", scheme_name="key", description="本单位的密钥 your organisation's key", auto_error=False)
BY_BEARER = HTTPBearer(scheme_name="bearer", description="同一密钥 the same key, as a bearer token", auto_error=False)


class Ground:
    """The database, brought up to date when first reached, and the indexes over it."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._ready = False
        self.warmed = False
        """Whether the first asker need not wait."""
        self.indexes = Indexes(database)
        """The index of every track over the store."""
        self.runner = Runner(database, self.indexes)
        """Works out what takes longer than a request."""
        self._keeper = Keeper(database, self.indexes)
        self._lock, self._warming = RLock(), RLock()

    @property
    def database(self) -> Database:
        """The database with today's tables; Unavailable while it is away, and tried again next time."""
        if not self._ready:
            with self._lock:
                if not self._ready:
                    self._database.migrate()
                    with self._database.writing() as connection:
                        ensure_operator(connection)
                    self._ready = True
        return self._database

    def warm(self) -> None:
        """Read the store into the index and match once beforehand, so that the first asker need not wait."""
        database = self.database
        with self._warming:
            if not self.warmed:
                warm_engine()
                with database.reading() as connection:
                    warm_index(connection, self.indexes)
                self.warmed = True
                self._keeper.start()
                self.runner.start()

    def alive(self) -> bool:
        """Whether the database answers now."""
        return self._database.alive()

    def close(self) -> None:
        """Let go of the database."""
        self.runner.end()
        self._keeper.end()
        self._database.close()


async def ground_of(request: Request) -> Ground:
    """The ground that the application stands on."""
    ground: Ground = request.app.state.ground
    return ground


GroundHere = Annotated[Ground, Depends(ground_of)]


@dataclass(frozen=True)
class Policy:
    """Which roles may call a route; as a dependency it gives the asker or refuses."""

    roles: frozenset[Role]

    def __call__(
        self,
        ground: GroundHere,
        key: Annotated[str | None, Security(BY_HEADER)] = None,
        bearer: Annotated[HTTPAuthorizationCredentials | None, Security(BY_BEARER)] = None,
    ) -> Asker:
        with ground.database.reading() as connection:
            asker = asker_of(connection, _given(key, bearer))
        return permitted(asker, self.roles)


def _given(key: str | None, bearer: HTTPAuthorizationCredentials | None) -> str:
    return key or (bearer.credentials if bearer else "")


@dataclass(frozen=True)
class LaterPolicy(Policy):
    """The same for those who look the key up in the same breath as they answer: it gives whoever does that."""

    async def __call__(  # type: ignore[override]
        self,
        key: Annotated[str | None, Security(BY_HEADER)] = None,
        bearer: Annotated[HTTPAuthorizationCredentials | None, Security(BY_BEARER)] = None,
    ) -> Callable[[Connection], Asker]:
        return lambda connection: permitted(asker_of(connection, _given(key, bearer)), self.roles)


def permitted(asker: Asker, roles: Iterable[Role]) -> Asker:
    """The asker where its role is among those; Forbidden otherwise."""
    allowed = set(roles)
    if asker.role not in allowed:
        names = joined(ROLE_LABELS[role] for role in Role if role in allowed)
        raise Forbidden(NOT_YOURS.filled(role=ROLE_LABELS[asker.role], roles=names))
    return asker


ANYONE_KNOWN = Policy(frozenset(Role))


async def language(request: Request) -> Language:
    """The language of the answer."""
    return language_of(request.headers)


async def today() -> date:
    """The day from which 下月初 and the like are counted."""
    return date.today()


async def idempotency_key(
    idempotency_key: Annotated[
        str | None,
        Header(
            description="同一键、同一内容再发一次，只回放第一次的答复 the same key and body again replays the first answer",
            examples=["a1f6c2d0-import-2026-11"],
        ),
    ] = None,
) -> str | None:
    """The key under which a creation is done once."""
    if idempotency_key is None:
        return None
    if not 1 <= len(idempotency_key) <= LONGEST_KEY or not all("!" <= c <= "~" for c in idempotency_key):
        raise InvalidInput(BAD_KEY, (Fault("Idempotency-Key", ascii(idempotency_key)[:80], KEY_FORM),))
    return idempotency_key


KnownLater = Annotated[Callable[[Connection], Asker], Depends(LaterPolicy(ANYONE_KNOWN.roles))]
Known = Annotated[Asker, Depends(ANYONE_KNOWN)]
Spoken = Annotated[Language, Depends(language)]
Today = Annotated[date, Depends(today)]
OnceKey = Annotated[str | None, Depends(idempotency_key)]
