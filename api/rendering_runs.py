"""How allocations, groups and teams look on a terminal: from what the API tells, in one language."""

from collections.abc import Iterable, Mapping
from typing import Any

from rich import box
from rich.console import Console
from rich.table import Table

from api.rendering import terminal
from api.use_cases.naming import NUMBERED, masked_name
from api.wrapping import Wrapped
from data.text import Language, Text
from data.vocabulary import NEED_LABELS
from matcher.scorecard import BAND_LABELS

TOTAL = Text(
    "{count}个席位安排了{placed}人，总分{total}；从{considered}名成员中选出",
    "{placed} of {count} seats filled, total {total}; from {considered} members",
)
CHECKED = Text("已核对：条件都满足，没有更高的总分", "checked: all conditions hold, no total is higher")
NARROWED = Text("已核对：在看过的人选中没有更高的总分", "checked: no total is higher among the candidates looked at")
STABLE = Text(
    "稳定安排：共{proposals}次意向；两方都更愿意彼此的有{blocking}对",
    "stable: {proposals} proposals; pairs that would both rather be together: {blocking}",
)
BLOCKING = Text("有{blocking}对会更愿意彼此（总分最高不等于人人满意）", "{blocking} pairs would both rather be together: the best total is not everybody's best")
MISSED = Text("没有达到的条件：", "not reached:")
CONFLICT = Text("这些条件不能同时满足，去掉其中任何一条就可以：", "these cannot hold together; without any one of them the others can:")
OPENING = Text("{name}：{taken}/{most}人，最后一名{cutoff}分", "{name}: {taken} of {most}, the last at {cutoff}")
OPENING_SHORT = Text("{name}：{taken}/{most}人，还缺{shortage}人", "{name}: {taken} of {most}, {shortage} short")
OPENING_FULL = Text("{name}：这次不用再安排", "{name}: nobody more is wanted")
TAKEN = Text("（{whole}个名额中已有{taken}个有人）", " ({taken} of {whole} taken already)")
NOBODY_LOCKED: frozenset[tuple[str, str]] = frozenset()
COMMAS: dict[Language, str] = {"zh": "、", "en": "; "}
LONGEST_NUMBER = 12
"""Cells of a usual number in brackets, which is not to be broken."""

STOPS: dict[Language, str] = {"zh": "；", "en": "; "}
WHO, SCORE, WHY = Text("成员", "member"), Text("得分", "score"), Text("理由", "reasons")
RESERVE = Text("候补{rank}", "reserve {rank}")
KEPT = Text("已留存：{id}（采用：guiyan accept {id}）", "kept: {id} (to accept it: guiyan accept {id})")
LEFT_OUT = Text("没有席位的人选：{count}名", "candidates without a seat: {count}")
COVERED = Text("要凑{sum}元，凑到{covered}元", "to be covered: {sum} yuan; covered: {covered}")
RUNNER_UP = Text("其次的组合：", "next best: ")
GIVES_UP, SETTLED = Text("（{what}）", " ({what})"), Text("（已定）", " (settled)")
LEFT_ASIDE = Text("下面的结果不再要求：{what}", "the answer below leaves aside: {what}")
AMOUNT, SHARE, PART = Text("出资（元）", "yuan"), Text("占出资", "of sum"), Text("占收益", "of yield")
NOBODY = Text("没有能出资的人选", "nobody can join")
NOT_JOINED = Text("未列入（{why}）：{who}", "not joined ({why}): {who}")
NOT_PROVEN = Text("（人选太多，未能证明没有更好的组合）", "(too many candidates to prove that no group is better)")
FOR_NEED, OPEN_NEED = Text("需求", "need"), Text("还空着：{need}：{why}", "still open: {need}: {why}")
ADVICE = Text("以上只供参考，由人决定", "advice only, people decide")


def print_allocation(
    told: Mapping[str, Any], language: Language, locked: frozenset[tuple[str, str]] = NOBODY_LOCKED, console: Console | None = None
) -> None:
    """Every opening with its seats, its reserves and what would fill the rest; `locked` are openings with who had to be there."""
    console = console or terminal()
    count, placed = sum(one["most"] for one in told["openings"]), sum(len(one["seats"]) for one in told["openings"])
    words = {"count": count, "placed": placed, "total": f"{told['total']:.2f}", "considered": told["considered"]}
    console.print(Wrapped(TOTAL.say(language, **words), "bold"))
    if told["conflict"]:
        console.print(Wrapped(CONFLICT.say(language), "red"))
        for condition in told["conflict"]:
            console.print(Wrapped(f"  {condition['message']}"))
    elif told["check"]["best"]:
        console.print(Wrapped((CHECKED if told["exact"] else NARROWED).say(language), "green"))
    _print_aim(told, language, console)
    _print_moves(told, console)
    for line in told["verified"]["lines"][1:] if told["verified"] else ():
        console.print(Wrapped(f"  {line}", "dim"))
    for one in told["openings"]:
        _print_opening(one, locked, language, console)
    console.print(Wrapped(LEFT_OUT.say(language, count=told["left_out_count"])))
    _print_end(told, language, console)


