"""A place of one-to-one help as the engine sees it: a service that offers or seeks a mentor, or a member who does."""

from dataclasses import dataclass
from functools import cached_property

from data.reading.experience import read_years
from data.reading.free_times import Times
from data.records import PairingPlace, Phrase, Place, Service
from data.vocabulary import PairingWish
from features.profiles.linked import Linked, distinct, found_in
from features.profiles.member import MemberProfile, member_profile
from features.profiles.service import ServiceProfile

SEEKING = ("寻", "征集", "招募", "找师傅", "求师", "想拜师", "需要导师", "缺师傅", "希望有人带")
"""Words by which a service looks for a mentor rather than offers one."""


@dataclass(frozen=True)
class PairingProfile:
    """A mentor's or a newcomer's place; `side` is what whoever holds the place would do."""

    record: Service | PairingPlace

    @cached_property
    def person(self) -> MemberProfile | None:
        """The member behind the place, where there is one."""
        return member_profile(self.record.member) if isinstance(self.record, PairingPlace) else None

    @cached_property
    def service(self) -> ServiceProfile | None:
        """The service behind the place, where there is one."""
        return ServiceProfile(self.record) if isinstance(self.record, Service) else None

    @cached_property
    def side(self) -> PairingWish | None:
        """Whether this place gives help or receives it."""
        if isinstance(self.record, PairingPlace):
            return self.record.member.pairing
        text = self.record.name + self.record.description
        return PairingWish.RECEIVE if any(word in text for word in SEEKING) else PairingWish.GIVE

    @cached_property
    def skills(self) -> tuple[Linked, ...]:
        """What is taught, or what somebody wants to learn."""
        if self.person is not None:
            return self.person.skills
        return self.service.skills if self.service else ()

    @cached_property
    def trades(self) -> tuple[Linked, ...]:
        """The jobs in which this place teaches or wants to be taught."""
        if self.person is not None:
            return self.person.pair_trades
        texts = self.service.texts if self.service else ()
        return distinct(item for phrase in texts for item in found_in("occupation", phrase))

    @property
    def years(self) -> float | None:
        """The years of work behind this place, where they were stated."""
        if self.person is not None:
            years = self.person.member.years
        else:
            years = read_years(self.record.description) if isinstance(self.record, Service) else None
        return years.low if years else None

    @property
    def times(self) -> Times:
        """When they could meet."""
        if self.person is not None:
            return self.person.times
        return self.service.times if self.service else Times()

    @property
    def remote(self) -> bool:
        """Whether they need not meet."""
        return self.service.remote if self.service else self.times.online is True

    @property
    def places(self) -> tuple[Place, ...]:
        """Where they would meet."""
        if self.person is not None:
            current = self.person.member.current
            return (current,) if current and current.code else ()
        return self.service.places if self.service else ()

    @property
    def texts(self) -> tuple[Phrase, ...]:
        """What the place says of itself."""
        if self.person is not None:
            return self.person.texts
        return self.service.texts if self.service else ()


def pairing_profile(record: Service | PairingPlace) -> PairingProfile:
    """A place whose words are linked once they are asked for."""
    return PairingProfile(record)
