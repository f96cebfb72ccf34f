"""The names and aliases of one reference table, found exactly, inside a text, or by likeness."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from data.reading.persons import LEFT_OUT, NEUTRAL
from features.linkers.link import Link, Via
from features.linkers.mentions import Mention, Names, longest_first
from features.linkers.ngrams import GramIndex
from features.linkers.spelling import Spelled, spell

NEIGHBOURS = 40
"""So many entries, those that share most with a text, are compared letter by letter."""

TYPING_ERROR = 0.8
"""From this ratio of equal letters on an entry is taken for the text with a slip of the pen."""

LIKENESS_CEILING = 0.85
"""No mere likeness is surer than this; where words are, likeness is not asked."""

LONGEST_PHRASE = 300
"""What stands after so many characters of a phrase is not read: likeness takes time, and no name is so long."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a reference table as a linker needs it; earlier aliases are surer than `weaker` ones."""

    code: str
    name: str
    aliases: tuple[str, ...] = ()
    weaker: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """One way of writing one code.

    `sure` is how much an exact meeting is worth. `marked` names have a mark inside (C/C++, 市场/营销): only these are
    found where a mark stands in the text.
    """

    code: str
    spelled: str
    sure: float
    marked: bool


class Lexicon:
    """Ties text to the codes of a table."""

    def __init__(self, rows: Iterable[Row]) -> None:
        rows = tuple(rows)
        self.titles = {row.code: row.name for row in rows}
        self.entries = _entries(rows)
        self.names = Names(entry.spelled for entry in self.entries)

    @cached_property
    def index(self) -> GramIndex:
        """All entries, in their order, by the characters that they share with a text."""
        return GramIndex([entry.spelled for entry in self.entries])

    def link(self, text: str, top: int = 5) -> tuple[Link, ...]:
        """The best codes for a short phrase, surest first; equal ones by code."""
        spelled = spell(text[:LONGEST_PHRASE])
        found = [*self.exact(spelled), *self.contained(spelled)]
        if not any(link.similarity >= LIKENESS_CEILING for link in found):
            found.extend(self.alike(spelled))
        return best_of_each(found)[:top]

    def find(self, text: str) -> tuple[Link, ...]:
        """All names standing inside a longer text, the longest first where they overlap, in its order."""
        spelled = spell(text)
        whole = (
            mention
            for mention in self.names.inside(spelled)
            if self.entries[mention.entry].marked or spelled.unbroken(mention.start, mention.end)
        )
        return tuple(
            self._at(spelled, mention, self.entries[mention.entry].sure)
            for mention in longest_first(whole, len(spelled.text))
        )

    def exact(self, spelled: Spelled) -> list[Link]:
        """Entries that are the whole of the text."""
        end = len(spelled.text)
        return [
            self._at(spelled, Mention(entry, 0, end), self.entries[entry].sure)
            for entry in self.names.exactly(spelled.text)
        ]

    def contained(self, spelled: Spelled) -> list[Link]:
        """Entries inside the text: the more of it they cover the surer, and surer at its end."""
        length = len(spelled.text)
        return [
            self._at(spelled, mention, coverage(mention, length) * self.entries[mention.entry].sure)
            for mention in longest_first(self.names.inside(spelled), length)
            if mention.end - mention.start < length
        ]

    def alike(self, spelled: Spelled) -> list[Link]:
        """Entries written alike: a slip of the pen (`fuzzy`) or many shared characters (`ngram`)."""
        from rapidfuzz.fuzz import ratio

        if not spelled.text:
            return []
        cosines = self.index.cosines(spelled.text)
        nearest = _largest(cosines, NEIGHBOURS)
        found = []
        for entry in nearest:
            known = self.entries[entry]
            same = ratio(spelled.text, known.spelled) / 100
            slip = same >= TYPING_ERROR and len(known.spelled) > 2
            similarity = (
                max(float(cosines[entry]), same * 0.95 if slip else 0.0) * LIKENESS_CEILING * known.sure
            )
            via: Via = "fuzzy" if slip else "ngram"
            found.append(
                Link(known.code, self.titles[known.code], round(similarity, 4), 0, spelled.length, via)
            )
        return found

    def _at(self, spelled: Spelled, mention: Mention, similarity: float) -> Link:
        code = self.entries[mention.entry].code
        start, end = spelled.span(mention.start, mention.end)
        return Link(code, self.titles[code], round(similarity, 4), start, end, "alias")


def coverage(mention: Mention, length: int) -> float:
    """How much a mention inside a phrase says: more for its share, and for standing at the end."""
    share = (mention.end - mention.start) / length
    return 0.4 + 0.35 * share + (0.2 if mention.end == length else 0.0)


def best_of_each(links: Iterable[Link]) -> tuple[Link, ...]:
    """Of each code its surest link; surest first, equal ones by code."""
    best: dict[str, Link] = {}
    for link in links:
        known = best.get(link.code)
        if known is None or link.similarity > known.similarity:
            best[link.code] = link
    return tuple(sorted(best.values(), key=lambda link: (-link.similarity, link.code)))


def _entries(rows: Sequence[Row]) -> tuple[Entry, ...]:
    """Every name and alias, once for each code; a weaker alias that another code has as a sure one is left out."""
    entries: list[Entry] = []
    claimed: set[str] = set()
    names = {row.code: [(alias, spell(alias)) for alias in (row.name, *row.aliases, *row.weaker)] for row in rows}
    marked = {spelled.text for spellings in names.values() for _, spelled in spellings if 2 in spelled.joins[1:]}
    for sure in (1.0, 0.95):
        here: set[str] = set()
        for row in rows:
            known: set[str] = set()
            strong = 1 + len(row.aliases)
            for alias, spelled in names[row.code][:strong] if sure == 1 else names[row.code][strong:]:
                bare = spelled.text in ("", NEUTRAL) or (alias != row.name and LEFT_OUT.search(alias))
                if bare or spelled.text in known or spelled.text in claimed:
                    continue
                known.add(spelled.text)
                entries.append(Entry(row.code, spelled.text, sure, spelled.text in marked))
            here |= known
        claimed |= here
    return tuple(entries)


def _largest(values: np.ndarray[tuple[int], np.dtype[np.float64]], count: int) -> list[int]:
    count = min(count, len(values))
    if not count:
        return []
    nearest = np.argpartition(-values, count - 1)[:count]
    return sorted((int(at) for at in nearest if values[at] > 0), key=lambda at: (-values[at], at))
