"""`guiyan serve`, `migrate` and `key`: running the API and letting organisations in."""

from typing import Annotated

import typer

from data.text import Text
from data.vocabulary import Role

ISSUED = Text(
    zh="{name}（{role}）的密钥，只显示这一次：\n{key}", en="the key of {name} ({role}), shown only this once:\n{key}"
)
OTHER_ROLE = Text(zh="这个单位已登记为另一类", en="this organisation is registered in another role")


def register(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    app.command("serve")(serve)
    app.command("migrate")(migrate)
    app.command("key")(key)


def serve(
    host: Annotated[str, typer.Option(help="监听地址 address to listen on")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="端口 port", min=0, max=65535)] = 8000,
) -> None:
    """启动 API；说明在 /docs。 Serves the API; its reference is at /docs."""
    import uvicorn

    uvicorn.run("api.app:create_app", factory=True, host=host, port=port, log_level="info", access_log=False)


def migrate(to: Annotated[str, typer.Option(help="目标版本 target revision, head or base")] = "head") -> None:
    """把数据库升到最新结构。 Brings the database's tables up to date."""
    from data.store.database import Database

    database = Database()
    database.migrate(to)
    print(f"{database.engine.url.render_as_string(hide_password=True)}: {to}")


def key(
    organisation: Annotated[str, typer.Argument(help="单位代号 an id for the organisation")],
    role: Annotated[Role, typer.Option(help="单位类型 what it is")],
    name: Annotated[str, typer.Option(help="单位名称 its name")] = "",
) -> None:
    """为一个单位发密钥，API 请求以 X-API-Key 带上。 Issues an organisation's key for the header X-API-Key."""
    from api.commands.answers import language_of
    from api.commands.local import local_store
    from data.errors import Fault, InvalidInput
    from data.records import Organisation
    from data.store.organisations import find_organisation, issue_key, save_organisation

    with local_store() as (database, _), database.writing() as connection:
        known = find_organisation(connection, organisation)
        if known is not None and known.role is not role:
            only = Text(zh=known.role.value, en=known.role.value)
            raise InvalidInput(OTHER_ROLE, (Fault("--role", role.value, only),))
        if known is None:
            known = Organisation(organisation, role, name or organisation)
            save_organisation(connection, known)
        issued = issue_key(connection, organisation)
    print(ISSUED.say(language_of(""), name=known.name, role=role.value, key=issued))
