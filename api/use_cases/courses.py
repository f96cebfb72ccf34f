"""Open training services, by the certificates and skills to which they lead: what a suggested change can point at."""

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache

from sqlalchemy import Connection

from data.records import Service
from data.store.repositories import Records
from data.store.scope import Asker
from data.vocabulary import RecordKind, ServiceKind
from features.profiles.service import service_profile
from matcher.explanation import Explanation


def with_courses(connection: Connection, asker: Asker, explanation: Explanation) -> Explanation:
    """The explanation with a course beside every change that an open training service leads to."""
    if not any(item.change.code for item in explanation.would_change):
        return explanation
    courses = open_courses(connection, asker)
    changes = tuple(replace(item, service=courses.get(item.change.code or "")) for item in explanation.would_change)
    return replace(explanation, would_change=changes)


def open_courses(connection: Connection, asker: Asker) -> Mapping[str, str]:
    """The first training service, in the order of ids, for each certificate and skill that one leads to."""
    found: dict[str, str] = {}
    for stored in Records(connection, asker, RecordKind.SERVICE).all():
        if isinstance(stored.record, Service) and stored.record.kind is ServiceKind.TRAINING:
            for code in leads_to(stored.record):
                found.setdefault(code, stored.record.id)
    return found


@lru_cache(maxsize=4096)
def _leads(name: str, description: str) -> frozenset[str]:
    profile = service_profile(Service(name=name, kind=ServiceKind.TRAINING, description=description))
    return frozenset(item.code for item in profile.leads_to)


def leads_to(service: Service) -> frozenset[str]:
    """The codes of the certificates and skills that a training service names."""
    return _leads(service.name, service.description)
