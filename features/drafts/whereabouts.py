"""Which place is home, where somebody lives, where they would work, and where they only once were."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import groupby

from data.reading.places import find_places, read_place
from data.reading.wishes import ANYWHERE, NEAR_HOME, NOT_LEAVING, ONLY
from data.records import Place
from data.text import Text
from features.drafts.filling import Filling
from features.drafts.note import Clause
from features.drafts.roles import (
    AFTER_TAKEN,
    BEFORE_TAKEN,
    GOES_BEFORE,
    HOME,
    LEAVING,
    LIVES,
    LOOSE,
    WORK,
    role,
)
from features.drafts.stances import FAMILY, PAST, REFUSED, WISH
from features.drafts.trades import names_a_trade
from features.drafts.wording import HAN, one_of

WHICH = Text(zh="没说是户籍地、现居地还是想去的地方", en="not said whether this is home, where they live or where they would go")

CUE = one_of("现住 现居 坐标 接受 考虑 人在 住在 想回 想去 回到 回 都在 就在 我是 或者? 和 住 在 去 到")
AFTER_NAME = one_of(
    "的(?:人)?(?=[,。我;\\s]|$) 上班 工作 找 打工 务工 附近 做 进厂 发展 就业 那边 这边 都行 也行 都可以 优先 [,。;\\s、或和] $"
)
CUED = re.compile(rf"{CUE}(?P<name>(?![都就在里家想住]){HAN}{{2,6}}?)(?={AFTER_NAME})")


def _places(row: Filling, near: str | None = None) -> tuple[Place, ...]:
    """Every place of the note; a short name right after 住, 回 or 在 counts, as it would in a cell."""
    found = {(place.start, place.end): _whole(row, place) for place in find_places(row.note.plain, near)}
    for match in CUED.finditer(row.note.plain):
        start, end = match.span("name")
        if all(end <= a or b <= start for a, b in found):
            place = _named(match["name"], near)
            if place.code:
                found[start, start + place.end] = replace(place, text=match["name"], start=start, end=end)
    for place in tuple(found.values()):
        beside = BESIDE_A_PLACE.match(row.note.plain, place.end)
        name = _named(beside["name"], near) if beside else Place(None, None)
        if beside and name.code and beside.span("name") not in found:
            found[beside.span("name")] = replace(name, start=beside.start("name"), end=beside.end("name"))
    return tuple(sorted(found.values(), key=lambda place: place.start))


def _named(name: str, near: str | None) -> Place:
    """The place that is all of a name, no place otherwise."""
    place = read_place(name, near)
    return place if place.end - place.start == len(name) else Place(None, None)


def _whole(row: Filling, place: Place) -> Place:
    """南城县 read in 南城县城 takes the 城 along."""
    if place.text.endswith("县") and row.note.plain[place.end : place.end + 1] == "城":
        return replace(place, text=place.text + "城", end=place.end + 1)
    return place


STAYS = re.compile("还在$")
STAYS_AT = re.compile("还是在$")
"""The wish to stay; 还在 is one where the present place was named before."""

SEEKS = re.compile("想(?:找|进|去|做|干|当|换|先找|应聘|开)|(?:^|[,\\s])求(?![助购证])|求职|求个|找(?:[个份点些]|活|代课|工作|事)|应聘|上班$")
SOMETHING_ELSE = re.compile("证|会(?!计)|懂|熟|经验|学历|岁|家里|孩子|[A-Za-z]{2}")
"""What a clause tells that is no term of the work wished for."""

LABEL = re.compile(one_of("登记 来访 来电 走访 电话 求职 姓名 微信 群众 住户 租户") + "(?:登记|记录|人|信息|意向)?")
"""What clerks write at the head of a note."""

OUR_VILLAGE = re.compile(r"(?:^|替|给|帮|是)(?:我|俺|本|咱)们?[村组社](?:的)?|村里出去|返乡人员|驻村|脱贫户|贫困户|俺庄")
"""A note from the village about one of its people."""

EITHER = one_of("都行 都得 都可以? 均可 也行 也可以? 都成 都能去 都去")
ENDS_IN_EITHER = re.compile(EITHER + "$")
BETWEEN_PLACES = re.compile("(?:[\\s、/+]|" + one_of("和 或者? 跟 及 周边 附近 一带 那边 这边 市区 优先 最好") + ")*")
"""What may stand beside the places of a clause that tells nothing else."""

BESIDE_A_PLACE = re.compile(rf"(?P<name>{HAN}{{2,3}}?){EITHER}")
"""A place right after another, before a word for either: 嘉兴昆山都行."""

LIST = 24
"""Characters of places before another, at most."""

LEAVES = re.compile("(?:我)?(?:想|要)(?:去|到|出)")
RETURNS = re.compile("(?:我)?(?:现在)?(?:想|要|打算|准备|年后)[回返]")
"""Somebody who wishes to go back says right before where they are."""

HEAD = 4
"""A bare place after so few clauses, all of them read, is at the head of a note."""


def read_whereabouts(row: Filling) -> None:
    """Fill 户籍地, 现居地 and 期望工作地; places of former work stay in the clause that names them."""
    named = _places(row)
    roles = [_role(row, place) for place in named]
    known = dict(zip(reversed(roles), reversed(named), strict=True))
    near = next((known[kind].code for kind in (HOME, LIVES) if kind in known), None)
    if near:
        named = _places(row, near)
    loose: list[Place] = []
    for place in named:
        found = _role(row, place)
        if found == LIVES and _stays(row, place):
            found = WORK
        if found in (HOME, LIVES) and not row.cells.get(found):
            row.put(found, place.start, place.end)
            _take_around(row, place)
        elif found == WORK:
            _put_wish(row, place)
        elif found == LOOSE:
            loose.append(place)
    for _, beside in groupby(loose, key=lambda place: _clause(row, place).start):
        first, *others = beside
        if _settle(row, first) == WORK:
            for place in others:
                _put_wish(row, place)
    _read_wide_wishes(row)


def _stays(row: Filling, place: Place) -> bool:
    before = row.note.plain[max(0, place.start - 3) : place.start]
    return bool(STAYS_AT.search(before)) or (LIVES in row.cells and bool(STAYS.search(before)))


def _seeks(earlier: list[Clause]) -> bool:
    """Whether work is wished for before, with nothing but pay and terms between."""
    for clause in reversed(earlier):
        if any(other.search(clause.text) for other in (PAST, FAMILY)) and not SEEKS.search(clause.text):
            return False
        if SEEKS.search(clause.text) and not REFUSED.match(clause.text):
            return True
        if SOMETHING_ELSE.search(clause.text):
            return False
    return False


def _settle(row: Filling, place: Place) -> str | None:
    """A bare place at the head is where somebody is from, as clerks write it; after a wish it belongs to it."""
    clause = _clause(row, place)
    if HOME in row.cells and WORK not in row.cells and _before_a_trade(row, place, clause):
        _put_wish(row, place)
        row.put("求职岗位", place.end, clause.end)
        return WORK
    if not _only_places(clause.text):
        return None
    earlier = [c for c in row.note.clauses if c.end <= clause.start]
    later = next((c for c in row.note.clauses if c.start >= clause.end), None)
    if later is not None and RETURNS.match(later.text) and not row.cells.get(LIVES):
        row.put(LIVES, place.start, place.end)
        return LIVES
    leaves = later is not None and LEAVES.match(later.text)
    at_the_head = len(earlier) <= HEAD and all(LABEL.fullmatch(c.text) or not row.left(c.start, c.end) for c in earlier)
    ours = OUR_VILLAGE.search(row.note.plain) and not row.cells.get(HOME)
    if not row.cells.get(LIVES) and LEAVING.search(row.note.plain) and (row.cells.get(HOME) or not at_the_head):
        row.put(LIVES, place.start, place.end)
    elif earlier and not ours and not row.cells.get(WORK) and (_seeks(earlier) or (_offered(earlier) and not leaves)):
        _put_wish(row, place)
        return WORK
    elif not row.cells.get(HOME) and (leaves or ours or at_the_head):
        row.put(HOME, place.start, place.end)
    else:
        row.doubt(LIVES, place.start, place.end, WHICH)
    return None


def _only_places(text: str) -> bool:
    """Whether a clause names places and nothing else: 苏州无锡, 江苏盐城周边, 杭州、上海均可."""
    return BETWEEN_PLACES.fullmatch(_without_places(text)) is not None


def _before_a_trade(row: Filling, place: Place, clause: Clause) -> bool:
    """南宁文员: where a trade is wished for, by somebody whose home was told before."""
    after = row.note.plain[place.end : clause.end]
    return place.start == clause.start and names_a_trade(Clause(after, place.end, clause.end))


def _without_places(text: str) -> str:
    bare = ENDS_IN_EITHER.sub("", text)
    words = list(bare)
    for place in find_places(bare):
        words[place.start : place.end] = " " * (place.end - place.start)
    return "".join(words)


def _offered(earlier: list[Clause]) -> bool:
    """Whether a trade was named before with no word of a wish or of a past, as in 周某, 电焊工, 昆山, 6000."""
    return any(names_a_trade(clause) for clause in earlier)


def _clause(row: Filling, place: Place) -> Clause:
    return next(
        (c for c in row.note.clauses if c.start <= place.start < c.end),
        Clause(row.note.plain[place.start : place.end], place.start, place.end),
    )


def _role(row: Filling, place: Place) -> str | None:
    clause = _clause(row, place)
    if place.code is None or (place.text in ("家乡", "老家") and FOR_MONEY.search(clause.text)):
        return None
    if place.text in ("家乡", "老家") and row.note.plain[: place.start].endswith(("给", "帮", "为", "替", "教")):
        return None
    before, after = row.note.plain[clause.start : place.start], row.note.plain[place.end : clause.end]
    if len(before) <= LIST and not _without_places(before).strip():
        before = ""
    return role(before, after, clause.text, row.note.plain)


def _take_around(row: Filling, place: Place) -> None:
    """The words that only say what kind of place it is need no reading again."""
    clause = _clause(row, place)
    before, after = row.note.plain[clause.start : place.start], row.note.plain[place.end : clause.end]
    for pattern in BEFORE_TAKEN:
        if match := pattern.search(before):
            row.take(clause.start + match.start(), place.start)
    for pattern in AFTER_TAKEN:
        if match := pattern.match(after):
            row.take(place.end, place.end + match.end())


def _put_wish(row: Filling, place: Place) -> None:
    clause = _clause(row, place)
    before = row.note.plain[clause.start : place.start]
    only = None if row.cells.get(WORK) else ONLY.search(before)
    start = clause.start + only.start() if only else place.start
    if row.cells.get("期望工作地") and only is None and place.text in ("老家", "家乡"):
        return
    row.put("期望工作地", start, place.end)
    if match := GOES_BEFORE.search(before):
        row.take(clause.start + match.start(), place.start)
    if match := re.match(r"(?:附近|周边|这边|那边|当地|本地)?(?:上班|工作|就业|发展|的)?", row.note.plain[place.end : clause.end]):
        row.take(place.end, place.end + match.end())


BESIDE = one_of("离家近 家(?:附近|门口|边|旁|周边) 就近 回老家 老家 家乡 县城 县里 本县 本地 县内 镇上")
NEAR = re.compile(rf"(?:想|最好|希望|要|只|能)?[^,]{{0,6}}?(?P<near>{BESIDE})")
FAR = re.compile(
    one_of("哪里 哪儿 哪 到处 全国 外地 什么地方") + one_of("都 也") + one_of("行 可以? 去 愿意 能去 能")
    + "|" + one_of("地点 地方 工作地 去哪 城市") + "都?" + one_of("不限 随便 无所谓 不挑")
    + "|" + one_of("服从(?:安排|分配) 天南海北")
)


def _read_wide_wishes(row: Filling) -> None:
    """Anywhere, near home, and not leaving a province or a county."""
    for clause in row.note.clauses:
        if match := FAR.search(clause.text):
            row.put("期望工作地", clause.start + match.start(), clause.start + match.end())
        elif NOT_LEAVING.search(clause.text):
            continue
        elif (match := NEAR.search(clause.text)) and _wished_near(clause, match):
            place = clause.start + match.start("near"), clause.start + match.end("near")
            if row.free(*place) and NEAR_HOME.search(match["near"]) and not row.cells.get("期望工作地"):
                row.put("期望工作地", *place)


FOR_MONEY = re.compile("投(?!递|简历)|捐|出资|入股|项目")


def _wished_near(clause: Clause, match: re.Match[str]) -> bool:
    wished = WISH.search(clause.text) or clause.text.startswith(match["near"])
    return bool(wished) and not any(other.search(clause.text) for other in (FOR_MONEY, PAST, FAMILY))


__all__ = ["ANYWHERE", "read_whereabouts"]
