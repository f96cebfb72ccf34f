"""What a bare word means as the whole of a skill cell, where inside a sentence it would say nothing."""

import csv
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType


@cache
def skill_cells() -> Mapping[str, str | None]:
    """By the word, the code of the skill, or None for a word that is known to name no skill (a trade, a subject)."""
    table = files("data.reference").joinpath("skill_cells.csv").read_text(encoding="utf-8")
    return MappingProxyType({row["written"]: row["skill"] or None for row in csv.DictReader(table.splitlines())})