def _print_aim(told: Mapping[str, Any], language: Language, console: Console) -> None:
    """What was sought and what it came to."""
    blocking = told["check"]["blocking"]
    if told["aim"]["objective"] == "stable":
        console.print(Wrapped(STABLE.say(language, proposals=told["proposals"], blocking=blocking)))
    elif blocking:
        console.print(Wrapped(BLOCKING.say(language, blocking=blocking), "dim"))
    if told["missed"]:
        missed = STOPS[language].join(condition["message"] for condition in told["missed"])
        console.print(Wrapped(MISSED.say(language) + missed, "yellow"))
    for line in (told["floor"], *told["shares"]):
        if line is not None:
            console.print(Wrapped(f"  {line['message']}"))


def _print_moves(told: Mapping[str, Any], console: Console) -> None:
    """What changed since the allocation that this one comes after."""
    if told["again"] is None:
        return
    console.print(Wrapped(told["again"]["message"]))
    for move in told["moves"]:
        console.print(Wrapped(f"  {move['message']}"))


def _print_opening(one: Mapping[str, Any], locked: frozenset[tuple[str, str]], language: Language, console: Console) -> None:
    sentence = OPENING_SHORT if one["shortage"] else OPENING if one["cutoff"] is not None else OPENING_FULL
    cutoff = "" if one["cutoff"] is None else f"{one['cutoff']:.2f}"
    words = {"taken": len(one["seats"]), "most": one["most"], "shortage": one["shortage"], "cutoff": cutoff}
    whole = (one["record"] or {}).get("headcount") or one["taken"] + one["most"]
    already = TAKEN.say(language, taken=one["taken"], whole=whole) if one["taken"] else ""
    name = _opportunity(one["record"], one["id"], language)
    console.print(Wrapped(sentence.say(language, name=name, **words) + already, "bold"))
    table = _table(WHO, SCORE, WHY, language=language)
    for seat in one["seats"]:
        settled = SETTLED.say(language) if (one["id"], seat["member"]) in locked else ""
        table.add_row(Wrapped(_who(seat, language) + settled), _score(seat, language), _why(seat, language))
    for rank, seat in enumerate(one["reserves"], 1):
        who = Wrapped(f"{RESERVE.say(language, rank=rank)} {_who(seat, language)}", "dim")
        table.add_row(who, _score(seat, language), _why(seat, language))
    if table.row_count:
        console.print(table)
    for remedy in one["remedies"]:
        console.print(Wrapped(f"  {remedy['message']}", "yellow"))


def print_group(told: Mapping[str, Any], language: Language, console: Console | None = None) -> None:
    """The best group with its tickets, its runners-up in one line each, and who could not join."""
    console = console or terminal()
    best = told["group"]
    _print_conflict(told, language, console)
    if best is None:
        console.print(NOBODY.say(language))
    else:
        words = {"sum": _yuan(told["sum_fen"]), "covered": _yuan(best["covered_fen"])}
        console.print(Wrapped(COVERED.say(language, **words) + ("" if told["proven"] else NOT_PROVEN.say(language)), "bold"))
        table = _table(WHO, AMOUNT, SHARE, PART, SCORE, WHY, language=language)
        for one in best["partners"]:
            part = "" if one["yield_share"] is None else f"{one['yield_share']:.2f}%"
            settled = SETTLED.say(language) if one["locked"] else ""
            who, amount = Wrapped(_who(one, language) + settled), _yuan(one["amount_fen"])
            reasons = Wrapped(STOPS[language].join([*filter(None, [one.get("amount_reason")]), *one["reasons"]]))
            table.add_row(who, amount, f"{one['share']:.2f}%", part, _score(one, language), reasons)
        console.print(table)
        console.print(Wrapped(best["fit_formula"], "dim"))
    for other in told["runners_up"]:
        names = COMMAS[language].join(f"{_who(one, language)} {_yuan(one['amount_fen'])}" for one in other["partners"])
        console.print(Wrapped(f"{RUNNER_UP.say(language)}{names}{GIVES_UP.say(language, what=other['gives_up']['message'])}"))
    for why, several in _apart(told["outside"], language).items():
        console.print(Wrapped(NOT_JOINED.say(language, who=COMMAS[language].join(several), why=why), "yellow"))
    for remedy in (*told["would_help"], *told["remedies"]):
        console.print(Wrapped(remedy["message"], "yellow"))
    _print_end(told, language, console)


