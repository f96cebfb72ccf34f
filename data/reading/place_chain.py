"""Names of places one after another that narrow each other down: 江西, 抚州, 南城."""

from __future__ import annotations

from dataclasses import dataclass, replace

from data.reading.gazetteer import Kind, Meaning
from data.records import Place
from data.reference.regions import common_area, is_within, lineage, regions

MOST_CANDIDATES = 20
LIKELIER_A_DISTRICT = "朝阳"
"""The one short name of a city that more people use for another city's district."""


@dataclass(frozen=True, slots=True)
class Chain:
    """What the names heard so far may mean, and where they stand in the text.

    `weak` when it rests on the short name of a county alone; `short` is that name until more is known.
    """

    codes: frozenset[str] = frozenset()
    start: int = 0
    end: int = 0
    weak: bool = False
    short: str = ""

    @property
    def open(self) -> bool:
        """Whether a town could make it surer: it is ambiguous or ends above the county."""
        return len(self.codes) > 1 or any(map(is_large, self.codes))

    def within(self, codes: frozenset[str]) -> frozenset[str]:
        return frozenset(code for code in codes if any(is_within(code, area) for area in self.codes))

    def narrowed(self, meanings: tuple[Meaning, ...]) -> frozenset[str]:
        """What remains once one more name is heard; empty when it does not fit."""
        for meaning in meanings:
            inner = self.within(meaning.codes)
            if inner:
                return inner
        wider = {code for meaning in meanings for code in meaning.codes}
        return frozenset(code for code in self.codes if any(is_within(code, area) for area in wider))

    def joined(self, other: Chain) -> Chain:
        """This chain made surer by a later one of the same cell; a later place elsewhere is left out."""
        if not self.codes:
            return other
        both = self.narrowed((Meaning(Kind.FULL, other.codes),))
        if not both:
            return other if self.weak and not other.weak else self
        end = self.end if both == self.codes else other.end
        return replace(self, codes=both, end=end, weak=self.weak and other.weak)

    def beside(self, other: Chain) -> Chain | None:
        """Both, where another county of the same city follows without a sign: 厦门思明湖里 is all Xiamen for sure."""
        if self.end != other.start or not self.codes or not other.weak or any(map(is_large, self.codes | other.codes)):
            return None
        cities = {lineage(code)[1:] for code in self.codes | other.codes}
        return replace(self, codes=self.codes | other.codes, end=other.end, short="") if len(cities) == 1 else None

    def place(self, text: str, near: str | None) -> Place:
        code, candidates = self.settled(near)
        level = regions()[code].level if code else None
        return Place(code, level, text[self.start : self.end], self.start, self.end, candidates)

    def settled(self, near: str | None) -> tuple[str | None, tuple[str, ...]]:
        """The lowest division that is sure, and the several that were possible."""
        codes = self.codes
        tops = {code for code in codes if not any(code != area and is_within(code, area) for area in codes)}
        for area in lineage(near) if near else ():
            inner = {code for code in tops if is_within(code, area)}
            if inner:
                tops = inner
                break
        if len(tops) == 1:
            return next(iter(tops)), ()
        cities = [code for code in tops if is_large(code)]
        if len(cities) == 1 and self.short and self.short != LIKELIER_A_DISTRICT:
            return cities[0], ()
        return common_area(*sorted(tops)), tuple(sorted(tops))[:MOST_CANDIDATES]


def is_large(code: str) -> bool:
    return regions()[code].level != "county"
