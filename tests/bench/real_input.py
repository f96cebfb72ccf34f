"""The lines that are measured: real openings, addresses and skill labels where this machine has them, else the sample county's."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

from data.sheets.files import decode
from tests.bench.drafts import cases
from tests.bench.public import REAL

COUNTY = Path(__file__).parents[2] / "data" / "scenarios" / "county"


def column(name: str) -> list[str]:
    """What stands under one heading of the real openings, or of the sample county's."""
    return [row[name] for row in _openings() if row.get(name)]


def whole_postings() -> list[str]:
    """Every opening as one text, as it would be pasted."""
    return ["\n".join(f"{name}：{value}" for name, value in row.items() if value) for row in _openings()]


def skill_labels() -> Counter[str]:
    """How often each label stands in the skill cells of the openings."""
    return Counter(label for cell in column("技能要求") for part in cell.split("、") if (label := part.strip()))


def addresses() -> list[str]:
    """Real addresses, blank lines left out, or the sample county's."""
    if REAL.is_dir():
        lines = (REAL / "addresses.txt").read_text(encoding="utf-8").splitlines()
        return [line for line in lines if line.strip()]
    return column("工作地点")


def notes() -> list[str]:
    """The notes of the drafting cases."""
    return [case["note"] for case in cases()]


def _openings() -> Iterator[dict[str, str]]:
    files = [REAL / "openings_51job.csv", REAL / "openings_lagou.csv"] if REAL.is_dir() else [COUNTY / "openings.csv"]
    for path in files:
        yield from rows_of(path)


def rows_of(path: Path) -> Iterator[dict[str, str]]:
    """The rows of a sheet, in whatever encoding it came."""
    yield from csv.DictReader(StringIO(decode(path.name, path.read_bytes())))
