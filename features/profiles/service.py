"""A service as the engine sees it: what kind of help or matter it is, what it asks for, whom it covers."""

from dataclasses import dataclass
from functools import cached_property

from data.reading.free_times import Times, read_times
from data.records import Phrase, Place, Service
from features.profiles.linked import Linked, distinct, found_in, matters_in, mentions

FROM_ANYWHERE = ("全国", "线上", "网上", "电话", "视频", "远程", "异地可", "跨省", "不限地区", "不限户籍", "邮寄", "捐款", "认捐", "捐资", "捐赠")
NO_PLACE_LEFT = ("名额已满", "已满员", "已报满", "名额满", "报满", "满额", "已额满", "已满", "停止报名", "报名截止", "已截止")


@dataclass(frozen=True)
class ServiceProfile:
    """A service with its words linked when they are asked for."""

    record: Service

    @property
    def service(self) -> Service:
        """The record itself."""
        return self.record

    @property
    def places(self) -> tuple[Place, ...]:
        """Where it is done, or which place it covers."""
        return (self.record.place,) if self.record.place and self.record.place.code else ()

    @cached_property
    def skills(self) -> tuple[Linked, ...]:
        """The skills asked for in their own cell, else those that its name and description name."""
        asked = distinct(item for phrase in self.record.skills for item in mentions("skill", phrase))
        return asked or distinct(item for phrase in self.texts for item in found_in("skill", phrase))

    @property
    def texts(self) -> tuple[Phrase, ...]:
        """Its name, for whom it is, and its description."""
        service = self.record
        said = (("事项名称", service.name), ("服务对象", service.audience), ("说明", service.description))
        return (*(Phrase(text, source, 0, len(text)) for source, text in said if text), *service.skills)

    @cached_property
    def matters(self) -> tuple[Linked, ...]:
        """What it is about: the matters that its name tells, else those of its other words."""
        named = [item for phrase in self.texts[:1] for item in matters_in(phrase)]
        return distinct(named or [item for phrase in self.texts for item in matters_in(phrase)])

    @cached_property
    def times(self) -> Times:
        """When it is done."""
        return read_times(f"{self.record.hours}；{self.record.description}")

    @property
    def remote(self) -> bool:
        """Whether it can be had, or done, from anywhere."""
        text = f"{self.record.name}{self.record.hours}{self.record.audience}{self.record.description}{self.record.cells.get('所在地', '')}"
        return any(word in text for word in FROM_ANYWHERE) or self.times.online is True

    @property
    def full(self) -> bool:
        """Whether it says that no place is left."""
        text = f"{self.record.name}{self.record.description}{self.record.hours}"
        return self.record.headcount == 0 or any(word in text for word in NO_PLACE_LEFT)

    @cached_property
    def leads_to(self) -> tuple[Linked, ...]:
        """The certificates and skills that a training names."""
        kinds = ("credential", "skill")
        return distinct(item for kind in kinds for phrase in self.texts for item in found_in(kind, phrase))


def service_profile(record: Service) -> ServiceProfile:
    """A service whose words are linked once they are asked for."""
    return ServiceProfile(record)
