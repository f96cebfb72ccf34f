"""Is it the help that the member asks for?"""

from data.text import Text, joined
from data.vocabulary import Track
from features.profiles.assisted import helps, wanted
from features.profiles.member import MemberProfile
from features.profiles.service import ServiceProfile
from matcher.criteria.matter import UNRECOGNISED, closeness, ladder, names, said
from matcher.criterion import Criterion, Reducer, Telling, evidence


def tell(member: MemberProfile, opportunity: ServiceProfile) -> Telling:
    """What is asked for against what the service gives, by its words and its kind."""
    own, about = wanted(member), names(helps(opportunity)[:3])
    return Telling(
        values={"own": said(own), "about": joined(about)},
        asked=about,
        held=names(own[:3]),
        unknown=() if own else (Text(zh="求助事项", en="help wanted"),),
        evidence=tuple(evidence(item.phrase, item.code, item.similarity) for item in own[:3]),
    )


CRITERION = Criterion(
    key="help",
    label=Text(zh="求助内容", en="Help wanted"),
    tracks=frozenset({Track.ASSIST}),
    member="help_wanted",
    opportunity="helps",
    measure=closeness,
    reducer=Reducer.BEST,
    reason=Text(zh="求助：{own}；服务：{about}", en="asks for {own}; the service gives {about}"),
    tell=tell,
    ladder=ladder,
    field="求助事项",
    unasked=UNRECOGNISED,
)
