"""Is the round of a kind that the investor usually joins?"""

from data.text import Text
from data.vocabulary import Track
from features.funding.profiles import InvestorProfile, VentureProfile
from matcher.criterion import Criterion, Reducer, Telling
from matcher.funding.criteria.habit import counted, habit, ladder, name, names, times


def tell(investor: InvestorProfile, project: VentureProfile) -> Telling:
    """The rounds so far at this stage."""
    stage = project.venture.stage
    known = counted(investor, lambda venture: venture.stage, stage)
    return Telling(
        values={"stage": stage, **known, "times": times(investor.stages, stage)},
        asked=(name(stage),) if stage else (),
        held=names(told.venture.stage for told in reversed(investor.past)),
    )


CRITERION = Criterion(
    key="stage",
    label=Text(zh="阶段", en="Stage"),
    tracks=frozenset({Track.INVEST}),
    member="stages",
    opportunity="stage",
    measure=habit(-3.0, 2.5),
    reducer=Reducer.BEST,
    reason=Text(
        zh="轮次 {stage}：以往{rounds}笔中{same}笔，为常人的{times}倍",
        en="round {stage}: {same} of {rounds} rounds so far, {times} times as often as others",
    ),
    tell=tell,
    ladder=ladder(-3.0, -1.0, 0.0, 1.0, 2.5),
    field="以往投资",
)
