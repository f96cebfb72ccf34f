"""`guiyan propose`, `step`, `status`, `contribute`, `report` and `worklist`: what moves through states, and whom to call."""

from collections.abc import Callable
from datetime import date
from typing import Annotated, Any

import typer

from api.commands.answers import day_of, language_of, show_json
from data.errors import Fault, InvalidInput
from data.text import Language, Text

PAIRS = ("referral", "claim", "pairing")
BAD_KIND = Text(zh="没有这种流程", en="there is no such procedure")
TITLE = Text(zh="{label} {id}：{state}", en="{label} {id}: {state}")
DAY, STEP, REASON, NOTE = Text("日期", "day"), Text("步骤", "step"), Text("原因", "reason"), Text("说明", "note")
NEXT = Text(zh="接下来可以：", en="What may follow:")
MAY = Text(zh="  {to}  {label}{reasons}", en="  {to}  {label}{reasons}")
BECAUSE = Text(zh="，须给原因：{codes}", en=", with a reason: {codes}")
NOT_BEFORE = Text(zh="，{day}起", en=", from {day}")
NOTHING = Text(zh="  没有了", en="  nothing more")
LIST, RULE = Text("名单", "list"), Text("依据", "rule")
MEMBER, SINCE, CONTACT = Text("成员", "member"), Text("从", "since"), Text("专人", "contact")
DUE = Text(zh="{name}：{count}人", en="{name}: {count}")
KEPT = Text(zh="已记下", en="noted")
Lang = Annotated[str, typer.Option("--lang", help="zh | en")]
Json = Annotated[bool, typer.Option("--json", help="输出 JSON as JSON")]
On = Annotated[str, typer.Option("--on", help="哪天 the day, such as 2026-11-22")]
Who = Annotated[str, typer.Argument(help="成员编号或 id the member's number or id")]
Note = Annotated[str, typer.Option("--note", help="怎样得知 how it is known")]


