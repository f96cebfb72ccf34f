"""Do those with whom the investor usually joins put money into this trade?"""

from data.text import Text
from data.vocabulary import Track
from features.funding.profiles import InvestorProfile, VentureProfile
from matcher.criterion import Criterion, Reducer, Telling
from matcher.funding.criteria.habit import habit, ladder, name, names, times


def tell(investor: InvestorProfile, project: VentureProfile) -> Telling:
    """How the partners' rounds lie in this trade."""
    trade = project.venture.trade
    closest = sorted(investor.partners, key=lambda pair: (-pair[1], pair[0]))
    return Telling(
        values={"trade": trade, "partners": len(closest), "times": times(investor.circle, trade)},
        asked=(name(trade),) if trade else (),
        held=names(partner for partner, _ in closest),
    )


CRITERION = Criterion(
    key="circle",
    label=Text(zh="同伴的行业", en="Partners' trade"),
    tracks=frozenset({Track.INVEST}),
    member="circle",
    opportunity="trade",
    measure=habit(-2.0, 2.0),
    reducer=Reducer.BEST,
    reason=Text(
        zh="{partners}个常同投者投 {trade} 为常人的{times}倍",
        en="the {partners} who join the same rounds join {trade} {times} times as often as others",
    ),
    tell=tell,
    ladder=ladder(-2.0, -0.5, 0.0, 1.0, 2.0),
    field="以往投资",
)
