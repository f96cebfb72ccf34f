"""Checks an allocation from the demand alone, by other means than it was found with: feasible, and could it be better?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from data.text import Text
from matcher.check_bounds import over, under, words
from matcher.check_duals import Prices, bound_by, refuted
from matcher.check_rounds import prices_against_rounds
from matcher.check_rows import Rows, rows_of
from matcher.check_shares import ShareTold, adjusted_worths, wrong_shares
from matcher.check_sides import blocking_pairs, gini, proposed_by_answer, proposed_by_rankings
from matcher.check_told import wrongly_told
from matcher.demand import Allocation, Demand

CERTIFIED = 1e-6
"""A gap of this part of the total counts as none."""

SOUND = Text(zh="全部条件已逐项核对，无误", en="all conditions checked one by one: none is broken")
FAULTY = Text(zh="核对发现 {count} 处错误，第一处：{first}", en="checking found {count} faults, the first: {first}")
TOTAL = Text(zh="总分 {total}，按各对评分重新相加", en="total {total}, added up anew from the pairs' scores")
BEST = Text(zh="没有任何一轮调换能提高总分", en="no round of moves would raise the total")
NOT_BEST = Text(zh="存在能提高总分的调换", en="a round of moves would raise the total")
GAP = Text(
    zh="价格证明：总分上限 {bound}，差距 {gap}（相对 {relative}）", en="prices prove a bound of {bound}: gap {gap} (relative {relative})"
)
REFUTED = Text(zh="价格不成立 {count} 处，第一处：{first}", en="prices do not hold in {count} places, the first: {first}")
BLOCKING = Text(zh="彼此都更愿意在一起却未配上的有 {count} 对", en="{count} pairs left apart would both rather be together")
CONGESTION = Text(
    zh="推荐集中度（基尼系数）：各岗位单独排名 {rankings}，本方案 {answer}",
    en="congestion of proposals (Gini): {rankings} if each opening ranks alone, {answer} in this answer",
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a check found; sums are hundredths.

    Attributes:
        faults: what is wrong, in words for whoever mends it; () where nothing is.
        total: the scores of the placements, added up anew from the demand.
        best: True where no chain of moves, however long, gives a better total; with fair shares, none that is better
            with the adjustments. None where a condition is broken or minima cannot hold.
        blocking: pairs that would both rather have each other: they matter where the parties may walk away.
        bound: what no answer's total exceeds, adjustments included where there are shares; by the answer's own prices,
            or by those that the check itself found. None where there are neither. gap: the bound less the total.
        refuted: why the prices that came with the answer do not prove it.
        congestion_of_rankings, congestion_of_answer: how unevenly candidates are proposed, from 0 to 1 (`gini`).
    """

    faults: tuple[str, ...]
    total: int
    best: bool | None
    blocking: int
    bound: int | None = None
    gap: int | None = None
    refuted: tuple[str, ...] = ()
    congestion_of_rankings: float = 0.0
    congestion_of_answer: float = 0.0

    @property
    def relative_gap(self) -> float | None:
        """The gap as a part of the bound."""
        return None if self.gap is None or self.bound is None else self.gap / max(abs(self.bound), 1)

    @property
    def certified(self) -> bool:
        """Whether prices prove that nothing better exists, but for a millionth."""
        return self.relative_gap is not None and not self.refuted and 0 <= self.relative_gap <= CERTIFIED


def check(
    demand: Demand, found: Allocation, *, wishes: NDArray[np.int64] | None = None, prices: Prices | None = None,
    shares: Sequence[ShareTold] = (), share_price: int = 0, top: int | None = None,
) -> Verdict:  # fmt: skip
    """Look at every condition, at every chain of moves that could raise the total, and at every pair left apart.

    `prices` are those that are to prove the answer, the ones that it brings if None. `wishes`, int64[E], are what
    members want where they do not go by the score. With `shares`, of which a seat short costs `share_price`, they are
    checked too. `top` is how many each opportunity proposes where it ranks alone.
    """
    rows = rows_of(demand, found)
    broken = [*over(demand, rows), *_unreached(demand, found, rows)]
    faults = [*broken, *wrongly_told(demand, found, rows)]
    worths = rows.scores
    if shares:
        faults += wrong_shares(demand, rows, shares, share_price)
        worths = adjusted_worths(demand, rows, shares)
    judged = not (found.conflict or found.missed or broken)
    own = prices_against_rounds(rows, worths) if judged else None
    told = prices or _brought(demand, found)
    proof = told or (Prices(*own) if own else None)
    against = tuple(refuted(rows, worths, told)) if told and judged else ()
    bound = bound_by(rows, worths, proof) if proof and judged and _priced(demand, proof) else None
    return Verdict(
        tuple(faults),
        _total(rows),
        own is not None if judged else None,
        len(blocking_pairs(rows, wishes)),
        bound,
        None if bound is None else bound - int(worths[rows.held].sum()),
        against,
        gini(proposed_by_rankings(demand, rows, top)),
        gini(proposed_by_answer(found, rows)),
    )


def _total(rows: Rows) -> int:
    return int(np.append(rows.scores, 0)[rows.at].sum())


def _brought(demand: Demand, found: Allocation) -> Prices | None:
    """The answer's own prices; a part has none beside its seat's."""
    if found.prices is None:
        return None
    return Prices(np.array(found.prices, np.int64), np.zeros(len(demand.quotas), np.int64))


def _priced(demand: Demand, prices: Prices) -> bool:
    return len(prices.seats) == len(demand.seats) and len(prices.parts) == len(demand.quotas)


def _unreached(demand: Demand, found: Allocation, rows: Rows) -> Iterator[str]:
    """Minima and locks may be missed where they cannot all hold, or by a stable answer that says which."""
    if found.conflict:
        return
    missed, told = set(under(demand, rows)), set(found.missed)
    yield from (words(condition) for condition in sorted(missed - told))
    yield from (f"a condition is reached that is told as missed: {condition}" for condition in sorted(told - missed))


def told_of(verdict: Verdict) -> tuple[Text, ...]:
    """Every figure of a verdict, as sentences to be printed with a run."""
    lines = [SOUND if not verdict.faults else FAULTY.filled(count=len(verdict.faults), first=verdict.faults[0])]
    lines.append(TOTAL.filled(total=_points(verdict.total)))
    if verdict.best is not None:
        lines.append(BEST if verdict.best else NOT_BEST)
    if verdict.bound is not None and verdict.gap is not None:
        relative = f"{verdict.relative_gap:.0e}" if verdict.gap else "0"
        lines.append(GAP.filled(bound=_points(verdict.bound), gap=_points(verdict.gap), relative=relative))
    if verdict.refuted:
        lines.append(REFUTED.filled(count=len(verdict.refuted), first=verdict.refuted[0]))
    lines.append(BLOCKING.filled(count=verdict.blocking))
    rankings, answer = f"{verdict.congestion_of_rankings:.2f}", f"{verdict.congestion_of_answer:.2f}"
    return (*lines, CONGESTION.filled(rankings=rankings, answer=answer))


def _points(hundredths: int) -> str:
    return f"{hundredths / 100:,.2f}"
