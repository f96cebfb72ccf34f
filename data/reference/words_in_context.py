"""Words of running text that mean a skill only beside certain other words, or never by themselves."""

from dataclasses import dataclass
from functools import cache

from data.reference.tables import rows, several


@dataclass(frozen=True, slots=True)
class InContext:
    """Any word of `said` means `skill` where one of `beside` stands at most `within` characters from it.

    Without `beside` nothing is meant: such words are too common in duty texts to say anything there.
    `only_there` is True for words that are names of skills too, but in running text count beside those words only.
    """

    skill: str
    said: tuple[str, ...]
    beside: tuple[str, ...]
    within: int
    only_there: bool


@cache
def words_in_context() -> tuple[InContext, ...]:
    """Every statement, in the order of the table."""
    return tuple(
        InContext(
            skill=row["skill"],
            said=several(row["said"]),
            beside=several(row["beside"]),
            within=int(row["within"] or 0),
            only_there=row["only_there"] == "yes",
        )
        for row in rows("words_in_context.csv")
    )
