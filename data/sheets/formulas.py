"""Cells that a spreadsheet program would run as a formula: written as text, and read back as they were."""

import re

RUNS = re.compile(r"^'*\s*[=+\-@＝＋－＠]|^'*[\t\r]")
HARMLESS = re.compile(r"[+-]?\d[\d .]*|[-－—]+")
"""Numbers, telephone numbers with their +86, and a dash for nothing."""


def escape_formula(cell: str) -> str:
    """The cell behind an apostrophe where a spreadsheet program would run it; one that it had gets a second."""
    return "'" + cell if RUNS.match(cell) and not HARMLESS.fullmatch(cell) else cell


def unescape_formula(cell: str) -> str:
    """The cell as it was before `escape_formula`."""
    return cell[1:] if cell.startswith("'") and RUNS.match(cell) else cell
