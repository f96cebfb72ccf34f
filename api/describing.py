"""How members and opportunities are called before others, and what one line says of each."""

from collections.abc import Mapping

from rich.text import Text as Styled

from data.records import Member, NeedOf, Opening, Opportunity, PairingPlace, Place, Service
from data.reference.regions import regions
from data.text import Language, Text
from data.vocabulary import NEED_LABELS, SERVICE_LABELS, Track

NUMBERED = Text("{name}（{number}）", "{name} ({number})")
NO_PAY, NO_PLACE = Text("薪资未写", "pay not stated"), Text("地点未写", "place not stated")
UNSAID = Text("未写明", "nothing stated")
COMPOUND_SURNAMES = ("欧阳", "上官", "司马", "诸葛", "夏侯", "皇甫", "尉迟", "公孙", "慕容", "令狐", "司徒", "端木")
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


def masked_name(name: str) -> str:
    """A person's name as others are shown it: the surname and 某."""
    if not name:
        return "某"
    return name[: 2 if name.startswith(COMPOUND_SURNAMES) else 1] + "某"


def name_of(side: Member | Opportunity, language: Language = "zh") -> str:
    """What a side is called before others: a member's surname, a job with its employer, a project with its need."""
    if isinstance(side, Opening):
        return f"{side.title.text} · {side.employer}" if side.employer else side.title.text
    if isinstance(side, NeedOf):
        return f"{side.project.name} · {NEED_LABELS[side.need.kind].say(language)}" if side.need.kind else side.project.name
    if isinstance(side, Service):
        return f"{side.name} · {SERVICE_LABELS[side.kind].say(language)}"
    return masked_name((side.member if isinstance(side, PairingPlace) else side).name)


def title_of(side: Member | Opportunity, language: Language) -> str:
    """The name with the number."""
    return NUMBERED.say(language, name=name_of(side, language), number=side.number)


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
