"""A group that was kept, as whoever reads it may see it now, with its sums in fen and its reasons in words."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from sqlalchemy import Connection

from api.use_cases.allocation_words import Seen, told_remedy
from api.use_cases.group_sentences import exact_yuan, money, told_condition, told_help, told_term, who
from api.use_cases.team_words import told_team
from data.fen import shared_out
from data.store.scope import Asker
from data.text import Language, Text

NO_TICKET = Text(zh="可出的钱不在单笔限额之内", en="the sum at hand fits no ticket that is allowed")
AMOUNTS = {
    "locked": Text(zh="按指定的钱数", en="as it was settled"),
    "own": Text(zh="出到本人可出的上限", en="all that the member can put in"),
    "most_ticket": Text(zh="出到单笔上限", en="as much as one ticket may be"),
    "concentration": Text(zh="出到一人占比的上限", en="as much as one may hold"),
    "least_ticket": Text(zh="只出单笔最低的数", en="the least that a ticket may be"),
    "rest": Text(zh="凑齐剩下的数", en="what was left to be covered"),
}
ARITHMETIC = Text(zh="{score}分 × {amount}元 ÷ {covered}元 = {part}分", en="{score} × {amount} ÷ {covered} yuan = {part}")
FORMULA = Text(zh="合适程度 = 各人得分按出资多少平均：{sum} = {fit}分", en="fit = everyone's score, weighed by what each puts in: {sum} = {fit}")
ALL = Text(zh="{sum}可以凑齐", en="{sum} can be covered")
SHORT = Text(zh="最多能凑到{covered}，还差{gap}", en="{covered} at most can be covered, {gap} short")
SHORT_SO_FAR = Text(zh="找到的组合最多凑到{covered}，还差{gap}", en="{covered} is the most that was found, {gap} short")
NOBODY = Text(zh="没有能出资的人选，{sum}还没有着落", en="nobody can join: {sum} stay uncovered")
PROVEN = Text(zh="；已核对，没有更好的组合", en="; no group is better, as was checked")
UNPROVEN = Text(zh="；人选太多，未能证明没有更好的组合", en="; too many candidates to prove that no group is better")
AT_MOST = Text(zh="（再好也不超过{at_most}分）", en=" (none can reach more than {at_most})")
ASIDE = Text(zh="指定的条件不能同时满足；不再要求“{relaxed}”以后：", en="what was settled cannot all hold; leaving aside “{relaxed}”: ")
SAME_PEOPLE_LESS = Text(zh="{leaves}不参加", en="{leaves} out")
JOINS = Text(zh="{joins}参加", en="{joins} in")
LESS_FIT = Text(zh="合适程度低{fit}分", en="{fit} points less fit")
MORE_FIT = Text(zh="合适程度高{fit}分", en="{fit} points more fit")
SAME_FIT = Text(zh="合适程度相同", en="the same fit")
LESS_COVERED = Text(zh="少凑{covered}", en="{covered} less covered")


def told_group(connection: Connection, asker: Asker, kept: Mapping[str, Any], language: Language) -> dict[str, Any]:
    """The group or the team as the API gives it."""
    if "team" in kept:
        return told_team(connection, asker, kept["team"], language)
    one = kept["group"]
    conditions = [*one.get("conflict", ()), *one.get("relaxed", ())]
    members = [partner["member"] for group in one["groups"] for partner in group["partners"]]
    members += [*(item["member"] for item in one["outside"]), *one["unstated"], *(item["member"] for item in conditions if item["member"])]
    seen = Seen(connection, asker, members, [one["need"]])
    groups = [_group(group, seen, language) for group in one["groups"]]
    relaxed = [told_condition(item, seen, language) for item in one.get("relaxed", ())]
    return {
        "need": one["need"], "record": seen.opportunity(one["need"]), "considered": one["considered"], "candidates": one["candidates"],
        "possible": one.get("possible"), "sum_fen": one["sum"], "gap_fen": one["gap"], "proven": one["proven"],
        "fit_at_most": _at_most(one), "yield_share": _percent(one["side"]),
        "message": _message(one, relaxed, language),
        "group": groups[0] if groups else None,
        "runners_up": [{**group, "gives_up": _gives_up(group, groups[0], seen, language)} for group in groups[1:]],
        "outside": [{**seen.member(item["member"]), "terms": _terms(item["terms"], language)} for item in one["outside"]],
        "unstated": [seen.member(member) for member in one["unstated"]],
        "remedies": [told_remedy(remedy, seen, language) for remedy in one["remedies"]],
        "would_help": [told_help(item, language) for item in one.get("would_help", ())],
        "conflict": [told_condition(item, seen, language) for item in one.get("conflict", ())],
        "relaxed": relaxed,
        "advice_only": True,
    }  # fmt: skip


def _message(kept: Mapping[str, Any], relaxed: list[dict[str, Any]], language: Language) -> str:
    """What came out, in one sentence."""
    covered = kept["sum"] - kept["gap"]
    words = {"sum": money(kept["sum"], language), "covered": money(covered, language), "gap": money(kept["gap"], language)}
    sentence = NOBODY if not covered else ALL if not kept["gap"] else SHORT if kept["proven"] else SHORT_SO_FAR
    aside = ASIDE.say(language, relaxed="”、“".join(item["message"] for item in relaxed)) if relaxed else ""
    at_most = _at_most(kept)
    bound = "" if at_most is None else AT_MOST.say(language, at_most=f"{at_most:.2f}")
    told = PROVEN if kept["proven"] else UNPROVEN
    return aside + sentence.say(language, **words) + (told.say(language) + bound if covered else "")


def _at_most(kept: Mapping[str, Any]) -> float | None:
    at_most = kept.get("at_most")
    return None if at_most is None else round(Fraction(at_most, kept["sum"])) / 100


def _group(kept: Mapping[str, Any], seen: Seen, language: Language) -> dict[str, Any]:
    """Partners with what each puts in; `fit` is the partners' score, each by the share that it holds."""
    fit = round(Fraction(kept["fit"], kept["covered"]))
    parts = shared_out(fit, [partner["score"] * partner["amount"] for partner in kept["partners"]])
    partners = [
        {
            "amount_fen": partner["amount"], "share": _percent(partner["share"]), "yield_share": _percent(partner["yield_share"]),
            **_amount(partner, language), **_part(partner, part, kept["covered"], language), **seen.seat(partner, language),
        }
        for partner, part in zip(kept["partners"], parts, strict=True)
    ]  # fmt: skip
    formula = FORMULA.say(language, sum=" + ".join(f"{part / 100:.2f}" for part in parts), fit=f"{fit / 100:.2f}")
    return {"covered_fen": kept["covered"], "fit": fit / 100, "fit_formula": formula, "partners": partners}


