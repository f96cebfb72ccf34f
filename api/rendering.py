"""How matches and explanations look on a terminal: for people, in one language, legible in 80 columns."""

from collections.abc import Sequence
from typing import Any

from rich import box
from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text as Styled

from api.describing import described
from api.use_cases.matching import Match, Matches
from api.use_cases.naming import title_of
from api.wrapping import Wrapped
from data.records import Member
from data.sheets.headings import HEADINGS
from data.text import Language, Text
from data.vocabulary import RecordKind, Track
from matcher.criterion import MET, PARTIAL, UNKNOWN, UNMET, Reducer
from matcher.explanation import (
    STATUS_LABELS,
    STATUS_MARKS,
    CriterionPoints,
    Explanation,
    Question,
    say,
)
from matcher.scorecard import BAND_LABELS, GROUPS

STYLES = {MET: "green", PARTIAL: "yellow", UNMET: "red", UNKNOWN: "dim"}
WIDEST = 110
SCORE, BAND = Text("得分", "score"), Text("评价", "band")
FOR_MEMBER = Text("为{who}找{what}：比较了{count}个，最合适的{shown}个", "{what} for {who}: the best {shown} of {count} open ones")
FOR_OPENING = Text("为{who}找成员：比较了{count}名成员，最合适的{shown}名", "Members for {who}: the best {shown} of {count}")
WHAT = {
    Track.WORK: Text("岗位", "Openings"),
    Track.LEAD: Text("要带头人的项目", "Projects to lead"),
    Track.INVEST: Text("要资金的项目", "Projects to invest in"),
    Track.ADVISE: Text("要技术、销路、人才的项目", "Projects to advise or sell for"),
    Track.VOLUNTEER: Text("实事和志愿服务", "Matters and team places"),
    Track.ASSIST: Text("帮扶和培训", "Help and training"),
    Track.MENTOR: Text("结对", "Pairings"),
}
NOBODY = Text("没有可推荐的：能看到的都有不符合的硬性条件。", "nothing can be proposed: each has an unmet requirement.")
JOB_HEAD = Text("机会 · 单位或类别\n地点 · 条件（原文）\n＋最强的理由 －最弱的理由", "opportunity · employer or kind\nplace · terms as written\n+ strongest  − weakest reason")
WHO_HEAD = Text("成员（编号）\n现居地 · 所写内容（原文）\n＋最强的理由 －最弱的理由", "member (number)\nlives in · as written\n+ strongest  − weakest reason")
ASK_FIRST = Text("最该先问的一个问题：{about}（记在“{field}”）；照别人的回答试排，前{k}名平均有{moved}%会变", "The question that would help most: {about} (goes under “{field}”); with the answers of others {moved} % of the best {k} change on average")
TO_CHECK = Text("待核实：{what}", "to be checked: {what}")
CRITERION, STATUS, POINTS, WHY = Text("评分项", "criterion"), Text("状态", "status"), Text("得分/满分", "points/max"), Text("理由与依据", "reason and evidence")
HELD, MISSING = Text("；有{what}", "; has {what}"), Text("；缺{what}", "; missing {what}")
FROM_WORDS = Text("依据：{words}", "from: {words}")
QUOTED = Text("“{text}”", " “{text}”")
UNCONFIRMED = Text("（原话读出，未核对）", " (from running text, not confirmed)")
TOTAL = Text("合计 {score} 分，{band}", "total {score}, {band}")
BLOCKED = Text("合计 {score} 分，但有硬性条件不符合，不予推荐", "total {score}, but a requirement is unmet: not proposed")
REQUIREMENTS = Text("硬性条件", "Requirements")
NO_REQUIREMENTS = Text("双方都没有提出硬性条件", "neither side stated any")
CHANGES = Text("怎样可以更合适", "What would change it")
CHANGE = Text("{action} → {score} 分（{sign}{gain}）", "{action} → {score} ({sign}{gain})")
NOW_ELIGIBLE = Text("，并且可以推荐", ", and could then be proposed")
ASK = Text("下一个最该问的：{about}（记在“{field}”，最多再加 {gain} 分）", "Ask next: {about} (goes under “{field}”, worth up to {gain} points)")
CITED = Text("评分表 {scorecard}，编码 {encoder}；分数只供参考，由人决定", "scorecard {scorecard}, encoder {encoder}; advice only, people decide")


