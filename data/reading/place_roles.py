"""What the words before a place make of it: where the work is, a head office or interview aside, not wanted."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from enum import IntEnum
from typing import TypeVar

_ITEM = TypeVar("_ITEM")
REACH = 12
_SAYS = r"(?:是|在|为|设在|位于|[:：])*\s*"
ASKED = re.compile(
    r"(?:工作|上班|办公|就业|岗位|用工|服务|施工|项目|实际)(?:地点|地址|城市|区域|地方|所在地|地|在)|work(?:place|ing)?(?: at| in)?"
)
ASIDE = re.compile(r"(?:面试|集合|报名|培训|注册)(?:地点|地址|地)?|总(?:部|公司)(?:设?在|位于)")
REFUSED = re.compile(r"(?:不想|不愿意?|不要|不肯|不能|不打算|不|别|除了?|莫|勿|没)(?:再)?(?:去|到|回|在|往|做)?")
ROLE = re.compile(rf"(?:(?P<asked>{ASKED.pattern})|(?P<aside>{ASIDE.pattern})|(?P<refused>{REFUSED.pattern})){_SAYS}$")


class Role(IntEnum):
    """How much a cell means a place that it names, the most first."""

    ASKED = 0
    NAMED = 1
    ASIDE = 2
    REFUSED = 3


def role_of(text: str, start: int) -> Role:
    """The role of the place that begins at `start`."""
    said = ROLE.search(text, max(0, start - REACH), start)
    if said is None:
        return Role.NAMED
    return Role[str(said.lastgroup).upper()]


def meant(text: str, places: Sequence[_ITEM], start: Callable[[_ITEM], int]) -> list[_ITEM]:
    """Those of a cell's places that it is about: where the work is before all others, none that is refused."""
    roles = [role_of(text, start(place)) for place in places]
    best = min((role for role in roles if role is not Role.REFUSED), default=Role.REFUSED)
    if best is Role.REFUSED:
        return []
    return [place for place, role in zip(places, roles, strict=True) if role is best]
