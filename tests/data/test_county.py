"""The sample county stays as fresh as on the day it was written."""

import csv
import io
import re
from datetime import date, timedelta

import pytest

from data.scenarios.county import FOLDER, SHEETS, WRITTEN_ON, county_sheet
from data.sheets.importing import read_sheets
from data.vocabulary import RecordKind

DAYS = re.compile(r"\d{4}-\d{2}-\d{2}")


@pytest.mark.parametrize("kind", SHEETS)
def test_on_the_first_day_the_sheets_are_as_written(kind: RecordKind) -> None:
    written = (FOLDER / f"{SHEETS[kind]}.csv").read_text(encoding="utf-8-sig")
    assert county_sheet(kind, WRITTEN_ON).decode() == written


@pytest.mark.parametrize("kind", SHEETS)
@pytest.mark.parametrize("days", [1, 100, 3_000, -500])
def test_every_day_moves_by_as_much(kind: RecordKind, days: int) -> None:
    before, after = (county_sheet(kind, WRITTEN_ON + timedelta(by)).decode() for by in (0, days))
    moved = [date.fromisoformat(day) - timedelta(days) for day in DAYS.findall(after)]
    assert moved == [date.fromisoformat(day) for day in DAYS.findall(before)]
    assert DAYS.sub("", after) == DAYS.sub("", before)


@pytest.mark.parametrize("kind", SHEETS)
def test_every_row_is_taken(kind: RecordKind) -> None:
    content = county_sheet(kind, WRITTEN_ON)
    rows = read_sheets("county.csv", content, WRITTEN_ON, kind)
    assert len(rows) == len(list(csv.DictReader(io.StringIO(content.decode()))))
    assert all(row.record is not None for row in rows)


def test_openings_are_open_on_any_day() -> None:
    for day in (WRITTEN_ON, date(2031, 3, 5)):
        rows = read_sheets("county.csv", county_sheet(RecordKind.OPENING, day), day, RecordKind.OPENING)
        ended = [row for row in rows if (until := getattr(row.record, "valid_until", None)) and until < day.isoformat()]
        assert len(ended) < len(rows) / 20
