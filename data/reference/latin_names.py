"""How divisions are written in Latin letters: Nancheng, Xi'an, Inner Mongolia; pinyin and usual English names."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from data.reference.regions import lineage, regions

TABLE = Path(__file__).with_name("regions_latin.csv")
NOT_A_LETTER = re.compile("[^a-z]")


def spelling(name: str) -> str:
    """The letters alone, small: Xi'an is xian, Lüliang lvliang."""
    return NOT_A_LETTER.sub("", name.lower().replace("ü", "v"))


def english(code: str) -> str:
    """Nancheng County, Fuzhou, Jiangxi; the Chinese name of a division that has ended, empty for a code that never was."""
    names = _english()
    return ", ".join(names.get(area) or regions()[area].name for area in lineage(code))


@cache
def _english() -> Mapping[str, str]:
    with TABLE.open(encoding="utf-8", newline="") as lines:
        return MappingProxyType({row["code"]: row["name_en"] for row in csv.DictReader(lines)})


@cache
def latin_names() -> Mapping[str, frozenset[str]]:
    """The codes of the standing divisions that bear each name, by its `spelling`."""
    named: dict[str, set[str]] = {}
    with TABLE.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            for name in (row["name_en"], *row["names"].split("|")):
                for key in {spelling(name), spelling(name.replace("ü", "u"))}:
                    named.setdefault(key, set()).add(row["code"])
    return MappingProxyType({name: frozenset(codes) for name, codes in named.items()})
