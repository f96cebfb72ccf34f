"""An allocation as it is kept: ids, hundredths of points and reasons; nothing that names a person."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from api.use_cases.allocation_field import Field
from api.use_cases.seat_reasons import seat_reasons
from data.records import Member, Opportunity
from matcher.demand import Allocation, Condition, Demand, Placement
from matcher.engine import Matcher
from matcher.shortage import Remedy, shortage

MOST_LEFT_OUT = 200
"""So many of those without a seat are kept one by one; the others are counted."""


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


def members_shown(field: Field, found: Allocation) -> list[str]:
    """The ids of all who have a seat or stand in reserve."""
    several = [*found.placements, *(reserve for reserves in found.reserves for reserve in reserves)]
    return list(dict.fromkeys(field.ids[placement.member] for placement in several))


def kept_openings(solved: Solved, mask: NDArray[np.uint8], courses: Mapping[str, str]) -> list[dict[str, Any]]:
    """Each opportunity with its seats, its reserves, the score of its last seat, and what would fill the rest."""
    found, kept = solved.found, []
    for at, opportunity in enumerate(solved.opportunities):
        taken = sorted((p for p in found.placements if p.opportunity == at), key=lambda p: (-p.score, p.member))
        short = found.shortages[at]
        lacking = shortage(solved.matcher, opportunity, mask, courses=courses) if short else None
        bounds = solved.demand.seats[at]
        kept.append({
            "id": opportunity.id, "least": bounds.least, "most": bounds.most, "cutoff": found.cutoffs[at], "shortage": short,
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
    return {"member": identifier, "score": placement.score, "why": seat_reasons(explanation, member)}


def kept_remedy(remedy: Remedy) -> dict[str, Any]:
    """A condition that keeps members out, with its words in both languages."""
    return {
        "key": remedy.requirement.key, "kept_out": remedy.kept_out, "would_fit": remedy.would_fit, "course": remedy.course,
        "label": {"zh": remedy.requirement.label.zh, "en": remedy.requirement.label.en},
        "asked": {"zh": "、".join(text.zh for text in remedy.asked), "en": ", ".join(text.en for text in remedy.asked)},
    }  # fmt: skip


def kept_left_out(solved: Solved) -> list[dict[str, Any]]:
    """Those without a seat who came nearest to one, the best first."""
    known = [item for item in solved.found.left_out if item.opportunity is not None]
    known.sort(key=lambda item: (-(item.score or 0), item.member))
    return [
        {
            "member": solved.field.ids[item.member], "opening": solved.opportunities[item.opportunity].id,
            "score": item.score, "cutoff": item.cutoff,
        }
        for item in known[:MOST_LEFT_OUT] if item.opportunity is not None
    ]  # fmt: skip


def kept_conflict(solved: Solved, members: Sequence[str], stations: Sequence[str]) -> list[dict[str, Any]]:
    """The conditions that cannot hold together; members and stations by the numbers that the demand gave them."""

    def kept(condition: Condition) -> dict[str, Any]:
        return {
            "bound": condition.bound.value, "opening": solved.opportunities[condition.opportunity].id,
            "member": None if condition.member < 0 else members[condition.member],
            "station": None if condition.group < 0 else stations[condition.group],
            "value": None if condition.value < 0 else condition.value,
        }  # fmt: skip

    return [kept(condition) for condition in solved.found.conflict]
