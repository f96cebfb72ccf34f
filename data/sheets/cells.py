"""What one cell of a sheet says, with a fault where it could not be read."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TypeVar

from data.errors import Fault
from data.reading.clauses import is_none, pieces
from data.reading.dates import read_start, read_until
from data.records import Phrase, Start
from data.sheets.headings import accepts
from data.vocabulary import RecordKind

T = TypeVar("T")
LONGEST_CELL = 20_000
UNREADABLE = frozenset(
    {"", "-", "/", "—", "无", "不限", "none", "null", "nan", "长期", "长期有效", "长期招聘", "招满为止", "熟手", "熟练工", "面议", "另议"}
)
"""What says openly that there is no figure; nothing was misread."""


@dataclass(slots=True)
class Cells:
    """One row by contract heading; gathers faults as cells are read."""

    kind: RecordKind
    values: Mapping[str, str]
    today: date
    faults: list[Fault] = field(default_factory=list)

    def text(self, heading: str) -> str:
        """The cell as written, without blanks at its ends; empty where there is none."""
        return self.values.get(heading, "").strip()

    def read(self, heading: str, reader: Callable[[str], T | None]) -> T | None:
        """The cell's value; a fault is noted where something stands there that cannot be read."""
        text = self.text(heading)
        if not text:
            return None
        value = reader(text)
        if value is None and text.lower() not in UNREADABLE:
            self.doubt(heading)
        return value

    def phrases(self, heading: str) -> tuple[Phrase, ...]:
        """The pieces of the cell; none where it says that there is nothing."""
        text = self.text(heading)
        return () if is_none(text) else pieces(text, heading)

    def phrase(self, heading: str) -> Phrase:
        """The whole cell as one phrase."""
        text = self.text(heading)
        return Phrase(text, heading, 0, len(text))

    def start(self, text: str) -> Start | None:
        """When somebody can begin; at once means today."""
        found = read_start(text, self.today)
        if found is None or not found.immediate:
            return found
        return replace(found, date=self.today.isoformat())

    def until(self, heading: str) -> str | None:
        """The last day that the cell names."""
        day = self.read(heading, lambda text: read_until(text, self.today))
        return day.isoformat() if day else None

    def doubt(self, heading: str) -> None:
        """Note, once, that the cell could not be read."""
        if all(fault.where != heading for fault in self.faults):
            self.faults.append(Fault(heading, self.text(heading), accepts(self.kind, heading)))
