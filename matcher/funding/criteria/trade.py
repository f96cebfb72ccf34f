"""Does the investor join rounds of this trade, or of trades that are joined by the same people?"""

from data.text import Text
from data.vocabulary import Track
from features.funding.profiles import InvestorProfile, VentureProfile
from matcher.criterion import Criterion, Reducer, Telling
from matcher.funding.criteria.habit import counted, habit, ladder, name, names, times


def tell(investor: InvestorProfile, project: VentureProfile) -> Telling:
    """The rounds so far in this trade."""
    trade = project.venture.trade
    known = counted(investor, lambda venture: venture.trade, trade)
    return Telling(
        values={"trade": trade, **known, "times": times(investor.trades, trade)},
        asked=(name(trade),) if trade else (),
        held=names(told.venture.trade for told in reversed(investor.past)),
    )


CRITERION = Criterion(
    key="trade",
    label=Text(zh="行业", en="Trade"),
    tracks=frozenset({Track.INVEST}),
    member="trades",
    opportunity="trade",
    measure=habit(-1.5, 1.5),
    reducer=Reducer.BEST,
    reason=Text(
        zh="行业 {trade}：以往{rounds}笔中{same}笔，连同相近行业为常人的{times}倍",
        en="trade {trade}: {same} of {rounds} rounds so far; with kindred trades {times} times as often as others",
    ),
    tell=tell,
    ladder=ladder(-2.0, -0.5, 0.0, 1.0, 2.0),
    field="以往投资",
)
