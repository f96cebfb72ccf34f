"""`guiyan`: the command line. Starting is quick, since every command imports late."""

import gc
import sys

import typer

from api.commands import (
    accepting,
    allocating,
    evaluating,
    files,
    flowing,
    indexing,
    matching,
    matching_all,
    projects,
    reading,
    serving,
)

app = typer.Typer(
    name="guiyan",
    help="归雁：为外出成员与家乡岗位、项目、服务牵线，并说明理由。 Matches members with openings, projects and services, and says why.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
for commands in (matching, matching_all, allocating, accepting, projects, flowing, evaluating, files, reading, serving, indexing):
    commands.register(app)


def main() -> None:
    """Run a command; an error of ours is one readable message on standard error and exit code 1."""
    from data.errors import GuiyanError

    gc.set_threshold(50_000, 20, 50)  # tables are built once and stay: looking through them for garbage costs a tenth of the start
    try:
        app()
    except GuiyanError as error:
        from api.commands.answers import tell_error

        tell_error(error)
        sys.exit(1)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(141)
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
