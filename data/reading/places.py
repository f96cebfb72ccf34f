"""How places are written: full, short, run together, former or relative names, and what is not a place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from data.reading import place_context as context
from data.reading.gazetteer import (
    GENERIC,
    KNOWN_ALONE,
    PARTS_OF_ANY_TOWN,
    Kind,
    Meaning,
    divisions,
    town_names,
)
from data.reading.latin_places import read_latin
from data.reading.place_chain import Chain, is_large
from data.reading.place_roles import meant
from data.reading.relative_places import find_relative, list_relative, read_relative
from data.reading.script import Folded, fold
from data.reading.spaced import closed_up
from data.records import Place
from data.reference.regions import current, is_within, lineage, regions

LONGEST = 5000
"""Characters of a text that are looked at."""
LONE_CHARACTER = re.compile(r"(?:现?[在来去到赴居住])(?P<name>\w)(?:打工|务工|工作|上班|生活|居住|经商|创业)?")
"""A province by its one character: 在沪打工."""
DISTRICTS_OF_A_CITY = ("市中", "市北", "市南")
"""Districts whose name begins with the character that a city's name ends with: 济南市中区."""


def read_place(text: str, near: str | None = None) -> Place:
    """The one place that a cell names, as deep as its names go and never deeper than they make sure.

    `near` is the code of a county or city: it resolves 县城, 本市 and the like, and names that several
    places share. What stays unsure is the smallest division that holds all `candidates`, or None.
    """
    folded = closed_up(fold(text[:LONGEST]))
    near = current(near) if near else None
    named = list(_chains(folded.text, near, cell=True))
    best = Chain()
    for chain in meant(folded.text, named, lambda chain: chain.start):
        best = best.beside(chain) or best.joined(chain)
    if best.codes:
        place = best.place(folded.text, near)
    elif named:
        place = Place(None, None)
    elif (town := _town_at_first(folded.text)).codes:
        place = town.place(folded.text, near)
    elif (latin := read_latin(folded.text)).codes:
        place = latin.place(folded.text, near)
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


def _chains(text: str, near: str | None, *, cell: bool) -> Iterator[Chain]:
    """The chains of names in the text, left to right."""
    chain = Chain()
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


def _next(text: str, start: int, chain: Chain, near: str | None, cell: bool) -> Chain | None:
    """The chain after the name that begins at `start`: continued, begun anew, or None when there is none."""
    beside = bool(chain.codes) and context.beside(text, chain.end, start)
    town = _town_after(text, start, chain) if beside and (chain.open or start == chain.end) else None
    for end, meanings in divisions().at(text, start):
        if town and town.end > end:
            return town
        if _is_a_district(text, end - 1):
            continue
        step = _continued(text, start, end, chain, meanings) if beside else None
        step = step or _begun(text, start, end, meanings, near, cell) or _beside_its_like(text, start, end, chain, meanings)
        if step is not None:
            return step
    if town or not (context.edge_before(text, start) or context.after_a_zone(text, start)):
        return town
    return _town_alone(text, start, near)


def _is_a_district(text: str, start: int) -> bool:
    end = start + 2
    return text[start:end] in DISTRICTS_OF_A_CITY and (
        text[end : end + 1] == "区" or context.edge_after(text, end)
    )


def _continued(
    text: str, start: int, end: int, chain: Chain, meanings: tuple[Meaning, ...]
) -> Chain | None:
    """The chain with a name beside it that fits into it."""
    full = meanings[0].kind.full
    if context.is_road(text, end, full):
        return None
    if text[start:end] in GENERIC and (start != chain.end or context.HOUSES.match(text, end)):
        return None
    codes = chain.narrowed(meanings)
    if not codes or (not full and context.is_building(text, end) and not any(map(is_large, codes))):
        return None
    return replace(chain, codes=codes, end=end, weak=chain.weak and not full, short="")