def register(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    for command in (propose, step, status, contribute, report, worklist):
        app.command(command.__name__)(command)


def propose(
    kind: Annotated[str, typer.Argument(help="referral | claim | pairing")],
    member: Who,
    opportunity: Annotated[str, typer.Argument(help="机会的编号或 id an opportunity's number or id")],
    note: Note = "",
    on: On = "",
    lang: Lang = "",
    as_json: Json = False,
) -> None:
    """提出推荐、认领或结对。 Puts a member and an opportunity forward."""
    if kind not in PAIRS:
        raise InvalidInput(BAD_KIND, (Fault("kind", kind, Text("、".join(PAIRS), ", ".join(PAIRS))),))

    def work(connection: Any, asker: Any, today: date) -> Any:
        from api.commands.matching import any_opportunity, find_record
        from api.use_cases.workflow import propose as put_forward
        from data.workflows.machine import machine

        person = find_record(connection, asker, "member", member)
        other = find_record(connection, asker, "member", opportunity) if opportunity.startswith("m_") else any_opportunity(connection, asker, opportunity)
        body = {"member": person.id, "opportunity": other.id, **_said(note=note, on=on)}
        return put_forward(connection, asker, machine(kind), body, today)

    _flow(work, language_of(lang), as_json)


def step(
    which: Annotated[str, typer.Argument(help="流程的 id its id, such as r_…")],
    to: Annotated[str, typer.Argument(help="到哪个状态 the state it moves to")],
    reason: Annotated[str, typer.Option("--reason", help="原因代码 a coded reason")] = "",
    by: Annotated[str, typer.Option("--by", help="代表哪一方 on whose behalf: member | other")] = "",
    note: Note = "",
    on: On = "",
    lang: Lang = "",
    as_json: Json = False,
) -> None:
    """走一步：同意、送交、录用、办结……不许走的会说明可以怎么走。 Takes one step; one that is not allowed says what is."""

    def work(connection: Any, asker: Any, today: date) -> Any:
        from api.use_cases.workflow import transition

        body = {"to": to, **_said(reason=reason, by=by, note=note, on=on)}
        return transition(connection, asker, _machine_of(which), which, body, today)

    _flow(work, language_of(lang), as_json)


def status(
    which: Annotated[str, typer.Argument(help="流程的 id its id, such as r_…")], lang: Lang = "", as_json: Json = False
) -> None:
    """一项推荐、认领、结对走到哪一步，接下来可以怎样。 Where it stands, by which steps, and what may follow."""

    def work(connection: Any, asker: Any, _: date) -> Any:
        from data.store.workflows import Workflows

        return Workflows(connection, asker, _machine_of(which)).get(which)

    _flow(work, language_of(lang), as_json)


def contribute(
    member: Who,
    kind: Annotated[str, typer.Argument(help="lead | proposal | project | kindness | technique")],
    text: Annotated[str, typer.Argument(help="本人原话 in the member's words")],
    lang: Lang = "",
) -> None:
    """记下五个一中的一项，并列出哪些需求、事项用得上。 Notes one of the five ones and shows who wants it."""
    from api.commands.local import local_store
    from api.commands.matching import find_record
    from api.index import Indexes
    from api.rendering import print_matches
    from api.use_cases import contributions
    from api.use_cases.matching import Matches

    language = language_of(lang)
    with local_store() as (database, asker):
        with database.writing() as connection:
            person = find_record(connection, asker, "member", member)
            made = contributions.offer(connection, asker, {"member": person.id, "kind": kind, "text": text}, date.today())
        with database.reading() as connection:
            for one in contributions.who_wants(connection, Indexes(database), asker, made, 5):
                print_matches(Matches(person, one.track, one.considered, tuple(one.places)), language)


def report(
    member: Who,
    kind: Annotated[str, typer.Argument(help="contact | arrived | left | settled | moved | hired | left_job")],
    how: Annotated[str, typer.Option("--how", help="visit | phone | wechat | counter")] = "phone",
    note: Note = "",
    on: On = "",
    lang: Lang = "",
) -> None:
    """记下成员自己说的情况（不记地点）。 Notes what a member said; no place is kept."""
    from api.commands.local import local_store
    from api.commands.matching import find_record
    from api.use_cases.reports import note_report

    with local_store() as (database, asker), database.writing() as connection:
        person = find_record(connection, asker, "member", member)
        body = {"member": person.id, "kind": kind, "how": how, "on": on or date.today().isoformat(), **_said(note=note)}
        note_report(connection, asker, body, date.today())
    print(KEPT.say(language_of(lang)))


def worklist(
    key: Annotated[str, typer.Argument(help="名单，不写则列出全部 a list; all of them where left out")] = "",
    on: On = "",
    lang: Lang = "",
) -> None:
    """今天该联系谁。 Whom to call."""
    from api.commands.local import local_store
    from api.rendering import terminal
    from api.stories.figures import table
    from api.use_cases.worklists import worklist as due_now
    from data.worklists.rules import rules

    language = language_of(lang)
    if not key:
        rows = [(code, several[0].name.say(language), "；".join(rule.words.say(language) for rule in several)) for code, several in rules().items()]
        terminal().print(table(["", LIST.say(language), RULE.say(language)], rows))
        return
    with local_store() as (database, asker), database.reading() as connection:
        page = due_now(connection, asker, key, day_of(on), "", 200)
        rows = [(place.stored.record.number, place.due.since.isoformat(), place.contact or "—") for place in page.items]
    name = rules()[key][0].name.say(language)
    print(DUE.say(language, name=name, count=page.total))
    terminal().print(table([MEMBER.say(language), SINCE.say(language), CONTACT.say(language)], rows))


def _said(**values: str) -> dict[str, str]:
    return {name: value for name, value in values.items() if value}


def _machine_of(identifier: str) -> Any:
    """The machine whose ids begin like this one."""
    from data.workflows.machine import machines

    found = next((one for one in machines().values() if identifier.startswith(f"{one.prefix}_")), None)
    if found is None:
        known = ", ".join(f"{one.prefix}_…" for one in machines().values())
        raise InvalidInput(BAD_KIND, (Fault("id", identifier[:80], Text(known, known)),))
    return found


def _flow(work: Callable[[Any, Any, date], Any], language: Language, as_json: bool) -> None:
    """Do it in one transaction and show how it stands."""
    import msgspec

    from api.commands.local import local_store
    from api.use_cases.workflow_answers import flow_detail

    with local_store() as (database, asker), database.writing() as connection:
        flow = work(connection, asker, date.today())
        told = flow_detail(connection, asker, _machine_of(flow.id), flow, language)
    if as_json:
        show_json(msgspec.to_builtins(told))
        return
    _show(told, _machine_of(told.id).label.say(language), language)


def _show(told: Any, label: str, language: Language) -> None:
    from api.rendering import terminal
    from api.stories.figures import table

    console = terminal()
    console.print(TITLE.say(language, label=label, id=told.id, state=told.state_label), style="bold")
    rows = [(one.day, one.label, one.reason.label if one.reason else "", one.note or "") for one in told.steps]
    console.print(table([text.say(language) for text in (DAY, STEP, REASON, NOTE)], rows))
    console.print(NEXT.say(language))
    for move in told.allowed:
        extra = BECAUSE.say(language, codes=", ".join(reason.code for reason in move.reasons)) if move.reasons else ""
        extra += NOT_BEFORE.say(language, day=move.not_before) if move.not_before else ""
        console.print(MAY.say(language, to=move.to, label=move.label, reasons=extra))
    if not told.allowed:
        console.print(NOTHING.say(language))
