"""An allocation as it is kept: ids, hundredths of points and reasons; nothing that names a person."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from api.use_cases.allocation_field import Field
from api.use_cases.allocation_groups import HOMETOWN, STATION, Groups
from api.use_cases.masking import own_words, scrubbed, unquoted
from api.use_cases.progress import Tell, each, untold
from api.use_cases.seat_reasons import LANGUAGES, seat_reasons
from data.records import Member, Opportunity
from matcher.demand import Allocation, Condition, Demand, LeftOut, Placement
from matcher.engine import Matcher
from matcher.explanation import say
from matcher.shortage import Remedy, shortage

MOST_LEFT_OUT, MOST_CHANGES = 200, 40
"""So many of those without a seat are kept one by one, and so many of them with what would bring them a seat."""


@dataclass(frozen=True, slots=True)
class Solved:
    """An allocation with all that is needed to tell it."""

    matcher: Matcher
    opportunities: Sequence[Opportunity]
    field: Field
    demand: Demand
    found: Allocation
    records: Mapping[str, Member]
    """Those of the members who are to be shown, by id."""
    adjustments: Mapping[int, int]
    """What was added to the scores of each group's members when they were compared, where shares are to be fair."""
    taken: Mapping[str, int]
    """How many seats of an opportunity somebody has already."""

    def adjustment(self, member: int) -> int | None:
        """What was added for one member, in hundredths; None where shares play no part."""
        return self.adjustments.get(self.demand.group_of(member), 0) if self.adjustments else None


def members_shown(field: Field, found: Allocation) -> list[str]:
    """The ids of all who have a seat or stand in reserve, and of those without one who came nearest to it."""
    several: list[Placement | LeftOut] = [*found.placements, *(reserve for reserves in found.reserves for reserve in reserves), *nearest(found)[:MOST_CHANGES]]
    return list(dict.fromkeys(field.ids[one.member] for one in several))


def nearest(found: Allocation) -> list[LeftOut]:
    """Those without a seat for whom there was one, the best score first."""
    known = [item for item in found.left_out if item.opportunity is not None]
    return sorted(known, key=lambda item: (-(item.score or 0), item.member))


def kept_openings(
    solved: Solved, mask: NDArray[np.uint8], courses: Mapping[str, str], tell: Tell = untold
) -> list[dict[str, Any]]:
    """Each opportunity with its seats, its reserves, the score of its last seat, and what would fill the rest."""
    found, kept = solved.found, []
    for at, opportunity in enumerate(each(tell, "reasons", solved.opportunities, 0.6, 0.95)):
        taken = sorted((p for p in found.placements if p.opportunity == at), key=lambda p: (-p.score, p.member))
        short = found.shortages[at]
        lacking = shortage(solved.matcher, opportunity, mask, courses=courses) if short else None
        bounds = solved.demand.seats[at]
        kept.append({
            "id": opportunity.id, "least": bounds.least, "most": bounds.most, "taken": solved.taken.get(opportunity.id, 0), "cutoff": found.cutoffs[at], "shortage": short,
            "price": None if found.prices is None else found.prices[at], "entry": entry_at(found, at),
            "fitting": None if lacking is None else lacking.fitting,
            "seats": [_seat(solved, placement) for placement in taken],
            "reserves": [_seat(solved, placement) for placement in found.reserves[at]],
            "remedies": [] if lacking is None else [kept_remedy(remedy) for remedy in lacking.remedies],
        })  # fmt: skip
    return kept


def _seat(solved: Solved, placement: Placement) -> dict[str, Any]:
    at, row = placement.opportunity, solved.field.rows[placement.member]
    identifier = solved.field.ids[placement.member]
    member = solved.records.get(identifier)
    explanation = None if member is None else solved.matcher.explain_place(solved.field.asked[at], row, member)
    return {
        "member": identifier, "score": placement.score, "adjustment": solved.adjustment(placement.member),
        "why": seat_reasons(explanation, member),
    }  # fmt: skip


def kept_remedy(remedy: Remedy) -> dict[str, Any]:
    """A condition that keeps members out, with its words in both languages."""
    return {
        "key": remedy.requirement.key, "kept_out": remedy.kept_out, "would_fit": remedy.would_fit, "course": remedy.course,
        "label": {"zh": remedy.requirement.label.zh, "en": remedy.requirement.label.en},
        "asked": {"zh": "、".join(text.zh for text in remedy.asked), "en": ", ".join(text.en for text in remedy.asked)},
    }  # fmt: skip


def entry_at(found: Allocation, at: int) -> int | None:
    """The score above which whoever is left out would have a seat there; None where that is not known."""
    entry = None if found.entries is None else found.entries[at]
    return entry if entry is not None and entry >= 0 else None


def kept_left_out(solved: Solved) -> list[dict[str, Any]]:
    """Those without a seat who came nearest to one, the best first, a few with the change that would bring it."""
    return [
        {
            "member": solved.field.ids[item.member], "opening": solved.opportunities[item.opportunity].id,
            "score": item.score, "cutoff": item.cutoff, "entry": entry_at(solved.found, item.opportunity), "change": _change(solved, item) if at < MOST_CHANGES else None,
        }
        for at, item in enumerate(nearest(solved.found)[:MOST_LEFT_OUT]) if item.opportunity is not None
    ]  # fmt: skip


def _change(solved: Solved, item: LeftOut) -> dict[str, Any] | None:
    """The smallest thing the member could do after which there would be a seat, in both languages."""
    member = solved.records.get(solved.field.ids[item.member])
    if item.opportunity is None or item.cutoff is None or member is None:
        return None
    entry = entry_at(solved.found, item.opportunity)
    hurdle = item.cutoff if entry is None else entry
    explained = solved.matcher.explain_place(solved.field.asked[item.opportunity], solved.field.rows[item.member], member, deep=True)
    enough = [one for one in explained.would_change if one.eligible and one.score > hurdle]
    if not enough:
        return None
    least = min(enough, key=lambda one: one.score)
    words = {language: say(least.change.action, least.change.values, language) for language in LANGUAGES}
    told: dict[str, Any] = scrubbed({"score": least.score, "action": unquoted(words, own_words(member))}, member)
    return told


def kept_conditions(
    solved: Solved, conditions: Sequence[Condition], members: Sequence[str], groups: Groups
) -> list[dict[str, Any]]:
    """Conditions that cannot hold together or are missed; members and groups by the numbers that the demand gave them."""

    def kept(condition: Condition) -> dict[str, Any]:
        return {
            "bound": condition.bound.value, "opening": solved.opportunities[condition.opportunity].id,
            "member": None if condition.member < 0 else members[condition.member],
            "station": _group(condition, groups, STATION), "hometown": _group(condition, groups, HOMETOWN),
            "value": None if condition.value < 0 else condition.value,
        }  # fmt: skip

    return [kept(condition) for condition in conditions]


def _group(condition: Condition, groups: Groups, kind: str) -> str | None:
    return groups.names[condition.group] if condition.group >= 0 and groups.kind == kind else None
