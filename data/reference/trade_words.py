"""What counties and members mean by a word when they name a trade: often several industries, sometimes none at all."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from data.reference.tables import rows, several


@cache
def trade_words() -> Mapping[str, tuple[str, ...]]:
    """Codes of GB/T 4754-2017 by word, the first the likeliest; no codes where the word only sounds like a trade."""
    return MappingProxyType({word: several(row["industries"]) for row in rows("trade_words.csv") for word in several(row["words"])})
