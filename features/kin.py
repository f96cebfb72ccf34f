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


BY_MATTER = {
    "environment": "labour", "environment.walls": "art", "safety": "guard", "safety.mediation": "mediation", "safety.drowning": "swim",
    "safety.law_watch": "guard", "safety.grid": "mediation", "emergency": "emergency", "emergency.firstaid": "firstaid",
    "emergency.supplies": "driving", "care": "care", "care.meals": "cook", "care.health": "medical", "care.comfort": "psych",
    "children": "child", "children.tutoring": "tutoring", "children.classes": "teach", "children.reading": "tutoring",
    "children.advice": "tutoring", "children.student_aid": "giving", "children.protection": "teach", "handy": "machine",
    "handy.electric": "electric", "handy.appliance": "appliance", "handy.vehicle": "vehicle", "handy.hair": "hair",
    "handy.phone": "phone_repair", "handy.house": "masonry", "handy.sewing": "sew", "handy.welding": "weld",
    "handy.network": "phone_repair", "culture": "show", "culture.art": "art", "culture.sport": "sport", "culture.film": "photo", "culture.guide": "tourism",
    "festival.host": "show", "errands.translate": "english", "errands.moving": "labour", "farm.harvest": "labour",
    "farm.machines": "farm_machine", "farm.vet": "vet", "village.accounts": "accounting", "village.writing": "office",
    "advice.law": "law", "advice.accounts": "accounting", "advice.finance": "finance", "giving": "giving", "errands": "office",
    "errands.transport": "driving", "festival": "labour", "festival.kitchen": "cook", "advice": "teach", "legal": "law",
    "village": "build", "farm": "farm_expert", "liaison": "mediation",
}
"""What a matter asks for that is named by no know-how; a matter that is not here asks for what its group does."""


def knowhow_of_matter(code: str) -> tuple[str, ...]:
    """By the matter itself, else by its group."""
    meant = BY_MATTER.get(code) or BY_MATTER.get(code.partition(".")[0])
    return (meant,) if meant else ()


@cache
def knowhow_of_skill(code: str) -> tuple[str, ...]:
    """By the skill's own name, else by its field."""
    skill = skills()[code]
    return _told(skill.name) or ((BY_FIELD[skill.field],) if skill.field in BY_FIELD else ())


@cache
def knowhow_of_job(code: str) -> tuple[str, ...]:
    """By the job's own name, else by its group."""
    known = occupations().get(code)
    if known and (found := _told(known.name)):
        return found
    return next(((meant,) for group, meant in BY_GROUP if code.startswith(group)), ())


def _told(name: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(code for code, _, _ in found_knowhow(name)))