def _apart(outside: Iterable[Mapping[str, Any]], language: Language) -> dict[str, list[str]]:
    """Who could not join, by why."""
    found: dict[str, list[str]] = {}
    for one in outside:
        why = STOPS[language].join(term["message"] for term in one["terms"])
        found.setdefault(why, []).append(_who(one, language))
    return found


def _print_conflict(told: Mapping[str, Any], language: Language, console: Console) -> None:
    """What was settled and cannot hold together, and what the answer leaves aside for it."""
    if not told["conflict"]:
        return
    console.print(Wrapped(CONFLICT.say(language), "red"))
    for condition in told["conflict"]:
        console.print(Wrapped(f"  {condition['message']}"))
    aside = STOPS[language].join(condition["message"] for condition in told["relaxed"])
    console.print(Wrapped(LEFT_ASIDE.say(language, what=aside), "red"))


def print_team(told: Mapping[str, Any], language: Language, console: Console | None = None) -> None:
    """Who stands for which need, and which needs stay open."""
    console = console or terminal()
    _print_conflict(told, language, console)
    table = _table(FOR_NEED, WHO, SCORE, WHY, language=language)
    for one in told["team"]:
        settled = SETTLED.say(language) if one["locked"] else ""
        need, who = Wrapped(_opportunity(one["opportunity"], one["need"], language)), Wrapped(_who(one, language) + settled)
        table.add_row(need, who, _score(one, language), _why(one, language))
        for other in one["runners_up"]:
            table.add_row("", Wrapped(_who(other, language), "dim"), _score(other, language), Wrapped(other["message"], "dim"))
    if table.row_count:
        console.print(table)
    for gap in told["gaps"]:
        console.print(Wrapped(OPEN_NEED.say(language, need=_opportunity(gap["opportunity"], gap["need"], language), why=gap["message"]), "yellow"))
        for remedy in (*gap["would_help"], *gap["remedies"]):
            console.print(Wrapped(f"  {remedy['message']}", "yellow"))
    _print_end(told, language, console)


def _print_end(told: Mapping[str, Any], language: Language, console: Console) -> None:
    """By which id the answer was kept, where it was, and that it is advice."""
    if "id" in told:
        console.print(Wrapped(KEPT.say(language, id=told["id"])))
    console.print(ADVICE.say(language), style="dim")


def _table(*headings: Text, language: Language) -> Table:
    table = Table(box=box.SIMPLE_HEAD, expand=True, pad_edge=False, show_edge=False, padding=(0, 1, 0, 0), header_style="dim")
    for heading in headings:
        figures = heading in (SCORE, AMOUNT, SHARE, PART)
        ratio = None if figures else 5 if heading is WHY else 2
        least = LONGEST_NUMBER if heading is WHO else None
        table.add_column(heading.say(language), ratio=ratio, min_width=least, justify="right" if figures else "left")
    return table


def _who(one: Mapping[str, Any], language: Language) -> str:
    """A member as others are shown one."""
    record = one["record"]
    if record is None or not record.get("name"):
        return str(one["member"])
    return NUMBERED.say(language, name=masked_name(record["name"]), number=record.get("number", ""))


def _opportunity(record: Mapping[str, Any] | None, identifier: str, language: Language) -> str:
    """What an opportunity is called: a job with its employer, a project with its need, a service by its name."""
    if record is None:
        return identifier
    title = record.get("title")
    if title:
        return " · ".join(filter(None, (title["text"], record.get("employer"))))
    own = identifier.partition(".")[2]
    need = next((label.say(language) for kind, label in NEED_LABELS.items() if kind.value == own), own)
    return " · ".join(filter(None, (str(record.get("name", "")), need)))


def _score(one: Mapping[str, Any], language: Language) -> str:
    word = BAND_LABELS[one["band"]].say(language) if one["band"] else ""
    return f"{one['score']:.2f}\n{word}"


def _why(one: Mapping[str, Any], language: Language) -> Wrapped:
    return Wrapped(STOPS[language].join(one["reasons"]))


def _yuan(fen: int) -> str:
    """Fen as yuan with two decimals, every digit kept."""
    return f"{fen // 100:,}.{fen % 100:02d}"
