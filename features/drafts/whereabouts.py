"""Which place is home, where somebody lives, where they would work, and where they only once were."""

from __future__ import annotations

import re
from dataclasses import replace

from data.reading.places import find_places, read_place
from data.reading.wishes import ANYWHERE, NEAR_HOME, NOT_LEAVING, ONLY
from data.records import Place
from data.text import Text
from features.drafts.filling import Filling
from features.drafts.note import Clause
from features.drafts.stances import FAMILY, NOW, PAST, WISH

HOME_AFTER = re.compile(r"(?:本地|这边|那边|农村|乡下)?(?:的)?(?:人(?![才员事力民数口多少])|籍|户口|老乡)")
HOME_BEFORE = re.compile(r"(?:老家|户籍地?|户口所?在?地?|籍贯|来自|祖籍|原籍|家住|家在|家里?是|家乡|出生于?)(?:就?[是在:\s]|地|那边)*$")
IS = re.compile(r"(?:^|我|本人|人)是?(?:我?们)?是$")
LIVES_BEFORE = re.compile(r"(?:现住|现居|现居住|居住|常住|暂住|住|人在|租住|租房|现址|住址|现居地|现住址|搬到|嫁到|定居)(?:就?[是在于到:\s]|地|址)*$")
NOW_BEFORE = re.compile(r"(?:现在?|目前|眼下|如今|当前|还|一直|人|都)(?:人|还|也|住|就|都|一直|主要)*(?:在|于)$")
WORKS_AFTER = re.compile(r"(?:[\u4e00-\u9fff]{0,8}?)(?:打工|务工|上班|工作|做工|做事|打零工|租房|带孩子|带娃|照顾|这边|住|送外卖|跑|当|做|干|开)")
REFUSED_BEFORE = re.compile(r"(?:不|别|拒绝)(?:想|愿意?|能|要|考虑|打算|肯)?(?:再|让我|给我)?(?:去|回|到|在|出|安排)?(?:[\u4e00-\u9fff]{0,4}[、和或])?$")
REFUSED_AFTER = re.compile(r"(?:那边|这边|的)?(?:就|也|都)?(?:不去|不考虑|除外|太远|不想去|免谈|不要|不回)")
GOES_BEFORE = re.compile(r"(?:回|去|到|在|往|来|留在?|就在|离|期望|意向|地点|工作地|首选|优先|或者?|和|跟|、|/|选)[是:\s的]*$")
WORK_AFTER = re.compile(r"(?:县城|市区|这边|那边|附近|周边|当地|本地|老家)?(?:上班|工作|找|就业|做事|发展|优先|也行|都行|都可以|也可以?|最好|或|的活|的工作|干)")
WHICH = Text(zh="没说是户籍地、现居地还是想去的地方", en="not said whether this is home, where they live or where they would go")
LABEL = re.compile(r"(?:期望|意向|想去|求职|工作|上班)(?:工作)?(?:的)?(?:地点?|城市|地区|地方)[是为在:\s]*$")
BACK_FROM = re.compile(r"(?:从|自)$")
AFTER_BACK = re.compile(r"(?:那边|打工|做事|上班)?(?:回来|返回|回到|辞工|辞职|离职)")


CUED = re.compile(
    r"(?:现住|现居|人在|住在|想回|想去|回到|回|都在|就在|我是|或者?|和|住|在|去|到)(?P<name>(?![都就在里家想住])[\u4e00-\u9fff]{2,6}?)(?=的(?:人)?(?=[,。我;\s]|$)|上班|工作|找|打工|务工|附近|做|进厂|发展|就业|那边|这边|都行|也行|都可以|优先|[,。;\s、或和]|$)"
)


def _places(row: Filling, near: str | None = None) -> tuple[Place, ...]:
    """Every place of the note; a short name right after 住, 回 or 在 counts, as it would in a cell."""
    found = {(place.start, place.end): _whole(row, place) for place in find_places(row.note.plain, near)}
    for match in CUED.finditer(row.note.plain):
        start, end = match.span("name")
        if all(end <= a or b <= start for a, b in found):
            place = _named(match["name"], near)
            if place.code:
                found[start, start + place.end] = replace(place, text=match["name"], start=start, end=end)
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


def read_whereabouts(row: Filling) -> None:
    """Fill 户籍地, 现居地 and 期望工作地; places of former work stay in the clause that names them."""
    named = _places(row)
    home = next((p.code for p in named if _role(row, p, named) == "户籍地"), None)
    lives = next((p.code for p in named if _role(row, p, named) == "现居地"), None)
    near = home or lives
    if near:
        named = _places(row, near)
    loose: list[Place] = []
    for place in named:
        role = _role(row, place, named)
        if role in ("户籍地", "现居地") and not row.cells.get(role):
            row.put(role, place.start, place.end)
            _take_around(row, place)
        elif role == "期望工作地":
            _put_wish(row, place)
        elif role == "":
            loose.append(place)
    _settle_loose(row, loose)
    _read_wide_wishes(row)


def _settle_loose(row: Filling, loose: list[Place]) -> None:
    """A bare place at the head of a note is where somebody is from, as clerks write it."""
    for place in loose:
        clause = _clause(row, place)
        if clause.text.strip() != row.note.plain[place.start : place.end].strip():
            continue
        earlier = [c for c in row.note.clauses if c.end <= clause.start]
        if not row.cells.get("户籍地") and len(earlier) <= 4 and not any(row.left(c.start, c.end) for c in earlier):
            row.put("户籍地", place.start, place.end)
        else:
            row.doubt("现居地", place.start, place.end, WHICH)