def terminal() -> Console:
    """Where tables go; never wider than can be read at a glance."""
    console = Console(highlight=False, soft_wrap=False)
    if console.width > WIDEST:
        console = Console(highlight=False, soft_wrap=False, width=WIDEST)
    return console


def heading_in(field: str, language: Language, kind: RecordKind = RecordKind.MEMBER) -> str:
    """A sheet's heading, with its English name where that is the language."""
    english = next((heading.english for heading in HEADINGS[kind] if heading.name == field), "")
    return f"{english} {field}" if language == "en" and english else field


def print_matches(found: Matches, language: Language, console: Console | None = None) -> None:
    """The places of a ranking as a table, each with its strongest and its weakest reason."""
    console = console or terminal()
    for_member = isinstance(found.asked, Member)
    title = FOR_MEMBER if for_member else FOR_OPENING
    who = title_of(found.asked, language)
    what = WHAT[found.track].say(language)
    console.print(Wrapped(title.say(language, who=who, what=what, count=found.considered, shown=len(found.places)), "bold"))
    if not found.places:
        console.print(NOBODY.say(language))
        return
    table = _table()
    table.add_column("#", justify="right")
    table.add_column(f"{SCORE.say(language)}\n{BAND.say(language)}", justify="right")
    table.add_column("\n".join(label.say(language) for label in GROUPS.values()), justify="right")
    table.add_column((JOB_HEAD if for_member else WHO_HEAD).say(language), ratio=1)
    for place in found.places:
        table.add_row(str(place.rank), *_figures(place.explanation, language), Group(*_described(place, language)))
    console.print(table)
    if found.question is not None:
        values = {"field": heading_in(found.question.field, language), "moved": f"{100 * found.question.moved:.0f}", "k": len(found.places)}
        console.print(Wrapped(ASK_FIRST.say(language, about=found.question.about.say(language), **values), "bold"))


def _table() -> Table:
    return Table(box=box.SIMPLE_HEAD, expand=True, pad_edge=False, show_edge=False, padding=(0, 1, 0, 0), header_style="dim")


def _figures(explanation: Explanation, language: Language) -> tuple[Styled, Styled]:
    word = BAND_LABELS[explanation.band].say(language)
    total = Styled.assemble((points_in(explanation.score), "bold"), "\n", word)
    parts = "\n".join(points_in(points) for points in explanation.subtotals().values())
    return total, Styled(parts, style="dim")


def points_in(hundredths: int) -> str:
    """Points with two decimals."""
    return f"{hundredths / 100:.2f}"


def _described(place: Match, language: Language) -> list[RenderableType]:
    record, explanation = place.record, place.explanation
    first, second = described(record, explanation.track, language)
    strongest, weakest = extremes(explanation)
    reasons = Table.grid(padding=(0, 2, 0, 0), expand=True)
    reasons.add_column(no_wrap=True)
    reasons.add_column(ratio=1)
    for mark, style, row in (("＋", "green", strongest), ("－", "red", weakest)):
        if row is not None:
            label = f"{mark} {row.criterion.label.say(language)} {scored(row)}"
            reasons.add_row(Styled(label, style), Wrapped(reason_of(row, language)))
    open_ones = [say(row.reason, row.values, language) for row in explanation.requirements if row.status == UNKNOWN]
    checks = [Wrapped(f"? {TO_CHECK.say(language, what=what)}", "yellow") for what in open_ones]
    return [first, Wrapped(second), reasons, *checks, Styled("")]


def extremes(explanation: Explanation) -> tuple[CriterionPoints, CriterionPoints | None]:
    """The criterion that adds most above its neutral value, and the one that is furthest below its maximum."""
    known = [row for row in explanation.criteria if row.status != UNKNOWN] or list(explanation.criteria)
    strongest = max(known, key=lambda row: row.points - row.entry.baseline)
    weakest = max(known, key=lambda row: row.entry.maximum - row.points)
    return strongest, weakest if weakest.points < weakest.entry.maximum and weakest is not strongest else None


def reason_of(row: CriterionPoints, language: Language) -> str:
    """The criterion's sentence; where it counts several things asked, those held and those missing by name."""
    sentence = say(*row.reason, language)
    if row.status == UNKNOWN or row.criterion.reducer not in (Reducer.COVER, Reducer.MATCH):
        return sentence
    for text, items in ((HELD, row.telling.held), (MISSING, row.telling.missing)):
        if items:
            sentence += text.say(language, what=_joined([item.say(language) for item in items], language))
    return sentence


