"""An allocation that was kept, as whoever reads it may see it now: records masked, sentences in one language."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection

from api.use_cases.allocation_aims import compared, told_aim, told_verdict
from api.use_cases.allocation_moves import told_moves
from api.use_cases.naming import title_of
from api.use_cases.opportunities import find_opportunities
from api.use_cases.seat_reasons import told_seat
from api.use_cases.showing import Sight
from data.records import Member, Opportunity
from data.reference.latin_names import english
from data.reference.regions import full_name
from data.store.organisations import find_organisation
from data.store.repositories import Records
from data.store.scope import Asker
from data.text import Language, Text
from data.vocabulary import RecordKind
from matcher.demand import Bound

CHUNK = 500
LAST_SEAT = Text(
    zh="没有安排：最后一个席位{cutoff}分，本人{score}分", en="not placed: the last seat went at {cutoff}, this one stands at {score}"
)
ENTRY = Text(zh="，高于{entry}分即可入选", en="; from above {entry} there would be a seat")
CHANGE = Text(zh="；最近的办法：{action}，即可到{score}分", en="; nearest change: {action}, which would make it {score}")
BY_CONDITION = Text(zh="没有安排：分数够（{score}分），但名额和指定的条件不允许", en="not placed: {score} would do, but quotas and conditions do not allow it")
KEPT_OUT = Text(
    zh="{kept_out}人因“{label}”（{asked}）不能推荐；若都具备，再多{would_fit}人合适",
    en="{kept_out} are kept out by “{label}” ({asked}); were it met, {would_fit} more would fit",
)
KEPT_OUT_PLAIN = Text(
    zh="{kept_out}人因“{label}”不能推荐；若放宽，再多{would_fit}人合适",
    en="{kept_out} are kept out by “{label}”; without it, {would_fit} more would fit",
)
COURSE = Text(zh="；可先参加培训：{name}", en="; a course leads there: {name}")
COURSE_SIZED = Text(zh="；可先参加培训：{name}（{places}个名额）", en="; a course leads there: {name} ({places} places)")
FROM = Text(zh="家乡在{place}", en="those from {place}")
CONDITIONS = {
    Bound.LEAST: Text(zh="{opening}至少要{value}人", en="{opening} is to have at least {value}"),
    Bound.QUOTA_LEAST: Text(zh="{opening}至少要{group}的{value}人", en="{opening} is to have at least {value} of {group}"),
    Bound.QUOTA_MOST: Text(zh="{opening}至多要{group}的{value}人", en="{opening} may have at most {value} of {group}"),
    Bound.LOCK: Text(zh="{member}必须安排在{opening}", en="{member} must be placed at {opening}"),
    Bound.FORBID: Text(zh="{member}不得安排在{opening}", en="{member} must not be placed at {opening}"),
}


class Seen:
    """The members and opportunities of a run that the asker may see at this moment."""

    def __init__(self, connection: Connection, asker: Asker, members: Iterable[str], opportunities: Iterable[str]) -> None:
        self.members: dict[str, Member] = {}
        wanted, records = list(dict.fromkeys(members)), Records(connection, asker, RecordKind.MEMBER)
        for start in range(0, len(wanted), CHUNK):
            stored = records.several(wanted[start : start + CHUNK])
            self.members.update({key: one.record for key, one in stored.items()})  # type: ignore[misc]
        self.opportunities: dict[str, Opportunity] = find_opportunities(connection, asker, dict.fromkeys(opportunities))
        self.sight = Sight(connection, asker, [*self.members.values(), *self.opportunities.values()])

    def member(self, identifier: str) -> dict[str, Any]:
        """Who it is; without a record where the asker may no longer see the member."""
        record = self.members.get(identifier)
        if record is None:
            return {"member": identifier, "masked": True, "record": None}
        return {"member": identifier, "masked": self.sight.hidden(record), "record": self.sight.brief(record)}

    def seat(self, kept: Mapping[str, Any], language: Language) -> dict[str, Any]:
        """A seat with its reasons; these go where the record does."""
        who = self.member(kept["member"])
        if who["record"] is None:
            return {**who, "score": kept["score"] / 100, "band": None, "subtotals": {}, "reasons": []}
        return {**who, **told_seat(dict(kept), language), **_compared(kept, language)}

    def opportunity(self, identifier: str) -> dict[str, Any] | None:
        """An opportunity as a place of a ranking shows it."""
        found = self.opportunities.get(identifier)
        return None if found is None else self.sight.brief(found)


def told_allocation(connection: Connection, asker: Asker, kept: Mapping[str, Any], language: Language) -> dict[str, Any]:
    """The allocation as the API gives it; points with two decimals."""
    seats = [seat["member"] for one in kept["openings"] for seat in (*one["seats"], *one["reserves"])]
    courses = [remedy["course"] for one in kept["openings"] for remedy in one["remedies"] if remedy["course"]]
    moved = [one[side] for one in kept.get("moves", []) for side in ("member", "leaver", "heir") if one[side]]
    conditions = [*kept["conflict"], *kept.get("missed", ())]
    named = [one["member"] for one in conditions if one["member"]]
    members = [*seats, *(item["member"] for item in kept["left_out"]), *moved, *named]
    seen = Seen(connection, asker, members, [*(one["id"] for one in kept["openings"]), *courses])
    return {
        **{name: kept[name] for name in ("track", "scorecard", "considered", "candidates", "exact")},
        "gap": _points(kept.get("gap")),
        "total": kept["total"] / 100,
        "openings": [_opening(one, seen, language) for one in kept["openings"]],
        "left_out_count": kept["left_out_count"],
        "left_out": [_left_out(item, seen, language) for item in kept["left_out"]],
        "conflict": [{**item, "message": _condition(connection, item, seen, language)} for item in kept["conflict"]],
        "missed": [{**item, "message": _condition(connection, item, seen, language)} for item in kept.get("missed", [])],
        **told_aim(kept, language),
        **told_moves(kept, seen.members, seen.opportunities, language),
        "check": {**kept["check"], "total": kept["check"]["total"] / 100},
        "verified": told_verdict(kept.get("verified"), language),
        "advice_only": True,
    }


def _opening(one: Mapping[str, Any], seen: Seen, language: Language) -> dict[str, Any]:
    return {
        **{name: one[name] for name in ("id", "least", "most", "shortage", "fitting")},
        "taken": one.get("taken", 0),
        "record": seen.opportunity(one["id"]),
        "cutoff": _points(one["cutoff"]),
        "price": _points(one.get("price")),
        "entry": _points(one.get("entry")),
        "seats": [seen.seat(seat, language) for seat in one["seats"]],
        "reserves": [seen.seat(seat, language) for seat in one["reserves"]],
        "remedies": [told_remedy(remedy, seen, language) for remedy in one["remedies"]],
    }


def told_remedy(kept: Mapping[str, Any], seen: Seen, language: Language) -> dict[str, Any]:
    """A condition that keeps members out, and what would help."""
    label, asked = kept["label"][language], kept["asked"][language]
    words = {"label": label, "asked": asked, "kept_out": kept["kept_out"], "would_fit": kept["would_fit"]}
    message = (KEPT_OUT if asked else KEPT_OUT_PLAIN).say(language, **words)
    course = seen.opportunities.get(kept["course"] or "")
    if course is not None:
        places = getattr(course, "headcount", None)
        sentence = COURSE_SIZED if places else COURSE
        message += sentence.say(language, name=getattr(course, "name", ""), places=places)
    told = {name: kept[name] for name in ("key", "kept_out", "would_fit")}
    return {**told, "label": label, "asked": asked, "service": None if course is None else course.id, "message": message}


def _left_out(kept: Mapping[str, Any], seen: Seen, language: Language) -> dict[str, Any]:
    score, cutoff = kept["score"], kept["cutoff"]
    beaten = cutoff is not None and cutoff >= score
    message = LAST_SEAT if beaten else BY_CONDITION
    words = {"score": f"{score / 100:.2f}", "cutoff": "" if cutoff is None else f"{cutoff / 100:.2f}"}
    told = {"opening": kept["opening"], "score": score / 100, "cutoff": _points(cutoff), "entry": _points(kept.get("entry")), "message": message.say(language, **words)}
    entry = kept.get("entry")
    if beaten and entry is not None and entry < cutoff:
        told["message"] += ENTRY.say(language, entry=f"{entry / 100:.2f}")
    who = seen.member(kept["member"])
    change = kept.get("change") if who["record"] is not None else None
    if change is not None:
        told["message"] += CHANGE.say(language, action=change["action"][language], score=f"{change['score'] / 100:.2f}")
    return {**who, **told, "change": None if change is None else {"action": change["action"][language], "score": change["score"] / 100}}


def _compared(kept: Mapping[str, Any], language: Language) -> dict[str, Any]:
    """Where shares are to be fair: what was added to the score when it was compared, never mixed into it."""
    adjustment = kept.get("adjustment")
    if adjustment is None:
        return {}
    return {"adjustment": adjustment / 100, "compared": compared(kept["score"], adjustment, language)}


def _condition(connection: Connection, kept: Mapping[str, Any], seen: Seen, language: Language) -> str:
    """A condition with its opening, member and group as people call them; by the id whom the reader may not see."""
    opening, member = seen.opportunities.get(kept["opening"]), seen.members.get(kept["member"] or "")
    station = find_organisation(connection, kept["station"]) if kept["station"] else None
    place = kept.get("hometown")
    words = {
        "opening": kept["opening"] if opening is None else title_of(opening, language),
        "member": kept["member"] if member is None else title_of(member, language),
        "group": (kept["station"] if station is None else station.name) if place is None else FROM.say(language, place=Text(full_name(place), english(place))),
        "value": kept["value"],
    }
    return CONDITIONS[Bound(kept["bound"])].say(language, **words)


def _points(hundredths: int | None) -> float | None:
    return None if hundredths is None else hundredths / 100
