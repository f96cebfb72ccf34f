"""Values from somebody's JSON as labelled lines of text, each with the JSON pointer that it came from."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from data.reading.script import INVISIBLE

LONGEST_VALUE, LONGEST_TEXT = 2_000, 20_000
LARGEST_WHOLE = 1e15
BLANKS = re.compile(r"\s+")
CONTROL = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff]")


@dataclass(slots=True)
class Lines:
    """A text in the making, and for each of its lines the pointer of the value in it."""

    lines: list[str] = field(default_factory=list)
    pointers: list[str] = field(default_factory=list)

    def add(self, label: str, value: object, pointer: str) -> None:
        """A line `label：value`; nothing where there is no value. A text of several lines becomes several."""
        for words in texts(value):
            for line in CONTROL.sub("", INVISIBLE.sub("", words)).splitlines():
                bare = BLANKS.sub(" ", line).strip()[:LONGEST_VALUE]
                if bare:
                    self.lines.append(f"{label}：{bare}" if label else bare)
                    self.pointers.append(pointer)

    def head(self, words: str) -> None:
        """A line that only heads those below it."""
        self.lines.append(words)
        self.pointers.append("")

    @property
    def text(self) -> str:
        """The lines as one text."""
        return "\n".join(self.lines)


def texts(value: object) -> list[str]:
    """The words of a value: a text, a number, or each of a list; nothing of anything else."""
    if isinstance(value, str):
        return [value[:LONGEST_TEXT]] if value.strip() else []
    if isinstance(value, int | float) and not isinstance(value, bool):
        return [str(int(value)) if isinstance(value, float) and value.is_integer() and abs(value) < LARGEST_WHOLE else str(value)]
    if isinstance(value, list):
        return [words for item in value for words in (texts(item) if not isinstance(item, list) else [])]
    return []


def part(value: object, *names: str) -> object:
    """What stands at a path of names; None where anything on the way is missing."""
    for name in names:
        value = value.get(name) if isinstance(value, Mapping) else None
    return value


def first(value: object) -> str:
    """The first of the words of a value; empty where there are none."""
    return next(iter(texts(value)), "").strip()


def items(value: object) -> list[tuple[int, Mapping[str, object]]]:
    """The objects of a list with their places; one object counts as a list of itself."""
    listed = value if isinstance(value, list) else [value]
    return [(at, item) for at, item in enumerate(listed) if isinstance(item, Mapping)]
