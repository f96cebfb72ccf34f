"""One need of a project as the engine sees it: its trade, the skills it asks for, its words."""

from dataclasses import dataclass, replace
from functools import cached_property

from data.reading.free_times import Times, read_times
from data.records import NeedOf, Phrase, Place, Project, ProjectNeed
from features.profiles.linked import Linked, distinct, found_in, mentions


@dataclass(frozen=True)
class NeedProfile:
    """A project's need with its words linked when they are asked for."""

    record: NeedOf

    @property
    def project(self) -> Project:
        """The project around the need."""
        return self.record.project

    @property
    def need(self) -> ProjectNeed:
        """What is needed."""
        return self.record.need

    @property
    def places(self) -> tuple[Place, ...]:
        """Where the project is."""
        return (self.project.place,) if self.project.place and self.project.place.code else ()

    @cached_property
    def industries(self) -> tuple[Linked, ...]:
        """The project's trade, by its own cell, else by its name."""
        return mentions("industry", self.project.industry) if self.project.industry.text else found_in("industry", self.name)

    @cached_property
    def skills(self) -> tuple[Linked, ...]:
        """The skills asked for in their own cell, else those that the description names."""
        asked = distinct(item for phrase in self.need.skills for item in mentions("skill", phrase))
        return asked or distinct(found_in("skill", self.description))

    @cached_property
    def experts(self) -> tuple[Linked, ...]:
        """The jobs of those who are wanted, by the description and the skills asked for."""
        return distinct(item for phrase in (*self.need.skills, self.description) for item in found_in("occupation", phrase))

    @cached_property
    def times(self) -> Times:
        """When somebody is wanted, and whether from afar will do."""
        read = read_times(self.need.description)
        return replace(read, online=read.online if self.need.online is None else self.need.online)

    @property
    def investors_share(self) -> float | None:
        """The percent of the yield that those who put in money get; None where it was not said."""
        parts = [share.percent for share in self.need.shares if share.side == "investors"]
        return sum(parts) / 100 if parts else None

    @property
    def name(self) -> Phrase:
        """The project's name as a phrase."""
        return Phrase(self.project.name, "项目名称", 0, len(self.project.name))

    @property
    def description(self) -> Phrase:
        """What is needed, in the project's own words."""
        return Phrase(self.need.description, "需求说明", 0, len(self.need.description))

    @property
    def texts(self) -> tuple[Phrase, ...]:
        """All that the project says of itself and of the need."""
        return (self.name, self.project.industry, *self.need.skills, self.description)


def need_profile(record: NeedOf) -> NeedProfile:
    """A need whose words are linked once they are asked for."""
    return NeedProfile(record)
