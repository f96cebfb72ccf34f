"""The main job shown once, from the sheets of the sample county to the ten best openings and why."""

import os
import shlex
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from time import perf_counter
from typing import Any

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text as Styled

from api.index import Indexes
from api.rendering import (
    extremes,
    heading_in,
    points_in,
    print_explanation,
    print_matches,
    reason_of,
    scored,
    terminal,
)
from api.use_cases.importing import ImportReport, import_file
from api.use_cases.matching import Matches, matches_for, why_not
from api.use_cases.naming import title_of
from api.use_cases.standing import tell_standing
from api.wrapping import Wrapped
from data.errors import Fault
from data.records import Member, Opening, Organisation
from data.reference.regions import full_name
from data.scenarios.county import county_sheet
from data.sheets.rows import record_from_row
from data.store.database import Database
from data.store.organisations import ensure_operator, issue_key, save_organisation
from data.store.repositories import Records
from data.store.scope import Asker
from data.text import Language, Text
from data.vocabulary import RecordKind, Role
from matcher.explanation import Explanation, say

OWN_FILE = "guiyan-demo.db"
NOTE = "王某，南城浔溪人，现住县城，之前开小店亏了，会开叉车有证，想找个月薪4500左右的仓库活，下月初能上岗，最好包午饭"
MEMBER_NUMBER, OPENING_NUMBER, OUT_OF_REACH = "YS-001", "NC-G001", "NC-G003"
BEST, MEMBERS_SHOWN, UNREAD_SHOWN, FURTHER = 10, 5, 4, 20
STATION = Organisation("nancheng-station", Role.STATION, "南城驿站", "361021", verified=True)
OFFICE = Organisation("nancheng-office", Role.HOMETOWN_OFFICE, "南城县家乡项目办", "361021", verified=True)
KEEPERS = {
    RecordKind.MEMBER: STATION,
    RecordKind.OPENING: STATION,
    RecordKind.NEED: OFFICE,
    RecordKind.SERVICE: STATION,
}
KINDS = {
    RecordKind.MEMBER: Text("成员登记表", "members 成员登记表"),
    RecordKind.OPENING: Text("岗位需求表", "openings 岗位需求表"),
    RecordKind.NEED: Text("家乡项目表", "projects 家乡项目表"),
    RecordKind.SERVICE: Text("服务事项表", "services 服务事项表"),
}
LOADED = Text("装入样例县（人和单位都是虚构的）", "The sample county is loaded (its people and firms are invented)")
SHEET, ROWS, TAKEN = Text("登记表", "sheet"), Text("行数", "rows"), Text("已收", "kept")
OPEN, UNREAD = Text("有效", "open"), Text("没读懂的格", "cells unread")
AN_UNREAD = Text("没读懂的照原样留着，并说明哪一行、可以怎么写，例如：", "What was not understood is kept as written and reported, such as:")
REQUEST = Text("来了一个人，工作人员照他说的记下一段话", "A person comes in; the clerk writes down what was said")
READ_AS = Text("读成登记草稿（核对后才保存）", "The draft read from it (kept only once the clerk has checked it)")
FIELD, VALUE = Text("栏目", "field"), Text("填写", "entered")
UNDERSTOOD, SAID = Text("读懂为", "understood as"), Text("原话和位置（第几字）", "words and span (characters)")
A_MONTH, MEALS = Text("每月{yuan}元", "{yuan} yuan a month"), Text("希望包餐", "meals wanted")
DOUBTS = Text("拿不准、没有当真的：", "In doubt, and so not taken:")
TO_ASK = Text("接下来该问：", "To ask next:")
POINT = Text("  {field}：{said}", "  {field}: {said}")
TEN_BEST = Text("最合适的十个岗位", "The ten best openings")
FIRST = Text("第一名的完整说明", "The first in full")
NOT_PROPOSED = Text("为什么没有推荐另外两个", "Why two others were not proposed")
OUT = Text("{title}，{pay}", "{title}, {pay}")
AFTER = Text("若{action}：{score} 分，就可以推荐了", "{action}, and it would have {score} points and could be proposed")
LOST_MOST = Text("扣分最多的是{label} {points}：{reason}", "lost most on {label} {points}: {reason}")
OTHER_WAY = Text("反过来，为岗位找人（姓名只露姓）", "The other way round: members for an opening (surnames only)")
OPEN_API = Text("打开接口", "Opening the API")
SERVE = Text("启动（说明书在 http://127.0.0.1:8000/docs）：", "Serve it (reference at http://127.0.0.1:8000/docs):")
CURL = Text("再开一个终端，用刚发给“{name}”的密钥取上面的十个岗位：", "In another terminal, with the key just issued to {name}, the ten openings above:")
TOOK = Text("全程 {seconds} 秒。", "All of this took {seconds} s.")


