"""The sample county's four sheets, with every written day moved so that they are as fresh on any day as on the first."""

import re
from datetime import date, timedelta
from pathlib import Path

from data.vocabulary import RecordKind

FOLDER = Path(__file__).parent / "county"
WRITTEN_ON = date(2026, 11, 22)
SHEETS = {
    RecordKind.MEMBER: "members",
    RecordKind.OPENING: "openings",
    RecordKind.NEED: "needs",
    RecordKind.SERVICE: "services",
}
ISO_DAY = re.compile(r"(?<![\d-])\d{4}-\d{2}-\d{2}(?![\d-])")


def county_sheet(kind: RecordKind, today: date) -> bytes:
    """The sheet of one kind as a CSV file of UTF-8, its days (YYYY-MM-DD in any cell) as far from `today` as they
    were from the day on which the county was written down."""
    return moved((FOLDER / f"{SHEETS[kind]}.csv").read_text(encoding="utf-8-sig"), today)


def moved(text: str, today: date) -> bytes:
    """A sheet as UTF-8 with every day in it as far from `today` as it was from the day of writing."""
    moved_by = today - WRITTEN_ON
    return ISO_DAY.sub(lambda found: _moved(found[0], moved_by), text).encode("utf-8")


def _moved(day: str, by: timedelta) -> str:
    try:
        return (date.fromisoformat(day) + by).isoformat()
    except (ValueError, OverflowError):
        return day
