"""Whether an opportunity is still open on the day on which somebody asks.

The day belongs to the question and not to either record: pools leave out what has run out, and a pair that is given
is judged here.
"""

from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np

from data.records import NeedOf, Opening, Opportunity, Service
from data.text import UNSAID, Text
from data.vocabulary import Track
from matcher.compile import EXCLUDED
from matcher.criterion import MET, UNKNOWN, UNMET, Requirement, Telling
from matcher.explanation import Explanation


def last_day(opportunity: Opportunity) -> str | None:
    """The last day on which it stands, as an ISO date; None where that was not said."""
    if isinstance(opportunity, NeedOf):
        return opportunity.need.valid_until
    return opportunity.valid_until if isinstance(opportunity, (Opening, Service)) else None


def _tell(_: Any, opportunity: Any) -> Telling:
    until = last_day(opportunity.record)
    said = Text(zh=until, en=until) if until else UNSAID
    return Telling(values={"until": said}, asked=(said,) if until else ())


OPEN = Requirement(
    key="open",
    label=Text(zh="有效期", en="still open"),
    tracks=frozenset(Track),
    member="",
    opportunity="",
    measure=lambda asked_on, until: np.where(asked_on > until, 0.0, 1.0),
    reason={
        MET: Text(zh="有效期至{until}，仍在招", en="open until {until}"),
        UNMET: Text(zh="有效期至{until}，已经过了", en="was open until {until}"),
        UNKNOWN: Text(zh="有效期至{until}", en="open until {until}"),
    },
    tell=_tell,
)


def judged_on(explanation: Explanation, opportunity: Opportunity, today: date) -> Explanation:
    """The explanation with the last day counted, where it has passed."""
    until = last_day(opportunity)
    if until is None or date.fromisoformat(until) >= today:
        return explanation
    points = {**explanation.points, f"requirement:{OPEN.key}": EXCLUDED}
    return replace(explanation, rules=(*explanation.rules, OPEN), points=points)
