"""How places are written: full, short, run together, former or relative names, and what is not a place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from data.reading import place_context as context
from data.reading.gazetteer import GENERIC, Kind, Meaning, divisions, town_names
from data.reading.relative_places import find_relative, list_relative, read_relative
from data.reading.script import Folded, fold
from data.records import Place
from data.reference.regions import common_area, current, is_within, lineage, regions

LONGEST = 5000
"""Characters of a text that are looked at."""
MOST_CANDIDATES = 20
LIKELIER_A_DISTRICT = "朝阳"
"""The one short name of a city that more people use for another city's district."""
DISTRICTS_OF_A_CITY = ("市中", "市北", "市南")
"""Districts whose name begins with the character that a city's name ends with: 济南市中区."""


def read_place(text: str, near: str | None = None) -> Place:
    """The one place that a cell names, as deep as its names go and never deeper than they make sure.

    `near` is the code of a county or city: it resolves 县城, 本市 and the like, and names that several
    places share. What stays unsure is the smallest division that holds all `candidates`, or None.
    """
    folded = fold(text[:LONGEST])
    near = current(near) if near else None
    best = _Chain()
    for chain in _chains(folded.text, near, cell=True):
        best = best.joined(chain)
    if best.codes:
        place = best.place(folded.text, near)
    else:
        place = read_relative(folded.text, near) or _whole(folded.text.strip(), near)
    start, end = folded.original_span(place.start, place.end)
    return replace(place, text=text, start=start, end=end)


def read_places(text: str, near: str | None = None) -> tuple[Place, ...]:
    """Every place of a cell that may name several (南城、昆山或县城), in order, each with its own span."""
    folded = fold(text[:LONGEST])
    near = current(near) if near else None
    found = [chain.place(folded.text, near) for chain in _chains(folded.text, near, cell=True)]
    found += list_relative(folded.text, found, near)
    if not found:
        whole = read_place(text, near)
        found = [whole] if whole.code or whole.candidates else []
    return _spanned(found, folded, text)


def find_places(text: str, near: str | None = None) -> tuple[Place, ...]:
    """Every place that a free note mentions, in order, each with the span of the note that names it.

    Stricter than `read_places`: the bare short name of a county counts only beside its province, city or
    town, or where the words around it speak of a place. 县城 and the like mean `near`, else the county
    that the note itself names as home.
    """
    folded = fold(text[:LONGEST])
    near = current(near) if near else None
    found = [chain.place(folded.text, near) for chain in _chains(folded.text, near, cell=False)]
    found += find_relative(folded.text, found, near)
    return _spanned(found, folded, text)


def _spanned(found: list[Place], folded: Folded, text: str) -> tuple[Place, ...]:
    found.sort(key=lambda place: place.start)
    spans = ((place, folded.original_span(place.start, place.end)) for place in found)
    return tuple(replace(place, text=text[a:b], start=a, end=b) for place, (a, b) in spans)