def _clause(row: Filling, place: Place) -> Clause:
    return next(
        (c for c in row.note.clauses if c.start <= place.start < c.end),
        Clause(row.note.plain[place.start : place.end], place.start, place.end),
    )


def _role(row: Filling, place: Place, named: tuple[Place, ...]) -> str | None:
    """The heading for a place; "" where nothing says it, None where it must not be taken."""
    if place.code is None:
        return None
    clause = _clause(row, place)
    before, after = row.note.plain[clause.start : place.start], row.note.plain[place.end : clause.end]
    if FAMILY.search(before) and not re.search(r"我|本人|(?:照顾|带|陪)", before):
        return None
    if HOME_BEFORE.search(before) and not re.match(r"[^,]{0,6}(?:上班|工作|打工)", after):
        return "户籍地"
    if HOME_AFTER.match(after) or (IS.search(before) and re.match(r"的|$|那边|这边|农村", after)):
        return "户籍地"
    if REFUSED_BEFORE.search(before) or REFUSED_AFTER.match(after):
        return None
    if BACK_FROM.search(before) or AFTER_BACK.match(after):
        return None
    if LABEL.search(before):
        return "期望工作地"
    if NOW_BEFORE.search(before) or (LIVES_BEFORE.search(before) and not re.search(r"想|以前|之前|原来|曾|过$", before)):
        return "现居地"
    if WISH.search(clause.text) and not PAST.search(before):
        if GOES_BEFORE.search(before) or WORK_AFTER.match(after) or not before.strip() or WISH.search(before):
            return "期望工作地"
    if PAST.search(clause.text):
        return None
    if re.search(r"在$", before) and WORKS_AFTER.match(after) and not re.search(r"过|了", after):
        return "现居地"
    if before in ("在", "我在", "人在", "现在") and after in ("", "这边", "附近", "周边"):
        return "期望工作地" if after in ("附近", "周边") else "现居地"
    if re.search(r"(?:家|户)$", before):
        return "户籍地"
    if NOW.search(before) and re.search(r"[在住]", before):
        return "现居地"
    if (GOES_BEFORE.search(before) and re.search(r"[、或和跟/]$", before)) or re.match(r"也行|都行|也可以|都可以|优先|也能", after):
        return "期望工作地"
    if re.match(r"(?:、|或者?|/)", after) or re.search(r"(?:、|或者?|/)$", before):
        return "期望工作地"
    return ""


def _take_around(row: Filling, place: Place) -> None:
    """The words that only say what kind of place it is need no reading again."""
    clause = _clause(row, place)
    before, after = row.note.plain[clause.start : place.start], row.note.plain[place.end : clause.end]
    for pattern in (HOME_BEFORE, LIVES_BEFORE, NOW_BEFORE, IS):
        if match := pattern.search(before):
            row.take(clause.start + match.start(), place.start)
    if match := HOME_AFTER.match(after) or re.match(r"(?:的|那边|这边|这里|住)+$", after):
        row.take(place.end, place.end + match.end())


def _put_wish(row: Filling, place: Place) -> None:
    clause = _clause(row, place)
    before = row.note.plain[clause.start : place.start]
    only = ONLY.search(before)
    start = clause.start + only.start() if only else place.start
    if row.cells.get("期望工作地") and only is None and place.text in ("老家", "家乡"):
        return
    row.put("期望工作地", start, place.end)
    if match := GOES_BEFORE.search(before):
        row.take(clause.start + match.start(), place.start)
    if match := re.match(r"(?:附近|周边|这边|那边|当地|本地)?(?:上班|工作|就业|发展|的)?", row.note.plain[place.end : clause.end]):
        row.take(place.end, place.end + match.end())


NEAR = re.compile(r"(?:想|最好|希望|要|只|能)?[^,]{0,6}?(?P<near>(?:离家近|家(?:附近|门口|边|旁|周边)|就近|回老家|老家|家乡|县城|县里|本县|本地|县内|镇上))")
FAR = re.compile(r"(?:哪里|哪儿|哪|到处|全国|外地|什么地方)(?:都|也)(?:行|可以?|去|愿意|能去|能)|(?:地点|地方|工作地|去哪|城市)(?:都)?(?:不限|随便|无所谓|不挑)|服从(?:安排|分配)|天南海北")


def _read_wide_wishes(row: Filling) -> None:
    """Anywhere, near home, and not leaving a province or a county."""
    for clause in row.note.clauses:
        if match := FAR.search(clause.text):
            row.put("期望工作地", clause.start + match.start(), clause.start + match.end())
        elif NOT_LEAVING.search(clause.text):
            continue
        elif (match := NEAR.search(clause.text)) and (WISH.search(clause.text) or clause.text.startswith(match["near"])) and not PAST.search(clause.text) and not FAMILY.search(clause.text):
            place = clause.start + match.start("near"), clause.start + match.end("near")
            if row.free(*place) and NEAR_HOME.search(match["near"]) and not row.cells.get("期望工作地"):
                row.put("期望工作地", *place)


__all__ = ["ANYWHERE", "read_whereabouts"]
