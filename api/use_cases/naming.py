"""What members and opportunities are called before others: a person by the surname alone."""

from data.records import Member, NeedOf, Opening, Opportunity, PairingPlace, Service
from data.text import Language, Text
from data.vocabulary import NEED_LABELS, SERVICE_LABELS

NUMBERED = Text("{name}（{number}）", "{name} ({number})")
COMPOUND_SURNAMES = ("欧阳", "上官", "司马", "诸葛", "夏侯", "皇甫", "尉迟", "公孙", "慕容", "令狐", "司徒", "端木")


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
