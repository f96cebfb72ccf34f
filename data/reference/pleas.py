"""In what words people ask for help who do not name the matter: 老板拖着三个月钱不给, 娃儿要在这边念一年级."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from data.reference.matters import matters
from data.reference.tables import rows, several


@dataclass(frozen=True, slots=True)
class Plea:
    """A matter is meant where one word of each of `cues` stands in a text, no letter used twice, and none of `without`."""

    matter: str
    cues: tuple[tuple[str, ...], ...]
    without: tuple[str, ...]


@cache
def pleas() -> tuple[Plea, ...]:
    """Every plea, in the order of the table; a matter may have several.

    Raises ValueError, naming the code, when a row points to no matter.
    """
    table = rows("pleas.csv")
    unknown = [row["matter"] for row in table if row["matter"] not in matters()]
    if unknown:
        raise ValueError(f"pleas.csv: no such matter: {', '.join(unknown)}")
    return tuple(
        Plea(row["matter"], tuple(tuple(part.split("/")) for part in row["cues"].split("+")), several(row["not"]))
        for row in table
    )


def matters_pleaded(text: str) -> tuple[tuple[str, int, int], ...]:
    """(matter, start, end) of every matter for which a text pleads, in the order of the table, each once."""
    found: dict[str, tuple[str, int, int]] = {}
    for plea in pleas():
        if plea.matter in found or any(word in text for word in plea.without):
            continue
        span = _span(text, plea.cues)
        if span:
            found[plea.matter] = (plea.matter, *span)
    return tuple(found.values())


def _span(text: str, cues: tuple[tuple[str, ...], ...]) -> tuple[int, int] | None:
    """From the first to the last cue; None where one is missing."""
    taken: list[tuple[int, int]] = []
    for words in cues:
        places = ((at, at + len(word)) for word in words if (at := text.find(word)) >= 0)
        free = [place for place in places if all(place[1] <= start or end <= place[0] for start, end in taken)]
        if not free:
            return None
        taken.append(min(free))
    return min(start for start, _ in taken), max(end for _, end in taken)
