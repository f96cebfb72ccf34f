"""What members agreed to have shown: fields of a masked member that an asker sees all the same."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import msgspec
from sqlalchemy import Connection

from api.schemas import SHOWN
from api.use_cases import masking
from data.records import Member
from data.store.consents import disclosed
from data.store.repositories import Records
from data.store.scope import Asker, operator
from data.vocabulary import RecordKind

DISCLOSABLE = tuple(name for name in SHOWN[RecordKind.MEMBER] if name not in ("organisation", "cells", "extra"))
"""The fields that a disclosure may name; cells and extra hold whole rows as they were written."""


@dataclass(frozen=True, slots=True)
class Person:
    """A member as an asker sees them."""

    member: Member
    masked: bool
    fields: dict[str, Any]


def with_disclosed(told: dict[str, Any], member: Member, fields: Iterable[str]) -> dict[str, Any]:
    """A masked member as told, with exactly the fields that were agreed to."""
    agreed = set(fields)
    whole = {name: getattr(member, name) for name in DISCLOSABLE if name in agreed}
    return {**told, **msgspec.to_builtins(whole, order="deterministic")} if whole else told


def person_seen(asker: Asker, member: Member, agreed: frozenset[str] | None, fields: Iterable[str]) -> Person:
    """A member as the asker sees them: `agreed` is what a case opens, `fields` those that the member disclosed."""
    told = masking.shown(asker, member, brief=True, agreed=agreed)
    hidden = masking.masked(asker, member, agreed)
    return Person(member, hidden, with_disclosed(told, member, fields) if hidden else told)


def people_seen(connection: Connection, asker: Asker, identifiers: Iterable[str]) -> dict[str, Person]:
    """The members among these whom the asker may see at all: its own, and those whose live consent reaches it."""
    wanted = sorted(set(identifiers))
    fields = disclosed(connection, asker, wanted)
    seen = Records(connection, asker, RecordKind.MEMBER).several(wanted)
    more = [identifier for identifier in fields if identifier not in seen]
    seen |= Records(connection, operator(), RecordKind.MEMBER).several(more)
    found = {}
    for identifier, stored in seen.items():
        member = stored.record
        assert isinstance(member, Member)
        found[identifier] = person_seen(asker, member, stored.agreed, fields.get(identifier, ()))
    return found