def scored(row: CriterionPoints) -> str:
    """Points out of the maximum."""
    return f"{points_in(row.points)}/{row.entry.maximum // 100}"


def print_explanation(found: Explanation, title: str, language: Language, console: Console | None = None) -> None:
    """One pair, criterion by criterion: status, points, reason and the words it was read from."""
    console = console or terminal()
    total = TOTAL if found.eligible else BLOCKED
    word = BAND_LABELS[found.band].say(language)
    values = {"score": points_in(found.score), "band": word} if found.eligible else {"score": points_in(found.score)}
    console.print(Styled.assemble((title, "bold"), "  ", (total.say(language, **values), "" if found.eligible else "red")))
    console.print(_criteria(found, language))
    _print_requirements(console, found, language)
    _print_changes(console, found, language)
    console.print(Wrapped(CITED.say(language, scorecard=found.scorecard.name, encoder=found.encoder), "dim"))


def _criteria(found: Explanation, language: Language) -> Table:
    table = _table()
    table.add_column(STATUS.say(language), no_wrap=True)
    table.add_column(CRITERION.say(language), no_wrap=True)
    table.add_column(POINTS.say(language), justify="right", no_wrap=True)
    table.add_column(WHY.say(language), ratio=1)
    for group, points in found.subtotals().items():
        rows = [row for row in found.criteria if row.entry.group == group]
        if rows:
            most = sum(row.entry.maximum for row in rows) // 100
            table.add_row("", Styled(GROUPS[group].say(language), "bold"), Styled(f"{points_in(points)}/{most}", "bold"), "")
        for row in rows:
            status = status_of(row.status, language)
            table.add_row(status, row.criterion.label.say(language), scored(row), Group(*_because(row, language)))
    return table


def status_of(status: str, language: Language) -> Styled:
    """A status by mark and word, so that nobody depends on the colour."""
    return Styled(f"{STATUS_MARKS[status]} {STATUS_LABELS[status].say(language)}", style=STYLES[status])


def _because(row: CriterionPoints, language: Language) -> list[Wrapped]:
    style = "dim" if row.status == UNKNOWN else ""
    lines = [Wrapped(reason_of(row, language), style)]
    words = () if row.status == UNKNOWN else _evidence_words(row, language)
    if words:
        lines.append(Wrapped(FROM_WORDS.say(language, words="  ".join(words)), "dim"))
    return lines


def _evidence_words(row: CriterionPoints, language: Language) -> tuple[str, ...]:
    by_source: dict[str, list[str]] = {}
    for item in row.telling.evidence:
        quoted = QUOTED.say(language, text=item.text) + ("" if item.confirmed else UNCONFIRMED.say(language))
        by_source.setdefault(heading_in(item.source, language), []).append(quoted)
    return tuple(source + "".join(dict.fromkeys(quotes)) for source, quotes in by_source.items())


def _joined(words: Sequence[str], language: Language) -> str:
    return ("、" if language == "zh" else ", ").join(words)


def _print_requirements(console: Console, found: Explanation, language: Language) -> None:
    console.print(REQUIREMENTS.say(language), style="bold")
    if not found.requirements:
        console.print(f"  {NO_REQUIREMENTS.say(language)}", style="dim")
        return
    grid = Table.grid(padding=(0, 2))
    for row in found.requirements:
        grid.add_row("", status_of(row.status, language), Wrapped(say(row.reason, row.values, language)))
    console.print(grid)


def _print_changes(console: Console, found: Explanation, language: Language) -> None:
    if found.would_change:
        console.print(CHANGES.say(language), style="bold")
    for item in found.would_change:
        gain = item.score - found.score
        values: dict[str, Any] = {"score": points_in(item.score), "sign": "+" if gain >= 0 else "", "gain": points_in(gain)}
        line = CHANGE.say(language, action=say(item.change.action, item.change.values, language), **values)
        console.print(Wrapped(f"  {line}{NOW_ELIGIBLE.say(language) if item.eligible and not found.eligible else ''}"))
    if found.next_question is not None:
        console.print(Wrapped(question(found, found.next_question, language), "bold"))


def question(found: Explanation, asked: Question, language: Language) -> str:
    """What to ask next: what it is about, the heading under which the answer goes, and what it may add."""
    about = next(
        (row.criterion.label for row in found.criteria if row.criterion.field == asked.field and row.neutral is not None),
        Text(asked.field, asked.field),
    )
    field = heading_in(asked.field, language)
    return ASK.say(language, about=about.say(language), field=field, gain=points_in(asked.gain))


