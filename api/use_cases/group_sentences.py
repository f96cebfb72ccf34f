"""How conditions of a group and of a team, what would ease them, and sums are said in both languages."""

from collections.abc import Mapping
from typing import Any

from api.use_cases.allocation_words import Seen
from api.use_cases.naming import NUMBERED, masked_name
from data.text import Language, Text
from data.vocabulary import NEED_LABELS

FEN, WHOLE = 100, 100
WAN = 10_000
TERMS = {
    "share": Text(zh="要求分得至少{asked}%，至多能给{offered}%", en="wants {asked} % of the yield at least; {offered} % at most can be had"),
    "years": Text(zh="希望{asked}年内回本，项目要{offered}年", en="wants the money back within {asked} years; the project takes {offered}"),
    "guarantee": Text(zh="要求保本，谁也不能承诺", en="wants the sum guaranteed, which nobody may promise"),
    "involvement": Text(zh="参与方式与项目允许的不同", en="would take part in a way that the project does not allow"),
}
UNITS = {"share": 100, "years": 12}
CONDITIONS = {
    "lock_least": Text(zh="{member}至少出{money}", en="{member} puts in at least {money}"),
    "lock_most": Text(zh="{member}至多出{money}", en="{member} puts in at most {money}"),
    "least_partners": Text(zh="至少{value}个出资人", en="at least {value} partners"),
    "most_partners": Text(zh="至多{value}个出资人", en="at most {value} partners"),
    "concentration": Text(zh="一人至多占{percent}%", en="nobody holds more than {percent} %"),
    "excluded": Text(zh="{member}不参加", en="{member} stays out"),
    "lock": Text(zh="{member}必须参加", en="{member} must be in"),
    "terms": Text(zh="{member}提的条件要在可谈的范围之内", en="the terms of {member} must lie within what may be talked about"),
    "most_ticket": Text(zh="单笔至多{money}", en="no ticket above {money}"),
    "least_ticket": Text(zh="单笔至少{money}", en="no ticket below {money}"),
}
PLACES = {
    "takes": Text(zh="一人至多承担{value}项需求", en="nobody stands for more than {value} of the needs"),
    "excluded": Text(zh="{need}不安排{member}", en="{member} does not stand for {need}"),
    "lock": Text(zh="{need}由{member}承担", en="{member} stands for {need}"),
}
BECAUSE = {
    "own": Text(zh="（本人可出{money}）", en=" (who can put in {money})"),
    "unstated": Text(zh="（没说可以出多少钱）", en=" (who has not said how much)"),
    "intent": Text(zh="（没有说过愿意参加这一类）", en=" (never said that they would take part in this)"),
    "unseen": Text(zh="（现在没有可见的登记）", en=" (no record to be seen now)"),
    "requirement": Text(zh="（不符合“{label}”）", en=" (“{label}” is not met)"),
    "term": Text(zh="（{term}）", en=" ({term})"),
}
EASED = {
    "most_partners": Text(zh="出资人从至多{was}个放到{now}个", en="{now} partners at most instead of {was}"),
    "concentration": Text(zh="一人占比上限从{was}%放到{now}%", en="{now} % for one at most instead of {was} %"),
    "least_ticket": Text(zh="单笔最低出资从{was}降到{now}", en="a least ticket of {now} instead of {was}"),
    "most_ticket": Text(zh="单笔最高出资从{was}放到{now}", en="a largest ticket of {now} instead of {was}"),
    "tolerances.share": Text(zh="分成可谈的差距从{was}个百分点放到{now}个百分点", en="talking about {now} percentage points of the yield instead of {was}"),
    "tolerances.years": Text(zh="回本可谈的差距从{was}年放到{now}年", en="talking about {now} years of waiting instead of {was}"),
    "tolerances.involvement": Text(zh="参与方式也可以谈", en="talking about how they take part"),
    "k": Text(zh="人选从{was}名看到{now}名", en="looking at {now} candidates instead of {was}"),
}
MONEY = ("least_ticket", "most_ticket")
NEED_OF = Text(zh="{project}（{need}）", en="{project} ({need})")
ADDS = Text(zh="，多{adds}人可参加", en=": {adds} more could join")
THEN_ALL = Text(zh="，就能凑齐{covered}", en="; that covers all {covered}")
THEN_PART = Text(zh="，能凑到{covered}，还差{gap}", en="; that covers {covered}, {gap} short")


