"""A team that was kept, as whoever reads it may see it now: who stands for which need, who could instead, what is open."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection

from api.use_cases.allocation_words import Seen, told_remedy
from api.use_cases.group_sentences import need_name, told_place, who
from data.store.scope import Asker
from data.text import Language, Text

GAP = Text(zh="没有够分的人选（最高{best}分，要{floor}分）", en="nobody reaches the least score of {floor} (the best has {best})")
GAP_TAKEN = Text(zh="合适的人已安排在别的需求（{best}分）", en="whoever fits ({best}) is wanted more for another need")
GAP_NOBODY = Text(zh="没有人选", en="no candidate at all")
HELPS = {
    "several": Text(zh="允许一人承担{value}项需求：可由{member}兼任（{score}分）", en="with {value} needs allowed for one, {member} could stand for it too ({score})"),
    "excluded": Text(zh="不再排除{member}：可由其承担（{score}分）", en="with {member} no longer ruled out, they could stand for it ({score})"),
    "floor": Text(zh="最低分从{floor}分降到{value}分：可由{member}承担（{score}分）", en="with a least score of {value} instead of {floor}, {member} could stand for it ({score})"),
}
STILL = Text(zh="，还剩{open}项空着", en="; {open} would stay open")
NONE_LEFT = Text(zh="，各项需求就都有人了", en="; then no need is open")
LESS = Text(zh="团队总分少{points}分", en="the team's total falls by {points}")
MORE = Text(zh="团队总分多{points}分", en="the team's total rises by {points}")
SAME = Text(zh="团队总分不变", en="the team's total stays the same")
OPENS = Text(zh="会多空出{opens}项需求", en="{opens} more needs would be open")
BUSY = Text(zh="现在安排在{need}", en="stands for {need} now")
ALL = Text(zh="{needs}项需求都有人，总分{total}分", en="all {needs} needs are covered, total {total}")
PART = Text(zh="{needs}项需求有{covered}项有人，总分{total}分", en="{covered} of {needs} needs are covered, total {total}")
ASIDE = Text(zh="指定的条件不能同时满足；不再要求“{relaxed}”以后：", en="what was settled cannot all hold; leaving aside “{relaxed}”: ")


def told_team(connection: Connection, asker: Asker, kept: Mapping[str, Any], language: Language) -> dict[str, Any]:
    """The team as the API gives it; points with two decimals."""
    conditions = [*kept.get("conflict", ()), *kept.get("relaxed", ())]
    places = [*kept["chosen"], *kept.get("runners_up", ()), *conditions]
    helps = [item["member"] for gap in kept["gaps"] for item in gap.get("would_help", ())]
    courses = [remedy["course"] for gap in kept["gaps"] for remedy in gap.get("remedies", ()) if remedy["course"]]
    needs = [*(one["need"] for one in places if one["need"]), *(gap["need"] for gap in kept["gaps"])]
    seen = Seen(connection, asker, [*(one["member"] for one in places if one["member"]), *helps], [*needs, *courses])
    relaxed = [told_place(item, seen, language) for item in kept.get("relaxed", ())]
    return {
        "project": kept["project"],
        "floor": kept["floor"] / 100,
        "takes": kept.get("takes", 1),
        "total": sum(one["score"] for one in kept["chosen"]) / 100,
        "message": _message(kept, relaxed, language),
        "team": [_chosen(one, kept, seen, language) for one in kept["chosen"]],
        "gaps": [_gap(gap, kept, seen, language) for gap in kept["gaps"]],
        "conflict": [told_place(item, seen, language) for item in kept.get("conflict", ())],
        "relaxed": relaxed,
        "advice_only": True,
    }


def _message(kept: Mapping[str, Any], relaxed: list[dict[str, Any]], language: Language) -> str:
    covered, needs = len(kept["chosen"]), len(kept["chosen"]) + len(kept["gaps"])
    aside = ASIDE.say(language, relaxed="”、“".join(item["message"] for item in relaxed)) if relaxed else ""
    total = f"{sum(one['score'] for one in kept['chosen']) / 100:.2f}"
    return aside + (PART if kept["gaps"] else ALL).say(language, needs=needs, covered=covered, total=total)


def _chosen(one: Mapping[str, Any], kept: Mapping[str, Any], seen: Seen, language: Language) -> dict[str, Any]:
    others = [item for item in kept.get("runners_up", ()) if item["need"] == one["need"]]
    return {
        "need": one["need"], "opportunity": seen.opportunity(one["need"]), "locked": one.get("locked", False),
        **seen.seat(one, language), "runners_up": [_instead(item, seen, language) for item in others],
    }  # fmt: skip


def _instead(kept: Mapping[str, Any], seen: Seen, language: Language) -> dict[str, Any]:
    """Who could stand for a need instead, and what the whole team would give up."""
    less, opens, busy = kept["gives_up"], kept["opens"], kept["busy"]
    said = [
        BUSY.say(language, need=need_name(seen, busy, language)) if busy else "",
        OPENS.say(language, opens=opens) if opens else (LESS if less > 0 else MORE if less else SAME).say(language, points=f"{abs(less) / 100:.2f}"),
    ]
    message = ("，" if language == "zh" else ", ").join(filter(None, said))
    follow = [{"need": need, "member": member} for need, member in kept["follow"]]
    told = {"gives_up": less / 100, "opens": opens, "busy": busy, "follow": follow, "message": message}
    return {**seen.seat(kept, language), **told}


def _gap(kept: Mapping[str, Any], team: Mapping[str, Any], seen: Seen, language: Language) -> dict[str, Any]:
    best, floor = kept["best"], f"{team['floor'] / 100:.2f}"
    sentence = GAP_NOBODY if best is None else GAP_TAKEN if kept["taken"] else GAP
    message = sentence.say(language, best="" if best is None else f"{best / 100:.2f}", floor=floor)
    told = {"need": kept["need"], "opportunity": seen.opportunity(kept["need"]), "best": None if best is None else best / 100}
    return {
        **told, "message": message,
        "would_help": [_help(item, floor, seen, language) for item in kept.get("would_help", ())],
        "remedies": [told_remedy(remedy, seen, language) for remedy in kept.get("remedies", ())],
    }  # fmt: skip


def _help(kept: Mapping[str, Any], floor: str, seen: Seen, language: Language) -> dict[str, Any]:
    """A change with which an open need is filled, worked out anew."""
    key, value = kept["help"], kept["value"]
    number = value / 100 if key == "floor" else value if key == "several" else None
    words = {"value": f"{number:.2f}" if key == "floor" else value, "floor": floor, "score": f"{kept['score'] / 100:.2f}"}
    message = HELPS[key].say(language, member=who(seen, kept["member"], language), **words)
    message += (STILL if kept["open"] else NONE_LEFT).say(language, open=kept["open"])
    told = {"key": key, "member": kept["member"], "to": number, "score": kept["score"] / 100, "open": kept["open"]}
    return {**told, "message": message}
