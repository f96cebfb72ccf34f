"""Where a project or a service is: not where its goods go, nor where the people in it come from."""

from __future__ import annotations

import re

from data.reading.places import find_places, read_place
from data.records import Place
from features.drafts.note import Note
from features.drafts.wording import HAN, one_of

ELSEWHERE = re.compile(one_of("卖到 销往 进 客商 超市 酒楼 老板 批发市场 直播间 在外 登记过"))
GOES = re.compile(one_of("从 转到? 转回 转至 寄到 发往 到 驻") + "$")
COMES_FROM = re.compile("的老乡|籍|转|老板|、?[^,]{0,6}批发市场|直播间")
VILLAGE = re.compile(rf"{HAN}{{1,4}}?村(?!里|集|民)")
STATION = re.compile(rf"(?:^|[,。:;\s])(?P<name>{HAN}{{2,4}}?)(?=驿站|服务站|援助站|人社局|总工会)")
RELATIVE = re.compile("[县市省镇乡村][里内]|本[县市省镇乡]|县城|老家|家乡|当地|全[县市]")
DEPTH = {"province": 0, "city": 1, "county": 2, "town": 3}
"""How deep a place goes; of several the first of the deepest is the site."""


def site_of(note: Note, stations: bool = False) -> tuple[int, int] | None:
    """Where the site stands in the folded note, a village with it; None where no place is named.

    With `stations`, the place that a station is called after counts: 南城驿站.
    """
    named = [place for place in find_places(note.plain) if place.code]
    places = [place for place in named if not RELATIVE.fullmatch(place.text)] or named
    here = [place for place in places if not _is_elsewhere(note, place)]
    chosen = here or [place for place in places if not GOES.search(note.plain[max(0, place.start - 2) : place.start])]
    if not chosen:
        match = STATION.search(note.plain) if stations else None
        return match.span("name") if match and read_place(match["name"]).code else None
    site = max(chosen, key=lambda place: (DEPTH.get(place.level or "", 0), -place.start))
    village = VILLAGE.match(note.plain[site.end :])
    return site.start, site.end + (village.end() if village else 0)


def _is_elsewhere(note: Note, place: Place) -> bool:
    clause = next((c for c in note.clauses if c.start <= place.start < c.end), None)
    before, after = note.plain[max(0, place.start - 2) : place.start], note.plain[place.end : place.end + 12]
    back = GOES.search(before) is not None or COMES_FROM.match(after) is not None
    named = clause is not None and ELSEWHERE.search(clause.text) is not None
    return named or back
