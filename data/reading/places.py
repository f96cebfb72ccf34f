"""How places are written: full, short, run together, former or relative names, and what is not a place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from data.reading.gazetteer import COMMON, GENERIC, Kind, Meaning, divisions, town_names
from data.reading.script import fold
from data.records import Place
from data.reference.regions import common_area, current, is_within, lineage, regions

LONGEST = 2000
"""Characters of a text that are looked at; a note is never longer."""

HOME = "老家 家乡 家门口".split()
COUNTY_SEAT = "县城 本县 县里 县内".split()
CITY_AROUND = "本市 市区 市里 市内 全市".split()
PROVINCE_AROUND = "本省 省内 省里 全省".split()
IN_A_CELL_ONLY = "全县 本地 当地 附近 就近 家里 本镇 镇上 镇里 本乡 乡里 本村 村里".split()
RELATIVE = re.compile("|".join([*HOME, *COUNTY_SEAT, *CITY_AROUND, *PROVINCE_AROUND]))
RELATIVE_CELL = re.compile("|".join([RELATIVE.pattern, *IN_A_CELL_ONLY]))

GAP = re.compile(r"[\s,，、。·・．.|/\\;；:：\-—–－_~>＞→()（）【】\[\]「」《》<＜“”\"'’‘*+]*")
EDGE = re.compile(r"[\s,，、。·・．|/\\;；:：\-—–－_~>＞→()（）【】\[\]「」《》<＜“”\"'’‘*+!！?？0-9A-Za-z]")
ROAD = re.compile(
    r"[东西南北中上下内外前后新老环一二三四五六七八九十0-9]{0,2}"
    r"(?:大?路|大?街(?!道)|大道|巷|弄(?=\d|$)|胡同|公路|高速|国道|省道|道(?=[0-9一二三四五六七八九十号与和交\s]|$)|街道口|环路|里弄)"
)
ROAD_AT_ONCE = re.compile("大?路|大?街(?!道)|大道")
BUILDING = re.compile(
    "大厦|大楼|广场|花园|小区|商城|大酒店|酒店|宾馆|饭店|大桥|公园|医院|大学|学院|银行|商厦|新村|公寓|名苑|家园|国际|岸|"
    "科技大学|师范|理工|财经|人寿|证券|晚报|日报|电视|菜|烤鸭|拉面|米粉|话|牌|路口|讯|知道|宫|巴巴"
)
CUE_BEFORE = re.compile("(?:在|住|来自|老家|家住|户籍|户籍地|籍贯|家在|现居|居住|去|回|到|户口|人在|往|是|家|于|常住|住址|地址|中国|总部|公司|现在)$")
CUE_AFTER = re.compile("(?:人(?![工才员事力民数口社大均气类生物文际群家])|籍|县城|县里|市区|那边|这边|那里|这里|本地|当地|打工|务工|上班|工作|做工|做事|农村|乡下|老乡|户口|老家|一带|附近|周边|租房|买房)")
SURE_BEFORE = re.compile("(?:老家|来自|户籍|户籍地|籍贯|家住|家在)[是在:：]?$")
SURE_AFTER = re.compile("(?:籍|人(?![工才员事力民数口社大均气类生物文际群家])|县城|本地人|老家)")
AFTER_TOWN = re.compile(r"$|[\s,，、。·()（）0-9A-Za-z\-]|镇|乡|街道|工业|开发区|科技园|产业园|村|社区|附近|地铁|站|那边|这边|人|一带|片区|新区")
BLOCK_OF_HOUSES = re.compile(r"[0-9A-Za-z一二三四五六七八九十]*[号栋幢座楼室]")


def read_place(text: str, near: str | None = None) -> Place:
    """The one place that a cell names, as deep as its names go and never deeper than they make sure.

    `near` is the code of a county or city: it resolves 县城, 本市 and the like, and names that several
    places share. What stays unsure is the smallest division that holds all `candidates`, or None.
    """
    folded = fold(text[:LONGEST])
    best = _Chain()
    for chain in _chains(folded.text, near, cell=True):
        best = best.joined(chain, near)
    if best.codes:
        place = best.place(folded.text, near)
    else:
        place = _relative(folded.text, near) or _whole(folded.text.strip(), near)
    start, end = folded.original_span(place.start, place.end)
    return replace(place, text=text, start=start, end=end)


def find_places(text: str, near: str | None = None) -> tuple[Place, ...]:
    """Every place that a free note mentions, in order, each with the span of the note that names it.

    Stricter than `read_place`: the bare short name of a county counts only beside its province, city or
    town, or where the words around it speak of a place. 县城 and the like mean `near`, else the first
    county that the note itself names.
    """
    folded = fold(text[:LONGEST])
    found = [chain.place(folded.text, near) for chain in _chains(folded.text, near, cell=False)]
    found += _relative_places(folded.text, found, near)
    found.sort(key=lambda place: place.start)
    spans = ((place, folded.original_span(place.start, place.end)) for place in found)
    return tuple(replace(place, text=text[a:b], start=a, end=b) for place, (a, b) in spans)


@dataclass(frozen=True, slots=True)
class _Chain:
    """Names one after another that narrow each other down: 江西, 抚州, 南城."""

    codes: frozenset[str] = frozenset()
    start: int = 0
    end: int = 0
    weak: bool = False
    short: str = ""

    def narrowed(self, meanings: tuple[Meaning, ...]) -> frozenset[str]:
        """What remains once one more name is heard; empty when it does not fit."""
        for meaning in meanings:
            inner = {code for code in meaning.codes if any(is_within(code, area) for area in self.codes)}
            if inner:
                return frozenset(inner)
        wider = {code for meaning in meanings for code in meaning.codes}
        return frozenset(code for code in self.codes if any(is_within(code, area) for area in wider))

    def joined(self, other: _Chain, near: str | None) -> _Chain:
        """This chain made surer by a later one of the same cell; a later place elsewhere is left out."""
        if not self.codes:
            return other
        both = self.narrowed((Meaning(Kind.FULL, other.codes),))
        if both:
            end = self.end if both == self.codes else other.end
            return replace(self, codes=both, end=end, weak=self.weak and other.weak)
        return other if self.weak and not other.weak else self

    def place(self, text: str, near: str | None) -> Place:
        code, candidates = _settled(self, near)
        level = regions()[code].level if code else None
        return Place(code, level, text[self.start : self.end], self.start, self.end, candidates)


def _settled(chain: _Chain, near: str | None) -> tuple[str | None, tuple[str, ...]]:
    """The lowest division that is sure, and the several that were possible."""
    tops = {code for code in chain.codes if not any(code != area and is_within(code, area) for area in chain.codes)}
    for area in lineage(near) if near else ():
        inner = {code for code in tops if is_within(code, area)}
        if inner:
            tops = inner
            break
    if len(tops) == 1:
        return next(iter(tops)), ()
    cities = [code for code in tops if regions()[code].level != "county"]
    if len(cities) == 1 and chain.short and chain.short != "朝阳":
        return cities[0], ()
    return common_area(*sorted(tops)), tuple(sorted(tops))[:20]


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
    beside = bool(chain.codes) and GAP.fullmatch(text, chain.end, start) is not None
    town = _town_after(text, start, chain) if beside and (_open(chain) or start == chain.end) else None
    for end, meanings in divisions().at(text, start):
        if town and town.end > end:
            return town
        if text[end - 1] == "市" and text[end - 1 : end + 2] in ("市中区", "市北区", "市南区"):
            continue
        step = _continued(text, start, end, chain, meanings, beside) or _begun(text, start, end, meanings, cell)
        if step is not None:
            return step
    return town or (_town_alone(text, start, near) if _edge_before(text, start) else None)


def _open(chain: _Chain) -> bool:
    """Whether a town would make the chain surer: it is ambiguous or ends above the county."""
    return len(chain.codes) > 1 or any(regions()[code].level != "county" for code in chain.codes)


def _continued(
    text: str, start: int, end: int, chain: _Chain, meanings: tuple[Meaning, ...], beside: bool
) -> _Chain | None:
    full = meanings[0].kind.full
    if not beside or _is_road(text, end, full):
        return None
    name = text[start:end]
    if name in GENERIC and (start != chain.end or BLOCK_OF_HOUSES.match(text, end)):
        return None
    if not full and BUILDING.match(text, end):
        return None
    codes = chain.narrowed(meanings)
    return replace(chain, codes=codes, end=end, weak=chain.weak and not full, short="") if codes else None


def _begun(text: str, start: int, end: int, meanings: tuple[Meaning, ...], cell: bool) -> _Chain | None:
    name = text[start:end]
    meaning = meanings[0]
    if name in GENERIC or _is_road(text, end, meaning.kind.full):
        return None
    if meaning.kind.full:
        if end - start == 2 and not (_edge_before(text, start) or _cued(text, start)):
            return None
        return _Chain(meaning.codes, start, end)
    large = any(regions()[code].level != "county" for code in meaning.codes)
    if BUILDING.match(text, end) or (meaning.kind is Kind.OLD_SHORT and not large):
        return None
    said = _said_in_cell(text, start, end, name) if cell else _said_in_note(text, start, end, name, large)
    supported = said or _town_follows(text, end, meaning)
    return _Chain(meaning.codes, start, end, weak=not large, short=name) if supported else None


def _is_road(text: str, end: int, full: bool) -> bool:
    """Whether the name belongs to a road: 西藏北路; after 武昌区 the road of 中南路 is another thing."""
    return (ROAD_AT_ONCE if full else ROAD).match(text, end) is not None


def _said_in_cell(text: str, start: int, end: int, name: str) -> bool:
    """Whether a bare short name in a place's own cell is that place."""
    if _edge_before(text, start) or _cued(text, start):
        return name not in COMMON or _edge_after(text, end) or SURE_AFTER.match(text, end) is not None
    return False


