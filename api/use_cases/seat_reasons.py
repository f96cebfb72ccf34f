"""Why somebody has a seat, short enough to stand beside a hundred others: the score, its parts, the first reasons."""

from typing import Any

from api.use_cases.masking import own_words, scrubbed, unquoted
from data.records import Member
from data.text import Language
from matcher.criterion import UNKNOWN
from matcher.explanation import Explanation, say

REASONS = 3
LANGUAGES: tuple[Language, Language] = ("zh", "en")


def seat_reasons(explanation: Explanation | None, member: Member | None) -> dict[str, Any]:
    """What is kept of an explanation, in both languages: nothing by which the member could be known.

    Without a record, which somebody may have closed meanwhile, there is nothing to tell.
    """
    if explanation is None or member is None:
        return {"band": None, "subtotals": {}, "reasons": {language: [] for language in LANGUAGES}}
    known = [row for row in explanation.criteria if row.status != UNKNOWN]
    known.sort(key=lambda row: (row.entry.baseline - row.points, row.entry.key))
    reasons = {
        language: [f"{row.criterion.label.say(language)}: {say(*row.reason, language)}" for row in known[:REASONS]]
        for language in LANGUAGES
    }
    told = {"band": explanation.band, "subtotals": explanation.subtotals(), "reasons": unquoted(reasons, own_words(member))}
    found: dict[str, Any] = scrubbed(told, member)
    return found


def told_seat(seat: dict[str, Any], language: Language) -> dict[str, Any]:
    """A kept seat's score and reasons as the API gives them."""
    return {
        "score": seat["score"] / 100,
        "band": seat["why"]["band"],
        "subtotals": {group: points / 100 for group, points in seat["why"]["subtotals"].items()},
        "reasons": seat["why"]["reasons"][language],
    }
