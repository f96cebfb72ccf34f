"""`guiyan import`, `export`, `template`: sheets in and out."""

from pathlib import Path
from typing import Annotated

import typer

from api.commands.answers import day_of, language_of
from data.errors import Fault, InvalidInput
from data.text import Text
from data.vocabulary import RecordKind

KINDS = {"members": RecordKind.MEMBER, "openings": RecordKind.OPENING, "needs": RecordKind.NEED, "services": RecordKind.SERVICE}
BAD_KIND = Text(zh="没有这种表", en="there is no such sheet")
BAD_FILE = Text(zh="不能写这个文件", en="this file cannot be written")
A_PATH = Text(zh="已有的文件夹中可以写的文件", en="a file that can be written in a folder that exists")
WRITTEN = Text(zh="已写入 {path}（{count}条）", en="wrote {path} ({count} records)")
TEMPLATE = Text(zh="样表已写入 {path}", en="wrote the template {path}")
COUNTS = Text(
    zh="{file}：{rows}行，新增{new}，更新{changed}，未变{unchanged}，未收{refused}；其中{with_doubts}行有没读懂或该改写的内容",
    en="{file}: {rows} rows, {new} new, {changed} changed, {unchanged} unchanged, {refused} refused; {with_doubts} with something unread or to reword",
)
NOTHING_KEPT = Text(zh="按要求：有一行不能收，全部未收", en="as asked: one row could not be taken, so nothing was kept")
MORE = Text(zh="……还有{count}条，用 --report FILE 写出全部", en="… and {count} more; --report FILE writes them all")


def register(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    app.command("import")(import_)
    app.command("export")(export)
    app.command("template")(template)


def kind_of(name: str) -> RecordKind:
    """A sheet's kind by its name."""
    if name not in KINDS:
        raise InvalidInput(BAD_KIND, (Fault("kind", name, Text("、".join(KINDS), ", ".join(KINDS))),))
    return KINDS[name]


def import_(
    files: Annotated[list[Path], typer.Argument(help="xlsx 或 csv 文件 workbooks or CSV files", exists=True, dir_okay=False)],
    kind: Annotated[str, typer.Option(help="members | openings | needs | services；不写则按标题判断 guessed if left out")] = "",
    all_or_nothing: Annotated[bool, typer.Option("--all-or-nothing", help="有一行不能收就全不收 keep nothing if one row is refused")] = False,
    report: Annotated[Path | None, typer.Option(help="把逐行报告写成 JSON write the row report here")] = None,
    show: Annotated[int, typer.Option(help="屏幕上最多列几条 how many findings to print")] = 20,
    today: Annotated[str, typer.Option(help="今天是哪天 the day to count from")] = "",
    lang: Annotated[str, typer.Option(help="zh | en")] = "",
) -> None:
    """导入登记表；同一文件再导一次不会改变任何东西。 Imports sheets; the same file again changes nothing."""
    from api.commands.local import local_store
    from api.use_cases.importing import ImportReport, import_file

    language, wanted = language_of(lang), kind_of(kind) if kind else None
    reports: list[ImportReport] = []
    with local_store() as (database, asker):
        for file in files:
            with database.writing() as connection:
                done = import_file(connection, asker, file.name, file.read_bytes(), day_of(today), wanted, all_or_nothing)
            reports.append(done)
            print(COUNTS.say(language, file=file.name, **done.counts()))
            if not done.kept:
                print(NOTHING_KEPT.say(language))
            findings = [fault.say(language) for row in done.rows for fault in row.faults]
            for finding in findings[:show]:
                print(f"  {finding}")
            if len(findings) > show:
                print("  " + MORE.say(language, count=len(findings) - show))
    if report is not None:
        import json

        told = json.dumps([r.as_json(language) for r in reports], ensure_ascii=False, indent=1)
        _write(report, told.encode(), "--report")
    if any(row.state == "refused" for done in reports for row in done.rows):
        raise typer.Exit(1)


def export(
    kind: Annotated[str, typer.Argument(help="members | openings | needs | services")],
    out: Annotated[Path, typer.Option("--out", help="写到哪个文件 .xlsx 或 .csv where to, .xlsx or .csv")],
    lang: Annotated[str, typer.Option(help="zh | en")] = "",
) -> None:
    """把记录导出成同样的表。 Exports records as the same sheets."""
    from api.commands.local import local_store
    from data.sheets.exporting import to_csv, to_xlsx
    from data.store.repositories import Records

    wanted = kind_of(kind)
    writer = {".xlsx": to_xlsx, ".csv": to_csv}.get(out.suffix.lower())
    if writer is None:
        raise InvalidInput(BAD_FILE, (Fault("--out", out.name, Text(".xlsx、.csv", ".xlsx, .csv")),))
    with local_store() as (database, asker), database.reading() as connection:
        records = [stored.record for stored in Records(connection, asker, wanted).all()]
    _write(out, writer(wanted, records), "--out")
    print(WRITTEN.say(language_of(lang), path=out, count=len(records)))


def template(
    kind: Annotated[str, typer.Argument(help="members | openings | needs | services | all")] = "all",
    out: Annotated[Path, typer.Option("--out", help="写到哪个文件 where to")] = Path("guiyan-template.xlsx"),
    lang: Annotated[str, typer.Option(help="zh | en")] = "",
) -> None:
    """写出可直接填写的样表。 Writes ready workbooks to fill in."""
    from data.sheets.exporting import template as workbook

    kinds = list(RecordKind) if kind == "all" else [kind_of(kind)]
    _write(out, workbook(kinds), "--out")
    print(TEMPLATE.say(language_of(lang), path=out))


def _write(path: Path, content: bytes, option: str) -> None:
    try:
        path.write_bytes(content)
    except OSError as error:
        raise InvalidInput(BAD_FILE, (Fault(option, str(path), A_PATH),)) from error
