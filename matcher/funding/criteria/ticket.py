"""Is the sum that the round raises one that the investor usually joins?"""

from data.text import UNSAID, Text
from data.vocabulary import Track
from features.funding.profiles import InvestorProfile, VentureProfile, sum_bin
from matcher.criterion import Criterion, Reducer, Telling
from matcher.funding.criteria.habit import habit, ladder, times
from matcher.funding.criteria.habit import name as named


def dollars(figure: float | None) -> Text:
    """A sum in thousands of dollars."""
    if figure is None:
        return UNSAID
    return Text(zh=f"{figure / 10_000:,.6g}万美元", en=f"${figure / 1_000:,.6g}k")


def tell(investor: InvestorProfile, project: VentureProfile) -> Telling:
    """The round's sum beside the middle one of those joined so far."""
    raised = project.venture.raised
    joined = sorted(told.venture.raised for told in investor.past if told.venture.raised)
    usual = dollars(joined[len(joined) // 2] if joined else None)
    often = times(investor.sums, None if raised is None else sum_bin(raised))
    return Telling(
        values={"raised": dollars(raised), "usual": usual, "times": often},
        asked=(dollars(raised),) if raised else (),
        held=(usual,) if joined else (),
        unknown=() if joined else (named("raised_usd"),),
    )


def _ladder() -> list[tuple[tuple[int, float], tuple[int, ...]]]:
    return [((what + 1, ratio), (what + 1,)) for (what, ratio), _ in ladder(-4.0, -1.0, 0.0, 1.0, 2.0, what=30)()]


CRITERION = Criterion(
    key="ticket",
    label=Text(zh="金额", en="Ticket"),
    tracks=frozenset({Track.INVEST}),
    member="sums",
    opportunity="raised",
    measure=habit(-4.0, 2.0),
    reducer=Reducer.BEST,
    reason=Text(
        zh="本轮{raised}；以往所投多为{usual}左右，这样的金额为常人的{times}倍",
        en="the round raises {raised}; usually joins rounds of about {usual}, and such sums {times} times as often as others",
    ),
    tell=tell,
    ladder=_ladder,
    field="以往投资",
)
