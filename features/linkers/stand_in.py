"""Which assignable occupation a vague one is counted as, when only a group can be told."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from data.reference.occupations import Occupation, assignable, occupations

REMAINDER = re.compile(r"^其他|^不便分类|^军队")
CHOSEN = {
    "1-00-00-00": "1-06-01-02",
    "2-00-00-00": "2-99-00-00",
    "3-00-00-00": "3-99-00-00",
    "4-00-00-00": "4-99-00-00",
    "5-00-00-00": "5-01-02-01",
    "6-00-00-00": "6-31-99-00",
}
NONE = frozenset({"7-00-00-00", "8-00-00-00"})
"""Armed forces and what cannot be classified: nothing that a wish or an opening is filed under."""

SHARE = 0.9
"""How much of a group's chance its stand-in inherits."""


@cache
def fileable() -> frozenset[str]:
    """The codes of all occupations that a title may be filed under."""
    return frozenset(row.code for row in assignable()) - NONE


@cache
def stand_in(code: str) -> str | None:
    """The code itself when assignable; of a group its remainder (其他…人员), else its first occupation."""
    if code in fileable():
        return code
    group = occupations().get(code)
    if group is None or code in CHOSEN or code in NONE:
        return CHOSEN.get(code)
    below = _below().get(code[: 4 if group.level == 2 else 7], ())
    rest = [row for row in below if REMAINDER.match(row.name)]
    return next((row.code for row in rest or below), None)


@cache
def _below() -> Mapping[str, Sequence[Occupation]]:
    """The assignable occupations of each sub-major and minor group, by how their codes begin."""
    groups: dict[str, list[Occupation]] = {}
    for row in assignable():
        groups.setdefault(row.code[:4], []).append(row)
        groups.setdefault(row.code[:7], []).append(row)
    return groups


def inherited(chances: dict[str, float]) -> dict[str, float]:
    """Chances of assignable occupations only: those of a group go to its stand-in."""
    lone: dict[str, float] = {}
    for code, chance in chances.items():
        heir = stand_in(code)
        if heir is not None:
            share = chance if heir == code else chance * SHARE
            lone[heir] = 1 - (1 - lone.get(heir, 0.0)) * (1 - share)
    return lone
