"""One need of a project as the engine sees it: its trade, the skills it asks for, its words."""

from dataclasses import dataclass, replace
from functools import cached_property

from data.reading.demands import is_full, money_backed, must_be_there, run_from_afar, wanted_at_once
from data.reading.free_times import Times, read_times
from data.records import NeedOf, Phrase, Place, Project, ProjectNeed
from data.vocabulary import NeedKind
from features.profiles.linked import Linked, distinct, found_in, mentions
from features.trades import trades_of_project

HEADS = "1-"
"""Heads of organisations, in 职业分类大典."""

COMPANIES = ("合作社", "公司", "企业", "厂方")
"""Who runs a project without being whoever joins it."""


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
        """The project's trades, by its own cell with what its name and the description make of it."""
        return trades_of_project(self.project.industry, self.name, self.description)

    @cached_property
    def skills(self) -> tuple[Linked, ...]:
        """The skills asked for in their own cell, else those that the description names.

        What a description says of a leader's work is its trade, told elsewhere.
        """
        asked = distinct(item for phrase in self.need.skills for item in mentions("skill", phrase))
        return asked if asked or self.leads else distinct(found_in("skill", self.description))

    @cached_property
    def experts(self) -> tuple[Linked, ...]:
        """The jobs of those who are wanted, by the description and the skills asked for.

        That a leader is to be called 场长 or 经理 asks for no job: any trade has heads.
        """
        named = [item for phrase in (*self.need.skills, self.description) for item in found_in("occupation", phrase)]
        return distinct(item for item in named if not (self.leads and item.code.startswith(HEADS)))

    @cached_property
    def times(self) -> Times:
        """When somebody is wanted, and whether from afar will do."""
        read = read_times(self.need.description)
        return replace(read, online=read.online if self.need.online is None else self.need.online)

    @property
    def leads(self) -> bool:
        """Whether somebody is wanted to run it."""
        return self.need.kind is NeedKind.LEADER

    @property
    def be_there(self) -> bool:
        """Whether whoever joins must be there or take part in running it."""
        return must_be_there(self.need.description)

    @property
    def full(self) -> bool:
        """Whether nothing is wanted any more."""
        need = self.need
        covered = bool(need.capital) and need.promised is not None and need.promised >= (need.capital or 0.0)
        return covered or is_full(need.description)

    @property
    def at_once(self) -> bool:
        """Whether somebody is wanted now or within weeks."""
        return wanted_at_once(self.need.description)

    @property
    def from_afar(self) -> bool:
        """Whether it can be run by somebody who does not live there."""
        return bool(self.need.online) or run_from_afar(self.need.description)

    @property
    def backed(self) -> bool | None:
        """Whether the project says that it answers for the money."""
        return money_backed("。".join((self.need.split, self.need.description, self.project.assets)))

    @property
    def joiners_share(self) -> float | None:
        """The percent of the yield for whoever joins: those who put in money, else who runs it; None where unsaid."""
        shares = self.need.shares
        investors = [share.percent for share in shares if share.side == "investors"]
        heads = [share.percent for share in shares if share.side == "operator" and share.party not in COMPANIES]
        parts = (heads or investors) if self.leads else (investors or heads)
        if not parts and self.leads and self.need.offer_stake is not None:
            return self.need.offer_stake / 100
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