def _beside_its_like(
    text: str, start: int, end: int, chain: Chain, meanings: tuple[Meaning, ...]
) -> Chain | None:
    """A county right after another of its city, with nothing after but the city or one more: 厦门思明湖里."""
    if start != chain.end or not _in_one_city(chain.codes):
        return None
    city = Chain(frozenset(lineage(next(iter(chain.codes)))[1:2]))
    following = (name for _, names in divisions().at(text, end) for name in names)
    if not context.edge_after(text, end) and not any(city.narrowed((name,)) for name in following):
        return None
    short = (name for name in meanings if name.kind is Kind.SHORT)
    codes = next((inner for name in short if _in_one_city(inner := city.within(name.codes))), None)
    return Chain(codes, start, end, weak=True) if codes else None


def _in_one_city(codes: frozenset[str]) -> bool:
    """Whether these are one county of a city."""
    return len(codes) == 1 and not any(map(is_large, codes)) and len(lineage(next(iter(codes)))) > 2


def _begun(
    text: str, start: int, end: int, meanings: tuple[Meaning, ...], near: str | None, cell: bool
) -> Chain | None:
    """A chain that begins with this name, if it can be trusted to be a place where it stands."""
    name, meaning = text[start:end], meanings[0]
    followed = _part_follows(text, end, meaning)
    if name in GENERIC or (start and name in PARTS_OF_ANY_TOWN and not followed) or (not followed and context.is_road(text, end, meaning.kind.full)):
        return None
    if meaning.kind.full:
        alone = end - start > 2 or context.edge_before(text, start) or context.cued(text, start)
        return Chain(meaning.codes, start, end) if alone else None
    large = any(map(is_large, meaning.codes))
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
    weak = not large and not context.cued(text, start)
    return Chain(codes, start, end, weak=weak, short=name)


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
    chain = Chain(meaning.codes, 0, end)
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


def _town_after(text: str, start: int, chain: Chain) -> Chain | None:
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


def _town_alone(text: str, start: int, near: str | None) -> Chain | None:
    """A town's full name on its own: enough when only one place around, or in the country, bears it."""
    for end, (meaning, *_) in town_names().at(text, start):
        if meaning.kind is not Kind.TOWN or end - start < 3 or text[end - 1] not in "镇乡道":
            continue
        for area in (*lineage(near), None) if near else (None,):
            codes = frozenset(code for code in meaning.codes if area is None or is_within(code, area))
            if len(codes) == 1:
                return Chain(codes, start, end, weak=True)
    return None


def _town_at_first(text: str) -> Chain:
    """A cell that opens with the short name of the only town so called, and goes on as an address does."""
    for end, (meaning, *_) in town_names().at(text, 0):
        lone = len(meaning.codes) == 1 and meaning.kind is Kind.TOWN_SHORT and not divisions().get(text[:end])
        if lone and context.goes_on_as_address(text, end):
            return Chain(meaning.codes, 0, end, weak=True)
    return Chain()


def _only_town(meanings: tuple[Meaning, ...]) -> frozenset[str]:
    """The county of the one town of the country whose short name this is."""
    codes = frozenset(code for meaning in meanings if meaning.kind is Kind.TOWN_SHORT for code in meaning.codes)
    return codes if len(codes) == 1 else frozenset()


def _whole(text: str, near: str | None) -> Place:
    """A cell that is nothing but one name which running text would not be trusted with: 闸北, 赣, 浔溪."""
    lone = LONE_CHARACTER.fullmatch(text)
    text = lone["name"] if lone else text
    names = divisions().get(text) if text not in GENERIC else ()
    codes = names[0].codes if names else _of_one_character().get(text, frozenset())
    if not codes and near:
        towns = town_names().get(text)
        codes = frozenset(code for meaning in towns for code in _near_only(meaning.codes, near))
    if not codes and text in KNOWN_ALONE:
        codes = _only_town(town_names().get(text))
    if not codes:
        return Place(None, None, text)
    return Chain(codes, 0, len(text), short=text).place(text, near)


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
