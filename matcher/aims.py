"""What an allocation is to be best at: the total, a total under a floor or with fair shares, or that nobody walks away."""

from dataclasses import dataclass
from enum import StrEnum

from matcher.again import Again
from matcher.demand import Pair
from matcher.fair_share import Share
from matcher.floor import Floored, Where
from matcher.stable import Asking


class Objective(StrEnum):
    """`total`: the most points together; `stable`: no two left apart would both rather be together."""

    TOTAL = "total"
    STABLE = "stable"


@dataclass(frozen=True, slots=True)
class Aim:
    """What is sought.

    Attributes:
        asking: who asks first, where the answer is to be stable.
        floor: hundredths below which nobody is placed, for those whom `where` names; None for no floor.
        share_price: what a seat short of a group's fair share costs, in hundredths; None where shares play no part.
        present: pairs placed earlier, of which as many stay as the best total allows, each at up to `give_up` hundredths.
    """

    objective: Objective = Objective.TOTAL
    asking: Asking = Asking.MEMBERS
    floor: int | None = None
    where: Where = Where.EVERYWHERE
    share_price: int | None = None
    present: frozenset[Pair] | None = None
    give_up: int = 0

    def __post_init__(self) -> None:
        if self.present is not None and (self.objective == Objective.STABLE or self.share_price is not None):
            raise ValueError("seats are kept where the best total is sought, without shares")
        if self.objective == Objective.STABLE and self.share_price is not None:
            raise ValueError("fair shares ask for the best total: a stable answer leaves no room for them")


@dataclass(frozen=True, slots=True)
class Followed:
    """What following an aim came to, beside the placements.

    Attributes:
        floored: what the floor costs, where there is one. shares: each group's, where they play a part.
        plain: the best total without shares; None without them. again: what moved, where seats were placed before.
        proposals: how often somebody asked, where it is stable.
    """

    aim: Aim
    floored: Floored | None = None
    shares: tuple[Share, ...] = ()
    plain: int | None = None
    again: Again | None = None
    proposals: int | None = None
