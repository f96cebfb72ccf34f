"""`guiyan accept`: people accept what a run placed, and everybody accepted is put forward."""

from typing import Annotated, Any

import typer

from api.commands.answers import language_of, show_json
from data.errors import Fault, InvalidInput, NotFound
from data.text import Language, Text

A_SEAT = Text(zh="成员=岗位，都用编号或 id，如 A001=G001", en="MEMBER=OPENING, numbers or ids, such as A001=G001")
BAD_SEAT = Text(zh="这个席位读不懂", en="this seat cannot be read")
TAKEN = Text(zh="已采用{count}个席位，都写成推荐，等本人同意：", en="{count} seats accepted, each a referral that waits for the member:")
ONE = Text(zh="  {flow}  {member} → {opening}  {score}分{then}", en="  {flow}  {member} → {opening}  {score} points{then}")
CHANGED = Text(zh="（计算时{then}分）", en=" ({then} in the run)")
ALREADY = Text(zh="先前已采用{count}个", en="{count} were accepted before")
NOT = Text(zh="没有采用：{member} → {opening}：{message}", en="not accepted: {member} → {opening}: {message}")


def register(app: typer.Typer) -> None:
    """Add this command to the command line."""
    app.command("accept")(accept)


def accept(
    run: Annotated[str, typer.Argument(help="统筹分配或组合的 id the id of an allocation or a group, such as a_…")],
    seat: Annotated[list[str] | None, typer.Option("--seat", help="只采用这些：成员=岗位 only these: MEMBER=OPENING")] = None,
    partly: Annotated[bool, typer.Option("--partly", help="有的不能采用时仍采用其余的 those that can be, though others cannot")] = False,
    note: Annotated[str, typer.Option("--note", help="备注 a note")] = "",
    lang: Annotated[str, typer.Option("--lang", help="zh | en")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="输出 JSON as JSON")] = False,
) -> None:
    """采用一次计算的席位：每人成为一条推荐并占一个名额，要么全成要么全不成。 Accepts the seats of a run, all or none."""
    from datetime import date

    import msgspec

    from api.commands.local import local_store
    from api.use_cases import accepting, taking_seats
    from data.store.runs import kind_of_run

    language = language_of(lang)
    with local_store() as (database, asker):
        with database.reading() as connection:
            body: dict[str, Any] = {"partly": partly, "note": note}
            if seat:
                body["seats"] = [_seat(connection, asker, text) for text in seat]
            kind = kind_of_run(connection, asker, run)
            wanted = accepting.read_accepting(connection, asker, kind, run, body, date.today())
            explained = accepting.explained_now(connection, asker, wanted)
        with database.writing() as connection:
            told = taking_seats.accept(connection, asker, wanted, explained, date.today(), language)
    if as_json:
        show_json(msgspec.to_builtins(told))
    else:
        _print(told, language)


def _seat(connection: Any, asker: Any, text: str) -> dict[str, str]:
    """The ids of a member and an opportunity, by their numbers or ids."""
    from api.commands.allocating import identifier
    from api.commands.matching import find_record

    member, equals, opening = text.partition("=")
    if not (member and equals and opening):
        raise InvalidInput(BAD_SEAT, (Fault("--seat", text, A_SEAT),))
    try:
        return {"member": find_record(connection, asker, "member", member).id, "opening": identifier(connection, asker, opening)}
    except NotFound as error:
        raise NotFound(error.message, (Fault("--seat", text, A_SEAT),)) from error


def _print(told: Any, language: Language) -> None:
    from api.rendering import terminal
    from api.wrapping import Wrapped

    console = terminal()
    console.print(Wrapped(TAKEN.say(language, count=len(told.accepted)), "bold"))
    for one in told.accepted:
        then = "" if one.then == one.score else CHANGED.say(language, then=f"{one.then:.2f}")
        words = {"flow": one.flow, "member": one.member, "opening": one.opening, "score": f"{one.score:.2f}", "then": then}
        console.print(Wrapped(ONE.say(language, **words)))
    if told.already:
        console.print(ALREADY.say(language, count=len(told.already)))
    for refused in told.refused:
        console.print(Wrapped(NOT.say(language, member=refused.member, opening=refused.opening, message=refused.message), "yellow"))
