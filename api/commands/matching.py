"""`guiyan rank` and `explain`, and the demonstration."""

from typing import Annotated, Any

import typer

from api.commands.answers import day_of, language_of, show_json
from data.errors import Fault, InvalidInput, NotFound
from data.text import Text
from data.vocabulary import RecordKind

SIDES = {"member": RecordKind.MEMBER, "opening": RecordKind.OPENING}
BAD_SIDE = Text(zh="只能为成员或岗位排序", en="only a member or an opening can be ranked for")
KNOWN_BY = {
    RecordKind.MEMBER: Text(zh="已登记成员的编号或 id", en="the number or id of a member that is registered"),
    RecordKind.OPENING: Text(zh="已登记岗位的编号或 id", en="the number or id of an opening that is registered"),
}
Lang = Annotated[str, typer.Option("--lang", help="zh | en")]
Json = Annotated[bool, typer.Option("--json", help="输出 JSON as JSON")]


def register(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    app.command("demo")(demo)
    app.command("rank")(rank)
    app.command("explain")(explain)


def rank(
    side: Annotated[str, typer.Argument(help="member | opening")],
    which: Annotated[str, typer.Argument(help="编号或 id number or id")],
    k: Annotated[int, typer.Option("--k", "-k", min=1, max=200, help="前几名 how many")] = 10,
    lang: Lang = "",
    as_json: Json = False,
) -> None:
    """为成员找岗位，或为岗位找成员。 Ranks openings for a member, or members for an opening."""
    from api.commands.local import local_store
    from api.index import Index
    from api.use_cases.matching import matches_for

    if side not in SIDES:
        raise InvalidInput(BAD_SIDE, (Fault("side", side, Text("member、opening", "member, opening")),))
    language = language_of(lang)
    with local_store() as (database, asker), database.reading() as connection:
        record = _find(connection, asker, side, which)
        found = matches_for(connection, Index(), asker, record, k)
    if as_json:
        show_json([place.explanation.as_json(language) for place in found.places])
        return
    from api.rendering import print_matches

    print_matches(found, language)


def explain(
    member: Annotated[str, typer.Argument(help="成员编号或 id the member's number or id")],
    opening: Annotated[str, typer.Argument(help="岗位编号或 id the opening's number or id")],
    lang: Lang = "",
    as_json: Json = False,
) -> None:
    """逐项说明一名成员与一个岗位的得分。 Explains one pair, criterion by criterion."""
    from api.commands.local import local_store
    from api.rendering import print_explanation
    from matcher.engine import Matcher

    language = language_of(lang)
    with local_store() as (database, asker), database.reading() as connection:
        person: Any = _find(connection, asker, "member", member)
        job: Any = _find(connection, asker, "opening", opening)
    found = Matcher().explain(person, job)
    if as_json:
        show_json(found.as_json(language))
    else:
        print_explanation(found, job.title.text, language)


def _find(connection: Any, asker: Any, side: str, which: str) -> Any:
    """The record of a side by its id, else by its number; NotFound says on which side there is none."""
    from data.store.repositories import Records

    records = Records(connection, asker, SIDES[side])
    stored = records.several([which])
    try:
        return stored[which].record if which in stored else records.find(which).record
    except NotFound as error:
        raise NotFound(error.message, (Fault(side, which, KNOWN_BY[SIDES[side]]),)) from error


def demo(
    database: Annotated[str, typer.Option(help="放样例县数据的数据库 where to load the sample county")] = "sqlite:///guiyan-demo.db",
    today: Annotated[str, typer.Option(help="今天是哪天 the day to count from")] = "",
    lang: Lang = "",
) -> None:
    """装入样例县，走一遍主要用途。 Loads the sample county and shows the main job."""
    from api.demo import run

    run(database, day_of(today), language_of(lang))