def _said_in_note(text: str, start: int, end: int, name: str, large: bool) -> bool:
    """Whether the words around a bare short name in running text speak of a place."""
    if large and name not in COMMON:
        return True
    if name in COMMON and not large:
        before = SURE_BEFORE.search(text, max(0, start - 6), start)
        return before is not None or SURE_AFTER.match(text, end) is not None
    return _cued(text, start) or CUE_AFTER.match(text, end) is not None


def _cued(text: str, start: int) -> bool:
    return CUE_BEFORE.search(text, max(0, start - 4), start) is not None


def _edge_before(text: str, start: int) -> bool:
    return start == 0 or EDGE.match(text, start - 1) is not None


def _edge_after(text: str, end: int) -> bool:
    return end == len(text) or EDGE.match(text, end) is not None


def _town_follows(text: str, end: int, meaning: Meaning) -> bool:
    """Whether a town of one of these divisions is named right after: 南城浔溪."""
    chain = _Chain(meaning.codes, 0, end)
    return any(chain.narrowed(towns) for _, towns in town_names().at(text, end))


def _town_after(text: str, start: int, chain: _Chain) -> _Chain | None:
    for end, meanings in town_names().at(text, start):
        for meaning in meanings:
            inner = frozenset(code for code in meaning.codes if any(is_within(code, area) for area in chain.codes))
            if not inner or _is_road(text, end, meaning.kind.full):
                continue
            if meaning.kind is Kind.TOWN_SHORT and not _short_town_fits(text, start, end, inner):
                continue
            return replace(chain, codes=inner, end=end, short=chain.short if inner == chain.codes else "")
    return None