def told_term(kept: Mapping[str, Any], language: Language) -> str:
    """A term that fell outside, in words."""
    unit = UNITS.get(kept["key"], 1)
    values = {name: f"{kept[name] / unit:g}" for name in ("asked", "offered")}
    return TERMS[kept["key"]].say(language, **values)


def told_condition(kept: Mapping[str, Any], seen: Seen, language: Language) -> dict[str, Any]:
    """A condition of a group with whom it speaks of, and why it cannot hold where that is the member's own."""
    member, value = kept["member"], kept["value"]
    words = {
        "member": member and who(seen, member, language), "value": value,
        "money": money(value or 0, language), "percent": f"{(value or 0) / 100:g}",
    }  # fmt: skip
    message = CONDITIONS[kept["bound"]].say(language, **words) + because(kept, seen, language)
    return {"bound": kept["bound"], "member": member, "value": value, "message": message}


def told_place(kept: Mapping[str, Any], seen: Seen, language: Language) -> dict[str, Any]:
    """A condition of a team, likewise."""
    member, need = kept["member"], kept["need"]
    words = {
        "member": member and who(seen, member, language), "value": kept["value"], "need": need and need_name(seen, need, language),
    }
    message = PLACES[kept["bound"]].say(language, **words) + because(kept, seen, language)
    return {"bound": kept["bound"], "need": need, "member": member, "value": kept["value"], "message": message}


def because(kept: Mapping[str, Any], seen: Seen, language: Language) -> str:
    """What of a member's own stands against a condition; nothing where the member is no longer seen."""
    why = kept["why"]
    if not why or (why["because"] != "unseen" and kept["member"] not in seen.members):
        return ""
    label = why.get("label", {}).get(language, "")
    term = told_term(why, language) if why["because"] == "term" else ""
    return BECAUSE[why["because"]].say(language, money=money(why.get("sum", 0), language), label=label, term=term)


def told_help(kept: Mapping[str, Any], language: Language) -> dict[str, Any]:
    """A limit that could be eased, and what a group then covers: worked out, not guessed."""
    key = kept["key"]
    was, now = (_value(key, kept[name] or 0, language) for name in ("was", "value"))
    message = EASED[key].say(language, was=was, now=now)
    message += ADDS.say(language, adds=kept["adds"]) if kept["adds"] > 0 else ""
    sums = {"covered": money(kept["covered"], language), "gap": money(kept["gap"], language)}
    message += (THEN_PART if kept["gap"] else THEN_ALL).say(language, **sums)
    told = {"key": key, "from": kept["was"], "to": kept["value"], "adds": kept["adds"]}
    return {**told, "covered_fen": kept["covered"], "gap_fen": kept["gap"], "message": message}


def who(seen: Seen, identifier: str, language: Language) -> str:
    """A member in a sentence: as others are shown one, by the id where no name may be seen."""
    record = seen.member(identifier)["record"]
    if record is None or not record.get("name"):
        return identifier
    return NUMBERED.say(language, name=masked_name(record["name"]), number=record.get("number", ""))


def need_name(seen: Seen, identifier: str, language: Language) -> str:
    """A need in a sentence: by its kind where it goes by that, with the project's name; else the id."""
    record, own = seen.opportunity(identifier), identifier.partition(".")[2]
    if record is None or not record.get("name"):
        return identifier
    kind = next((label.say(language) for kind, label in NEED_LABELS.items() if kind.value == own), own)
    return NEED_OF.say(language, project=record["name"], need=kind)


def money(fen: int, language: Language) -> str:
    """Fen in a sentence: in 万 where that is shorter and exact, else with every digit."""
    yuan = fen / FEN
    if language == "zh" and yuan >= WAN and fen % (FEN * WAN // 100) == 0:
        return f"{yuan / WAN:g}万元" if len(f"{yuan / WAN:g}") <= 6 else exact_yuan(fen) + "元"
    return exact_yuan(fen) + ("元" if language == "zh" else " yuan")


def exact_yuan(fen: int) -> str:
    """Yuan with every digit, fen only where there are any."""
    whole, rest = divmod(fen, FEN)
    return f"{whole:,}.{rest:02d}" if rest else f"{whole:,}"


def _value(key: str, value: float, language: Language) -> str:
    return money(round(value * FEN), language) if key in MONEY else f"{value:g}"