@dataclass(frozen=True, slots=True)
class Stage:
    """What every scene needs: the store, who asks, the index, the day, and where to print."""

    database: Database
    asker: Asker
    indexes: Indexes
    today: date
    language: Language
    console: Console

    def heading(self, number: int, title: Text) -> None:
        """The heading of a scene."""
        self.console.print()
        self.console.rule(Styled(f"{number}  {title.say(self.language)}", style="bold"), align="left", style="dim")

    def say(self, text: Text, style: str = "", **values: object) -> None:
        """A line in the language asked for."""
        self.console.print(Wrapped(text.say(self.language, **values), style))


def run(database_url: str, today: date, language: Language) -> None:
    """Load the county into a database and show the main job; a fresh file where it is the demonstration's own."""
    began = perf_counter()
    _remove_own(database_url)
    database = Database(database_url)
    asker = Asker(STATION.id, STATION.role)
    stage = Stage(database, asker, Indexes(database), today, language, terminal())
    try:
        database.require_folder()
        database.migrate()
        _show_loading(stage)
        member = _show_draft(stage)
        _show_matching(stage, member)
        _show_doors(stage, member)
        stage.say(TOOK, "dim", seconds=f"{perf_counter() - began:.1f}")
    finally:
        database.close()


def _remove_own(url: str) -> None:
    if url == f"sqlite:///{OWN_FILE}":
        for end in ("", "-wal", "-shm"):
            Path(OWN_FILE + end).unlink(missing_ok=True)


def _show_loading(stage: Stage) -> None:
    stage.heading(1, LOADED)
    reports = _load(stage)
    table = _table(stage, SHEET, ROWS, TAKEN, OPEN, UNREAD)
    with stage.database.reading() as connection:
        for kind, report in reports.items():
            still = Records(connection, _keeper(kind), kind).count()
            unread = sum(len(row.faults) for row in report.rows)
            counts = report.counts()
            kept = counts["rows"] - counts["refused"]
            table.add_row(KINDS[kind].say(stage.language), *map(str, (counts["rows"], kept, still, unread)))
    stage.console.print(table)
    _show_unread(stage, reports)


def _load(stage: Stage) -> dict[RecordKind, ImportReport]:
    reports = {}
    with stage.database.writing() as connection:
        ensure_operator(connection)
        for organisation in (STATION, OFFICE):
            save_organisation(connection, organisation)
        for kind in KINDS:
            # The store tells open records from past ones by the real day, whatever day is being played.
            content = county_sheet(kind, max(stage.today, date.today()))
            reports[kind] = import_file(connection, _keeper(kind), f"{kind.value}.csv", content, stage.today, kind)
    return reports


def _keeper(kind: RecordKind) -> Asker:
    return Asker(KEEPERS[kind].id, KEEPERS[kind].role)


