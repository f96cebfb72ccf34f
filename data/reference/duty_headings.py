"""Under which headings a duty text says what is asked, and under which it tells of the firm, the pay or a career."""

from dataclasses import dataclass
from functools import cache

from data.reference.tables import rows


@dataclass(frozen=True, slots=True)
class DutyHeading:
    """The words of a heading; `asks` is False where what stands under it asks for nothing.

    `marked` headings are such only in brackets or before a colon, with a few characters more on either side; the
    others wherever they stand (those that ask) or begin a line or a sentence (those that tell).
    """

    words: str
    asks: bool
    marked: bool


@cache
def duty_headings() -> tuple[DutyHeading, ...]:
    """Every heading, in the order of the table."""
    return tuple(
        DutyHeading(row["heading"], row["under_it"] == "asked", row["marked"] == "yes") for row in rows("duty_headings.csv")
    )
