"""`guiyan allocate` and `group`: many seats at once, investors together, and teams."""

from typing import Annotated, Any

import typer

from api.commands.answers import language_of, show_json
from data.errors import Fault, NotFound
from data.text import Text
from data.vocabulary import RecordKind

KNOWN_BY = Text(
    zh="已登记岗位、项目或服务事项的编号或 id，项目可加“.需求”，如 X001.capital",
    en="the number or id of an opening, a project or a service; a project's with its need, such as X001.capital",
)
KINDS = (RecordKind.OPENING, RecordKind.NEED, RecordKind.SERVICE)
Lang = Annotated[str, typer.Option("--lang", help="zh | en")]
Json = Annotated[bool, typer.Option("--json", help="输出 JSON as JSON")]


def register(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    app.command("allocate")(allocate)
    app.command("group")(group)


def allocate(
    numbers: Annotated[list[str], typer.Argument(help="编号或 id numbers or ids")],
    k: Annotated[int, typer.Option("--k", "-k", min=0, max=5000, help="每个岗位的人选数，0 为够用即止 candidates for each, 0 for as many as matter")] = 0,
    takes: Annotated[int, typer.Option("--takes", min=1, max=50, help="每人最多几个席位 seats a member may have")] = 1,
    reserves: Annotated[int, typer.Option("--reserves", min=0, max=50, help="每个岗位几名候补 reserves for each")] = 3,
    stable: Annotated[bool, typer.Option("--stable", help="改为稳定安排：没有两方都更愿意彼此 an answer that nobody would walk away from, not the best total")] = False,
    floor: Annotated[float | None, typer.Option("--floor", min=0, max=100, help="不安排低于此分的 nobody is placed below")] = None,
    elsewhere: Annotated[bool, typer.Option("--elsewhere", help="底线只管不在自己最合适处的人 the floor holds for those placed elsewhere than where they fit best")] = False,
    fair: Annotated[float | None, typer.Option("--fair", min=0, max=100, help="各驿站公平份额，少一个席位计多少分 fair shares for stations, at so many points a seat short")] = None,
    lang: Lang = "",
    as_json: Json = False,
) -> None:
    """为几个岗位（或事项、需求）一起安排成员，总分最高。 Fills the seats of several openings at once, with the best total."""
    from api.commands.local import local_store
    from api.index import Indexes
    from api.use_cases.allocating import allocate_seats
    from api.use_cases.allocation_words import told_allocation

    language = language_of(lang)
    with local_store() as (database, asker), database.reading() as connection:
        asked = {
            "openings": [identifier(connection, asker, which) for which in numbers], "takes": takes, "alternates": reserves,
            "objective": "stable" if stable else "total", "floor": floor, "floor_where": "elsewhere" if elsewhere else "everywhere",
            "fair_price": fair, "k": k or None,
        }  # fmt: skip
        kept = allocate_seats(connection, Indexes(database), asker, asked)
        told = told_allocation(connection, asker, kept, language)
    if as_json:
        show_json(told)
        return
    from api.rendering_runs import print_allocation

    print_allocation(told, language)


def group(
    number: Annotated[str, typer.Argument(help="项目的编号或 id，可加“.需求” a project's number or id, with its need where it has several")],
    team: Annotated[bool, typer.Option("--team", help="每项需求一个人 one member for each need")] = False,
    partners: Annotated[int, typer.Option("--partners", min=1, max=200, help="最多几个出资人 investors at most")] = 10,
    concentration: Annotated[float, typer.Option("--concentration", min=1, max=100, help="一人最多占百分之几 the most percent of one")] = 100.0,
    lang: Lang = "",
    as_json: Json = False,
) -> None:
    """几个人合起来凑足一个项目的资金，或每项需求配一个人。 Investors who together cover a sum, or a team for all needs."""
    from api.commands.local import local_store
    from api.index import Indexes
    from api.use_cases.group_words import told_group
    from api.use_cases.grouping import find_group

    language = language_of(lang)
    with local_store() as (database, asker), database.reading() as connection:
        which = identifier(connection, asker, number)
        asked: dict[str, Any] = {"need": which, "most_partners": partners, "concentration": concentration}
        if team:
            asked = {"project": which.partition(".")[0], "team": True}
        told = told_group(connection, asker, find_group(connection, Indexes(database), asker, asked), language)
    if as_json:
        show_json(told)
        return
    from api.rendering_runs import print_group, print_team

    print_team(told, language) if team else print_group(told, language)


def identifier(connection: Any, asker: Any, which: str) -> str:
    """The id of an opportunity by its id or number, with the need that is named after a stop."""
    from data.store.repositories import NOT_FOUND, Records

    number, _, need = which.partition(".")
    for kind in KINDS:
        records = Records(connection, asker, kind)
        known = records.several([number])
        try:
            found = known[number].record if number in known else records.find(number).record
        except NotFound:
            continue
        return f"{found.id}.{need}".rstrip(".")
    raise NotFound(NOT_FOUND, (Fault("number", which[:80], KNOWN_BY),))