@dataclass(frozen=True, slots=True)
class _Chain:
    """Names one after another that narrow each other down: 江西, 抚州, 南城.

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
        return len(self.codes) > 1 or any(map(_is_large, self.codes))

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

    def joined(self, other: _Chain) -> _Chain:
        """This chain made surer by a later one of the same cell; a later place elsewhere is left out."""
        if not self.codes:
            return other
        both = self.narrowed((Meaning(Kind.FULL, other.codes),))
        if not both:
            return other if self.weak and not other.weak else self
        end = self.end if both == self.codes else other.end
        return replace(self, codes=both, end=end, weak=self.weak and other.weak)

    def place(self, text: str, near: str | None) -> Place:
        code, candidates = _settled(self, near)
        level = regions()[code].level if code else None
        return Place(code, level, text[self.start : self.end], self.start, self.end, candidates)


def _settled(chain: _Chain, near: str | None) -> tuple[str | None, tuple[str, ...]]:
    """The lowest division that is sure, and the several that were possible."""
    codes = chain.codes
    tops = {code for code in codes if not any(code != area and is_within(code, area) for area in codes)}
    for area in lineage(near) if near else ():
        inner = {code for code in tops if is_within(code, area)}
        if inner:
            tops = inner
            break
    if len(tops) == 1:
        return next(iter(tops)), ()
    cities = [code for code in tops if _is_large(code)]
    if len(cities) == 1 and chain.short and chain.short != LIKELIER_A_DISTRICT:
        return cities[0], ()
    return common_area(*sorted(tops)), tuple(sorted(tops))[:MOST_CANDIDATES]


def _is_large(code: str) -> bool:
    return regions()[code].level != "county"


def _chains(text: str, near: str | None, *, cell: bool) -> Iterator[_Chain]:
    """The chains of names in the text, left to right."""
    chain = _Chain()
    position = 0
    while position < len(text) - 1:
        step = _next(text, position, chain, near, cell)
        if step is None:
            position += 1
            continue
        if chain.codes and step.start != chain.start:
            yield chain
        chain, position = step, step.end
    if chain.codes:
        yield chain


def _next(text: str, start: int, chain: _Chain, near: str | None, cell: bool) -> _Chain | None:
    """The chain after the name that begins at `start`: continued, begun anew, or None when there is none."""
    beside = bool(chain.codes) and context.beside(text, chain.end, start)
    town = _town_after(text, start, chain) if beside and (chain.open or start == chain.end) else None
    for end, meanings in divisions().at(text, start):
        if town and town.end > end:
            return town
        if _is_a_district(text, end - 1):
            continue
        step = _continued(text, start, end, chain, meanings) if beside else None
        step = step or _begun(text, start, end, meanings, near, cell)
        if step is not None:
            return step
    return town or (_town_alone(text, start, near) if context.edge_before(text, start) else None)


def _is_a_district(text: str, start: int) -> bool:
    end = start + 2
    return text[start:end] in DISTRICTS_OF_A_CITY and (
        text[end : end + 1] == "区" or context.edge_after(text, end)
    )


def _continued(
    text: str, start: int, end: int, chain: _Chain, meanings: tuple[Meaning, ...]
) -> _Chain | None:
    """The chain with a name beside it that fits into it."""
    full = meanings[0].kind.full
    if context.is_road(text, end, full):
        return None
    if text[start:end] in GENERIC and (start != chain.end or context.HOUSES.match(text, end)):
        return None
    codes = chain.narrowed(meanings)
    if not codes or (not full and context.is_building(text, end) and not any(map(_is_large, codes))):
        return None
    return replace(chain, codes=codes, end=end, weak=chain.weak and not full, short="")


def _begun(
    text: str, start: int, end: int, meanings: tuple[Meaning, ...], near: str | None, cell: bool
) -> _Chain | None:
    """A chain that begins with this name, if it can be trusted to be a place where it stands."""
    name, meaning = text[start:end], meanings[0]
    followed = _part_follows(text, end, meaning)
    if name in GENERIC or (not followed and context.is_road(text, end, meaning.kind.full)):
        return None
    if meaning.kind.full:
        alone = end - start > 2 or context.edge_before(text, start) or context.cued(text, start)
        return _Chain(meaning.codes, start, end) if alone else None
    large = any(map(_is_large, meaning.codes))
    at_hand = cell and near and context.edge_before(text, start) and _near_only(meaning.codes, near)
    if not followed and not at_hand:
        if context.is_building(text, end) or (meaning.kind is Kind.OLD_SHORT and not large):
            return None
        said = (
            context.said_in_cell(text, start, end) if cell else context.said_in_note(text, start, end, large)
        )
        if not said or (not large and _is_a_town(text, end, name, meaning)):
            return None
    codes = meaning.codes if large else _town_nearby(name, meaning.codes, near) or meaning.codes
    return _Chain(codes, start, end, weak=not large, short=name)


def _is_a_town(text: str, end: int, name: str, meaning: Meaning) -> bool:
    """Whether the short name of a county rather means a town of that name elsewhere: 龙江镇, 淳化工业园."""
    if context.SMALLER.match(text, end):
        return True
    if context.edge_after(text, end) or not all(
        regions()[code].name.endswith("县") for code in meaning.codes
    ):
        return False
    if context.CUE_AFTER.match(text, end):
        return False
    return any(item.codes - meaning.codes for item in town_names().get(name))


def _part_follows(text: str, end: int, meaning: Meaning) -> bool:
    """Whether a part of one of these divisions is named right after: 南城浔溪, 唐山路南."""
    chain = _Chain(meaning.codes, 0, end)
    if any(
        chain.within(part.codes) - meaning.codes for _, names in divisions().at(text, end) for part in names
    ):
        return True
    return any(
        chain.within(town.codes) and (town.kind is Kind.TOWN or context.fits_short_town(text, stop))
        for stop, towns in town_names().at(text, end)
        for town in towns
    )


def _town_nearby(name: str, counties: frozenset[str], near: str | None) -> frozenset[str]:
    """南城 said in 东莞 is its street office, not the county four hundred kilometres away."""
    if near is None or any(is_within(code, lineage(near)[-1]) for code in counties):
        return frozenset()
    towns = town_names().get(name)
    return frozenset(code for meaning in towns for code in _near_only(meaning.codes, near))


def _town_after(text: str, start: int, chain: _Chain) -> _Chain | None:
    """The chain with a town of its own beside it, which takes it down to the town's county."""
    for end, meanings in town_names().at(text, start):
        for meaning in meanings:
            inner = chain.within(meaning.codes)
            if not inner or context.is_road(text, end, meaning.kind.full):
                continue
            short = meaning.kind is Kind.TOWN_SHORT
            if short and (len(inner) > 1 or not context.fits_short_town(text, end)):
                continue
            return replace(chain, codes=inner, end=end, short=chain.short if inner == chain.codes else "")
    return None


def _town_alone(text: str, start: int, near: str | None) -> _Chain | None:
    """A town's full name on its own: enough when only one place around, or in the country, bears it."""
    for end, (meaning, *_) in town_names().at(text, start):
        if meaning.kind is not Kind.TOWN or end - start < 3 or text[end - 1] not in "镇乡道":
            continue
        for area in (*lineage(near), None) if near else (None,):
            codes = frozenset(code for code in meaning.codes if area is None or is_within(code, area))
            if len(codes) == 1:
                return _Chain(codes, start, end, weak=True)
    return None


def _whole(text: str, near: str | None) -> Place:
    """A cell that is nothing but one name which running text would not be trusted with: 闸北, 赣, 浔溪."""
    names = divisions().get(text) if text not in GENERIC else ()
    codes = names[0].codes if names else _of_one_character().get(text, frozenset())
    if not codes and near:
        towns = town_names().get(text)
        codes = frozenset(code for meaning in towns for code in _near_only(meaning.codes, near))
    if not codes:
        return Place(None, None, text)
    return _Chain(codes, 0, len(text), short=text).place(text, near)


def _near_only(codes: frozenset[str], near: str) -> frozenset[str]:
    return frozenset(code for code in codes if set(lineage(code)[:2]) & set(lineage(near)[:2]))


@cache
def _of_one_character() -> dict[str, frozenset[str]]:
    """京, 沪, 赣 and the like."""
    return {
        alias: frozenset({region.code})
        for region in regions().values()
        if region.level == "province"
        for alias in region.aliases
        if len(alias) == 1
    }
