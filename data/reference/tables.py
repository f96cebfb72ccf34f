"""How the tables of this folder are written: a heading, one entry a row, bars between several values of a cell."""

import csv
from importlib.resources import files


def rows(table: str) -> list[dict[str, str]]:
    """The rows of a table by its file name, each with its cells by heading."""
    text = files("data.reference").joinpath(table).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def several(cell: str) -> tuple[str, ...]:
    """The values of a cell, in its order; none in an empty one."""
    return tuple(part for part in cell.split("|") if part)
