"""Whom to call: the office that keeps a record, with the telephone that its sheet names for it."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection

from data.records import Member, NeedOf, Opening, Opportunity, Service
from data.store.organisations import organisation_names

TELEPHONE = ("电话", "联系方式", "手机", "phone")
PERSON = ("联系人", "负责人", "经办人", "contact")
"""Words in the headings of further columns that name whom to call for an opportunity."""


@dataclass(frozen=True, slots=True)
class Office:
    """An organisation's name, and whom and which number it names for this record; None where it names none."""

    name: str
    person: str | None
    telephone: str | None


def offices_of(connection: Connection, sides: Iterable[Member | Opportunity]) -> dict[str, Office]:
    """The office to call for each record, by the record's id."""
    several = list(sides)
    names = organisation_names(connection, (side.organisation for side in several))
    return {side.id: office_of(side, names.get(side.organisation, "")) for side in several}


def office_of(side: Member | Opportunity, name: str) -> Office:
    """The office to call for a record that the organisation of this name keeps."""
    return Office(name, _named(side, PERSON), _named(side, TELEPHONE))


def _named(side: Member | Opportunity, words: tuple[str, ...]) -> str | None:
    """What a further column of an opportunity's sheet says; never of a member's."""
    record = side.project if isinstance(side, NeedOf) else side
    if not isinstance(record, Opening | Service) and not isinstance(side, NeedOf):
        return None
    extra = getattr(record, "extra", {})
    return next((cell for heading, cell in extra.items() if any(word in heading for word in words)), None)