def _show_unread(stage: Stage, reports: Mapping[RecordKind, ImportReport]) -> None:
    """One example of each heading that held something unread, the rarer ones first."""
    found: dict[tuple[RecordKind, str], list[Fault]] = {}
    for kind, report in reports.items():
        for fault in (fault for row in report.rows for fault in row.faults):
            found.setdefault((kind, fault.where), []).append(fault)
    if found:
        stage.say(AN_UNREAD)
    grid = Table.grid(padding=(0, 2))
    for (kind, _), faults in sorted(found.items(), key=lambda item: len(item[1]))[:UNREAD_SHOWN]:
        grid.add_row("", KINDS[kind].say(stage.language), Wrapped(faults[0].say(stage.language), "dim"))
    stage.console.print(grid)


def _table(stage: Stage, *headings: Text) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, header_style="dim")
    for at, heading in enumerate(headings):
        figures = heading in (ROWS, TAKEN, OPEN, UNREAD)
        table.add_column(heading.say(stage.language), justify="right" if figures else "left", overflow="fold", no_wrap=not at)
    return table


def _show_draft(stage: Stage) -> Member:
    from features.drafting import draft

    stage.heading(2, REQUEST)
    stage.console.print(Wrapped(f"“{NOTE}”", "italic"))
    drafted = draft(NOTE, stage.today)
    sheet: dict[str, str] = drafted["record"]["sheet"]
    stage.console.print()
    stage.say(READ_AS, "bold")
    table = _table(stage, FIELD, VALUE, UNDERSTOOD, SAID)
    understood = _understood(drafted["gist"], stage.language)
    for field, value in sheet.items():
        words = _words(drafted["spans"], field)
        table.add_row(heading_in(field, stage.language), Wrapped(value), Wrapped(understood.get(field, "")), Wrapped(words, "dim"))
    stage.console.print(table)
    _show_open_points(stage, drafted)
    return _keep(stage, sheet)


def _understood(gist: Mapping[str, Any], language: Language) -> dict[str, str]:
    """What the cells were read as: the divisions' full names, names from the reference tables, days and yuan."""
    places = {"户籍地": "hometown", "现居地": "current", "期望工作地": "work"}
    lists = {"求职岗位": "occupations", "技能特长": "skills", "证书": "credentials"}
    read = {field: full_name(gist["places"][side]) for field, side in places.items() if gist["places"].get(side)}
    read |= {field: "、".join(gist[name]) for field, name in lists.items() if gist[name]}
    if gist["start"]:
        read["到岗时间"] = gist["start"]
    pay = gist["pay"] or {}
    if pay.get("low"):
        read["期望薪资"] = A_MONTH.say(language, yuan="–".join(dict.fromkeys(f"{pay[end]:g}" for end in ("low", "high") if pay.get(end))))
    if pay.get("meals"):
        read["备注"] = MEALS.say(language)
    return read


def _words(spans: Sequence[Mapping[str, Any]], field: str) -> str:
    return "  ".join(f"“{span['text']}”{span['start'] + 1}–{span['end']}" for span in spans if span["field"] == field)


def _show_open_points(stage: Stage, drafted: Mapping[str, Any]) -> None:
    language = stage.language
    if drafted["doubts"]:
        stage.say(DOUBTS, "bold")
    for doubt in drafted["doubts"]:
        reason = doubt["reason"][language]
        stage.say(POINT, field=heading_in(doubt["field"], language), said=f"“{doubt['text']}” {reason}")
    if drafted["ask"]:
        stage.say(TO_ASK, "bold")
    for question in drafted["ask"]:
        stage.say(POINT, field=heading_in(question["field"], language), said=question["question"][language])


def _keep(stage: Stage, sheet: Mapping[str, str]) -> Member:
    record, _ = record_from_row(RecordKind.MEMBER, {**sheet, "编号": MEMBER_NUMBER}, stage.today)
    with stage.database.writing() as connection:
        records = Records(connection, stage.asker, RecordKind.MEMBER)
        kept = records.get(records.save(record).id).record
    assert isinstance(kept, Member)
    return kept


