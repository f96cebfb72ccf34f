"""A group or a team that was kept, as whoever reads it may see it now, with its sums in fen and its terms in words."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection

from api.use_cases.allocation_words import Seen, told_remedy
from data.store.scope import Asker
from data.text import Language, Text

TERMS = {
    "share": Text(zh="要求分得至少{asked}%，至多能给{offered}%", en="wants {asked} % of the yield at least; {offered} % at most can be had"),
    "years": Text(zh="希望{asked}年内回本，项目要{offered}年", en="wants the money back within {asked} years; the project takes {offered}"),
    "guarantee": Text(zh="要求保本，谁也不能承诺", en="wants the sum guaranteed, which nobody may promise"),
    "involvement": Text(zh="参与方式与项目允许的不同", en="would take part in a way that the project does not allow"),
}
NO_TICKET = Text(zh="可出的钱不在单笔限额之内", en="the sum at hand fits no ticket that is allowed")
UNITS = {"share": 100, "years": 12}
GAP = Text(zh="没有够分的人选（最高{best}分）", en="nobody reaches the least score (the best has {best})")
GAP_TAKEN = Text(zh="合适的人已安排在别的需求（{best}分）", en="whoever fits ({best}) is wanted more for another need")
GAP_NOBODY = Text(zh="没有人选", en="no candidate at all")


def told_group(connection: Connection, asker: Asker, kept: Mapping[str, Any], language: Language) -> dict[str, Any]:
    """The group or the team as the API gives it."""
    if "team" in kept:
        return _team(connection, asker, kept["team"], language)
    one = kept["group"]
    members = [partner["member"] for group in one["groups"] for partner in group["partners"]]
    members += [*(item["member"] for item in one["outside"]), *one["unstated"]]
    seen = Seen(connection, asker, members, [one["need"]])
    groups = [_group(group, seen, language) for group in one["groups"]]
    return {
        "need": one["need"], "record": seen.opportunity(one["need"]), "considered": one["considered"], "candidates": one["candidates"],
        "sum_fen": one["sum"], "gap_fen": one["gap"], "proven": one["proven"], "yield_share": _percent(one["side"]),
        "group": groups[0] if groups else None, "runners_up": groups[1:],
        "outside": [{**seen.member(item["member"]), "terms": _terms(item["terms"], language)} for item in one["outside"]],
        "unstated": [seen.member(member) for member in one["unstated"]],
        "remedies": [told_remedy(remedy, seen, language) for remedy in one["remedies"]],
        "advice_only": True,
    }  # fmt: skip


def _group(kept: Mapping[str, Any], seen: Seen, language: Language) -> dict[str, Any]:
    """Partners with what each puts in; `fit` is the partners' score, each by the share that it holds."""
    partners = [
        {
            "amount_fen": partner["amount"], "share": _percent(partner["share"]), "yield_share": _percent(partner["yield_share"]),
            **seen.seat(partner, language),
        }
        for partner in kept["partners"]
    ]  # fmt: skip
    return {"covered_fen": kept["covered"], "fit": round(kept["fit"] / kept["covered"] / 100, 2), "partners": partners}


def _terms(kept: list[Mapping[str, Any]], language: Language) -> list[dict[str, Any]]:
    """Each term that fell outside, in words; where none did, that no ticket fits."""
    if not kept:
        return [{"key": "ticket", "message": NO_TICKET.say(language)}]
    told = []
    for term in kept:
        unit = UNITS.get(term["key"], 1)
        values = {name: f"{term[name] / unit:g}" for name in ("asked", "offered")}
        told.append({"key": term["key"], "message": TERMS[term["key"]].say(language, **values)})
    return told


def _team(connection: Connection, asker: Asker, kept: Mapping[str, Any], language: Language) -> dict[str, Any]:
    needs = [*(one["need"] for one in kept["chosen"]), *(gap["need"] for gap in kept["gaps"])]
    seen = Seen(connection, asker, [one["member"] for one in kept["chosen"]], needs)
    return {
        "project": kept["project"],
        "floor": kept["floor"] / 100,
        "team": [
            {"need": one["need"], "opportunity": seen.opportunity(one["need"]), **seen.seat(one, language)} for one in kept["chosen"]
        ],
        "gaps": [_gap(gap, seen, language) for gap in kept["gaps"]],
        "advice_only": True,
    }


def _gap(kept: Mapping[str, Any], seen: Seen, language: Language) -> dict[str, Any]:
    best = kept["best"]
    sentence = GAP_NOBODY if best is None else GAP_TAKEN if kept["taken"] else GAP
    message = sentence.say(language, best="" if best is None else f"{best / 100:.2f}")
    told = {"need": kept["need"], "opportunity": seen.opportunity(kept["need"]), "best": None if best is None else best / 100}
    return {**told, "message": message}


def _percent(hundredths: int | None) -> float | None:
    return None if hundredths is None else hundredths / 100
