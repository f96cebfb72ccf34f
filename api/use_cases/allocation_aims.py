"""What an allocation was to be best at, as it is asked for, kept and told."""

from collections.abc import Mapping, Sequence
from typing import Any

from api.schemas_runs import AllocationBody
from api.use_cases.allocation_result import Solved
from api.use_cases.checks import INVALID
from data.errors import Fault, InvalidInput
from data.text import Language, Text
from matcher.aims import Aim, Followed, Objective
from matcher.allocation_check import Verdict, told_of
from matcher.fair_share import COMPARED
from matcher.floor import Where
from matcher.stable import Asking

NO_SHARES = Text(
    zh="objective 为 total 时才能设 fair_price：稳定安排没有调整份额的余地",
    en="`fair_price` with `objective` `total` alone: a stable answer leaves no room for shares",
)
SHARE = Text(
    zh="{station}：报来{submitted}人，应得{target}个席位，得{got}个；公平份额调整{adjustment}分，不计入评分",
    en="{station}: {submitted} submitted, a fair share of {target} seats, {got} given; adjustment {adjustment}, not part of any score",
)
FLOOR = Text(
    zh="底线{floor}分：{dropped}对人选因此不作安排，{empty}个席位因此空缺",
    en="floor {floor}: it rules out {dropped} pairs and leaves {empty} seats empty",
)
FLOOR_BREAKS = Text(zh="；没有底线时，各项条件本可同时满足", en="; without it all conditions could hold together")


def aim_of(body: AllocationBody) -> Aim:
    """InvalidInput where two things are asked for that do not go together."""
    if Objective(body.objective) == Objective.STABLE and body.fair_price is not None:
        raise InvalidInput(INVALID, (Fault("$.fair_price", f"{body.fair_price:g}", NO_SHARES),))
    return Aim(
        Objective(body.objective), Asking(body.asking), _hundredths(body.floor), Where(body.floor_where), _hundredths(body.fair_price),
        give_up=_hundredths(body.give_up) or 0,
    )  # fmt: skip


def _hundredths(points: float | None) -> int | None:
    return None if points is None else round(points * 100)


def kept_aim(followed: Followed, solved: Solved, stations: Sequence[str]) -> dict[str, Any]:
    """The aim and what following it came to; stations by the numbers that the demand gave them."""
    aim, floored = followed.aim, followed.floored
    return {
        "aim": {"objective": aim.objective.value, "asking": aim.asking.value if aim.objective == Objective.STABLE else None},
        "proposals": followed.proposals,
        "floor": None if floored is None else {
            "points": aim.floor, "where": aim.where.value, "dropped": floored.dropped, "empty": floored.empty, "breaks": floored.breaks,
            "locks_below": [
                {"member": solved.field.ids[member], "opening": solved.opportunities[at].id} for member, at in floored.locks_below
            ],
        },
        "shares": [
            {
                "station": stations[share.group], "submitted": share.submitted, "target": share.target, "got": share.got,
                "adjustment": share.adjustment,
            }
            for share in followed.shares
        ],
        "total_without_shares": followed.plain,
    }  # fmt: skip


def kept_verdict(verdict: Verdict) -> dict[str, Any]:
    """All that the check by other code found, with its sentences in both languages."""
    lines = told_of(verdict)
    return {
        "certified": verdict.certified, "bound": verdict.bound, "gap": verdict.gap,
        "congestion_of_rankings": round(verdict.congestion_of_rankings, 4), "congestion": round(verdict.congestion_of_answer, 4),
        "lines": {"zh": [line.zh for line in lines], "en": [line.en for line in lines]},
    }  # fmt: skip


def told_verdict(kept: Mapping[str, Any] | None, language: Language) -> dict[str, Any] | None:
    """The same with points of two decimals and one language's sentences."""
    if kept is None:
        return None
    points = {name: None if kept[name] is None else kept[name] / 100 for name in ("bound", "gap")}
    return {**kept, **points, "lines": kept["lines"][language]}


def told_aim(kept: Mapping[str, Any], language: Language) -> dict[str, Any]:
    """The same with points of two decimals and a sentence beside each; runs kept before aims could be chosen tell none."""
    floor, plain = kept.get("floor"), kept.get("total_without_shares")
    return {
        "aim": kept.get("aim") or {"objective": Objective.TOTAL.value, "asking": None},
        "proposals": kept.get("proposals"),
        "floor": None if floor is None else {**floor, "points": floor["points"] / 100, "message": _floor(floor, language)},
        "shares": [
            {**share, "adjustment": share["adjustment"] / 100, "message": _share(share, language)} for share in kept.get("shares", [])
        ],
        "total_without_shares": None if plain is None else plain / 100,
    }


def compared(score: int, adjustment: int, language: Language) -> str:
    """A seat's score beside what it was compared at."""
    words = {"score": score, "adjustment": adjustment, "compared": score + adjustment}
    return COMPARED.say(language, **{name: f"{hundredths / 100:.2f}" for name, hundredths in words.items()})


def _floor(kept: Mapping[str, Any], language: Language) -> str:
    sentence = FLOOR.say(language, floor=f"{kept['points'] / 100:.2f}", dropped=kept["dropped"], empty=kept["empty"])
    return sentence + (FLOOR_BREAKS.say(language) if kept["breaks"] else "")


def _share(kept: Mapping[str, Any], language: Language) -> str:
    return SHARE.say(language, **{**kept, "adjustment": f"{kept['adjustment'] / 100:.2f}"})
