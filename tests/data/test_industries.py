"""What every table of names promises: a Chinese and an English name for each row, and one English name for one thing."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import Protocol

import pytest

from data.reference.conditions import conditions
from data.reference.credentials import credentials
from data.reference.industries import Industry, industries
from data.reference.occupations import occupations
from data.reference.skills import skills

CHINESE = re.compile("[\u3400-\u9fff]")
LONGEST_ENGLISH = 90


class Named(Protocol):
    """A row of any table: what it is called in both languages."""

    @property
    def name(self) -> str: ...

    @property
    def name_en(self) -> str: ...


TABLES: Mapping[str, Mapping[str, Named]] = {
    "industries": industries(),
    "occupations": occupations(),
    "skills": skills(),
    "credentials": credentials(),
    "conditions": conditions(),
}


@pytest.mark.parametrize("table", TABLES)
def test_every_row_has_both_names_and_only_software_goes_without_a_chinese_one(table: str) -> None:
    rows = TABLES[table]
    assert rows
    assert [code for code, row in rows.items() if not row.name.strip() or not row.name_en.strip()] == []
    latin = [row.name for row in rows.values() if not CHINESE.search(row.name)]
    assert not latin or (table == "skills" and {"SQL", "Python", "Photoshop"} <= set(latin)), latin


@pytest.mark.parametrize("table", TABLES)
def test_no_english_name_holds_chinese_characters(table: str) -> None:
    assert [row.name_en for row in TABLES[table].values() if CHINESE.search(row.name_en)] == []


@pytest.mark.parametrize("table", TABLES)
def test_every_english_name_is_short_begins_large_and_has_no_stray_spaces(table: str) -> None:
    for row in TABLES[table].values():
        assert len(row.name_en) <= LONGEST_ENGLISH, row
        assert row.name_en == " ".join(row.name_en.split()), row
        assert not row.name_en[0].islower() or row.name_en.startswith("iOS"), row


@pytest.mark.parametrize("level", [1, 2, 3, 4])
def test_no_two_industries_of_one_level_share_an_english_name(level: int) -> None:
    assert _said_twice(entry for entry in industries().values() if entry.level == level) == []


def test_an_english_name_recurs_only_up_and_down_one_branch() -> None:
    recurring = set(_said_twice(industries().values()))
    for name in recurring:
        codes = sorted(entry.code for entry in industries().values() if entry.name_en.lower() == name)
        assert all(longer.startswith(shorter) for shorter, longer in pairwise(codes)), name


def _said_twice(entries: Iterable[Industry]) -> list[str]:
    said = Counter(entry.name_en.lower() for entry in entries)
    return [name for name, times in said.items() if times > 1]
