"""Words of trades as Taiwan and Hong Kong say them, with the mainland's word, once characters are simplified."""

import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from data.reference.tables import rows


@cache
def regional_words() -> Mapping[str, str]:
    """The mainland's word for each; a word standing for itself keeps a longer one whole (软体家具)."""
    return MappingProxyType({row["said"]: row["mainland"] for row in rows("regional_words.csv")})


def as_on_the_mainland(simplified: str) -> str:
    """The text with every such word replaced, of overlapping ones the first and longest."""
    return _any_word().sub(lambda found: regional_words()[found[0]], simplified)


@cache
def _any_word() -> re.Pattern[str]:
    longest_first = sorted(regional_words(), key=lambda word: (-len(word), word))
    return re.compile("|".join(map(re.escape, longest_first)))
