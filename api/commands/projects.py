"""`guiyan project`: what a registered project comes to by its own figures."""

from typing import Annotated

import typer

from api.commands.answers import language_of, show_json
from api.commands.matching import KNOWN_BY, Json, Lang
from data.errors import Fault, NotFound


def register(app: typer.Typer) -> None:
    """Add this command to the command line."""
    app.command("project")(project)


def project(
    which: Annotated[str, typer.Argument(help="项目的编号或 id，可加“.需求” a project's number or id, with its need where it has several")],
    ticket: Annotated[list[str], typer.Option("--ticket", "-t", help="出资，元或如 5万，可多次 a ticket in yuan, may repeat")] = [],  # noqa: B006
    lang: Lang = "",
    as_json: Json = False,
) -> None:
    """按项目自己写的数字做算术，精确到分；不是承诺。 Works out a project's own figures to the fen; no promise."""
    import msgspec

    from api.commands.local import local_store
    from api.routes.projections import projection_answer
    from api.use_cases.projections import project_of
    from data.store.repositories import Records
    from data.vocabulary import RecordKind

    language = language_of(lang)
    with local_store() as (database, asker), database.reading() as connection:
        records = Records(connection, asker, RecordKind.NEED)
        number, _, need = which.partition(".")
        try:
            found = records.several([number])
            identifier = number if number in found else records.find(number).record.id
        except NotFound as error:
            raise NotFound(error.message, (Fault("project", which, KNOWN_BY["need"]),)) from error
        projection = project_of(connection, asker, f"{identifier}.{need}".rstrip("."), ticket)
        name = records.get(identifier).record
    if as_json:
        show_json(msgspec.to_builtins(projection_answer(projection, (), language)))
        return
    from api.projection_table import print_projection

    print_projection(getattr(name, "name", which), projection, language)