def _short_town_fits(text: str, start: int, end: int, inner: frozenset[str]) -> bool:
    unique = len(inner) == 1 and text[end - 1] not in "路街道"
    return unique and not BUILDING.match(text, end) and AFTER_TOWN.match(text, end) is not None


def _town_alone(text: str, start: int, near: str | None) -> _Chain | None:
    for end, meanings in town_names().at(text, start):
        meaning = meanings[0]
        if meaning.kind is not Kind.TOWN or end - start < 3 or text[end - 1] not in "镇乡道":
            continue
        for area in (*lineage(near), None) if near else (None,):
            codes = frozenset(code for code in meaning.codes if area is None or is_within(code, area))
            if len(codes) == 1:
                return _Chain(codes, start, end, weak=True)
    return None


def _relative_places(text: str, found: list[Place], near: str | None) -> Iterator[Place]:
    """县城, 老家 and the like in a note, as far as `near` or the note itself says whose."""
    named = [place for place in found if place.level == "county" and place.code]
    said = [place.code for place in named if _is_home(text, place)]
    seats = [place.code for place in named if place.code and regions()[place.code].name.endswith("县")]
    for match in RELATIVE.finditer(text):
        if any(place.start < match.end() + 2 and match.start() < place.end for place in found):
            continue
        around = near or next(iter(said if match.group() in HOME else [*said, *seats]), None)
        if around:
            yield _relative_place(match, around)


def _is_home(text: str, place: Place) -> bool:
    before = SURE_BEFORE.search(text, max(0, place.start - 6), place.start)
    return before is not None or SURE_AFTER.match(text, place.end) is not None


def _relative(text: str, near: str | None) -> Place | None:
    match = RELATIVE_CELL.search(text)
    return _relative_place(match, near) if match and near else None


def _relative_place(match: re.Match[str], near: str | None) -> Place:
    """县城 is the county itself, 市区 the city around it (or the county when it is a 市), 省内 the province."""
    line = lineage(current(near) or "") if near else ()
    word = match.group()
    code = line[0] if line else None
    if word in PROVINCE_AROUND and line:
        code = line[-1]
    elif word in CITY_AROUND and line and regions()[line[0]].name.endswith("县") and len(line) > 2:
        code = line[1]
    level = regions()[code].level if code else None
    return Place(code, level, word, match.start(), match.end())


def _whole(text: str, near: str | None) -> Place:
    """A cell that is nothing but one name which running text would not be trusted with: 闸北, 赣, 浔溪."""
    names = divisions().meanings.get(text) or ()
    if not names and near:
        names = town_names().meanings.get(text) or ()
        names = tuple(Meaning(item.kind, _near_only(item.codes, near)) for item in names)
    codes = names[0].codes if names and text not in GENERIC else frozenset(_one_character().get(text, ()))
    if not codes:
        return Place(None, None, text)
    return _Chain(codes, 0, len(text), short=text).place(text, near)


def _near_only(codes: frozenset[str], near: str) -> frozenset[str]:
    return frozenset(code for code in codes if set(lineage(code)[:2]) & set(lineage(near)[:2]))


def _one_character() -> dict[str, tuple[str]]:
    return {
        alias: (region.code,)
        for region in regions().values()
        if region.level == "province"
        for alias in region.aliases
        if len(alias) == 1
    }
