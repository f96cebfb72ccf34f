"""What a bare word means as the whole of a skill cell, where inside a sentence it would say nothing."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from data.reference.tables import rows


@cache
def skill_cells() -> Mapping[str, str | None]:
    """By the word, the code of the skill, or None for a word that is known to name no skill (a trade, a subject)."""
    return MappingProxyType({row["written"]: row["skill"] or None for row in rows("skill_cells.csv")})
