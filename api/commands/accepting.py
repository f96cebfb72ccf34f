"""`guiyan accept`: people accept what a run placed, and everybody accepted is put forward."""

from collections.abc import Mapping
from typing import Annotated, Any

import typer

from api.commands.answers import language_of, show_json
from data.text import Language, Text

TAKEN = Text(zh="已采用{count}个席位，写成推荐，等本人同意：", en="seats accepted, each a referral that waits for the member: {count}")
ONE = Text(zh="  {member} → {opening}，{score}分{then}  {flow}", en="  {member} → {opening}, {score} points{then}  {flow}")
CHANGED = Text(zh="（计算时{then}分）", en=" ({then} in the run)")
ALREADY = Text(zh="先前已采用{count}个", en="{count} were accepted before")
NOT = Text(zh="没有采用：{member} → {opening}：{message}", en="not accepted: {member} → {opening}: {message}")


def register(app: typer.Typer) -> None:
    """Add this command to the command line."""
    app.command("accept")(accept)


def accept(
    run: Annotated[str, typer.Argument(help="统筹分配或组合的 id the id of an allocation or a group, such as a_…")],
    seat: Annotated[list[str] | None, typer.Option("--seat", help="只采用这些：岗位=成员，可写几次 only these: OPENING=MEMBER, may be repeated")] = None,
    partly: Annotated[bool, typer.Option("--partly", help="有的不能采用时仍采用其余的 those that can be, though others cannot")] = False,
    note: Annotated[str, typer.Option("--note", help="备注 a note")] = "",
    lang: Annotated[str, typer.Option("--lang", help="zh | en")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="输出 JSON as JSON")] = False,
) -> None:
    """采用一次计算的席位：每人成为一条推荐并占一个名额，要么全成要么全不成。 Accepts the seats of a run, all or none."""
    from datetime import date

    import msgspec

    from api.commands.local import local_store
    from api.commands.named import Named
    from api.use_cases import accepting, taking_seats
    from api.use_cases.naming import title_of
    from data.store.runs import kind_of_run

    language = language_of(lang)
    with local_store() as (database, asker):
        with database.reading() as connection:
            body: dict[str, Any] = {"partly": partly, "note": note}
            if seat:
                body["seats"] = Named(connection, asker).seats_taken("--seat", seat)
            kind = kind_of_run(connection, asker, run)
            wanted = accepting.read_accepting(connection, asker, kind, run, body, date.today())
            parties = accepting.Parties.of(connection, asker, wanted.seats)
            explained = accepting.explained_now(connection, asker, wanted)
        with database.writing() as connection:
            told = taking_seats.accept(connection, asker, wanted, explained, date.today(), language)
    if as_json:
        show_json(msgspec.to_builtins(told))
    else:
        sides: dict[str, Any] = {**{key: one.record for key, one in parties.members.items()}, **parties.opportunities}
        _print(told, {key: title_of(side, language) for key, side in sides.items()}, language)


def _print(told: Any, names: Mapping[str, str], language: Language) -> None:
    from api.rendering import terminal
    from api.wrapping import Wrapped

    def named(one: Any) -> dict[str, str]:
        return {"member": names.get(one.member, one.member), "opening": names.get(one.opening, one.opening)}

    console = terminal()
    if told.accepted or not told.already:
        console.print(Wrapped(TAKEN.say(language, count=len(told.accepted)), "bold"))
    for one in told.accepted:
        then = "" if one.then == one.score else CHANGED.say(language, then=f"{one.then:.2f}")
        console.print(Wrapped(ONE.say(language, flow=one.flow, score=f"{one.score:.2f}", then=then, **named(one))))
    if told.already:
        console.print(ALREADY.say(language, count=len(told.already)))
    for refused in told.refused:
        console.print(Wrapped(NOT.say(language, message=refused.message, **named(refused)), "yellow"))
