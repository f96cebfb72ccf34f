"""Is it the help that the member asks for?"""

from data.text import Text
from data.vocabulary import Track
from features.profiles.member import MemberProfile
from features.profiles.service import ServiceProfile
from matcher.criteria.matter import UNRECOGNISED, closeness, ladder, told
from matcher.criterion import Criterion, Reducer, Telling


def tell(member: MemberProfile, opportunity: ServiceProfile) -> Telling:
    """What is asked for against what the service gives."""
    return told(member.matters_wanted, opportunity, Text(zh="求助事项", en="help wanted"))


CRITERION = Criterion(
    key="help",
    label=Text(zh="求助内容", en="Help wanted"),
    tracks=frozenset({Track.ASSIST}),
    member="matters_wanted",
    opportunity="matters",
    measure=closeness,
    reducer=Reducer.BEST,
    reason=Text(zh="求助：{own}；服务：{about}", en="asks for {own}; the service gives {about}"),
    tell=tell,
    ladder=ladder,
    field="求助事项",
    unasked=UNRECOGNISED,
)
