"""What a place of a ranking shows of either side, whatever kind of opportunity stands there."""

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec
from sqlalchemy import Connection

from api.use_cases import masking
from api.use_cases.disclosure import Person, people_seen
from data.records import Member, NeedOf, Opportunity, PairingPlace, Record
from data.store.scope import Asker


def record_of(side: Member | Opportunity) -> Record:
    """The record that is stored: a need's project, a pairing place's member."""
    if isinstance(side, NeedOf):
        return side.project
    return side.member if isinstance(side, PairingPlace) else side


class Sight:
    """What an asker is shown of some members and opportunities: masked, but for what members agreed to."""

    def __init__(self, connection: Connection, asker: Asker, sides: Iterable[Member | Opportunity]) -> None:
        people = people_seen(connection, asker, [side.id for side in sides if isinstance(record_of(side), Member)])
        self.asker, self.people = asker, people

    @classmethod
    def of(cls, asker: Asker, people: Mapping[str, Person]) -> "Sight":
        """Where it is known already how the asker sees the members, by id."""
        sight = cls.__new__(cls)
        sight.asker, sight.people = asker, dict(people)
        return sight

    def hidden(self, side: Member | Opportunity) -> bool:
        """Whether the asker sees this side without what names its person."""
        person = self.people.get(side.id)
        return person.masked if person is not None else masking.masked(self.asker, record_of(side))

    def brief(self, side: Member | Opportunity) -> dict[str, Any]:
        """A side as a place of a ranking shows it; a need with its project's name and place around it."""
        person = self.people.get(side.id)
        told = person.fields if person is not None else masking.shown(self.asker, record_of(side), brief=True)
        if isinstance(side, NeedOf):
            plain: dict[str, Any] = msgspec.to_builtins(side.need, order="deterministic")
            return {**told, "id": side.id, "project": side.project.id, "need": plain}
        return told

    def explanation(self, told: Mapping[str, Any], sides: Iterable[Member | Opportunity]) -> dict[str, Any]:
        """An explanation without the words of those members whom the asker sees masked."""
        seen = dict(told)
        for side in sides:
            record = record_of(side)
            if isinstance(record, Member) and self.hidden(side):
                seen = masking.masked_explanation(seen, record)
        return seen
