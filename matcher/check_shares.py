"""Whether fair shares are what they are said to be: due by largest remainders, reached, and adjusted within bounds."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Protocol

import numpy as np

from matcher.check_rows import Numbers, Rows
from matcher.demand import Demand


class ShareTold(Protocol):
    """What is told of one group: members given, seats due and got, and the adjustment in hundredths."""

    @property
    def group(self) -> int: ...
    @property
    def submitted(self) -> int: ...
    @property
    def target(self) -> int: ...
    @property
    def got(self) -> int: ...
    @property
    def adjustment(self) -> int: ...


def wrong_shares(demand: Demand, rows: Rows, shares: Sequence[ShareTold], price: int) -> Iterator[str]:
    """What does not hold of the shares, where a seat short of one costs `price` hundredths.

    That the placement is the best one once the adjustments are added is for the optimum to show (`adjusted_worths`).
    """
    groups = np.array(demand.groups, np.int64)[rows.members[rows.held]]
    due = _due(sum(share.target for share in shares), {share.group: share.submitted for share in shares})
    for share in shares:
        got = int((groups == share.group).sum())
        least = price if got < share.target else 0
        most = 0 if got > share.target else price
        if got != share.got:
            yield f"group {share.group} has {got} seats"
        if share.target != due[share.group]:
            yield f"group {share.group} is due {due[share.group]} seats"
        if not least <= share.adjustment <= most:
            yield f"the adjustment of group {share.group} is out of bounds"


def adjusted_worths(demand: Demand, rows: Rows, shares: Sequence[ShareTold]) -> Numbers:
    """int64[E] the scores with each group's adjustment."""
    added = {share.group: share.adjustment for share in shares}
    extra = np.array([added.get(group, 0) for group in demand.groups], np.int64)
    return np.asarray(rows.scores + extra[rows.members])


def _due(seats: int, weights: dict[int, int]) -> dict[int, int]:
    """The whole part of each quota, and one more for those with the largest rest, the lower number first (Hamilton)."""
    whole = sum(weights.values()) or 1
    quotas = {group: Fraction(seats * weight, whole) for group, weight in weights.items()}
    due = {group: int(quota) for group, quota in quotas.items()}
    by_rest = sorted(quotas, key=lambda group: (due[group] - quotas[group], group))
    for group in by_rest[: seats - sum(due.values())]:
        due[group] += 1
    return due
