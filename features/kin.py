"""The know-how behind a skill of the taxonomy and behind a job of the classification."""

from __future__ import annotations

from functools import cache

from data.reference.occupations import occupations
from data.reference.skills import skills
from features.knowhow import found_knowhow

BY_FIELD = {
    "beauty": "hair", "breeding": "raise", "building": "build", "care": "care", "community": "mediation", "cooking": "cook",
    "driving": "driving", "ecommerce": "online", "factory": "machine", "farming": "grow", "finance": "finance", "health": "medical",
    "hospitality": "hotel", "it": "software", "logistics": "delivery", "marketing": "sell", "media": "photo", "office": "office",
    "processing": "process", "repair": "machine", "security": "guard", "teaching": "teach", "textile": "sew",
}
"""What a skill of each field stands for where its own name tells nothing nearer."""

BY_GROUP = (
    ("5-01", "grow"), ("5-02", "grow"), ("5-03", "raise"), ("5-04", "water_life"), ("5-05", "farm_expert"), ("2-03", "farm_expert"),
    ("2-05", "medical"), ("2-07", "law"), ("2-08", "teach"), ("2-06", "accounting"), ("4-03", "cook"), ("4-14", "medical"),
    ("6-01", "process"), ("6-02", "process"), ("6-05", "sew"), ("6-29", "build"), ("6-2", "machine"), ("4-01-02", "sell"), ("4-07-05", "guard"),
    ("4-10-03", "hair"), ("4-10-01", "care"), ("4-02", "driving"), ("4-12", "machine"), ("3-01", "office"), ("2-09", "show"), ("2-02", "software"),
)
"""What a job of each group stands for where its own name tells nothing nearer; the first that fits."""


@cache
def knowhow_of_skill(code: str) -> tuple[str, ...]:
    """By the skill's own name, else by its first alias that tells, else by its field."""
    skill = skills()[code]
    for name in (skill.name, *skill.aliases[:4]):
        if found := _told(name):
            return found
    return (BY_FIELD[skill.field],) if skill.field in BY_FIELD else ()


@cache
def knowhow_of_job(code: str) -> tuple[str, ...]:
    """By the job's own name, else by its group."""
    known = occupations().get(code)
    if known and (found := _told(known.name)):
        return found
    return next(((meant,) for group, meant in BY_GROUP if code.startswith(group)), ())


def _told(name: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(code for code, _, _ in found_knowhow(name)))
