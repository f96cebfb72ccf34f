"""A place of one-to-one help as the engine sees it: a service that offers or seeks a mentor, or a member who does."""

import re
from dataclasses import dataclass
from functools import cached_property

from data.reading.free_times import Times
from data.reading.pairing_wish import Standing, read_place_side, read_standing, supposed_years
from data.reading.week import read_week
from data.records import PairingPlace, Phrase, Place, Service
from data.vocabulary import PairingWish
from features.profiles.linked import Linked, distinct, found_in
from features.profiles.member import MemberProfile, member_profile
from features.profiles.paired import (
    Paired,
    branches_of,
    linked_jobs,
    mentioned_skills,
    only_there,
    paired_member,
    skills_of,
    surely,
    topics_of,
)
from features.profiles.service import ServiceProfile

SAID_LATER = 0.8
"""How much less a trade counts that the description names beside that of the name."""

ROLE = re.compile(
    r"愿(?:意)?(?:带|教|陪)(?:一[名位个])?|带(?:徒弟?|新人?|人|教|一[名位个])|结对(?:帮带)?|传帮带|一帮一|一带一|师徒|拜师|求(?:师|带|教|人教|人带|陪考)"
    r"|(?:想|找|寻|求|请)(?:个|位)?(?:老)?(?:师傅|老师|导师|徒弟)|新手|新人|学徒|刚(?:入行|返乡|入职|学)|想(?:学|入)|席位|线上|老乡|师傅|愿带"
)
"""Words of a pairing that say nothing of the trade."""


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
    def paired(self) -> Paired:
        """The place as one side of a pairing."""
        if self.person is not None:
            return paired_member(self.person)
        assert isinstance(self.record, Service)
        return paired_place(self.record)

    @property
    def side(self) -> PairingWish | None:
        """Whether this place gives help or receives it; None for either."""
        return self.paired.side.wish

    @property
    def skills(self) -> tuple[Linked, ...]:
        """What is taught, or what somebody wants to learn."""
        return self.paired.skills

    @property
    def trades(self) -> tuple[Linked, ...]:
        """The jobs in which this place teaches or wants to be taught."""
        return self.paired.trades

    @property
    def years(self) -> float | None:
        """The years of work behind this place, where they were stated or are plain from its words."""
        return self.paired.standing.years

    @property
    def times(self) -> Times:
        """When they could meet."""
        if self.person is not None:
            return self.person.times
        return self.service.times if self.service else Times()

    @property
    def remote(self) -> bool:
        """Whether they need not meet."""
        if self.paired.on_spot:
            return False
        return self.service.remote if self.service else self.times.online is True or bool(AFAR.search(self.paired.told))

    @property
    def full(self) -> bool:
        """Whether no place is left."""
        return self.service.full if self.service else False

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


AFAR = re.compile(r"线上|视频|微信|电话|网上|远程")


def paired_place(service: Service) -> Paired:
    """A service of pairing: its name tells the trade, its description tells more of it."""
    side = read_place_side(service.name, service.description, service.audience)
    name = Phrase(ROLE.sub(" ", service.name).strip() or service.name, "事项名称", 0, len(service.name))
    told = Phrase(service.description, "说明", 0, len(service.description))
    meant = Phrase(service.audience, "服务对象", 0, len(service.audience))
    phrases = tuple(phrase for phrase in (name, told, meant, *service.skills) if phrase.text)
    first = linked_jobs(name)
    later = [item for phrase in (told, meant) if phrase.text for item in found_in("occupation", phrase)]
    trades = distinct([*first, *surely(later, SAID_LATER if first else 1.0)])
    text = f"{service.name}。{service.description}"
    stated = read_standing(text)
    years = supposed_years(text, side.wish) if stated.years is None else stated.years
    return Paired(
        side=side,
        trades=trades,
        skills=skills_of(phrases) or mentioned_skills((name,)),
        branches=branches_of(phrases, trades),
        topics=topics_of(phrases),
        standing=Standing(years, stated.least, stated.most),
        week=read_week(service.hours or binding_times(service.description)),
        told=text,
        on_spot=only_there(f"{service.hours}。{text}"),
    )


def binding_times(text: str) -> str:
    """The clauses of a description that bind the hours: 只有周末, 每晚七点教; what happened in spring binds nobody."""
    return "，".join(clause for clause in re.split(r"[,，。;；]", text) if BINDS.search(clause) and not PAST.search(clause))


BINDS = re.compile(r"只|仅|每(?:天|日|晚|周|月|逢)|限|时间|周[一二三四五六日末]|有空")
PAST = re.compile(r"去年|今年|前年|上(?:个)?月|那(?:年|时)|春天|刚")


def pairing_profile(record: Service | PairingPlace) -> PairingProfile:
    """A place whose words are linked once they are asked for."""
    return PairingProfile(record)
