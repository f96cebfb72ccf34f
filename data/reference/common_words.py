"""Common words of duty texts that no name may cut in two: 护工 does not stand in 维护工作, nor 零售业 in 零售业务."""

from functools import cache

from data.reference.tables import rows


@cache
def common_words() -> frozenset[str]:
    """All of them; each has two characters."""
    return frozenset(row["word"] for row in rows("common_words.csv"))
