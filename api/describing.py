"""What one line says of a member or an opportunity on a terminal."""

from collections.abc import Mapping

from rich.text import Text as Styled

from api.use_cases.naming import title_of
from data.records import Member, NeedOf, Opening, Opportunity, PairingPlace, Place, Service
from data.reference.regions import regions
from data.text import Language, Text
from data.vocabulary import Track

NO_PAY, NO_PLACE = Text("薪资未写", "pay not stated"), Text("地点未写", "place not stated")
UNSAID = Text("未写明", "nothing stated")
TELLING_CELLS: dict[Track, tuple[str, ...]] = {
    Track.WORK: ("求职岗位", "期望薪资"),
    Track.LEAD: ("关注行业", "工作经历", "可投资金", "参与方式"),
    Track.INVEST: ("关注行业", "可投资金", "参与方式"),
    Track.ADVISE: ("技能特长", "证书", "工作经历", "可服务时间"),
    Track.VOLUNTEER: ("服务特长", "技能特长", "可服务时间"),
    Track.ASSIST: ("求助事项",),
    Track.MENTOR: ("结对意愿", "技能特长", "工作经历"),
}
"""What of a member one line tells in each track, as written."""


def described(side: Member | Opportunity, track: Track, language: Language) -> tuple[Styled, str]:
    """A side's title, and what it says of itself in one line."""
    if isinstance(side, Opening):
        pay = side.cells.get("薪资待遇", "") or NO_PAY.say(language)
        place = side.cells.get("工作地点", "") or NO_PLACE.say(language)
        return Styled.assemble((side.title.text, "bold"), " · ", side.employer), f"{place} · {pay}"
    if isinstance(side, NeedOf):
        return Styled(title_of(side, language), "bold"), _cells(side.project.cells, ("所在地", "所需资金", "最低出资", "收益分配", "需求说明"), language)
    if isinstance(side, Service):
        return Styled(title_of(side, language), "bold"), _cells(side.cells, ("所在地", "服务对象", "时间", "说明"), language)
    member = side.member if isinstance(side, PairingPlace) else side
    return Styled(title_of(member, language), "bold"), f"{division(member.current, language)} · {_cells(member.cells, TELLING_CELLS[track], language)}"


def _cells(cells: Mapping[str, str], headings: tuple[str, ...], language: Language) -> str:
    written = [cells[heading] for heading in headings if heading in cells]
    return " · ".join(written) or UNSAID.say(language)


def division(place: Place | None, language: Language) -> str:
    """A place by its county's short name, as precise as others may know it."""
    region = regions().get(place.code or "") if place else None
    return region.short if region else NO_PLACE.say(language)
