"""What a member says of places and certificates: where only, where not, what is held and what is not."""

import re
from dataclasses import dataclass

from data.reading.clauses import is_none, pieces
from data.reading.places import read_place
from data.records import Phrase, Place

ANYWHERE = re.compile(r"(?:跨省|外省|出省|省外|远一?点|全国|各地)(?:都|也)?(?:可|行|能|愿)|哪里都|哪儿都|哪都|到处|都可以|都行|不限|全国|随便|服从|不挑|外地也|外地都|无所谓|均可|任意")
ONLY = re.compile(r"只(?:在|去|想|考虑|愿|找|能|要)|仅|必须在|限(?:于|在)?|不(?:出|离开)(?!家)|除.{1,8}外(?:都)?不")
NOT_LEAVING = re.compile(r"不(?:想|愿|愿意|能)?(?:出|离开|离)(?P<unit>本?[省市县区镇])")
NOT_GOING = re.compile(r"不(?:想|愿|愿意|能|考虑)?去(?P<where>[^，,。；;、]{1,40})|(?P<except>[^，,。；;、]{1,20}?)(?:除外|不去|不考虑)")
OUTSIDE = re.compile(r"外省|外地|省外|远的?地方|太远|远处")
NEAR_HOME = re.compile(r"家(?:附近|门口|边|旁|周边|里近)|离家近|就近|附近|本地|当地|本县|本市|本区|县内|县城|家乡|老家|回乡|回老?家")
AT_HOME = re.compile(r"县城|县里|县内|本县|老家|家乡|^回")
NOT_HELD = re.compile(r"没(?:有|考|拿|取)|无(?!损)|还没|未(?:考|取|持|拿)|不(?:会考|持)|过期|吊销|注销|正在考|在考|准备考|打算考|想考|好像|可能|也许|忘了|丢了|失效|作废|到期|没年?审|没复审|脱审|断审|不确定|记不清|不晓得|找不到|不见了|被扣|存疑|下来|老公|老婆|爱人|丈夫|妻子|儿子|女儿|家里人")
DOUBTED = re.compile(r"好像|可能|也许|大概有|忘了|不确定|记不清|不晓得|找不到|不见了|存疑|丢了")
"""Said of a certificate that may be held: neither held nor known to be missing."""

NO_CERTIFICATE = re.compile(
    r"^(?:什么|任何|暂时?|目前|手艺好|会做)?(?:都|还|也|但)?(?:没有?|无)(?:考|拿|办|取)?(?:过|到)?(?:任何|什么)?(?:证书?|证件|资格证|上岗证)(?:书)?(?:$|[，,。])"
    r"|^证(?:书|件)?(?:早|已|都)?(?:经)?(?:还)?(?:没|未)(?:有|考|办|拿|取|下来)|^证(?:书|件)?(?:早|已|都)?(?:经)?过期"
)
CERTIFICATE = re.compile(r"证|(?<![a-z])[nNqQgG]\d(?!\d)|驾照|[ABCabc][123](?:照|本)|执照|资格|职称|(?:初|中|高)级工|技师")

LONGEST = 2_000
"""Wishes for places are looked for in so many characters of a cell."""


@dataclass(frozen=True, slots=True)
class PlaceWish:
    """Where a member would work: places named, places ruled out, anywhere, or nowhere else."""

    places: tuple[Place, ...] = ()
    refused: tuple[Place, ...] = ()
    anywhere: bool = False
    only: bool = False

    @property
    def empty(self) -> bool:
        """Whether nothing could be read."""
        return not (self.places or self.refused or self.anywhere)


def read_place_wish(text: str, remarks: str, hometown: Place | None, current: Place | None) -> PlaceWish:
    """Read 期望工作地 and what 备注 adds to it, relative words by where the member lives."""
    text, remarks = text[:LONGEST], remarks[:LONGEST]
    base = current or hometown
    near = base.code if base else None
    kept = _not_leaving(text, base) or _not_leaving(remarks, base)
    refused = _refused(text, near) + _refused(remarks, near)
    spans = [match.span() for match in NOT_GOING.finditer(text)]
    named = []
    for phrase in pieces(text, "期望工作地"):
        if any(start <= phrase.start < end for start, end in spans) or NOT_LEAVING.search(phrase.text):
            continue
        named += _places(phrase, hometown.code if hometown and AT_HOME.search(phrase.text) else near)
    if not named and base and NEAR_HOME.search(text):
        named.append(base)
    anywhere = bool(ANYWHERE.search(text)) and not named
    if kept and not named:
        return PlaceWish((kept,), refused, False, True)
    outside = bool(OUTSIDE.search(" ".join(m.group(0) for m in NOT_GOING.finditer(f"{text}，{remarks}"))))
    if outside and base and base.code:
        province = Place(base.code[:2] + "0000", "province", text)
        return PlaceWish(tuple(named) or (province,), refused, False, True)
    return PlaceWish(tuple(dict.fromkeys(named)), refused, anywhere, bool(named) and bool(ONLY.search(text) or kept))


def _places(phrase: Phrase, near: str | None) -> list[Place]:
    parts = [part for part in re.split(r"或者?|和|及|跟|与|/", phrase.text) if part]
    read = [read_place(part, near) for part in parts] if len(parts) > 1 else []
    if not read or not all(place.code for place in read):
        read = [read_place(phrase.text, near)]
    return [place for place in read if place.code]


def _not_leaving(text: str, base: Place | None) -> Place | None:
    match = NOT_LEAVING.search(text)
    if match is None or base is None or base.code is None:
        return None
    unit = match["unit"][-1]
    width = {"省": 2, "市": 4}.get(unit, 6)
    code = base.code[:width].ljust(6, "0")
    return Place(code, {2: "province", 4: "city", 6: "county"}[width], match.group(0))


def _refused(text: str, near: str | None) -> tuple[Place, ...]:
    found = []
    for match in NOT_GOING.finditer(text):
        words = match["where"] or match["except"]
        for part in re.split(r"[、和及或/]", words):
            place = read_place(part, near) if part.strip() else None
            if place and place.code:
                found.append(place)
    return tuple(found)


def read_certificates(text: str, elsewhere: tuple[Phrase, ...]) -> tuple[tuple[Phrase, ...] | None, tuple[Phrase, ...]]:
    """(what the certificate cell lists, what is mentioned elsewhere); None where the cell is empty.

    Expired, doubtful and missing ones are never held.
    """
    mentioned = tuple(p for p in elsewhere if CERTIFICATE.search(p.text) and not NOT_HELD.search(p.text))
    if not text.strip():
        return (() if not mentioned and any(NO_CERTIFICATE.search(p.text) for p in elsewhere) else None), mentioned
    if is_none(text):
        return (), mentioned
    return tuple(p for p in pieces(text, "证书") if not NOT_HELD.search(p.text) and not is_none(p.text)), mentioned
