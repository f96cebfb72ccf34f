"""The row that grows out of a note: cells by heading, where each was read, what is doubtful, what is refused."""

from __future__ import annotations

from dataclasses import dataclass, field

from data.text import Text
from features.drafts.note import Note


@dataclass(frozen=True, slots=True)
class Doubt:
    """Words that were not taken as said, and why."""

    field: str
    text: str
    start: int
    end: int
    reason: Text


@dataclass(slots=True)
class Filling:
    """A row in the making. Places are those of the folded note; `taken` marks characters that were read."""

    note: Note
    cells: dict[str, list[str]] = field(default_factory=dict)
    spans: list[dict[str, object]] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    doubtful: list[str] = field(default_factory=list)
    parts: list[dict[str, object]] = field(default_factory=list)
    taken: bytearray = field(default_factory=bytearray)

    def __post_init__(self) -> None:
        self.taken = bytearray(len(self.note.plain))

    def put(self, heading: str, start: int, end: int, text: str | None = None) -> None:
        """Write the words of [start, end), or `text` read from them, under a heading."""
        first, last, words = self.note.original(start, end)
        said = (text if text is not None else words).strip()
        self.taken[start:end] = b"\1" * (end - start)
        if not said or said in self.cells.get(heading, ()):
            return
        self.cells.setdefault(heading, []).append(said)
        self.spans.append(
            {"field": heading, "start": first, "end": last, "text": self.note.text[first:last], "source": "note"}
        )

    def withdraw(self, heading: str) -> None:
        """Take back what was written under a heading."""
        if self.cells.pop(heading, None):
            self.spans = [span for span in self.spans if span["field"] != heading]

    def take(self, start: int, end: int) -> None:
        """Mark as read without writing it anywhere."""
        self.taken[start:end] = b"\1" * (end - start)

    def free(self, start: int, end: int) -> bool:
        """Whether nothing in [start, end) was read yet."""
        return not any(self.taken[start:end])

    def left(self, start: int, end: int) -> list[tuple[int, int]]:
        """The stretches of [start, end) that nothing has read."""
        found, begun = [], start
        for at in range(start, end + 1):
            if at == end or self.taken[at]:
                if at > begun:
                    found.append((begun, at))
                begun = at + 1
        return found

    def doubt(self, heading: str, start: int, end: int, reason: Text) -> None:
        """Note words that are not sure enough to be taken."""
        first, last, words = self.note.original(start, end)
        self.doubts.append(Doubt(heading, words, first, last, reason))

    def row(self) -> dict[str, str]:
        """The cells as one text each."""
        return {heading: "；".join(dict.fromkeys(said)) if heading in ("备注", "需求说明", "说明", "岗位职责")
                else "、".join(dict.fromkeys(said)) for heading, said in self.cells.items()}
