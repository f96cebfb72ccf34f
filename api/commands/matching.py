"""`guiyan rank` and `explain`, and the demonstration."""

from datetime import date
from typing import Annotated, Any

import typer

from api.commands.answers import day_of, language_of, show_json
from data.errors import Fault, InvalidInput, NotFound
from data.text import Language, Text
from data.vocabulary import RecordKind

SIDES = {"member": RecordKind.MEMBER, "opening": RecordKind.OPENING, "need": RecordKind.NEED, "service": RecordKind.SERVICE}
SIDE_NAMES = Text("、".join(SIDES), ", ".join(SIDES))
BAD_SIDE = Text(zh="只能为成员、岗位、项目需求或服务事项排序", en="only a member, an opening, a need or a service can be ranked for")
KNOWN_BY = {
    "member": Text(zh="已登记成员的编号或 id", en="the number or id of a member that is registered"),
    "opening": Text(zh="已登记岗位的编号或 id", en="the number or id of an opening that is registered"),
    "need": Text(zh="已登记项目的编号或 id，可加“.需求”，如 X001.capital", en="a project's number or id, with its need where it has several, such as X001.capital"),
    "service": Text(zh="已登记服务事项的编号或 id", en="the number or id of a service that is registered"),
}
KNOWN_OPPORTUNITY = Text(
    zh="已登记岗位、项目需求或服务事项的编号或 id", en="the number or id of an opening, a project's need or a service that is registered"
)
Track_ = Annotated[str, typer.Option("--track", help="work | lead | invest | advise | volunteer | assist | mentor")]
OWN_DATABASE = "sqlite:///guiyan-demo.db"
LISTED = (Text("序", "no."), Text("场景", "scenario"), Text("做法", "practice"), Text("看什么", "what it shows"))
Lang = Annotated[str, typer.Option("--lang", help="zh | en")]
Json = Annotated[bool, typer.Option("--json", help="输出 JSON as JSON")]


def register(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    app.command("demo")(demo)
    app.command("rank")(rank)
    app.command("explain")(explain)


def rank(
    side: Annotated[str, typer.Argument(help="member | opening | need | service")],
    which: Annotated[str, typer.Argument(help="编号或 id number or id")],
    k: Annotated[int, typer.Option("--k", "-k", min=1, max=200, help="前几名 how many")] = 10,
    track: Track_ = "",
    filter_: Annotated[list[str] | None, typer.Option("--filter", help="只要符合的 narrow to key=value，hometown=361021")] = None,
    unknown: Annotated[bool, typer.Option("--unknown", help="没说明的也留 keep those who said nothing too")] = False,
    lang: Lang = "",
    as_json: Json = False,
) -> None:
    """为成员找机会，或为岗位、项目需求、服务事项找成员。 Ranks opportunities for a member, or members for an opportunity."""
    from api.commands.local import local_store
    from api.index import Indexes
    from api.use_cases.filtering import filters_from_words
    from api.use_cases.matching import matches_for, read_track
    from api.use_cases.opportunities import track_of

    if side not in SIDES:
        raise InvalidInput(BAD_SIDE, (Fault("side", side, SIDE_NAMES),))
    language = language_of(lang)
    filters = filters_from_words(filter_ or [], unknown)
    with local_store() as (database, asker), database.reading() as connection:
        record = find_record(connection, asker, side, which)
        chosen = read_track(track or "work") if side == "member" else track_of(record, track or None)
        found = matches_for(connection, Indexes(database), asker, record, k, chosen, deep=True, filters=filters)
    if as_json:
        show_json([place.explanation.as_json(language) for place in found.places])
        return
    from api.rendering import print_matches

    print_matches(found, language)


def explain(
    member: Annotated[str, typer.Argument(help="成员编号或 id the member's number or id")],
    opportunity: Annotated[str, typer.Argument(help="岗位、项目需求或服务事项的编号或 id an opportunity's number or id")],
    track: Track_ = "",
    lang: Lang = "",
    as_json: Json = False,
) -> None:
    """逐项说明一名成员与一个机会的得分。 Explains one pair, criterion by criterion."""
    from api.commands.local import local_store
    from api.rendering import print_explanation
    from api.use_cases.courses import with_courses
    from api.use_cases.matching import matcher_of
    from api.use_cases.naming import name_of
    from api.use_cases.opportunities import track_of

    language = language_of(lang)
    with local_store() as (database, asker), database.reading() as connection:
        person = find_record(connection, asker, "member", member)
        other = any_opportunity(connection, asker, opportunity)
        found = with_courses(connection, asker, matcher_of(track_of(other, track or None)).explain(person, other))
    if as_json:
        show_json(found.as_json(language))
    else:
        print_explanation(found, name_of(other), language)


def any_opportunity(connection: Any, asker: Any, which: str) -> Any:
    """An opportunity of any kind by its id or number."""
    for side in ("opening", "need", "service"):
        try:
            return find_record(connection, asker, side, which)
        except NotFound as error:
            if any(fault.where == "opportunity" for fault in error.faults):
                raise
            message = error.message
    raise NotFound(message, (Fault("opportunity", which, KNOWN_OPPORTUNITY),))


def find_record(connection: Any, asker: Any, side: str, which: str) -> Any:
    """The record of a side by its id, else by its number; NotFound says on which side there is none."""
    from api.use_cases.opportunities import find_opportunity
    from data.store.repositories import Records

    records = Records(connection, asker, SIDES[side])
    number, _, need = which.partition(".") if side == "need" else (which, "", "")
    try:
        stored = records.several([number])
        record = stored[number].record if number in stored else records.find(number).record
    except NotFound as error:
        raise NotFound(error.message, (Fault(side, which, KNOWN_BY[side]),)) from error
    return find_opportunity(connection, asker, f"{record.id}.{need}".rstrip(".")) if side == "need" else record


def demo(
    scenario: Annotated[str, typer.Argument(help="场景，见 --list a scenario, see --list")] = "",
    list_: Annotated[bool, typer.Option("--list", help="列出十七个场景 list the seventeen scenarios")] = False,
    database: Annotated[str, typer.Option(help="放数据的数据库 where to load the data")] = "",
    today: Annotated[str, typer.Option(help="今天是哪天 the day to count from")] = "",
    lang: Lang = "",
) -> None:
    """装入样例县，走一遍主要用途；或讲一个场景。 Shows the main job on the sample county, or tells one scenario."""
    language = language_of(lang)
    if list_:
        _list_scenarios(language)
    elif scenario:
        _tell(scenario, database, day_of(today), language)
    else:
        from api.demo import run

        run(database or OWN_DATABASE, day_of(today), language)


def _list_scenarios(language: Language) -> None:
    """Every scenario: number, key, title and what it shows."""
    from api.rendering import terminal
    from api.stories.figures import table
    from data.scenarios.scenario import scenarios

    rows = [(one.number, one.key, one.title.say(language), one.shows.say(language)) for one in scenarios()]
    terminal().print(table([heading.say(language) for heading in LISTED], rows))


def _tell(key: str, database: str, today: date, language: Language) -> None:
    """One scenario's story, in a database of its own unless one is named."""
    from tempfile import TemporaryDirectory

    from api.rendering import terminal
    from api.stories.playing import play
    from data.scenarios.scenario import scenario
    from data.store.database import Database

    chosen = scenario(key)
    with TemporaryDirectory() as folder:
        store = Database(database or f"sqlite:///{folder}/{key}.db")
        try:
            play(chosen, store, today, language, terminal())
        finally:
            store.close()