def _show_matching(stage: Stage, member: Member) -> None:
    with stage.database.reading() as connection:
        found = matches_for(connection, stage.indexes, stage.asker, member, BEST, deep=True)
        further = matches_for(connection, stage.indexes, stage.asker, member, FURTHER)
        openings = Records(connection, stage.asker, RecordKind.OPENING)
        blocked, wanted = openings.find(OUT_OF_REACH).record, openings.find(OPENING_NUMBER).record
        stage.heading(3, TEN_BEST)
        print_matches(found, stage.language, stage.console)
        _show_first(stage, found)
        stage.heading(5, NOT_PROPOSED)
        for opening in (blocked, _tempting(further)):
            if isinstance(opening, Opening):
                _show_why_not(stage, connection, member, opening)
        stage.heading(6, OTHER_WAY)
        assert isinstance(wanted, Opening)
        print_matches(matches_for(connection, stage.indexes, stage.asker, wanted, MEMBERS_SHOWN), stage.language, stage.console)


def _show_first(stage: Stage, found: Matches) -> None:
    stage.heading(4, FIRST)
    if found.places:
        first = found.places[0]
        assert isinstance(first.record, Opening)
        print_explanation(first.explanation, title_of(first.record, stage.language), stage.language, stage.console)


def _tempting(found: Matches) -> Opening | None:
    """Of those just behind the best that are wanted at all, the one that pays most: what people ask about."""
    behind = [place for place in found.places[BEST:] if isinstance(place.record, Opening)]
    wanted = [place for place in behind if _is_wanted(place.explanation)] or behind
    openings = [place.record for place in wanted if isinstance(place.record, Opening)]
    return max(openings, key=lambda opening: (opening.pay.low or 0.0) if opening.pay else 0.0, default=None)


def _is_wanted(explanation: Explanation) -> bool:
    return any(row.criterion.key == "occupation" and row.points * 2 >= row.entry.maximum for row in explanation.criteria)


def _show_why_not(stage: Stage, connection: Any, member: Member, opening: Opening) -> None:
    language = stage.language
    standing = why_not(connection, stage.indexes, stage.asker, member, opening, BEST)
    explanation = standing.explanation
    stage.say(OUT, "bold", title=title_of(opening, language), pay=opening.cells.get("薪资待遇", ""))
    stage.console.print(Wrapped(f"  {'✗' if not explanation.eligible else '◐'} {tell_standing(standing, BEST, language)}"))
    opened = next((item for item in explanation.would_change if item.eligible and not explanation.eligible), None)
    if opened is not None:
        action = say(opened.change.action, opened.change.values, language)
        stage.console.print(Wrapped(f"  → {AFTER.say(language, action=action, score=points_in(opened.score))}"))
    weakest = extremes(explanation)[1]
    if weakest is not None and explanation.eligible:
        label, reason = weakest.criterion.label.say(language), reason_of(weakest, language)
        stage.console.print(Wrapped(f"  － {LOST_MOST.say(language, label=label, points=scored(weakest), reason=reason)}"))


def _show_doors(stage: Stage, member: Member) -> None:
    stage.heading(7, OPEN_API)
    with stage.database.writing() as connection:
        key = issue_key(connection, STATION.id)
    url = stage.database.engine.url.render_as_string(hide_password=True)
    stage.say(SERVE)
    _command(stage, f"DATABASE_URL={shlex.quote(url)} {_own_command()} serve")
    stage.say(CURL, name=STATION.name)
    _command(
        stage,
        f"curl -s -X POST -H 'X-API-Key: {key}' \\",
        f"  -H 'Accept-Language: {stage.language}' -H 'Content-Type: application/json' -d '{{\"k\": 10}}' \\",
        f"  http://127.0.0.1:8000/api/v1/members/{member.id}/matches",
    )


def _command(stage: Stage, *lines: str) -> None:
    for line in lines:
        stage.console.print(Styled(f"  {line}", style="cyan"), soft_wrap=True)


def _own_command() -> str:
    program = Path(sys.argv[0]).absolute()
    if program.name != "guiyan":
        return "guiyan"
    return shlex.quote(os.path.relpath(program) if program.is_relative_to(Path.cwd()) else "guiyan")
