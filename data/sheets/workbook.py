"""The sheets of a workbook, unpacked where a hostile one harms nobody."""

from pathlib import Path

from data.confined import Refused, read_confined

WorkbookRefused = Refused
UNPACKING = Path(__file__).with_name("unpacking.py")


def read_in_child(content: bytes, most_rows: int, most_columns: int) -> list[tuple[str, list[list[str]]]]:
    """(name, rows) of every sheet; empty rows and cells after the last filled one are left out."""
    return [(name, rows) for name, rows in read_confined(UNPACKING, content, most_rows, most_columns)]
