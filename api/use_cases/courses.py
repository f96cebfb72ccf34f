"""Open training services, by the certificates and skills to which they lead: what a suggested change can point at."""

from collections.abc import Mapping
from functools import lru_cache
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Engine

from data.records import Service
from data.store.bounded import Bounded
from data.store.repositories import Records
from data.store.scope import Asker
from data.store.sightings import Follower
from data.vocabulary import RecordKind, ServiceKind
from features.profiles.service import service_profile
from matcher.explanation import Explanation


def with_courses(connection: Connection, asker: Asker, explanation: Explanation) -> Explanation:
    """The explanation with a course beside every change that an open training service leads to."""
    if not any(item.change.code for item in explanation.would_change):
        return explanation
    return explanation.with_services(open_courses(connection, asker))


class Courses:
    """The courses of one database as each asker sees them, gathered anew when a service changed or the day ended."""

    def __init__(self) -> None:
        self._services = Follower(RecordKind.SERVICE)
        self._known: Bounded[tuple[Asker, tuple[int, str]], Mapping[str, str]] = Bounded(1_000)

    def of(self, connection: Connection, asker: Asker) -> Mapping[str, str]:
        """As `open_courses`; what a transaction has not yet committed is not kept."""
        if connection.get_execution_options().get("guiyan_writes"):
            return _gathered(connection, asker)
        state = self._services.state(connection)
        found = self._known.get((asker, state))
        if found is None:
            found = _gathered(connection, asker)
            self._known.put((asker, state), found)
        return found


_COURSES: WeakKeyDictionary[Engine, Courses] = WeakKeyDictionary()


def open_courses(connection: Connection, asker: Asker) -> Mapping[str, str]:
    """The first training service, in the order of ids, for each certificate and skill that one leads to."""
    return _COURSES.setdefault(connection.engine, Courses()).of(connection, asker)


def _gathered(connection: Connection, asker: Asker) -> dict[str, str]:
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
