"""`guiyan serve`, `migrate` and `key`: running the API and letting organisations in."""

import gc
import re
import sys
from contextlib import suppress
from typing import Annotated

import typer

from data.errors import Fault, InvalidInput, NotFound, Unavailable
from data.records import Organisation
from data.text import Text, joined
from data.vocabulary import ROLE_LABELS, Role, Track

ISSUED = Text(
    zh="{name}（{role}）的密钥，只显示这一次：\n{key}", en="the key of {name} ({role}), shown only this once:\n{key}"
)
NO_KEY_FOR = Text(zh="不能发密钥", en="no key can be issued")
ORGANISATION_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")
AN_ID = Text(
    zh="小写字母、数字和连字符，以字母或数字开头，最长64字，如 nancheng",
    en="lower-case letters, digits and hyphens, a letter or digit first, at most 64, such as nancheng",
)
SERVING = Text(zh="归雁 API：http://{host}:{port}（{workers} 个进程）", en="Guiyan API: http://{host}:{port} ({workers} processes)")
NO_PORT = Text(zh="不能监听这个地址", en="this address cannot be listened on")
FREE_PORT = Text(zh="本机的地址和没有被占用的端口：{reason}", en="an address of this machine and a port that is free: {reason}")
REVOKED = Text(zh="密钥已停用", en="the key is revoked")
NO_SUCH_KEY = Text(zh="没有这个在用的密钥", en="no key in use is this one")
ONE_AT_A_TIME = Text(zh="停用密钥时不能同时发密钥", en="a key is revoked or issued, not both at once")
ALONE = Text(zh="只写 --revoke 和密钥", en="--revoke and the key alone")
OTHER_ROLE = Text(zh="这个单位已登记为另一类", en="this organisation is registered in another role")


def register(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    app.command("serve")(serve)
    app.command("migrate")(migrate)
    app.command("key")(key)


WAITING = 1_024
"""So many connections wait to be taken up."""


def serve(
    host: Annotated[str, typer.Option(help="监听地址 address to listen on")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="端口 port", min=0, max=65535)] = 8000,
    workers: Annotated[int, typer.Option(help="进程数，一般为处理器核数 processes, as many as there are cores", min=1, max=64)] = 1,
) -> None:
    """启动 API；说明在 /docs。 Serves the API; its reference is at /docs."""
    from api.server import serve_on
    from api.workers import Workers, bound, reserved

    try:
        address = bound(host, port, shared=False) if workers == 1 else reserved(host, port)
    except OSError as error:
        accepted = FREE_PORT.filled(reason=error.strerror or str(error))
        raise InvalidInput(NO_PORT, (Fault("--host, --port", f"{host}:{port}", accepted),)) from error
    if workers == 1:
        address.listen(WAITING)  # whoever comes before the index is read waits for it, rather than being turned away
    _tell_address(host, address.getsockname()[1], workers)
    if workers == 1:
        serve_on(address)
        return
    _prepare()
    sys.exit(Workers(address, workers, serve_on).run())


def _prepare() -> None:
    """What is done once for all workers: tables brought up to date, and what all read in memory that they share."""
    from api.dependencies import Ground
    from api.warming import warm_engine
    from data.store.database import Database

    warm_engine()
    ground = Ground(Database())
    with suppress(Unavailable):
        if not ground.indexes.of(Track.WORK).kept:
            ground.warm()  # read here once, and kept for all, rather than by each worker for itself
            ground.indexes.of(Track.WORK).settle()
        _ = ground.database
    ground.close()
    del ground
    gc.collect()
    gc.freeze()


def _tell_address(host: str, port: int, workers: int) -> None:
    from api.commands.answers import language_of

    print(SERVING.say(language_of(""), host=f"[{host}]" if ":" in host else host, port=port, workers=workers), flush=True)


def migrate(to: Annotated[str, typer.Option(help="目标版本 target revision, head or base")] = "head") -> None:
    """把数据库升到最新结构。 Brings the database's tables up to date."""
    from data.store.database import Database

    database = Database()
    database.require_folder()
    database.migrate(to)
    print(f"{database.engine.url.render_as_string(hide_password=True)}: {to}")


def key(
    organisation: Annotated[str, typer.Argument(help="单位代号 an id for the organisation")] = "",
    role: Annotated[str, typer.Option(help="单位类型 what it is: " + " | ".join(Role))] = "",
    name: Annotated[str, typer.Option(help="单位名称 its name")] = "",
    revoke: Annotated[str, typer.Option(help="停用这个密钥 a key that is to work no longer")] = "",
) -> None:
    """为一个单位发密钥，API 请求以 X-API-Key 带上；或停用一个密钥。 Issues an organisation's key for the header X-API-Key, or revokes one."""
    from api.commands.answers import language_of

    if revoke:
        _revoke(revoke, organisation or role or name)
        print(REVOKED.say(language_of("")))
        return
    chosen = _checked(organisation, role)
    known, issued = _issue(organisation, chosen, name)
    print(ISSUED.say(language_of(""), name=known.name, role=chosen.value, key=issued))


def _checked(organisation: str, role: str) -> Role:
    faults = []
    if not ORGANISATION_ID.fullmatch(organisation):
        faults.append(Fault("ORGANISATION", organisation, AN_ID))
    if role not in list(Role):
        faults.append(Fault("--role", role, joined(ROLE_LABELS[known] for known in Role)))
    if faults:
        raise InvalidInput(NO_KEY_FOR, tuple(faults))
    return Role(role)


def _issue(identifier: str, role: Role, name: str) -> tuple[Organisation, str]:
    from api.commands.local import local_store
    from data.store.organisations import find_organisation, issue_key, save_organisation

    with local_store() as (database, _), database.writing() as connection:
        known = find_organisation(connection, identifier)
        if known is not None and known.role is not role:
            raise InvalidInput(OTHER_ROLE, (Fault("--role", role.value, ROLE_LABELS[known.role]),))
        if known is None:
            known = Organisation(identifier, role, name or identifier)
            save_organisation(connection, known)
        return known, issue_key(connection, identifier)


def _revoke(key: str, also: str) -> None:
    from api.commands.local import local_store
    from data.store.organisations import revoke_key

    if also:
        raise InvalidInput(ONE_AT_A_TIME, (Fault("--revoke", also, ALONE),))
    with local_store() as (database, _), database.writing() as connection:
        if not revoke_key(connection, key):
            raise NotFound(NO_SUCH_KEY)