def _amount(partner: Mapping[str, Any], language: Language) -> dict[str, Any]:
    """Within which limits an amount lies, at which of them it stands, and whether its place was settled."""
    if "limit" not in partner:
        return {"locked": False}
    return {
        "locked": partner["locked"], "least_fen": partner["least"], "most_fen": partner["most"],
        "limit": partner["limit"], "amount_reason": AMOUNTS[partner["limit"]].say(language),
    }  # fmt: skip


def _part(partner: Mapping[str, Any], part: int, covered: int, language: Language) -> dict[str, Any]:
    """What one partner adds to the fit of the whole, worked out before the clerk's eyes; the parts add up to it."""
    words = {"score": f"{partner['score'] / 100:.2f}", "part": f"{part / 100:.2f}"}
    arithmetic = ARITHMETIC.say(language, amount=exact_yuan(partner["amount"]), covered=exact_yuan(covered), **words)
    return {"fit_part": part / 100, "arithmetic": arithmetic}


def _gives_up(other: Mapping[str, Any], best: Mapping[str, Any], seen: Seen, language: Language) -> dict[str, Any]:
    """Who leaves and who joins against the best group, and what that costs."""
    now, then = ([partner["member"] for partner in group["partners"]] for group in (best, other))
    leaves, joins = [one for one in now if one not in then], [one for one in then if one not in now]
    fit = round(best["fit"] * 100) - round(other["fit"] * 100)
    covered = best["covered_fen"] - other["covered_fen"]
    said = [
        SAME_PEOPLE_LESS.say(language, leaves=_names(leaves, seen, language)) if leaves else "",
        JOINS.say(language, joins=_names(joins, seen, language)) if joins else "",
        LESS_COVERED.say(language, covered=money(covered, language)) if covered else "",
        (LESS_FIT if fit > 0 else MORE_FIT if fit < 0 else SAME_FIT).say(language, fit=f"{abs(fit) / 100:.2f}"),
    ]
    message = ("，" if language == "zh" else ", ").join(filter(None, said))
    return {"leaves": leaves, "joins": joins, "covered_fen": covered, "fit": fit / 100, "message": message}


def _names(members: list[str], seen: Seen, language: Language) -> str:
    return ("、" if language == "zh" else ", ").join(who(seen, member, language) for member in members)


def _terms(kept: list[Mapping[str, Any]], language: Language) -> list[dict[str, Any]]:
    """Each term that fell outside, in words; where none did, that no ticket fits."""
    if not kept:
        return [{"key": "ticket", "message": NO_TICKET.say(language)}]
    return [{"key": term["key"], "message": told_term(term, language)} for term in kept]


def _percent(hundredths: int | None) -> float | None:
    return None if hundredths is None else hundredths / 100
